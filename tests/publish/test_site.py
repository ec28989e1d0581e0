"""The static site: which files there are, what they hold, where their links lead."""

import hashlib
import json
from base64 import b64decode
from dataclasses import replace
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest

from dayline.errors import SpanError
from dayline.publish.fields import faults_of
from dayline.publish.site import day_artifacts, saved_copy
from dayline.publish.traces import summary_of
from dayline.publish.views import MOST_NAMES

ORDINARY_PAGE = 100_000  # bytes that the page of an ordinary day stays below


@pytest.fixture(scope="module")
def site(made, sites):
    """Render three days and all that follows from them; give path and content."""
    days = [made.awkward_day(4), made.thin_day(5), made.full_day(6)]
    return {file.path: file for file in sites.whole_site(days, made.CRISIS, made.SITE)}


@pytest.fixture(scope="module")
def pages(site, reading):
    """Read every page of the site."""
    return {path: reading.read(a.content) for path, a in site.items() if a.media_type == "text/html"}


def test_a_day_is_a_page_a_form_an_address_by_date_and_saved_copies(site, made):
    _, documents = made.thin_day(5)
    (saved,) = documents
    assert {"day/5/index.html", "day/5/digest.json", "2026/05/13/index.html", f"saved/{saved}.html"} <= set(
        site
    )


def test_rendering_again_gives_the_same_bytes(made):
    for day in (made.full_day, made.thin_day, made.awkward_day):
        once, again = (
            list(day_artifacts(digest, documents, made.CRISIS, site=made.SITE))
            for digest, documents in (day(), day())
        )
        assert once == again


def test_every_element_is_closed_and_every_id_is_given_once(pages):
    for path, page in pages.items():
        assert page.faults == [], path
        ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
        assert len(ids) == len(set(ids)), path


def test_every_link_inside_the_site_leads_somewhere(site, pages):
    for path, page in pages.items():
        targets = [e.attributes["href"] for e in page.elements if "href" in e.attributes]
        targets += [e.attributes["popovertarget"].join(("#", "")) for e in page.all("button")]
        for target in targets:
            if target.startswith("https://"):
                continue
            file, _, anchor = target.partition("#")
            to = normpath(join("/", dirname(path), file)).lstrip("/") if file else path
            assert to in site, f"{path} links to {target}"
            if anchor:
                ids = {e.attributes.get("id") for e in pages[to].elements}
                assert anchor in ids, f"{path} links to {target}"


def test_every_line_has_its_evidence_as_button_and_as_link(pages, made):
    digest, documents = made.full_day()
    page = pages["day/6/index.html"]
    opened = {e.attributes["popovertarget"] for e in page.marked("src")}
    linked = {e.attributes["href"].removeprefix("#") for e in page.marked("ref")}
    notes = {e.attributes["id"] for e in page.marked("note")}
    lists = {e.attributes["id"] for e in page.marked("others")}
    assert {b.attributes["popovertarget"] for b in page.all("button")} == notes
    assert opened == notes - lists
    assert linked == notes
    quoted = [e.text for e in page.all("mark")]
    passages = [digest.title, *digest.lede, *digest.also, *digest.worth]
    passages += [claim.passage for group in digest.figures for claim in group.claims]
    for section in digest.sections:
        passages += [section.heading, *section.passages, *section.background]
    for passage in passages:
        for citation in passage.citations:
            assert documents[citation.span.document_id].quote(citation.span) in quoted


def test_lines_on_the_same_words_share_a_note(pages, made):
    digest, _ = made.full_day()
    page = pages["day/6/index.html"]
    spans = {
        c.span
        for section in digest.sections
        for passage in (section.heading, *section.passages, *section.background)
        for c in passage.citations
    }
    others = [*digest.also, *digest.worth, *(c.passage for g in digest.figures for c in g.claims)]
    spans |= {c.span for passage in others for c in passage.citations}
    assert len(list(page.marked("note"))) - len(list(page.marked("others"))) == len(spans)


def test_a_note_gives_source_time_context_saved_copy_and_hash(pages, made):
    digest, documents = made.full_day()
    citation = digest.sections[0].passages[0].citations[0]
    document = documents[citation.span.document_id]
    note = next(
        n for n in pages["day/6/index.html"].marked("note") if document.quote(citation.span) in n.text
    )
    assert "Valley Post · 14 May 2026, 09:00" in note.text
    assert document.headline in note.text
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.sha256 in note.text
    assert "… boxes out of the library." in note.text
    assert "Buses waited along …" in note.text


def test_a_headline_alone_is_known_by_the_hash_of_its_item(pages, made):
    ((_, document),) = made.thin_day()[1].items()
    (note,) = pages["day/5/index.html"].marked("note")
    assert f"SHA-256 of the item{document.raw_sha256}" in note.text
    assert document.sha256 not in note.text


def test_buttons_have_names_of_their_own_that_hold_what_they_show(pages):
    for path, page in pages.items():
        named: dict[str, str] = {}
        for button in page.all("button"):
            if button.attributes["class"] == "close":  # in a note that has a name
                assert button.text == "Close"
                continue
            name, target = button.attributes["aria-label"], button.attributes["popovertarget"]
            assert button.text in name, path
            assert named.setdefault(name, target) == target, f"{path}: {name} opens two notes"


def test_headings_go_down_by_one_step(pages):
    for path, page in pages.items():
        levels = [int(e.tag[1]) for e in page.elements if e.tag in {"h1", "h2", "h3", "h4"}]
        if path.count("/") == 3:  # the address by date has none
            continue
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_pages_name_their_language_and_landmarks(pages):
    for path, page in pages.items():
        assert page.one("html").attributes["lang"] == "en"
        assert len(list(page.all("main"))) == 1, path
        for navigation in page.all("nav"):
            assert navigation.attributes["aria-label"]


def test_a_page_may_use_its_own_style_and_nothing_else(pages):
    for path, page in pages.items():
        (policy,) = (
            e.attributes["content"]
            for e in page.all("meta")
            if "Security" in e.attributes.get("http-equiv", "")
        )
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        style = page.one("style").text
        own = {"script-src", "connect-src"} if path == "search/index.html" else set()
        assert set(rules) == {"default-src", "style-src", "base-uri", "form-action"} | own, path
        assert {rules[name] for name in own} <= {"'self'"}
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        held = b64decode(rules["style-src"].strip("'").removeprefix("sha256-"))
        assert held == hashlib.sha256(style.encode()).digest()
        scripts = [e for e in page.all("script") if e.attributes.get("type") != "application/ld+json"]
        assert [e.attributes for e in scripts] == ([{"src": "search.js", "defer": ""}] if own else [])
        assert not any(e.tag in {"img", "iframe", "object", "form", "base"} for e in page.elements)
        assert not any(
            name.startswith("on") or name == "style" for e in page.elements for name in e.attributes
        )
        assert "http" not in style
        assert "url(" not in style
        assert "@import" not in style


def test_background_is_linked_only_to_days_that_have_a_page(made, reading):
    digest, documents = made.full_day()

    def links(**more):
        page = next(iter(day_artifacts(digest, documents, made.CRISIS, site=made.SITE, **more)))
        return [
            e.attributes["href"] for e in reading.read(page.content).all("a") if e.text.startswith("day\xa0")
        ]

    assert links() == []
    assert set(links(days={2, 6})) == {"../../day/2/index.html"}
    assert set(links(previous=summary_of(made.thin_day(5)[0]))) == {"../../day/5/index.html"}


def test_a_day_knows_the_days_beside_it(pages):
    page = pages["day/5/index.html"]
    (before,) = (e for e in page.all("a") if e.attributes.get("rel") == "prev")
    (after,) = (e for e in page.all("a") if e.attributes.get("rel") == "next")
    assert before.text.startswith("← Day 4 Ministry calls the dam stable")
    assert after.text.startswith("Day 6 → Leave by nightfall")
    assert {e.attributes["rel"] for e in page.all("link")} == {"alternate", "canonical", "prev", "next"}
    assert not [e for e in pages["day/6/index.html"].all("a") if e.attributes.get("rel") == "next"]


def test_the_date_leads_to_the_day(pages):
    page = pages["2026/05/14/index.html"]
    (refresh,) = (
        e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv") == "refresh"
    )
    assert refresh == "0; url=../../../day/6/index.html"
    assert page.one("a").attributes["href"] == "../../../day/6/index.html"


def test_figures_stand_as_claimed(pages):
    table = pages["day/6/index.html"].one("table").text
    for words in (
        "Killed, Lower Brenna", "+3 since day\xa05", "as of 14 May, 18:00", "10 to 12", "was 7 on day\xa02",
        "at least 14", "was 11 on day\xa05", "as of 13 May", "about 30", "Saint Alda Relief Society",
        "up to USD 1.25 billion", "+250 million", "98.5%", "no change since day\xa05",
        "more than 25,000 per month", "since 9 May",
    ):  # fmt: skip
        assert words in table


def test_rival_claims_stand_under_one_name(pages):
    rows = {
        e.text: e.attributes
        for e in pages["day/6/index.html"].all("th")
        if e.attributes["scope"] == "rowgroup"
    }
    assert rows["Missing"]["rowspan"] == "2"
    assert rows["Damage"]["rowspan"] == "1"


def test_groups_of_one_name_say_which_story_they_belong_to(made, reading):
    room = made.Newsroom()
    sections, groups = [], []
    for town in ("Teln", "Orlin"):
        claim = room.claim(f"Two people died in {town}, police said.", "Two", "police", "KNA", 2, of="killed")
        sections.append(
            made.story(made.passage(f"Two die in {town}", "heading", *claim.passage.citations), claim.passage)
        )
        groups.append(made.FigureGroup(of="killed", claims=(claim,)))
    digest = made.digest(6, sections, figures=tuple(groups))
    page = reading.read(
        next(iter(day_artifacts(digest, room.documents, made.CRISIS, site=made.SITE))).content
    )
    assert [e.text for e in page.all("th") if e.attributes["scope"] == "rowgroup"] == [
        "KilledTwo die in Teln", "KilledTwo die in Orlin",
    ]  # fmt: skip


def test_what_could_not_be_seen_is_said(pages):
    (box,) = pages["day/6/index.html"].marked("unseen")
    for words in (
        "Could not be read: Orlin Gazette.",
        "Nothing came from Border Waters Commission and State Railways.",
        "No source was heard that speaks for the dam’s builders.",
        "reports in Ukrainian and Romanian.",
        "No new figure for displaced.",
    ):
        assert words in box.text
    (box,) = pages["day/5/index.html"].marked("unseen")
    assert "Every source of this crisis was heard." in box.text


def test_many_silent_sources_are_all_on_the_page_in_a_fold(made, reading):
    digest, documents = made.thin_day()
    names = tuple(f"River Post {number}" for number in range(MOST_NAMES + 1))
    digest = replace(digest, coverage=replace(digest.coverage, sources_silent=names))
    page = reading.read(next(iter(day_artifacts(digest, documents, made.CRISIS, site=made.SITE))).content)
    assert f"Nothing came from {len(names)} sources." in page.one("summary").text
    assert [e.text for e in page.all("li") if "details" in e.within] == list(names)


def test_a_thin_day_has_no_empty_boxes(pages):
    page = pages["day/5/index.html"]
    assert not list(page.marked("lede"))
    assert [e.text for e in page.all("h2")] == [
        "Water reaches the red line of the gauge", "What we could not see", "Evidence",
    ]  # fmt: skip
    assert "1 outlet, 1 origin" in next(iter(page.marked("origin"))).text


def test_evidence_in_another_language_says_so(pages):
    languages = [e.attributes.get("lang") for e in pages["day/4/index.html"].all("blockquote")]
    assert languages.count("uk") == 1
    assert languages.count("ar") == 1
    assert languages.count("en") == 0


def test_a_saved_copy_shows_the_document_and_its_hashes(made, reading):
    _, documents = made.full_day()
    document = next(d for d in documents.values() if d.text)
    page = reading.read(saved_copy(document, made.CRISIS, site=made.SITE).content)
    (copy,) = page.marked("copy")
    assert "".join(copy.text.split()) == "".join(document.text.split())
    facts = " ".join(e.text for e in page.all("dd"))
    assert document.sha256 in facts
    assert document.raw_sha256 in facts
    assert document.url in facts
    assert ("noindex") in {e.attributes.get("content") for e in page.all("meta")}


def test_the_saved_text_has_the_hash_that_is_shown(made, site):
    for document in made.awkward_day()[1].values():
        text = site.get(f"saved/{document.id}.txt")
        assert (text is None) == (not document.text)
        if text:
            assert hashlib.sha256(text.content).hexdigest() == document.sha256


def test_a_note_leads_to_its_paragraph_of_the_saved_copy(made, reading):
    room = made.Newsroom()
    document = room.document("KNA", "Three parts", "One.\n\nTwo is here.\n\n\n\nThree is here.")
    lines = [
        made.passage(words, "report", room.cite(document, words))
        for words in ("Two is here.", "Three is here.")
    ]
    heading = made.passage("Three parts", "heading", room.cite(document, where="title"))
    digest = made.digest(6, [made.story(heading, *lines)])
    page = reading.read(
        next(iter(day_artifacts(digest, room.documents, made.CRISIS, site=made.SITE))).content
    )
    copy = reading.read(saved_copy(document, made.CRISIS, site=made.SITE).content)
    texts = {e.attributes["id"]: e.text for e in copy.all("p") if "id" in e.attributes}
    anchors = [e.attributes["href"].partition("#")[2] for e in page.all("a") if e.text == "saved copy"]
    assert [texts.get(anchor) for anchor in anchors] == [None, "Two is here.", "Three is here."]


def test_the_page_of_an_ordinary_day_is_light(site, made):
    digest, _ = made.full_day()
    passages = sum(len(s.passages) + len(s.background) + 1 for s in digest.sections)
    assert passages >= 25
    assert len(site["day/6/index.html"].content) < ORDINARY_PAGE


def test_the_form_of_every_day_is_whole(site):
    for number in (4, 5, 6):
        assert faults_of(json.loads(site[f"day/{number}/digest.json"].content)) == ()


def test_a_citation_that_points_past_its_document_is_refused(made):
    digest, documents = made.thin_day()
    ((id_, document),) = documents.items()
    shorter = {id_: replace(document, headline="Water")}
    with pytest.raises(SpanError):
        list(day_artifacts(digest, shorter, made.CRISIS, site=made.SITE))
    with pytest.raises(KeyError):
        list(day_artifacts(digest, {}, made.CRISIS, site=made.SITE))
