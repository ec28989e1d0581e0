"""The measures of what a digest leaves out: extracts at its length, and events that are carried and told."""

import pytest

from digest.chronicle import OURS, Event, Told, better, likeness, mark, told_by_day
from digest.day_summaries import rouge, together
from digest.extracts import WAYS, extract, piece, rarities

DYKE = "The side dyke of Lower Brenna broke over forty metres"
ARMY = "The army sent soldiers to close the dyke at Teln"
CUP = "The football team of Hallin won the cup on Sunday"


def test_the_openings_come_first_in_the_lead_and_the_headlines_among_headlines() -> None:
    day = [piece("Dyke breaks", 0), piece(DYKE, 1), piece("It rains.", 2), piece("Team of Hallin wins cup", 0)]
    assert [each.text for each in extract(day, "lead", 14)] == [DYKE, "Team of Hallin wins"]
    assert [each.text for each in extract(day, "headlines", 7)] == ["Dyke breaks", "Team of Hallin wins cup"]


@pytest.mark.parametrize("way", WAYS)
def test_a_way_stops_at_the_very_word_and_says_nothing_twice(way: str) -> None:
    day = [piece(text, 1) for text in (DYKE, DYKE, ARMY, CUP)]
    assert [each.length for each in extract(day, way, 3)] == [3]
    assert sorted(each.text for each in extract(day, way, 1000)) == sorted([DYKE, ARMY, CUP])
    assert extract([], way, 100) == []


@pytest.mark.parametrize("way", ["LexRank", "centroid"])
def test_what_most_sentences_are_about_comes_first(way: str) -> None:
    day = [piece(CUP, 1), piece(DYKE, 1), piece(ARMY, 1), piece("The dyke of Lower Brenna broke, the army said", 1)]
    assert extract(day, way, 1)[0].text != CUP


def test_likeness_is_of_what_is_rare_and_needs_three_words() -> None:
    rarity = rarities([piece(DYKE), piece(ARMY), piece(CUP)])
    assert likeness(piece(DYKE), piece(DYKE), rarity) == pytest.approx(1)
    assert likeness(piece(DYKE), piece("dyke of Brenna"), rarity) == 0
    assert likeness(piece(DYKE), piece(CUP), rarity) == 0


def _day(ours: str) -> Told:
    told = dict.fromkeys(WAYS, ()) | {OURS: (piece(ours),)}
    return Told(offered=(piece(DYKE), piece(ARMY)), ways=told)


def test_only_events_that_a_source_carries_count_and_the_next_day_is_early_enough() -> None:
    events = [Event(day=1, marks=frozenset({mark(text)})) for text in (DYKE, ARMY, CUP)]
    found = told_by_day(events, {1: _day(CUP), 2: _day(DYKE)})
    assert found == {1: (2, {OURS: 1} | dict.fromkeys(WAYS, 0))}
    assert better(found, "lead") == 1.0
    assert better({1: (2, {OURS: 0, "lead": 0})}, "lead") == 0.5


def test_a_wording_is_known_whatever_its_marks_and_capitals() -> None:
    assert mark("Dyke breaks – mayor") == mark("DYKE BREAKS: MAYOR") != mark("Dyke holds – mayor")


def test_a_passage_tells_an_event_that_says_nearly_what_a_judged_wording_says() -> None:
    nearly = _day("The side dyke of Lower Brenna broke")
    assert told_by_day([Event(day=1, marks=frozenset({mark(DYKE)}))], {1: nearly})[1][1][OURS] == 1
    assert told_by_day([Event(day=1, marks=frozenset({mark(ARMY)}))], {1: nearly})[1][1][OURS] == 0


def test_rouge_counts_stems_without_stop_words() -> None:
    assert rouge("The dyke broke.", "A dyke was broken, it broke") == pytest.approx(0.8)
    assert rouge("The dyke broke.", "Cup won") == 0


def test_a_text_taken_apart_is_put_together() -> None:
    apart = "`` It holds , '' the governor 's office -LRB- in Teln -RRB- said . \nIt did n't ."
    assert together(apart) == "“It holds,” the governor's office (in Teln) said.\n\nIt didn't."
