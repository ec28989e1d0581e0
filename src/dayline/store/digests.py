"""What is published: digests with the key of their input, as issued too, editors' decisions, notes of the archive."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, delete, insert, select, true

from dayline.model.digest import Digest
from dayline.model.review import Decision
from dayline.store import tables
from dayline.store.base import Connected
from dayline.store.codec import encode, json_of, pack, unpack

# the payload of a day that has nothing to print
NOTHING = b""


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
        self._put_day(digest.crisis_id, digest.day, digest.date, pack(digest), input_key)

    def put_empty_day(self, crisis_id: str, day: int, on: date, input_key: str) -> None:
        """Store that a day, the one of a date, has nothing to print, in place of its digest."""
        self._put_day(crisis_id, day, on, NOTHING, input_key)

    def _put_day(self, crisis_id: str, day: int, on: date, payload: bytes, input_key: str) -> None:
        table = tables.digests
        row = {"crisis_id": crisis_id, "day": day, "date": on, "input_key": input_key, "payload": payload}
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.crisis_id == crisis_id, table.c.day == day))
            connection.execute(insert(table), row)

    def digest(self, crisis_id: str, day: int) -> Digest | None:
        """Return a day's digest, None where there is none or nothing to print."""
        table = tables.digests
        with self._reading() as connection:
            payload = connection.scalar(
                select(table.c.payload).where(table.c.crisis_id == crisis_id, table.c.day == day)
            )
            return unpack(Digest, payload) if payload else None

    def digests(self, crisis_id: str) -> Iterator[Digest]:
        """Stream the digests of a crisis in the order of their days, one in memory at a time."""
        table = tables.digests
        for day, _ in self._days(crisis_id, table.c.payload != NOTHING):
            digest = self.digest(crisis_id, day)
            if digest is not None:
                yield digest

    def empty_days(self, crisis_id: str) -> list[tuple[int, date]]:
        """Return the days that have nothing to print, each with its date."""
        return self._days(crisis_id, tables.digests.c.payload == NOTHING)

    def _days(self, crisis_id: str, condition: ColumnElement[bool]) -> list[tuple[int, date]]:
        table = tables.digests
        statement = select(table.c.day, table.c.date).where(table.c.crisis_id == crisis_id, condition)
        with self._reading() as connection:
            return [(row.day, row.date) for row in connection.execute(statement.order_by(table.c.day))]

    def digest_keys(self, crisis_id: str) -> dict[int, str]:
        """Return the days that have a digest, in order, each with the key of its input."""
        table = tables.digests
        statement = select(table.c.day, table.c.input_key).where(
            table.c.crisis_id == crisis_id, table.c.payload != NOTHING
        )
        with self._reading() as connection:
            return {row.day: row.input_key for row in connection.execute(statement.order_by(table.c.day))}

    def issue(self, crisis_id: str, day: int, at: datetime) -> None:
        """Keep a day's digest as readers first have it; one that was issued before stays as it is."""
        now, kept = tables.digests, tables.issued
        here = (now.c.crisis_id == crisis_id, now.c.day == day, now.c.payload != NOTHING)
        with self._writing() as connection:
            payload = connection.scalar(select(now.c.payload).where(*here))
            known = select(kept.c.day).where(kept.c.crisis_id == crisis_id, kept.c.day == day)
            if payload is not None and connection.scalar(known) is None:
                row = {"crisis_id": crisis_id, "day": day, "at": at, "payload": payload}
                connection.execute(insert(kept), row)

    def issued(self, crisis_id: str, day: int) -> Digest | None:
        """Return a day's digest as it was issued, None where it was not."""
        table = tables.issued
        with self._reading() as connection:
            payload = connection.scalar(
                select(table.c.payload).where(table.c.crisis_id == crisis_id, table.c.day == day)
            )
            return unpack(Digest, payload) if payload else None

    def issued_days(self, crisis_id: str) -> dict[int, datetime]:
        """Return the days that were issued, in order, each with when."""
        table = tables.issued
        statement = select(table.c.day, table.c.at).where(table.c.crisis_id == crisis_id)
        with self._reading() as connection:
            return {row.day: row.at for row in connection.execute(statement.order_by(table.c.day))}

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
        """Return the decisions on a day in the order of their times, corrections among them."""
        return tuple(found for _, found in self._decisions(tables.decisions.c.day == day, crisis_id))

    def corrections(self, crisis_id: str) -> list[tuple[int, Decision]]:
        """Return the corrections of all issued days in the order of their times, each with its day."""
        return [(day, found) for day, found in self._decisions(true(), crisis_id) if found.kind]

    def _decisions(self, condition: ColumnElement[bool], crisis_id: str) -> list[tuple[int, Decision]]:
        table = tables.decisions
        statement = select(table.c.day, table.c.payload).where(table.c.crisis_id == crisis_id, condition)
        with self._reading() as connection:
            rows = connection.execute(statement.order_by(table.c.at, table.c.id))
            return [(row.day, unpack(Decision, row.payload)) for row in rows]

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
