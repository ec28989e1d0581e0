"""Whose office speaks: the country of an outlet's side, and of no other."""

from dataclasses import replace

import pytest

from dayline.compose.desk import Desk as Composition
from dayline.compose.gates import check
from dayline.compose.material import Material
from dayline.compose.offices import lacks_country, with_country, with_owner
from dayline.compose.phrase import headline_drafts
from dayline.compose.style import Style
from dayline.model.digest import Passage
from dayline.model.document import Document, Span
from dayline.model.entities import Place, PlaceId, PlaceKind, PlaceMention

from .conftest import Desk


def of_side(desk: Desk, side: str, headline: str = "Harbour closed in Varda") -> tuple[Document, Material]:
    """Return a document and its material, in which every source speaks for a side."""
    document = desk.document("a", headline, source="agency")
    material = desk.material(desk.story("s", [document]))
    sources = tuple(replace(source, side=side) for source in material.crisis.sources)
    return document, replace(material, crisis=replace(material.crisis, sources=sources))


def headline_of(document: Document) -> Span:
    """Return the span of a document's headline."""
    return document.span(0, len(document.headline), "title")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Defense Ministry: The harbour is closed.", "Varda’s Defense Ministry: The harbour is closed."),
        ("Government to close the harbour", "Varda’s Government to close the harbour"),
        ("The harbour is closed – National Police", "The harbour is closed – Varda’s National Police"),
        ("The harbour is closed – MFA.", "The harbour is closed – Varda’s MFA."),
        ("General Staff: The harbour is closed.", "Varda’s General Staff: The harbour is closed."),
        ("Foreign Ministry of Varda: The harbour is closed.", None),
        ("MFA Varda closes the harbour", None),
        ("President Rell: The harbour is closed.", None),
        ("Harbour ministry: The harbour is closed.", None),
        ("The Defense Ministry closed the harbour.", None),
    ],
)
def test_an_office_without_a_country_gets_that_of_its_outlets_side(
    text: str, printed: str | None, desk: Desk, style: Style
) -> None:
    document, material = of_side(desk, "Varda")
    assert with_country(text, headline_of(document), material, style) == (printed or text)


def test_no_country_is_put_where_the_evidence_does_not_name_it_or_the_text_opens_with_it(
    desk: Desk, style: Style
) -> None:
    text = "The harbour is closed – National Police"
    document, material = of_side(desk, "Varda", "Harbour closed, police say")
    assert with_country(text, headline_of(document), material, style) == text
    document, material = of_side(desk, "Varda")
    text = "Varda closes the harbour – National Police"
    assert with_country(text, headline_of(document), material, style) == text


@pytest.mark.parametrize("side", ["", "friends of Varda"])
def test_no_country_is_put_where_the_outlet_speaks_for_none(side: str, desk: Desk, style: Style) -> None:
    document, material = of_side(desk, side)
    text = "Government to close the harbour"
    assert with_country(text, headline_of(document), material, style) == text
    assert lacks_country(text, document, material)
    assert not lacks_country("Varda\u2019s government to close the harbour", document, material)


@pytest.mark.parametrize(("side", "stands"), [("", True), ("Morland", False)])
def test_a_title_has_the_country_of_an_office_beside_a_heading_of_another_source(
    side: str, stands: bool, desk: Desk
) -> None:
    office = desk.document("a", "MFA: Neighbours close the harbour in Varda", source="agency")
    other = desk.document("b", "Ferry to Teln runs again")
    material = desk.material(desk.story("s", [office]), desk.story("t", [other]))
    sides = {"agency": "Varda", "post": side}
    sources = tuple(replace(source, side=sides.get(source.id, "")) for source in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    citations = tuple(material.citation(headline_of(each)) for each in (office, other))
    text = "Varda’s MFA: Neighbours close the harbour in Varda; Ferry to Teln runs again"
    title = Passage(text=text, kind="title", citations=citations)
    refused = {refusal.gate for refusal in check(title, evidence=Composition(material).evidence)}
    assert ("wording" not in refused) is stands


@pytest.mark.parametrize(
    ("headline", "kind", "printed"),
    [
        ("Karst army shuts the dam", "country", "Karst’s army shuts the dam"),
        ("Boats near Karst Capital", "country", "Boats near Karst’s capital"),
        ("Boats sent, Karst foreign minister says", "country", "Boats sent, Karst’s foreign minister says"),
        # no owner: a verb, an article, an owner already, a word that the country does not have, no country
        ("Flood in Karst forces the dam to open", "country", None),
        ("Flood at Karst forces the dam to open", "country", None),
        ("Boats for the Karst army", "country", None),
        ("Varda shuts Karst embassy", "country", None),
        ("Karst's army shuts the dam", "country", None),
        ("Karst flood grows", "country", None),
        ("Karst army shuts the dam", "settlement", None),
    ],
)
def test_what_a_country_has_is_its_own(headline: str, kind: PlaceKind, printed: str | None, desk: Desk) -> None:
    document = desk.document("a", headline)
    place = Place(id=PlaceId("karst"), name="Karst", kind=kind, latitude=50.0, longitude=30.0)
    at = headline.index("Karst")
    mention = PlaceMention(span=document.span(at, at + len("Karst"), "title"), place=place)
    desk.annotations[document.id] = replace(desk.annotations[document.id], places=(mention,))
    material = desk.material(desk.story("s", [document]))
    assert with_owner(headline, headline_of(document), material) == (printed or headline)


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        ("The General Staff of the Armed Forces of Varda slept.", "The harbour is closed – Varda’s General Staff."),
        ("The General Staff of Karst slept, and Varda did not.", None),
        ("The General Staff of the army slept in Varda.", None),
    ],
)
def test_an_office_has_the_country_that_another_report_of_its_side_gives_it(
    told: str, printed: str | None, desk: Desk, style: Style
) -> None:
    other = desk.document("b", "Staff sleeps", told, source="agency")
    document = desk.document("a", "The harbour is closed – General Staff", source="agency")
    material = desk.material(desk.story("s", [document]), desk.story("t", [other]))
    sources = tuple(replace(source, side="Varda") for source in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    text = "The harbour is closed – General Staff."
    line = next(headline_drafts(headline_of(document), material, style, ""))
    assert line.text == (printed or text)
    assert (len(line.spans) == 2) == bool(printed)
