"""What collecting leaves: addresses with their state, every asking, what sites ask of robots."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from dayline.model.collection import AddressState, Fetch, RobotsRules
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, SourceId
from dayline.store.base import Connected, batches
from dayline.store.codec import pack, unpack
from dayline.store.intake import Added, add_rows
from dayline.store.tables import addresses, documents, fetches, robots

_FETCH = tuple(field.name for field in fields(Fetch))


class Collected(Connected):
    """The part of the archive for collecting."""

    def receive(self, raw: RawItem, fetch: Fetch) -> None:
        """Keep what came before anything of it is read, in one transaction."""
        with self._writing() as connection:
            add_rows(connection, [raw], [], [])
            _replace(connection, fetches, "id", [_fetch_row(fetch)])

    def settle(
        self,
        fetch: Fetch,
        states: Sequence[AddressState],
        documents: Sequence[tuple[Document, str]] = (),
        rejected: Sequence[Rejected] = (),
    ) -> Added:
        """Note what an asking brought, the documents in it, and the new state of addresses, in one transaction."""
        with self._writing() as connection:
            added = add_rows(connection, [], documents, rejected)
            row = _fetch_row(fetch) | {"documents": added.documents, "settled": True}
            _replace(connection, fetches, "id", [row])
            _replace(connection, addresses, "url", [_state_row(state) for state in states])
            return added

    def unsettled(self) -> list[Fetch]:
        """Return the askings whose answer is kept but was not read: a run was ended in between."""
        with self._reading() as connection:
            found = connection.execute(_fetches().where(fetches.c.settled.is_(False)).order_by(fetches.c.at))
            return [_fetch_of(row) for row in found]

    def fetches(self, since: datetime, until: datetime) -> Iterator[Fetch]:
        """Stream the askings from one moment to before another, in the order of their times."""
        statement = _fetches().where(fetches.c.at >= since, fetches.c.at < until)
        with self._reading() as connection:
            for row in connection.execute(statement.order_by(fetches.c.at, fetches.c.id)):
                yield _fetch_of(row)

    def addresses(self, urls: Collection[str]) -> dict[str, AddressState]:
        """Return the states of some addresses, those that are known."""
        statement = select(addresses.c.payload)
        with self._reading() as connection:
            found = [
                unpack(AddressState, payload)
                for batch in batches(urls)
                for payload in connection.scalars(statement.where(addresses.c.url.in_(batch)))
            ]
        return {state.url: state for state in found}

    def warc_end(self, warc: str) -> int:
        """Return where the last record of a WARC file begins that an asking points to, 0 where none does."""
        with self._reading() as connection:
            return connection.scalar(select(func.max(fetches.c.offset)).where(fetches.c.warc == warc)) or 0

    def due_addresses(self, moment: datetime, role: str) -> list[AddressState]:
        """Return the addresses of a role to be asked by a moment, those that have waited longest first."""
        statement = select(addresses.c.payload).where(addresses.c.next_at <= moment, addresses.c.role == role)
        with self._reading() as connection:
            found = connection.scalars(statement.order_by(addresses.c.next_at, addresses.c.url)).all()
        return [unpack(AddressState, payload) for payload in found]

    def source_counts(self) -> Mapping[SourceId, tuple[int, datetime]]:
        """Return for each source how many documents it has given, and when the newest was published (or fetched)."""
        statement = select(documents.c.source_id, func.count(), func.max(documents.c.seen_at))
        with self._reading() as connection:
            found = connection.execute(statement.group_by(documents.c.source_id)).all()
        return {SourceId(source): (count, newest) for source, count, newest in found}

    def put_robots(self, rules: RobotsRules, at: datetime) -> None:
        """Keep what a site asks of robots, in place of what it asked before."""
        row = {"origin": rules.origin, "at": at, "is_open": rules.is_open, "text": rules.text}
        with self._writing() as connection:
            _replace(connection, robots, "origin", [row])

    def robots(self) -> dict[str, tuple[RobotsRules, datetime]]:
        """Return what every site is known to ask of robots, by origin, and since when that is known."""
        with self._reading() as connection:
            found = connection.execute(select(robots)).all()
        return {
            row.origin: (RobotsRules(origin=row.origin, is_open=row.is_open, text=row.text), row.at) for row in found
        }


def _fetches() -> Any:
    return select(*(fetches.c[name] for name in _FETCH))


def _fetch_of(row: Any) -> Fetch:
    return Fetch(**row._mapping)


def _fetch_row(fetch: Fetch) -> dict[str, Any]:
    return {name: getattr(fetch, name) for name in _FETCH}


def _state_row(state: AddressState) -> dict[str, Any]:
    return {"url": state.url, "source_id": state.source_id, "role": state.role, "next_at": state.next_at,
            "payload": pack(state)}  # fmt: skip


def _replace(connection: Connection, table: Table, key: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put rows in place of those with the same key."""
    last = {row[key]: dict(row) for row in rows}
    for batch in batches(last):
        connection.execute(delete(table).where(table.c[key].in_(batch)))
        connection.execute(insert(table), [last[name] for name in batch])
