"""What a page says of a digest's figures, days and blind spots."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dayline.model.digest import Coverage
from dayline.publish.evidence import Notes
from dayline.publish.views import (
    MOST_NAMES,
    PageView,
    UnseenView,
    closing_time,
    drawn_from,
    headline_of,
    unseen,
)


@pytest.fixture
def view_of(made):
    """Return what makes the view of a page of a newsroom's documents."""

    def view(room, days=()):
        notes = Notes(documents=room.documents, zone=made.CRISIS.zone, root="../../")
        return PageView(notes=notes, root="../../", year=2026, days=days)

    return view


def first_claim(view_of, made, days=(), **figure):
    room = made.Newsroom()
    given = {"low": 9, "of": "killed", "claimant": "police", "source": "KNA"} | figure
    claim = room.claim("Nine people died, police said.", "Nine", **given)
    section = made.story(made.passage("Nine die", "heading", *claim.passage.citations), claim.passage)
    digest = made.digest(6, [section], figures=(made.FigureGroup(of="killed", claims=(claim,)),))
    ((group,), _) = (view_of(room, days).groups(digest, [view_of(room).section(section)]), None)
    return group.claims[0]


@pytest.mark.parametrize(
    ("figure", "change", "since"),
    [
        ({}, "", None),
        ({"previous": (5, 6)}, "+3 since", 5),
        ({"previous": (5, 11)}, "−2 since", 5),
        ({"previous": (5, 9)}, "no change since", 5),
        ({"previous": (5, 6), "hedge": "at least"}, "was 6 on", 5),
        ({"previous": (5, 6), "high": 12}, "was 6 on", 5),
        ({"previous": (5, 6), "change": 2}, "+2", None),
        ({"change": 0}, "no change", None),
    ],
)
def test_a_change_is_said_only_as_exactly_as_it_is_known(view_of, made, figure, change, since):
    claim = first_claim(view_of, made, **figure)
    assert claim.change == change
    assert (claim.since.number if claim.since else None) == since


def test_a_claimant_is_named_unless_it_is_the_source(view_of, made):
    assert first_claim(view_of, made).claimant == "police"
    assert first_claim(view_of, made, claimant="kna").claimant == ""


def test_a_day_is_linked_where_it_has_a_page(view_of, made):
    assert first_claim(view_of, made, previous=(5, 6)).since.path == ""
    assert first_claim(view_of, made, days={5}, previous=(5, 6)).since.path == "../../day/5/index.html"


def test_spans_of_one_document_in_one_line_are_one_note(view_of, made):
    room = made.Newsroom()
    document = room.document("KNA", "Two", "First words. Other words. Last words.")
    one, last = room.cite(document, "First words."), room.cite(document, "Last words.")
    other = room.line("Elsewhere it rained.", "Courier").citations[0]
    line = view_of(room).line(made.passage("Both.", "report", last, other, one, last))
    assert [note.source for note in line.notes] == ["KNA", "Courier"]
    assert [p.text for p in line.notes[0].pieces if p.is_cited] == ["First words.", "Last words."]


def test_a_section_without_notes_says_how_many_outlets_it_has(view_of, made):
    room = made.Newsroom()
    heading = room.from_headline("Rain", "KNA")
    view = view_of(room)
    assert view.section(made.story(heading, heading, outlets=3, origins=1)).remarks == (
        "3 outlets, 1 origin",
    )
    assert view.section(made.story(heading, heading)).remarks == ()
    assert view.section(made.story(heading, heading, outlets=3, notes=("a",))).remarks == ("a",)


def test_what_a_day_was_drawn_from_leaves_out_what_was_set_aside():
    coverage = Coverage(documents=812, sources=1, independent_origins=1_000, set_aside=12)
    assert drawn_from(coverage) == (
        "Drawn from 800 reports by 1 source, 1,000 of independent origin; 12 others set aside"
    )


def silent(*names: str) -> Coverage:
    return Coverage(documents=1, sources=1, independent_origins=1, sources_silent=names)


def test_a_few_silent_sources_are_named_in_the_sentence():
    assert unseen(silent("a", "b")) == (UnseenView(text="Nothing came from a and b."),)
    assert unseen(silent()) == ()


def test_many_silent_sources_are_counted_and_all_named_below():
    names = tuple(f"s{number}" for number in range(MOST_NAMES + 1))
    assert unseen(silent(*names)) == (UnseenView(text=f"Nothing came from {MOST_NAMES + 1} sources.", names=names),)


def test_the_day_closes_at_its_local_time(made):
    digest, _ = made.thin_day()
    assert closing_time(digest, ZoneInfo("Europe/Bucharest")) == "22:00"
    assert closing_time(digest, ZoneInfo("Etc/GMT-5")) == "24:00"
    assert datetime(2026, 5, 13, 19, tzinfo=UTC) == digest.cutoff


def test_a_headline_is_the_title_without_its_day(made):
    assert headline_of(made.thin_day()[0]) == "Water reaches the red line of the gauge"
