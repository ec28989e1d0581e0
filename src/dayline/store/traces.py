"""What published days hold of each subject, and which subjects' pages do not show it yet.

A day is put whole under a key that its maker computes. Putting it notes every subject that it held before or holds
now, and the note stands until the subject's pages are said to be written: a build ended in between goes on from there.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update

from dayline.model.traces import TRACES, DaySummary, FigurePoint, Subject, SubjectKind, Trace
from dayline.store.base import Connected, batches, in_words
from dayline.store.codec import pack, unpack
from dayline.store.tables import subjects, trace_days, traces

KIND_OF = {record: kind for kind, record in TRACES.items()}
NAMES = ("kind", "id", "name", "first_name", "note", "first", "last", "lines", "changed")


class Traces(Connected):
    """The part of the archive for the pages over all days."""

    def put_traces(self, crisis_id: str, key: str, summary: DaySummary, records: Sequence[Trace]) -> None:
        """Store a day in place of what it held, in one transaction."""
        day = summary.day
        rows = [
            {"crisis_id": crisis_id, "day": day, "ordinal": ordinal, "kind": KIND_OF[type(record)],
             "subject": record.subject, "name": record.name, "note": record.note, "payload": pack(record)}
            for ordinal, record in enumerate(records)
        ]  # fmt: skip
        with self._writing() as connection:
            touched = _forget(connection, crisis_id, day)
            row = {"crisis_id": crisis_id, "day": day, "key": key, "payload": pack(summary)}
            connection.execute(insert(trace_days), row)
            for batch in batches(rows):
                connection.execute(insert(traces), batch)
            touched |= {(KIND_OF[type(record)], record.subject) for record in records}
            _sum_up(connection, crisis_id, day, sorted(touched))

    def forget_traces(self, crisis_id: str, day: int) -> None:
        """Forget what a day held."""
        with self._writing() as connection:
            _sum_up(connection, crisis_id, day, sorted(_forget(connection, crisis_id, day)))

    def trace_keys(self, crisis_id: str) -> dict[int, str]:
        """Return the days that are stored, in order, each with its key."""
        statement = select(trace_days.c.day, trace_days.c.key).where(trace_days.c.crisis_id == crisis_id)
        with self._reading() as connection:
            return {row.day: row.key for row in connection.execute(statement.order_by(trace_days.c.day))}

    def put_trace_keys(self, crisis_id: str, keys: dict[int, str]) -> None:
        """Give days that are stored other keys."""
        with self._writing() as connection:
            for day, key in keys.items():
                here = (trace_days.c.crisis_id == crisis_id, trace_days.c.day == day)
                connection.execute(update(trace_days).where(*here).values(key=key))

    def day_summaries(self, crisis_id: str) -> list[DaySummary]:
        """Return the days in short, in order."""
        statement = select(trace_days.c.payload).where(trace_days.c.crisis_id == crisis_id)
        with self._reading() as connection:
            payloads = list(connection.scalars(statement.order_by(trace_days.c.day)))
        with in_words(self._label):
            return [unpack(DaySummary, payload) for payload in payloads]

    def subjects(
        self, crisis_id: str, kind: SubjectKind | None = None, *, changed_only: bool = False
    ) -> list[Subject]:
        """Return the subjects of one kind or all, by kind and id; those without a line only where they changed."""
        chosen = select(subjects).where(subjects.c.crisis_id == crisis_id)
        if kind is not None:
            chosen = chosen.where(subjects.c.kind == kind)
        chosen = chosen.where(subjects.c.changed.is_not(None) if changed_only else subjects.c.lines > 0)
        with self._reading() as connection:
            rows = connection.execute(chosen.order_by(subjects.c.kind, subjects.c.id))
            return [Subject(**{name: row._mapping[name] for name in NAMES}) for row in rows]

    def subjects_shown(self, crisis_id: str, shown: Iterable[Subject]) -> None:
        """Take note that the pages of subjects show all; those that have no line are forgotten."""
        table = subjects
        with self._writing() as connection:
            for batch in batches(shown):
                keys = [(each.kind, each.id) for each in batch]
                here = (table.c.crisis_id == crisis_id, tuple_(table.c.kind, table.c.id).in_(keys))
                connection.execute(delete(table).where(*here, table.c.lines == 0))
                connection.execute(update(table).where(*here).values(changed=None))

    def traces(
        self, crisis_id: str, kind: SubjectKind, subject: str, *, first: int = 0, most: int | None = None
    ) -> Iterator[tuple[int, Trace]]:
        """Yield what days hold of a subject, in order, with the day; from the first-th on, counted from 0."""
        statement = (
            select(traces.c.day, traces.c.payload)
            .where(traces.c.crisis_id == crisis_id, traces.c.kind == kind, traces.c.subject == subject)
            .order_by(traces.c.day, traces.c.ordinal)
            .offset(first)
        )
        with self._reading() as connection:
            rows = list(connection.execute(statement if most is None else statement.limit(most)))
        with in_words(self._label):
            for row in rows:
                yield row.day, unpack(TRACES[kind], row.payload)

    def traces_of_day(self, crisis_id: str, day: int) -> list[Trace]:
        """Return all that a day holds, in order."""
        statement = select(traces.c.kind, traces.c.payload).where(
            traces.c.crisis_id == crisis_id, traces.c.day == day
        )
        with self._reading() as connection:
            rows = list(connection.execute(statement.order_by(traces.c.ordinal)))
        with in_words(self._label):
            return [unpack(TRACES[row.kind], row.payload) for row in rows]

    def figure_points(self, crisis_id: str, first: int, last: int) -> list[tuple[int, FigurePoint]]:
        """Return the figures of days, first and last included, in order, each with its day."""
        statement = select(traces.c.day, traces.c.payload).where(
            traces.c.crisis_id == crisis_id, traces.c.kind == KIND_OF[FigurePoint], traces.c.day.between(first, last)
        )
        with self._reading() as connection:
            rows = list(connection.execute(statement.order_by(traces.c.day, traces.c.ordinal)))
        with in_words(self._label):
            return [(row.day, unpack(FigurePoint, row.payload)) for row in rows]

    def lines_before(self, crisis_id: str, kind: SubjectKind, subject: str, day: int) -> int:
        """Return how many lines days before a day hold of a subject."""
        statement = select(func.count()).where(
            traces.c.crisis_id == crisis_id, traces.c.kind == kind, traces.c.subject == subject, traces.c.day < day
        )
        with self._reading() as connection:
            return connection.scalar(statement) or 0


def _forget(connection: Connection, crisis_id: str, day: int) -> set[tuple[str, str]]:
    """Delete a day and return the subjects that it held."""
    here = (traces.c.crisis_id == crisis_id, traces.c.day == day)
    held = {(row.kind, row.subject) for row in connection.execute(select(traces.c.kind, traces.c.subject).where(*here))}
    connection.execute(delete(traces).where(*here))
    connection.execute(delete(trace_days).where(trace_days.c.crisis_id == crisis_id, trace_days.c.day == day))
    return held


def _sum_up(connection: Connection, crisis_id: str, day: int, touched: Sequence[tuple[str, str]]) -> None:
    """Count anew the lines of subjects that a day touched."""
    for batch in batches(touched):
        known = _known(connection, crisis_id, batch)
        sums = _sums(connection, crisis_id, batch)
        names = _last_names(connection, crisis_id, {pair: sums[pair].last for pair in sums})
        rows: list[dict[str, Any]] = []
        for pair in batch:
            before, total = known.get(pair), sums.get(pair)
            changes = [day] if before is None or before.changed is None else [day, before.changed]
            name, note = names.get(pair, (before.name, before.note) if before else ("", ""))
            rows.append({
                "crisis_id": crisis_id, "kind": pair[0], "id": pair[1], "name": name,
                "first_name": before.first_name if before else name, "note": note,
                "first": total.first if total else day, "last": total.last if total else day,
                "lines": total.lines if total else 0, "changed": min(changes),
            })  # fmt: skip
        connection.execute(delete(subjects).where(*_among(crisis_id, batch)))
        connection.execute(insert(subjects), rows)


def _among(crisis_id: str, pairs: Sequence[tuple[str, str]]) -> tuple[Any, ...]:
    return subjects.c.crisis_id == crisis_id, tuple_(subjects.c.kind, subjects.c.id).in_(pairs)


def _known(connection: Connection, crisis_id: str, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    rows = connection.execute(select(subjects).where(*_among(crisis_id, pairs)))
    return {(row.kind, row.id): row for row in rows}


def _sums(connection: Connection, crisis_id: str, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    of = (traces.c.kind, traces.c.subject)
    statement = (
        select(*of, func.count().label("lines"), func.min(traces.c.day).label("first"),
               func.max(traces.c.day).label("last"))
        .where(traces.c.crisis_id == crisis_id, tuple_(*of).in_(pairs))
        .group_by(*of)
    )  # fmt: skip
    return {(row.kind, row.subject): row for row in connection.execute(statement)}


def _last_names(
    connection: Connection, crisis_id: str, last: dict[tuple[str, str], int]
) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the name and the note that each subject bears in the first line of its last day."""
    places = [(kind, subject, day) for (kind, subject), day in last.items()]
    columns = (traces.c.kind, traces.c.subject, traces.c.day)
    statement = (
        select(*columns, traces.c.name, traces.c.note)
        .where(traces.c.crisis_id == crisis_id, tuple_(*columns).in_(places))
        .order_by(traces.c.ordinal.desc())
    )
    return {(row.kind, row.subject): (row.name, row.note) for row in connection.execute(statement)} if places else {}
