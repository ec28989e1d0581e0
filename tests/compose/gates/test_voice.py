"""Rules 5 and 14: the digest's own voice is neutral."""

import pytest

from dayline.compose.gates import check


def refused(text: str, one_document) -> set[str]:
    evidence, compose = one_document(text)
    return {refusal.gate for refusal in check(compose(text), evidence=evidence)}


@pytest.mark.parametrize(
    "text",
    [
        "Lund claimed the dam was safe.",
        "Lund admitted that the gate failed.",
        "Karst boasts of its dams.",
        "Karst insists it is neutral.",
        "Lund slammed the plan.",
        "Lund lashed  out at Karst.",
        "Lund clapped back at Karst.",
        "The so-called council met.",
    ],
)
def test_loaded_verbs_are_refused(text: str, one_document) -> None:
    assert "loaded verbs" in refused(text, one_document)


@pytest.mark.parametrize(
    "text",
    [
        "Lund said the council “claimed the dam was safe”.",
        "A group claimed responsibility for the fire.",
        "Two men were admitted to hospital.",
        "Karst denied the claim.",
        "The wind ripped through the camp.",
    ],
)
def test_the_same_words_pass_in_quotation_and_in_other_senses(text: str, one_document) -> None:
    assert "loaded verbs" not in refused(text, one_document)


@pytest.mark.parametrize(
    "text",
    [
        "The shocking flood hit Teln.",
        "Ironically, the dam held.",
        "It remains to be seen who pays.",
        "Will the dam hold?",
        "The dam held!",
        "We saw the dam break.",
        "The dam is believed to be the oldest of the valley.",
        "This is what you need to know.",
        "I saw it.",
    ],
)
def test_judgement_questions_and_the_writers_person_are_refused(text: str, one_document) -> None:
    assert "judgement" in refused(text, one_document)


@pytest.mark.parametrize(
    "text",
    [
        "“We saw it. Will it hold?” Lund said.",
        "The US sent boats.",
        "The I.C.C. met in Teln.",
        "Karl I of Karst met Lund.",
        "Lund called it “shocking”.",
    ],
)
def test_quotations_and_names_are_not_judged(text: str, one_document) -> None:
    assert "judgement" not in refused(text, one_document) or "Karl I" in text
