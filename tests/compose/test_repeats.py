"""What a passage adds to its section."""

from hypothesis import given
from hypothesis import strategies as st

from dayline.compose.material import Style
from dayline.compose.repeats import Told, facts_in
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


def test_the_event_of_the_heading_is_told_once_below_it(style: Style) -> None:
    told = _told(style)
    assert not told.is_repeated_by(style.content_words(AGAIN), frozenset())
    told.say(style.content_words(EVENT))
    assert told.is_repeated_by(style.content_words(AGAIN), frozenset())


def test_what_tells_it_again_with_a_fact_of_its_own_stays(style: Style) -> None:
    told = _told(style, EVENT)
    assert not told.is_repeated_by(style.content_words(MORE), frozenset({"40"}))
    assert told.is_repeated_by(style.content_words(MORE), frozenset({"monday", "brenna"}))


def test_a_sentence_on_something_else_needs_no_fact(style: Style) -> None:
    words = style.content_words("Firefighters worked through the night behind the mill.")
    assert not _told(style, EVENT).is_repeated_by(words, frozenset())


def test_the_heading_s_own_words_are_no_passage(style: Style) -> None:
    assert _told(style).is_repeated_by(style.content_words("Governor visits Lower Brenna"), frozenset({"brenna"}))


@given(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.lists(st.sets(st.sampled_from("abcdefgh"))))
def test_what_was_said_is_repeated(words: set[str], others: list[set[str]]) -> None:
    told = Told(frozenset("xyz"), frozenset("xyz"))
    for other in (words, *others):
        told.say(frozenset(other))
    assert told.is_repeated_by(frozenset(words), frozenset(words))


def test_facts_are_numbers_and_quotations_and_no_words_at_arm_s_length(desk: Desk, style: Style) -> None:
    text = "The “great” dyke held, said 12 guards: “nobody here saw the water coming so fast”."
    document = desk.document("d1", "Dyke holds", text)
    material = desk.material()
    facts = facts_in(document.span(0, len(text)), material, style, Subjects(material, style))
    assert "12" in facts
    assert {"nobody", "water", "coming"} <= facts
    assert not facts & {"great", "dyke", "guard"}
