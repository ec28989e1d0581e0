"""Statements without a parser: each form of reporting, who "he" is, and what is no speech."""

from collections.abc import Callable

import pytest

from dayline.model.document import Document
from dayline.model.entities import Annotations

Annotated = Callable[..., tuple[Document, Annotations]]


def said(annotated: Annotated, text: str, language: str, headline: str = "") -> list[tuple[str, str, str | None]]:
    document, found = annotated(text, headline, language)
    return [
        ("|".join(map(document.quote, one.content)), "|".join(map(document.quote, one.source)), one.speaker)
        for one in found.statements
    ]


@pytest.mark.parametrize(
    ("language", "text", "content", "source", "speaker"),
    [
        ("uk", "«Міст стоїть», — сказав мер Тарас Кожух.", "«Міст стоїть»", "мер Тарас Кожух", "Тарас Кожух"),
        ("uk", "— Ми тут. Ми вдома, — каже Ганна Сорока.", "Ми тут. Ми вдома", "Ганна Сорока", "Ганна Сорока"),
        ("uk", "Ганна Сорока заявила, що чекає.", "що чекає", "Ганна Сорока", "Ганна Сорока"),
        ("uk", "За словами Ганни Сороки, води нема.", "води нема", "Ганни Сороки", "Ганна Сорока"),
        ("uk", "Води, за даними ДСНС, нема вже добу.", "Води|нема вже добу", "ДСНС",
         "Державна служба з надзвичайних ситуацій"),
        ("uk", "Міст закрито до ранку, повідомляє СБУ.", "Міст закрито до ранку", "СБУ", "Служба безпеки"),
        ("uk", "Речник наголосив: «Ми тут».", "«Ми тут»", "Речник", None),
        ("ru", "Мост закрыт. Об этом сообщили в МЧС.", "Мост закрыт", "МЧС", "МЧС"),
        ("ru", "Жители села говорят, что ждали.", "что ждали", "Жители села", None),
        ("ru", "«Ждём», — сказала Анна Сорокина, — «и верим».", "«Ждём»|«и верим»", "Анна Сорокина", "Анна Сорокина"),
    ],
)  # fmt: skip
def test_every_form_has_its_speaker(
    language: str, text: str, content: str, source: str, speaker: str | None, annotated: Annotated
) -> None:
    assert said(annotated, text, language) == [(content, source, speaker)]


def test_pronouns_and_offices_mean_who_spoke(annotated: Annotated) -> None:
    text = (
        "«Вода спадает», – сказал губернатор Степан Дроздов. По его словам, мост цел. Марта Колесникова молчала. "
        "Она добавила, что насосы в пути. Губернатор отметил, что ждёт помощи."
    )
    speakers = [speaker for _, _, speaker in said(annotated, text, "ru")]
    assert speakers == ["Степан Дроздов", "Степан Дроздов", "Марта Колесникова", "Степан Дроздов"]


def test_headlines_name_who_says_it_by_a_mark_alone(annotated: Annotated) -> None:
    assert said(annotated, "", "uk", "Тарас Кожух: Греблю втримаємо") == [
        ("Греблю втримаємо", "Тарас Кожух", "Тарас Кожух")
    ]
    assert said(annotated, "", "uk", "Евакуацію села завершено – Генштаб") == [
        ("Евакуацію села завершено", "Генштаб", "Генеральний штаб")
    ]


def test_roles_channels_kinds_and_acts(annotated: Annotated) -> None:
    text = (
        "Речник штабу Ілля Ворона на брифінгу заявив, що втрат нема. Очевидці кажуть, що чули вибух. "
        "Ілля Ворона вважає, що міст встоїть."
    )
    _, found = annotated(text, "", "uk")
    first, second, third = found.statements
    assert (first.role, first.channel, first.kind, first.act) == ("Речник штабу", "на брифінгу", "indirect", "speech")
    assert (second.anonymity, second.speaker) == ("Очевидці", None)
    assert (third.act, third.role) == ("attitude", "Речник штабу")


@pytest.mark.parametrize(
    "text",
    [
        "Ми мусимо сказати правду. Рішення ухвалили одноголосно.",
        "Нам кажуть, що все гаразд. Хто сказав, що ні?",
        "Подробиці: https://velm.example/a",
        "Уряд – це люди, а люди – це сила.",
    ],
)
def test_no_speaker_no_statement(text: str, annotated: Annotated) -> None:
    assert said(annotated, text, "uk") == []
