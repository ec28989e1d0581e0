"""What collecting leaves: addresses with their state, every asking, what sites ask of robots."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from dayline.model.collection import AddressState, Fetch, RobotsRules, TakenDown
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, RawItem, Rejected, SourceId
from dayline.store.base import Connected, batches
from dayline.store.codec import pack, unpack
from dayline.store.intake import Added, add_rows
from dayline.store.tables import addresses, documents, fetches, robots, taken_down

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
        gone: Sequence[TakenDown] = (),
    ) -> Added:
        """Note what an asking brought, the documents in it, and the new state of addresses, in one transaction.

        ``gone`` are the items that it shows to be taken down; the items of its documents are there again.
        """
        with self._writing() as connection:
            added = add_rows(connection, [], documents, rejected)
            row = _fetch_row(fetch) | {"documents": added.documents, "settled": True}
            _replace(connection, fetches, "id", [row])
            _replace(connection, addresses, "url", [_state_row(state) for state in states])
            _note_gone(connection, {document.item_id for document, _ in documents}, gone)
            return added

    def put_taken_down(self, present: Collection[ItemId], gone: Sequence[TakenDown]) -> None:
        """Note which items are there, and which their sources have taken down since."""
        with self._writing() as connection:
            _note_gone(connection, present, gone)

    def taken_down(self) -> dict[DocumentId, TakenDown]:
        """Return every document whose item its source gives no more, with when that was noticed."""
        columns = documents.c.id, taken_down.c.item_id, taken_down.c.at, taken_down.c.reason
        statement = select(*columns).join(taken_down, taken_down.c.item_id == documents.c.item_id)
        with self._reading() as connection:
            rows = connection.execute(statement.order_by(documents.c.fetched_at, documents.c.id)).all()
        return {DocumentId(row.id): TakenDown(item_id=row.item_id, at=row.at, reason=row.reason) for row in rows}

    def items_known(self, items: Collection[ItemId], before: datetime) -> set[ItemId]:
        """Return those of some items that were fetched before a moment."""
        statement = select(documents.c.item_id).where(documents.c.fetched_at < before)
        with self._reading() as connection:
            return {
                ItemId(item)
                for batch in batches(items)
                for item in connection.scalars(statement.where(documents.c.item_id.in_(batch)))
            }

    def items_of(self, raw_sha256: str) -> set[ItemId]:
        """Return the items that were read out of some bytes."""
        statement = select(documents.c.item_id).where(documents.c.raw_sha256 == raw_sha256)
        with self._reading() as connection:
            return set(map(ItemId, connection.scalars(statement)))

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

    def source_times(
        self, sources: Collection[SourceId], since: datetime, until: datetime
    ) -> dict[SourceId, list[datetime]]:
        """Return for some sources when their items of some time were published (or fetched), in order, each once.

        An item may have many versions; that of its feed and that of its page are two of the first hour.
        """
        if not sources:
            return {}
        first = func.min(documents.c.seen_at)
        statement = (
            select(documents.c.source_id, first)
            .where(documents.c.seen_at >= since, documents.c.seen_at < until, documents.c.day != "")
            .group_by(documents.c.source_id, documents.c.item_id)
        )
        times: dict[SourceId, list[datetime]] = {source: [] for source in sources}
        with self._reading() as connection:
            for source, seen_at in connection.execute(statement.order_by(first, documents.c.item_id)):
                if source in times:
                    times[SourceId(source)].append(seen_at)
        return times

    def put_robots(self, rules: RobotsRules, at: datetime) -> None:
        """Keep what a site asks of robots, in place of what it asked before."""
        row = {"origin": rules.origin, "at": at, "is_open": rules.is_open, "text": rules.text}
        with self._writing() as connection:
            _replace(connection, robots, "origin", [row])

    def forget_robots(self, before: datetime) -> None:
        """Forget what sites asked of robots before a moment."""
        with self._writing() as connection:
            connection.execute(delete(robots).where(robots.c.at < before))

    def robots(self) -> dict[str, tuple[RobotsRules, datetime]]:
        """Return what every site is known to ask of robots, by origin, and since when that is known."""
        with self._reading() as connection:
            found = connection.execute(select(robots)).all()
        return {
            row.origin: (RobotsRules(origin=row.origin, is_open=row.is_open, text=row.text), row.at) for row in found
        }


def _note_gone(connection: Connection, present: Collection[ItemId], gone: Sequence[TakenDown]) -> None:
    """Forget of items that are there that they were gone; note those that are gone, at the first time that counts."""
    for batch in batches(present):
        connection.execute(delete(taken_down).where(taken_down.c.item_id.in_(batch)))
    for found in batches(gone):
        wanted = [one.item_id for one in found]
        known = set(connection.scalars(select(taken_down.c.item_id).where(taken_down.c.item_id.in_(wanted))))
        rows = [{"item_id": o.item_id, "at": o.at, "reason": o.reason} for o in found if o.item_id not in known]
        if rows:
            connection.execute(insert(taken_down), rows)


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
