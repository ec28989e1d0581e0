"""Which place is meant: by what contains it, what is near it in the text, the crisis, and how many live there."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log10

import numpy as np
from numpy.typing import NDArray

from dayline.annotate.toponyms import Toponym
from dayline.model.entities import Place
from dayline.text.normalize import fold

KIND_WEIGHT = {
    "country": 9.0,
    "region": 7.5,
    "feature": 7.0,
}  # as settlements have the decades of their people
ALIAS_PENALTY = 1.2  # an old or foreign spelling is less likely meant than a name of today
FOCUS_WEIGHT = 2.0  # in decades of population: a place in the crisis's countries
COUNTRY_WEIGHT = 2.0  # another place of the same country is named
REGION_WEIGHT = 1.6  # another place of the same first-level region is named
NEAR_WEIGHT = 1.2  # most that nearness to other places adds
NEAR_KM = 150.0
MOST_PLACES = 40  # places of one name that are weighed
EARTH_KM = 6371.0
_WITHIN = re.compile(r",? (?:in |\(|in the |)|, ")


def choose(toponyms: Sequence[Toponym], *, focus: Sequence[str]) -> list[Place]:
    """Return the place that each toponym of one document means; one name means one place in a document."""
    if not toponyms:
        return []
    containers = _containers(toponyms)
    names: dict[str, list[int]] = {}
    for index, toponym in enumerate(toponyms):
        names.setdefault(toponym.name.casefold(), []).append(index)
    options = {name: toponyms[indices[0]].places[:MOST_PLACES] for name, indices in names.items()}
    prior = {name: _prior(name, options[name], focus) for name in names}
    for name, indices in names.items():
        for index in indices:
            if index in containers:
                prior[name] = prior[name] + _within(options[name], toponyms[containers[index]].places)
    chosen = {name: int(np.argmax(prior[name])) for name in names}
    for _ in range(2):
        chosen = _settle(names, options, prior, chosen)
    return [options[t.name.casefold()][chosen[t.name.casefold()]] for t in toponyms]


def _prior(name: str, places: Sequence[Place], focus: Sequence[str]) -> NDArray[np.float64]:
    folded = fold(name)
    return np.array(
        [
            KIND_WEIGHT.get(place.kind, log10(place.population + 1))
            - (0.0 if place.kind != "settlement" or fold(place.name) == folded else ALIAS_PENALTY)
            + (FOCUS_WEIGHT if place.country in focus else 0.0)
            for place in places
        ]
    )


def _containers(toponyms: Sequence[Toponym]) -> dict[int, int]:
    """Return for each toponym that another one follows as its region or country ("Bakhmut, Donetsk region")."""
    found = {}
    for index, (inner, outer) in enumerate(pairwise(toponyms)):
        if inner.reading is not outer.reading or not 0 < outer.start - inner.end <= 9:
            continue
        if _WITHIN.fullmatch(inner.reading.text[inner.end : outer.start]) and any(
            place.kind in ("region", "country") for place in outer.places
        ):
            found[index] = index + 1
    return found


def _within(places: Sequence[Place], outer: Sequence[Place]) -> NDArray[np.float64]:
    """Return the weight of each place for lying in one of the containers."""
    regions = {(place.country, place.region) for place in outer if place.kind == "region"}
    countries = {place.country for place in outer if place.kind == "country"}
    return np.array(
        [
            6.0 if place.kind != "country" and ((place.country, place.region) in regions or place.country in countries)
            else 0.0
            for place in places
        ]
    )  # fmt: skip


def _settle(
    names: dict[str, list[int]],
    options: dict[str, tuple[Place, ...]],
    prior: dict[str, NDArray[np.float64]],
    chosen: dict[str, int],
) -> dict[str, int]:
    """Choose again for each name, in the light of what the others were chosen to be."""
    picked = {name: options[name][chosen[name]] for name in names}
    countries: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    for name, place in picked.items():
        weight = min(3, len(names[name]))
        countries[place.country] += weight
        if place.kind != "country":
            regions[place.country, place.region] += weight
    points = _vectors(list(picked.values()))
    result = {}
    for row, name in enumerate(names):
        if len(options[name]) == 1:
            result[name] = 0
            continue
        own = min(3, len(names[name]))
        here = picked[name]
        scores = prior[name].copy()
        nearness = np.clip(_vectors(options[name]) @ np.delete(points, row, axis=0).T, -1.0, 1.0)
        near = np.exp(-np.arccos(nearness) * EARTH_KM / NEAR_KM).sum(axis=1) if len(points) > 1 else 0.0
        for index, place in enumerate(options[name]):
            mine = own if place.country == here.country else 0
            scores[index] += COUNTRY_WEIGHT * min(1.0, max(0, countries[place.country] - mine) / 2)
            if place.kind != "country":
                same = own if (place.country, place.region) == (here.country, here.region) else 0
                others = regions[place.country, place.region] - (same if here.kind != "country" else 0)
                scores[index] += REGION_WEIGHT * min(1.0, max(0, others) / 2)
        scores += NEAR_WEIGHT * np.minimum(near, 2.0)
        result[name] = int(np.argmax(scores))
    return result


def _vectors(places: Sequence[Place]) -> NDArray[np.float64]:
    """Return unit vectors of the places' points, one a row."""
    angles = np.radians([[place.latitude, place.longitude] for place in places])
    latitude, longitude = angles[:, 0], angles[:, 1]
    return np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )
