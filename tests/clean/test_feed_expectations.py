"""What feedparser's own test feeds expect of headline, link, date, text and author reaches the drafts of documents.

Expectations stand in a comment of each feed; read here are those that say what a field of an entry equals. Left out are
what no digest needs (ids, rights, enclosures, geometry, languages of single fields) and the rows of ``OTHERWISE``.
"""

import ast
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dayline.clean.drafts import Draft
from dayline.clean.entries import drafts
from dayline.clean.feeds import read_xml_feed
from dayline.clean.markup import plain_line, plain_paragraphs
from dayline.pipeline.languages import page_words

FETCHED = datetime(2031, 5, 4, tzinfo=UTC)
# (part of the feed's name, field, why dayline does otherwise)
OTHERWISE = (
    ("entry_author_map_author", "author", "a byline has no mail address"),
    ("entry_content_and_summary", "text", "the fuller text is taken"),
    ("item_description_and_summary", "text", "the fuller text is taken"),
    ("item_summary_and_description", "text", "the fuller text is taken"),
    ("entry_content_base64", "text", "what says that it is no text is not read"),
    ("entry_content_iframe", "text", "what stands in a frame is another page's"),
    ("entry_summary_iframe", "text", "what stands in a frame is another page's"),
    ("_crazy", "text", "the title of a page within a text is no text of the article"),
    ("_crazy", "title", "the title of a page within a title is none"),
    ("item_content_encoded_script_nested_cdata", "text", "a mark that holds nothing is no text"),
    ("http_item_link_base_content_location", "link", "no header of an answer is given here"),
    ("http_item_link_base_docuri", "link", "no address is given here"),
)
FIELDS = {
    ("title",): "title", ("title_detail", "value"): "title", ("link",): "link", ("author",): "author",
    ("author_detail", "name"): "author", ("summary",): "text", ("description",): "text",
    ("summary_detail", "value"): "text", ("content", "0", "value"): "text", ("published_parsed",): "date",
    ("updated_parsed",): "date", ("created_parsed",): "date", ("date_parsed",): "date",
}  # fmt: skip
LEAST = 780

_EXPECT = re.compile(r"Expect:\s*(.*?)\s*\n")
_EQUALS = re.compile(
    r"entries\[(\d+)\]((?:\[[^\]]+\]|\.\w+)+)\s*==\s*"
    r"(u?b?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|\([-\d, ]+\))"
)


def expectations(content: bytes) -> Iterator[tuple[int, str, object]]:
    """Yield what a feed expects: which entry, which field of ours, which value."""
    texts = (content.decode(encoding, "replace") for encoding in ("utf-8", "utf-16", "utf-32"))
    text = next((text for text in texts if "Expect:" in text), "")
    found = _EXPECT.search(text)
    for entry, path, value in _EQUALS.findall(found[1] if found else ""):
        field = FIELDS.get(tuple(re.findall(r"\w+", path)))
        if field:
            yield int(entry), field, ast.literal_eval(value)


def holds(draft: Draft, field: str, wanted: object) -> bool:
    """Tell whether a draft has what is expected, in plain text."""
    if field == "date":
        assert isinstance(wanted, tuple)
        return draft.published.at == datetime(*wanted[:6], tzinfo=UTC)
    assert isinstance(wanted, str)
    if field == "text":
        return plain_paragraphs(wanted) in draft.text or plain_paragraphs(wanted) == draft.headline
    stated = {"title": draft.headline, "link": draft.url, "author": draft.byline}[field]
    return stated == (plain_line(wanted) if field == "title" else wanted)


def test_what_feeds_expect_reaches_the_documents() -> None:
    root = os.environ.get("DAYLINE_DATA", "")
    folder = Path(root) / "feeds" / "feedparser_tests" / "tests"
    if not root or not folder.is_dir():
        pytest.skip("DAYLINE_DATA names no folder with feeds/feedparser_tests/tests")
    kept, broken, unneeded = 0, [], {row[:2] for row in OTHERWISE}
    for path in sorted(folder.rglob("*.xml")):
        content = path.read_bytes()
        wanted = list(expectations(content))
        made = drafts(read_xml_feed(content), base="", fetched_at=FETCHED, words=page_words()) if wanted else []
        for entry, field, value in wanted:
            if entry < len(made) and holds(made[entry], field, value):
                kept += 1
                continue
            row = next((row for row in OTHERWISE if row[0] in path.name and row[1] == field), None)
            if row is None:
                broken.append(f"{path.name}: {field}: {value!r}")
            else:
                unneeded.discard(row[:2])
    assert broken == []
    assert unneeded == set()
    assert kept >= LEAST
