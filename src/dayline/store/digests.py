"""What is published: digests with the key of their input, editors' decisions, notes of the archive."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import delete, insert, select

from dayline.model.digest import Digest
from dayline.model.review import Decision
from dayline.store import tables
from dayline.store.base import Connected
from dayline.store.codec import encode, json_of, pack, unpack


class Digests(Connected):
    """The part of the archive for what is published."""

    def digest_key(self, crisis_id: str, day: int) -> str | None:
        """Return the key of the input from which a day's digest was made, None where there is none."""
        table = tables.digests
        with self._reading() as connection:
            return connection.scalar(
                select(table.c.input_key).where(table.c.crisis_id == crisis_id, table.c.day == day)
            )

    def put_digest(self, digest: Digest, input_key: str) -> None:
        """Store a day's digest in place of the one before."""
        table = tables.digests
        row = {
            "crisis_id": digest.crisis_id,
            "day": digest.day,
            "date": digest.date,
            "input_key": input_key,
            "payload": pack(digest),
        }
        with self._writing() as connection:
            connection.execute(
                delete(table).where(table.c.crisis_id == digest.crisis_id, table.c.day == digest.day)
            )
            connection.execute(insert(table), row)

    def digest(self, crisis_id: str, day: int) -> Digest | None:
        """Return a day's digest, None where there is none."""
        table = tables.digests
        with self._reading() as connection:
            payload = connection.scalar(
                select(table.c.payload).where(table.c.crisis_id == crisis_id, table.c.day == day)
            )
            return None if payload is None else unpack(Digest, payload)

    def digests(self, crisis_id: str) -> Iterator[Digest]:
        """Stream the digests of a crisis in the order of their days, one in memory at a time."""
        table = tables.digests
        with self._reading() as connection:
            days = list(
                connection.scalars(
                    select(table.c.day).where(table.c.crisis_id == crisis_id).order_by(table.c.day)
                )
            )
        for day in days:
            digest = self.digest(crisis_id, day)
            if digest is not None:
                yield digest

    def put_decision(self, crisis_id: str, day: int, decision: Decision) -> None:
        """Store an editor's decision on a day; the same one again adds nothing."""
        table = tables.decisions
        identity = json_of([crisis_id, day, encode(decision)])
        row = {
            "id": sha256(identity.encode("ascii")).hexdigest()[:32],
            "crisis_id": crisis_id,
            "day": day,
            "at": decision.at,
            "payload": pack(decision),
        }
        with self._writing() as connection:
            if connection.scalar(select(table.c.id).where(table.c.id == row["id"])) is None:
                connection.execute(insert(table), row)

    def decisions(self, crisis_id: str, day: int) -> tuple[Decision, ...]:
        """Return the decisions on a day in the order of their times."""
        table = tables.decisions
        statement = select(table.c.payload).where(table.c.crisis_id == crisis_id, table.c.day == day)
        with self._reading() as connection:
            payloads = connection.scalars(statement.order_by(table.c.at, table.c.id))
            return tuple(unpack(Decision, payload) for payload in payloads)

    def put_note(self, key: str, value: str) -> None:
        """Keep a value about the archive as a whole, in place of the one before."""
        table = tables.meta
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.key == key))
            connection.execute(insert(table), {"key": key, "value": value})

    def note(self, key: str) -> str | None:
        """Return a value kept by ``put_note``, None where there is none."""
        with self._reading() as connection:
            return connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == key))
