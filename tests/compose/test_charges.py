"""What a writer says of a side's deed in words of his own is cut."""

from dataclasses import replace

import pytest

from dayline.compose.charges import without_blame, without_clause, without_motive
from dayline.compose.material import Material

from .conftest import Desk


@pytest.fixture
def material(desk: Desk) -> Material:
    made = desk.material()
    return replace(made, crisis=replace(made.crisis, sides=("Karst", "Varda")))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The minister of Varda said on Monday that trade will go on after a Karst boat rammed the ferry.",
            "The minister of Varda said on Monday that trade will go on.",
        ),
        (
            "After a raid by Karst gunners on the mill, the minister said that trade of the valley will go on.",
            "The minister said that trade of the valley will go on.",
        ),
        (
            "The minister said trade in salt will go on in the valley, one day after a Karst boat rammed the ferry.",
            "The minister said trade in salt will go on in the valley.",
        ),
        (
            "“The trade of the whole valley goes on,” the minister said of it after a Karst boat rammed a ferry.",
            "“The trade of the whole valley goes on,” the minister said of it.",
        ),
        (
            "The minister said of trade in the valley that “it goes on,” one day after a Karst boat rammed a ferry.",
            None,
        ),
        ("The minister said so after a Karst boat rammed the ferry.", None),
        ("The minister said that trade will go on after the watch said a Karst boat rammed the ferry.", None),
        ("The minister said that trade of the valley will go on after the ferry of Teln went down.", None),
        ("Trade of the valley of Varda went on after a Karst boat rammed the ferry.", None),
        ("The minister said that trade of the valley will go on after Karst boats “rammed” a ferry.", None),
    ],
)
def test_a_clause_beside_what_somebody_says_is_cut(text: str, left: str | None, material: Material) -> None:
    assert without_clause(text, material) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The envoy spoke of a Karst-provoked incident off Teln.",
            "The envoy spoke of an incident off Teln.",
        ),
        ("A Karst-orchestrated raid shook Teln.", "A raid shook Teln."),
        ("A Karst-built ferry sank.", "A Karst-built ferry sank."),
        ("It was the first visit since Karst's devastating flood.", "It was the first visit since Karst's flood."),
        ("After a lavish evening the envoy left.", "After an evening the envoy left."),
        ("The flood was devastating, the envoy said.", "The flood was devastating, the envoy said."),
        ("The envoy spoke of “a devastating flood”.", "The envoy spoke of “a devastating flood”."),
    ],
)
def test_a_word_that_blames_is_cut(text: str, left: str, material: Material) -> None:
    assert without_blame(text, material) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The Karst army is deporting thousands of people of Teln in order to use them as hostages.",
            "The Karst army is deporting thousands of people of Teln.",
        ),
        ("Karst deports people in order to use them.", None),
        ("The Karst army is deporting thousands of people of Teln in order to use them, he said.", None),
        ("The town of Teln has closed nine of its ten schools in order to save heat.", None),
    ],
)
def test_why_a_side_did_something_is_cut(text: str, left: str | None, material: Material) -> None:
    assert without_motive(text, material) == (left or text)
