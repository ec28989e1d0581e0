"""Later mentions go by surname."""

from dataclasses import replace

import pytest

from dayline.compose.candidates import sentence_candidates
from dayline.compose.mentions import with_short_names
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.model.entities import PersonMention

from .conftest import Desk

BEFORE = "The head of the dam, Oskar Lomm, shut the gates. Karst President Vera Solm thanked him. Xi Lanfen called."


@pytest.mark.parametrize(
    ("sentence", "name", "role", "told"),
    [
        (
            "Karst President Vera Solm has asked the valley for boats.",
            "Vera Solm",
            "Karst President",
            "Solm has asked the valley for boats.",
        ),
        (
            "The valley thanked President Vera Solm (W-Teln.) for the boats on Monday.",
            "Vera Solm",
            "President",
            "The valley thanked Solm for the boats on Monday.",
        ),
        # a name that begins with the surname
        ("Teln asked Xi Lanfen for boats on Monday.", "Xi Lanfen", None, "Teln asked Xi for boats on Monday."),
        # nobody of that name, or somebody else of it, stands before
        ("The valley asked Ida Rell for boats on Monday.", "Ida Rell", None, None),
        ("The valley asked Emil Lomm for boats on Monday.", "Emil Lomm", None, None),
        # a quotation, a role behind the name, a role that is somebody's, a country behind the name
        ("The mayor said “Vera Solm has asked us for boats” on Monday.", "Vera Solm", None, None),
        ("The valley thanked Vera Solm, President of Karst, for the boats.", "Vera Solm", "President of Karst", None),
        ("The mayor thanked his home valley's Gov. Vera Solm for the boats.", "Vera Solm", "Gov.", None),
        ("President Vera Solm of Karst has asked for boats.", "Vera Solm", "President", None),
    ],
)
def test_who_was_introduced_goes_by_surname(
    sentence: str, name: str, role: str | None, told: str | None, desk: Desk, style: Style
) -> None:
    document = desk.document("a", "Boats", sentence)
    at = sentence.index(name)
    mention = PersonMention(span=document.span(at, at + len(name)), name=name, role=role)
    held = desk.annotations[document.id]
    sentences = tuple(replace(each, has_verb=True) for each in held.sentences)
    desk.annotations[document.id] = replace(held, people=(mention,), sentences=sentences)
    material = desk.material(desk.story("flood", [document]))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    assert with_short_names(sentence, candidate, material, BEFORE) == (told or sentence)
    assert with_short_names(sentence, candidate, material, "") == sentence
