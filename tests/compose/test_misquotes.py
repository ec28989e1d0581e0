"""A headline's quotation that its text has in other words."""

import pytest

from dayline.compose.misquotes import misquotes

from .conftest import Desk

TEXT = "Governor Hallin said that “this will be, I fear, the third flood of the year” in Teln. “We wait,” he added."


@pytest.mark.parametrize(
    ("headline", "is_wrong"),
    [
        ("Hallin says “this will be the third flood of the year”", True),
        ("Hallin says “this will be, I fear, the third flood of the year”", False),
        # of other words the text may have no quotation, and of few there may be two
        ("Hallin says “the gates of Teln were never meant to hold”", False),
        ("Hallin fears “third flood”", False),
        ("Hallin fears a third flood of the year", False),
    ],
)
def test_a_headline_quotes_as_its_text_does(headline: str, is_wrong: bool, desk: Desk) -> None:
    document = desk.document("a", headline, TEXT)
    assert misquotes(document, document.span(0, len(headline), "title")) is is_wrong


def test_a_headline_without_a_text_is_taken_as_it_is(desk: Desk) -> None:
    headline = "Hallin says “this will be the third flood of the year”"
    document = desk.document("a", headline, "")
    assert not misquotes(document, document.span(0, len(headline), "title"))
