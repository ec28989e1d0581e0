"""What a matter brings about: the words of its headlines, the sums of money in them, and what is only courtesy."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import median

from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations
from dayline.text.languages import Language
from dayline.text.normalize import fold

# Words of a headline whose weights are added up.
MOST_WORDS = 2
# Weight of a word from which its headline tells of more than a courtesy: a prince at a gala, but not a prince killed.
GRAVE = 0.7
# Money up to so much decides nothing between states; beyond the other, it is a sum of years.
SMALL_SUM, LARGEST_SUM = 10_000_000.0, 100_000_000_000.0


def words_of_consequence(documents: Sequence[Document], languages: Mapping[str, Language]) -> float:
    """Return what the words of headlines weigh: each headline by its weightiest two, mean over all."""
    return math.fsum(sum(_weights(d, languages)[:MOST_WORDS]) for d in documents) / len(documents)


def courtesy(documents: Sequence[Document], languages: Mapping[str, Language]) -> float:
    """Return the share of headlines that tell of royals, stars, prizes or sport, and of nothing grave."""
    light = 0
    for document in documents:
        language = languages.get(document.language or "en")
        words = _courtesies(language) if language else frozenset[str]()
        grave = max(_weights(document, languages), default=0.0) >= GRAVE
        light += not (grave or words.isdisjoint(_words(document)))
    return light / len(documents)


def money(documents: Sequence[Document], annotations: Mapping[DocumentId, Annotations]) -> float:
    """Return the powers of ten by which the sum that headlines give is large, times the share that give one."""
    sums = [
        max(given)
        for document in documents
        if document.id in annotations and (given := _sums(annotations[document.id]))
    ]
    if not sums:
        return 0.0
    return math.log10(min(median(sums), LARGEST_SUM) / SMALL_SUM) * len(sums) / len(documents)


def _sums(held: Annotations) -> list[float]:
    """Return the large sums in a headline; a currency's unit is its code of three capitals."""
    return [
        figure.low
        for figure in held.figures
        if figure.span.field == "title"
        and figure.low > SMALL_SUM
        and len(figure.unit or "") == 3
        and (figure.unit or "").isupper()
    ]


def _words(document: Document) -> frozenset[str]:
    bare = (word.strip(".,:;!?'\"()").removesuffix("'s") for word in fold(document.headline).split())
    return frozenset(bare)


def _weights(document: Document, languages: Mapping[str, Language]) -> list[float]:
    """Return the weights of the words of consequence in a headline, the weightiest first."""
    language = languages.get(document.language or "en")
    table = _consequences(language) if language else {}
    return sorted((table[word] for word in _words(document) if word in table), reverse=True)


@lru_cache(maxsize=16)
def _consequences(language: Language) -> Mapping[str, float]:
    table = language.table("rank").get("consequences", {})
    return {fold(word): float(weight) for weight, words in table.items() for word in words.split()}


@lru_cache(maxsize=16)
def _courtesies(language: Language) -> frozenset[str]:
    return frozenset(fold(language.table("rank").get("courtesies", "")).split())
