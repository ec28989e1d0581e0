import pytest

from dayline.ingest.kinds import DOCUMENT, TELEGRAM, bare_name, kind_of, media_type_of

LINE = b'{"id": "1", "title": "Six dead"}\n'


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (LINE + LINE, "a.ndjson", "documents"),
        (LINE, "a.json", "documents"),
        (LINE + LINE, "a.txt", "documents"),
        (b"\xef\xbb\xbf" + LINE, "a", "documents"),
        (b'not json at all\n{"id": "2"}\n', "a", "documents"),
        (b"[broken\n", "a.ndjson.gz", "documents"),
        (b'[{"id": "1"}]', "a.json", "array"),
        (b'{\n "id": "1"\n}', "a.json", "object"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "a.json", "feed"),
        (b'{\n "version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}', "a", "feed"),
        (b'{"articles": [ {"title": "Six", "url": "https://a.example"', "a.json", "list"),
        (b'{"total": 0,\n"stories": []}', "a", "list"),
        (b"id,indexed_date,URL,Title\n1,2", "a.csv", "list"),
        (b'{"text": "\\"articles\\": [{\\"url\\": 1}]"}', "a", "documents"),
        (b'{\n "name": "Staff",\n "messages": [\n', "result.json", "export"),
        (b'{"about": "", "chats": {"list": [', "result.json", "export"),
        (b'<?xml version="1.0"?>\n<!-- made -->\n<rss version="2.0">', "a.html", "feed"),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>', "a", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a", "feed"),
        (b"<atom:feed>", "a", "feed"),
        (b"<rdf:RDF>", "a", "feed"),
        ('<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"), "a.xml", "feed"),
        ('<?xml version="1.0"?><rss>'.encode("utf-32-be"), "a.xml", "feed"),
        (b"<!DOCTYPE html><title>x", "a.xml", "page"),
        (b"<!-- saved --><HTML>", "a", "page"),
        (b"<p>only a piece", "a", "page"),
        (b"Headers and such\n<html><body>", "a.txt", "page"),
        (b"words in a page's name", "a.htm.gz", "page"),
        (b'<?xml version="1.0"?><urlset><url>', "sitemap.xml", "unknown"),
        (b"just words", "a.txt", "unknown"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.html", "unknown"),
        (b"%PDF-1.7", "a.pdf", "unknown"),
    ],
)
def test_kind_of(head: bytes, name: str, kind: str) -> None:
    assert kind_of(head, name) == kind


def test_a_long_first_line_is_still_a_document() -> None:
    assert kind_of(b'{"id": "1", "text": "' + b"word " * 20_000, "a.ndjson") == "documents"
    assert kind_of(b'{"id": "1", "text": "' + b"word " * 20_000, "a") == "documents"


@pytest.mark.parametrize(
    ("record", "media_type"),
    [
        ({"id": "1", "text": "x"}, DOCUMENT),
        ({"message_id": 1, "text": "x"}, TELEGRAM),
        ({"_": "Message", "id": 1, "message": "x"}, TELEGRAM),
        ({"id": 4, "date_unixtime": "1", "text": []}, TELEGRAM),
        ("words", DOCUMENT),
    ],
)
def test_media_type_of(record: object, media_type: str) -> None:
    assert media_type_of(record) == media_type


def test_bare_name() -> None:
    assert bare_name("a.html.gz") == "a.html"
