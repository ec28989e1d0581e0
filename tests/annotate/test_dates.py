"""Time expressions: cases of text beside their TIMEX3 values, and laws that hold for any text."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.xx import MultiLanguage

from dayline.annotate.dates import find_dates, own_day
from dayline.annotate.reading import Reading
from dayline.model.document import Confidence, Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.pipeline.languages import languages

CASES = sorted((Path(__file__).parents[1] / "cases" / "annotate" / "dates").iterdir())
DAY = datetime(2031, 5, 9, 8, tzinfo=UTC)


def document_of(
    text: str, published: datetime | None = DAY, confidence: Confidence = "time", on: date | None = None
) -> Document:
    return Document(
        id=DocumentId("d"), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline="", text=text,
        published_at=published, published_on=on, published_confidence=confidence if published else "low",
        fetched_at=DAY, sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip


def dates_of(
    text: str, code: str = "en", published: datetime | None = DAY, began: date | None = None
) -> list[list[str]]:
    document = document_of(text, published)
    reading = Reading(document=document, field="text", language=code, parsed=MultiLanguage()(text))
    found = find_dates(reading, language=languages()[code], zone=UTC, began=began)
    return [[document.quote(date.span), date.type, date.value] for date in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    text = (case / "input.txt").read_text(encoding="utf-8").rstrip("\n")
    expected: Mapping[str, Any] = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    found = dates_of(text, expected.get("language", "en"), expected.get("published"))
    assert found == expected["dates"]


@pytest.mark.parametrize(
    ("text", "value", "guessed"),
    [
        ("It burned on Thursday.", "2031-05-08", False),
        ("It will open on Monday.", "2031-05-12", False),
        ("It was to open on Monday.", "2031-05-05", True),
        ("It was to open last Monday.", "2031-05-05", False),
        ("It was to open on Friday.", "2031-05-09", False),
        ("The mill. Monday.", "2031-05-05", True),
    ],
)
def test_a_weekday_of_which_no_word_tells_the_side_is_a_guess(text: str, value: str, guessed: bool) -> None:
    (found,) = find_dates(
        Reading(document=document_of(text), field="text", language="en", parsed=MultiLanguage()(text)),
        language=languages()["en"],
        zone=UTC,
    )
    assert (found.value, found.guessed) == (value, guessed)


@pytest.mark.parametrize(
    ("hour", "zone", "day"),
    [
        (22, "Europe/Kyiv", date(2031, 5, 10)),
        (20, "Europe/Kyiv", date(2031, 5, 9)),
        (3, "America/New_York", date(2031, 5, 8)),
    ],
)
def test_the_day_of_a_document_is_that_of_the_zone(hour: int, zone: str, day: date) -> None:
    document = document_of("x", datetime(2031, 5, 9, hour, tzinfo=UTC))
    assert own_day(document, ZoneInfo(zone)) == day


def test_a_stated_date_stands_in_every_zone() -> None:
    document = document_of("x", datetime(2031, 5, 9, 12, tzinfo=UTC), "day", date(2031, 5, 9))
    assert own_day(document, ZoneInfo("Pacific/Auckland")) == date(2031, 5, 9)


def test_a_date_that_cannot_be_right_is_none() -> None:
    assert own_day(document_of("x", DAY, "low"), UTC) is None


@settings(max_examples=80)
@given(st.text(alphabet=st.sampled_from("0123456789 ./-:,aMyrchondTuesdayls"), max_size=60))
def test_expressions_lie_in_the_text_in_order_and_do_not_overlap(text: str) -> None:
    if not text:
        return
    reading = Reading(document=document_of(text), field="text", language="en", parsed=MultiLanguage()(text))
    end = 0
    for expression in find_dates(reading, language=languages()["en"], zone=UTC):
        assert end <= expression.span.start < expression.span.end <= len(text)
        end = expression.span.end


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "On day 393 of the war the guns fell silent.", "day 393 of the war"),
        ("en", "The 393rd day of Ravenia's invasion began.", "The 393rd day of Ravenia's invasion"),
        ("en", "Day 393: what we know.", "Day 393"),
        ("uk", "На 393-й день війни стало тихо.", "393-й день війни"),
        ("uk", "Триває 393-тя доба повномасштабного вторгнення.", "393-тя доба повномасштабного вторгнення"),
        ("ru", "На 393-й день войны стало тихо.", "393-й день войны"),
    ],
)  # fmt: skip
def test_counted_days_have_the_date_of_the_crisis(code: str, text: str, found: str) -> None:
    began, day = date(2022, 2, 24), datetime(2023, 3, 24, 8, tzinfo=UTC)
    assert dates_of(text, code, day, began) == [[found, "DATE", "2023-03-23"]]
    assert all(value != "2023-03-23" for _, _, value in dates_of(text, code, day))


@pytest.mark.parametrize(
    "text", ["It was day 24 of the trial.", "On day 0 of the war", "Day 400 of the war", "the 30th day of the month"]
)
def test_days_counted_from_elsewhere_and_those_to_come_have_none(text: str) -> None:
    assert dates_of(text, "en", datetime(2023, 3, 24, 8, tzinfo=UTC), date(2022, 2, 24)) == []
