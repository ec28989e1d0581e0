"""What is written as headlines are."""

import pytest

from dayline.compose.style import Style
from dayline.compose.telegrams import explains, is_elliptic, lacks_article
from dayline.pipeline.resources import languages

STYLE = Style(languages()["en"])


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("Officials say a raid hit drama theatre in Teln.", True),
        ("Forensic institute in Vardan city says it is full.", True),
        ("Officials say a raid hit the drama theatre in Teln.", False),
        ("Rell said “raid hit drama theatre in Teln”.", False),
        ("The city is under attack from the sea.", False),
    ],
)
def test_a_noun_of_one_thing_has_its_article(text: str, lacks: bool) -> None:
    assert lacks_article(text, STYLE) is lacks


@pytest.mark.parametrize(
    ("headline", "is_one"),
    [
        ("Varda ready to open more gates of Teln", True),
        ("Varda is ready to open more gates of Teln", False),
        ("Scant progress in talks on the gates of Teln", True),
        ("Leaders condemn the raid, say to close gates", True),
        ("Varda opens more gates of Teln", False),
    ],
)
def test_a_headline_that_is_no_sentence_is_told(headline: str, is_one: bool) -> None:
    assert is_elliptic(headline, STYLE) is is_one


@pytest.mark.parametrize(
    ("headline", "is_one"),
    [
        ("Why the gates of Teln stand open", True),
        ("Floods: what we know of Teln", True),
        ("Can the gates of Teln hold?", True),
        ("Varda says why the gates stand open", False),
    ],
)
def test_an_explainer_is_told(headline: str, is_one: bool) -> None:
    assert explains(headline, STYLE) is is_one


def test_a_language_without_the_table_has_none() -> None:
    style = Style(languages()["uk"])
    assert not lacks_article("raid hit drama theatre", style)
    assert not is_elliptic("Varda ready to open gates", style)
    assert not explains("Why so?", style)
