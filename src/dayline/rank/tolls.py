"""The dead and wounded that a story tells of, and whether it only counts on what was counted before."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dayline.model.claims import Figure
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations
from dayline.text.languages import Language
from dayline.text.normalize import fold

KILLED = frozenset({"killed", "dead", "deaths", "death", "died", "fatalities"})
WOUNDED = frozenset({"wounded", "injured", "hurt", "injuries", "wounds"})
# characters of a text in which a running total says that it is one
OPENING = 220


def tolls_of(
    documents: Sequence[Document], annotations: Mapping[DocumentId, Annotations], *, most: float
) -> tuple[float, float]:
    """Return the people killed and wounded, up to ``most`` in one figure: in a headline, or as two documents have it.

    A number that one text alone gives in passing is mostly of another day: "where 400 were killed last year".
    """
    return (
        _toll(documents, annotations, KILLED, most),
        _toll(documents, annotations, WOUNDED, most),
    )


def _toll(
    documents: Sequence[Document],
    annotations: Mapping[DocumentId, Annotations],
    words: frozenset[str],
    most: float,
) -> float:
    headlines, texts = [0.0], [0.0, 0.0]
    for document in documents:
        held = annotations.get(document.id)
        figures = [f for f in held.figures if _counts(f, words, most)] if held else []
        headlines += [figure.low for figure in figures if figure.span.field == "title"]
        texts.append(max((figure.low for figure in figures), default=0.0))
    return max(max(headlines), sorted(texts)[-2 if len(documents) > 1 else -1])


def _counts(figure: Figure, words: frozenset[str], most: float) -> bool:
    return bool(words.intersection(fold(figure.of or "").split())) and figure.low <= most


def is_running_total(documents: Sequence[Document], languages: Mapping[str, Language]) -> bool:
    """Tell whether at least half of the documents count a toll of the whole crisis so far."""
    totals = 0
    for document in documents:
        language = languages.get(document.language or "en")
        pattern = _running_totals(language) if language else None
        opening = f"{document.headline}. {document.text[:OPENING]}"
        totals += bool(pattern and pattern.search(opening))
    return 2 * totals >= len(documents)


@lru_cache(maxsize=16)
def _running_totals(language: Language) -> re.Pattern[str] | None:
    patterns = language.table("rank").get("running_totals", ())
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE) if patterns else None
