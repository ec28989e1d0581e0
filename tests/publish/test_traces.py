"""What a day holds of subjects: every trace names a line of the day's page that says just that."""

from dataclasses import replace

import pytest

from dayline.model.traces import FigurePoint, PlaceNamed, Saying, SourceCited, ThreadDay
from dayline.publish.site import day_artifacts
from dayline.publish.traces import summary_of, traces_of


@pytest.fixture
def full(made, sites):
    """Return a full day with its documents and what it holds."""
    digest, documents = made.full_day()
    return digest, documents, traces_of(digest, documents, sites.annotations_of(documents), {})


def of(kind, traces):
    """Return the traces of one kind."""
    return [trace for trace in traces if isinstance(trace, kind)]


def test_every_line_is_on_the_page_under_its_anchor(full, made, reading):
    digest, documents, traces = full
    page = reading.read(
        next(iter(day_artifacts(digest, documents, made.CRISIS, site=made.SITE, traces=traces))).content
    )
    texts = {e.attributes["id"]: e.text for e in page.elements if "id" in e.attributes}
    for trace in traces:
        if isinstance(trace, FigurePoint):
            assert trace.of.casefold() in page.one("table").text.casefold()
            assert trace.line.anchor in texts
        else:
            assert trace.line.text in texts[trace.line.anchor]


def test_who_speaks_in_which_role_and_channel_under_which_heading(full, made):
    sayings = of(Saying, full[2])
    assert [(s.name, s.role) for s in sayings] == list(made.SPEAKERS)
    assert {s.channel for s in sayings} == {"Telegram post"}
    assert [s.line.heading for s in sayings] == list(made.HEADINGS)
    assert sayings[0].line.evidence[0].source_name == "Valley Post"
    assert sayings[0].line.evidence[0].paragraph == 1


def test_places_are_those_of_the_cited_words_each_once_a_line(full):
    places = of(PlaceNamed, full[2])
    assert {place.name for place in places} == {"Teln", "Lower Brenna", "Lindrava"} & {p.name for p in places}
    assert len({(place.subject, place.line.anchor) for place in places}) == len(places)
    assert all(place.name in place.line.text or place.line.kind == "report" for place in places)


def test_a_place_outside_the_cited_words_is_not_of_the_line(made, sites):
    digest, documents = made.full_day()
    annotations = {
        id_: replace(held, places=tuple(m for m in held.places if m.span.field == "title"))
        for id_, held in sites.annotations_of(documents).items()
    }
    texts = [t.line.text for t in of(PlaceNamed, traces_of(digest, documents, annotations, {}))]
    assert texts
    assert all(" in Teln" in text or "Upper Brenna" in text for text in texts)


def test_a_section_is_a_day_of_the_thread_that_most_of_its_evidence_belongs_to(made):
    digest, documents = made.full_day()
    first = digest.sections[0]
    ids = [c.span.document_id for p in (first.heading, *first.passages) for c in p.citations]
    threads = dict.fromkeys(ids, "flood") | {ids[-1]: "other"}
    threads = of(ThreadDay, traces_of(digest, documents, {}, threads))
    assert threads[0].subject == "flood"
    assert [m.subject for m in threads[1:]] == [section.story_id for section in digest.sections[1:]]
    assert [m.name for m in threads] == list(made.HEADINGS)


def test_a_source_carries_each_document_once(full):
    digest, _, traces = full
    sources = of(SourceCited, traces)
    ids = [source.line.evidence[0].document_id for source in sources]
    assert len(ids) == len(set(ids))
    cited = {c.span.document_id for s in digest.sections for p in s.passages for c in p.citations}
    cited |= {c.span.document_id for p in (*digest.also, *digest.worth) for c in p.citations}
    assert set(ids) == cited


def test_a_series_goes_on_with_the_last_figure_of_a_claimant(made, sites):
    digest, documents = made.full_day()
    first = of(FigurePoint, traces_of(digest, documents, {}, {}))
    series = {point.of: point.subject for point in first}
    assert len(set(series.values())) == len(series)
    day_before = [(5, replace(point, low=6.0, high=6.0, subject="killed-before")) for point in first[:1]]
    joined = of(FigurePoint, traces_of(digest, documents, {}, {}, day_before))
    assert [p.subject for p in joined if p.of == "killed, Lower Brenna"] == ["killed-before"] * 2
    other = [(5, replace(point, low=600.0, high=600.0, subject="killed-before")) for point in first[:1]]
    apart = of(FigurePoint, traces_of(digest, documents, {}, {}, other))
    assert "killed-before" not in {p.subject for p in apart}


def test_a_series_goes_on_at_the_same_place_and_in_the_same_thread(made):
    digest, documents = made.full_day()
    point = of(FigurePoint, traces_of(digest, documents, {}, {}))[0]
    group, *others = digest.figures
    claims = tuple(replace(c, figure=replace(c.figure, place="Teln"), previous_day=None) for c in group.claims)
    digest = replace(digest, figures=(replace(group, claims=claims), *others))
    before = [(5, replace(point, place=place, subject=place)) for place in ("Teln", "Orlin")]
    found = of(FigurePoint, traces_of(digest, documents, {}, {}, before))
    assert {p.subject for p in found if p.of == point.of} == {"Teln"}


def test_a_summary_says_what_the_day_was_drawn_from(made):
    digest, _ = made.full_day()
    summary = summary_of(digest)
    assert (summary.day, summary.sections, summary.reports, summary.set_aside) == (6, 7, 123, 40)
    assert summary.headline == digest.title.text.removeprefix("Day 6: ")
    assert summary.lede.startswith("Leave by nightfall")
