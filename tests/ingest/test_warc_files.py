"""WARC files: dayline's own come back as they were kept, those of others are read, broken ones cost themselves."""

import gzip
import io
import warnings
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.ingest import kinds
from dayline.ingest.fetch import Answer
from dayline.ingest.files import read_paths
from dayline.ingest.warc import WarcFolder
from dayline.ingest.warc_files import answers_in
from dayline.model.source import RawItem, Rejected

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
PAGE = b"<!doctype html><html><body><p>The dam of Karst holds.</p></body></html>"
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'


def answer(url: str, content: bytes, *headers: tuple[str, str], sent: bytes = b"") -> Answer:
    """Return an answer."""
    return Answer(url=url, final_url=url, moved_to="", status=200, reason="OK", headers=headers, sent=sent or content,
                  content=content, machine="8.8.8.8", fetched_at=NOON)  # fmt: skip


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a file of four answers."""
    folder = WarcFolder(tmp_path, name="varda", software="dayline")
    packed = ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")
    folder.write(answer("https://a.example/1", PAGE, ("Content-Type", "text/html")))
    folder.write(answer("https://a.example/feed", FEED, *packed, sent=gzip.compress(FEED)))
    folder.write(answer("https://t.me/s/a_b_c", b"<html><div class='tgme_channel_info'>x</div></html>"))
    file, _ = folder.write(answer("https://a.example/robots.txt", b"User-agent: *"))
    return tmp_path / file


def test_what_was_kept_comes_back(kept: Path) -> None:
    items = [item for item in read_paths([kept]) if isinstance(item, RawItem)]
    assert [(item.url, item.media_type) for item in items] == [
        ("https://a.example/1", kinds.PAGE), ("https://a.example/feed", kinds.FEED),
        ("https://t.me/s/a_b_c", kinds.PREVIEW)]  # fmt: skip
    assert [item.content for item in items[:2]] == [PAGE, FEED]
    assert {item.fetched_at for item in items} == {NOON}


def test_a_file_cut_short_gives_its_whole_records(kept: Path) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) * 3 // 5])
    found = list(read_paths([kept]))
    assert [item.url for item in found if isinstance(item, RawItem)] == ["https://a.example/1", "https://a.example/feed"]
    assert isinstance(found[-1], Rejected)


@settings(max_examples=150)
@given(place=st.integers(0, 3000), length=st.integers(0, 40), filler=st.binary(max_size=20))
def test_no_file_raises(place: int, length: int, filler: bytes) -> None:
    blocks = [
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2031-05-04T12:00Z\r\n"
        b"Content-Type: application/http\r\nContent-Length: %d\r\n\r\n" % (19 + len(PAGE)),
        b"HTTP/1.1 200 OK\r\n\r\n" + PAGE + b"\r\n\r\n",
    ] * 4
    content = b"".join(blocks)
    content = content[:place] + filler + content[place + length :]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert all(found is not None for found in answers_in(io.BytesIO(content)))


def test_what_is_broken_is_not_printed(capfd: pytest.CaptureFixture[str]) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a b\x1b[2J\r\nContent-Length: 4\r\n\r\n"
    for content in (head + b"\x1b[31mred", gzip.compress(head)[:-9], head * 3):
        list(answers_in(io.BytesIO(content)))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("length", [b"9" * 43, b"-9", b"9" * 5_000, b"1e9", b""])
def test_a_length_that_is_none_is_told(length: bytes) -> None:
    content = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: " + length
    content += b"\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + PAGE + b"\r\n\r\n"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = list(answers_in(io.BytesIO(content * 2)))
    assert all(isinstance(one, str) and one.startswith("WARC is broken") for one in found[-1:])
