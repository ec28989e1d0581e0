"""Numbers as counts, and as values for comparison."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.pipeline.languages import languages
from dayline.text.number_words import NumberWords
from dayline.text.numbers import NumberReader, all_numbers, numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("25,000 and 25 000 and 25\u00a0000 and 25\u202f000", [25000] * 4),
        ("25.5, 1,5 and 0.5", ["25.5", "1.5", "0.5"]),
        ("14.000 soldiers, 1.234.567 people", [14000, 1234567]),
        ("2.5 million, $1.2bn, $5m, 25k", [2_500_000, 1_200_000_000, 5_000_000, 25_000]),
        ("5m deep, 25km away", [5, 25]),
        ("two and a half million; half a million; a million and a half", [2_500_000, 500_000, 1_500_000]),
        ("twenty-five, ninety nine, a hundred, a dozen, two dozen", [25, 99, 100, 12, 24]),
        ("one hundred and twenty-five thousand three hundred", [125_300]),
        ("two hundred thousand, 2 millions, a quarter of a million", [200_000, 2_000_000, 250_000]),
        ("dozens, hundreds of thousands, tens of thousands", [12, 100_000, 10_000]),
        ("two and three, twenty thirty", [2, 3, 20, 30]),
        ("March 24 500 people", [24, 500]),
        ("10-12 people, between 20 and 30", [10, 12, 20, 30]),
        ("T-72, MiG-29, F-16, COVID-19, M4, G7, COP28, 24th, 1st, the 1970s", []),
        ("24.02.2022, 12:30, 24/7, someone, often", []),
        ("9" * 40, []),
    ],
)
def test_numbers_in(text: str, values: list[int | str]) -> None:
    assert [number.value for number in numbers_in(text)] == [Decimal(value) for value in values]


def test_plurals_are_approximate() -> None:
    assert [number.approximate for number in numbers_in("dozens died, several hundred fled, 25 stayed")] == [
        True,
        True,
        False,
    ]


def test_another_language_brings_its_words() -> None:
    words = NumberWords.from_mapping({"small": {"п'ять": 5}, "scales": {"тисяч": 1000, "млн": 10**6}})
    found = list(NumberReader(words).read("п'ять тисяч, 2,5 млн, five"))
    assert [number.value for number in found] == [5000, 2_500_000]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("25,000 or 25 thousand or 25000", [25000] * 3),
        ("T-72 and COVID-19 on day 393", [72, 19, 393]),
        ("twenty-five dozen", [300]),
        ("a hundred, two hundred thousand, dozens", [100, 200_000, 12]),
        ("One of two", [1, 2]),
        ("half a million", [1_000_000]),
    ],
)
def test_all_numbers(text: str, values: list[int]) -> None:
    assert [number.value for number in all_numbers(text)] == values


def test_the_rest_of_a_date_backs_no_number() -> None:
    values = {number.value for number in all_numbers("24.02.2022 and 7.0.0")}
    assert Decimal("24.02") in values
    assert not values & {Decimal(2022), Decimal(0), Decimal(2)}


@given(st.text(max_size=60) | st.text(alphabet="0123456789., \u00a0-$%abtwohundremil", max_size=60))
def test_numbers_quote_back_in_order(text: str) -> None:
    for found in (numbers_in(text), all_numbers(text)):
        end = 0
        for number in found:
            assert text[number.start : number.end] == number.written
            assert end <= number.start < number.end
            end = number.end


@given(st.integers(0, 10**15 - 1))
def test_separators_do_not_change_a_number(value: int) -> None:
    grouped = f"{value:,}"
    for text in (str(value), grouped, grouped.replace(",", "\u00a0"), grouped.replace(",", "\u202f")):
        assert [number.value for number in numbers_in(f"about {text} people")] == [value]
        assert [number.value for number in all_numbers(f"about {text} people")] == [value]


@pytest.mark.parametrize(
    ("code", "text", "values"),
    [
        ("uk", "двісті п’ятдесят шість людей", [256]),
        ("uk", "сотні тисяч людей", [100_000]),
        ("uk", "у 86-му році, 24-й полк", []),
        ("ru", "сто двадцать два дома", [122]),
        ("ru", "тысяча двести сорок человек", [1240]),
        ("ru", "десятки миллионов рублей", [10_000_000]),
    ],
)
def test_numbers_in_cyrillic(code: str, text: str, values: list[int]) -> None:
    table = languages()[code].table("figures")["numbers"]
    assert [number.value for number in NumberReader(NumberWords.from_mapping(table)).read(text)] == values
