"""Fingerprints: the hashes by which documents are known, and the shingles by which texts are compared.

Everything here is stable: the same input gives the same value in every process and on every machine.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dayline.model.document import DocumentId
from dayline.model.source import ItemId, SourceId

# hexadecimal characters of a short id: 64 bits; among ten million ids a clash has odds of 1 in 370,000
ID_LENGTH = 16

# any odd number with bits throughout, and the constants of MurmurHash3's last step
_BASE = np.uint32(0x9E3779B1)
_MIXING = ((np.uint32(16), np.uint32(0x85EBCA6B)), (np.uint32(13), np.uint32(0xC2B2AE35)))


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


def message_id(source_id: SourceId | str, given_id: str) -> ItemId:
    """Return the id of the item that a message of a channel is, by its "channel/number"."""
    return item_id(source_id, message_key(given_id))


def message_key(given_id: str) -> str:
    """Return what names a message in its source, wherever it was read."""
    return f"message {given_id.casefold()}"


def document_id(source_id: SourceId | str, item_key: str, headline: str, text: str) -> DocumentId:
    """Return the id of one version of an item: another headline or text makes another id."""
    return DocumentId(short_id("document", source_id, item_key, headline, text))


def shingles(words: Sequence[str], size: int = 5) -> NDArray[np.uint32]:
    """Return the 32-bit hashes of all runs of ``size`` words, in their order; fewer words are one run.

    A run's hash is that of its words, each by CRC-32, as a polynomial modulo 2^32 (Rabin and Karp), its bits mixed as
    MurmurHash3 does at its end, so that any of them may be used to choose among runs.
    """
    return runs_of([hash_of(word) for word in words], size)


def runs_of(hashes: Sequence[int], size: int = 5) -> NDArray[np.uint32]:
    """Return the shingles of words of which the hashes are given."""
    size = min(size, len(hashes))
    if not size:
        return np.empty(0, np.uint32)
    hashed = np.array(hashes, np.uint32)
    count = len(hashed) - size + 1
    runs = np.zeros(count, np.uint32)
    for start in range(size):
        runs = runs * _BASE + hashed[start : start + count]
    for shift, factor in _MIXING:
        runs ^= runs >> shift
        runs *= factor
    return runs ^ (runs >> np.uint32(16))


@lru_cache(maxsize=200_000)
def hash_of(word: str) -> int:
    """Return the 32-bit hash of a word."""
    return crc32(word.encode("utf-8", "surrogatepass"))
