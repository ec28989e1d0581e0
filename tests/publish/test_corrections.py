"""Corrections where readers meet them: the page of the day, the page of all, feeds, JSON-LD, forms."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from dayline.model.review import Decision
from dayline.publish.corrections import PLACES, anchors_of, corrections_page, in_words, place_of
from dayline.publish.feeds import ATOM, CORRECTIONS, JSON_FEED, feed_artifacts
from dayline.publish.fields import faults_of
from dayline.publish.forms import digest_form
from dayline.publish.linked_data import day_data, open_graph
from dayline.publish.markdown import day_markdown, escaped
from dayline.publish.site import day_artifacts
from dayline.publish.traces import anchored, summary_of
from dayline.review import correct

AT = datetime(2026, 5, 16, 8, 30, tzinfo=UTC)
SECRET = "Seven cows elected mayor"


def fix(kind, target, before="", after="", *, hours=0, reason="the count was read a day late"):
    """Make a correction."""
    return Decision(
        by="Desk", at=AT + timedelta(hours=hours), action="drop" if kind == "withdrawn" else "replace",
        target=target, before=before, after=after, reason=reason, kind=kind,
    )  # fmt: skip


@pytest.fixture(scope="module")
def corrected(made):
    """Return a full day with a line corrected, another withdrawn, a heading refiled; its documents, the corrections."""
    digest, documents = made.full_day()
    line, gone = digest.sections[0].passages[1], digest.also[1]
    secret = replace(gone, text=SECRET)
    digest = replace(digest, also=(digest.also[0], secret, *digest.also[2:]))
    fixes = [
        fix("corrected", "sections[0].passages[1]", line.text, "The gate stood open on Tuesday."),
        fix("withdrawn", "also[1]", SECRET, hours=1, reason="it was of another town"),
        fix("refiled", "sections[2].heading", digest.sections[2].heading.text, "Rail stops", hours=2),
    ]
    changed, refused = correct(digest, fixes)
    assert refused == ()
    return changed, documents, fixes


@pytest.fixture(scope="module")
def page(made, reading, corrected):
    """Return the page of the day as a parser sees it, and its text."""
    digest, documents, _ = corrected
    content = next(iter(day_artifacts(digest, documents, made.CRISIS, site=made.SITE))).content
    return reading.read(content), content.decode()


def test_the_page_of_the_day_says_what_was_done_and_leads_there(page):
    _, text = page
    shown = re.findall(r'<div id="(c\d)">\n<p><b>(\w+)</b>: <a href="#([\w-]+)">([^<]+)</a>', text)
    assert [(anchor, kind, place) for anchor, kind, _, place in shown] == [
        ("c1", "Corrected", "a line"),
        ("c2", "Withdrawn", "a line of “Also reported”"),
        ("c3", "Refiled", "a heading"),
    ]
    for _, _, target, _ in shown:
        assert f'id="{target}"' in text
    assert "the count was read a day late" in text


def test_each_changed_line_leads_to_its_correction(page):
    _, text = page
    (line,) = re.findall(r'<p id="l2">(.*?)</p>', text, re.DOTALL)
    assert "The gate stood open on Tuesday." in line
    assert 'href="#c1">Corrected' in line
    (item,) = re.findall(r'<li id="a2">(.*?)</li>', text, re.DOTALL)
    assert "Withdrawn: it was of another town" in item
    assert 'href="#c2">Withdrawn' in item


def test_what_was_withdrawn_is_repeated_nowhere(made, corrected, page):
    digest, documents, fixes = corrected
    files = [
        *day_artifacts(digest, documents, made.CRISIS, site=made.SITE),
        *feed_artifacts([digest], made.CRISIS, site=made.SITE, corrections=[(6, each) for each in fixes]),
        corrections_page([(6, each) for each in fixes], made.CRISIS, site=made.SITE),
    ]
    assert not [file.path for file in files if SECRET.encode() in file.content]


def test_anchors_are_those_of_the_page(made):
    digest, _ = made.full_day()
    anchors = anchors_of(digest)
    lines = {
        f"sections[{at}].passages[{place}]": passage
        for at, section in enumerate(digest.sections)
        for place, passage in enumerate(section.passages)
    }
    named = {anchor: passage for anchor, passage, _ in anchored(digest)}
    assert {path: named[anchors[path]] for path in lines} == lines
    assert named[anchors["also[3]"]] == digest.also[3]
    assert named[anchors["worth[0]"]] == digest.worth[0]


def test_every_place_has_words():
    for target in ("title", "lede[0]", "sections[1]", "sections[1].heading", "sections[1].passages[0]",
                   "sections[1].background[0]", "figures[0].claims[1]", "also[0]", "worth[0]", "day"):  # fmt: skip
        assert place_of(target) in {words for _, words in PLACES}


def test_json_ld_has_the_comments_and_the_time(made, corrected):
    digest, documents, fixes = corrected
    form = json.loads(day_data(digest, documents, made.CRISIS, site=made.SITE))
    assert form["dateModified"] == "2026-05-16T10:30:00Z"
    assert form["datePublished"] == "2026-05-14T19:00:00Z"
    assert [each["@type"] for each in form["correction"]] == ["CorrectionComment"] * 3
    assert [each["text"] for each in form["correction"]] == [in_words(each) for each in fixes]
    assert dict(open_graph(digest, site=made.SITE))["article:modified_time"] == form["dateModified"]


def test_the_json_form_lists_them(made, corrected):
    digest, documents, _ = corrected
    form = digest_form(digest, documents, crisis_name="Varda flood")
    assert faults_of(form) == ()
    assert form["modified"] == "2026-05-16T10:30:00Z"
    assert [each["kind"] for each in form["corrections"]] == ["corrected", "withdrawn", "refiled"]


def test_feeds_say_when_a_day_changed_and_what(made, corrected):
    digest, _, fixes = corrected
    corrections = [(6, each) for each in fixes]
    files = {f.path: f for f in feed_artifacts([digest], made.CRISIS, site=made.SITE, corrections=corrections)}
    (entry,) = feedparser.parse(files[ATOM].content).entries
    assert (entry.published, entry.updated) == ("2026-05-14T19:00:00Z", "2026-05-16T10:30:00Z")
    assert "Corrected, a line" in entry.content[0].value
    (item,) = json.loads(files[JSON_FEED].content)["items"]
    assert item["date_modified"] == "2026-05-16T10:30:00Z"
    read = feedparser.parse(files[CORRECTIONS].content)
    assert not read.bozo
    assert [each.title for each in read.entries] == [
        "Refiled: day 6, a heading",
        "Withdrawn: day 6, a line of “Also reported”",
        "Corrected: day 6, a line",
    ]
    assert read.entries[2].link == "https://varda.example/day/6/#c1"
    assert read.feed.updated == "2026-05-16T10:30:00Z"


def test_ids_of_corrections_stay_when_others_follow(made, corrected):
    digest, _, fixes = corrected
    ids = []
    for count in (1, 3):
        corrections = [(6, each) for each in fixes[:count]]
        files = {f.path: f for f in feed_artifacts([digest], made.CRISIS, site=made.SITE, corrections=corrections)}
        ids.append([each.id for each in feedparser.parse(files[CORRECTIONS].content).entries])
    assert ids[1][-1:] == ids[0]
    assert len(set(ids[1])) == 3


def test_the_page_of_all_is_newest_first_and_leads_to_the_days(made, corrected, reading):
    _, _, fixes = corrected
    other = fix("corrected", "title", "Day 5: a", "Day 5: b", hours=-30)
    content = corrections_page([(5, other), *((6, each) for each in fixes)], made.CRISIS, site=made.SITE).content
    found = re.findall(r'<a href="(\.\./day/\d+/index\.html#c\d)">([^<]+)</a>', content.decode())
    assert found == [
        ("../day/6/index.html#c3", "Refiled: day 6, a heading"),
        ("../day/6/index.html#c2", "Withdrawn: day 6, a line of “Also reported”"),
        ("../day/6/index.html#c1", "Corrected: day 6, a line"),
        ("../day/5/index.html#c1", "Corrected: day 5, the title"),
    ]


def test_a_withdrawn_day_still_has_a_page(made, reading):
    digest, documents = made.full_day()
    changed, _ = correct(digest, [fix("withdrawn", "day", reason="the archive was mixed up")])
    content = next(iter(day_artifacts(changed, documents, made.CRISIS, site=made.SITE))).content
    assert reading.read(content).faults == []
    assert "Withdrawn: the archive was mixed up" in content.decode()


def test_summary_and_markdown_follow(made, corrected):
    digest, _, fixes = corrected
    assert summary_of(digest).modified == AT + timedelta(hours=2)
    text = day_markdown(digest, made.CRISIS).content.decode()
    assert escaped(in_words(fixes[1])) in text


def test_words_of_editors_make_no_element(made, reading, vectors):
    digest, documents = made.full_day()
    shapes = set()
    for words in ["plain", *vectors.OWN]:
        passage = digest.sections[0].passages[0]
        hostile = replace(fix("corrected", "sections[0].passages[0]", passage.text, words, reason=words), by=words)
        changed, refused = correct(digest, [hostile])
        if refused:
            continue
        files = [next(iter(day_artifacts(changed, documents, made.CRISIS, site=made.SITE))),
                 corrections_page([(6, hostile)], made.CRISIS, site=made.SITE)]  # fmt: skip
        for file in files:
            found = reading.read(file.content)
            assert found.faults == []
            shapes.add((file.path, tuple(element.tag for element in found.elements)))
    assert len(shapes) == 2
