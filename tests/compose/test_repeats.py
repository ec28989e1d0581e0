"""What a passage adds to its section."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.compose import compose
from dayline.compose.repeats import Saying, Told, numbers_among, saying_in
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects

from .conftest import Desk

HEADING = "Governor visits flooded Lower Brenna"
EVENT = "The governor came to flooded Lower Brenna on Monday for a visit of two hours."
AGAIN = "A visit by the governor to flooded Lower Brenna underscored the capital's support for people who lost all."
MORE = "The governor used her visit to flooded Brenna to promise 40 pumps, new sluices and a second bridge by winter."


def _told(style: Style, *passages: str) -> Told:
    words = style.content_words(HEADING)
    told = Told(words, words)
    for passage in passages:
        told.say(style.content_words(passage))
    return told


def _says(style: Style, text: str, *facts: str) -> Saying:
    words = style.content_words(text)
    return Saying(words=words, telling=words, facts=frozenset(facts))


def test_the_event_of_the_heading_is_told_once_below_it(style: Style) -> None:
    told = _told(style)
    assert not told.is_repeated_by(_says(style, AGAIN))
    told.say(style.content_words(EVENT))
    assert told.is_repeated_by(_says(style, AGAIN))


def test_what_tells_it_again_with_a_fact_of_its_own_stays(style: Style) -> None:
    told = _told(style, EVENT)
    assert not told.is_repeated_by(_says(style, MORE, "40"))
    assert told.is_repeated_by(_says(style, MORE, "monday", "brenna"))


def test_a_fact_that_another_section_tells_is_none_of_its_own(style: Style) -> None:
    told = replace(_told(style, EVENT), elsewhere=frozenset({"40"}))
    assert told.is_repeated_by(_says(style, MORE, "40"))
    assert not told.is_repeated_by(_says(style, MORE, "40", "pump"))


def test_a_sentence_on_something_else_needs_no_fact(style: Style) -> None:
    saying = _says(style, "Firefighters worked through the night behind the mill.")
    assert not _told(style, EVENT).is_repeated_by(saying)


def test_a_further_passage_brings_words_of_its_own_or_a_number(style: Style) -> None:
    told = _told(style, EVENT, "Firefighters worked through the night behind the mill.")
    again = "Firefighters came to the mill in the night, and for two hours it rained."
    assert told.is_repeated_by(_says(style, again))
    assert not told.is_repeated_by(replace(_says(style, again), numbers=frozenset({"90"})))


def test_the_event_of_the_heading_stands_though_its_words_were_said(style: Style) -> None:
    told = _told(style, "Firefighters worked behind the mill when she came to Brenna on Monday for two hours.")
    assert not told.is_repeated_by(_says(style, EVENT))


def test_the_heading_s_own_words_are_no_passage(style: Style) -> None:
    assert _told(style).is_repeated_by(_says(style, "Governor visits Lower Brenna", "brenna"))


@given(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.lists(st.sets(st.sampled_from("abcdefgh"))))
def test_what_was_said_is_repeated(words: set[str], others: list[set[str]]) -> None:
    told = Told(frozenset("xyz"), frozenset("xyz"))
    for other in (words, *others):
        told.say(frozenset(other))
    held = frozenset(words)
    assert told.is_repeated_by(Saying(words=held, telling=held, facts=held, numbers=held))


def test_facts_are_numbers_and_quotations_and_no_words_at_arm_s_length(desk: Desk, style: Style) -> None:
    text = "The “great” dyke held, said 12 guards: “nobody here saw the water coming so fast”."
    document = desk.document("d1", "Dyke holds", text)
    material = desk.material()
    saying = saying_in(document.span(0, len(text)), material, style, Subjects(material, style))
    assert saying.numbers == {"12"}
    assert {"12", "nobody", "water", "coming"} <= saying.facts
    assert not saying.facts & {"great", "dyke", "guard"}


def test_a_number_in_words_is_a_number_where_it_counts_something(desk: Desk, style: Style) -> None:
    document = desk.document("d1", "Dyke holds", "The dyke holds, said nine guards of the two mills.")
    desk.counts(document, "nine", "guards", 9)
    material = desk.material()
    saying = saying_in(document.span(0, len(document.text)), material, style, Subjects(material, style))
    assert saying.numbers == {"nine"}


def test_who_says_it_and_where_is_nothing_new(desk: Desk, style: Style) -> None:
    text = "The dyke holds behind the mill, the county engineer said on Facebook."
    document = desk.document("d1", "Dyke holds", text)
    statement = desk.says(document, "The dyke holds behind the mill", "the county engineer")
    held = desk.annotations[document.id]
    desk.annotations[document.id] = replace(held, statements=(replace(statement, channel="Facebook"),))
    material = desk.material()
    saying = saying_in(document.span(0, len(text)), material, style, Subjects(material, style))
    assert {"dyke", "mill"} <= saying.telling
    assert not saying.telling & {"county", "engineer", "facebook"}


def test_the_same_count_is_told_once_unless_it_comes_with_a_fact(style: Style) -> None:
    told = _told(style, "The ministry sends 350 pumps from its stores in Hallin to the county.")
    again = "Some 350 more machines, hoses and generators go to firefighters of the flooded county by road."
    assert not told.is_repeated_by(_says(style, again))
    assert told.is_repeated_by(replace(_says(style, again), numbers=frozenset({"350"})))
    assert not told.is_repeated_by(replace(_says(style, again, "generator"), numbers=frozenset({"350"})))


def test_a_unit_close_to_a_number_is_no_part_of_it() -> None:
    assert numbers_among(frozenset({"350m", "2,000", "dam", "nine"})) == {"350", "2,000"}


def test_a_verb_in_another_form_tells_the_event_again(style: Style) -> None:
    words = style.content_words("Governor arrives in Teln for meeting with guards")
    event = style.content_words("The governor has landed in Teln for meetings with the guards.")
    again = "The governor arrived in Teln on Monday to meet those who watch the dam, and stays until it is safe."
    for endings, repeats in ((style.endings, True), (re.compile(r"(?!)"), False)):
        told = Told(words, words, endings=endings)
        told.say(event)
        assert told.is_repeated_by(_says(style, again)) is repeats


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("The UK and Germany scrambled jets to ward off those planes over flooded Lower Brenna for once.", False),
        ("The UK and Germany scrambled jets after herdsmen reported parachutes and smoke behind the mill.", True),
    ],
)
def test_what_says_it_again_in_other_words_is_no_passage(text: str, stays: bool, desk: Desk) -> None:
    first = desk.document(
        "a",
        "British and German fighters intercept planes over Lower Brenna",
        "British and German fighter jets intercepted planes over flooded Lower Brenna, the pilots told the governor.",
    )
    again = desk.document("b", "Fighters over Lower Brenna", text, source="agency")
    digest = compose(desk.material(desk.story("air", [first, again], score=9.0)))
    assert digest is not None
    told = {passage.citations[0].span.document_id for passage in digest.sections[0].passages}
    assert (again.id in told) is stays


def test_news_that_only_came_after_what_a_heading_tells_is_other_news() -> None:
    told = Told(frozenset({"solm", "visits", "teln"}), frozenset({"solm", "teln"}))
    assert told.is_hour_alone(frozenset({"hours", "solm", "left"}), frozenset({"dyke", "broke"}))
    assert not told.is_hour_alone(frozenset({"hours", "solm", "left"}), frozenset({"dyke", "teln"}))
    assert not told.is_hour_alone(frozenset({"hours", "ferry", "left"}), frozenset({"dyke", "broke"}))
