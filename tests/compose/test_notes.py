"""The notes under a section's heading: on how many it rests, and that nobody is named."""

from dataclasses import replace

import pytest

from dayline.compose.desk import Desk as Composing
from dayline.compose.notes import section_notes
from dayline.model.digest import Passage

TEXT = "The gate stopped in a test, an engineer said. It was to open at noon, a guard said. The gate is from 1931."
CLAIMS = (
    ("The gate stopped in a test", "an engineer"),
    ("It was to open at noon", "a guard"),
)


def notes_of(desk, *, named: str | None = None, lines: tuple[int, ...] = (0, 1, 2), claims=CLAIMS) -> tuple[str, ...]:
    """Return the notes of a section with some sentences of a document; ``named`` is the speaker of the second claim."""
    document = desk.document("a", "Gate stopped in a test", TEXT)
    for content, source in claims:
        statement = desk.says(document, content, source)
        anonymity = None if named and source == "a guard" else source
        held = desk.annotations[document.id]
        told = replace(statement, anonymity=anonymity, speaker=None if anonymity else named)
        desk.annotations[document.id] = replace(held, statements=(*held.statements[:-1], told))
    story = desk.story("s", [document], outlets=1, origins=1)
    composing = Composing(desk.material(story))
    sentences = [s.span for s in desk.annotations[document.id].sentences if s.span.field == "text"]
    spans = [document.span(0, len(document.headline), "title"), *(sentences[place] for place in lines)]
    passages = [
        Passage(text=document.quote(span), kind="report", citations=(composing.material.citation(span),))
        for span in spans
    ]
    return section_notes(composing, story, passages)


def test_a_section_told_by_nobody_with_a_name_says_so(desk) -> None:
    assert notes_of(desk, lines=(0, 2)) == ("one source", "nobody is named: rests on “an engineer”")


def test_several_sources_without_a_name_are_each_given(desk) -> None:
    assert notes_of(desk)[1:] == ("nobody is named: rests on “an engineer”, “a guard”",)


@pytest.mark.parametrize(
    ("named", "lines", "claims"),
    [("Mara Venn", (0, 1, 2), CLAIMS), (None, (2, 0), CLAIMS), (None, (0, 1, 2), ())],
    ids=["somebody is named", "not what leads", "nobody is said to say it"],
)
def test_other_sections_have_no_such_note(desk, named, lines, claims) -> None:
    assert notes_of(desk, named=named, lines=lines, claims=claims) == ("one source",)
