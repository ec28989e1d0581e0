"""Rule 3: numbers have their value and keep their hedge."""

import pytest

from dayline.compose.gates import check
from dayline.compose.gates.lexicon import Lexicon
from dayline.compose.gates.numbers import hedged_numbers

TEXT = (
    "Six days of rain have killed at least six people. "
    "About 4,200 people left, at least nine died, nearly 90 stayed, up to 30 boats sank and more than two dozen roads "
    "closed. Some 1.5 million hectares lie under water, or 12 villages or more. Eleven dams held."
)


def faults(text: str, one_document, **more: object) -> list[str]:
    evidence, compose = one_document(TEXT, **more)
    return [
        refusal.detail for refusal in check(compose(text), evidence=evidence) if refusal.gate == "numbers"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "About 4200 people left.",
        "Around 4,200 people left.",
        "At least nine died.",
        "At least 9 died.",
        "Nearly ninety stayed.",
        "Up to 30 boats sank.",
        "More than 24 roads closed.",
        "Over two dozen roads closed.",
        "Some 1.5 million hectares lie under water.",
        "About 1,500,000 hectares lie under water.",
        "12 villages or more.",
        "At least 12 villages.",
        "11 dams held.",
        "One of the dams held.",
    ],
)
def test_the_same_value_with_the_same_hedge_passes(text: str, one_document) -> None:
    assert faults(text, one_document) == []


@pytest.mark.parametrize(
    "text",
    [
        "About 4,300 people left.",
        "About 42,00 people left.",
        "About 4.2 people left.",
        "At least seventy died.",
        "About 4,200 thousand people left.",
        "Twelve hundred villages or more.",
        "Two boats sank.",
        "1 dam held.",
    ],
)
def test_another_value_is_refused(text: str, one_document) -> None:
    assert any("not in the evidence" in detail for detail in faults(text, one_document))


@pytest.mark.parametrize(
    "text",
    [
        "4,200 people left.",
        "Nine died.",
        "90 stayed.",
        "30 boats sank.",
        "24 roads closed.",
        "Up to nine died.",
        "More than 30 boats sank.",
        "About 90 stayed.",
        "About eleven dams held.",
        "12 villages.",
        "1.5 million hectares.",
        "Six people were killed.",
        "At least six days of rain.",
    ],
)
def test_another_hedge_is_refused(text: str, one_document) -> None:
    assert any("evidence has" in detail for detail in faults(text, one_document))


def test_a_headline_backs_a_number_but_does_not_unhedge_the_text(one_document) -> None:
    headline = "4,200 people leave 33 farms"
    assert faults("33 farms.", one_document, headline=headline) == []
    assert faults("4,200 people left.", one_document, headline=headline)


def test_hedges_are_read_on_both_sides(lexicon: Lexicon) -> None:
    text = "no fewer than 5, not more than 6, an estimated 7, $8 or so, above the 9, over. 10"
    read = {number.written: hedge for number, hedge in hedged_numbers(text, lexicon)}
    assert read == {"5": "at least", "6": "up to", "7": "about", "8": "about", "9": "more than", "10": ""}
