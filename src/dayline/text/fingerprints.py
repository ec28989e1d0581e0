"""Fingerprints: the hashes by which documents are known, and the shingles by which texts are compared.

Everything here is stable: the same input gives the same value in every process and on every machine.
"""

import hashlib
import re
from zlib import crc32

from dayline.model.document import DocumentId
from dayline.model.source import ItemId, SourceId

# hexadecimal characters of a short id: 64 bits; among ten million ids a clash has odds of 1 in 370,000
ID_LENGTH = 16

_WORD = re.compile(r"\w+")


def sha256_hex(content: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal characters."""
    return hashlib.sha256(content).hexdigest()


def short_id(*parts: str) -> str:
    """Return 16 hexadecimal characters that depend on every part and on where one part ends.

    Lone surrogates are hashed as they are, so that no text can fail here.
    """
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()[:ID_LENGTH]


def item_id(source_id: SourceId | str, item_key: str) -> ItemId:
    """Return the id of an item, the same over its versions; ``item_key`` names the item in its source."""
    return ItemId(short_id("item", source_id, item_key))


def document_id(source_id: SourceId | str, item_key: str, headline: str, text: str) -> DocumentId:
    """Return the id of one version of an item: another headline or text makes another id."""
    return DocumentId(short_id("document", source_id, item_key, headline, text))


def shingles(text: str, size: int = 5) -> frozenset[int]:
    """Return the 32-bit hashes of all runs of ``size`` words, without regard to case and punctuation.

    A text of fewer words is one shingle; a text without words has none.
    """
    words = _WORD.findall(text.casefold())
    if not words:
        return frozenset()
    shifted = [words[start:] for start in range(min(size, len(words)))]
    runs = map(" ".join, zip(*shifted, strict=False))
    return frozenset([crc32(run.encode("utf-8", "surrogatepass")) for run in runs])


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of shingles that two sets have in common, 0 to 1; two empty sets share nothing."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0
