"""What kind of piece a document is, from its headline, address and labels: a report, a round-up, an opinion, …"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from dayline.model.document import Document
from dayline.text.languages import Language

Genre = Literal["report", "round-up", "opinion", "leisure", "feature"]
ORDER: tuple[Genre, ...] = ("round-up", "opinion", "leisure", "feature")
FIELDS = ("title", "url", "label", "text")
# characters of the text in which a pattern for "text" is sought: a newsletter says so at once
TEXT_REACH = 200


class Genres:
    """The patterns of one language; the first genre in ORDER with a pattern that fits names the document."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        """Compile a language's ``genres`` table: genre → field → list of regular expressions."""
        self._patterns = [
            (
                genre,
                {
                    field: re.compile(
                        "|".join(f"(?:{pattern})" for pattern in tables[genre][field]), re.IGNORECASE
                    )
                    for field in FIELDS
                    if tables[genre].get(field)
                },
            )
            for genre in ORDER
            if genre in tables
        ]

    def of(self, document: Document) -> Genre:
        """Return the genre of a document; "report" where nothing says otherwise."""
        for genre, patterns in self._patterns:
            if _fits(document, patterns):
                return genre
        return "report"


def _fits(document: Document, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    title, url, label, text = (patterns.get(field) for field in FIELDS)
    return bool(
        (title and title.search(document.headline.strip()))
        or (url and document.url and url.search(document.url))
        or (label and any(label.fullmatch(word.strip()) for word in document.labels))
        or (text and text.search(document.text[:TEXT_REACH]))
    )


@lru_cache(maxsize=64)
def genres_of(language: Language) -> Genres:
    """Return the compiled patterns of a language, compiled once."""
    return Genres(language.table("genres"))


def genre_of(document: Document, languages: Mapping[str, Language]) -> Genre:
    """Return the genre of a document by the patterns of its language (English where it is unknown)."""
    language = languages.get(document.language) or languages.get("en")
    return genres_of(language).of(document) if language else "report"
