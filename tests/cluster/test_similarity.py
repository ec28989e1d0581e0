from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.cluster.features import features
from dayline.cluster.similarity import (
    Frequencies,
    Vector,
    Weights,
    evidence,
    probability,
    shared_terms,
    vector,
)
from dayline.cluster.words import StoryWords
from dayline.model.document import Document
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]


@pytest.fixture
def vectors(week: list[Document], english: Language) -> list[Vector]:
    words = StoryWords.from_language(english)
    found = [features(document, None, words, "en") for document in week]
    frequencies = Frequencies(words.shares)
    for one in found:
        frequencies.add(one)
    return [vector(one, frequencies) for one in found]


def test_evidence_is_the_same_from_both_sides(vectors: list[Vector]) -> None:
    weights = Weights()
    for one, other in zip(vectors[:40], vectors[7:47], strict=True):
        assert evidence(one, other, 1.0, weights) == pytest.approx(evidence(other, one, 1.0, weights))


def test_a_document_speaks_most_for_its_own_event(vectors: list[Vector]) -> None:
    weights = Weights()
    assert evidence(vectors[0], vectors[0], 0.0, weights) > max(
        evidence(vectors[0], other, 0.0, weights)
        for other in vectors[1:]
        if other.features.key != vectors[0].features.key
    )


def test_silence_weakens_evidence(vectors: list[Vector]) -> None:
    told = [evidence(vectors[0], vectors[2], days, Weights()) for days in (0, 1, 3, 7)]
    assert told == sorted(told, reverse=True)
    assert len(set(told)) == 4


def test_documents_without_a_common_word_speak_against_one_event(
    make_document: MakeDocument, english: Language
) -> None:
    words = StoryWords.from_language(english)
    frequencies = Frequencies({})
    one, other = (
        vector(features(make_document(text), None, words, "en"), frequencies)
        for text in ("Dam bursts", "Choir sings")
    )
    assert evidence(one, other, 0.0, Weights()) == Weights().none
    assert shared_terms(one, other, 5) == ()


def test_what_is_taken_out_leaves_no_trace(make_document: MakeDocument) -> None:
    held, gone = (features(make_document(text), None, StoryWords(), "en") for text in ("Water falls", "Water rose"))
    lived, fresh = Frequencies({}), Frequencies({})
    for frequencies, added in ((lived, (gone, held)), (fresh, (held,))):
        for one in added:
            frequencies.add(one)
    assert lived.weight("water") < fresh.weight("water")
    lived.remove(gone)
    assert [lived.weight(term) for term in ("water", "rose")] == [fresh.weight(term) for term in ("water", "rose")]


@pytest.mark.parametrize(
    ("one", "other"),
    [("A boy, 9, was saved", "A boy, 12, was saved"), ("A 9-year-old boy was saved", "A 70-year-old boy was saved")],
)
def test_other_ages_speak_against_one_event(
    one: str, other: str, make_document: MakeDocument, english: Language
) -> None:
    words = StoryWords.from_language(english)
    a, b, bare = (
        vector(features(make_document(text), None, words, "en"), Frequencies({}))
        for text in (one, other, "A boy was saved")
    )
    assert evidence(a, b, 0.0, Weights()) < evidence(a, bare, 0.0, Weights())


def test_before_any_document_common_words_weigh_less() -> None:
    frequencies = Frequencies({"police": 0.2})
    assert frequencies.weight("police") < frequencies.weight("brask")


@given(st.floats(allow_nan=False))
def test_a_probability_lies_between_0_and_1(log_odds: float) -> None:
    assert 0 <= probability(log_odds) <= 1
