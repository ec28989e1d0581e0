"""Feeds: the newest days in full as RSS 2.0, Atom and JSON Feed 1.1, and what was corrected.

An entry's id is a UUID made from the crisis and the day, so that it stays the same wherever the site stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest, Passage
from dayline.model.review import Artifact, Decision
from dayline.model.traces import Line, Subject, SubjectKind, Trace
from dayline.publish.corrections import WORDS, in_words, numbered
from dayline.publish.forms import moment_form
from dayline.publish.links import Site, day_path, story_anchor, subject_feed_path, subject_path
from dayline.publish.rendering import fragment, json_object
from dayline.publish.views import headline_of
from dayline.publish.xmlfiles import NAMESPACES, add, xml_artifact

RSS, ATOM, JSON_FEED, CORRECTIONS = "feed/rss.xml", "feed/atom.xml", "feed/feed.json", "feed/corrections.xml"
# Days in a feed: a fortnight, so that a reader back from a holiday has missed none.
FEED_DAYS = 14
# Kinds of subjects that have a feed.
FOLLOWED: frozenset[SubjectKind] = frozenset({"person", "place", "thread"})
# Entries in the feed of corrections.
MOST_CORRECTIONS = 50
SPACE = UUID("6f0c5c58-3f0e-5e1f-9a51-0d2a8a4f6f10")


def feed_artifacts(
    digests: Sequence[Digest], crisis: Crisis, *, site: Site, corrections: Sequence[tuple[int, Decision]] = ()
) -> Iterator[Artifact]:
    """Yield the feeds of the newest days, given in order of days, and of corrections, given in order of times.

    RSS is written only where the site has an address. Links are whole addresses where the site has one, and
    otherwise count from the feed's own place.
    """
    entries = [_day_entry(digest, crisis, site) for digest in reversed(digests[-FEED_DAYS:])]
    corrected = _correction_entries(corrections, crisis, site)
    newest = _moment_of(digests, crisis)
    if site.address:
        yield _rss(entries, newest, crisis, site)
    yield _atom(ATOM, f"{crisis.name}, day by day", entries, newest, crisis, site, home="index.html")
    yield _json_feed(entries, crisis, site)
    yield _atom(CORRECTIONS, f"{site.title}: corrections", corrected, newest, crisis, site, home="index.html")


def permanent_id(crisis: Crisis, what: str) -> str:
    """Return the id of something in a feed that never changes."""
    return uuid5(SPACE, f"{crisis.id} {what}".encode("utf-8", "backslashreplace").decode()).urn


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed; ``content`` is HTML, ``modified`` when it last changed."""

    id: str
    title: str
    url: str
    at: datetime
    modified: datetime
    summary: str
    content: str


def _day_entry(digest: Digest, crisis: Crisis, site: Site) -> Entry:
    url = site.address_of(day_path(digest.day)) or f"../{day_path(digest.day)}"
    values = {
        "url": url,
        "corrections": [in_words(each) for each in digest.corrections],
        "lede": [_line(passage) for passage in digest.lede],
        "sections": [
            {
                "anchor": story_anchor(section.story_id),
                "heading": section.heading.text,
                "lines": [_line(passage) for passage in section.passages],
            }
            for section in digest.sections
        ],
        "also": [_line(passage) for passage in digest.also],
        "worth": [_line(passage) for passage in digest.worth],
    }
    return Entry(
        id=permanent_id(crisis, f"day {digest.day}"),
        title=digest.title.text,
        url=url,
        at=digest.cutoff.astimezone(UTC),
        modified=digest.modified.astimezone(UTC),
        summary=" ".join(passage.text for passage in digest.lede) or headline_of(digest),
        content=fragment("entry.html", values),
    )


def _correction_entries(
    corrections: Sequence[tuple[int, Decision]], crisis: Crisis, site: Site
) -> list[Entry]:
    """Return the newest corrections as entries, newest first."""
    found = list(numbered(corrections, crisis))[-MOST_CORRECTIONS:]
    return [
        Entry(
            id=permanent_id(crisis, f"correction of day {day}, {view.anchor}"),
            title=f"{WORDS[view.kind]}: day {day}, {view.place}",
            url=(site.address_of(day_path(day)) or f"../{day_path(day)}") + f"#{view.anchor}",
            at=each.at.astimezone(UTC),
            modified=each.at.astimezone(UTC),
            summary=in_words(each),
            content=fragment("correction.html", {"words": in_words(each), "by": each.by}),
        )
        for day, each, view in reversed(found)
    ]


def subject_feed(
    subject: Subject, found: Sequence[tuple[int, Trace]], crisis: Crisis, *, site: Site
) -> Artifact:
    """Return the feed of a person, place or thread: an entry for each of the newest days that has lines of it.

    ``found`` are lines in order of days, each with its day, the newest among them.
    """
    days = [(day, [trace.line for _, trace in own]) for day, own in groupby(found, key=itemgetter(0))]
    entries = [_subject_entry(subject, day, lines, crisis, site) for day, lines in reversed(days[-FEED_DAYS:])]
    title = f"{site.title}: {subject.name}"
    newest = max(entry.modified for entry in entries)
    return _atom(subject_feed_path(subject), title, entries, newest, crisis, site, home=subject_path(subject))


def _subject_entry(subject: Subject, day: int, lines: Sequence[Line], crisis: Crisis, site: Site) -> Entry:
    page = site.address_of(day_path(day)) or f"../../{day_path(day)}"
    at = crisis.cutoff_of(crisis.date_of(day))
    shown = [
        {"text": line.text, "href": f"{page}#{line.anchor}",
         "sources": ", ".join(dict.fromkeys(each.source_name for each in line.evidence))}
        for line in lines
    ]  # fmt: skip
    modified = max([at, *(line.modified for line in lines if line.modified)])
    return Entry(
        id=permanent_id(crisis, f"{subject.kind} {subject.id} day {day}"),
        title=f"Day {day}: {lines[0].heading or subject.name}",
        url=f"{page}#{lines[0].anchor}",
        at=at,
        modified=modified.astimezone(UTC),
        summary=lines[0].text,
        content=fragment("lines.html", {"lines": shown}),
    )


def _line(passage: Passage) -> dict[str, Any]:
    names = dict.fromkeys(citation.source_name for citation in passage.citations)
    return {"text": passage.text, "sources": ", ".join(names)}


def _moment_of(digests: Sequence[Digest], crisis: Crisis) -> datetime:
    """Return when the newest day closed, or that of day 1 would have."""
    return max((digest.cutoff for digest in digests), default=crisis.cutoff_of(crisis.first_day)).astimezone(UTC)


def _rss(entries: Sequence[Entry], newest: datetime, crisis: Crisis, site: Site) -> Artifact:
    root = Element("rss", {"version": "2.0"})
    channel = add(root, "channel")
    add(channel, "title", site.title)
    add(channel, "link", site.address)
    add(channel, "description", f"{crisis.name}, day by day, every line with its source")
    add(channel, "language", "en")
    add(channel, "lastBuildDate", format_datetime(max([newest, *(entry.modified for entry in entries)])))
    add(channel, ":link", href=site.address_of(RSS), rel="self", type="application/rss+xml")
    if site.hub:
        add(channel, ":link", href=site.hub, rel="hub")
    for entry in entries:
        item = add(channel, "item")
        add(item, "title", entry.title)
        add(item, "link", entry.url)
        add(item, "guid", entry.id, isPermaLink="false")
        add(item, "pubDate", format_datetime(entry.at))
        if entry.modified != entry.at:
            add(item, ":updated", moment_form(entry.modified))
        add(item, "description", entry.summary)
        add(item, "content:encoded", entry.content)
    return xml_artifact(RSS, root, media_type="application/rss+xml")


def _atom(
    path: str, title: str, entries: Sequence[Entry], newest: datetime, crisis: Crisis, site: Site, *, home: str
) -> Artifact:
    root = Element(f"{{{NAMESPACES['']}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    add(root, ":id", permanent_id(crisis, path))
    add(root, ":title", title)
    add(root, ":updated", moment_form(max([newest, *(entry.modified for entry in entries)])))
    add(add(root, ":author"), ":name", site.title)
    add(root, ":link", rel="self", type="application/atom+xml", href=site.address_of(path) or path.rpartition("/")[2])
    add(root, ":link", rel="alternate", type="text/html", href=site.address_of(home) or _up(path) + home)
    if site.hub:
        add(root, ":link", rel="hub", href=site.hub)
    for entry in entries:
        item = add(root, ":entry")
        add(item, ":id", entry.id)
        add(item, ":title", entry.title)
        add(item, ":link", rel="alternate", type="text/html", href=entry.url)
        add(item, ":published", moment_form(entry.at))
        add(item, ":updated", moment_form(entry.modified))
        add(item, ":summary", entry.summary)
        add(item, ":content", entry.content, type="html")
    return xml_artifact(path, root, media_type="application/atom+xml")


def _up(path: str) -> str:
    return "../" * path.count("/")


def _json_feed(entries: Sequence[Entry], crisis: Crisis, site: Site) -> Artifact:
    places = {"home_page_url": site.address, "feed_url": site.address_of(JSON_FEED)} if site.address else {}
    form: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        **places,
        "description": f"{crisis.name}, day by day, every line with its source",
        "language": "en",
        **({"hubs": [{"type": "WebSub", "url": site.hub}]} if site.hub else {}),
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "summary": entry.summary,
                "content_html": entry.content,
                "date_published": moment_form(entry.at),
                **({"date_modified": moment_form(entry.modified)} if entry.modified != entry.at else {}),
            }
            for entry in entries
        ],
    }
    return json_object(JSON_FEED, form, media_type="application/feed+json")
