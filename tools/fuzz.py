"""Feed dayline what no outlet would write, for some minutes, and show the smallest input that it stumbles over.

    python tools/fuzz.py [--minutes N] [--seed N] [--target NAME]

Hypothesis makes the inputs: files of the test cases (and of DAYLINE_DATA, where that is set), with bytes changed,
pieces cut out, doubled, swapped with others, and words of the format put in. Each reader promises to give records, or
an error in words; anything else, and whatever takes longer than ten seconds, is shown with its input: the status is 1.
"""

import argparse
import base64
import gzip
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from dayline.clean import clean
from dayline.config import check, template
from dayline.errors import DaylineError
from dayline.ingest import kinds
from dayline.ingest.answers import form_of, is_page, links_of
from dayline.ingest.files import read_stream
from dayline.ingest.guard import Policy, target_of
from dayline.ingest.kinds import FileKind
from dayline.ingest.opml import read_opml
from dayline.ingest.paging import older_page
from dayline.ingest.places import read_places
from dayline.ingest.robots import delay_of, permits, rules_of
from dayline.model.source import RawItem, Source, SourceId, SourceKind
from dayline.pipeline.languages import page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

AT = datetime(2031, 5, 6, tzinfo=UTC)
CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "clean"
DATA = os.environ.get("DAYLINE_DATA", "")
KINDS: tuple[SourceKind, ...] = ("feed", "page", "telegram", "statements", "agency", "list")
SOURCES = tuple(
    Source(
        id=SourceId(kind), name=kind, kind=kind, url=f"https://{kind}.example/", links="a" if kind == "agency" else ""
    )
    for kind in KINDS
)
BOOK = SourceBook(SOURCES)
PAGE_WORDS = page_words()
CHARSETS = ("", "utf-8", "windows-1251", "koi8-r", "iso-8859-1", "gb2312", "shift_jis", "utf-16", "utf-7", "idna",
            "rot13", "base64", "unicode_escape", "punycode", "hex", "no such")  # fmt: skip
# seconds that one input may take
LONGEST = 10.0
# bytes of the largest file to begin with: larger ones only make each try slower
LARGEST = 40_000
# inputs of one round
ROUND = 400

WORDS = (
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&#0;", b"&#x110000;", b"&amp;lt;",
    b"<?xml ", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80", b"\r\n", b"\n\n", b"{", b"}", b"[", b"]", b'"', b"\\u0000", b"\\ud800", b"null", b"true",
    b"1e999", b"-1", b"9" * 40, b"9999-12-31T23:59:59-14:00", b"0000-00-00", b"Mon, 99 Foo 2031 25:61:61 +9999",
    b"Content-Length: 99999\r\n", b"WARC/1.0\r\n", b"http://[::1", b"https://\xd0\xb0.example:99999/", b"href='",
    b"javascript:alert(1)", b"class='who-card'", b"<a href='/x'>", b"<p>", b"<div>" * 40, b"<span>", b"<ul><li>",
    b"<blockquote>", b"<h1>", b"[[sources]]\n", b"= ", b"'''", b"charset=utf-7", b"encoding='x-none'", b"%00",
    b"../../etc/passwd", b"\xe2\x80\xae", "İıßſ".encode(), "２０３１".encode(),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One kind of input: files to begin with, and what reads them."""

    name: str
    begin: tuple[bytes, ...]
    read: Callable[[bytes], object]


def _items(content: bytes, name: str, kind: FileKind | None = None) -> None:
    """Read a file, and clean every item in it."""
    for item in read_stream(BytesIO(content), name=name, fetched_at=AT, kind=kind):
        if isinstance(item, RawItem):
            clean(item, sources=BOOK, url="https://feed.example/a", words=PAGE_WORDS)


def _item(media_type: str) -> Callable[[bytes], None]:
    """Return a reader of bytes as one item."""

    def read(content: bytes) -> None:
        item = RawItem(source_id=SourceId("feed"), url="https://feed.example/a", content=content, fetched_at=AT,
                       media_type=media_type, sha256=sha256_hex(content), name="a",
                       told=content[:200].decode("latin-1"))  # fmt: skip
        clean(item, sources=BOOK, words=PAGE_WORDS)

    return read


def _said(content: bytes) -> None:
    """Take bytes for a feed and a page in the set of characters that their last byte picks."""
    told = json.dumps({"charset": CHARSETS[content[-1] % len(CHARSETS)] if content else ""})
    for media_type in (kinds.FEED, kinds.PAGE):
        item = RawItem(source_id=SourceId("feed"), url="https://feed.example/a", content=content, fetched_at=AT,
                       media_type=media_type, sha256=sha256_hex(content), name="a", told=told)  # fmt: skip
        clean(item, sources=BOOK, words=PAGE_WORDS)


def _robots(content: bytes) -> None:
    """Take bytes for what a site asks of robots."""
    rules = rules_of("https://feed.example", 200, content)
    permits(rules, target_of("https://feed.example/a?b=c", Policy()))
    delay_of(rules)


def _file(ending: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    """Return a reader of bytes as a file, which may be refused in one line."""

    def take(content: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=ending, dir=FOLDER.name) as file:
            file.write(content)
            file.flush()
            try:
                read(Path(file.name))
            except DaylineError as error:
                if "\n" in str(error):
                    raise AssertionError(f"more than a line: {error}") from error

    return take


def _answer(content: bytes) -> None:
    """Take bytes for what each kind of source answered."""
    is_page(content)
    for source in SOURCES:
        form = form_of(content, source, source.url)
        if not isinstance(form, str):
            links_of(form.media_type, content, source.url, source)
    older_page(content, "https://feed.example/a")


def _begin(*patterns: str, data: str = "") -> tuple[bytes, ...]:
    """Return the files of the cases that fit, and a hundred of those below DAYLINE_DATA."""
    files = [file for pattern in patterns for file in sorted(CASES.glob(pattern))]
    if DATA and data:
        found = sorted(Path(DATA).glob(data))
        files += random.Random(5).sample(found, min(100, len(found)))
    contents = [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]
    return tuple(content[:LARGEST] for content in contents)


def _warcs(pages: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Return WARC files of pages, packed and not."""
    made = []
    for page in pages[:8]:
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page[:4000]
        head = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://feed.example/a\r\n"
                b"WARC-Date: 2031-05-06T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                b"Content-Length: " + str(len(answer)).encode())  # fmt: skip
        record = head + b"\r\n\r\n" + answer + b"\r\n\r\n"
        made += [record * 2, gzip.compress(record, mtime=0) * 2]
    return tuple(made)


FOLDER = tempfile.TemporaryDirectory()
PAGES = _begin("page-*/input.*", data="pages/aeb/html/*.gz")
FEEDS = _begin("rss-*/input.*", "atom-*/input.*", "rdf-*/input.*", "json-feed*/input.*",
               data="feeds/feedparser_tests/**/*.xml")  # fmt: skip
MAIL = (b"From: a@b.example\r\nSubject: =?utf-8?q?Dam?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>Dam</p>\r\n--x--\r\n")  # fmt: skip
PREVIEW = "".join(
    f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="varda_gauge/{number}">'
    '<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text">Before</div></a>'
    f'<div class="tgme_widget_message_text">Gauge at <b>{number}</b> cm<br/>and <a href="https://a.example">up</a></div>'
    '<time datetime="2031-05-04T09:30:00+00:00">09:30</time></div></div>' for number in (7, 8, 11)
).encode()  # fmt: skip
SITEMAP = (b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.'
           b'com/schemas/sitemap-news/0.9"><url><loc>https://feed.example/a</loc><lastmod>2031-05-04</lastmod><n:news>'
           b"<n:publication_date>2031-05-04T09:30:00+02:00</n:publication_date><n:title>Dam</n:title></n:news></url>"
           b"</urlset>")  # fmt: skip
SITEMAP_INDEX = (b'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
                 b"<loc>https://feed.example/news.xml</loc><lastmod>2031-05-04</lastmod></sitemap>"
                 b"</sitemapindex>")  # fmt: skip
PAGED = (b'<?xml version="1.0"?><rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="next" '
         b'href="?paged=2"/><item><title>Dam</title><link>https://feed.example/a</link></item></channel></rss>')
ROBOTS = (b"User-agent: *\nDisallow: /private\nAllow: /private/a$\nCrawl-delay: 2\n\nUser-agent: dayline\n"
          b"Disallow: /*.php$\nSitemap: https://feed.example/map.xml\n")  # fmt: skip
OPML = (b'<?xml version="1.0"?><opml version="2.0"><head><title>News</title></head><body><outline text="A">'
        b'<outline type="rss" text="Post" xmlUrl="https://feed.example/rss" htmlUrl="https://feed.example/"/></outline></body></opml>')
GEONAMES = ("703448\tOrsk\tOrsk\tOrsk,\u041e\u0440\u0441\u043a\t50.45\t30.52\tP\tPPL\tUA\t\t12\t\t\t\t900\t"
            "\t187\tEurope/Kyiv\t2031-05-04\n").encode() * 3  # fmt: skip
TABLE = b'name,lat,lon,place,name:uk\nOrsk,50.45,30.52,town,\xd0\x9e\n"Upper ""Orsk""",50.5,30.5,village,\n'
TARGETS = (
    Target(name="feed", begin=FEEDS, read=_item(kinds.FEED)),
    Target(name="page", begin=PAGES, read=_item(kinds.PAGE)),
    Target(name="telegram", begin=_begin("telegram-*/input.*"), read=lambda content: _items(content, "result.json")),
    Target(name="preview", begin=(PREVIEW, *PAGES[:2]), read=_item(kinds.PREVIEW)),
    Target(name="list", begin=_begin("list-*/input.*"), read=_item(kinds.LIST)),
    Target(name="mail", begin=(MAIL,), read=_item(kinds.MAIL)),
    Target(name="warc", begin=_warcs(PAGES), read=lambda content: _items(content, "a.warc.gz", "warc")),
    Target(name="file", begin=_begin("*/input.*"), read=lambda content: _items(content, "a")),
    Target(name="json feed", begin=_begin("json-feed*/input.*"), read=_item(kinds.FEED)),
    Target(name="sitemap", begin=(SITEMAP, SITEMAP_INDEX, gzip.compress(SITEMAP, mtime=0)), read=_answer),
    Target(name="feed pages", begin=(PAGED,), read=_answer),
    Target(name="answer", begin=(*_begin("page-*/input.*", "rss-*/input.*"), PREVIEW, SITEMAP), read=_answer),
    Target(name="configuration", begin=(template().encode(),), read=_file(".toml", check)),
    Target(name="charsets", begin=FEEDS + PAGES[:8], read=_said),
    Target(name="robots", begin=(ROBOTS,), read=_robots),
    Target(name="opml", begin=(OPML,), read=_file(".opml", read_opml)),
    Target(name="places", begin=(GEONAMES, TABLE), read=_file(".txt", lambda path: list(read_places(path)))),
)


@st.composite
def changed(draw: st.DrawFn, begin: tuple[bytes, ...]) -> bytes:
    """Draw a file with up to eight changes."""
    content = bytearray(draw(st.sampled_from(begin)))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from((0, 1, 4, 40, 400, 4000))))
        how = draw(st.integers(0, 4))
        if how == 0:
            content[start:end] = draw(st.sampled_from(WORDS))
        elif how == 1:
            content[start:end] = content[start:end] * draw(st.integers(2, 20))
        elif how == 2:
            content[start:end] = draw(st.binary(max_size=6))
        elif how == 3:
            other = draw(st.sampled_from(begin))
            at = draw(st.integers(0, len(other)))
            content[start:end] = other[at : at + 200]
        else:
            del content[start:end]
    return bytes(content[: 4 * LARGEST])


def round_of(target: Target, number: int, counts: Counter[str]) -> None:
    """Try a round of inputs; raises what the reader let out, with the input noted."""

    @seed(number)
    @settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(changed(target.begin))
    def attempt(content: bytes) -> None:
        begun = time.perf_counter()
        try:
            target.read(content)
        except BaseException as error:
            error.add_note(f"{target.name}: {base64.b64encode(content).decode()}")
            raise
        seconds = time.perf_counter() - begun
        counts[target.name] += 1
        if seconds > LONGEST:
            raise AssertionError(f"{target.name}: {seconds:.1f} seconds: {base64.b64encode(content).decode()}")

    attempt()


def main() -> int:
    """Go round the targets until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=[target.name for target in TARGETS], default="")
    options = parser.parse_args()
    wanted = [target for target in TARGETS if options.target in ("", target.name)]
    counts: Counter[str] = Counter()
    until = time.monotonic() + 60 * options.minutes
    for number in _numbers(options.seed):
        for target in wanted:
            if time.monotonic() > until:
                print(", ".join(f"{name} {count}" for name, count in counts.items()), "inputs: nothing found")
                return 0
            try:
                round_of(target, number, counts)
            except Exception as error:  # whatever it is, it is what is looked for
                print(f"seed {number}, {target.name}: {type(error).__name__}: {str(error)[:500]}")
                print(*getattr(error, "__notes__", ()), sep="\n")
                return 1
    return 0


def _numbers(first: int) -> Iterator[int]:
    while True:
        yield first
        first += 1


if __name__ == "__main__":
    sys.exit(main())
