"""Bodies in texts that decline names: one name for all cases, with whose they are."""

import pytest

from dayline.annotate.declined_bodies import declined_bodies
from dayline.pipeline.languages import languages


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("uk", "У Генштабі ЗСУ мовчать.", [("Генштабі ЗСУ", "Генеральний штаб ЗСУ")]),
        ("uk", "Міністерству оборони передали.", [("Міністерству оборони", "Міністерство оборони")]),
        ("uk", "Це сказали у Варденській ОВА.", [("Варденській ОВА", "Варденська ОВА")]),
        ("uk", "Пишуть у пресслужбі порту Тельна.", [("пресслужбі порту Тельна", "пресслужба порту Тельна")]),
        ("ru", "В Минобороны РФ и Кремле.", [("Минобороны РФ", "Министерство обороны РФ"), ("Кремле", "Кремль")]),
        ("ru", "Из пресс-службы мэрии в суд.", [("пресс-службы мэрии", "пресс-служба мэрии")]),
        ("en", "The МЧС said.", []),
    ],
)
def test_bodies_have_one_name_in_all_cases(language: str, text: str, found: list[tuple[str, str]]) -> None:
    bodies = declined_bodies(text, languages()[language])
    assert [(text[one.start : one.end], one.name) for one in bodies] == found
