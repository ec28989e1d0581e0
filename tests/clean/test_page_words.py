from datetime import UTC, date, datetime

import pytest

from dayline.clean.dates import Published, is_date_line, read_published
from dayline.clean.page_words import NO_WORDS, PageWords
from dayline.pipeline.languages import page_words

FETCHED_AT = datetime(2031, 5, 6, 6, tzinfo=UTC)
WORDS = page_words()


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("12 березня 2023", date(2023, 3, 12)),
        ("12 марта 2023 года, 14:05", date(2023, 3, 12)),
        ("14:05, 12 березня 2023 року", date(2023, 3, 12)),
        ("П’ятниця, 5 травня 2023, 10:30", date(2023, 5, 5)),
        ("Опубліковано: 12 бер. 2023 р. о 14:05", date(2023, 3, 12)),
        ("12 МАЯ 2023 г.", date(2023, 5, 12)),
        ("5 травня 2023 р., 10:30 (Київ)", date(2023, 5, 5)),
    ],
)
def test_dates_in_ukrainian_and_russian_words_are_days(stated: str, day: date) -> None:
    read = read_published(stated, fetched_at=FETCHED_AT, is_utc=False, words=WORDS)
    assert (read.on, read.confidence) == (day, "day")
    assert is_date_line(stated, WORDS)
    assert read_published(stated, fetched_at=FETCHED_AT, words=NO_WORDS) == Published()


@pytest.mark.parametrize("stated", ["12 марта 2023 г., 14:05 МСК", "вт, 12 мар 2023 14:05:00 +0300"])
def test_a_zone_beside_makes_a_time(stated: str) -> None:
    read = read_published(stated, fetched_at=FETCHED_AT, words=WORDS)
    assert read == Published(at=datetime(2023, 3, 12, 11, 5, tzinfo=UTC), confidence="time")


@pytest.mark.parametrize("line", ["Марта встретила гостей 12 мая 2023 года", "Потери на 12 марта 2023 года выросли"])
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert not is_date_line(line, WORDS)


def test_english_words_stay_as_they_are() -> None:
    assert WORDS.in_english("12 May 2023, on Friday") == "12 May 2023, on Friday"
    assert PageWords.of(()) == NO_WORDS


@pytest.mark.parametrize(
    ("words", "is_job"), [("Staff Writer", True), ("Ann Vale", False), ("кореспондентка з Тарну", True), ("", False)]
)
def test_what_names_a_job(words: str, is_job: bool) -> None:
    assert WORDS.names_job(words) == is_job
