from datetime import date

import pytest

from dayline.cluster.mentions import days_named
from dayline.text.languages import Language

PUBLISHED = date(2031, 4, 10)  # a Thursday


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The dam burst on Tuesday.", [date(2031, 4, 8)]),
        ("It rained on Thursday.", [PUBLISHED]),
        ("Cracks were seen on March 3 and on 5 April.", [date(2031, 3, 3), date(2031, 4, 5)]),
        ("Work began on December 12.", [date(2030, 12, 12)]),
        ("It was built on June 1, 1988.", [date(1988, 6, 1)]),
        ("The vote is on April 20.", [date(2031, 4, 20)]),
        ("On February 31 nothing happened, nor in May.", []),
    ],
)
def test_days_in_plain_words(sentence: str, days: list[date], english: Language) -> None:
    assert list(days_named(sentence, PUBLISHED, english)) == days


def test_a_language_without_a_calendar_names_no_days() -> None:
    assert list(days_named("on Tuesday", PUBLISHED, Language("xx"))) == []
