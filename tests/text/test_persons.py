"""Names of people: surnames, spellings, and who can be the same person by the words of the name alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.pipeline.languages import languages
from dayline.text.persons import name_table_of, person_name, same_person, surname_of

TABLE = name_table_of(languages()["en"])


@pytest.mark.parametrize(
    ("name", "surname"),
    [("Ilsa van der Meer", "van der Meer"), ("Tomas Kell Jr.", "Kell"), ("Lind", "Lind"), ("Karim al-Sadi", "al-Sadi")],
)
def test_surnames(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Hrytsenko", "Olena Hrytsenko"),
        ("Tarnskyy", "Ivo Tarnsky"),
        ("Ivo J. Tarn", "Ivo Tarn"),
        ("Sadi", "Karim al-Sadi"),
        ("Meer", "Ilsa van der Meer"),
        ("Olena Hrytsenko’s", "Olena Hrytsenko"),
    ],
)
def test_one_person(a: str, b: str) -> None:
    assert same_person(a, b)
    assert same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("G. Maxwell", "Maxwell"),
        ("G. Maxwell", "Grete Maxwell"),
        ("Ivo Tarn", "Ida Tarn"),
        ("Ivo J. Tarn", "Ivo P. Tarn"),
        ("Lind", "Lindt"),
        ("", "Lind"),
        ("...", "Lind"),
    ],
)
def test_not_shown_to_be_one_person(a: str, b: str) -> None:
    assert not same_person(a, b)
    assert not same_person(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Volodymyr Zelenskyi", "Владимир Зеленский"),
        ("Xi Jinping", "Jinping Xi"),
        ("Zelenskyi Volodymyr Oleksandrovych", "Volodymyr Zelensky"),
        ("Kim Jong-un", "Kim Jong Un"),
    ],
)
def test_spellings_and_orders_of_one_name(a: str, b: str) -> None:
    assert same_person(a, b, TABLE)


def test_a_surname_that_comes_first_stands_for_the_name() -> None:
    assert same_person("Xi", "Xi Jinping", TABLE)
    assert not same_person("Jinping", "Xi Jinping", TABLE)


@given(st.text(max_size=40), st.text(max_size=40))
def test_being_one_person_has_no_direction(a: str, b: str) -> None:
    assert same_person(a, b, TABLE) == same_person(b, a, TABLE)


@given(st.text(max_size=40))
def test_a_name_with_words_is_one_person_with_itself(name: str) -> None:
    assert same_person(name, name, TABLE) == (person_name(name, TABLE) is not None)
