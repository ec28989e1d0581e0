import math
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.cluster.features import features
from dayline.cluster.similarity import LIKENESSES, Weighing, Weights, probability
from dayline.cluster.terms import Row, Terms
from dayline.cluster.words import StoryWords
from dayline.model.document import Document
from dayline.model.entities import Annotations, TimeExpression
from dayline.model.source import SourceId
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]


def weighed(documents: list[Document], words: StoryWords, *, count: bool = True) -> tuple[list[Row], Weighing]:
    """Return documents as rows, and their weighing by themselves, or by none where they do not count."""
    terms = Terms(words.shares)
    rows = [terms.row(features(document, None, words, "en")) for document in documents]
    for row in rows if count else ():
        terms.count(row)
    return rows, Weighing(terms)


@pytest.fixture(scope="module")
def rows_of_week(week: list[Document], english: Language) -> tuple[list[Row], Weighing]:
    return weighed(week, StoryWords.from_language(english))


def test_evidence_is_the_same_from_both_sides(rows_of_week: tuple[list[Row], Weighing]) -> None:
    rows, weighing = rows_of_week
    for one, other in zip(rows[:40], rows[7:47], strict=True):
        assert weighing.evidence(one, [other], [1.0], Weights()) == pytest.approx(
            weighing.evidence(other, [one], [1.0], Weights())
        )


def test_many_are_weighed_as_each_alone(rows_of_week: tuple[list[Row], Weighing]) -> None:
    rows, weighing = rows_of_week
    days = [n / 3 if n % 4 else None for n in range(len(rows))]
    together = weighing.evidence(rows[3], rows, days, Weights())
    alone = [weighing.evidence(rows[3], [row], [apart], Weights())[0] for row, apart in zip(rows, days, strict=True)]
    assert together == alone
    assert weighing.evidence(rows[3], [], [], Weights()) == []


def test_likenesses_are_saturated_cosines(make_document: MakeDocument) -> None:
    (one, other), weighing = weighed(
        [make_document("", "water " * 40 + text) for text in ("fell", "rose")], StoryWords(), count=False
    )
    rarity = weighing.rarity[0]
    assert (weighing.rarity == rarity).all()
    cosine = (1 + math.log(40)) ** 2 / ((1 + math.log(40)) ** 2 + 1)
    found = dict(zip(LIKENESSES, weighing.likenesses(one, [other], [None], Weights())[0], strict=True))
    assert found["words"] == pytest.approx(1 - math.exp(-4 * cosine))
    assert (found["numbers"], found["people"], found["undated"], found["silence"]) == (0, 0, 1, 0)


def test_a_document_speaks_most_for_its_own_event(rows_of_week: tuple[list[Row], Weighing]) -> None:
    rows, weighing = rows_of_week
    copy = replace(rows[0], source=SourceId("relay"))
    found = weighing.evidence(copy, rows, [0.0] * len(rows), Weights())
    assert found[0] > max(
        log_odds for row, log_odds in zip(rows, found, strict=True) if row.key != rows[0].key
    )


def test_silence_weakens_evidence(rows_of_week: tuple[list[Row], Weighing]) -> None:
    rows, weighing = rows_of_week
    told = weighing.evidence(rows[0], [rows[2]] * 4, [0, 1, 3, 7], Weights())
    assert told == sorted(told, reverse=True)
    assert len(set(told)) == 4


def test_documents_without_a_common_word_speak_against_one_event(
    make_document: MakeDocument, english: Language
) -> None:
    (one, other), weighing = weighed(
        [make_document("Dam bursts"), make_document("Choir sings")], StoryWords.from_language(english)
    )
    assert weighing.evidence(one, [other], [0.0], Weights()) == [Weights().none]
    assert weighing.shared_terms(one, other, 5) == ()


def test_the_heaviest_shared_words_are_named_first(make_document: MakeDocument, english: Language) -> None:
    texts = ["Police in Tarn", "Police in Velm", "Police say Brask fled Tarn", "Brask sang in Tarn, police say"]
    rows, weighing = weighed([make_document(text) for text in texts], StoryWords.from_language(english))
    assert weighing.shared_terms(rows[2], rows[3], 2) == ("brask", "tarn")


@pytest.mark.parametrize(
    ("one", "other"),
    [("A boy, 9, was saved", "A boy, 12, was saved"), ("A 9-year-old boy was saved", "A 70-year-old boy was saved")],
)
def test_other_ages_speak_against_one_event(
    one: str, other: str, make_document: MakeDocument, english: Language
) -> None:
    texts = [make_document(text) for text in (one, other, "A boy was saved")]
    (a, b, bare), weighing = weighed(texts, StoryWords.from_language(english), count=False)
    apart, without = weighing.evidence(a, [b, bare], [0.0, 0.0], Weights())
    assert apart < without


STANDING = "We have sent the Velm Courier verification message. Look into your junk folder for Brask. "


def standing(make_document: MakeDocument, one: str, other: str) -> list[Document]:
    """Return two reports of different matters below the same two lines, of two outlets."""
    return [
        make_document("Nine hurt at the mill", STANDING + "Nine were hurt at the mill in Tarn.", source=one),
        make_document("Choir sings", STANDING + "A choir sang on the hills above Dunmoor.", source=other),
    ]


def test_what_an_outlet_says_again_in_the_same_words_is_no_evidence(
    make_document: MakeDocument, english: Language
) -> None:
    words = StoryWords.from_language(english)
    (one, other), weighing = weighed(standing(make_document, "post", "post"), words)
    assert weighing.evidence(one, [other], [0.0], Weights()) == [Weights().none]
    assert weighing.shared_terms(one, other, 5) == ()
    (one, other), weighing = weighed(standing(make_document, "post", "gazette"), words)
    assert weighing.evidence(one, [other], [0.0], Weights())[0] > Weights().none
    assert "verification" in weighing.shared_terms(one, other, 9)


def test_what_stands_beside_a_line_said_again_still_counts(
    make_document: MakeDocument, english: Language
) -> None:
    texts = ["Nine were hurt at the mill in Tarn, Anna Brask said.", "At the mill in Tarn Anna Brask counted nine."]
    bare = [make_document(f"Mill {n}", text) for n, text in enumerate(texts)]
    headed = [make_document(f"Mill {n}", f"Sign up for alerts of rain. {text}") for n, text in enumerate(texts)]
    rows, weighing = weighed([*bare, *headed], StoryWords.from_language(english), count=False)
    without, within = (weighing.evidence(rows[at], [rows[at + 1]], [0.0], Weights()) for at in (0, 2))
    assert Weights().none < within[0] < without[0]


@pytest.mark.parametrize(
    ("first", "later", "apart", "unnamed"),
    [
        ("2031-01-20", ("2031-01-20",), 90.0, 0.0),
        ("2031-01-20", ("2031-01",), 90.0, 0.0),
        ("2031-01-20", ("2031-04-20", "2030-01-20", "2031"), 90.0, 1.0),
        ("2031-01-20", (), 90.0, 1.0),
        ("2031-01-20", (), 8.0, 0.0),
        ("2031-04-01", ("2031-04-02",), 20.0, 0.0),
    ],
)
def test_a_report_of_weeks_later_names_the_month_of_what_it_takes_up(
    first: str, later: tuple[str, ...], apart: float, unnamed: float, make_document: MakeDocument
) -> None:
    documents = [make_document("Dam bursts"), make_document("Trial of the dam's owner")]
    documents = [
        replace(document, published_at=datetime.fromisoformat(day).replace(tzinfo=UTC))
        for document, day in zip(documents, (first, "2031-04-20"), strict=True)
    ]
    dates = tuple(
        TimeExpression(span=documents[1].span(0, 5, "title"), type="DATE", value=value) for value in later
    )
    annotated = [None, Annotations(document_id=documents[1].id, language="en", dates=dates)]
    terms = Terms({})
    one, other = (
        terms.row(features(document, made, StoryWords(), "en"))
        for document, made in zip(documents, annotated, strict=True)
    )
    at = LIKENESSES.index("month_unnamed")
    weighing = Weighing(terms)
    assert weighing.likenesses(one, [other], [apart], Weights())[0][at] == unnamed
    assert weighing.likenesses(other, [one], [apart], Weights())[0][at] == unnamed


@given(st.floats(allow_nan=False))
def test_a_probability_lies_between_0_and_1(log_odds: float) -> None:
    assert 0 <= probability(log_odds) <= 1
