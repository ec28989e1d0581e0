"""The lists of what has pages: each leads to every one, and says what could not be read."""

import pytest

from dayline.model.traces import Subject
from dayline.publish.indexes import FEW_LISTED, MOST_LISTED, list_pages


def subject(kind="person", lines=2, **more):
    """Make a subject."""
    values = {"kind": kind, "id": "solm", "name": "Irena Solm", "first_name": "Irena Solm", "first": 2, "last": 6}
    return Subject(**(values | {"lines": lines} | more))


@pytest.mark.parametrize("kind", ["person", "place", "source", "figure", "thread"])
def test_a_list_leads_to_every_subject(reading, made, kind):
    few = [subject(kind, id=f"s{n}", name=f"Name {n}") for n in range(5)]
    (page,) = list_pages(kind, few, site=made.SITE)
    read = reading.read(page.content)
    assert len([e for e in read.all("a") if "li" in e.within]) == 5
    many = [subject(kind, id=f"s{n}", name=f"Name {n}", lines=n + 1) for n in range(MOST_LISTED + 5)]
    first, every = list_pages(kind, many, site=made.SITE)
    assert first.path.endswith("/index.html")
    assert every.path.endswith("/all.html")
    links = [e.attributes["href"] for e in reading.read(every.content).all("a") if "li" in e.within]
    assert len(set(links)) == MOST_LISTED + 5
    assert len([e for e in reading.read(first.content).all("a") if "li" in e.within]) == MOST_LISTED
    assert "all.html" in {e.attributes["href"] for e in reading.read(first.content).all("a")}


def test_a_long_list_has_letters_of_one_alphabet(reading, made):
    names = ["Анна", "Anna", "Борис"] + [f"Zeno {n}" for n in range(FEW_LISTED)]
    people = [subject(id=name, name=name, first_name=name) for name in names]
    (page,) = list_pages("person", people, site=made.SITE)
    assert [e.text for e in reading.read(page.content).all("h2")] == ["A", "B", "Z"]


def test_an_empty_list_says_so(made):
    (page,) = list_pages("place", [], site=made.SITE)
    assert b"None so far." in page.content


def test_letters_lead_to_their_groups(reading, made):
    people = [subject(id=f"{letter}{n}", name=f"{letter} {n}") for letter in "ABC" for n in range(FEW_LISTED)]
    page = reading.read(list_pages("person", people, site=made.SITE)[0].content)
    letters = [e for e in page.all("a") if e.attributes["href"].startswith("#g")]
    assert [e.text for e in letters] == ["A", "B", "C"]
    assert {e.attributes["href"][1:] for e in letters} <= {e.attributes.get("id") for e in page.elements}


def test_sources_that_failed_or_were_not_printed_are_listed(reading, made):
    failures = {"Valley Post": [(3, "timed out"), (4, "")], "Radio": [(3, "")]}
    post = subject("source", id="post", name="Valley Post")
    (page,) = list_pages("source", [post], site=made.SITE, failures=failures, unprinted=["Agency", "Radio"])
    assert [e.text for e in reading.read(page.content).all("li")] == [
        "Valley Post 2 lines, days 2 to 6; could not be read on 2 days",
        "Agency no failure noted",
        "Radio could not be read on 1 day",
    ]
