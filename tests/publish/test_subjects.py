"""The pages over all days: what they say of whom, in which order, and where their lines lead."""

from dataclasses import replace
from datetime import date

import pytest

from dayline.model.document import DocumentId
from dayline.model.entities import Actor, Role
from dayline.model.traces import DaySummary, Evidence, FigurePoint, Line, Saying, SourceCited, Subject
from dayline.publish.links import slug_of, subject_path
from dayline.publish.subjects import MOST_FAILED, MOST_ROLES, PART, failures_of, parts_of, subject_page


def saying(day, text="The wall holds, she said.", heading="The dam", **more):
    """Make a line in which somebody speaks."""
    evidence = (Evidence(source_name="Valley Post", document_id=DocumentId("abc"), paragraph=2),)
    line = Line(text=text, kind="quote", anchor="l3", heading=heading, thread="m1", evidence=evidence)
    return day, Saying(**{"subject": "solm", "name": "Irena Solm", "line": line, "role": "governor"} | more)


def point(day, low, claimant="police", high=None, **more):
    """Make a claim."""
    line = Line(text=f"{low} were killed.", kind="figure", anchor="f1", heading="Teln")
    return day, FigurePoint(**{"subject": "killed-1", "name": "killed · Teln", "of": "killed", "line": line,
                               "claimant": claimant, "low": low, "high": high or low} | more)  # fmt: skip


def subject(kind="person", lines=2, **more):
    """Make a subject."""
    values = {"kind": kind, "id": "solm", "name": "Irena Solm", "first_name": "Irena Solm", "first": 2, "last": 6}
    return Subject(**(values | {"lines": lines} | more))


@pytest.fixture
def page_of(made, reading):
    """Return what renders a page of a subject and reads it."""

    def page(whom, found, part=0, **more):
        return reading.read(subject_page(whom, part, found, made.CRISIS, site=made.SITE, **more).content)

    return page


def test_a_person_has_every_line_by_day_newest_first_and_each_leads_to_its_day(page_of):
    found = [saying(2, "First, she said."), saying(6, "Second, she said.", "Rail", channel="briefing"), saying(6)]
    page = page_of(subject(lines=3), found)
    assert [e.text for e in page.all("h2") if "section" in e.within] == [
        "Day 6 Thursday, 14 May 2026", "Day 2 Sunday, 10 May 2026",
    ]  # fmt: skip
    assert [e.text for e in page.all("h3")] == ["Rail", "The dam", "The dam"]
    lines = [(e.text, e.attributes["href"]) for e in page.all("a") if "#l3" in e.attributes["href"]]
    assert lines == [
        ("Second, she said.", "../../day/6/index.html#l3"),
        ("The wall holds, she said.", "../../day/6/index.html#l3"),
        ("First, she said.", "../../day/2/index.html#l3"),
    ]
    assert "governor, briefing" in next(e.text for e in page.marked("line"))
    saved = [e.attributes["href"] for e in page.all("a") if e.text == "Valley Post"]
    assert saved == ["../../saved/abc.html#p2"] * 3


def test_roles_stand_with_their_dates_latest_first(page_of):
    roles = (
        Role(title="deputy minister", documents=9, first=date(2026, 5, 9), last=date(2026, 5, 11)),
        Role(title="acting minister", documents=3, first=date(2026, 5, 12), last=date(2026, 5, 12)),
        Role(title="engineer", documents=1),
    )
    page = page_of(subject(), [saying(6)], actor=Actor(id="solm", kind="person", name="Irena Solm", roles=roles))
    assert [e.text for e in page.all("li") if "dd" in e.within] == [
        "acting minister 12 May 2026", "deputy minister 9 May 2026 to 11 May 2026", "engineer",
    ]  # fmt: skip


def test_channels_and_threads_are_counted(page_of):
    found = [saying(6, channel="briefing"), saying(6, channel="briefing"), saying(6, channel="Telegram post")]
    page = page_of(subject(lines=3), found)
    aside = [e.text for e in page.all("li") if "nav" not in e.within]
    assert aside == ["briefing 2", "Telegram post 1", "The dam 3"]
    assert "../../threads/m1/index.html" in {e.attributes["href"] for e in page.all("a")}


def test_figures_are_a_chart_and_a_table_in_which_every_point_leads_to_its_line(page_of):
    found = [point(3, 4), point(3, 5, "relief society"), point(5, 6), point(5, 8, "relief society", high=10)]
    page = page_of(subject("figure", 4, id="killed-1", name="killed · Teln"), found)
    links = [e for e in page.all("a") if "svg" in e.within]
    assert [e.attributes["aria-label"] for e in links] == [
        "Day 3, police: 4", "Day 5, police: 6", "Day 3, relief society: 5", "Day 5, relief society: 8 to 10",
    ]  # fmt: skip
    assert {e.attributes["href"] for e in links} == {f"../../day/{day}/index.html#f1" for day in (3, 5)}
    rows = [e.attributes["href"] for e in page.all("a") if "td" in e.within]
    assert rows == [f"../../day/{day}/index.html#f1" for day in (5, 5, 3, 3)]
    assert len(list(page.all("path"))) == 2
    assert [e.text for e in page.all("li") if "figcaption" in e.within] == ["police", "relief society"]


def test_one_day_or_two_units_make_no_chart(page_of):
    for found in ([point(3, 4), point(3, 5, "others")], [point(3, 4), point(4, 5, unit="km")]):
        page = page_of(subject("figure", 2, id="killed-1"), found)
        assert not list(page.all("svg"))
        assert len([e for e in page.all("a") if "td" in e.within]) == 2


def test_a_subject_of_many_lines_has_full_pages_of_older_ones(made):
    assert [parts_of(subject(lines=n)) for n in (1, PART, 2 * PART - 1, 2 * PART, 3 * PART + 1)] == [0, 0, 0, 1, 2]
    whom = subject(lines=3 * PART)
    newest = subject_page(whom, 0, [saying(6)], made.CRISIS, site=made.SITE)
    middle = subject_page(whom, 2, [saying(4)], made.CRISIS, site=made.SITE)
    oldest = subject_page(whom, 1, [saying(2)], made.CRISIS, site=made.SITE)
    assert newest.path.endswith("/index.html")
    assert (middle.path[-6:], oldest.path[-6:]) == ("2.html", "1.html")
    assert b'href="2.html">older' in newest.content
    assert b'href="index.html">' in middle.content
    assert b'href="1.html">older' in middle.content
    assert b'href="2.html">' in oldest.content
    assert b"older" not in oldest.content


def test_addresses_are_stable_and_unique_in_both_alphabets():
    assert slug_of("Ганна Вовк") == "ganna-vovk"
    assert slug_of("Зеленський") == "zelenskii"
    assert slug_of("Łukasz O’Brien-Ñu") == "lukasz-obrien-nu"
    assert slug_of("نهر") == slug_of("<>") == "x"
    assert len(slug_of("w" * 500)) <= 60
    one, other = subject(id="1"), subject(id="2")
    assert subject_path(one) != subject_path(other)
    assert subject_path(replace(one, name="Irena Solm-Varga")) == subject_path(one)
    assert subject_path(one).startswith("people/irena-solm-")


def test_many_roles_are_folded(page_of):
    on = [date(2026, 5, n) for n in range(1, 10)]
    roles = tuple(Role(title=f"role {day.day}", documents=1, first=day, last=day) for day in on)
    page = page_of(subject(), [saying(6)], actor=Actor(id="solm", kind="person", name="Irena Solm", roles=roles))
    titles = [e.text.partition(" 2026")[0] for e in page.all("li") if "dd" in e.within]
    assert len(titles) == len(roles)
    assert len([e for e in page.all("li") if "details" in e.within]) == len(roles) - MOST_ROLES


def test_a_source_says_when_it_could_not_be_read(made, page_of):
    days = [
        DaySummary(day=day, date=made.CRISIS.date_of(day), cutoff=made.CRISIS.cutoff_of(made.CRISIS.date_of(day)),
                   headline="x", failed=failed)
        for day, failed in (
            (1, ("Post (Varda) (timed out)",)), (2, ()), (3, ("Post (Varda)", "Radio (status 503)")), (4, ("Gone (x)",))
        )
    ]  # fmt: skip
    failures = failures_of(days, {"Post (Varda)", "Post", "Radio"})
    assert failures == {
        "Post (Varda)": [(1, "timed out"), (3, "")], "Radio": [(3, "status 503")], "Gone (x)": [(4, "")],
    }  # fmt: skip
    source = subject("source", name="Post (Varda)")
    evidence = (Evidence(source_name="Post", document_id=DocumentId("abc")),)
    line = Line(text="It holds.", kind="report", anchor="l1", evidence=evidence)
    cited = (2, SourceCited(subject="solm", name="Post", line=line, headline="It holds"))
    page = page_of(source, [cited], failures=failures["Post (Varda)"])
    assert [e.text for e in page.all("li")] == ["Day 3", "Day 1 timed out"]
    links = [e.attributes["href"] for e in page.all("a") if "li" in e.within]
    assert links == ["../../day/3/index.html#unseen", "../../day/1/index.html#unseen"]
    assert [e.text for e in page.marked("line")] == ["It holds. saved copy"]
    many = page_of(source, [cited], failures=[(day, "") for day in range(100)])
    assert len(list(many.all("li"))) == MOST_FAILED + 1
    assert not list(page_of(source, [cited], part=1, failures=failures["Post (Varda)"]).all("li"))


def test_the_days_of_a_subject_are_drawn_as_bars(page_of):
    page = page_of(subject(lines=4), [saying(1), saying(3), saying(3), saying(9)])
    bars = [float(e.attributes["height"]) for e in page.all("rect")]
    assert bars == [18.0, 36.0, 18.0]
    (drawing,) = page.all("svg")
    assert drawing.attributes["aria-label"] == "Lines by day: 3 days from 1 to 9, at most 2 lines a day"
    assert not list(page_of(subject(), [saying(1), saying(2)]).all("svg"))
