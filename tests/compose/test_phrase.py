"""Wording of a sentence: what is put beside its words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dayline.compose.candidates import sentence_candidates
from dayline.compose.phrase import heading_drafts, headline_drafts, sentence_drafts
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects

from .conftest import NOON, Desk


@pytest.mark.parametrize(
    ("value", "guessed", "printed"),
    [
        ("2026-05-12", False, "The lock gates at Teln gave way late on Tuesday, 12 May."),
        ("2026-05-12", True, "The lock gates at Teln gave way late on Tuesday."),
    ],
)
def test_only_a_weekday_that_is_told_gets_its_date(
    value: str, guessed: bool, printed: str, desk: Desk, style: Style
) -> None:
    document = desk.document("a", "Lock gates at Teln", "The lock gates at Teln gave way late on Tuesday.")
    desk.dated(document, "Tuesday", value, guessed=guessed)
    material = desk.material(desk.story("s", [document]))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    assert next(sentence_drafts(candidate, material, style)).text == printed


@pytest.mark.parametrize(("hours", "printed"), [(0, "Wednesday, 20 May"), (-7, "Wednesday")])
def test_a_weekday_that_still_lasts_elsewhere_is_not_put_a_week_off(
    hours: int, printed: str, desk: Desk, style: Style
) -> None:
    told = "The council is planning to close the lock gates as soon as Wednesday."
    document = desk.document("a", "Lock gates at Teln", told, published=NOON + timedelta(hours=hours))
    desk.dated(document, "Wednesday", "2026-05-20")
    material = desk.material(desk.story("s", [document]))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    assert next(sentence_drafts(candidate, material, style)).text == told.replace("Wednesday", printed)


def _wordings(desk: Desk, style: Style, headline: str, text: str, **more: object) -> list[str]:
    document = desk.document("a", headline, text, source="agency")
    material = desk.material(desk.story("s", [document]))
    sources = tuple(replace(source, side="Varda") for source in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    candidates = sentence_candidates(material, [document.id], style, Subjects(material, style))
    return [next(sentence_drafts(each, material, style, **more)).text for each in candidates]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "headline",
    [
        "Harbour Guard: Water in Teln very high but falling",
        "Water in Teln very high but falling – Harbour Guard",
        "Water in Teln very high but falling: Harbour Guard",
        "Harbour Guard explains why water in Teln is very high",
    ],
)
def test_a_report_without_a_speaker_stands_after_whom_its_headline_names(
    headline: str, desk: Desk, style: Style
) -> None:
    lead = "Currently, the water in the town of Teln is very high but falling."
    more = "The ferries will sail again some day."
    assert _wordings(desk, style, headline, f"{lead} {more}") == [f"Harbour Guard: {lead}", f"Harbour Guard: {more}"]
    rest = "The gates of Teln stand open at last. The lamps of Teln burn all night long."
    told = _wordings(desk, style, headline, f"{lead} {more} {rest}")
    assert told[:2] == [f"Harbour Guard: {lead}", f"Agency: {more}"]


def test_what_tells_of_the_headlines_speaker_is_the_outlets(desk: Desk, style: Style) -> None:
    text = "Envoy Ada Rell on Monday visited a crossing at the border of Teln and Varda."
    (told,) = _wordings(desk, style, "Water in Teln very high but falling – Rell", text)
    assert told.startswith("Agency: ")


def test_an_office_without_a_name_is_no_speaker_to_stand_before_a_sentence(desk: Desk, style: Style) -> None:
    text = "The town records the height of the water in Teln by the hour."
    assert _wordings(desk, style, "Town records height of water in Teln - engineer", text) == [f"Agency: {text}"]


def test_the_day_that_a_line_is_told_of_needs_no_date(desk: Desk, style: Style) -> None:
    document = desk.document("b", "Lock gates at Teln", "The lock gates at Teln gave way late on Tuesday.")
    desk.dated(document, "Tuesday", "2026-05-12")
    material = desk.material(desk.story("s", [document]))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    (draft, *_) = sentence_drafts(candidate, material, style, told_on=date(2026, 5, 12))
    assert draft.text == "The lock gates at Teln gave way late on Tuesday."


@pytest.mark.parametrize(
    ("office", "speaker"),
    [
        ("Teln mayor", "the Teln mayor"),
        ("city council", "the city council"),
        ("local authorities", "local authorities"),
        ("Varda’s ministry", "Varda’s ministry"),
    ],
)
def test_an_office_speaks_at_the_end(office: str, speaker: str, desk: Desk, style: Style) -> None:
    text = "The water in the town of Teln stands at nine metres and is very high"
    headline = f"Water in town of Teln very high – {office}"
    assert _wordings(desk, style, headline, f"{text}.") == [f"{text}, {speaker} said."]


def test_an_office_that_could_be_anybodys_does_not_speak(desk: Desk, style: Style) -> None:
    text = "The water in the town of Teln stands at nine metres and is very high."
    assert _wordings(desk, style, "Water in town of Teln very high – President", text) == [f"Agency: {text}"]


def test_a_ministry_before_the_headline_speaks(desk: Desk, style: Style) -> None:
    text = "The water in the town of Teln stands at nine metres and is very high."
    headline = "Water ministry: No fall of water recorded in town of Teln"
    assert _wordings(desk, style, headline, text) == [f"Water ministry: {text}"]


def test_a_sentence_is_printed_in_whole_english(desk: Desk, style: Style) -> None:
    (told,) = _wordings(desk, style, "Dam of Teln", "Pentagon says the dam of Teln has just been closed for good.")
    assert told == "The Pentagon says the dam of Teln has been closed for good."


def test_an_outlets_name_stands_before_no_other(desk: Desk, style: Style) -> None:
    document = desk.document("h", "Water ministry: Nine soldiers killed at the dam of Teln")
    material = desk.material(desk.story("s", [document]))
    sources = tuple(replace(source, side="Varda") for source in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    span = document.span(0, len(document.headline), "title")
    assert {draft.text for draft in heading_drafts(span, material, style)} == {document.headline}


@pytest.mark.parametrize(("better", "stands"), [(1, False), (3, True)])
def test_an_outlet_of_the_last_tier_leaves_its_side_to_a_better_one(
    better: int, stands: bool, desk: Desk, style: Style
) -> None:
    document = desk.document("a", "Dam of Teln", "Nine soldiers were killed at the dam of Teln by gunners.")
    material = desk.material(desk.story("s", [document]))
    ordered = sorted(material.crisis.sources, key=lambda source: source.id != document.source_id)
    own, *others = (replace(source, side="Varda") for source in ordered)
    sources = (replace(own, tier=3), *(replace(other, tier=better) for other in others))
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    told = [draft.text for draft in sentence_drafts(candidate, material, style)]
    assert any(text.startswith(f"{document.source_name}: ") for text in told) is stands


def _sided(desk: Desk, style: Style, text: str, *, side: str = "") -> list[str]:
    document = desk.document("a", "Ferry off Teln", text)
    material = desk.material(desk.story("s", [document]))
    sources = tuple(replace(source, side=side) for source in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources, sides=("Karst", "Varda")))
    (candidate,) = sentence_candidates(material, [document.id], style, Subjects(material, style))
    return list(dict.fromkeys(draft.text for draft in sentence_drafts(candidate, material, style)))


def test_what_the_gates_may_refuse_can_stand_without_a_clause_or_after_its_outlet(desk: Desk, style: Style) -> None:
    said = "The minister said on Monday that trade of the valley will go on"
    text = f"{said} after a Karst boat rammed the ferry."
    assert _sided(desk, style, text) == [text, f"{said}.", f"Post: {text}"]


def test_a_body_says_what_others_do_and_not_why(desk: Desk, style: Style) -> None:
    told = "The Karst army is deporting thousands of people of Teln"
    assert _sided(desk, style, f"{told} in order to use them as hostages.", side="Varda") == [f"Post: {told}."]


def test_nobody_is_blamed_in_a_word_of_ours(desk: Desk, style: Style) -> None:
    text = "The envoy of the valley mourned a Karst-provoked wreck off Teln for hours."
    assert _sided(desk, style, text)[0] == "The envoy of the valley mourned a wreck off Teln for hours."
def test_a_label_heads_no_section_and_stays_a_line(desk: Desk, style: Style) -> None:
    document = desk.document("a", "Solm, Rell discuss the second dyke of Teln")
    material = desk.material(desk.story("s", [document]))
    span = document.span(0, len(document.headline), "title")
    assert list(heading_drafts(span, material, style)) == []
    assert next(headline_drafts(span, material, style)).text == "Solm, Rell discuss the second dyke of Teln."
