"""Words of sources are words: whatever they say, a page keeps its shape."""

import csv
import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dayline.model.traces import PlaceNamed
from dayline.publish.exports import COLUMNS, COMPUTED
from dayline.publish.fields import faults_of
from dayline.publish.listings import news_sitemap, sitemap
from dayline.publish.maps import map_of
from dayline.publish.parquet import KINDS, parquet_files
from dayline.publish.pdf import drawing_of
from dayline.publish.site import day_artifacts
from dayline.publish.traces import summary_of

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


def tags_of_xml(file, reading):
    """Read a feed, a sitemap or a list of sources; return its tags, and those of the HTML that it carries."""
    assert b"<!" not in file.content, file.path
    root = ElementTree.fromstring(file.content)
    tags = {element.tag for element in root.iter()}
    for element in root.iter():
        if element.tag.endswith(("}content", "}encoded")):
            page = reading.read((element.text or "").encode())
            assert page.faults == [], file.path
            tags |= {f"html {each.tag}" for each in page.elements}
    return tags - {"html a"}


def tags_of_json(file, _):
    """Read JSON; return the names of its topmost fields, or of the fields of a place on the map."""
    form = json.loads(file.content)
    if file.path.endswith(".geojson"):
        for feature in form["features"]:
            assert feature["geometry"]["type"] == "Point"
            assert all(isinstance(number, float) for number in feature["geometry"]["coordinates"])
            assert set(feature["properties"]) == set(COLUMNS["places"]) - {"latitude", "longitude"}
    return set() if file.path.startswith("search/") else set(form) if isinstance(form, dict) else set()


def tags_of_csv(file, _):
    """Read a table; return its columns, each cell checked to be one, and none that a spreadsheet computes."""
    first, *rows = csv.reader(io.StringIO(file.content.decode("utf-8"), newline=""))
    for row in rows:
        assert len(row) == len(first), file.path
        for column, cell in zip(first, row, strict=True):
            assert KINDS.get(column) in {"number", "whole"} or not cell.lstrip(" ").startswith(COMPUTED), column
    return set(first)


def tags_of_markdown(file, _):
    """Show Markdown as a reader does that lets HTML through; return the elements."""
    html = MarkdownIt("commonmark", {"html": True}).render(file.content.decode("utf-8"))
    assert all(target.startswith(("http://", "https://")) for target in re.findall(r'<a href="([^"]*)"', html))
    return set(re.findall(r"<(\w+)", html)) - {"a"}


def nothing_of(file, _):
    """Take a file that is shown as plain text, or is our own."""
    assert file.media_type.startswith(("text/plain", "text/javascript"))
    return set()


# What reads a file of a site that is no page, by its ending; a kind of file that is not here fails.
READERS = {"xml": tags_of_xml, "opml": tags_of_xml, "json": tags_of_json, "geojson": tags_of_json, "csv": tags_of_csv,
           "md": tags_of_markdown, "txt": nothing_of, "js": nothing_of}  # fmt: skip


def check_drawing(traces):
    """Read the map of a printed page: nothing but shapes and names, no address and nothing that acts."""
    drawn = map_of([trace for trace in traces if isinstance(trace, PlaceNamed)], None)
    root = ElementTree.fromstring(drawing_of(drawn))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "rect", "path", "circle", "text"}
    assert not any(name.startswith(("on", "href", "{")) for element in root.iter() for name in element.attrib)


def check_parquet(days, site):
    """Read the typed tables, where PyArrow is at hand."""
    parquet = pytest.importorskip("pyarrow.parquet")
    for file in parquet_files(days, site=site):
        table = parquet.read_table(io.BytesIO(file.content))
        assert tuple(table.column_names) == COLUMNS[file.path.removesuffix(".parquet")]


@pytest.fixture(scope="module")
def shape_of(made, reading, sites):
    """Return what gives the elements of every page of a day whose texts, names and addresses are some words.

    Every other file of the site is read too, as what reads such files does, and gives its tags, columns or fields.
    """

    def shape(words):
        digest, documents = made.hostile_day(words)
        site = made.Site(title=words[0])
        other = replace(digest, day=7, date=made.CRISIS.date_of(7), title=made.digest(7, digest.sections).title)
        days = [(digest, documents), (other, documents)]
        files = list(sites.whole_site(days, made.CRISIS, site, named=words[0]))
        addressed = made.Site(title=words[0], address=made.SITE.address)
        files += [news_sitemap([digest], site=addressed), sitemap([("index.html", digest.date)], site=addressed)]
        traces = sites.traces_by_day(days, named=words[0])
        check_drawing(traces[digest.day])
        shapes, found = [], {}
        for file in files:
            ending = file.path.rpartition(".")[2]
            if ending != "html":
                found.setdefault(ending, set()).update(READERS[ending](file, reading))
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
        shapes.append(sorted((ending, *sorted(names)) for ending, names in found.items()))
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


def test_tables_that_are_typed_hold_them_too(made, sites, vectors):
    words = [*vectors.OWN, *vectors.public_vectors()]
    days = [made.hostile_day(words)]
    traces = sites.traces_by_day(days, named=words[0])
    check_parquet([(summary_of(digest), traces[digest.day]) for digest, _ in days], made.SITE)


@settings(max_examples=25)
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
