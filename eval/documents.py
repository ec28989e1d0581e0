"""Documents to score on: made from gold texts, or read from the public corpora as dayline reads them."""

import gzip
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, Rejected, SourceId
from dayline.pipeline.streams import Report, read_documents
from dayline.text.fingerprints import sha256_hex, short_id

COLLECTED = datetime(2031, 1, 1, tzinfo=UTC)


def gold_document(
    name: str, text: str, *, title: str = "", published: date | None = None, language: str = ""
) -> Document:
    """Return a document over a gold text; a language that is not stated is left to be found."""
    moment = None if published is None else datetime.combine(published, time(12), UTC)
    return Document(
        id=DocumentId(short_id("gold", name)),
        item_id=ItemId(short_id("item", name)),
        given_id=name,
        source_id=SourceId("gold"),
        source_name="gold",
        headline=title,
        text=text,
        language=language,
        published_at=moment,
        published_on=published,
        published_confidence="low" if published is None else "day",
        fetched_at=COLLECTED,
        sha256=sha256_hex(text.encode()),
        raw_sha256=sha256_hex(f"{title}\n{text}".encode()),
    )


def public_documents(
    path: Path, *, every: int = 1, first: int | None = None
) -> Iterator[tuple[Document, Mapping[str, Any]]]:
    """Yield every n-th document of an NDJSON file, or its first ones, as dayline reads them, with the gold line.

    What dayline sets aside is left out.
    """
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        rows = [json.loads(line) for line in file if line.strip()]
    gold = {row["id"]: row for row in rows[:first:every]}
    for document in read_documents(str(path), Report(), _ignore):
        if document.given_id in gold:
            yield document, gold.pop(document.given_id)
            if not gold:
                return


def _ignore(rejected: Rejected) -> None:
    """Say nothing of what is set aside."""
