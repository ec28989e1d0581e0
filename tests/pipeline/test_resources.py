"""What the stages are given: languages, detector, gazetteer."""

import logging

import pytest

from dayline.pipeline import resources
from dayline.pipeline.resources import meaning


def test_every_language_has_its_tables() -> None:
    found = resources.languages()
    assert set(found) == set(resources.LANGUAGES)
    assert {"sentences", "statements", "digest", "genres"} <= set(_tables("en"))
    for code in ("uk", "ru"):
        assert _tables(code)


def _tables(code: str) -> list[str]:
    language = resources.languages()[code]
    names = ("sentences", "statements", "people", "figures", "dates", "digest", "genres", "agencies", "rank", "voice")
    return [name for name in names if language.table(name)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The volcano on the island erupted on Sunday morning, the observatory said.", "en"),
        ("Вулкан на острові прокинувся в неділю вранці, повідомила обсерваторія.", "uk"),
        ("Вулкан на острове проснулся в воскресенье утром, сообщила обсерватория.", "ru"),
        ("Wulkan na wyspie wybuchł w niedzielę rano, podało obserwatorium.", "pl"),
    ],
)
def test_the_detector_knows_languages(text: str, code: str) -> None:
    assert resources.detector()(text) == code


@pytest.mark.parametrize("text", ["", " ", "\n", "1234", "🌋", "\u0000", "a" * 100_000])
def test_the_detector_says_something_of_anything(text: str) -> None:
    assert isinstance(resources.detector()(text), str)


def test_texts_of_like_meaning_have_like_vectors() -> None:
    dam, wall, fair = (
        meaning()(text)
        for text in ("The dam has burst.", "The wall of the reservoir broke.", "A brass festival opened in the town.")
    )
    assert sum(a * a for a in dam) == pytest.approx(1.0)
    assert sum(a * b for a, b in zip(dam, wall, strict=True)) > sum(
        a * b for a, b in zip(dam, fair, strict=True)
    )


def test_a_text_without_words_means_nothing() -> None:
    assert set(meaning()("")) == {0.0}


def test_reading_vectors_leaves_logging_alone() -> None:
    before = list(logging.getLogger().handlers)
    meaning()("The dam has burst.")
    assert logging.getLogger().handlers == before
