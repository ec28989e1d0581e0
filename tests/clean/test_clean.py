"""The laws that hold for every kind of item."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dayline.clean import CLEANERS, clean
from dayline.ingest import kinds
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, SourceId
from dayline.pipeline.languages import page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

FETCHED_AT = datetime(2031, 5, 6, 6, tzinfo=UTC)
BOOK = SourceBook()

any_text = st.text(alphabet=st.characters(), max_size=40)
field = any_text | st.none() | st.integers() | st.lists(st.integers(), max_size=2)
NAMES = ("id", "title", "text", "url", "source", "published", "language", "author", "message_id", "message",
         "text_entities", "from", "chat", "date", "date_unixtime", "forwarded_from", "type", "channel")
records = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, field))
MARKUP = ["<rss><channel><item><title>", "<feed><entry><title>", "<item>", "</item>", "<p>", "</p>", "<description>",
          "</description>", "<![CDATA[", "]]>", "<!--", "&lt;", "&amp;", "&#0;", "&#xD800;", "<html>", "<meta ",
          'content="', '<script type="application/ld+json">', '{"@type":"Article","datePublished":', "</script>",
          "<link>", "<br>", "words of the article ", "<time datetime='", "2031-05-05", "\x00", "\ufffe", "<a href='"]
marked_up = st.lists(st.sampled_from(MARKUP) | st.text(max_size=6), max_size=30).map("".join)


def item(content: bytes, media_type: str) -> RawItem:
    return RawItem(source_id=SourceId(""), url="", content=content, media_type=media_type, fetched_at=FETCHED_AT,
                   sha256=sha256_hex(content), name="input:1")


def check(content: bytes, media_type: str) -> tuple[Document | Rejected, ...]:
    """Clean an item and return the results, each of them checked."""
    results = clean(item(content, media_type), sources=BOOK, words=page_words())
    assert results == clean(item(content, media_type), sources=BOOK, words=page_words())
    for result in results:
        if isinstance(result, Rejected):
            assert result.reason
            assert result.item_id == "input:1"
            (result.detail + result.reason).encode()
            continue
        stored = (result.headline, result.text, result.url, result.byline, result.given_id, result.source_name)
        assert not any(b"\0" in part.encode() for part in (*stored, *result.labels))
        assert result.sha256 == sha256_hex(result.text.encode())
        assert result.raw_sha256 == sha256_hex(content)
        assert len(result.id) == len(result.item_id) == 16
    return results


@settings(max_examples=150)
@given(st.binary(max_size=200), st.sampled_from(sorted(CLEANERS)))
def test_no_bytes_raise(content: bytes, media_type: str) -> None:
    check(content, media_type)


@settings(max_examples=300)
@given(records, st.sampled_from([kinds.DOCUMENT, kinds.TELEGRAM]), st.booleans())
def test_no_object_raises(record: dict[str, object], media_type: str, is_ascii: bool) -> None:
    check(json.dumps(record, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass"), media_type)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(marked_up, st.sampled_from([kinds.FEED, kinds.PAGE]))
def test_no_markup_raises(text: str, media_type: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), media_type)


@settings(max_examples=200)
@given(st.text(max_size=80), st.text(max_size=200))
def test_given_texts_are_sacred(title: str, text: str) -> None:
    for result in check(json.dumps({"id": "1", "title": title, "text": text}).encode(), kinds.DOCUMENT):
        if isinstance(result, Document):
            assert (result.headline, result.text) == (title, text)
        else:
            assert "\0" in title + text or not any(map(str.isalpha, title + text))


def test_a_changed_text_is_another_version_of_the_same_item() -> None:
    def version(**fields: str) -> Document:
        record = {"id": "1", "url": "https://valleypost.example/1", **fields}
        (result,) = check(json.dumps(record).encode(), kinds.DOCUMENT)
        assert isinstance(result, Document)
        return result

    first, same = version(title="Six dead"), version(title="Six dead", id="2", author="Somebody else")
    retitled = version(title="Nine dead", url="http://www.valleypost.example/1/?utm_source=x")
    assert first.id == same.id
    assert first.item_id == retitled.item_id
    assert first.id != retitled.id


@pytest.mark.parametrize("text", ["word " * 1_000_000, "ab" * 2_500_000])
def test_five_megabytes_of_text_are_set_aside(text: str) -> None:
    (result,) = check(json.dumps({"id": "1", "title": "Long", "text": text}).encode(), kinds.DOCUMENT)
    assert isinstance(result, Rejected)
    assert (result.reason, result.detail) == ("text longer than 1,000,000 characters", "1")


def test_an_unknown_media_type_is_set_aside() -> None:
    (result,) = check(b"%PDF", "application/pdf")
    assert isinstance(result, Rejected)
    assert (result.reason, result.detail) == ("unknown media type", "application/pdf")


def test_the_address_of_an_item_counts_where_it_says_none() -> None:
    body = b"<article><p>" + b"Six people died. " * 20 + b"</article>"
    page = b"<html><head><title>Six dead in Sella</title></head><body>" + body
    (result,) = clean(item(page, kinds.PAGE), sources=BOOK, words=page_words(), url="https://valleypost.example/1")
    assert isinstance(result, Document)
    assert (result.url, result.source_id) == ("https://valleypost.example/1", "valleypost.example")
