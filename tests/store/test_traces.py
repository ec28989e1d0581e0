"""What days hold of subjects comes back as it was, and is summed up over the days."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.model.traces import (
    DaySummary,
    FigurePoint,
    Line,
    PlaceNamed,
    Saying,
    SourceCited,
    ThreadDay,
    Trace,
)
from dayline.store import Archive

CRISIS = "flood"
TRACES = st.one_of(*(st.from_type(kind) for kind in (Saying, FigurePoint, PlaceNamed, ThreadDay, SourceCited)))


@pytest.fixture(scope="module")
def shared(new_archive: Callable[[], Archive]) -> Iterator[Archive]:
    """Give one archive to all examples of a property."""
    with new_archive() as archive:
        yield archive


def summary(day: int) -> DaySummary:
    """Make a day in short."""
    cutoff = datetime(2026, 5, 1, 19, tzinfo=UTC)
    return DaySummary(day=day, date=date(2026, 5, 1), cutoff=cutoff, headline=f"Day {day}")


def saying(who: str, text: str = "Yes, she said.", **more: Any) -> Saying:
    """Make a line in which somebody speaks."""
    line = Line(text=text, kind="quote", anchor="l1")
    return Saying(**({"subject": who, "name": who.title(), "line": line} | more))


def put(archive: Archive, day: int, *records: Trace, key: str = "key") -> None:
    """Put a day."""
    archive.put_traces(CRISIS, key, summary(day), records)
    archive.sum_up_subjects(CRISIS)


@given(st.from_type(DaySummary), st.lists(TRACES, max_size=4), st.text(max_size=5))
@settings(max_examples=40)
def test_a_day_comes_back_equal(shared: Archive, short: DaySummary, records: Sequence[Trace], key: str) -> None:
    shared.put_traces("any", key, short, records)
    assert shared.traces_of_day("any", short.day) == list(records)
    assert shared.trace_keys("any")[short.day] == key
    assert short in shared.day_summaries("any")


def test_a_subject_is_summed_up_over_the_days(archive: Archive) -> None:
    put(archive, 3, saying("solm", name="I. Solm", role="minister"), saying("rell"))
    put(archive, 2, saying("solm", name="Irena Solm", role="governor"), saying("solm"))
    found = {subject.id: subject for subject in archive.subjects(CRISIS, "person")}
    assert list(found) == ["rell", "solm"]
    solm = found["solm"]
    assert (solm.name, solm.note, solm.first_name) == ("I. Solm", "minister", "I. Solm")
    assert (solm.first, solm.last, solm.lines, solm.changed) == (2, 3, 3, 2)
    assert [day for day, _ in archive.traces(CRISIS, "person", "solm")] == [2, 2, 3]
    assert [day for day, _ in archive.traces(CRISIS, "person", "solm", first=1, most=1)] == [2]
    assert archive.lines_before(CRISIS, "person", "solm", 3) == 2
    assert archive.subjects("another") == []


def test_the_first_name_stays(archive: Archive) -> None:
    put(archive, 2, saying("solm", name="Irena Solm"))
    put(archive, 2, saying("solm", name="Irena Solm-Varga"))
    (solm,) = archive.subjects(CRISIS)
    assert (solm.name, solm.first_name) == ("Irena Solm-Varga", "Irena Solm")


def test_what_changed_is_noted_until_it_is_shown(archive: Archive) -> None:
    put(archive, 2, saying("solm"), saying("rell"))
    put(archive, 3, saying("solm"))
    archive.subjects_shown(CRISIS, archive.subjects(CRISIS, changed_only=True))
    assert archive.subjects(CRISIS, changed_only=True) == []
    put(archive, 4, saying("solm"))
    assert [(s.id, s.changed) for s in archive.subjects(CRISIS, changed_only=True)] == [("solm", 4)]
    put(archive, 2, saying("osk"))
    changed = archive.subjects(CRISIS, changed_only=True)
    assert [(s.id, s.changed, s.lines) for s in changed] == [("osk", 2, 1), ("rell", 2, 0), ("solm", 2, 2)]
    assert [s.id for s in archive.subjects(CRISIS)] == ["osk", "solm"]
    archive.subjects_shown(CRISIS, changed)
    assert archive.subjects(CRISIS, changed_only=True) == []


def test_a_forgotten_day_leaves_its_subjects_changed(archive: Archive) -> None:
    put(archive, 2, saying("solm"))
    put(archive, 3, saying("solm"), saying("rell"))
    archive.subjects_shown(CRISIS, archive.subjects(CRISIS))
    archive.forget_traces(CRISIS, 3)
    archive.sum_up_subjects(CRISIS)
    assert [(s.id, s.lines, s.last) for s in archive.subjects(CRISIS, changed_only=True)] == [
        ("rell", 0, 3), ("solm", 1, 2),
    ]  # fmt: skip
    assert archive.trace_keys(CRISIS) == {2: "key"}
    assert [each.day for each in archive.day_summaries(CRISIS)] == [2]
    archive.forget_traces(CRISIS, 99)


def test_days_get_other_keys(archive: Archive) -> None:
    put(archive, 2, key="")
    put(archive, 3, key="")
    archive.put_trace_keys(CRISIS, {3: "written"})
    assert archive.trace_keys(CRISIS) == {2: "", 3: "written"}


def test_figures_of_some_days(archive: Archive) -> None:
    line = Line(text="Nine were killed.", kind="figure", anchor="f1")
    point = FigurePoint(subject="killed", name="killed", line=line, of="killed", claimant="police", low=9, high=9)
    for day in (2, 3, 4):
        put(archive, day, saying("solm"), replace(point, low=day))
    assert [(day, found.low) for day, found in archive.figure_points(CRISIS, 2, 3)] == [(2, 2), (3, 3)]


def test_many_subjects_in_one_day(archive: Archive) -> None:
    put(archive, 2, *(saying(f"p{n}") for n in range(1200)))
    assert len(archive.subjects(CRISIS)) == 1200
    archive.subjects_shown(CRISIS, archive.subjects(CRISIS))
    assert archive.subjects(CRISIS, changed_only=True) == []


def test_a_subject_is_noted_at_once_and_summed_up_for_many_days(archive: Archive) -> None:
    for day in (2, 3, 4):
        archive.put_traces(CRISIS, "key", summary(day), [saying("solm", name=f"Solm {day}")])
    assert [(s.id, s.changed) for s in archive.subjects(CRISIS, changed_only=True)] == [("solm", 2)]
    archive.sum_up_subjects(CRISIS)
    (solm,) = archive.subjects(CRISIS)
    assert (solm.first_name, solm.name, solm.lines, solm.first, solm.last) == ("Solm 2", "Solm 4", 3, 2, 4)
