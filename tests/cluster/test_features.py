from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from dayline.cluster.features import HEAD_LINES, READ_CHARACTERS, Features, features
from dayline.cluster.words import StoryWords
from dayline.model.document import Document
from dayline.model.entities import Annotations, PersonMention, Place, PlaceId, PlaceMention, TimeExpression
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]


def test_names_numbers_and_the_opening_are_told_apart(make_document: MakeDocument, english: Language) -> None:
    document = make_document(
        "Dam bursts",
        "On Thursday mayor Hanna Brask counted 1,200 houses under water. "
        + "Nothing more was heard. " * 40
        + "A late word: lighthouse.",
    )
    found = features(document, None, StoryWords.from_language(english), "en")
    assert {"hanna", "brask"} <= found.names
    assert "mayor" not in found.names
    assert "1200" in found.numbers
    assert "dam" in found.opening
    assert "lighthous" in found.words
    assert "lighthous" not in found.opening


def test_a_headline_in_capitals_names_only_what_is_no_common_word(
    make_document: MakeDocument, english: Language
) -> None:
    document = make_document("Police Report Dead Man Found Near Tarn Mill By Brask", "")
    found = features(document, None, StoryWords.from_language(english), "en")
    assert {"tarn", "brask"} <= found.names
    assert not {"police", "dead", "man"} & found.names


def test_ages_in_figures_are_read(make_document: MakeDocument, english: Language) -> None:
    document = make_document("Girl saved", "Ida Osk, 9, and a 41-year-old miller were saved from 12 houses.")
    assert features(document, None, StoryWords.from_language(english), "en").ages == {"9", "41"}


def test_what_annotation_found_makes_bags(make_document: MakeDocument, english: Language) -> None:
    document = make_document("", "Mayor Hanna Brask spoke in Tarn on 10 April 2031.")
    tarn = Place(id=PlaceId("tarn"), name="Tarn", kind="settlement", latitude=1.0, longitude=2.0)
    found = features(
        document,
        Annotations(
            document_id=document.id,
            language="en",
            people=(PersonMention(span=document.span(6, 17), name="Hanna Brask"),),
            places=(PlaceMention(span=document.span(27, 31), place=tarn),),
            dates=(TimeExpression(span=document.span(35, 48), type="DATE", value="2031-04-10"),),
        ),
        StoryWords.from_language(english),
        "en",
    )
    assert (list(found.people), list(found.places), list(found.dates)) == ([" hanna brask"], [" tarn"], [" 2031-04-10"])
    assert (found.settlements, found.days) == ({"tarn"}, {"2031-04-10"})


def words_of(make_document: MakeDocument, text: str, words: StoryWords) -> set[str]:
    return set(features(make_document("-", text), None, words, "en").words)


def test_words_of_one_kind_share_it(make_document: MakeDocument, english: Language) -> None:
    words = StoryWords.from_language(english)
    one, other = (words_of(make_document, text, words) for text in ("A missile fell", "shelling went on"))
    assert "~strike" in one & other


def test_a_spelling_of_the_house_makes_two_names_one(make_document: MakeDocument, english: Language) -> None:
    words = StoryWords.from_language(english, [("Kesselburg", "Kessel"), ("New Tarn", "Tarn")])
    assert words_of(make_document, "in Kesselburg", words) == words_of(make_document, "in Kessel", words)
    assert "tarn" in words_of(make_document, "the town of New Tarn", words)


def test_slavic_words_meet_in_their_stems(make_document: MakeDocument) -> None:
    words = StoryWords.from_language(None)
    assert words_of(make_document, "плотина", words) == words_of(make_document, "плотины", words)


def test_a_time_of_day_tells_no_event(make_document: MakeDocument, english: Language) -> None:
    words = StoryWords.from_language(english)
    assert words_of(make_document, "At 14:30, 9 fell", words) == {"9", "fell"}


def test_a_text_of_megabytes_is_read_only_so_far(make_document: MakeDocument, english: Language) -> None:
    words = StoryWords.from_language(english)
    short, long = (make_document("Dam", "flood water " * n) for n in (READ_CHARACTERS, 400_000))
    assert features(short, None, words, "en").words == features(long, None, words, "en").words


@given(text=st.text(max_size=300))
def test_any_text_is_read(make_document: MakeDocument, text: str) -> None:
    found: Features = features(make_document("-", text), None, StoryWords(), "en")
    assert all(weight >= 1 for weight in found.words.values())
    assert found.names | found.opening <= found.words.keys()


def test_lines_are_the_smaller_parts_of_the_headline_and_the_first_sentences(make_document: MakeDocument) -> None:
    text = "Sign up for alerts. Water rose in Tarn. Tarn sank."
    found = features(make_document("Water rose at night - Velm News", text), None, StoryWords(), "en")
    assert len(found.lines) == 4
    assert found.in_lines["alerts"] == 0b10
    assert found.in_lines["tarn"] == 0b1100
    assert found.in_lines["velm"] == 0b1
    assert "water" not in found.in_lines


@given(parts=st.lists(st.text("ab |.\n", max_size=9), min_size=2, max_size=40))
def test_lines_are_as_many_as_have_a_bit(parts: list[str], make_document: MakeDocument) -> None:
    found = features(make_document(" | ".join(parts), ". ".join(parts)), None, StoryWords(), "en")
    assert len(found.lines) <= HEAD_LINES
    assert all(0 < bits < 1 << len(found.lines) for bits in found.in_lines.values())
