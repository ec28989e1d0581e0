"""Feeds, markup and strings that others collected to break programs; skipped where they are not at hand."""

import html
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dayline.clean import clean
from dayline.ingest import kinds
from dayline.ingest.files import read_paths
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, SourceId
from dayline.pipeline.languages import page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

BOOK = SourceBook()
# every so many of the feeds are read, to keep within seconds
FEED_STEP = 5


def collection(path: str) -> Path:
    root = os.environ.get("DAYLINE_DATA")
    if not root or not (Path(root) / path).exists():
        pytest.skip(f"needs {path} in the folder that DAYLINE_DATA names")
    return Path(root) / path


def results_of(content: bytes, media_type: str) -> tuple[Document | Rejected, ...]:
    item = RawItem(source_id=SourceId(""), url="", content=content, media_type=media_type, name="input:1",
                   fetched_at=datetime(2031, 5, 6, tzinfo=UTC), sha256=sha256_hex(content))
    return clean(item, sources=BOOK, words=page_words())


def test_odd_and_broken_feeds_cost_only_themselves() -> None:
    folder = collection("feeds/feedparser_tests/tests")
    documents = refusals = 0
    for path in sorted(folder.rglob("*.xml"))[::FEED_STEP]:
        for item in read_paths([path]):
            for result in clean(item, sources=BOOK, words=page_words()) if isinstance(item, RawItem) else (item,):
                documents += isinstance(result, Document)
                refusals += isinstance(result, Rejected)
    assert documents > 50
    assert refusals > 50


def test_naughty_strings_are_text_like_any_other() -> None:
    strings = json.loads((collection("hostile/naughty_strings") / "blns.json").read_text(encoding="utf-8"))
    for string in strings:
        line = json.dumps({"id": "1", "title": string, "text": string}, ensure_ascii=False)
        (result,) = results_of(line.encode(), kinds.DOCUMENT)
        if isinstance(result, Document):
            assert result.headline == result.text == string
        else:
            assert not any(map(str.isalpha, string)) or "\0" in string
        written = html.escape(string)
        entry = f"<item><title>A {written}</title><description>B {written}</description></item>"
        feed = f"<rss><channel>{entry}</channel></rss>"
        assert any(isinstance(result, Document) for result in results_of(feed.encode(), kinds.FEED)), string


def test_hostile_markup_leaves_no_tags_behind() -> None:
    vectors = json.loads((collection("hostile/dompurify_vectors") / "vectors.json").read_text(encoding="utf-8"))
    for vector in vectors:
        payload = vector["payload"]
        page = f"<html><body><article><p>{'The dam broke in the night. ' * 10}</p>{payload}</article></body></html>"
        (result,) = results_of(page.encode(), kinds.PAGE)
        texts = [result.text] if isinstance(result, Document) else []
        written = html.escape(payload)
        feed = f"<rss><channel><item><title>A</title><description>{written}</description></item></channel></rss>"
        texts += [result.text for result in results_of(feed.encode(), kinds.FEED) if isinstance(result, Document)]
        for text in texts:
            assert "<script" not in text.casefold(), payload
            assert "<img" not in text.casefold(), payload
