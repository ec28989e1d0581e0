"""The digest as JSON: what each part becomes."""

import json

import pytest

from dayline.errors import SpanError
from dayline.model.digest import Citation
from dayline.model.document import DocumentId, Span
from dayline.publish.forms import citation_form, digest_form, passage_form
from dayline.publish.rendering import json_artifact


@pytest.fixture(scope="module")
def full(made):
    digest, documents = made.full_day()
    return digest, documents, digest_form(digest, documents, crisis_name="Varda flood")


def test_the_form_begins_as_the_digest_does(full):
    _, _, form = full
    assert list(form)[:6] == ["crisis", "day", "date", "title", "cutoff", "lede"]
    assert (form["crisis"], form["day"], form["date"]) == ("Varda flood", 6, "2026-05-14")
    assert form["cutoff"] == "2026-05-14T19:00:00Z"


def test_every_citation_quotes_its_document_back(full):
    _, documents, form = full
    given = {document.given_id: document for document in documents.values()}
    seen = 0

    def walk(value):
        nonlocal seen
        if isinstance(value, dict):
            if "sha256" in value:
                start, end = value["span"]
                assert given[value["document"]].field(value["field"])[start:end] == value["text"]
                assert given[value["document"]].sha256 == value["sha256"]
                seen += 1
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    walk(form)
    assert seen > 60


def test_a_claim_is_a_figure_with_its_citation(full):
    claim = full[2]["figures"][0]["claims"][0]
    assert {name: claim[name] for name in ("low", "high", "unit", "of", "as_of", "claimed_by")} == {
        "low": 9, "high": 9, "unit": "people", "of": "killed", "as_of": "2026-05-14T18:00", "claimed_by": "police",
    }  # fmt: skip
    assert (claim["previous"], claim["previous_day"]) == (6, 5)
    assert claim["citation"] == claim["citations"][0]


def test_whole_numbers_have_no_fraction(full):
    claims = [claim for group in full[2]["figures"] for claim in group["claims"]]
    assert [json.dumps(claim["low"]) for claim in claims] == [
        "9",
        "10",
        "14",
        "30",
        "1250000000",
        "98.5",
        "25000",
    ]


def test_background_carries_its_day_and_sections_their_notes(full):
    section = full[2]["sections"][1]
    assert [passage["day"] for passage in section["background"]] == [3]
    assert section["notes"] == ["4 outlets", "one anonymous source"]
    assert section["story"]


def test_a_document_goes_by_the_id_that_its_file_gave_it_or_else_by_ours(made):
    room = made.Newsroom()
    given = room.document("KNA", "Given", "Given.")
    ours = room.document("KNA", "Ours", "Ours.", given_id="")
    names = [citation_form(room.cite(document), room.documents)["document"] for document in (given, ours)]
    assert names == ["item-0", ours.id]


def test_an_address_that_is_none_is_left_out(made):
    room = made.Newsroom()
    for url in ("javascript:alert(1)", "https://news.example/1"):
        room.document("KNA", url, "Text.", url=url)
    forms = [citation_form(room.cite(document), room.documents) for document in room.documents.values()]
    assert [form["url"] for form in forms] == ["", "https://news.example/1"]


def test_a_citation_of_nothing_is_refused(made):
    room = made.Newsroom()
    document = room.document("KNA", "A", "Text.")
    good = room.cite(document)
    for span, error in (
        (Span(document_id=document.id, start=0, end=99), SpanError),
        (Span(document_id=DocumentId("none"), start=0, end=1), KeyError),
    ):
        citation = Citation(
            span=span, url="", source_name="KNA", retrieved_at=good.retrieved_at, sha256=good.sha256
        )
        with pytest.raises(error):
            passage_form(made.passage("Text.", "report", citation), room.documents)


def test_half_characters_come_back_from_the_file():
    form = {"text": "a\ud800b\u2028", "name": "Київ"}
    content = json_artifact("a.json", form).content
    assert json.loads(content) == form
    assert "Київ".encode() in content
