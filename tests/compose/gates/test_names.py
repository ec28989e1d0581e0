"""Rule 3: every word of every name stands in the evidence."""

from datetime import UTC, datetime

import pytest

from dayline.compose.gates import check
from dayline.compose.gates.names import capitalised, name_runs

TEXT = "Anna Zelenskiy of Teln met the Karst-backed council. Flood water rose, and rescuers left. José O’Neill spoke."


def faults(text: str, one_document, **more: object) -> list[str]:
    evidence, compose = one_document(TEXT, **more)
    return [refusal.detail for refusal in check(compose(text), evidence=evidence) if refusal.gate == "names"]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Zelenskyy of Teln met the council.",
        "Anna ZELENSKY of TELN.",
        "The Karst council met.",
        "Jose O'Neill spoke.",
        "Anna Zelenskyi’s council.",
        "However, Teln met.",
        "Rescuers left.",
        "“Rescuers left”.",
        "Backed by Karst, rescuers left.",
    ],
)
def test_names_of_the_evidence_pass(text: str, one_document) -> None:
    assert faults(text, one_document) == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Kolm of Teln.",
        "Anna Zelenskaya of Teln.",
        "The Holm-backed council.",
        "The pro-Holm council.",
        "Holm left.",
        "Teln Rescuers and Holm.",
        "The Ministry met.",
        "NATO met.",
        "Łódź met.",
        "Київ met.",
        "In Holm rescuers left.",
    ],
)
def test_a_word_that_is_nowhere_in_the_evidence_is_refused(text: str, one_document) -> None:
    assert faults(text, one_document)


def test_headline_byline_and_date_are_evidence(one_document) -> None:
    more = {"headline": "Mayor in Brenna", "byline": "Peter Holm"}
    assert faults("Holm met the mayor in Brenna on Thursday in May.", one_document, **more) == []
    assert faults("Teln met in June.", one_document, **more) == ["not in the evidence: June"]


def test_the_name_of_a_source_that_dayline_read_is_evidence(one_document) -> None:
    assert faults("Valley Post met Teln.", one_document, source_name="Valley Post") == []


@pytest.mark.parametrize(("name", "passes"), [("Herald", True), ("Valley Herald", False)])
def test_a_given_source_vouches_only_for_the_words_of_its_address(
    name: str, passes: bool, one_document
) -> None:
    more = {"source_name": "Valley Herald", "source_id": "given", "given_id": "7"}
    assert (faults(f"The {name} met Teln.", one_document, **more) == []) is passes


def test_a_given_document_of_an_unknown_source_vouches_for_no_name(one_document) -> None:
    assert faults("The Post met Teln.", one_document, source_name="Post", given_id="7")


def test_an_alias_of_a_name_in_the_evidence_passes(one_document) -> None:
    assert faults("Anna of Tellin.", one_document)
    assert faults("Anna of Tellin.", one_document, aliases=(("Teln", "Tellin"),)) == []
    assert faults("Anna of Brenta.", one_document, aliases=(("Brenna", "Brenta"),))


def test_a_date_that_changes_with_the_zone_backs_nothing(one_document) -> None:
    late = datetime(2026, 5, 14, 23, 30, tzinfo=UTC)
    assert faults("Teln met in May.", one_document, published=late)


def test_runs_end_at_small_words_and_marks() -> None:
    text = "Upper Brenna’s mayor, Anna Lund of Teln-on-Sea, met pro-Karst Old Guard"
    runs = [" ".join(found.word for found in run) for run in name_runs(text)]
    assert runs == ["Upper Brenna", "Anna Lund", "Teln-on-Sea", "Karst Old Guard"]
    assert [found.word for found in capitalised("d’Arc iPhone x_Y 16A")] == ["Arc"]
