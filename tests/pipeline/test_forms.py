"""Public line forms: files written whole or not at all, and spans that count in the text."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from dayline.errors import InputError
from dayline.pipeline.forms import annotations_form, document_form, line_of, open_output
from dayline.pipeline.workers import annotate_documents
from dayline.store.archive import Archive


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson"
    path.write_text("before\n")
    with open_output(str(path)) as stream:
        stream.write("after\n")
        assert path.read_text() == "before\n"
    assert path.read_text() == "after\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.ndjson"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"), open_output(str(tmp_path)):
        pass
    assert not list(tmp_path.iterdir())


def test_a_fault_leaves_the_earlier_file_and_no_half(tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson.gz"
    path.write_bytes(b"before")

    def fail() -> None:
        with open_output(str(path)) as stream:
            stream.write("half\n")
            raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        fail()
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.ndjson.gz"]


def test_a_packed_file_holds_no_time_and_no_name(tmp_path: Path) -> None:
    for name in ("one.gz", "other.gz"):
        with open_output(str(tmp_path / name)) as stream:
            stream.write("Плотина\n")
    one = (tmp_path / "one.gz").read_bytes()
    assert one == (tmp_path / "other.gz").read_bytes()
    assert gzip.decompress(one).decode() == "Плотина\n"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no/out"), open_output(str(tmp_path / "no" / "out")):
        pass


def test_a_line_is_one_line_whatever_it_holds() -> None:
    line = line_of({"text": "a\nb\r\u2028c\x85", "n": None})
    assert line.count("\n") == 1
    assert json.loads(line) == {"text": "a\nb\r\u2028c\x85", "n": None}


def test_a_document_is_written_as_it_was_given(built: Any) -> None:
    with Archive.open(str(built.archive), create=False) as archive:
        for document in archive.documents():
            given = built.crisis.documents[document.given_id]
            form = document_form(document, name=document.given_id)
            assert {name: form[name] for name in ("id", "url", "title", "text", "language", "author")} == {
                name: given[name] for name in ("id", "url", "title", "text", "language", "author")
            }
            assert form["published"] == given["published"]


def test_what_is_found_in_a_title_is_not_written_as_if_it_were_in_the_text(built: Any) -> None:
    with Archive.open(str(built.archive), create=False) as archive:
        documents = list(archive.documents())
    seen = 0
    for document, annotations in zip(documents, annotate_documents(documents), strict=True):
        form = annotations_form(document, annotations)
        in_text = [mention for mention in annotations.people if mention.span.field == "text"]
        seen += len(annotations.places) + len(annotations.figures) - len(form["places"]) - len(form["figures"])
        assert len(form["people"]) == len(in_text)
        for figure in form["figures"]:
            assert figure["statement"] is None or figure["statement"] < len(form["statements"])
    assert seen > 0
