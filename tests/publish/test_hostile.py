"""Words of sources are words: whatever they say, a page keeps its shape."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.publish.fields import faults_of
from dayline.publish.site import day_artifacts

# Vectors put into one digest.
BATCH = 24
# Where links lead: to the web, or to a place of the site that is named by us.
ADDRESS = re.compile(
    r"https?://[^/\s]+|#[\w-]+$|"
    r"(/|(\.\./)*)([\w-]+/){0,3}[\w-]+\.(html|txt|json|geojson|csv|md|xml|opml)(#[\w-]+)?$",
    re.ASCII,
)


def part_of(element):
    """Return an element's tag and attributes, without those that only safe, short or long words have."""
    if "external" in element.attributes.get("rel", "") or element.tag == "text":
        return ()
    optional = {"lang", "class"} if element.tag in {"h1", "h2"} else {"lang"}
    return (element.tag, *(name for name in element.attributes if name not in optional))


@pytest.fixture(scope="module")
def shape_of(made, reading, sites):
    """Return what gives the elements of every page of a day whose texts, names and addresses are some words."""

    def shape(words):
        digest, documents = made.hostile_day(words)
        site = made.Site(title=words[0])
        other = replace(digest, day=7, date=made.CRISIS.date_of(7), title=made.digest(7, digest.sections).title)
        days = [(digest, documents), (other, documents)]
        files = list(sites.whole_site(days, made.CRISIS, site, named=words[0]))
        shapes = []
        for file in files:
            if file.path.endswith("digest.json"):
                form = json.loads(file.content)
                assert form["sections"][0]["heading"]["text"] == words[0]
                assert faults_of(form) == ()
            elif file.path.endswith(".html"):
                page = reading.read(file.content)
                assert page.faults == [], file.path
                for link in page.all("a"):
                    assert ADDRESS.match(link.attributes["href"]), file.path
                shapes.append([part for element in page.elements if (part := part_of(element))])
        return sorted(shapes)

    return shape


@pytest.fixture(scope="module")
def harmless(shape_of):
    """Return the shape of a page of as many harmless words."""
    shapes = {}

    def shape(count):
        if count not in shapes:
            shapes[count] = shape_of([f"word {place} of {count}" for place in range(count)])
        return shapes[count]

    return shape


def test_our_own_vectors_make_no_element(shape_of, harmless, vectors):
    for start in range(0, len(vectors.OWN), BATCH):
        words = vectors.OWN[start : start + BATCH]
        assert shape_of(words) == harmless(len(words))


def test_public_vectors_make_no_element(shape_of, harmless, vectors):
    every = vectors.public_vectors()
    if not every:
        pytest.skip("the public vectors are not at hand: set DAYLINE_DATA")
    for start in range(0, len(every), BATCH):
        words = every[start : start + BATCH]
        assert shape_of(words) == harmless(len(words))


@settings(max_examples=40)
@given(
    st.text(alphabet=st.sampled_from("<>&\"'/=! -scriptaxlb{}%#;:\t\x00\u202e"), min_size=1).filter(str.strip)
)
def test_no_words_make_an_element(shape_of, harmless, words):
    assert shape_of([words]) == harmless(1)


def test_words_are_shown_as_they_are(made, reading, vectors):
    for words in vectors.OWN:
        digest, documents = made.hostile_day([words])
        page = reading.read(next(iter(day_artifacts(digest, documents, made.CRISIS, site=made.SITE))).content)
        shown = words.replace("\x00", "\ufffd")
        assert any(heading.text in {words, shown} for heading in page.all("h2"))
        assert any(mark.text in {words, shown} for mark in page.all("mark"))
