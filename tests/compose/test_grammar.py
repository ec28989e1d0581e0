"""Repairs of grammar: small words only, outside quotation marks."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.compose.grammar import mended
from dayline.compose.style import Style
from dayline.pipeline.resources import languages

STYLE = Style(languages()["en"])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The gates have just been closed at Teln.", "The gates have been closed at Teln."),
        ("The gates have just one lock at Teln.", None),
        ("According to latest information as of 06:00, all gates are shut.", "as of 06:00, all gates are shut."),
        ("According to preliminary information, all gates are shut.", None),
        ("Sen. Ida Rell (R-Teln.) shut the gates.", "Sen. Ida Rell shut the gates."),
        ("On Sunday, March 20, 2022, Rell shut the gates.", "On Sunday, March 20, Rell shut the gates."),
        ("As result of the storm, all gates are shut.", "As a result of the storm, all gates are shut."),
        ("Rell said “the gates have just been closed”.", None),
        (
            "On Tuesday more than 900 people have been taken to Teln.",
            "On Tuesday more than 900 people were taken to Teln.",
        ),
        ("In the morning of May 3, gunners have shelled Teln.", "In the morning of May 3, gunners shelled Teln."),
        ("On Tuesday the gunners have taken Teln.", None),
        ("On Tuesday the mayor, who has moved, slept.", None),
        (
            "Nine people were killed, 13 more were wounded in Teln.",
            "Nine people were killed, and 13 more were wounded in Teln.",
        ),
        ("A gate was lost, works are under way.", "A gate was lost, and works are under way."),
        ("Nine were killed, 13 were wounded, and two are missing.", None),
        ("Gates are closing, lamps are put out and lights are dimmed.", None),
        ("While nine people were killed, 13 more were wounded.", None),
        (
            "There are two towns around the capital - Teln and Brenna.",
            "There are two towns around the capital – Teln and Brenna.",
        ),
        ("Teln was shelled by Vardan military.", "Teln was shelled by the Vardan military."),
        ("Vardan military vehicles rolled into Teln.", None),
        ("Kremlin says the gates stand open.", "The Kremlin says the gates stand open."),
        ("Kremlin spokesman Ada Rell has gone.", None),
        ("Ukrainian president calls for talks.", "The Ukrainian president calls for talks."),
        ("Ukrainian minister says the gates stand open.", "A Ukrainian minister says the gates stand open."),
        ("Italian minister says the gates stand open.", "An Italian minister says the gates stand open."),
        ("Billionaire says the lamps burn.", "The billionaire says the lamps burn."),
        ("The gates stand, Minister of Water of Varda says.", "The gates stand, the Minister of Water of Varda says."),
    ],
)
def test_a_sentence_is_made_whole(text: str, whole: str | None) -> None:
    assert mended(text, STYLE) == (whole or text)


WORDS = [
    "On",
    "Tuesday",
    "have",
    "has",
    "been",
    "just",
    "Kremlin",
    "says",
    "nine",
    "were",
    "shelled",
    ",",
    "“",
    "”",
    "Teln",
    "by",
    "Russian",
    "military",
    "-",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_only_small_words_come_and_go(text: str) -> None:
    small = {"the", "a", "an", "and", "just", "was", "were", "has", "have", "been"}
    kept = [[w for w in re.findall(r"\w+", each.lower()) if w not in small] for each in (text, mended(text, STYLE))]
    assert kept[0] == kept[1]


def test_a_language_without_the_table_is_left_alone() -> None:
    assert mended("Kremlin says so.", Style(languages()["uk"])) == "Kremlin says so."
