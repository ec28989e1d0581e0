"""Edits that leave the words of the evidence alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.style import Style
from dayline.compose.wording import (
    Edit,
    apply_edits,
    closed,
    outside_quotes,
    quoted_ranges,
    resolve_relative_days,
    respelled,
    trim_sentence,
    typographic,
    with_dashes,
    with_dates,
    with_labels_replaced,
    without_side_adjectives,
    without_today,
)
from dayline.text.languages import Language

THURSDAY = date(2026, 5, 14)


def test_of_two_overlapping_edits_the_earlier_wins() -> None:
    assert (
        apply_edits("one two three", [Edit(start=4, end=7, words="2"), Edit(start=6, end=9, words="x")])
        == "one 2 three"
    )


@given(st.text(max_size=80))
def test_no_edits_change_nothing(text: str) -> None:
    assert apply_edits(text, []) == text


def test_quotations_are_found_whatever_their_marks() -> None:
    text = "He said “one”, 'two' and \"three\", but the villagers' boats weren't."
    assert [text[a:b] for a, b in quoted_ranges(text)] == ["“one”", "'two'", '"three"']
    assert "one" not in outside_quotes(text)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("HALLIN (Reuters) - The dyke broke.", "The dyke broke."),
        ("The dyke broke. — Ukrinform.", "The dyke broke."),
        ("  ** The dyke broke. ** ", "The dyke broke."),
        ("The dyke broke. Continue reading...", "The dyke broke."),
        ("14.05.26 09:28 - The dyke broke.", "The dyke broke."),
        (
            "Water fund pays for the broken dyke The Water Fund, which lends to towns, has agreed to pay for it.",
            "The Water Fund, which lends to towns, has agreed to pay for it.",
        ),
        (
            "Governor joined by neighbours in dyke dispute The RVA president, Tom Rell, has backed the plan.",
            "The RVA president, Tom Rell, has backed the plan.",
        ),
        (
            "Neighbours back it Varda flood – latest news updates Tom Rell has asked the army for two more boats.",
            "Tom Rell has asked the army for two more boats.",
        ),
    ],
)
def test_what_is_no_part_of_a_sentence_is_trimmed(raw: str, kept: str, style: Style) -> None:
    start, end = trim_sentence(raw, 0, len(raw), style)
    assert raw[start:end] == kept


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Missiles hit the port of Teln; Rell and Kroll discuss the war.", "Missiles hit the port of Teln"),
        ("Missiles hit the port of Teln; Varda denies it.", "Missiles hit the port of Teln; Varda denies it."),
        ("Russia-Ukraine news from April 1: The port of Teln was hit.", "The port of Teln was hit."),
    ],
)
def test_what_a_teaser_hangs_on_a_sentence_goes(raw: str, kept: str, style: Style) -> None:
    start, end = trim_sentence(raw, 0, len(raw), style)
    assert raw[start:end] == kept


@given(st.text(max_size=120))
def test_trimming_stays_inside_and_is_done_once(style: Style, text: str) -> None:
    start, end = trim_sentence(text, 0, len(text), style)
    assert 0 <= start <= end <= len(text)
    assert trim_sentence(text, start, end, style) == (start, end)


def test_straight_marks_become_typographic_only_in_pairs() -> None:
    assert typographic('He said "no"  twice.') == "He said “no” twice."
    assert typographic('A 6" pipe.') == 'A 6" pipe.'


def test_slips_of_the_pen_are_set_right() -> None:
    assert typographic("The mayor, Ada Kroll , left the the town.") == "The mayor, Ada Kroll, left the town."
    assert typographic("He had had enough , and that that was so.") == "He had had enough, and that that was so."


def test_today_is_left_out_where_it_is_no_word_of_a_speaker() -> None:
    assert without_today("Ada Kroll today left Teln.") == "Ada Kroll left Teln."
    assert without_today("“I leave today,” she said.") == "“I leave today,” she said."


def test_today_gives_no_weekday_to_what_has_happened(style: Style) -> None:
    assert without_today("Today, Ada Kroll has left Teln.", style.perfect_today) == "Ada Kroll has left Teln."
    assert without_today("Ada Kroll has today left Teln.", style.perfect_today) == "Ada Kroll has left Teln."
    kept = "Ada Kroll has a plan that may be passed today."
    assert without_today(kept, style.perfect_today) == kept


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("It broke", "It broke."),
        ("It broke.", "It broke."),
        ("“It broke.”", "“It broke.”"),
        ("Did it?", "Did it?"),
    ],
)
def test_a_line_ends_with_a_mark(text: str, ended: str) -> None:
    assert closed(text) == ended


def test_the_house_spelling_stays_out_of_quotations_and_needs_backing() -> None:
    table = (("Tellen", "Teln"), ("Zelensky", "Zelenskyi"))
    assert respelled("Tellen is dry, “Tellen is wet”.", table, "Teln") == "Teln is dry, “Tellen is wet”."
    assert respelled("Tellen is dry.", table, "no such name") == "Tellen is dry."
    assert respelled("Zelensky came.", table, "") == "Zelenskyi came."


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("The road reopened yesterday.", "The road reopened on 13 May."),
        ("Today the dam holds.", "On Thursday the dam holds."),
        ("Today is the day.", "Thursday is the day."),
        ("They left during today.", "They left during Thursday."),
        ("Yesterday, on May 13, it broke.", "on May 13, it broke."),
        ("It broke this morning.", "It broke on Thursday morning."),
        ("It broke last night.", "It broke in the night to Thursday."),
        ("Last night it broke.", "In the night to Thursday it broke."),
        ("The toll of last night is nine.", "The toll of last night is nine."),
        ("It closes tomorrow afternoon.", "It closes on Friday afternoon."),
        ("“I leave today,” she said.", "“I leave today,” she said."),
        ("Today's toll is nine.", "Today's toll is nine."),
    ],
)
def test_relative_days_become_dates(text: str, resolved: str, style: Style) -> None:
    assert resolve_relative_days(text, THURSDAY, style) == resolved


def test_nothing_is_resolved_without_a_date(style: Style) -> None:
    assert resolve_relative_days("It broke yesterday.", None, style) == "It broke yesterday."


def test_a_weekday_gets_its_date_unless_it_is_the_digests_own(style: Style) -> None:
    text = "It broke on Monday and was closed on Thursday."
    days = [(12, 18, date(2026, 5, 11)), (37, 45, THURSDAY)]
    assert (
        with_dates(text, days, style, THURSDAY) == "It broke on Monday, 11 May, and was closed on Thursday."
    )


def test_a_weekday_that_has_its_date_already_is_left_alone(style: Style) -> None:
    text = "It broke on Monday, May 11, at dawn."
    assert with_dates(text, [(12, 18, date(2026, 5, 11))], style, THURSDAY) == text


def test_neither_end_of_a_range_of_weekdays_gets_a_date(style: Style) -> None:
    text = "It rained from Monday to Tuesday in Teln."
    days = [(15, 21, date(2026, 5, 11)), (25, 32, date(2026, 5, 12))]
    assert with_dates(text, days, style, THURSDAY) == text


@pytest.mark.parametrize(
    ("written", "set_right"),
    [
        ("Dyke may not hold, - Rell.", "Dyke may not hold – Rell."),
        ("Three villages leave- water ministry", "Three villages leave – water ministry"),
        ("Nine dead in Lower Brenna - mayor's office.", "Nine dead in Lower Brenna – mayor's office."),
        ("Nine dead in Lower Brenna - police", "Nine dead in Lower Brenna – police"),
        ("The gates - all five - on the dam", "The gates – all five – on the dam"),
        ("A well-known dyke", "A well-known dyke"),
        ("Nine dead, 199 - missing, - police", "Nine dead, 199 - missing – police"),
        ("Brenna loses 5 - 1", "Brenna loses 5 - 1"),
    ],
)
def test_a_speaker_at_the_end_stands_after_a_dash(written: str, set_right: str) -> None:
    assert with_dashes(written) == set_right


def test_a_sides_name_for_the_others_soldiers_gives_way_to_ours_in_brackets(english: Language) -> None:
    lexicon = lexicon_of(english)
    for written, set_right in (
        ("Karst invaders shelled Teln.", "Karst troops shelled Teln."),
        ("“Karst invaders shelled Teln,” she said.", "“Karst invaders shelled Teln,” she said."),
        ("The invaders shelled Teln.", "The invaders shelled Teln."),
    ):
        told = with_labels_replaced(written, lexicon.label_nouns, lexicon.label_stands_for)
        assert told == set_right


@pytest.mark.parametrize(
    ("written", "set_right"),
    [
        ("An enemy missile fell on Teln.", "A missile fell on Teln."),
        ("A Karst boat and an enemy aircraft fell.", "A Karst boat and an aircraft fell."),
        ("The enemy shells Teln.", "The enemy shells Teln."),
        ("Enemy shells Teln at night.", "Enemy shells Teln at night."),
        ("“Enemy missiles fell,” she said.", "“Enemy missiles fell,” she said."),
    ],
)
def test_a_sides_adjectives_are_left_out_before_a_noun(written: str, set_right: str, english: Language) -> None:
    assert without_side_adjectives(written, lexicon_of(english).label_adjective) == set_right


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("The rouble and the defence programme", "The ruble and the defense program"),
        ("organised labour in the town centre", "organized labor in the town center"),
        ("two tonnes, metres away, cancelled", "two tons, meters away, canceled"),
    ],
)
def test_the_spellings_of_two_countries_are_one_word(british: str, american: str, style: Style) -> None:
    assert style.content_words(british) == style.content_words(american)


def test_words_that_differ_stay_two(style: Style) -> None:
    assert not style.content_words("hours, flour and fire") & style.content_words("horses, floor and fir")
