"""Rules 4, 7 and 9: one speaker a passage, losses attributed, anonymous sources known."""

import pytest

from dayline.compose.gates import check
from dayline.compose.gates.speakers import anonymous_only
from dayline.model.claims import Statement
from dayline.model.document import Span


def refused(text: str, one_document, **more: object) -> set[str]:
    evidence, compose = one_document(text, **more)
    return {refusal.gate for refusal in check(compose(text), evidence=evidence)}


@pytest.mark.parametrize(
    "text",
    [
        "“The dam holds,” Anna Lund said. “It leaks,” Peter Holm said.",
        "Anna Lund said “it holds”, and Peter Holm said “it leaks”.",
        "“The dam holds,” said Anna Lund. According to Peter Holm, “it leaks”.",
    ],
)
def test_two_speakers_quotations_are_refused(text: str, one_document) -> None:
    assert "speakers" in refused(text, one_document)


@pytest.mark.parametrize(
    "text",
    [
        "“The dam holds,” Anna Lund said. “It does not leak,” Lund added.",
        "“The dam holds,” Anna Lund said. Peter Holm said that it leaks.",
        "Anna Lund told Peter Holm the dam holds.",
    ],
)
def test_one_speaker_and_reported_speech_pass(text: str, one_document) -> None:
    assert "speakers" not in refused(text, one_document)


@pytest.mark.parametrize(
    ("told", "text", "is_refused"),
    [
        ("Five people are missing, police said.", "Five people are missing.", True),
        ("The dam holds, according to Anna Lund.", "The dam holds.", True),
        ("Five people are missing, police said.", "Police said five people are missing.", False),
        ("Five people are missing, police said.", "Five people are missing – Police", False),
        ("Five people are missing, police said.", "Post: Five people are missing.", True),
        ("“The dam is said to hold.” It was dry.", "It was dry.", False),
        ("Five people are missing.", "Five people are missing.", False),
    ],
)
def test_what_somebody_says_is_not_told_as_fact(told: str, text: str, is_refused: bool, one_document) -> None:
    evidence, compose = one_document(told)
    found = {refusal.gate for refusal in check(compose(text), evidence=evidence)}
    assert ("attribution" in found) == is_refused


@pytest.mark.parametrize(
    ("text", "source", "is_refused"),
    [
        ("Karst lost nine boats on the river.", "service", True),
        ("Nine Karst soldiers were killed at Teln.", "service", True),
        ("Karst lost nine boats, the service said.", "service", False),
        ("Karst lost nine boats.", "post", False),
        ("Karst moved nine boats.", "service", False),
        ("Karst boats fire on a ferry at Teln.", "service", True),
        ("Teln's gunners repelled four boats.", "service", True),
        ("Karst boats fire on a ferry at Teln.", "post", False),
    ],
)
def test_a_sides_word_on_losses_is_attributed(text: str, source: str, is_refused: bool, one_document) -> None:
    assert ("losses" in refused(text, one_document, source_id=source)) is is_refused


@pytest.mark.parametrize(
    ("text", "source", "is_refused"),
    [
        ("Karst invaders crossed the river.", "service", True),
        ("The enemy's boats crossed the river – Teln and Kolm.", "service", True),
        ("Karst invaders crossed the river, the service said.", "service", False),
        ("Karst invaders crossed the river.", "post", False),
        ("Karst soldiers crossed the river.", "service", False),
    ],
)
def test_a_sides_name_for_the_other_is_attributed(text: str, source: str, is_refused: bool, one_document) -> None:
    assert ("labels" in refused(text, one_document, source_id=source)) is is_refused


@pytest.mark.parametrize(
    ("headline", "is_refused"),
    [
        ("Harbour Guard: Nine Karst boats were sunk", False),
        ("Nine Karst boats were sunk – the Harbour Guard", False),
        ("Harbour Guard's boats: Nine Karst boats were sunk", True),
        ("Teln Harbour: Nine Karst boats were sunk", True),
    ],
)
def test_whom_a_headline_names_is_who_says_so(headline: str, is_refused: bool, one_document) -> None:
    text = "Nine Karst boats were sunk."
    evidence, compose = one_document(text, source_id="service", headline=headline)
    found = {refusal.gate for refusal in check(compose(f"Harbour Guard: {text}"), evidence=evidence)}
    assert ("losses" in found) is is_refused


@pytest.mark.parametrize(
    ("told", "text", "is_refused"),
    [
        ("Anna Lund on Monday said Peter Holm left Teln.", "Peter Holm on Monday said Anna Lund left Teln.", True),
        ("Anna Lund on Monday said Peter Holm left Teln.", "Anna Lund on Monday said Peter Holm left Teln.", False),
        ("Peter Holm left Teln, Anna Lund said.", "Peter Holm left Teln, Anna Lund said.", False),
        ("Karst asks Teln for boats, an envoy says.", "Karst asks Teln for boats.", True),
        ("Karst asks Teln for boats, an envoy says.", "Karst asks Teln for boats, an envoy says.", False),
    ],
)
def test_the_speaker_stays_who_it_is(told: str, text: str, is_refused: bool, one_document) -> None:
    evidence, compose = one_document(told)
    found = {refusal.gate for refusal in check(compose(text), evidence=evidence)}
    assert ("attribution" in found) is is_refused


def test_no_place_is_a_speaker(one_document) -> None:
    text = "Nine Karst boats were sunk."
    evidence, compose = one_document(text, source_id="service", headline="Varda Region: Nine Karst boats were sunk")
    assert "losses" in {refusal.gate for refusal in check(compose(f"Varda Region: {text}"), evidence=evidence)}


def span(start: int, end: int) -> Span:
    return Span(document_id="post", start=start, end=end)


def statement(**more: object) -> Statement:
    return Statement(id="s", kind="indirect", content=(span(10, 20),), **more)  # type: ignore[arg-type]


def test_anonymous_only() -> None:
    hidden, named = statement(anonymity="people familiar with the matter"), statement(speaker="Anna Lund")
    assert anonymous_only([hidden, hidden])
    assert not anonymous_only([hidden, named])
    assert not anonymous_only([])
