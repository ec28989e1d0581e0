"""The map of a day: where its places lie, what is named, what is left out, and the same in words."""

import re
from itertools import pairwise

import pytest

from dayline.model.traces import Line, PlaceNamed
from dayline.publish.maps import HEIGHT, MOST_NAMED, WIDTH, frame_of, map_of
from dayline.publish.site import day_artifacts
from dayline.publish.world import WITH_REGIONS, Frame, land_of, regions_of

# Real towns, since the countries around them are: name, latitude, longitude.
TOWNS = (("Kharkiv", 49.99, 36.23), ("Kyiv", 50.45, 30.52), ("Odesa", 46.48, 30.73), ("Simferopol", 44.95, 34.1))


def named(name, latitude, longitude, anchor="l1", precision="settlement"):
    """Make a place that a line names."""
    line = Line(text="x", kind="report", anchor=anchor)
    return PlaceNamed(subject=name, name=name, line=line, precision=precision, latitude=latitude, longitude=longitude)


def points_of(path):
    """Return the rings of a path of moves and relative lines, as points."""
    rings = []
    for ring in path.split("Z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        x, y = numbers[:2]
        rings.append([(x, y)])
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            rings[-1].append((x, y))
    return rings


def lines_of(path):
    """Return the open lines of a path of moves and relative lines, as points."""
    return [points_of(f"M{line}Z")[0] for line in path.split("M")[1:]]


def is_inside(point, ring):
    """Tell whether a point lies within a ring, by the number of edges that a ray crosses."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossings += 1
    return crossings % 2 == 1


@pytest.fixture(scope="module")
def ukraine():
    """Return a frame with all of Ukraine, and its countries."""
    frame = Frame(latitude=48.0, longitude=32.0, degrees=12.0, width=480, height=360)
    return frame, points_of(land_of(frame))


def test_crimea_is_in_the_country_of_kyiv(ukraine):
    frame, rings = ukraine
    home = {name: {at for at, ring in enumerate(rings) if is_inside(frame.place(lat, lon), ring)}
            for name, lat, lon in TOWNS}
    assert home["Kyiv"] == home["Kharkiv"] == home["Simferopol"] != set()
    sea = frame.place(43.5, 33.0)
    assert not any(is_inside(sea, ring) for ring in rings)
    moscow_side, kursk = frame.place(50.6, 36.6), frame.place(51.73, 36.19)
    assert {at for at, ring in enumerate(rings) if is_inside(kursk, ring)} != home["Kyiv"]
    assert {at for at, ring in enumerate(rings) if is_inside(moscow_side, ring)} != home["Kyiv"]


def test_countries_are_cut_at_the_edge_and_stay_small(ukraine):
    frame, rings = ukraine
    for ring in rings:
        assert all(-5 <= x <= frame.width + 5 and -5 <= y <= frame.height + 5 for x, y in ring)
    assert len(land_of(frame)) < 10_000
    assert len(land_of(Frame(latitude=50, longitude=60, degrees=60, width=480, height=360))) < 40_000
    assert land_of(Frame(latitude=-50, longitude=-120, degrees=4, width=480, height=360)) == ""


@pytest.mark.parametrize("longitude", [60, 150, 179, -179])
def test_land_goes_on_across_the_line_of_180_degrees(longitude):
    frame = Frame(latitude=62, longitude=longitude, degrees=60, width=480, height=360)
    rings = points_of(land_of(frame))
    on_land = {name: any(is_inside(frame.place(lat, lon), ring) for ring in rings)
               for name, lat, lon in (("Yakutsk", 62.0, 129.7), ("Anadyr hills", 66.5, 178.5),
                                      ("Chukotka", 66.5, -175.0), ("Arctic Sea", 75.0, 40.0),
                                      ("Laptev Sea", 76.5, 128.0))
               if frame.holds(lat, lon)}  # fmt: skip
    assert on_land == {name: "Sea" not in name for name in on_land}
    assert len(on_land) >= 2


def test_every_place_lies_on_the_map_or_is_said_to_be_off_it():
    places = [named(*town) for town in TOWNS]
    drawn = map_of([*places, named("Washington", 38.9, -77.0), named("Ukraine", 49.0, 32.0, precision="country")])
    assert {spot.name for spot in drawn.shown} == {name for name, _, _ in TOWNS}
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in drawn.shown)
    by_name = {spot.name: spot for spot in drawn.spots}
    assert by_name["Kharkiv"].y < by_name["Odesa"].y
    assert by_name["Kharkiv"].x > by_name["Odesa"].x
    assert len(drawn.spots) == 6


def test_places_with_most_lines_come_first_with_all_their_lines():
    drawn = map_of([named("Kyiv", 50.45, 30.52), *(named("Odesa", 46.48, 30.73, f"l{n}") for n in (2, 3, 3))])
    assert [(spot.name, spot.anchors) for spot in drawn.spots] == [("Odesa", ("l2", "l3")), ("Kyiv", ("l1",))]


def test_names_stand_apart_from_one_another():
    near = [named(f"Village {n}", 48.5 + n % 5 / 50, 37.5 + n / 50) for n in range(40)]
    drawn = map_of(near)
    labels = [spot for spot in drawn.shown if spot.label]
    assert 1 <= len(labels) <= MOST_NAMED
    assert len(drawn.shown) == 40


def test_one_place_and_none():
    assert map_of([]) is None
    (spot,) = map_of([named("Kyiv", 50.45, 30.52)]).shown
    assert abs(spot.x - WIDTH / 2) < WIDTH / 4
    (only,) = map_of([named("Ukraine", 49.0, 32.0, precision="country")]).spots
    assert only.x is None
    assert frame_of([]) is None


def test_places_beside_the_date_line_and_the_poles_are_drawn():
    for latitude, longitude in ((0, 179.9), (0, -179.9), (89.9, 0), (-90, 180)):
        assert len(map_of([named("X", latitude, longitude), named("Y", latitude, longitude)]).spots) == 2


def test_the_page_says_in_words_what_the_map_shows(made, sites, reading):
    digest, documents = made.full_day()
    traces = sites.traces_by_day([(digest, documents)])[6]
    page = reading.read(
        next(iter(day_artifacts(digest, documents, made.CRISIS, site=made.SITE, traces=traces))).content
    )
    (drawing,) = page.all("svg")
    assert drawing.attributes["role"] == "img"
    listed = [e.text for e in page.all("li") if re.search(r"\d° [NS]", e.text)]
    assert {text.split(" settlement")[0] for text in listed} >= {e.text for e in page.all("text")} != set()
    anchors = {e.attributes["id"] for e in page.elements if "id" in e.attributes}
    links = [e.attributes["href"] for e in page.all("a") if e.attributes.get("aria-label", "").startswith("Line ")]
    assert links
    assert {link.removeprefix("#") for link in links} <= anchors


def test_regions_have_borders_and_crimeas_is_one_of_them():
    frame = Frame(latitude=46.0, longitude=34.0, degrees=4.0, width=480, height=360)
    lines = lines_of(regions_of(frame))
    perekop = frame.place(46.1, 34.1)
    assert min(abs(x - perekop[0]) + abs(y - perekop[1]) for line in lines for x, y in line) < 12
    assert all(len(line) > 1 for line in lines)


def test_borders_of_regions_stay_near_the_frame_and_off_wide_maps():
    for latitude, longitude, degrees in ((48.5, 35.0, 7.0), (50.5, 30.5, 2.0), (40.0, -100.0, 12.0)):
        frame = Frame(latitude=latitude, longitude=longitude, degrees=degrees, width=480, height=360)
        steps = [step for line in lines_of(regions_of(frame)) for step in pairwise(line)]
        assert steps
        assert all(any(0 <= x <= 480 and 0 <= y <= 360 for x, y in step) for step in steps)
    wide = Frame(latitude=48.0, longitude=32.0, degrees=WITH_REGIONS * 2, width=480, height=360)
    assert regions_of(wide) == ""
