"""People in texts that decline names: full names, surnames alone, roles; and what is nobody's name."""

import pytest
from spacy.lang.xx import MultiLanguage

from dayline.annotate.declined_people import declined_people, mentions_of
from dayline.annotate.reading import Reading
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.pipeline.languages import languages
from dayline.text.persons import name_table_of

from .conftest import DAY


def reading_of(text: str, language: str) -> Reading:
    document = Document(
        id=DocumentId("d"), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline="", text=text,
        published_at=DAY, published_confidence="time", fetched_at=DAY, sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip
    return Reading(document=document, field="text", language=language, parsed=MultiLanguage()(text))


def people_in(text: str, language: str) -> list[tuple[str, str, str | None]]:
    spoken = languages()[language]
    reading = reading_of(text, language)
    found = declined_people([reading], language=spoken, places=())["text"]
    mentions = mentions_of(reading, found, name_table_of(languages()["en"]))
    return [(reading.document.quote(one.span), one.name, one.role) for one in mentions]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "uk",
            "Міністра оборони Петра Залізняка чекали. Залізняк запізнився.",
            [("Петра Залізняка", "Петро Залізняк", "Міністра оборони"), ("Залізняк", "Петро Залізняк", None)],
        ),
        (
            "uk",
            "Нагороду дали Ляху Степану Богдановичу.",
            [("Ляху Степану Богдановичу", "Степан Богданович Лях", None)],
        ),
        ("uk", "Слова мера Велма і президента Савицького.", [("Савицького", "Савицький", "президента")]),
        ("uk", "Кожух, секретар ради, мовчав.", [("Кожух", "Кожух", "секретар ради")]),
        ("uk", "Посол Раванії Якоб Мерц сказав.", [("Якоб Мерц", "Якоб Мерц", "Посол Раванії")]),
        (
            "ru",
            "По словам Александра Лукьяненко, мост стоит.",
            [("Александра Лукьяненко", "Александр Лукьяненко", None)],
        ),
        ("ru", "Пришли с Анной фон дер Велм.", [("Анной фон дер Велм", "Анна фон дер Велм", None)]),
        ("ru", "Президент Верхней Брены сказал, что ждёт.", []),
        ("ru", "Лаборатория Ольги Ивановны закрыта.", [("Ольги Ивановны", "Ольга Ивановна", None)]),
        ("ru", "Вербицкий сказал, что ждёт.", [("Вербицкий", "Вербицкий", None)]),
        ("ru", "Очевидцы сказали. Погода сказала своё.", []),
        ("ru", "Катер «Мария Стар» ушёл. Иоанна Павла II помнят.", []),
    ],
)
def test_people_have_the_first_case_and_their_role(language: str, text: str, found: list[tuple[str, ...]]) -> None:
    assert people_in(text, language) == found


def test_a_form_of_two_surnames_is_nobodys() -> None:
    text = "Приехали Николай Кравцов и Мария Кравцова. Кравцову вручили ключ, Кравцова ушла."
    assert [name for _, name, _ in people_in(text, "ru")] == ["Николай Кравцов", "Мария Кравцова", "Мария Кравцова"]


def test_spellings_of_three_languages_have_one_id() -> None:
    table = name_table_of(languages()["en"])
    ids = set()
    for language, text in (("uk", "Бачили Володимира Савицького."), ("ru", "Видели Владимира Савицкого.")):
        reading = reading_of(text, language)
        found = declined_people([reading], language=languages()[language], places=())["text"]
        ids |= {one.person_id for one in mentions_of(reading, found, table)}
    assert len(ids) == 1
    assert None not in ids


def test_other_languages_have_none() -> None:
    assert declined_people([reading_of("Mira Toll", "en")], language=languages()["en"], places=()) == {}
