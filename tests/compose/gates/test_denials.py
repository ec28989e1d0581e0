"""Which deeds a day's documents deny."""

import pytest

from dayline.compose.gates.deeds import deeds_of
from dayline.compose.gates.denials import Denials
from dayline.compose.style import Style
from dayline.pipeline.languages import languages

from .conftest import build


@pytest.fixture
def denials() -> Denials:
    english = languages()["en"]
    documents = (
        build(
            "post",
            "A guest of the house said so. Karst denies its boats rammed the ferry.",
            headline="Ferry sunk off Teln",
        ),
        build(
            "courier",
            "“Karst denies that boats sank the barge at Kolm,” a play of the season says.",
            headline="On the stage",
        ),
        build(
            "agency", "The company has denied a merger of mills in Hallin.", headline="Mills of Hallin talk"
        ),
    )
    return Denials(documents, Style(english), english, deeds_of(english, ("Karst",)))


@pytest.mark.parametrize(
    ("told", "is_denied"),
    [
        ("Karst boats rammed a ferry near Teln on Monday", True),
        ("Karst boats rammed a barge of the salt works at Hallin", False),
        ("After a Karst ferry raid", False),
        ("The ferry was rammed by Karst", True),
        ("Karst boats sank the barge at Kolm", False),
        ("Karst stormed the mills of Hallin, merger or no merger", False),
    ],
)
def test_a_deed_is_denied_where_enough_words_are_the_same(
    told: str, is_denied: bool, denials: Denials
) -> None:
    assert denials.covers(told) is is_denied
