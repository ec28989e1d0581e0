"""Cue words: every form of a verb, and none for a language without them."""

import pytest

from dayline.annotate.cues import cue_words, inflections
from dayline.pipeline import resources
from dayline.text.languages import Language


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("add", ("adds", "added", "adding")),
        ("note", ("notes", "noted", "noting")),
        ("deny", ("denies", "denied", "denying")),
        ("stress", ("stresses", "stressed", "stressing")),
        ("convey", ("conveys", "conveyed", "conveying")),
    ],
)
def test_regular_forms(base: str, forms: tuple[str, ...]) -> None:
    assert inflections(base) == forms


def test_irregular_forms_lead_to_their_base() -> None:
    words = cue_words(resources.languages()["en"])
    assert words is not None
    assert words.clause["said"] == words.clause["saying"] == "say"
    assert words.clause["told"] == "tell"
    assert words.thought["thought"] == "think"
    assert words.is_cue("slammed")
    assert not words.is_cue("flooded")


def test_a_language_without_cues_has_none() -> None:
    assert cue_words(Language("und")) is None
    assert cue_words(resources.languages()["uk"]) is None
