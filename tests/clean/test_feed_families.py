"""What feeds of every family say of an entry reaches its document, in each of the ways in which they say it."""

import json
from datetime import UTC, datetime

import pytest

from dayline.clean import clean
from dayline.ingest import kinds
from dayline.model.document import Document
from dayline.model.source import RawItem, Source, SourceId
from dayline.pipeline.languages import page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

FETCHED = datetime(2031, 5, 6, tzinfo=UTC)
AT = datetime(2031, 5, 5, 5, tzinfo=UTC)
POST = Source(id=SourceId("post"), name="Post", url="https://post.example/feed")
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
A = "<title>Dam</title><link>https://post.example/a</link>"
RAIN = "The rain fell on the dam all night."
GUID = "<item><title>Dam</title><guid{}>{}</guid></item>"


def read(content: str | bytes, charset: str = "") -> list[Document]:
    """Return the documents of a feed that is known as one by its bytes."""
    content = content.encode() if isinstance(content, str) else content
    assert kinds.kind_of(content, "") == "feed"
    item = RawItem(source_id=POST.id, url=POST.url, content=content, media_type=kinds.FEED, fetched_at=FETCHED,
                   sha256=sha256_hex(content), told=json.dumps({"charset": charset}))  # fmt: skip
    found = clean(item, sources=SourceBook((POST,)), words=page_words())
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def rss(items: str, space: str = "", version: str = "2.0") -> str:
    """Return a feed of items, with declarations of names."""
    return f'<?xml version="1.0"?><rss version="{version}" {space}><channel><title>P</title>{items}</channel></rss>'


def item(inner: str, space: str = "") -> str:
    """Return a feed of one item with a title and a link."""
    return rss(f"<item>{A}{inner}</item>", space)


def atom(entry: str, more: str = "") -> str:
    """Return a feed of one Atom entry."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {more}><title>P</title><entry>{entry}</entry></feed>'


def rdf(name: str, entry: str) -> str:
    """Return a feed in RDF; ``name`` is the address of its version's names."""
    return f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{name}" {DC} {CONTENT}><channel>' \
           f"<title>P</title></channel><item>{entry}</item></rdf:RDF>"  # fmt: skip


def jsonfeed(*items: object, version: str = "1.1", **more: object) -> str:
    """Return a JSON feed."""
    return json.dumps({"version": f"https://jsonfeed.org/version/{version}", "title": "P", "items": items, **more})


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" ' \
          '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'  # fmt: skip
LINK = '<link href="https://post.example/a"/>'
ENTRY = f"<title>Dam</title><id>urn:1</id>{LINK}"
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
OWN_ITEM = {"id": "1", "url": "https://post.example/a", "title": "Dam"}

FEEDS: dict[str, tuple[str, dict[str, object]]] = {
    # families
    "RSS 0.90": (rdf("http://my.netscape.com/rdf/simple/0.9/", A), {"headline": "Dam", "url": "https://post.example/a"}),
    "RSS 0.91 with its document type": (
        f'{DOCTYPE}<rss version="0.91"><channel><item>{A}<description>Caf&eacute;</description></item></channel></rss>',
        {"headline": "Dam", "text": "Café"}),
    "RSS 0.92, words only": (rss(f"<item><description>{RAIN}</description></item>", version="0.92"), {"text": RAIN}),
    "RSS 1.0": (
        rdf("http://purl.org/rss/1.0/", f"{A}<dc:date>2031-05-05T05:00:00Z</dc:date><dc:creator>Ann Vale</dc:creator>"
            f"<content:encoded>&lt;p&gt;{RAIN}&lt;/p&gt;</content:encoded><dc:subject>Water</dc:subject>"),
        {"published_at": AT, "byline": "Ann Vale", "text": RAIN, "labels": ("Water",)}),
    "Atom 0.3": (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="en"><entry><title mode="escaped">Dam</title>'
        '<link rel="alternate" href="https://post.example/a"/><issued>2031-05-05T05:00:00Z</issued>'
        f"<modified>2031-05-05T09:00:00Z</modified><author><name>Ann Vale</name></author>"
        f'<content type="text/html" mode="escaped">&lt;p&gt;{RAIN}</content></entry></feed>',
        {"headline": "Dam", "url": "https://post.example/a", "published_at": AT, "byline": "Ann Vale", "text": RAIN,
         "language": "en"}),
    "Atom 1.0": (
        atom(ENTRY + "<published>2031-05-05T07:00:00+02:00</published><updated>2031-05-05T09:00:00Z</updated>"
             "<author><name>Ann Vale</name></author><author><name>Bo</name></author>"
             '<category term="w" label="Water"/><summary>Rain.</summary>'
             f'<content type="html">&lt;p&gt;{RAIN}&lt;/p&gt;</content>', 'xml:lang="uk"'),
        {"published_at": AT, "byline": "Ann Vale, Bo", "labels": ("Water",), "text": RAIN, "language": "uk"}),
    "Atom with a prefix": (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Dam</a:title><a:id>1</a:id>'
        '<a:link href="https://post.example/a"/></a:entry></a:feed>', {"url": "https://post.example/a"}),
    "Atom in XHTML": (
        atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Dam <em>holds</em></div></title><id>1</id>'
             f'{LINK}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p><p>Two</p></div></content>'),
        {"headline": "Dam holds", "text": "One\n\nTwo"}),
    "JSON Feed 1.1": (
        jsonfeed({**OWN_ITEM, "content_html": f"<p>{RAIN}</p>", "date_published": "2031-05-05T05:00:00Z",
                  "authors": [{"name": "Ann Vale"}, {"name": "Bo"}], "tags": ["Water"], "language": "uk"}),
        {"url": "https://post.example/a", "text": RAIN, "published_at": AT, "byline": "Ann Vale, Bo",
         "labels": ("Water",), "language": "uk"}),
    "JSON Feed 1.0": (
        jsonfeed({**OWN_ITEM, "content_text": RAIN, "author": {"name": "Ann Vale"}}, version="1"),
        {"headline": "Dam", "byline": "Ann Vale", "text": RAIN}),
    "JSON Feed with an address as id": (jsonfeed({"id": "https://post.example/1", "title": "Dam"}),
                                        {"url": "https://post.example/1"}),
    "JSON Feed of links": (jsonfeed({"id": 2, "title": "Dam", "external_url": "https://o.example/x"}),
                           {"url": "https://o.example/x"}),
    # names from elsewhere
    "names without a declaration": (
        item(f"<dc:date>2031-05-05T05:00:00Z</dc:date><content:encoded><![CDATA[<p>{RAIN}</p>]]></content:encoded>"),
        {"published_at": AT, "text": RAIN}),
    "names under another prefix": (
        item(f"<d:creator>Ann Vale</d:creator><c:encoded>{RAIN}</c:encoded>",
             DC.replace(":dc", ":d") + " " + CONTENT.replace(":content", ":c")), {"byline": "Ann Vale", "text": RAIN}),
    "media": (item(f'<media:group><media:title>Film</media:title><media:description>{RAIN}</media:description>'
                   '<media:content url="https://post.example/v.mp4"/></media:group>', MEDIA),
              {"headline": "Dam", "text": RAIN, "url": "https://post.example/a"}),
    "iTunes": (item(f"<itunes:author>Ann Vale</itunes:author><itunes:summary>{RAIN}</itunes:summary>", ITUNES),
               {"byline": "Ann Vale", "text": RAIN}),
    "iTunes, title too": (rss("<item><itunes:title>Dam</itunes:title><guid>1</guid></item>", ITUNES),
                          {"headline": "Dam", "url": ""}),
    "places and threads": (
        item('<georss:point>45 30</georss:point><thr:total>3</thr:total><comments>https://post.example/c</comments>',
             'xmlns:georss="http://www.georss.org/georss" xmlns:thr="http://purl.org/syndication/thread/1.0"'),
        {"headline": "Dam", "url": "https://post.example/a", "text": ""}),
    "Atom's link in RSS": (
        rss('<item><title>Dam</title><atom:link href="https://post.example/a"/></item>',
            'xmlns:atom="http://www.w3.org/2005/Atom"'), {"url": "https://post.example/a"}),
    "Atom's date in RSS": (item("<a10:updated>2031-05-05T05:00:00Z</a10:updated>",
                                'xmlns:a10="http://www.w3.org/2005/Atom"'), {"published_at": AT}),
    "Prism's date": (item("<prism:publicationDate>2031-05-05T05:00:00Z</prism:publicationDate>",
                          'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'), {"published_at": AT}),
    "whole text for a search engine": (
        item(f"<description>Rain.</description><yandex:full-text>{RAIN}</yandex:full-text>",
             'xmlns:yandex="http://news.yandex.ru"'), {"text": RAIN}),
    "counted links": (
        rss("<item><title>Dam</title><link>https://count.example/~r/1</link><fb:origLink>https://post.example/a"
            "</fb:origLink></item>", 'xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"'),
        {"url": "https://post.example/a"}),
    # links
    "an id that is a link": (rss(GUID.format("", "https://post.example/g")), {"url": "https://post.example/g"}),
    "an id that is none": (rss(GUID.format(' isPermaLink="false"', "https://post.example/g")), {"url": ""}),
    "an id that can be none": (rss(GUID.format("", "abc 123")), {"headline": "Dam", "url": ""}),
    "an id of Atom that is none": (atom("<title>Dam</title><id>urn:uuid:1</id>"), {"headline": "Dam", "url": ""}),
    "a link beside the root": (rss("<item><title>Dam</title><link>/a</link></item>"), {"url": "https://post.example/a"}),
    "a link of the same scheme": (rss("<item><title>Dam</title><link>//o.example/a</link></item>"),
                                  {"url": "https://o.example/a"}),
    "a link from a base": (atom('<title>Dam</title><link href="a"/>', 'xml:base="https://b.example/x/"'),
                           {"url": "https://b.example/x/a"}),
    "a link in spaces": (rss("<item><title>Dam</title><link>\n https://post.example/a \n</link></item>"),
                         {"url": "https://post.example/a"}),
    "a link in CDATA": (rss("<item><title>Dam</title><link><![CDATA[https://post.example/a?b=1&c=2]]></link></item>"),
                        {"url": "https://post.example/a?b=1&c=2"}),
    "content elsewhere": (atom('<title>Dam</title><id>1</id><content src="https://post.example/a" type="text/html"/>'),
                          {"url": "https://post.example/a"}),
    "links of every kind": (
        atom('<title>Dam</title><id>1</id><link rel="enclosure" href="https://post.example/1.mp3"/>'
             f'<link rel="related" href="https://o.example/"/><link rel="self" href="https://o.example/s"/>{LINK}'),
        {"url": "https://post.example/a"}),
    "many enclosures": (
        item('<enclosure url="https://post.example/1.mp3" type="audio/mpeg" length="1"/>'
             '<enclosure url="https://post.example/2.mp3" type="audio/mpeg"/>'), {"url": "https://post.example/a"}),
    "nothing but an enclosure": (
        rss('<item><title>Dam</title><enclosure url="https://post.example/1.mp3" type="audio/mpeg"/></item>'),
        {"headline": "Dam", "url": ""}),
    # marks
    "CDATA": (rss("<item><title><![CDATA[Dam & <b>river</b>]]></title></item>"), {"headline": "Dam & river"}),
    "escaped twice": (rss("<item><title>Dam &amp;amp; my &amp;#8217;s</title></item>"), {"headline": "Dam & my ’s"}),
    "names of letters": (rss("<item><title>Caf&eacute; &ndash; d&eacute;j&agrave;</title></item>"),
                         {"headline": "Café – déjà"}),
    "names of no letters": (rss("<item><title>Dam &bogus; river</title></item>"), {"headline": "Dam &bogus; river"}),
    "bare ampersands": (rss("<item><title>Dam & river at AT&T</title></item>"), {"headline": "Dam & river at AT&T"}),
    "control characters": (rss("<item><title>Dam\x0b holds\x1f</title></item>"), {"headline": "Dam holds"}),
    "open marks": (item("<description><p>Rain<br>fell</description>"), {"headline": "Dam", "text": "Rain\nfell"}),
    "comments": (rss(f"<!-- <item><title>No</title></item> --><item><!-- x -->{A}</item>"), {"headline": "Dam"}),
    "capitals": ("<RSS version='2.0'><CHANNEL><ITEM><TITLE>Dam</TITLE></ITEM></CHANNEL></RSS>", {"headline": "Dam"}),
    "items behind the channel": (f"<rss version='2.0'><channel><title>P</title></channel><item>{A}</item></rss>",
                                 {"headline": "Dam"}),
    "a complaint before": ("Warning: no such table in /srv/feed.php on line 3\n" + item(""), {"headline": "Dam"}),
    "lines before": ("\n\n " + item(""), {"headline": "Dam"}),
    "XML 1.1": (item("").replace('"1.0"?', '"1.1"?'), {"headline": "Dam"}),
}  # fmt: skip


@pytest.mark.parametrize("name", FEEDS)
def test_what_an_entry_says_reaches_its_document(name: str) -> None:
    feed, expected = FEEDS[name]
    (document,) = read(feed)
    assert {field: getattr(document, field) for field in expected} == expected


@pytest.mark.parametrize(
    ("stated", "at"),
    [
        ("Mon, 05 May 2031 05:00:00 GMT", AT),
        ("Mon,05 May 2031, 07:00 +02:00", AT),
        ("Mon, 5 May 31 05:00:00 Z", AT),
        ("Mon, 05 May 2031 07:00:00 GMT+2", AT),
        ("Mon May 05 01:00:00 EDT 2031", AT),
        ("Monday, 5 May 2031 05:00:00 +0000 (UTC)", AT),
        ("Thu, 05 May 2031 05:00:00 UT", AT),
        ("05-May-2031 05:00:00", AT),
        ("2031/05/05 00:00:00 -0500", AT),
        ("2031-05-05T05:00:00.1234567Z", AT),
        ("5 May 2031 at 5:00 am", AT),
        ("Пн, 05 мая 2031 08:00:00 +0300", AT),
        ("Пн, 05 трав. 2031 08:00:00 +0300", AT),
        ("Lun, 05 mai 2031 07:00:00 +0200", AT),
        ("pon, 5 maja 2031 07:00:00 +0200", AT),
        ("04/30/2031 05:00", datetime(2031, 4, 30, 5, tzinfo=UTC)),
        ("30/04/2031 05:00", datetime(2031, 4, 30, 5, tzinfo=UTC)),
        ("1935723600", datetime(2031, 5, 5, 5, tzinfo=UTC)),
        ("04/05/2031 05:00", None),
        ("yesterday", None),
    ],
)
def test_dates_in_the_forms_that_feeds_have(stated: str, at: datetime | None) -> None:
    (document,) = read(item(f"<pubDate>{stated}</pubDate>"))
    assert document.published_at == at
    assert (document.published_confidence == "time") == (at is not None)


@pytest.mark.parametrize(
    ("words", "encoding", "declared"),
    [
        ("Дамба", "utf-8-sig", ""), ("Дамба", "utf-16", ""), ("Дамба", "utf-16", "utf-16"), ("Дамба", "utf-16-be", ""),
        ("Дамба", "utf-32", "utf-32"), ("Дамба", "utf-16-le", "utf-8"), ("Дамба у городе", "cp1251", "windows-1251"),
        ("Дамба у городе", "koi8-r", "koi8-r"), ("Дамба у городе Тарн", "cp1251", "utf-8"),
        ("Дамба", "utf-8", "windows-1251"), ("Café à Orrin", "iso-8859-1", "ISO-8859-1"),
        ("Café “Orrin”", "cp1252", "us-ascii"), ("日本語の見出し", "shift_jis", "Shift_JIS"),
        ("中文标题新闻", "gb2312", "gb2312"), ("한국어 제목", "euc-kr", "euc-kr"), ("Дамба", "utf-8", "none such"),
    ],
)  # fmt: skip
def test_letters_are_read_whatever_is_declared(words: str, encoding: str, declared: str) -> None:
    feed = rss(f"<item><title>{words}</title><link>https://post.example/a</link></item>")
    feed = feed.replace("?>", f' encoding="{declared}"?>' if declared else "?>", 1)
    (document,) = read(feed.encode(encoding))
    assert document.headline == words


def test_every_entry_of_a_feed_is_read() -> None:
    feed = rss("<item><title>One</title></item><item><title>Two</title></item>")
    assert [one.headline for one in read(feed)] == ["One", "Two"]
    apart = feed.replace("</item><item>", "</item></channel><channel><item>")
    assert [one.headline for one in read(apart)] == ["One", "Two"]
    assert read(rss("")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_json_feed_is_read_in_any_of_its_encodings(encoding: str) -> None:
    feed = json.dumps(json.loads(jsonfeed({"id": "1", "title": "Дамба"})), ensure_ascii=False)
    assert [one.headline for one in read(feed.encode(encoding))] == ["Дамба"]
