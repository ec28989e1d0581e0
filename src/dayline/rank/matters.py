"""Whether two stories tell one matter, by what most of their headlines have in common."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dayline.model.document import Document
from dayline.text.headlines import bare_headline
from dayline.text.languages import Language
from dayline.text.normalize import fold

# an apostrophe too: "Xi's" is "Xi" and a letter too short to count
PUNCTUATION = str.maketrans(dict.fromkeys(".,:;!?'\"()[]-|", " "))
# characters of a text that stand for a headline where there is none
FIRST_CHARACTERS = 120


def likeness_above(stories: Sequence[Sequence[Document]], languages: Mapping[str, Language]) -> list[float]:
    """Return, for each story's documents, the greatest cosine (0 to 1) with a story before it.

    A word weighs by the share of the story's headlines that hold it and by how few stories have it: what all
    headlines share is the matter, the rest is its telling.
    """
    shares = [_shares(documents, languages) for documents in stories]
    holding = Counter(word for words in shares for word in words)
    vectors = [
        _unit({word: share * math.log(1 + len(shares) / holding[word]) for word, share in words.items()})
        for words in shares
    ]
    return [
        max((_cosine(vector, above) for above in vectors[:place]), default=0.0)
        for place, vector in enumerate(vectors)
    ]


def _shares(documents: Sequence[Document], languages: Mapping[str, Language]) -> dict[str, float]:
    """Return the words of headlines with the share of the headlines that hold each."""
    counts: Counter[str] = Counter()
    for document in documents:
        stop = _stop_words(languages.get(document.language or "en"))
        plain = fold(_headline(document)).translate(PUNCTUATION)
        counts.update(
            {word.removesuffix("s") for word in plain.split() if len(word) > 1 and word not in stop}
        )
    return {word: count / len(documents) for word, count in sorted(counts.items())}


def _headline(document: Document) -> str:
    return bare_headline(document.headline, document.source_name) or document.text[:FIRST_CHARACTERS]


@lru_cache(maxsize=16)
def _stop_words(language: Language | None) -> frozenset[str]:
    return frozenset(fold(language.table("stories").get("stop", "")).split()) if language else frozenset()


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return math.fsum(weight * other[word] for word, weight in one.items() if word in other)
