"""The fold over a crisis's documents, day by day: which story each went to, which repeats another.

A day is stored whole, under a key that its maker computes from all that the day rests on. Days after it rest
on it, so storing a day forgets them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, true

from dayline.model.document import DocumentId, Duplicate
from dayline.model.entities import Sighting
from dayline.model.story import Assignment, StoryId
from dayline.store import tables
from dayline.store.base import Connected, batches, iso_day

# characters of a date as written
ISO_DAY = 10


class Folds(Connected):
    """The part of the archive for stories."""

    def fold_key(self, crisis_id: str, day: str) -> str | None:
        """Return the key under which a day was stored, None where it was not, or was forgotten."""
        table = tables.fold_days
        with self._reading() as connection:
            return connection.scalar(
                select(table.c.key).where(table.c.crisis_id == crisis_id, table.c.day == iso_day(day))
            )

    def put_fold_day(
        self,
        crisis_id: str,
        day: str,
        key: str,
        assignments: Sequence[Assignment],
        duplicates: Sequence[Duplicate],
        sightings: Sequence[Sighting] = (),
    ) -> None:
        """Store a day in place of what it held, and forget the crisis's later days, in one transaction."""
        table = tables.fold_days
        place = {"crisis_id": crisis_id, "day": iso_day(day)}
        with self._writing() as connection:
            connection.execute(delete(table).where(table.c.crisis_id == crisis_id, table.c.day >= day))
            connection.execute(insert(table), {**place, "key": key})
            _insert(
                connection,
                tables.assignments,
                [
                    {
                        **place,
                        "ordinal": ordinal,
                        "document_id": record.document_id,
                        "story_id": record.story_id,
                        "thread_id": record.thread_id,
                        "similarity": record.similarity,
                        "reasons": record.reasons,
                    }
                    for ordinal, record in enumerate(assignments)
                ],
            )
            _insert(
                connection,
                tables.duplicates,
                [
                    {
                        **place,
                        "ordinal": ordinal,
                        "document_id": record.document_id,
                        "of": record.of,
                        "reason": record.reason,
                        "similarity": record.similarity,
                    }
                    for ordinal, record in enumerate(duplicates)
                ],
            )
            _insert(
                connection,
                tables.sightings,
                [
                    {
                        **place,
                        "ordinal": ordinal,
                        "actor_id": record.actor_id,
                        "kind": record.kind,
                        "facet": record.facet,
                        "text": record.text,
                        "documents": record.documents,
                        "statements": record.statements,
                        "document_id": record.document_id,
                    }
                    for ordinal, record in enumerate(sightings)
                ],
            )

    def assignments(self, crisis_id: str, days: tuple[str, str]) -> list[Assignment]:
        """Return the assignments of digest days, first and last included, in the order they were made."""
        rows = self._stored(tables.assignments, crisis_id, _within(tables.assignments, days))
        return [_assignment(row) for row in rows]

    def placed(
        self, crisis_id: str, *, stories: Sequence[StoryId] = (), documents: Sequence[DocumentId] = ()
    ) -> list[tuple[str, Assignment]]:
        """Return the assignments to any of some stories, and of some documents, each with its digest day, in order."""
        table = tables.assignments
        rows = [
            row
            for column, ids in ((table.c.story_id, stories), (table.c.document_id, documents))
            for batch in batches(ids)
            for row in self._stored(table, crisis_id, column.in_(batch))
        ]
        rows.sort(key=lambda row: (row.day, row.ordinal))
        return [(row.day, _assignment(row)) for row in rows]

    def duplicates(
        self, crisis_id: str, ids: Iterable[DocumentId] | None = None, *, days: tuple[str, str] | None = None
    ) -> list[Duplicate]:
        """Return what repeats something among given documents, digest days or all, in the order found."""
        table = tables.duplicates
        condition = [] if days is None else [_within(table, days)]
        rows = [
            row
            for batch in ([None] if ids is None else batches(ids))
            for row in self._stored(table, crisis_id, *condition, *_among(table, batch))
        ]
        rows.sort(key=lambda row: (row.day, row.ordinal))
        return [
            Duplicate(document_id=row.document_id, of=row.of, reason=row.reason, similarity=row.similarity)
            for row in rows
        ]

    def sightings(self, crisis_id: str, last: str, actors: Sequence[str] | None = None) -> list[Sighting]:
        """Return who was met up to a digest day, each actor's names and roles summed up over the days.

        ``actors`` are the ids of those that are asked for, all unless given.
        """
        table = tables.sightings
        what = (table.c.actor_id, table.c.kind, table.c.facet, table.c.text)
        # the first day with its document: ids have one length, so that the least pair is the earliest
        statement = (
            select(
                *what,
                func.min(table.c.day + table.c.document_id).label("earliest"),
                func.max(table.c.day).label("last"),
                func.sum(table.c.documents).label("documents"),
                func.sum(table.c.statements).label("statements"),
            )
            .where(table.c.crisis_id == crisis_id, table.c.day <= iso_day(last))
            .where(true() if actors is None else table.c.actor_id.in_(actors))
            .group_by(*what)
            .order_by(*what)
        )
        with self._reading() as connection:
            rows = list(connection.execute(statement))
        return [
            Sighting(
                actor_id=row.actor_id,
                kind=row.kind,
                facet=row.facet,
                text=row.text,
                first=date.fromisoformat(row.earliest[:ISO_DAY]),
                last=date.fromisoformat(row.last),
                documents=row.documents,
                statements=row.statements,
                document_id=DocumentId(row.earliest[ISO_DAY:]),
            )
            for row in rows
        ]

    def _stored(self, table: Table, crisis_id: str, *conditions: ColumnElement[bool]) -> list[Any]:
        statement = select(table).where(table.c.crisis_id == crisis_id, *conditions)
        with self._reading() as connection:
            return list(connection.execute(statement.order_by(table.c.day, table.c.ordinal)))


def _assignment(row: Any) -> Assignment:
    return Assignment(
        document_id=row.document_id,
        story_id=row.story_id,
        thread_id=row.thread_id,
        similarity=row.similarity,
        reasons=row.reasons,
    )


def _within(table: Table, days: tuple[str, str]) -> ColumnElement[bool]:
    return table.c.day.between(iso_day(days[0]), iso_day(days[1]))


def _among(table: Table, ids: Sequence[DocumentId] | None) -> list[ColumnElement[bool]]:
    return [] if ids is None else [table.c.document_id.in_(ids)]


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    for batch in batches(rows):
        connection.execute(insert(table), batch)
