"""A folded day is stored whole, and forgets the days after it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.errors import ArchiveError
from dayline.model.document import Document, Duplicate
from dayline.model.entities import Sighting
from dayline.model.source import RawItem
from dayline.model.story import Assignment, StoryId
from dayline.store import Archive

Receive = Callable[..., tuple[RawItem, Document]]
Stocked = tuple[Archive, list[Any]]

DAYS = [f"2031-05-0{number}" for number in range(1, 6)]


@pytest.fixture(scope="module")
def stocked(new_archive: Callable[[], Archive], receive: Receive) -> Iterator[Stocked]:
    """Give an archive of documents, and their ids."""
    received = [receive(item=f"{number}", raw="all") for number in range(700)]
    with new_archive() as archive:
        archive.add([raw for raw, _ in received], [(document, "") for _, document in received])
        yield archive, [document.id for _, document in received]


def assigned(document_id: Any, story_id: Any = "s1") -> Assignment:
    return Assignment(document_id=document_id, story_id=story_id, similarity=0.5)


def repeated(document_id: Any, of: Any) -> Duplicate:
    return Duplicate(document_id=document_id, of=of, reason="near copy", similarity=0.9)


@given(st.lists(st.from_type(Assignment), max_size=3), st.lists(st.from_type(Duplicate), max_size=3))
@settings(max_examples=40)
def test_a_day_comes_back_equal(stocked: Stocked, made: list[Assignment], copies: list[Duplicate]) -> None:
    archive, ids = stocked
    made = [replace(record, document_id=found) for record, found in zip(made, ids[::-1], strict=False)]
    copies = [replace(record, document_id=ids[-1], of=ids[0]) for record in copies]
    archive.put_fold_day("flood", DAYS[0], "key", made, copies)
    assert archive.assignments("flood", (DAYS[0], DAYS[0])) == made
    assert archive.duplicates("flood") == archive.duplicates("flood", [ids[-1]]) == copies


def test_a_long_day_keeps_its_order(stocked: Stocked) -> None:
    archive, ids = stocked
    made = [assigned(found) for found in ids[::-1]]
    copies = [repeated(found, ids[0]) for found in ids[1:][::-1]]
    archive.put_fold_day("flood", DAYS[0], "key", made, copies)
    assert archive.assignments("flood", (DAYS[0], DAYS[4])) == made
    assert archive.duplicates("flood", ids) == archive.duplicates("flood", days=(DAYS[0], DAYS[0])) == copies


def test_days_are_replaced_and_later_ones_forgotten(stocked: Stocked) -> None:
    archive, ids = stocked
    for number, day in enumerate(DAYS[:4]):
        archive.put_fold_day("flood", day, f"key {number}", [assigned(ids[number])], [])
    archive.put_fold_day("drought", DAYS[3], "other", [assigned(ids[9])], [])
    archive.put_fold_day(
        "flood", DAYS[1], "new", [assigned(ids[5]), assigned(ids[6], None)], [repeated(ids[6], ids[5])]
    )
    assert [archive.fold_key("flood", day) for day in DAYS] == ["key 0", "new", None, None, None]
    found = archive.assignments("flood", (DAYS[0], DAYS[4]))
    assert [record.document_id for record in found] == [ids[0], ids[5], ids[6]]
    assert archive.assignments("flood", (DAYS[1], DAYS[1])) == [assigned(ids[5]), assigned(ids[6], None)]
    assert archive.fold_key("drought", DAYS[3]) == "other"
    assert archive.assignments("drought", (DAYS[0], DAYS[4])) == [assigned(ids[9])]


def test_placements_are_found_by_story_and_by_document(stocked: Stocked) -> None:
    archive, ids = stocked
    made = {day: [assigned(ids[at], f"s{at % 2}"), assigned(ids[at + 1], None)] for at, day in enumerate(DAYS[:3])}
    for day, assignments in made.items():
        archive.put_fold_day("flood", day, "key", assignments, [])
    first, second, third = DAYS[:3]
    assert archive.placed("flood", stories=[StoryId("s0")]) == [(first, made[first][0]), (third, made[third][0])]
    assert archive.placed("flood", documents=[ids[1]]) == [(first, made[first][1]), (second, made[second][0])]
    assert archive.placed("lake", stories=[StoryId("s0")]) == []


def test_duplicates_are_chosen_by_document_and_day(stocked: Stocked) -> None:
    archive, ids = stocked
    archive.put_fold_day("flood", DAYS[0], "a", [], [repeated(ids[1], ids[0]), repeated(ids[2], ids[0])])
    archive.put_fold_day("flood", DAYS[1], "b", [], [repeated(ids[3], ids[1])])
    assert archive.duplicates("flood", [ids[3], ids[1]]) == [
        repeated(ids[1], ids[0]),
        repeated(ids[3], ids[1]),
    ]
    assert archive.duplicates("flood", days=(DAYS[1], DAYS[2])) == [repeated(ids[3], ids[1])]
    assert archive.duplicates("flood", [ids[1]], days=(DAYS[1], DAYS[2])) == []
    assert archive.duplicates("flood", []) == archive.duplicates("drought") == []


def test_a_day_that_cannot_be_stored_leaves_what_was_there(stocked: Stocked) -> None:
    archive, ids = stocked
    archive.put_fold_day("flood", DAYS[0], "old", [assigned(ids[0])], [])
    with pytest.raises(ArchiveError, match="does not hold"):
        archive.put_fold_day("flood", DAYS[0], "new", [assigned("f" * 16)], [])
    assert archive.fold_key("flood", DAYS[0]) == "old"
    assert archive.assignments("flood", (DAYS[0], DAYS[0])) == [assigned(ids[0])]
    with pytest.raises(ArchiveError, match="not a date"):
        archive.put_fold_day("flood", "first", "key", [], [])


def sighted(document_id: Any, day: str, text: str = "Olena Vell", documents: int = 1) -> Sighting:
    on = date.fromisoformat(day)
    return Sighting(actor_id="a" * 16, kind="person", facet="name", text=text, first=on, last=on,  # type: ignore[arg-type]
                    documents=documents, statements=2, document_id=document_id)


@given(st.from_type(Sighting))
@settings(max_examples=20)
def test_a_sighting_comes_back_with_its_day(stocked: Stocked, made: Sighting) -> None:
    archive, ids = stocked
    on = date.fromisoformat(DAYS[0])
    made = replace(made, document_id=ids[3], first=on, last=on)
    archive.put_fold_day("flood", DAYS[0], "key", [], [], [made])
    assert archive.sightings("flood", DAYS[0]) == [made]


def test_sightings_are_summed_up_to_a_day_and_forgotten_with_it(stocked: Stocked) -> None:
    archive, ids = stocked
    archive.put_fold_day("flood", DAYS[0], "a", [], [], [sighted(ids[5], DAYS[0]), sighted(ids[1], DAYS[0], "Vell")])
    archive.put_fold_day("flood", DAYS[1], "b", [], [], [sighted(ids[2], DAYS[1], documents=4)])
    full = next(seen for seen in archive.sightings("flood", DAYS[1]) if seen.text == "Olena Vell")
    assert (full.first.isoformat(), full.last.isoformat()) == (DAYS[0], DAYS[1])
    assert (full.documents, full.statements, full.document_id) == (5, 4, ids[5])
    assert len(archive.sightings("flood", DAYS[0])) == 2
    archive.put_fold_day("flood", DAYS[1], "c", [], [])
    assert [seen.documents for seen in archive.sightings("flood", DAYS[4])] == [1, 1]
    assert archive.sightings("drought", DAYS[4]) == []
