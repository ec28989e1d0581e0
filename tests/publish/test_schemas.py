"""Feeds, lists and linked data against their schemas: the RFC of Atom, RSS 2.0, sitemaps, OPML 2.0, schema.org."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dayline.model.source import Source
from dayline.publish.feeds import FOLLOWED, JSON_FEED, RSS, feed_artifacts, subject_feed
from dayline.publish.linked_data import day_data
from dayline.publish.links import Site
from dayline.publish.listings import news_sitemap, opml, sitemap

SCHEMAS = Path(__file__).parent / "schemas"
# Of schema.org, the types that we write: what each is, and which values its properties take.
PARENTS = {"NewsArticle": "CreativeWork", "CreativeWork": "Thing", "CorrectionComment": "CreativeWork",
           "Organization": "Thing", "Thing": ""}  # fmt: skip
PROPERTIES = {
    "Thing": {"name": ("Text",), "url": ("URL",), "mainEntityOfPage": ("CreativeWork", "URL")},
    "CreativeWork": {
        "headline": ("Text",), "datePublished": ("Date", "DateTime"), "dateModified": ("Date", "DateTime"),
        "inLanguage": ("Text",), "about": ("Thing",), "publisher": ("Organization",), "author": ("Organization",),
        "citation": ("CreativeWork",), "correction": ("CorrectionComment",), "text": ("Text",),
    },
}  # fmt: skip


def kinds_of(name: str) -> list[str]:
    """Return a type of schema.org with those above it."""
    return [name, *kinds_of(PARENTS[name])] if name else []


def faults_of(value: Any, allowed: tuple[str, ...], where: str) -> Iterator[str]:
    """Yield what schema.org does not allow in a value."""
    if isinstance(value, list):
        for each in value:
            yield from faults_of(each, allowed, where)
    elif isinstance(value, dict):
        kinds = kinds_of(value.get("@type", "")) if value.get("@type") in PARENTS else []
        if not set(kinds) & set(allowed):
            yield f"{where}: {value.get('@type')}"
        for name in value.keys() - {"@type", "@context"}:
            ranges = [PROPERTIES[kind][name] for kind in kinds if name in PROPERTIES.get(kind, {})]
            yield from faults_of(value[name], ranges[0], f"{where}.{name}") if ranges else [f"{where}: no {name}"]
    elif not any(is_of(value, kind) for kind in allowed):
        yield f"{where}: {value!r}"


def is_of(value: Any, kind: str) -> bool:
    """Tell whether a text is of a simple type."""
    if not isinstance(value, str) or not value.strip():
        return False
    if kind in {"Date", "DateTime"}:
        try:
            return bool((date if kind == "Date" else datetime).fromisoformat(value))
        except ValueError:
            return False
    return kind == "Text" or (kind == "URL" and bool(re.match(r"https?://", value)))


@pytest.fixture(scope="module")
def check():
    """Return what checks a file by its root element."""
    names = {"feed": "atom", "rss": "rss", "urlset": "sitemap", "opml": "opml"}
    schemas = {name: etree.RelaxNG(etree.parse(SCHEMAS / f"{schema}.rng")) for name, schema in names.items()}

    def checked(file):
        root = etree.fromstring(file.content)
        schema = schemas[etree.QName(root).localname]
        assert schema.validate(root), f"{file.path}: {schema.error_log}"

    return checked


def files_of(made, sites, days, site, *, named=""):
    """Yield every XML file that is made of some days."""
    crisis = replace(made.CRISIS, sources=(
        Source(id="post", name="Valley Post", url="https://post.example/rss", language="en"),
        Source(id="ministry", name="Ministry", kind="page", url="https://ministry.example/"),
        Source(id="odd", name=named or "Odd", url=named),
    ))  # fmt: skip
    digests = [digest for digest, _ in days]
    corrections = [(digest.day, each) for digest in digests for each in digest.corrections]
    for file in feed_artifacts(digests, crisis, site=site, corrections=corrections):
        if file.path != JSON_FEED:
            yield file
    for subject, own in sites.subjects_of(sites.traces_by_day(days, named=named)):
        if subject.kind in FOLLOWED:
            yield subject_feed(subject, own, crisis, site=site)
    yield opml(crisis, site=site)
    if site.address:
        yield sitemap([(f"day/{digest.day}/index.html", digest.date) for digest in digests], site=site)
        yield news_sitemap(digests, site=site)


def test_every_feed_and_list_is_valid(check, made, sites):
    days = [made.awkward_day(4), made.corrected_day(5), made.full_day(6)]
    files = list(files_of(made, sites, days, made.SITE))
    assert {RSS, "feed/atom.xml", "feed/corrections.xml", "sitemap.xml", "sources.opml"} <= {f.path for f in files}
    files += files_of(made, sites, days, Site(title="Varda flood"))
    files += files_of(made, sites, [], made.SITE)
    for file in files:
        check(file)


def test_hostile_words_leave_them_valid(check, made, sites, vectors):
    words = [*vectors.OWN, *vectors.public_vectors()[::40], "a\x00b\ud800c\ufffe"]
    days = [made.hostile_day(words)]
    for word in words:
        site = Site(title=word, address="https://varda.example/")
        for file in files_of(made, sites, days, site, named=word) if word == words[0] else feed_artifacts(
            [days[0][0]], made.CRISIS, site=site
        ):
            if file.path != JSON_FEED:
                check(file)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"urn:uuid:", b"uuid:"), (b"published>", b"issued>"), (b"Z</atom:updated>", b"</atom:updated>"),
     (b'rel="self"', b"")],
)  # fmt: skip
def test_a_schema_refuses_what_is_wrong(check, made, right, wrong):
    files = feed_artifacts([made.full_day(6)[0]], made.CRISIS, site=made.SITE)
    atom = next(file for file in files if file.path == "feed/atom.xml")
    assert right in atom.content
    with pytest.raises(AssertionError, match="atom"):
        check(replace(atom, content=atom.content.replace(right, wrong)))


@pytest.mark.parametrize("address", ["https://varda.example/", ""])
def test_linked_data_keeps_to_schema_org(made, address):
    site = Site(title="Varda flood", address=address)
    for digest, documents in (made.awkward_day(4), made.corrected_day(5), made.full_day(6)):
        form = json.loads(day_data(digest, documents, made.CRISIS, site=site))
        assert form["@context"] == "https://schema.org"
        assert list(faults_of(form, ("NewsArticle",), "day")) == []
    assert len(json.loads(day_data(*made.corrected_day(5), made.CRISIS, site=site))["correction"]) == 2


def test_linked_data_of_hostile_words_keeps_to_schema_org(made, vectors):
    for words in [*vectors.OWN, *vectors.public_vectors()[::9]]:
        digest, documents = made.hostile_day([words])
        form = json.loads(day_data(digest, documents, made.CRISIS, site=Site(title="Varda flood")))
        assert [fault for fault in faults_of(form, ("NewsArticle",), "day") if repr(words) not in fault] == []


def test_what_schema_org_does_not_have_is_a_fault():
    assert list(faults_of({"@type": "NewsArticle", "about": "x"}, ("NewsArticle",), "day")) == ["day.about: 'x'"]
    assert list(faults_of({"@type": "NewsArticle", "cites": "x"}, ("NewsArticle",), "day")) == ["day: no cites"]
    assert list(faults_of({"@type": "Thing"}, ("NewsArticle",), "day")) == ["day: Thing"]
