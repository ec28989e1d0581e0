"""Feeds and lists as those who read them see them: a feed reader, an XML parser, the form of JSON Feed."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID
from xml.etree import ElementTree

import feedparser
import pytest

from dayline.model.review import Decision
from dayline.model.source import Source
from dayline.publish.feeds import (
    ATOM,
    CORRECTIONS,
    FEED_DAYS,
    FOLLOWED,
    JSON_FEED,
    RSS,
    feed_artifacts,
    subject_feed,
)
from dayline.publish.links import Site, story_anchor, subject_feed_path
from dayline.publish.listings import news_sitemap, opml, sitemap
from dayline.review import correct


@pytest.fixture(scope="module")
def digests(made):
    """Return three days in order."""
    return [made.awkward_day(4)[0], made.thin_day(5)[0], made.full_day(6)[0]]


@pytest.fixture(scope="module")
def feeds(made, digests):
    """Return the feeds of three days by path."""
    return {file.path: file for file in feed_artifacts(digests, made.CRISIS, site=made.SITE)}


def faults_of_json_feed(form):
    """Yield what JSON Feed 1.1 forbids in a feed, and what it asks for and is not there."""
    texts = {"version", "title", "home_page_url", "feed_url", "description", "language"}
    if form.get("version") != "https://jsonfeed.org/version/1.1":
        yield "version"
    for name in form.keys() - texts - {"items", "hubs"}:
        yield f"unknown: {name}"
    for name in form.keys() & texts:
        if not isinstance(form[name], str) or not form[name]:
            yield name
    for hub in form.get("hubs", []):
        if set(hub) != {"type", "url"}:
            yield "hubs"
    ids = [item["id"] for item in form["items"]]
    if len(ids) != len(set(ids)):
        yield "an id twice"
    for item in form["items"]:
        if not all(isinstance(value, str) and value for value in item.values()):
            yield "an item's value"
        if item.keys() - {"id", "url", "title", "summary", "content_html", "date_published"}:
            yield "an item's name"
        if datetime.fromisoformat(item["date_published"]).tzinfo is None:
            yield "a date without its zone"


@pytest.mark.parametrize("path", [RSS, ATOM])
def test_a_feed_reader_finds_the_days_in_full_newest_first(feeds, digests, path):
    read = feedparser.parse(feeds[path].content)
    assert not read.bozo
    assert read.version == {RSS: "rss20", ATOM: "atom10"}[path]
    assert [entry.title for entry in read.entries] == [digest.title.text for digest in reversed(digests)]
    for entry, digest in zip(read.entries, reversed(digests), strict=True):
        assert entry.link == f"https://varda.example/day/{digest.day}/"
        assert entry.published_parsed[:5] == digest.cutoff.utctimetuple()[:5]
        (content,) = entry.content
        for section in digest.sections:
            assert section.heading.text in content.value
            assert section.passages[0].text in content.value
    assert {link.rel: link.href for link in read.feed.links}["hub"] == "https://hub.example/"
    assert {link.rel: link.href for link in read.feed.links}["self"] == f"https://varda.example/{path}"


def test_json_feed_has_its_form_and_the_same_days(feeds, digests):
    form = json.loads(feeds[JSON_FEED].content)
    assert list(faults_of_json_feed(form)) == []
    assert [item["title"] for item in form["items"]] == [digest.title.text for digest in reversed(digests)]
    assert form["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]


def test_ids_are_the_same_in_every_feed_and_wherever_the_site_stands(made, feeds, digests):
    elsewhere = feed_artifacts(digests[1:], made.CRISIS, site=Site(title="Another", address="https://other.example/"))
    moved = {file.path: file for file in elsewhere}
    ids = [entry.id for entry in feedparser.parse(feeds[RSS].content).entries]
    assert ids == [entry.id for entry in feedparser.parse(feeds[ATOM].content).entries]
    assert ids == [item["id"] for item in json.loads(feeds[JSON_FEED].content)["items"]]
    assert ids[:2] == [entry.id for entry in feedparser.parse(moved[RSS].content).entries]
    assert all(UUID(each) for each in ids)
    other = replace(made.CRISIS, id="another")
    (atom,) = (file for file in feed_artifacts(digests, other, site=made.SITE) if file.path == ATOM)
    assert not {entry.id for entry in feedparser.parse(atom.content).entries} & set(ids)


def test_the_corrections_feed_is_valid_while_it_is_empty(feeds):
    read = feedparser.parse(feeds[CORRECTIONS].content)
    assert not read.bozo
    assert read.entries == []
    assert read.feed.title == "Varda flood: corrections"
    assert read.feed.updated == "2026-05-14T19:00:00Z"


def test_a_feed_holds_a_fortnight(made):
    days = [made.thin_day(day)[0] for day in range(1, 41)]
    (atom,) = (file for file in feed_artifacts(days, made.CRISIS, site=made.SITE) if file.path == ATOM)
    titles = [entry.title for entry in feedparser.parse(atom.content).entries]
    assert len(titles) == FEED_DAYS
    assert titles[0].startswith("Day 40: ")


def test_without_an_address_links_count_from_the_feed_and_rss_is_left_out(made, digests):
    files = {file.path: file for file in feed_artifacts(digests, made.CRISIS, site=Site(title="Varda flood"))}
    assert set(files) == {ATOM, JSON_FEED, CORRECTIONS}
    form = json.loads(files[JSON_FEED].content)
    assert list(faults_of_json_feed(form)) == []
    assert form["items"][0]["url"] == "../day/6/index.html"
    atom = ElementTree.fromstring(files[ATOM].content)
    links = [link.attrib["href"] for link in atom.iter("{http://www.w3.org/2005/Atom}link")]
    assert links == ["atom.xml", "../index.html", *(f"../day/{day}/index.html" for day in (6, 5, 4))]


def test_no_days_make_valid_feeds(made):
    for file in feed_artifacts([], made.CRISIS, site=made.SITE):
        if file.path != JSON_FEED:
            assert not feedparser.parse(file.content).bozo


def test_hostile_words_stay_words(made, vectors):
    for words in [*vectors.OWN, "a\x00b\ud800c\ufffe\U0010ffff", *vectors.public_vectors()[::9]]:
        digest, _ = made.hostile_day([words])
        site = Site(title=words, address="https://varda.example/")
        files = list(feed_artifacts([digest], made.CRISIS, site=site))
        files += [news_sitemap([digest], site=site)]
        for file in files:
            if file.path == JSON_FEED:
                form = json.loads(file.content)
                assert list(faults_of_json_feed(form)) == []
                assert "<script" not in form["items"][0]["content_html"].lower()
            else:
                root = ElementTree.fromstring(file.content)
                assert not any(element.tag.rpartition("}")[2] == "script" for element in root.iter())
                for content in root.iter("{http://purl.org/rss/1.0/modules/content/}encoded"):
                    assert "<script" not in (content.text or "").lower()


def test_the_sitemap_names_whole_addresses(made):
    file = sitemap(iter([("index.html", made.CRISIS.first_day), ("day/6/index.html", made.CRISIS.date_of(6))]),
                   site=made.SITE)
    root = ElementTree.fromstring(file.content)
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [(url.findtext(f"{space}loc"), url.findtext(f"{space}lastmod")) for url in root]
    assert found == [("https://varda.example/", "2026-05-09"), ("https://varda.example/day/6/", "2026-05-14")]


def test_the_news_sitemap_holds_two_days_counted_from_the_newest(made, digests):
    root = ElementTree.fromstring(news_sitemap(digests, site=made.SITE).content)
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9",
              "n": "http://www.google.com/schemas/sitemap-news/0.9"}
    titles = [found.text for found in root.findall("s:url/n:news/n:title", spaces)]
    assert len(titles) == 2
    assert titles[1] == "Water reaches the red line of the gauge"
    later = made.thin_day(9)[0]
    root = ElementTree.fromstring(news_sitemap([*digests, later], site=made.SITE).content)
    assert len(root) == 1
    assert len(ElementTree.fromstring(news_sitemap([], site=made.SITE).content)) == 0


def test_opml_lists_every_source_and_links_only_plain_addresses(made, vectors):
    sources = tuple(
        Source(id=f"s{place}", name=words, url=words) for place, words in enumerate(vectors.OWN)
    )
    good = Source(id="post", name="Valley Post", url="https://post.example/rss")
    page = Source(id="page", name="Ministry", kind="page", url="https://ministry.example/")
    crisis = replace(made.CRISIS, sources=(good, page, *sources))
    outlines = list(ElementTree.fromstring(opml(crisis, site=made.SITE).content).iter("outline"))
    assert len(outlines) == len(crisis.sources)
    assert outlines[0].attrib["xmlUrl"] == "https://post.example/rss"
    assert (outlines[1].attrib["type"], outlines[1].attrib["url"]) == ("link", "https://ministry.example/")
    for outline in outlines:
        for name in ("xmlUrl", "url"):
            assert urlsplit(outline.get(name, "https://none.example")).scheme in {"http", "https"}


def test_people_places_and_threads_have_feeds_of_their_newest_days(made, sites):
    days = [made.full_day(day) for day in range(2, 2 + FEED_DAYS + 3)]
    subjects = sites.subjects_of(sites.traces_by_day(days))
    seen = set()
    for subject, own in subjects:
        if subject.kind not in FOLLOWED:
            continue
        seen.add(subject.kind)
        file = subject_feed(subject, own, made.CRISIS, site=made.SITE)
        assert file.path == subject_feed_path(subject)
        read = feedparser.parse(file.content)
        assert not read.bozo
        assert read.feed.title == f"Varda flood: {subject.name}"
        newest = list(dict.fromkeys(day for day, _ in own))[-FEED_DAYS:]
        assert [entry.link.partition("/day/")[2].partition("/")[0] for entry in read.entries] == [
            str(day) for day in reversed(newest)
        ]
        last = [trace.line for day, trace in own if day == newest[-1]]
        assert all(line.anchor in read.entries[0].content[0].value for line in last)
        shorter = feedparser.parse(subject_feed(subject, own[:-1] or own, made.CRISIS, site=Site(title="x")).content)
        assert {entry.id for entry in shorter.entries} & {entry.id for entry in read.entries}
    assert seen == FOLLOWED


def test_a_corrected_line_marks_the_entry_of_its_subject(made, sites):
    full, documents = made.full_day()
    passage = full.sections[0].passages[0]
    at = full.cutoff + timedelta(hours=6)
    fix = Decision(by="Night desk", at=at, action="replace", target="sections[0].passages[0]", before=passage.text,
                   after="Another line.", reason="Wrong.", kind="corrected")  # fmt: skip
    marked: dict[bool, set[str]] = {True: set(), False: set()}
    days = [made.thin_day(5), (correct(full, [fix])[0], documents)]
    for subject, own in sites.subjects_of(sites.traces_by_day(days)):
        if subject.kind in FOLLOWED and subject.last == full.day:
            read = feedparser.parse(subject_feed(subject, own, made.CRISIS, site=made.SITE).content)
            newest = read.entries[0]
            moved = newest.updated != newest.published
            marked[moved].add(subject.kind)
            lines = [trace.line for day, trace in own if day == full.day]
            about = {line.anchor for line in lines} & {"l1", story_anchor(full.sections[0].story_id)}
            assert moved == bool(about), subject
            assert newest.updated == ("2026-05-15T01:00:00Z" if moved else newest.published)
            assert read.feed.updated == newest.updated
    assert marked[True] >= {"person", "thread"}
    assert marked[False]


def test_a_withdrawn_line_marks_the_entries_of_its_day(made, sites):
    days = [made.corrected_day(5)]
    feeds = [subject_feed(subject, own, made.CRISIS, site=made.SITE)
             for subject, own in sites.subjects_of(sites.traces_by_day(days)) if subject.kind in FOLLOWED]
    assert feeds
    for file in feeds:
        (entry,) = feedparser.parse(file.content).entries
        assert entry.updated == "2026-05-14T19:00:00Z" != entry.published


def test_hostile_words_leave_feeds_of_subjects_whole(made, sites, vectors):
    words = [*vectors.OWN, *vectors.public_vectors()[::7]]
    digest, documents = made.hostile_day(words)
    feeds = 0
    for subject, own in sites.subjects_of(sites.traces_by_day([(digest, documents)], named=words[0])):
        if subject.kind in FOLLOWED:
            feeds += 1
            root = ElementTree.fromstring(subject_feed(subject, own, made.CRISIS, site=Site(title=words[0])).content)
            assert {element.tag.partition("}")[2] for element in root.iter()} == {
                "feed", "id", "title", "updated", "author", "name", "link", "entry", "published", "summary", "content",
            }  # fmt: skip
    assert feeds > 20
