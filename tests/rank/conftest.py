"""Documents about a made-up flood with their sources, and the English word lists as they are shipped."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from dayline.model.document import Document
from dayline.model.source import Source, SourceId
from dayline.text.fingerprints import document_id, item_id, sha256_hex
from dayline.text.languages import Language

START = datetime(2031, 4, 10, 6, tzinfo=UTC)


@pytest.fixture(scope="session")
def languages() -> Mapping[str, Language]:
    text = (files("dayline") / "languages" / "en.stories.toml").read_text(encoding="utf-8")
    return {"en": Language.from_mapping("en", tomllib.loads(text))}


@pytest.fixture(scope="session")
def sources() -> Mapping[SourceId, Source]:
    given = (
        Source(
            id=SourceId("wire"), name="Northwire", kind="agency", tier=1, names=("NW", "Northwire agency")
        ),
        Source(id=SourceId("star"), name="Northern Star", tier=2),
        Source(id=SourceId("post"), name="Valley Post", tier=2, names=("VP",)),
        Source(id=SourceId("office"), name="Office of the Governor", tier=1, side="valley"),
        Source(id=SourceId("mill"), name="Mill Gazette", tier=3, side="valley"),
        Source(id=SourceId("relay"), name="Relay", tier=3),
    )
    return {source.id: source for source in given}


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    def make(
        headline: str,
        text: str = "",
        *,
        source: str = "post",
        hours: float = 0,
        url: str = "",
        labels: tuple[str, ...] = (),
    ) -> Document:
        published = START + timedelta(hours=hours)
        key = f"{headline}{text}{hours}"
        return Document(
            id=document_id(source, key, headline, text),
            item_id=item_id(source, key),
            source_id=source,
            source_name=source,
            url=url,
            headline=headline,
            text=text,
            language="en",
            published_at=published,
            published_confidence="time",
            fetched_at=published,
            sha256=sha256_hex(text.encode()),
            raw_sha256=sha256_hex(headline.encode()),
            labels=labels,
        )

    return make
