"""The words of headlines: what most of a story's have in common, and how like another's that is."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dayline.model.document import Document
from dayline.text.headlines import bare_headline
from dayline.text.languages import Language
from dayline.text.normalize import fold
from dayline.text.vectors import dot, unit

# an apostrophe too: "Xi's" is "Xi" and a letter too short to count
PUNCTUATION = str.maketrans(dict.fromkeys(".,:;!?'\"()[]-|", " "))
# characters of a text that stand for a headline where there is none
FIRST_CHARACTERS = 120


def likeness_above(stories: Sequence[Sequence[Document]], languages: Mapping[str, Language]) -> list[float]:
    """Return, for each story's documents, the greatest cosine (0 to 1) with a story before it.

    A word weighs by the share of the story's headlines that hold it and by how few stories have it: what all
    headlines share is the matter, the rest is its telling.
    """
    shares = [shares_of(documents, languages) for documents in stories]
    rare = rarity(shares)
    vectors = [unit({word: share * rare[word] for word, share in words.items()}) for words in shares]
    return [
        max((dot(vector, above) for above in vectors[:place]), default=0.0)
        for place, vector in enumerate(vectors)
    ]


def rarity(stories: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return how much each word of the stories tells, by how few of them have it."""
    holding = Counter(word for words in stories for word in words)
    return {word: math.log(1 + len(stories) / count) for word, count in holding.items()}


def shares_of(documents: Sequence[Document], languages: Mapping[str, Language]) -> dict[str, float]:
    """Return the words of headlines with the share of the headlines that hold each."""
    counts = Counter(word for document in documents for word in words_of(document, languages))
    return {word: count / len(documents) for word, count in sorted(counts.items())}


def words_of(document: Document, languages: Mapping[str, Language]) -> frozenset[str]:
    """Return the words of a headline that tell something, without the endings of many and of owners."""
    stop = _stop_words(languages.get(document.language or "en"))
    plain = fold(_headline(document)).translate(PUNCTUATION)
    return frozenset(word.removesuffix("s") for word in plain.split() if len(word) > 1 and word not in stop)


def _headline(document: Document) -> str:
    return bare_headline(document.headline, document.source_name) or document.text[:FIRST_CHARACTERS]


@lru_cache(maxsize=16)
def _stop_words(language: Language | None) -> frozenset[str]:
    return frozenset(fold(language.table("stories").get("stop", "")).split()) if language else frozenset()
