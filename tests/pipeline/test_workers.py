"""Annotation is the same over one process or several, in one batch or many."""

import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.config import load
from dayline.errors import InputError
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.pipeline import workers
from dayline.store.archive import Archive
from dayline.text.fingerprints import sha256_hex

SHORT = Document(
    id=DocumentId("0" * 16), item_id=ItemId("item"), source_id=SourceId("source"), source_name="Source", headline="",
    text="Ash fell.", published_at=None, published_confidence="low", fetched_at=datetime(2025, 5, 6, 6, tzinfo=UTC),
    sha256=sha256_hex(b""), raw_sha256=sha256_hex(b""),
)  # fmt: skip

# a program that has work waiting for a worker, tells the worker's number, and does not end by itself
STARTS_A_WORKER = """
import os, pickle, sys, time
from dayline.pipeline import workers

workers.WORTH_A_PROCESS = 0
with workers.Annotators(processes=2) as annotators:
    list(annotators.annotate([(None, [pickle.loads(bytes.fromhex(sys.argv[1]))])]))
    print(annotators.started().submit(os.getpid).result(), flush=True)
    time.sleep(600)
"""
# seconds for a worker to end on a busy machine
PATIENCE = 20


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
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(workers, "PART", 1000)
    assert list(workers.annotate_documents(iter(documents), crisis=crisis, processes=2)) == one


@pytest.mark.parametrize("worth", [1, 10**9])
def test_what_asks_for_nothing_is_given_back_in_its_place(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch, worth: int
) -> None:
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", worth)
    asked = [("a", []), ("b", documents[:2]), ("c", []), ("d", documents[2:3]), ("e", [])]
    with workers.Annotators(processes=2) as annotators:
        given = [(thing, [found.document_id for found in made]) for thing, made in annotators.annotate(asked)]
    assert given == [(thing, [document.id for document in wanted]) for thing, wanted in asked]


def test_parts_are_taken_ahead_but_not_many(documents: list[Document]) -> None:
    taken = 0

    def counted() -> Iterator[tuple[None, list[Document]]]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield None, []

    with workers.Annotators(processes=2) as annotators:
        next(annotators.annotate(counted()))
    assert taken == 5


@given(st.lists(st.integers(1, 120), max_size=30), st.integers(1, 200))
def test_parts_hold_every_document_once_and_are_no_longer_than_need_be(lengths: list[int], most: int) -> None:
    made = [replace(SHORT, id=DocumentId(f"{at:016x}"), text="x" * length) for at, length in enumerate(lengths)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "PART", most)
        parts = list(workers.parts_of(made))
    assert [document for part in parts for document in part] == made
    for part in parts:
        assert sum(len(document.text) for document in part[:-1]) < most
    for part in parts[:-1]:
        assert sum(len(document.text) for document in part) >= most


def test_what_goes_wrong_in_a_worker_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "dayline").write_text("a file where the folder of the gazetteer should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(workers, "WORTH_A_PROCESS", 1)
    with pytest.raises(InputError, match="gazetteer cannot be built"):
        list(workers.annotate_documents([SHORT], processes=2))


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no signals to kill with")
def test_a_killed_process_leaves_no_worker_and_no_warning() -> None:
    command = [sys.executable, "-c", STARTS_A_WORKER, pickle.dumps(SHORT).hex()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        worker = int(running.stdout.readline())
        assert is_alive(worker)
        running.kill()
        # ends when the last process that holds the other ends of these pipes has ended
        assert running.communicate(timeout=PATIENCE) == ("", "")
        assert not is_alive(worker)


def is_alive(process: int) -> bool:
    """Tell whether a process runs; one that has ended and is not waited for yet does not."""
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True)
    return found.stdout.strip()[:1] not in ("", "Z")
