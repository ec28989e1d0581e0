"""What published days hold of each subject, and which subjects' pages do not show it yet.

A day is put whole under a key that its maker computes. Putting it notes every subject that it held before or holds
now, and the note stands until the subject's pages are said to be written: a build ended in between goes on from there.
Subjects that are noted are summed up when that is asked for, once for many days.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
            names: dict[tuple[str, str], Trace] = {}
            for record in records:
                names.setdefault((KIND_OF[type(record)], record.subject), record)
            _note(connection, crisis_id, day, sorted(touched | names.keys()), names)

    def forget_traces(self, crisis_id: str, day: int) -> None:
        """Forget what a day held."""
        with self._writing() as connection:
            _note(connection, crisis_id, day, sorted(_forget(connection, crisis_id, day)), {})

    def sum_up_subjects(self, crisis_id: str) -> None:
        """Count anew the lines of the subjects that are noted as changed."""
        with self._writing() as connection:
            noted = subjects.c.crisis_id == crisis_id, subjects.c.changed.is_not(None)
            chosen = select(subjects.c.kind, subjects.c.id).where(*noted)
            rows = connection.execute(chosen.order_by(subjects.c.kind, subjects.c.id)).all()
            for batch in batches([(row.kind, row.id) for row in rows]):
                _sum_up(connection, crisis_id, batch)

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
            payloads = connection.scalars(statement.order_by(trace_days.c.day)).all()
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
            rows = connection.execute(statement if most is None else statement.limit(most)).all()
        with in_words(self._label):
            for row in rows:
                yield row.day, unpack(TRACES[kind], row.payload)

    def traces_of_day(self, crisis_id: str, day: int) -> list[Trace]:
        """Return all that a day holds, in order."""
        statement = select(traces.c.kind, traces.c.payload).where(
            traces.c.crisis_id == crisis_id, traces.c.day == day
        )
        with self._reading() as connection:
            rows = connection.execute(statement.order_by(traces.c.ordinal)).all()
        with in_words(self._label):
            return [unpack(TRACES[row.kind], row.payload) for row in rows]

    def figure_points(self, crisis_id: str, first: int, last: int) -> list[tuple[int, FigurePoint]]:
        """Return the figures of days, first and last included, in order, each with its day."""
        statement = select(traces.c.day, traces.c.payload).where(
            traces.c.crisis_id == crisis_id, traces.c.kind == KIND_OF[FigurePoint], traces.c.day.between(first, last)
        )
        with self._reading() as connection:
            rows = connection.execute(statement.order_by(traces.c.day, traces.c.ordinal)).all()
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


def _note(
    connection: Connection,
    crisis_id: str,
    day: int,
    touched: Sequence[tuple[str, str]],
    records: Mapping[tuple[str, str], Trace],
) -> None:
    """Note that a day changed subjects; one that was not known before gets the name that it bears there."""
    for batch in batches(touched):
        known = _known(connection, crisis_id, batch)
        rows: list[dict[str, Any]] = []
        for pair in batch:
            before, record = known.get(pair), records.get(pair)
            if before is not None:
                changed = day if before.changed is None else min(day, before.changed)
                rows.append({**before._mapping, "changed": changed})
            elif record is not None:
                rows.append({
                    "crisis_id": crisis_id, "kind": pair[0], "id": pair[1], "name": record.name,
                    "first_name": record.name, "note": record.note, "first": day, "last": day, "lines": 0,
                    "changed": day,
                })  # fmt: skip
        connection.execute(delete(subjects).where(*_among(crisis_id, batch)))
        if rows:
            connection.execute(insert(subjects), rows)


def _sum_up(connection: Connection, crisis_id: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Count anew the lines of some subjects, each of which is known."""
    known = _known(connection, crisis_id, pairs)
    sums = _sums(connection, crisis_id, pairs)
    names = _last_names(connection, crisis_id, {pair: sums[pair].last for pair in sums})
    rows: list[dict[str, Any]] = []
    for pair in pairs:
        row, total = dict(known[pair]._mapping), sums.get(pair)
        row["name"], row["note"] = names.get(pair, (row["name"], row["note"]))
        row["lines"] = total.lines if total else 0
        if total:
            row["first"], row["last"] = total.first, total.last
        rows.append(row)
    connection.execute(delete(subjects).where(*_among(crisis_id, pairs)))
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
