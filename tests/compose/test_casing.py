"""Title case is set as a sentence only where each capital is known."""

import pytest

from dayline.compose.casing import Casing

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
        # a word of which nothing is known
        ("Varda Sends Qualls to Karst After Flood", "Varda Sends Qualls to Karst After Flood"),
        # no title case
        ("Varda appoints Major General Solm Head of Karst Dam", "Varda appoints Major General Solm Head of Karst Dam"),
    ],
)
def test_a_headline_is_set_as_a_sentence(headline: str, set_: str, desk: Desk) -> None:
    document = desk.document("a", headline, TEXT)
    casing = Casing(desk.material(desk.story("flood", [document])))
    assert casing.recased(document, headline) == set_
