"""Declension of names: cases to the first case and back, in two languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.annotate.declensions import CASES, GENDERS, NOMINATIVE, Declensions, declensions_of
from dayline.pipeline.languages import languages


def tables(language: str) -> Declensions:
    found = declensions_of(languages()[language])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "form", "base", "gender"),
    [
        ("uk", "Дмитрові", "Дмитро", "men"),
        ("uk", "Сергія", "Сергій", "men"),
        ("uk", "Ольгою", "Ольга", "women"),
        ("uk", "Наталії", "Наталія", "women"),
        ("uk", "Джо", "Джо", "men"),
        ("ru", "Льва", "Лев", "men"),
        ("ru", "Павлом", "Павел", "men"),
        ("ru", "Марии", "Мария", "women"),
        ("ru", "Натальей", "Наталья", "women"),
    ],
)
def test_a_given_name_is_known_in_every_case(language: str, form: str, base: str, gender: str) -> None:
    assert (base, gender) in {(one.base, one.gender) for one in tables(language).given[form]}


@pytest.mark.parametrize(
    ("language", "form", "gender", "case", "base"),
    [
        ("uk", "Савицького", "men", 1, "Савицький"),
        ("uk", "Бойкові", "men", 2, "Бойко"),
        ("uk", "Чорновола", "men", 1, "Чорновіл"),
        ("uk", "Кравцем", "men", 4, "Кравець"),
        ("uk", "Бойко", "women", 4, "Бойко"),
        ("uk", "Іванової", "women", 1, "Іванова"),
        ("ru", "Волковым", "men", 4, "Волков"),
        ("ru", "Коваленко", "men", 4, "Коваленко"),
        ("ru", "Ляхов", "men", NOMINATIVE, "Ляхов"),
        ("ru", "Шевцовой", "women", 4, "Шевцова"),
    ],
)
def test_a_surname_comes_back_to_its_first_case(language: str, form: str, gender, case: int, base: str) -> None:
    assert next(tables(language).families(form, gender, case))[0] == base


@given(st.sampled_from(["uk", "ru"]), st.sampled_from(GENDERS), st.data())
def test_every_form_of_a_surname_can_be_brought_back(language: str, gender, data: st.DataObject) -> None:
    table = tables(language)
    rule = data.draw(st.sampled_from(table.family[gender]))
    base = "Велмор" + rule.ending
    forms = table.forms(base, gender)
    back = {found for form in forms for case in range(CASES) for found, _ in table.families(form, gender, case)}
    assert base in back
    assert base in forms


def test_other_languages_have_no_tables() -> None:
    assert declensions_of(languages()["en"]) is None
