"""What the tests of annotation share: the real parser and language tables, and a world without places."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from dayline.annotate import Tools, annotate
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations, Place
from dayline.model.source import ItemId, SourceId
from dayline.pipeline import resources
from dayline.pipeline.languages import languages

DAY = datetime(2031, 5, 9, 8, tzinfo=UTC)
Annotated = Callable[..., tuple[Document, Annotations]]


class NoPlaces:
    """A gazetteer that knows no place."""

    def lookup(self, name: str) -> Sequence[Place]:
        return ()


@pytest.fixture(scope="session")
def tools() -> Tools:
    return Tools(
        nlp=resources.parser(),
        tagger=resources.tagger(),
        languages=languages(),
        detect=lambda text: "en" if text.isascii() or "“" in text or "—" in text else "und",
        gazetteer=NoPlaces(),
        zone=UTC,
    )


@pytest.fixture(scope="session")
def annotated(tools: Tools) -> Annotated:
    """Give a function from text and headline to the document and what was found in it."""

    def run(text: str, headline: str = "", language: str = "en", name: str = "d") -> tuple[Document, Annotations]:
        document = Document(
            id=DocumentId(name), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline=headline,
            text=text, language=language, published_at=DAY, published_confidence="time", fetched_at=DAY,
            sha256="0" * 64, raw_sha256="0" * 64,
        )  # fmt: skip
        return document, annotate(document, tools=tools)

    return run
