"""An export holds everything, a line a row, in an order that depends on the content alone."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dayline.model.document import Document, Duplicate
from dayline.model.entities import Annotations
from dayline.model.review import Decision
from dayline.model.source import RawItem, Rejected
from dayline.model.story import Assignment, Relevance
from dayline.store import Archive
from dayline.store.export import ORDER, PRIVATE, REMADE
from dayline.store.tables import metadata

Receive = Callable[..., tuple[RawItem, Document]]


def rows(archive: Archive) -> list[dict[str, Any]]:
    stream = io.StringIO()
    count = archive.export(stream)
    lines = stream.getvalue().splitlines()
    assert len(lines) == count
    return [json.loads(line) for line in lines]


def test_every_table_is_exported() -> None:
    assert {table.name for table in (*(table for table, _ in ORDER), *REMADE, *PRIVATE)} == set(metadata.tables)


def test_an_empty_archive_exports_nothing(archive: Archive) -> None:
    assert rows(archive) == []


def test_every_row_is_there(archive: Archive, receive: Receive) -> None:
    raw, document = receive(text="Дамба \ud800 holds.", url="https://gazette.example/orsk")
    other_raw, other = receive(item="velm")
    at = datetime(2031, 5, 4, 9, tzinfo=UTC)
    archive.add(
        [raw, other_raw],
        [(document, "2031-05-04"), (other, "")],
        [Rejected(item_id="a:3", stage="clean", reason="empty")],
    )
    archive.put_annotations("a1", [Annotations(document_id=document.id, language="uk")])
    archive.put_relevance("r1", [Relevance(document_id=document.id, score=1.5, reasons=("dam",))])
    archive.put_fold_day(
        "flood",
        "2031-05-04",
        "k",
        [Assignment(document_id=document.id, story_id="s", similarity=1, thread_id="t")],
        [Duplicate(document_id=other.id, of=document.id, reason="teaser", similarity=0.5)],
    )
    archive.put_decision("flood", 4, Decision(by="A", at=at, action="drop", target="lede[0]", reason="old"))
    archive.put_note("configuration", "c1")
    found = {
        (row.pop("table"), row.get("sha256", "") if "length" in row else row.get("id", "")): row
        for row in rows(archive)
    }
    assert [name for name, _ in found].count("documents") == 2
    kept = found["documents", document.id]
    assert kept["text"] == document.text
    assert kept["published_at"] == "2031-05-04T08:00:00+00:00"
    assert kept["day"] == "2031-05-04"
    assert found["raw_items", raw.sha256]["length"] == len(raw.content)
    assert "content" not in found["raw_items", raw.sha256]
    assert found["annotations", ""] == {
        "document_id": document.id,
        "version": "a1",
        "payload": {"document_id": document.id, "language": "uk"},
    }
    assert found["relevance", ""]["reasons"] == ["dam"]
    assert found["assignments", ""]["ordinal"] == 0
    assert found["duplicates", ""]["of"] == document.id
    assert found["fold_days", ""]["key"] == "k"
    assert found["meta", ""] == {"key": "configuration", "value": "c1"}
    assert [row["payload"]["reason"] for (name, _), row in found.items() if name == "decisions"] == ["old"]


def test_an_export_can_be_written_to_a_file_whatever_the_characters(
    archive: Archive, receive: Receive, tmp_path: Path
) -> None:
    raw, document = receive(text="Half \ud800 a pair, \u2028 a NUL \0 and Дамба.")
    archive.add([raw], [(document, "")])
    path = tmp_path / "export.ndjson"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        archive.export(stream)
    texts = [json.loads(line).get("text") for line in path.read_bytes().split(b"\n") if line]
    assert document.text in texts


def test_the_order_of_rows_does_not_depend_on_the_order_of_writing(
    new_archive: Callable[[], Archive], receive: Receive
) -> None:
    received = [receive(item=f"{number}") for number in range(5)]
    exports = []
    for order in (received, received[::-1]):
        with new_archive() as archive:
            for raw, document in order:
                archive.add([raw], [(document, "")], [Rejected(item_id=raw.name, stage="clean", reason="Ы")])
                archive.put_annotations("1", [Annotations(document_id=document.id, language="en")])
                archive.put_note(raw.name, "seen")
            stream = io.StringIO()
            archive.export(stream)
            exports.append(stream.getvalue())
    assert exports[0] == exports[1]


@pytest.mark.parametrize("key", ["a", "B", "Я", "_"])
def test_rows_are_sorted_by_code_points(archive: Archive, key: str) -> None:
    for name in ("a", "B", "Я", "_", "z"):
        archive.put_note(name, "")
    names = [row["key"] for row in rows(archive)]
    assert names.index(key) == sorted(["a", "B", "Я", "_", "z"]).index(key)
