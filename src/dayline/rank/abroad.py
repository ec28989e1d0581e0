"""Which stories tell, in a language that the digest is not written in, what another story tells in its own."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from dayline.model.document import Document
from dayline.text.normalize import fold
from dayline.text.vectors import dot, unit

# Cosine of the names in two stories, and names that both hold, from which they tell one matter; set by reading the
# likest pairs, English and Polish, of days 383 to 392: of 50 pairs above it, 47 are one matter.
LEAST_COSINE, LEAST_NAMES = 0.2, 2
# First letters by which a name is known: endings differ by case and language, Finland and Finlandia do not.
LETTERS = 5
# Characters of a text that, with the headline, say what it is about.
OPENING = 300
_WORD = re.compile(r"[^\W_]+(?:-\d+)?")


def told_abroad(stories: Sequence[Sequence[Document]], *, is_read: Sequence[bool]) -> dict[int, list[int]]:
    """Return, for stories that are read, by number, which others tell the same; each other tells one at most."""
    shares = [_names_of(documents) for documents in stories]
    holding = Counter(name for names in shares for name in names)
    vectors = [
        unit({name: share * math.log(len(stories) / holding[name]) for name, share in names.items()})
        for names in shares
    ]
    read = [number for number, known in enumerate(is_read) if known]
    found: dict[int, list[int]] = {}
    for number, known in enumerate(is_read):
        if known or not read:
            continue
        likest = max(read, key=lambda other: (dot(vectors[number], vectors[other]), -other))
        common = sum(vectors[number][name] > 0 for name in vectors[number].keys() & vectors[likest].keys())
        if common >= LEAST_NAMES and dot(vectors[number], vectors[likest]) >= LEAST_COSINE:
            found.setdefault(likest, []).append(number)
    return found


def _names_of(documents: Sequence[Document]) -> dict[str, float]:
    """Return the beginnings of names and numbers, with the share of documents that hold each."""
    counts = Counter(name for document in documents for name in _names_in(document))
    return {name: count / len(documents) for name, count in sorted(counts.items())}


def _names_in(document: Document) -> frozenset[str]:
    words = _WORD.findall(f"{document.headline}\n{document.text[:OPENING]}")
    return frozenset(
        fold(word)[:LETTERS]
        for word in words
        if (word[0].isupper() and len(word) > 2) or (word[0].isdigit() and len(word) > 1)
    )
