"""The words of deeds, and who does them."""

import pytest

from dayline.compose.gates.deeds import Deeds, deeds_of, stem_of
from dayline.pipeline.languages import languages

SIDES = ("Karst", "Varda", "friends of Varda")


@pytest.fixture
def deeds() -> Deeds:
    return deeds_of(languages()["en"], SIDES)


@pytest.mark.parametrize(
    "text",
    [
        "Karsk gunners then bombed the mill",
        "Vardan Boat Rams Ferry Off Teln",
        "Teln's mill was shelled on Monday by the Vardan fleet",
        "Vardans raise the boat that they had destroyed",
        "Varda’s attack on the mill",
    ],
)
def test_a_side_is_found_with_its_deed(text: str, deeds: Deeds) -> None:
    assert deeds.done.search(text.replace("Karsk", "Karst"))


@pytest.mark.parametrize(
    "text",
    [
        "Vardan gunners meet strong resistance at the mill",
        "Vardan boats destroyed near Teln",
        "Varda asks the friends of the league to raise the ferry that was bombed",
        "The mill of Teln was bombed",
    ],
)
def test_what_a_side_suffers_or_somebody_did_is_no_deed_of_it(text: str, deeds: Deeds) -> None:
    assert deeds.done.search(text) is None


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Varda denies the raid", True),
        ("The envoy dismissed all such reports", True),
        ("The admiral said his boats did not ram the ferry", True),
        ("The envoy would neither confirm nor deny it", False),
        ("The refugees were denied entry", False),
        ("Varda rejects a truce", False),
    ],
)
def test_a_denial_is_of_a_deed(text: str, denies: bool, deeds: Deeds) -> None:
    assert (deeds.denial.search(text) is not None) is denies


def test_a_side_of_several_words_names_no_doer() -> None:
    assert stem_of(("friends of Varda",)) == "(?!)"
    assert stem_of(("Karst", "friends of Varda")) == "Kars"
