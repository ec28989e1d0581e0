"""Annotation is the same over one process or several, in one batch or many."""

from collections.abc import Iterator
from typing import Any

import pytest

from dayline.config import load
from dayline.model.document import Document
from dayline.pipeline import workers
from dayline.store.archive import Archive


@pytest.fixture(scope="module")
def documents(built: Any) -> list[Document]:
    """Return the documents of the made-up crisis."""
    with Archive.open(str(built.archive), create=False) as archive:
        return list(archive.documents())


def test_nothing_gives_nothing() -> None:
    assert list(workers.annotate_documents([])) == []


def test_how_documents_are_batched_does_not_matter(documents: list[Document], built: Any) -> None:
    crisis = load(built.crisis.config).crisis
    together = list(workers.annotate_documents(documents, crisis=crisis))
    alone = [found for each in documents for found in workers.annotate_documents([each], crisis=crisis)]
    turned = list(workers.annotate_documents(reversed(documents), crisis=crisis))
    assert together == alone
    assert together == turned[::-1]


def test_documents_are_taken_as_they_are_needed(documents: list[Document]) -> None:
    taken = 0

    def counted() -> Iterator[Document]:
        nonlocal taken
        for number in range(2000):
            taken += 1
            yield documents[number % len(documents)]

    first = next(workers.annotate_documents(counted(), processes=1))
    assert first.document_id == documents[0].id
    assert taken < 1000


def test_two_processes_give_what_one_gives_in_the_same_order(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch, built: Any
) -> None:
    crisis = load(built.crisis.config).crisis
    one = list(workers.annotate_documents(documents, crisis=crisis, processes=1))
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 4)
    monkeypatch.setattr(workers, "CHUNK", 3)
    assert list(workers.annotate_documents(iter(documents), crisis=crisis, processes=2)) == one
