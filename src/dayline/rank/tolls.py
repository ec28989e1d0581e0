"""The dead and wounded that a story tells of, and whether it only counts on what was counted before."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations
from dayline.text.languages import Language
from dayline.text.tolls import State, Toll, main_tolls

STATES: tuple[State, State] = ("killed", "wounded")
# characters of a text in which a running total says that it is one
OPENING = 220


def tolls_of(
    documents: Sequence[Document],
    annotations: Mapping[DocumentId, Annotations],
    languages: Mapping[str, Language],
    *,
    most: float,
) -> tuple[float, float]:
    """Return the people killed and wounded, up to ``most`` in one toll: by a headline, or by two documents.

    A number that one text alone gives is often of another day: "where 400 were killed last year".
    """
    told = [
        main_tolls(document, annotations[document.id], languages.get(document.language or "en"))
        for document in documents
        if document.id in annotations
    ]
    killed, wounded = (_agreed(told, state, most, alone=len(documents) == 1) for state in STATES)
    return killed, wounded


def _agreed(told: Sequence[Mapping[State, Toll]], state: State, most: float, *, alone: bool) -> float:
    tolls = [found[state] for found in told if state in found and found[state].low <= most]
    headlines = [toll.low for toll in tolls if toll.figures[0].span.field == "title"]
    lows = sorted((toll.low for toll in tolls), reverse=True)
    return max([0.0, *headlines, *(lows[:1] if alone else lows[1:2])])


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
