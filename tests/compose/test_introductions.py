"""Who it is whom a headline names bare: office and whole name come from the reports, and only where they fit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dayline.compose.desk import Desk as Composing
from dayline.compose.phrase import heading_drafts, headline_drafts
from dayline.compose.style import Style
from dayline.model.claims import PersonId, Statement, StatementId
from dayline.model.document import Document
from dayline.model.entities import PersonMention

from .conftest import NOON, Desk

TITLE = "Rell calls for more sandbags in Teln"
LEAD = "Vardan Water Minister Tomas Rell has called for more sandbags in Teln."


def knows(
    desk: Desk, document: Document, written: str, name: str, role: str | None = None, *, title: bool = False
) -> None:
    """Mark somebody whom a text or headline names."""
    at = (document.headline if title else document.text).index(written)
    span = document.span(at, at + len(written), "title" if title else "text")
    held = desk.annotations[document.id]
    mention = PersonMention(span=span, name=name, role=role)
    desk.annotations[document.id] = replace(held, people=(*held.people, mention))


def speaks(desk: Desk, document: Document, source: str) -> None:
    """Mark who speaks in a headline."""
    at = document.headline.index(source)
    statement = Statement(
        id=StatementId(f"{document.id}-title"),
        kind="indirect",
        content=(document.span(0, len(document.headline), "title"),),
        source=(document.span(at, at + len(source), "title"),),
    )
    held = desk.annotations[document.id]
    desk.annotations[document.id] = replace(held, statements=(*held.statements, statement))


def told(desk: Desk, title: str, lead: str, role: str | None) -> Document:
    """Return a report under a headline whose speaker, Rell, its text names."""
    document = desk.document("a", title, lead, source="agency")
    knows(desk, document, "Rell", "Tomas Rell", title=True)
    knows(desk, document, "Tomas Rell", "Tomas Rell", role)
    speaks(desk, document, "Rell")
    return document


def first(desk: Desk, document: Document, style: Style, before: str | None = "") -> str:
    """Return the first wording of a document's headline as a line."""
    material = desk.material(desk.story("s", [document]))
    span = document.span(0, len(document.headline), "title")
    return next(headline_drafts(span, material, style, before)).text


@pytest.mark.parametrize(
    ("title", "lead", "role", "printed"),
    [
        (TITLE, LEAD, "Vardan Water Minister", "Vardan Water Minister Tomas Rell calls for more sandbags in Teln."),
        (
            "Rell: Teln needs sandbags",
            "On Monday, the Minister of Water of Varda Tomas Rell spoke of sandbags.",
            None,
            "Minister of Water of Varda Tomas Rell: Teln needs sandbags.",
        ),
        (
            "Teln needs sandbags – Rell",
            "Teln needs sandbags, said Tomas Rell, the head of the water board.",
            "head of the water board",
            "Teln needs sandbags – Tomas Rell, the head of the water board.",
        ),
        (
            TITLE,
            "Tomas Rell, the head of the water board, has called for sandbags.",
            "head of the water board",
            "Tomas Rell, the head of the water board, calls for more sandbags in Teln.",
        ),
        (
            TITLE,
            "The staff of former minister Tomas Rell slept.",
            "former minister",
            "Former minister Tomas Rell calls for more sandbags in Teln.",
        ),
        (TITLE, "Tomas Rell has called for more sandbags.", None, None),
        (
            TITLE,
            "The head of the office of President Tomas Rell has called for sandbags.",
            "head of the office of President",
            "President Tomas Rell calls for more sandbags in Teln.",
        ),
        (TITLE, "An adviser to the President Tomas Rell slept.", "adviser to the President", None),
        (TITLE, "Farmers Meet Minister Tomas Rell With Five Engineers Near Lower Brenna", None, None),
        (TITLE, "The office of Teln Tomas Rell has called for sandbags.", "office of Teln", None),
        (
            TITLE,
            "Minister for Dams, Locks, Weirs, Gauges, Sandbags, Pumps, Boats and Ports of Varda Tomas Rell spoke.",
            "Minister for Dams, Locks, Weirs, Gauges, Sandbags, Pumps, Boats and Ports of Varda",
            None,
        ),
    ],
)
def test_a_speaker_by_surname_is_named_whole_with_the_office(
    title: str, lead: str, role: str | None, printed: str | None, desk: Desk, style: Style
) -> None:
    document = told(desk, title, lead, role)
    assert first(desk, document, style) == (printed or f"{title}.")


def test_a_line_with_an_office_passes_every_gate_and_cites_where_it_is_written(desk: Desk) -> None:
    document = told(desk, "Rell: Teln needs sandbags", LEAD, "Vardan Water Minister")
    material = desk.material(desk.story("s", [document]))
    sources = tuple(replace(source, side="Varda") for source in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    composing = Composing(material)
    span = document.span(0, len(document.headline), "title")
    line = composing.admit(heading_drafts(span, material, composing.style), "heading")
    assert line is not None
    assert line.text == "Vardan Water Minister Tomas Rell: Teln needs sandbags"
    assert [document.quote(each.span) for each in line.citations][1:] == ["Vardan Water Minister Tomas Rell"]


def test_nobody_is_named_whole_who_was_named_before_or_where_nothing_is_to_be_added(desk: Desk, style: Style) -> None:
    document = told(desk, TITLE, LEAD, "Vardan Water Minister")
    assert first(desk, document, style, "Minister Tomas Rell slept.") == f"{TITLE}."
    assert first(desk, document, style, None) == f"{TITLE}."


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Varda’s Rell calls for sandbags", "Varda’s Rell"),
        ("Rell’s letter calls for sandbags", "Rell’s letter"),
        ("Post: Rell: Teln needs sandbags", "Rell"),
        ("“Rell sleeps,” says mayor of Teln", "mayor of Teln"),
    ],
)
def test_no_office_is_put_where_it_does_not_fit(title: str, source: str, desk: Desk, style: Style) -> None:
    document = desk.document("a", title, LEAD, source="agency")
    knows(desk, document, "Rell", "Tomas Rell", title=True)
    knows(desk, document, "Tomas Rell", "Tomas Rell", "Vardan Water Minister")
    speaks(desk, document, source)
    assert "Minister" not in first(desk, document, style)


def test_an_office_comes_from_another_report_of_the_day_or_week_and_from_no_older_one(desk: Desk, style: Style) -> None:
    document = desk.document("a", "Teln needs sandbags – Rell", "Teln needs sandbags.", source="agency")
    bare = "Teln needs sandbags – Rell."
    assert first(desk, document, style) == bare
    old = desk.document("b", "Gates", LEAD, published=NOON - timedelta(days=20))
    knows(desk, old, "Tomas Rell", "Tomas Rell", "Vardan Water Minister")
    assert first(desk, document, style) == bare
    recent = desk.document("c", "Gates", LEAD, published=NOON - timedelta(days=2))
    knows(desk, recent, "Tomas Rell", "Tomas Rell", "Vardan Water Minister")
    assert first(desk, document, style) == "Teln needs sandbags – Vardan Water Minister Tomas Rell."
    other = desk.document("d", "Gates", "Mayor Ada Rell slept.")
    knows(desk, other, "Ada Rell", "Ada Rell", "Mayor")
    assert first(desk, document, style) == bare


def test_one_person_may_be_spelled_in_two_ways(desk: Desk, style: Style) -> None:
    document = desk.document("a", "Teln needs sandbags – Rell", "Teln needs sandbags.", source="agency")
    for name, text, role in (("b", LEAD, "Vardan Water Minister"), ("c", "Thomas Rell slept.", None)):
        other = desk.document(name, "Gates", text)
        written = "Tomas Rell" if role else "Thomas Rell"
        knows(desk, other, written, written, role)
        held = desk.annotations[other.id]
        people = tuple(replace(each, person_id=PersonId("rell")) for each in held.people)
        desk.annotations[other.id] = replace(held, people=people)
    assert first(desk, document, style) == "Teln needs sandbags – Vardan Water Minister Tomas Rell."


def test_whom_several_outlets_name_bare_is_known(desk: Desk, style: Style) -> None:
    document = told(desk, TITLE, LEAD, "Vardan Water Minister")
    for name, source in (("b", "post"), ("c", "ministry")):
        other = desk.document(name, "Rell sleeps in Teln", source=source)
        knows(desk, other, "Rell", "Tomas Rell", title=True)
    assert first(desk, document, style) == f"{TITLE}."


def test_those_who_do_something_together_are_each_named_whole(desk: Desk, style: Style) -> None:
    title, lead = "Rell, Brand meet in Teln", "Minister Tomas Rell and Mayor Ove Brand have met in Teln."
    document = desk.document("a", title, lead, source="agency")
    for surname, name, role in (("Rell", "Tomas Rell", "Minister"), ("Brand", "Ove Brand", "Mayor")):
        knows(desk, document, surname, name, title=True)
        knows(desk, document, name, name, role)
    speaks(desk, document, "Rell, Brand")
    assert first(desk, document, style) == "Minister Tomas Rell, Mayor Ove Brand meet in Teln."


@pytest.mark.parametrize(
    ("lead", "printed"),
    [
        ("The Harbour Service of Varda (HSV) closed a gate.", "Harbour Service of Varda (HSV): Teln gate is closed."),
        ("The Harbour Rescue Board (HSV) closed a gate.", "Harbour Rescue Board (HSV): Teln gate is closed."),
        ("The Water Board of Teln (HSV) closed a gate.", "HSV: Teln gate is closed."),
        ("In Teln, Harbour (HSV) closed a gate.", "HSV: Teln gate is closed."),
        ("The HSV closed a gate.", "HSV: Teln gate is closed."),
    ],
)
def test_a_body_s_letters_are_written_out_as_its_report_does(lead: str, printed: str, desk: Desk, style: Style) -> None:
    document = desk.document("a", "HSV: Teln gate is closed", lead, source="agency")
    assert first(desk, document, style) == printed


def test_a_body_whose_letters_several_outlets_print_is_known(desk: Desk, style: Style) -> None:
    lead = "The Harbour Service of Varda (HSV) closed a gate."
    document = desk.document("a", "HSV: Teln gate is closed", lead, source="agency")
    for name, source in (("b", "post"), ("c", "ministry")):
        desk.document(name, "HSV closes a gate in Teln", source=source)
    assert first(desk, document, style) == "HSV: Teln gate is closed."
