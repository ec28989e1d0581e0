"""Whole files, from their bytes to documents: each case beside what is expected of it."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dayline.clean import clean
from dayline.ingest.files import read_stream
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, Source, SourceId
from dayline.pipeline.languages import page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

CASES = Path(__file__).parents[1] / "cases" / "clean"
FETCHED_AT = datetime(2031, 5, 6, 6, tzinfo=UTC)
BOOK = SourceBook(
    [
        Source(id=SourceId("valley-post"), name="The Valley Post", url="https://valleypost.example/feed/"),
        Source(id=SourceId("waters"), name="Ministry of Waters", url="https://waters.gov.example/news.atom"),
        Source(id=SourceId("staff"), name="Orrin Valley Staff", kind="telegram", url="https://t.me/orrinvalley"),
    ]
)


def read_case(case: Path) -> tuple[list[Document], list[Rejected]]:
    """Return what the input file of a case gives."""
    (path,) = case.glob("input.*")
    documents: list[Document] = []
    rejected: list[Rejected] = []
    with path.open("rb") as file:
        for item in read_stream(file, name=path.name, fetched_at=FETCHED_AT):
            results = clean(item, sources=BOOK, words=page_words()) if isinstance(item, RawItem) else (item,)
            for result in results:
                (documents if isinstance(result, Document) else rejected).append(result)  # type: ignore[attr-defined]
    return documents, rejected


def shown(value: object) -> object:
    """Return a field as the expectations write it: lists for tuples, texts without the first end of line."""
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path) -> None:
    expected = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    documents, rejected = read_case(case)
    wanted = expected.get("document", [])
    assert len(documents) == len(wanted), [document.headline for document in documents]
    for document, fields in zip(documents, wanted, strict=True):
        for passage in fields.pop("holds", []):
            assert passage in document.text
        assert {name: shown(getattr(document, name)) for name in fields} == fields
        assert document.sha256 == sha256_hex(document.text.encode())
        for words in expected.get("absent", []):
            assert words not in document.text
    refusals = expected.get("rejected", [])
    assert [{name: getattr(record, name) for name in fields}
            for record, fields in zip(rejected, refusals, strict=True)] == refusals
