"""Spellings: the ways of writing one name fall together, and other names stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.text.spellings import spelling_key


@pytest.mark.parametrize(
    "spellings",
    [
        ["Zelensky", "Zelenskyi", "Zelenskyy", "Zelenskiy", "Zełenski", "Зеленський", "Зеленский"],
        ["Serhiy", "Sergei", "Sergey", "Serhii", "Сергій", "Сергей", "Siergiej"],
        ["Shoigu", "Shoygu", "Szojgu", "Шойгу"],
        ["Klitschko", "Klychko", "Кличко"],
        ["Medvedev", "Miedwiediew", "Медведев"],
        ["Hrytsenko", "Gritsenko", "Гриценко"],
        ["Yermak", "Ermak", "Єрмак", "Ермак"],
        ["Podoliak", "Podolyak", "Подоляк"],
        ["Lukashenko", "Lukashenka", "Łukaszenka"],
        ["Erdoğan", "Erdogan", "ERDOGAN"],
    ],
)
def test_ways_of_writing_one_name(spellings: list[str]) -> None:
    assert len({spelling_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vitali", "Volodymyr"), ("Oleh", "Olha"), ("Zelensky", "Zelenska"), ("Petro", "Pavlo"), ("Lavrov", "Lavrova"),
     ("Koval", "Kovalenko"), ("Lind", "Lindt"), ("Maria", "Marta")],
)  # fmt: skip
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@given(st.text(max_size=20))
def test_case_does_not_count_in_plain_letters(word: str) -> None:
    plain = "".join(char for char in word if char.isascii())
    assert spelling_key(plain.upper()) == spelling_key(plain.lower())
