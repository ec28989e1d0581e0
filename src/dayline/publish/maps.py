"""The map of a day: its places on the countries around them, and the same as a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from statistics import median

from dayline.model.traces import PlaceNamed
from dayline.publish.spelling import spell_point
from dayline.publish.world import Frame, land_of, regions_of

# Left, top, right and bottom of a part of the drawing.
Box = tuple[float, float, float, float]

WIDTH, HEIGHT = 480, 360
# Heights of a map in degrees, one of which is taken, so that days share the countries around them.
DEGREES = (2.0, 4.0, 7.0, 12.0, 20.0, 35.0, 60.0)
# Degrees between the middles that a map may have.
RASTER = 0.5
# Times the usual distance from the middle that a place may lie away and be on the map still.
FAR = 4.0
# Degrees of height above which a map shows where most of the day happened, and this share of its lines at least.
WIDE, MOST = 12.0, 0.75
# Share of the map's height that stays free around the places.
FREE = 0.15
MOST_NAMED = 12
# Units that a letter of a name takes, and the height of its line.
LETTER, LINE_HEIGHT = 7.6, 15.0
# Units around a point that no name covers.
DOT = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of the day: its name, what its point stands for, and the anchors of its lines.

    ``x`` and ``y`` say where it lies on the map, None where it does not, ``label`` on which side its name stands there
    ("" for none), ``path`` where its own page is ("" for none).
    """

    name: str
    precision: str
    point: str
    anchors: tuple[str, ...]
    x: int | None = None
    y: int | None = None
    label: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A drawing of countries and borders of regions with its spots, those with most lines first."""

    width: int
    height: int
    land: str
    regions: str
    spots: tuple[Spot, ...]

    @property
    def shown(self) -> tuple[Spot, ...]:
        """Return the spots that lie on the map."""
        return tuple(spot for spot in self.spots if spot.x is not None)


def map_of(places: Sequence[PlaceNamed], pages: Mapping[str, str] | None = None) -> MapView | None:
    """Return the map of a day's places; None where it has none. Countries are listed, not drawn as points.

    ``pages`` are the paths of places that have a page, by their ids.
    """
    by_id: dict[str, list[PlaceNamed]] = {}
    for place in places:
        by_id.setdefault(place.subject, []).append(place)
    if not by_id:
        return None
    ranked = sorted(by_id.values(), key=lambda own: (-len(own), own[0].name, own[0].subject))
    frame = frame_of([(own[0], len(own)) for own in ranked if own[0].precision != "country"])
    taken = [_dot(frame, own[0]) for own in ranked] if frame else []
    free = len(taken) + MOST_NAMED
    spots = []
    for own in ranked:
        place = own[0]
        anchors = tuple(dict.fromkeys(each.line.anchor for each in own))
        point = spell_point(place.latitude, place.longitude)
        is_shown = frame is not None and place.precision != "country" and frame.holds(place.latitude, place.longitude)
        spot = Spot(name=place.name, precision=place.precision, point=point, anchors=anchors,
                    path=(pages or {}).get(place.subject, ""))  # fmt: skip
        if frame is None or not is_shown:
            spots.append(spot)
            continue
        x, y = (round(value) for value in frame.place(place.latitude, place.longitude))
        label = _side(place.name, x, y, taken) if len(taken) < free else ""
        spots.append(replace(spot, x=x, y=y, label=label))
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        land=land_of(frame) if frame else "",
        regions=regions_of(frame) if frame else "",
        spots=tuple(spots),
    )


def frame_of(places: Sequence[tuple[PlaceNamed, int]]) -> Frame | None:
    """Return the part of the world that places lie in, each given with its number of lines; None for no places.

    One far from all others is left out, and more of them where that makes a wide map half as wide.
    """
    if not places:
        return None
    lines = [place for place, number in places for _ in range(number)]
    middle = median(place.latitude for place in lines), median(place.longitude for place in lines)
    away = {id(p): max(abs(p.latitude - middle[0]), abs(p.longitude - middle[1]) / 2) for p in lines}
    reach = max(RASTER, FAR * median(away[id(p)] for p in lines))
    near = sorted((p for p in lines if away[id(p)] <= reach), key=lambda p: away[id(p)])
    frame = _frame_around(near)
    if frame.degrees > WIDE:
        core = _frame_around(near[: max(1, ceil(MOST * len(near)))])
        frame = core if core.degrees <= frame.degrees / 2 else frame
    return frame


def _frame_around(near: Sequence[PlaceNamed]) -> Frame:
    south, north = min(p.latitude for p in near), max(p.latitude for p in near)
    west, east = min(p.longitude for p in near), max(p.longitude for p in near)
    latitude, longitude = (_raster((low + high) / 2) for low, high in ((south, north), (west, east)))
    for degrees in DEGREES:
        frame = Frame(latitude=latitude, longitude=longitude, degrees=degrees, width=WIDTH, height=HEIGHT)
        inner = replace(frame, degrees=degrees * (1 - 2 * FREE))
        if all(inner.holds(p.latitude, p.longitude) for p in near):
            return frame
    return frame


def _raster(value: float) -> float:
    return round(value / RASTER) * RASTER


def _side(name: str, x: int, y: int, taken: list[Box]) -> str:
    """Return the side of a point on which its name fits, beside those that stand already; "" for none."""
    length = len(name) * LETTER
    sides = {"right": (x + 8, y - 8), "left": (x - 8 - length, y - 8), "above": (x - length / 2, y - 22),
             "below": (x - length / 2, y + 7)}  # fmt: skip
    for side, (left, top) in sides.items():
        box = (left, top, left + length, top + LINE_HEIGHT)
        inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= HEIGHT - 2
        if inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return side
    return ""


def _dot(frame: Frame, place: PlaceNamed) -> Box:
    x, y = frame.place(place.latitude, place.longitude)
    return (x - DOT, y - DOT, x + DOT, y + DOT)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
