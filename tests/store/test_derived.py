"""Annotations and relevance are kept by the version of the stage that made them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.errors import ArchiveError, RecordError
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.model.source import RawItem
from dayline.model.story import Relevance
from dayline.store import Archive

Receive = Callable[..., tuple[RawItem, Document]]


@pytest.fixture(scope="module")
def ids(stocked: tuple[Archive, list[Any]]) -> list[Any]:
    """Give the ids of the documents of the archive."""
    return stocked[1]


@pytest.fixture(scope="module")
def stocked(new_archive: Callable[[], Archive], receive: Receive) -> Iterator[tuple[Archive, list[Any]]]:
    """Give an archive of a thousand documents, and their ids."""
    received = [receive(item=f"{number}", raw="all") for number in range(1001)]
    with new_archive() as archive:
        archive.add([raw for raw, _ in received], [(document, "") for _, document in received])
        yield archive, [document.id for _, document in received]


@given(st.from_type(Annotations))
@settings(max_examples=50)
def test_annotations_come_back_equal(stocked: tuple[Archive, list[Any]], record: Annotations) -> None:
    archive, ids = stocked
    record = replace(record, document_id=ids[0])
    archive.put_annotations("1", [record])
    assert archive.annotations(ids[:2], "1") == {ids[0]: record}


@given(st.from_type(Relevance))
@settings(max_examples=50)
def test_relevance_comes_back_equal(stocked: tuple[Archive, list[Any]], record: Relevance) -> None:
    archive, ids = stocked
    record = replace(record, document_id=ids[0])
    archive.put_relevance("1", [record])
    assert archive.relevance(ids[:2], "1") == {ids[0]: record}


def test_what_is_missing_is_told_in_the_order_asked(stocked: tuple[Archive, list[Any]]) -> None:
    archive, ids = stocked
    asked = ids[::-1]
    archive.put_annotations("v", [Annotations(document_id=found, language="en") for found in ids[:700]])
    archive.put_relevance("v", [Relevance(document_id=found, score=1.0) for found in ids[:900]])
    assert archive.unannotated("v", asked) == ids[700:][::-1]
    assert archive.without_relevance("v", asked) == ids[900:][::-1]
    assert len(archive.annotations(ids, "v")) == 700
    assert len(archive.relevance(ids, "v")) == 900
    assert archive.unannotated("v", []) == []


def test_another_version_replaces(stocked: tuple[Archive, list[Any]]) -> None:
    archive, ids = stocked
    for version, language in (("1", "en"), ("2", "uk")):
        archive.put_annotations(version, [Annotations(document_id=ids[0], language=language)])
        archive.put_relevance(version, [Relevance(document_id=ids[0], score=float(version))])
    assert archive.unannotated("1", ids[:1]) == archive.without_relevance("1", ids[:1]) == ids[:1]
    assert archive.unannotated("2", ids[:1]) == archive.without_relevance("2", ids[:1]) == []
    assert archive.annotations(ids[:1], "1") == archive.relevance(ids[:1], "1") == {}
    assert archive.annotations(ids[:1], "2")[ids[0]].language == "uk"
    assert archive.relevance(ids[:1], "2")[ids[0]].score == 2.0


def test_what_is_derived_of_nothing_is_refused_with_the_whole_batch(
    stocked: tuple[Archive, list[Any]],
) -> None:
    archive, ids = stocked
    known, unknown = (Annotations(document_id=found, language="en") for found in (ids[1], "f" * 16))
    with pytest.raises(ArchiveError, match="does not hold"):
        archive.put_annotations("3", [known, unknown])
    assert archive.annotations([ids[1]], "3") == {}
    with pytest.raises(ArchiveError, match="does not hold"):
        archive.put_relevance("3", [Relevance(document_id="f" * 16, score=1.0)])


def test_a_record_that_holds_something_else_is_refused(stocked: tuple[Archive, list[Any]]) -> None:
    archive, ids = stocked
    wrong = Annotations(document_id=ids[0], language=5)  # type: ignore[arg-type]
    with pytest.raises(RecordError, match=r"Annotations\.language: expected text"):
        archive.put_annotations("1", [wrong])


def test_a_damaged_row_is_said(stocked: tuple[Archive, list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    archive, ids = stocked
    with monkeypatch.context() as patched:
        patched.setattr("dayline.store.derived.pack", lambda record, home: b"cut")
        archive.put_annotations("1", [Annotations(document_id=ids[0], language="en")])
    with pytest.raises(ArchiveError, match="a packed record is damaged"):
        archive.annotations(ids[:1], "1")
