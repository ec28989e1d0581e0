"""Other sources: each outlet once, none that a section cites, a bounded list and the rest counted."""

from dataclasses import replace

import pytest

from dayline.publish.links import saved_path
from dayline.publish.others import MOST_OTHERS, documents_of_others, others_of
from dayline.publish.site import day_artifacts


@pytest.fixture
def story(made):
    """Return what makes a section whose story these outlets carry beside the one that it cites."""

    def tell(*outlets):
        room = made.Newsroom()
        heading = room.from_headline("Bridge closed", "KNA")
        section = made.story(heading, room.line("The bridge is closed.", "KNA"))
        for outlet in outlets:
            room.document(outlet, f"{outlet} on the bridge", "Closed.")
        return replace(section, documents=tuple(room.documents)), room.documents

    return tell


def others(made, section, documents):
    return others_of(section, documents, made.CRISIS.zone, number=1, root="../../")


def test_each_outlet_stands_once_and_those_cited_do_not(made, story):
    section, documents = story("Courier", "KNA", "Courier", "Radio Teln")
    assert [each.headline for each in documents_of_others(section, documents)] == [
        "Courier on the bridge", "Radio Teln on the bridge",
    ]  # fmt: skip
    found = others(made, section, documents)
    assert [each.source for each in found.listed] == ["Courier", "Radio Teln"]
    assert found.listed[0].time == "10:20"
    assert found.listed[0].saved == f"../../{saved_path(section.documents[2])}"
    assert (found.heading, found.count, found.more) == ("Bridge closed", 2, 0)


def test_a_story_of_one_outlet_has_no_others(made, story):
    assert others(made, *story("KNA")) is None
    assert others(made, *story()) is None


def test_a_document_that_is_not_at_hand_is_left_out(made, story):
    section, _ = story("Courier")
    assert others(made, section, {}) is None


def test_a_list_is_bounded_and_the_rest_counted(made, story):
    section, documents = story(*(f"Outlet {number}" for number in range(MOST_OTHERS + 3)))
    found = others(made, section, documents)
    assert (len(found.listed), found.count, found.more) == (MOST_OTHERS, MOST_OTHERS + 3, 3)


def test_a_day_shows_them_beside_its_lines_and_keeps_their_copies(made, reading, story):
    section, documents = story("Courier", *(f"Outlet {number}" for number in range(MOST_OTHERS)))
    cited = {c.span.document_id for p in (section.heading, *section.passages) for c in p.citations}
    files = {
        file.path: file
        for file in day_artifacts(
            made.digest(6, [section]), {id_: documents[id_] for id_ in cited}, made.CRISIS, site=made.SITE,
            others=documents,
        )
    }  # fmt: skip
    page = reading.read(files["day/6/index.html"].content)
    assert page.faults == []
    openers = [b.text for b in page.all("button") if b.attributes["popovertarget"] == "o1"]
    # under the heading, in the notes of the heading and of the line, and on the list itself
    assert openers == [*[f"{MOST_OTHERS + 1} others"] * 3, "Close"]
    (listed,) = page.marked("others")
    assert "Courier" in listed.text
    assert "and 1 more" in listed.text
    copies = {path for path in files if path.startswith("saved/") and path.endswith(".html")}
    assert copies == {saved_path(id_) for id_ in section.documents[: 2 + MOST_OTHERS]}
    for link in page.all("a"):
        if link.attributes["href"].startswith("../../saved/"):
            assert link.attributes["href"].removeprefix("../../").partition("#")[0] in copies
