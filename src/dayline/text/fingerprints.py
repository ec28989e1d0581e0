"""Fingerprints: the hashes by which documents are known.

Everything here is stable: the same input gives the same value in every process and on every machine.
"""

import hashlib

from dayline.model.document import DocumentId
from dayline.model.source import ItemId, SourceId

# hexadecimal characters of a short id: 64 bits; among ten million ids a clash has odds of 1 in 370,000
ID_LENGTH = 16


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
