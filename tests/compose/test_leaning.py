"""Sentences that lean on what is not there."""

import pytest

from dayline.compose.leaning import lacks_place, lacks_site, lacks_thing, nameless_pronoun, names_nothing
from dayline.compose.style import Style


@pytest.mark.parametrize(
    "text",
    [
        "The water rose to her chin as the second dyke broke.",
        "In the night water kept him awake below the dam.",
    ],
)
def test_a_pronoun_of_nobody_is_found(text: str, style: Style) -> None:
    at = nameless_pronoun(text, style)
    assert at is not None
    assert text[at : at + 3] in {"her", "him"}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Kroll left her house at dawn.",
        "The mayor left his house at dawn.",
        "In his address, the governor, Ivo Solm, thanked the army.",
        "“She held the rope,” Ada Kroll said.",
        "The dyke broke at dawn.",
    ],
)
def test_a_pronoun_of_somebody_is_none(text: str, style: Style) -> None:
    assert nameless_pronoun(text, style) is None


@pytest.mark.parametrize(
    ("text", "known", "leans"),
    [
        ("The team was carrying sandbags to the mill.", (), True),
        ("The team was carrying sandbags to the mill.", ("team",), False),
        ("The accord lets barges pass the dam.", (), True),
        ("The accord lets barges pass the dam.", ("deal",), False),
        ("The head of the service left the valley.", (), False),
        ("The decision to empty the dam was taken at dawn.", (), False),
        ("The water stood in Mill Street.", (), False),
        ("The visiting minister Tomas Rell left.", (), False),
        ("The incident followed the May flood in Teln.", (), True),
        ("A team was carrying sandbags to the mill.", (), False),
    ],
)
def test_a_thing_of_which_nothing_was_said_leans(
    text: str, known: tuple[str, ...], leans: bool, style: Style
) -> None:
    assert lacks_thing(text, frozenset(known), style) is leans


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Thousands remain in the city, which the water cut off.", True),
        ("Barges left the flooded port city at dawn.", True),
        ("Barges left the city of Teln at dawn.", False),
        ("Barges left the port Salla at dawn.", False),
        ("“We stay in the city,” Ada Kroll said.", False),
        ("A city stood under water.", False),
    ],
)
def test_a_place_that_is_left_unsaid_leans(text: str, leans: bool, style: Style) -> None:
    assert lacks_place(text, style) is leans


@pytest.mark.parametrize(
    ("text", "known", "lacks"),
    [
        ("Nine were hurt when the apartment block was hit.", "raid Teln", True),
        ("Nine were hurt when the apartment block was hit.", "block Teln", False),
        ("A raid hit a block in Teln, and the apartment block burned.", "raid", False),
        ("Nine were hurt when the building of the guard was hit.", "raid", False),
        ("Rell said “the building was hit”.", "raid", False),
    ],
)
def test_a_site_that_nobody_named_is_found(text: str, known: str, lacks: bool, style: Style) -> None:
    assert lacks_site(text, style.content_words(known), style) is lacks


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("A total of 1,300 civilians were taken to safety.", True),
        ("A total of 1,300 civilians were taken to Teln.", False),
        ("The search for survivors goes on all night, but the rescuers have little lifting gear.", False),
    ],
)
def test_a_short_sentence_names_somebody(text: str, is_so: bool) -> None:
    assert names_nothing(text) is is_so
