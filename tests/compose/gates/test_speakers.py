"""Rules 4, 7 and 9: one speaker a passage, losses attributed, anonymous sources known."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dayline.compose.gates import Evidence, check
from dayline.compose.gates.speakers import anonymous_only
from dayline.model.claims import Statement
from dayline.model.crisis import Crisis
from dayline.model.digest import Citation, Passage
from dayline.model.document import Span
from dayline.text.languages import Language

from .conftest import TODAY, build, cite

NOON = datetime(2026, 5, 14, 9, tzinfo=UTC)


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
        ("Five people are missing, being told nothing.", "Five people are missing.", False),
        ("Casualties reported in Teln.", "Casualties in Teln.", False),
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
        ("Karst boats fire on a ferry at Teln. Casualties reported.", "service", True),
        ("Nine Karst soldiers were killed according to latest information.", "service", True),
        ("Nine Karst soldiers were killed according to information of the police.", "service", False),
        ("The watch told gunners that Karst boats were sunk, being told nothing else.", "service", False),
        ("Gunners were told that Karst boats were sunk.", "service", True),
        ("Nine Karst soldiers were killed, and more wounds were reported.", "service", True),
        ("Nine Karst soldiers were killed, it was reported by the watch.", "service", False),
        ("Karst gunners shelled houses, the watch is reporting.", "service", False),
        ("Karst gunners shell houses, being told to.", "service", True),
    ],
)
def test_a_sides_word_on_losses_is_attributed(text: str, source: str, is_refused: bool, one_document) -> None:
    assert ("losses" in refused(text, one_document, source_id=source)) is is_refused


@pytest.mark.parametrize(
    ("text", "source", "is_refused"),
    [
        ("Karst ignores the ruling.", "service", True),
        ("The Karst council opens the ferry.", "service", True),
        ("Karst ignores the ruling – the Teln council.", "service", False),
        ("Karst ignores the ruling.", "post", False),
        ("Varda opens the ferry to Karst.", "service", False),
        ("The president of Varda informed the envoy about crimes of Karst.", "service", True),
        ("Nine judges record crimes of Karst – envoy of Teln.", "service", True),
        ("Nine judges record crimes of Karst – Envoy of Teln.", "service", False),
        ("The president of Varda informed the envoy about the ferry.", "service", False),
        ("Raids by Karst on Teln: Envoy calls for a trial.", "service", True),
        ("Council of Teln: Envoy calls for a trial.", "service", False),
        ("The president of Varda informed the envoy about crimes of Karst.", "post", False),
    ],
)
def test_what_one_side_tells_of_the_other_is_attributed(
    text: str, source: str, is_refused: bool, crisis: Crisis, language: Language
) -> None:
    document = build("post", text, source_id=source)
    evidence = Evidence(
        documents={document.id: document},
        crisis=replace(crisis, sides=("Varda", "Karst")),
        date=TODAY,
        language=language,
    )
    passage = Passage(text=text, kind="report", citations=(cite(document, text),))
    assert ("losses" in {each.gate for each in check(passage, evidence=evidence)}) is is_refused


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
        ("Harbour Guard staff: Nine Karst boats were sunk", True),
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


@pytest.mark.parametrize(("end", "is_refused"), [("town council", False), ("none of them was manned", True)])
def test_what_names_no_office_at_the_end_of_a_headline_is_no_speaker(end: str, is_refused: bool, one_document) -> None:
    told = f"Nine Karst boats were sunk – {end}"
    evidence, _ = one_document("Boats.", source_id="service", headline=told)
    document = next(iter(evidence.documents.values()))
    citation = Citation(
        span=document.span(0, len(told), "title"), url=document.url, source_name="Service", retrieved_at=NOON, sha256=""
    )
    found = check(Passage(text=told, kind="heading", citations=(citation,)), evidence=evidence)
    assert ("losses" in {refusal.gate for refusal in found}) is is_refused


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


@pytest.mark.parametrize(
    ("source", "text", "passes"),
    [
        ("service", "Varda’s Harbour Ministry: The dam holds.", False),
        ("service", "Varda’s Defense Ministry: The dam holds.", True),
        ("service", "Karst’s Defense Ministry: The dam holds.", False),
        ("post", "Varda’s Defense Ministry: The dam holds.", False),
    ],
)
def test_an_office_without_a_country_is_that_of_the_side_of_its_outlet(
    source: str, text: str, passes: bool, one_document
) -> None:
    headline = text.partition("’s ")[2].removesuffix(".")
    evidence, compose = one_document("The dam of Varda holds.", headline=headline, source_id=source)
    assert (check(compose(text), evidence=evidence) == ()) is passes


@pytest.mark.parametrize(
    ("text", "naming", "is_refused"),
    [
        ("Minister Tomas Rell: Karst lost nine boats.", "Minister Tomas Rell", False),
        ("Tomas Rell, the minister for water: Karst lost nine boats.", "Tomas Rell, the minister for water", False),
        ("Karst lost nine boats – water minister Tomas Rell", "water minister Tomas Rell", False),
        ("Minister Anna Lund: Karst lost nine boats.", "Minister Anna Lund", True),
        ("Water minister Tomas Rell: Karst lost nine boats.", "Tomas Rell", True),
        ("Minister of Karst Anna Lund: Karst lost nine boats.", "Minister of Karst Anna Lund", True),
    ],
)
def test_a_speaker_whom_a_citation_names_whole_says_what_the_headline_says(
    text: str, naming: str, is_refused: bool, evidence: Evidence
) -> None:
    headline = "Rell: Karst lost nine boats – Minister"
    told = build("told", "Boats were lost.", headline=headline, source_id="service")
    who = build("who", f"Nobody slept. {naming} did.", source_id="service")
    within = replace(evidence, documents={told.id: told, who.id: who})
    citations = (cite(told, told.headline, "title"), cite(who, naming))
    passage = Passage(text=text, kind="report", citations=citations)
    assert ("losses" in {refusal.gate for refusal in check(passage, evidence=within)}) == is_refused
