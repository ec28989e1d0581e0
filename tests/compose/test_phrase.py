"""Wording of a sentence: what is put beside its words."""

import pytest

from dayline.compose.candidates import sentence_candidates
from dayline.compose.material import Style
from dayline.compose.phrase import sentence_drafts
from dayline.compose.subjects import Subjects

from .conftest import Desk


@pytest.mark.parametrize(
    ("value", "guessed", "printed"),
    [
        ("2026-05-12", False, "The lock gates at Teln gave way late on Tuesday, 12 May."),
        ("2026-05-12", True, "The lock gates at Teln gave way late on Tuesday."),
    ],
)
def test_only_a_weekday_that_is_told_gets_its_date(
    value: str, guessed: bool, printed: str, desk: Desk, style: Style
) -> None:
    document = desk.document("a", "Lock gates at Teln", "The lock gates at Teln gave way late on Tuesday.")
    desk.dated(document, "Tuesday", value, guessed=guessed)
    material = desk.material(desk.story("s", [document]))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    assert next(sentence_drafts(candidate, material, style)).text == printed
