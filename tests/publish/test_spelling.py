"""Dates, numbers and figures in words."""

import locale
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.model.claims import Figure, FigureId
from dayline.model.digest import Citation, FigureClaim, FigureGroup, Passage
from dayline.model.document import DocumentId, Span
from dayline.publish.spelling import (
    counted,
    spell_change,
    spell_date,
    spell_figure,
    spell_groups,
    spell_language,
    spell_list,
    spell_moment,
    spell_number,
    spell_timex,
)

SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}


def figure(low: float, high: float | None = None, **more) -> Figure:
    span = Span(document_id=DocumentId("d"), start=0, end=1)
    return Figure(id=FigureId("f"), span=span, low=low, high=low if high is None else high, **more)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (9, "9"),
        (25_000, "25,000"),
        (4_200.5, "4,200.5"),
        (0.125, "0.125"),
        (1e-7, "0.0000001"),
        (999_999, "999,999"),
        (1_000_000, "1 million"),
        (1_250_000, "1.25 million"),
        (1_234_567, "1,234,567"),
        (3e9, "3 billion"),
        (-5, "-5"),
        (0, "0"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_is_spelled_in_full(value, words):
    assert spell_number(value) == words


@given(st.floats(min_value=0, max_value=1e15, allow_nan=False) | st.integers(min_value=0, max_value=10**12))
def test_a_spelled_number_is_the_number(value):
    digits, _, scale = spell_number(value).partition(" ")
    assert float(Decimal(digits.replace(",", "")) * SCALES.get(scale, 1)) == float(value)


@pytest.mark.parametrize(
    ("given_figure", "label", "words"),
    [
        (figure(25_000, hedge="about", unit="people"), "killed", "about 25,000"),
        (figure(20, 30, unit="people"), "killed", "20 to 30"),
        (figure(20, 30, unit="%"), "turnout", "20 to 30%"),
        (figure(7.5, unit="percent", hedge="at least"), "turnout", "at least 7.5%"),
        (figure(1_200_000_000, unit="USD", hedge="up to"), "aid", "up to USD 1.2 billion"),
        (figure(40, unit="km"), "front", "40 km"),
        (figure(40, unit="tanks"), "tanks, Teln", "40"),
        (
            figure(700, unit="tonnes", per="month", hedge="more than"),
            "flour",
            "more than 700 tonnes per month",
        ),
        (figure(3), "", "3"),
    ],
)
def test_a_figure_is_spelled_as_claimed(given_figure, label, words):
    assert spell_figure(given_figure, label=label) == words


@pytest.mark.parametrize(
    ("difference", "words"), [(3, "+3"), (-2_000, "−2,000"), (0, "no change"), (0.5, "+0.5")]
)
def test_a_change_has_its_sign(difference, words):
    assert spell_change(difference) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2026-05-14", "14 May"),
        ("2025-05-14", "14 May 2025"),
        ("2026-05-14T18:00", "14 May, 18:00"),
        ("2026-05-14T18:00:05", "14 May, 18:00"),
        ("2026-05-14TEV", "14 May, evening"),
        ("2026-05", "May 2026"),
        ("2026", "2026"),
        ("2026-W20", "week 20"),
        ("2025-W20", "week 20 of 2025"),
        ("2026-13", ""),
        ("P1M", ""),
        ("PRESENT_REF", ""),
        ("<b>2026</b>", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_value_is_spelled_or_left_out(value, words):
    assert spell_timex(value, year=2026) == words


def test_days_and_times_are_english_whatever_the_locale():
    before = locale.setlocale(locale.LC_TIME)
    spelled = []
    for name in ("C", "uk_UA.UTF-8", "de_DE.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        spelled.append(spell_date(date(2023, 3, 23)))
    locale.setlocale(locale.LC_TIME, before)
    assert set(spelled) == {"Thursday, 23 March 2023"}


def test_a_moment_is_spelled_in_the_zone():
    moment = datetime(2026, 5, 14, 22, 5, tzinfo=UTC)
    assert spell_moment(moment, ZoneInfo("Europe/Bucharest")) == "15 May 2026, 01:05"


def test_lists_end_with_and():
    assert spell_list(("a",)) == "a"
    assert spell_list(("a", "b")) == "a and b"
    assert spell_list(("a", "b", "c")) == "a, b and c"


def test_words_agree_with_their_number():
    assert (counted(1, "report"), counted(0, "report"), counted(2_000, "report")) == (
        "1 report", "0 reports", "2,000 reports",
    )  # fmt: skip


def test_languages_have_names():
    assert [spell_language(code) for code in ("uk", "PT-br", "xx")] == ["Ukrainian", "Portuguese", "xx"]


def _group(of: str, *places: str | None, text: str = "Nine died in Teln.") -> FigureGroup:
    moment = datetime(2031, 5, 4, tzinfo=UTC)
    cited = Citation(span=figure(9).span, url="", source_name="Post", retrieved_at=moment, sha256="")
    told = Passage(text=text, kind="figure", citations=(cited,))
    return FigureGroup(
        of=of,
        claims=tuple(FigureClaim(passage=told, figure=figure(9, place=place), claimant="police") for place in places),
    )


def test_groups_of_one_thing_are_told_apart_by_their_places():
    places = ("killed", "Teln"), ("killed", "Brenna", "Hallin"), ("killed", None), ("hurt", "Teln")
    groups = [_group(of, *named) for of, *named in places]
    assert spell_groups(groups) == ("killed, Teln", "killed", "killed", "hurt")


@pytest.mark.parametrize(
    "told", ["Nine died since the start of Varda's war on Karst.", "Nine died south of Varda.", "Nine died near Varda."]
)
def test_the_owner_of_a_war_and_a_town_nearby_are_no_place_of_its_dead(told):
    groups = (_group("killed", "Varda", text=told), _group("killed", "Teln"))
    assert spell_groups(groups) == ("killed", "killed, Teln")
