"""Title case is set as a sentence; capitals stay where there may be a name."""

from dataclasses import replace

import pytest

from dayline.compose.casing import Casing
from dayline.model.entities import PersonMention

from .conftest import Desk

TEXT = (
    "The flood in the valley has reached the dam, and the army sends boats. In the morning the White Gate was shut. "
    "They say the White Gate will hold, and that Varda sends two boats to Karst for the water. Near Karst the force "
    "of the water grew. The talks on the river Ilm go on, a man in Karst said, and the Ilm in Varda rises."
)


@pytest.mark.parametrize(
    ("headline", "set_"),
    [
        ("Varda Sends Boats to Karst After Flood", "Varda sends boats to Karst after flood"),
        ("Army Says White Gate Will Hold Water: Report", "Army says White Gate will hold water: Report"),
        ("Varda's Army Sends ‘Big Boats’ to Karst", "Varda's army sends ‘Big Boats’ to Karst"),
        ("U.S. Army Says It Sends Boats to Karst", "U.S. army says it sends boats to Karst"),
        # words that the day's texts do not have: a dictionary's words, and what may be a name
        ("Varda Dispatches Qualls After Dam Collapses", "Varda dispatches Qualls after dam collapses"),
        ("Varda Bolsters Its Defence After Cyberattacks", "Varda bolsters its defence after cyberattacks"),
        # the parts of a word, an initial, what stands behind "&"
        ("Karst-Backed Boats Reach Dam in Ilm", "Karst-backed boats reach dam in Ilm"),
        ("K-7 Boats of Qualls & Finch Reach Dam", "K-7 boats of Qualls & Finch reach dam"),
        # an office with a name after it, and one without
        ("Karst Says Prime Minister Oskar Lomm Has Left", "Karst says Prime Minister Oskar Lomm has left"),
        ("Karst’s Prime Minister Leaves for Varda", "Karst’s prime minister leaves for Varda"),
        # an abbreviation ends no sentence
        ("Varda Water Dept. Embraces Boats", "Varda water Dept. embraces boats"),
        # the compass behind "the"
        ("Varda Warns the West of New Floods", "Varda warns the West of new floods"),
        # no title case
        ("Varda appoints Major General Solm Head of Karst Dam", "Varda appoints Major General Solm Head of Karst Dam"),
    ],
)
def test_a_headline_is_set_as_a_sentence(headline: str, set_: str, desk: Desk) -> None:
    document = desk.document("a", headline, TEXT)
    casing = Casing(desk.material(desk.story("flood", [document])))
    assert casing.recased(document, headline) == set_


def test_a_surname_that_is_a_word_is_kept_behind_a_given_name(desk: Desk) -> None:
    headline = "Martin Waltz Recommends Shooting Holes in Dam as Lomm Hails Boats"
    document = desk.document("a", headline, TEXT)
    names = (("Martin Waltz Recommends", 0), ("Lomm Hails", headline.index("Lomm")))
    people = (PersonMention(span=document.span(at, at + len(name), "title"), name=name) for name, at in names)
    desk.annotations[document.id] = replace(desk.annotations[document.id], people=tuple(people))
    set_ = Casing(desk.material(desk.story("flood", [document]))).recased(document, headline)
    assert set_ == "Martin Waltz recommends shooting holes in dam as Lomm hails boats"
