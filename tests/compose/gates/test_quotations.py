"""Rule 2: quotes are sacred."""

import pytest

from dayline.compose.gates import check
from dayline.compose.gates.quotations import is_verbatim, own_voice, quotations_in

TEXT = (
    'The mayor, Anna Lund, said: "We shall open the gate at dawn – all of it – and nobody’s house will be lost." '
    "Lund called the plan a ‘last resort’ and left. The gate has two wings."
)


def faults(text: str, one_document, **more: object) -> list[str]:
    evidence, compose = one_document(TEXT, **more)
    return [
        refusal.detail for refusal in check(compose(text), evidence=evidence) if refusal.gate == "quotations"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Anna Lund, said: “We shall open the gate at dawn - all of it - and nobody's house will be lost.”",
        "Anna Lund said: «We shall open the gate at dawn […] and nobody’s house will be lost.»",
        "Anna Lund said “We shall open the gate … and nobody’s house [in Teln] will be lost”.",
        "Lund called the plan a “last resort” and left.",
        "Lund called the plan a 'last resort' and left.",
    ],
)
def test_typography_cuts_and_insertions_are_free(text: str, one_document) -> None:
    assert faults(text, one_document) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Anna Lund said “We will open the gate”.", "not in the evidence"),
        ("Anna Lund said “the gate open”.", "not in the evidence"),
        ("Anna Lund said “pen the gate”.", "not in the evidence"),
        ("Anna Lund said “and nobody’s house … We shall open the gate”.", "not in the evidence"),
        ("Anna Lund said “We shall open the gate.", "without its other half"),
        ("Anna Lund said We shall open the gate”.", "without its other half"),
        ("Anna Lund said ‘We shall open the gate.", "without its other half"),
        ("Anna Lund said “the gate has two wings”.", "not in the evidence"),
        ("Anna Lund said the gate has “two wings”.", "reporter's own words"),
        ("Anna Lund: “last resort”.", "without a verb"),
        ("“We shall open the gate”", "without a verb"),
        ("Anna Lund said “…”.", "not in the evidence"),
    ],
)
def test_what_is_no_quotation_is_refused(text: str, fault: str, one_document) -> None:
    assert any(fault in detail for detail in faults(text, one_document))


def test_pieces_from_two_documents_make_no_quotation(passage, evidence) -> None:
    text = "Irena Solm said “Nobody should be sleeping … All five gates answer to command”."
    both = passage(
        text,
        "post: “Nobody should be sleeping below that wall tonight,”",
        "courier: “All five gates answer to command,”",
    )
    assert "quotations" in {refusal.gate for refusal in check(both, evidence=evidence)}


@pytest.mark.parametrize(
    ("more", "text", "passes"),
    [
        ({"byline": "Anna Lund"}, "The gate has “two wings”, Anna Lund said.", True),
        ({"byline": "Anna Lund"}, "The gate has “two wings”, Lund said.", True),
        ({"byline": "Anna Lund"}, "The gate has “two wings”, the mayor said.", False),
        ({"byline": "Peter Holm in Lund"}, "The gate has “two wings”, Lund said.", False),
        ({"headline": "Address by the mayor of Teln"}, "The gate has “two wings”, Anna Lund said.", False),
        ({"headline": "Address by Anna Lund"}, "The gate has “two wings”, Anna Lund said.", True),
    ],
)
def test_a_speakers_own_document_needs_no_marks(more: dict, text: str, passes: bool, one_document) -> None:
    assert (faults(text, one_document, **more) == []) is passes


def test_speech_that_goes_on_in_another_paragraph_is_quoted(one_document) -> None:
    text = "“The water is high,” Lund said.\n\n“It will fall.\n\n“And we shall rest,” Lund said."
    evidence, compose = one_document(text)
    assert check(compose("“It will fall,” Lund said."), evidence=evidence)
    assert not [
        r for r in check(compose("Lund said: “It will fall.”"), evidence=evidence) if r.gate == "quotations"
    ]


def test_quotations_are_found_with_their_marks() -> None:
    text = "“One ‘two’” and ‘three isn’t four’ and the workers’ and «five»"
    assert [found.words for found in quotations_in(text)] == ["One ‘two’", "three isn’t four", "five"]
    assert len(own_voice(text)) == len(text)
    assert "three" not in own_voice(text)
    assert "workers’" in own_voice(text)


@pytest.mark.parametrize(
    ("quotation", "evidence", "expected"),
    [
        ("the end", "It was the  end.", True),
        ("the end", "bathe end", False),
        ("a-b", "a–b", True),
        ("a … c", "a b c", True),
        ("c … a", "a b c", False),
        ("soft", "so\u00adft", False),
        ("", "anything", False),
    ],
)
def test_verbatim(quotation: str, evidence: str, expected: bool) -> None:
    assert is_verbatim(quotation, evidence) is expected
