"""Speakers by name."""

from dataclasses import replace

from dayline.compose.candidates import sentence_candidates
from dayline.compose.phrase import sentence_drafts
from dayline.compose.speakers import with_speakers_named
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.model.entities import PersonMention

from .conftest import Desk

TEXT = (
    "The mayor of Teln, Ada Kroll, told reporters on Thursday that the bridge would stay closed. "
    "“We shall rebuild it before the winter,” she said. "
    "Kroll said that the town had asked for forty lorries of stone."
)


def _sentences(desk: Desk, style: Style):  # type: ignore[no-untyped-def]
    document = desk.document("a", "Bridge at Teln stays closed, mayor says", TEXT)
    desk.says(
        document,
        "the bridge would stay closed",
        "The mayor of Teln, Ada Kroll",
        speaker="Ada Kroll",
        role="mayor",
    )
    desk.says(document, "“We shall rebuild it before the winter,”", "she", speaker="Ada Kroll", kind="direct")
    desk.says(document, "the town had asked for forty lorries of stone", "Kroll", speaker="Ada Kroll")
    material = desk.material(desk.story("s", [document]))
    return material, list(sentence_candidates(material, [document.id], style, Subjects(material, style)))


def test_a_pronoun_becomes_the_naming_of_the_document_and_cites_it(desk: Desk, style: Style) -> None:
    material, (_, quote, _) = _sentences(desk, style)
    text, spans = with_speakers_named(quote, material, style, "")
    assert text == "“We shall rebuild it before the winter,” the mayor of Teln, Ada Kroll, said."
    assert [material.documents[s.document_id].quote(s) for s in spans][1] == "The mayor of Teln, Ada Kroll"


def test_who_was_named_before_goes_by_surname(desk: Desk, style: Style) -> None:
    material, (_, quote, _) = _sentences(desk, style)
    text, _ = with_speakers_named(quote, material, style, "The mayor of Teln, Ada Kroll, told reporters.")
    assert text == "“We shall rebuild it before the winter,” Kroll said."


def test_a_surname_at_first_mention_is_filled_up(desk: Desk, style: Style) -> None:
    material, (*_, last) = _sentences(desk, style)
    text, _ = with_speakers_named(last, material, style, "")
    assert text.startswith("The mayor of Teln, Ada Kroll, said that the town")


def test_a_speaker_whom_the_document_does_not_name_is_not_quoted(desk: Desk, style: Style) -> None:
    document = desk.document(
        "b", "Bridge stays closed", "“We shall rebuild it,” she said to the waiting reporters."
    )
    desk.says(document, "“We shall rebuild it,”", "she", kind="direct")
    material = desk.material(desk.story("s", [document]))
    assert not list(sentence_candidates(material, [document.id], style, Subjects(material, style)))


def test_a_pronoun_stays_where_its_name_stands_before_it_in_the_sentence(desk: Desk, style: Style) -> None:
    text = "Irena Solm spoke in Teln. As Solm greeted the guards, she said the dam would hold until the morning."
    document = desk.document("a", "Governor in Teln", text)
    desk.says(document, "the dam would hold until the morning", "she", speaker="Irena Solm")
    material = desk.material()
    candidate = list(sentence_candidates(material, [document.id], style, Subjects(material, style)))[-1]
    named, _ = with_speakers_named(candidate, material, style, "")
    assert named == "As Solm greeted the guards, she said the dam would hold until the morning."


def test_whom_a_headline_names_by_surname_is_named_with_the_role_once_in_a_section(desk: Desk, style: Style) -> None:
    told = desk.document("b", "Gates", "The mayor of Teln Ada Rell slept.")
    mention = PersonMention(span=told.span(18, 26), name="Ada Rell", role="mayor of Teln")
    held = desk.annotations[told.id]
    desk.annotations[told.id] = replace(held, people=(mention,))
    lead = "Currently, the water in the town of Teln is very high but falling."
    document = desk.document("a", "Water in Teln very high but falling – Rell", lead, source="agency")
    material = desk.material(desk.story("s", [document]))
    sources = tuple(replace(source, side="Varda") for source in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    named = f"{lead.removesuffix('.')}, the mayor of Teln Ada Rell said."
    line = f"Mayor of Teln Ada Rell: {lead}"
    for before, text in (("", named), ("Rell slept.", f"Rell: {lead}"), (None, line)):
        assert next(sentence_drafts(candidate, material, style, before)).text == text
