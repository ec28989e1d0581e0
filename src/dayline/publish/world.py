"""Countries of the world and borders of their regions, and what of them lies in a frame, as paths of SVG."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from math import cos, radians
from typing import Any

Point = tuple[float, float]

# Hundredths of a degree in the file.
PRECISION = 100
# Degrees once around the Earth.
TURN = 360.0
# Units beyond the edge at which countries are cut, so that no cut is seen.
MARGIN = 4.0
# Units between two points of a line, and across the smallest island, by eye at 480 units in width.
FINEST, SMALLEST = 2.0, 3.0
# Degrees in height up to which a map has borders of regions; on a wider one they are a tangle.
WITH_REGIONS = 12.0
# The same two for wider maps, and units between two points of a border of regions: they are background.
COARSE, COARSE_SMALLEST, COARSE_REGIONS = 3.5, 5.0, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A part of the world: its middle and height in degrees, drawn ``width`` by ``height`` units in size.

    Degrees of longitude are as long as they are at the middle's latitude.
    """

    latitude: float
    longitude: float
    degrees: float
    width: int
    height: int

    def place(self, latitude: float, longitude: float) -> Point:
        """Return where a point lies in the drawing."""
        unit = self.height / self.degrees
        east = (longitude - self.longitude + 180) % 360 - 180
        return (
            self.width / 2 + east * unit * cos(radians(self.latitude)),
            self.height / 2 - (latitude - self.latitude) * unit,
        )

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies within the drawing."""
        x, y = self.place(latitude, longitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ring:
    arcs: tuple[int, ...]
    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float


@lru_cache(maxsize=64)
def land_of(frame: Frame) -> str:
    """Return the countries that lie in a frame as one path, cut at its edges."""
    arcs, rings = _atlas()
    unit, squeeze = frame.height / frame.degrees, cos(radians(frame.latitude))
    finest, smallest = (FINEST, SMALLEST) if frame.degrees <= WITH_REGIONS else (COARSE, COARSE_SMALLEST)

    @cache
    def placed(number: int) -> list[Point]:
        """Return an arc of the drawing without what is too fine for it, the same for both sides of a border."""
        if number < 0:
            return placed(~number)[::-1]
        points = [
            (frame.width / 2 + (x - frame.longitude) * unit * squeeze, frame.height / 2 - (y - frame.latitude) * unit)
            for x, y in arcs[number]
        ]
        return _without_detail(points, finest)

    paths = []
    half_up = frame.degrees / 2 * (1 + 2 * MARGIN / frame.height)
    half_across = half_up * frame.width / frame.height / max(0.05, cos(radians(frame.latitude)))
    for ring in rings:
        if ring.north < frame.latitude - half_up or ring.south > frame.latitude + half_up:
            continue
        if max((ring.east - ring.west) * squeeze, ring.north - ring.south) * unit < smallest:
            continue
        turn = TURN * unit * squeeze
        points = _unrolled([point for number in ring.arcs for point in placed(number)], turn)
        for turns in (-1, 0, 1):
            west, east = ring.west + turns * TURN, ring.east + turns * TURN
            if east >= frame.longitude - half_across and west <= frame.longitude + half_across:
                paths.append(_path(_cut([(x + turns * turn, y) for x, y in points], frame)))
    return "".join(paths)


@lru_cache(maxsize=64)
def regions_of(frame: Frame) -> str:
    """Return the borders between regions of one country that lie in a frame as one path; "" on a wide map."""
    if frame.degrees > WITH_REGIONS:
        return ""
    half_up = frame.degrees / 2
    half_across = half_up * frame.width / frame.height / max(0.05, cos(radians(frame.latitude)))
    paths = []
    for line in _regions():
        if line.north < frame.latitude - half_up or line.south > frame.latitude + half_up:
            continue
        if line.west > frame.longitude + half_across or line.east < frame.longitude - half_across:
            continue
        placed = _without_detail([frame.place(y, x) for x, y in line.points], COARSE_REGIONS)
        points = [(round(x), round(y)) for x, y in placed]
        paths += [_open_path(run) for run in _runs_within(points, frame)]
    return "".join(paths)


def _runs_within(points: Sequence[tuple[int, int]], frame: Frame) -> Iterator[list[tuple[int, int]]]:
    """Yield the stretches of a line of which each step has an end within a frame."""
    inside = [0 <= x <= frame.width and 0 <= y <= frame.height for x, y in points]
    run = points[:1]
    for at in range(1, len(points)):
        if inside[at - 1] or inside[at]:
            run = [*run, points[at]]
        else:
            if len(run) > 1:
                yield list(run)
            run = points[at : at + 1]
    if len(run) > 1:
        yield list(run)


def _open_path(points: Sequence[tuple[int, int]]) -> str:
    steps = "".join(f"l{x - before[0]} {y - before[1]}" for before, (x, y) in pairwise(points) if before != (x, y))
    return f"M{points[0][0]} {points[0][1]}{steps}".replace(" -", "-") if steps else ""


def _unrolled(points: Sequence[Point], turn: float) -> list[Point]:
    """Return a ring that goes on where it crosses the line of 180 degrees; ``turn`` is once around the Earth."""
    kept, shift = [points[0]], 0.0
    for (before, _), (x, y) in pairwise(points):
        shift += turn * ((before - x > turn / 2) - (x - before > turn / 2))
        kept.append((x + shift, y))
    return kept


def _path(points: Sequence[Point]) -> str:
    """Return a closed path of whole units; what is smaller than that is left out."""
    found: list[tuple[int, int]] = []
    for x, y in points:
        point = round(x), round(y)
        if not found or found[-1] != point:
            found.append(point)
    if len(found) < 3:
        return ""
    steps = "".join(f"l{x - before[0]} {y - before[1]}" for before, (x, y) in pairwise(found))
    return f"M{found[0][0]} {found[0][1]}{steps}Z".replace(" -", "-")


def _without_detail(points: Sequence[Point], finest: float) -> list[Point]:
    """Return a line without the points that lie too near to the one before; its ends stay."""
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= finest:
            kept.append((x, y))
    return [*kept, points[-1]]


def _cut(points: Sequence[Point], frame: Frame) -> Sequence[Point]:
    """Return what of a ring lies within a frame and its margin, by Sutherland and Hodgman's algorithm (1974)."""
    edges = ((0, -MARGIN, 1), (0, frame.width + MARGIN, -1), (1, -MARGIN, 1), (1, frame.height + MARGIN, -1))
    for axis, edge, sign in edges:
        kept: list[Point] = []
        for at, point in enumerate(points):
            before = points[at - 1]
            inside, was_inside = (sign * (p[axis] - edge) >= 0 for p in (point, before))
            if inside != was_inside:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                kept.append(point)
        points = kept
    return points


@cache
def _atlas() -> tuple[list[list[Point]], tuple[_Ring, ...]]:
    """Read the arcs of the world, in degrees, and the rings that are made of them."""
    data = _read("world.json")
    arcs = [list(_arc(flat)) for flat in data["arcs"]]
    return arcs, tuple(_ring(ring, arcs) for country in data["countries"] for ring in country["rings"])


@cache
def _regions() -> tuple[_Line, ...]:
    """Read the borders of regions, in degrees."""
    lines = (tuple(_arc(flat)) for flat in _read("regions.json")["lines"])
    return tuple(
        _Line(
            points=points,
            west=min(x for x, _ in points), east=max(x for x, _ in points),
            south=min(y for _, y in points), north=max(y for _, y in points),
        ) for points in lines
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    text = files("dayline.publish").joinpath("data", name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _arc(flat: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for at in range(0, len(flat), 2):
        x, y = x + flat[at], y + flat[at + 1]
        yield x / PRECISION, y / PRECISION


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> _Ring:
    points = [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
    points = _unrolled(points, TURN)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return _Ring(arcs=tuple(numbers), west=min(xs), east=max(xs), south=min(ys), north=max(ys))
