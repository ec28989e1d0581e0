"""Rule 1: citations lead to the very words of a saved document."""

from dataclasses import replace

import pytest

from dayline.compose.gates import Evidence, check
from dayline.compose.gates.evidence import citation_faults

POLICE = "Nine people died in Lower Brenna and 14 were missing, police said."


def gates_of(passage, evidence):
    return {refusal.gate for refusal in check(passage, evidence=evidence)}


def test_a_whole_sentence_passes(passage, evidence: Evidence) -> None:
    assert check(passage(POLICE, f"post: {POLICE}"), evidence=evidence) == ()


def test_a_headline_is_evidence_too(passage, evidence: Evidence) -> None:
    headline = "No gate has failed, water ministry says"
    assert (
        check(passage(headline, f"courier: {headline}", kind="heading", field="title"), evidence=evidence)
        == ()
    )


def test_a_headline_without_a_text_is_evidence(one_document) -> None:
    evidence, compose = one_document("", headline="Dam holds, ministry says")
    assert check(compose("Dam holds, ministry says", kind="heading"), evidence=evidence) == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"document_id": "nowhere"}, "unknown document"),
        ({"end": 10_000}, "lies outside"),
        ({"field": "title", "start": 500, "end": 510}, "lies outside"),
        ({"start": 1, "end": 9}, "inside a word"),
    ],
)
def test_spans_that_lead_elsewhere(change: dict, fault: str, passage, evidence: Evidence) -> None:
    citation = passage(POLICE, f"post: {POLICE}").citations[0]
    moved = replace(citation, span=replace(citation.span, **change))
    assert any(fault in detail for detail in citation_faults(moved, evidence))


def test_a_hash_must_be_the_documents_and_the_texts(passage, evidence: Evidence) -> None:
    good = passage(POLICE, f"post: {POLICE}")
    document = evidence.documents["post"]
    for sha256, saved in (
        ("0" * 64, document),
        (document.sha256, replace(document, text=document.text + " More.")),
    ):
        changed = replace(good, citations=(replace(good.citations[0], sha256=sha256),))
        other = replace(evidence, documents={**evidence.documents, "post": saved})
        assert "evidence" in gates_of(changed, other)


def test_a_text_that_no_file_can_hold_is_refused(one_document) -> None:
    text = "Nine people died in Brenna, police said. \ud800"
    evidence, compose = one_document(text, sha256="0" * 64)
    assert "evidence" in gates_of(compose("Nine people died in Brenna, police said."), evidence)


def test_white_space_is_no_evidence(one_document) -> None:
    evidence, compose = one_document("   ")
    assert "evidence" in gates_of(compose("The dam holds."), evidence)
