"""Public line forms: spans count in the text."""

import json
from typing import Any

from dayline.pipeline.forms import annotations_form, document_form, line_of
from dayline.pipeline.workers import annotate_documents
from dayline.store.archive import Archive


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
