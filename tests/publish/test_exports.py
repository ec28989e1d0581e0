"""Tables of what the days hold: whole, resting on evidence, and safe to open in a spreadsheet."""

import csv
import io
import json

import pytest

from dayline.model.traces import FigurePoint, PlaceNamed, Saying, ThreadDay
from dayline.publish.exports import COLUMNS, COMPUTED, csv_artifact, exports_page, month_exports
from dayline.publish.links import Site
from dayline.publish.traces import summary_of

RECORDS = {"statements": Saying, "figures": FigurePoint, "places": PlaceNamed, "threads": ThreadDay}


@pytest.fixture(scope="module")
def days(made, sites):
    """Return two days in short with what they hold."""
    both = [made.awkward_day(4), made.full_day(6)]
    traces = sites.traces_by_day(both)
    return [(summary_of(digest), traces[digest.day]) for digest, _ in both]


@pytest.fixture(scope="module")
def files(days, made):
    """Return the tables of a month by name."""
    return {file.path.rpartition("/")[2]: file for file in month_exports(days, site=made.SITE)}


def rows_of(file):
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(file.content.decode(), newline="")))


@pytest.mark.parametrize("name", list(RECORDS))
def test_a_table_has_every_record_in_both_forms(files, days, name):
    wanted = [(day.day, t.line.text) for day, traces in days for t in traces if isinstance(t, RECORDS[name])]
    assert wanted
    rows = rows_of(files[f"{name}.csv"])
    assert [(int(row["day"]), row["text"]) for row in rows] == wanted
    assert tuple(rows[0]) == COLUMNS[name]
    if name == "places":
        form = json.loads(files["places.geojson"].content)
        assert form["type"] == "FeatureCollection"
        others = [feature["properties"] for feature in form["features"]]
        points = {tuple(feature["geometry"]["coordinates"]) for feature in form["features"]}
        assert points <= {(24.0, 47.0), (24.4, 47.2), (23.1, 46.4)}
    else:
        others = json.loads(files[f"{name}.json"].content)
    assert [(row["day"], row["text"]) for row in others] == wanted
    assert all(row["documents"] and row["sources"] for row in others)


def test_rows_lead_to_their_line(files, days):
    (first, *_) = rows_of(files["statements.csv"])
    assert first["page"] == "https://varda.example/day/4/#l1"
    relative = rows_of(next(iter(month_exports(days, site=Site(title="Varda")))))
    assert relative[0]["page"] == "day/4/index.html#l1"
    assert (first["speaker"], first["role"]) == ("Ганна Вовк", "мер Тельна")


def test_no_cell_is_a_formula(made, sites, vectors):
    words = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", '=HYPERLINK("https://attacker.example")',
             "=cmd|' /C calc'!A0", *vectors.OWN]  # fmt: skip
    digest, documents = made.hostile_day(words)
    traces = sites.traces_by_day([(digest, documents)], named=words[0])[digest.day]
    for file in month_exports([(summary_of(digest), traces)], site=made.SITE):
        if file.path.endswith(".csv"):
            for row in rows_of(file):
                assert None not in row
                for column, value in row.items():
                    is_number = column in {"day", "low", "high", "latitude", "longitude", "outlets", "origins"}
                    assert is_number or not value.lstrip(" ").startswith(COMPUTED), (column, value)
        else:
            json.loads(file.content)


def test_numbers_below_zero_stay_numbers():
    (row,) = rows_of(csv_artifact("a.csv", ("a", "b"), [{"a": -1.5, "b": "-1.5"}]))
    assert row == {"a": "-1.5", "b": "'-1.5"}


def test_a_month_without_days_has_no_tables(made):
    assert list(month_exports([], site=made.SITE)) == []
    assert b"None so far." in exports_page([], made.CRISIS, site=made.SITE).content


def test_the_page_leads_to_every_table(days, made, reading, files):
    page = reading.read(exports_page([day for day, _ in days], made.CRISIS, site=made.SITE).content)
    links = {e.attributes["href"] for e in page.all("a") if e.attributes["href"].startswith("2026")}
    assert links == {f"2026-05/{name}" for name in files}
