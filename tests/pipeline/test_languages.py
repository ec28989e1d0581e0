"""What is known of languages: tables, the detector, and that no later stage is loaded for them."""

import subprocess
import sys

import pytest

from dayline.pipeline.keys import LANGUAGES
from dayline.pipeline.languages import detector, languages


def test_every_language_has_its_tables() -> None:
    found = languages()
    assert set(found) == set(LANGUAGES)
    assert {"sentences", "statements", "digest", "genres"} <= set(_tables("en"))
    for code in ("uk", "ru"):
        assert _tables(code)


def _tables(code: str) -> list[str]:
    language = languages()[code]
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
    assert detector()(text) == code


@pytest.mark.parametrize("text", ["", " ", "\n", "1234", "🌋", "\u0000", "a" * 100_000])
def test_the_detector_says_something_of_anything(text: str) -> None:
    assert isinstance(detector()(text), str)


def test_what_is_collected_is_cleaned_without_loading_a_stage_that_comes_after() -> None:
    told = """
import sys
import dayline.pipeline.collecting, dayline.pipeline.reading
stages = ("annotate", "actors", "cluster", "compose")
print(*(name for name in sys.modules if name.split(".")[:2] in [["dayline", stage] for stage in stages]))
"""
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
