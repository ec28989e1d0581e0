"""Which place is meant: by what contains it, what is near it in the text, the crisis, the outlet, and its people.

The names of a document are settled together: from several beginnings (every name its likeliest place; every name
its place in one region) each name is chosen in the light of the others, and the choice that fits best is kept.
"""

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

# By the scheme of a place's id: the weight that settlements have by the decades of their people.
SCHEME_WEIGHT = {"country": 9.0, "region": 7.5, "county": 7.5, "feature": 7.0, "area": 7.0}
ALIAS_PENALTY = 1.2  # an old or foreign spelling is less likely meant than a name of today
FOCUS_WEIGHT = 2.0  # in decades of population: a place in the crisis's countries
HOME_WEIGHT = 1.0  # a place in the country where the outlet is at home
# … in its first-level region, and near its seat, where that is known: with the seats of 60 papers of LGL the share
# of places right rises from .91 to .95 on every fourth article, no more at 1.5
HOME_REGION_WEIGHT = HOME_NEAR_WEIGHT = 1.0
WITHIN_WEIGHT = 6.0  # a place in the region or country that follows its name
COUNTRY_WEIGHT = 2.0  # another place of the same country is named
REGION_WEIGHT = 1.6  # another place of the same first-level region is named
NEAR_WEIGHT = 1.2  # most that nearness to one other place adds
MOST_NEAR = 2.0  # near places that count
NEAR_KM = 150.0
MOST_PLACES = 80  # places of one name that are weighed
MOST_REGIONS = 8  # regions that a document is tried to be about
MOST_MENTIONS = 3  # mentions of one place that count
ROUNDS = 2
EARTH_KM = 6371.0
LONGEST_GAP = 14  # characters between a place and what contains it
_DISTRICT = re.compile(r" [^\W\d_]{4,10}, ")
_WITHIN = re.compile(r",? (?:in |\(|in the |)|, ")

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]


def choose(
    toponyms: Sequence[Toponym], *, focus: Sequence[str] = (), home: str = "", seat: Place | None = None
) -> list[Place]:
    """Return the place that each toponym of one document means; one name means one place in a document.

    ``home`` is the country of the outlet, ``seat`` the place where it sits.
    """
    if not toponyms:
        return []
    containers = _containers(toponyms)
    names: dict[str, list[int]] = {}
    for index, toponym in enumerate(toponyms):
        names.setdefault(toponym.name.casefold(), []).append(index)
    options = [toponyms[indices[0]].places[:MOST_PLACES] for indices in names.values()]
    weights = []
    for (name, indices), places in zip(names.items(), options, strict=True):
        weight = _prior(name, places, focus, home) + _at_home(places, seat)
        for index in indices:
            if index in containers:
                weight = weight + _within(places, toponyms[containers[index]].places)
        weights.append(weight)
    mentions = [min(MOST_MENTIONS, len(indices)) for indices in names.values()]
    picked = _Choice(options, weights, mentions, frozenset(focus)).best()
    chosen = dict(zip(names, (places[at] for places, at in zip(options, picked, strict=True)), strict=True))
    return [chosen[toponym.name.casefold()] for toponym in toponyms]


def _prior(name: str, places: Sequence[Place], focus: Sequence[str], home: str) -> _Floats:
    folded = fold(name)
    return np.array(
        [
            _known_weight(place)
            - (0.0 if place.kind != "settlement" or fold(place.name) == folded else ALIAS_PENALTY)
            + (
                FOCUS_WEIGHT
                if place.country in focus
                else HOME_WEIGHT
                if home and place.country == home
                else 0.0
            )
            for place in places
        ]
    )


def _at_home(places: Sequence[Place], seat: Place | None) -> _Floats:
    """Return the weight of each place for lying in the region of the outlet's seat, and near it."""
    if seat is None:
        return np.zeros(len(places))
    cosines = _vectors(places) @ _vectors([seat])[0]
    near: _Floats = np.exp(-np.arccos(np.clip(cosines, -1.0, 1.0)) * EARTH_KM / NEAR_KM)
    beside = np.array([(place.country, place.region) == (seat.country, seat.region) for place in places])
    inside = np.array([place.kind != "country" for place in places])
    weight: _Floats = (HOME_NEAR_WEIGHT * near + HOME_REGION_WEIGHT * beside) * inside
    return weight


def _known_weight(place: Place) -> float:
    """Return the decades of people that live there, or what counts as much for what is no settlement."""
    if place.kind == "feature" and place.gazetteer_id is not None:
        return 0.0  # out of a file that the user imported: a brook, a hill
    return SCHEME_WEIGHT.get(place.id.partition(":")[0], log10(place.population + 1))


def _containers(toponyms: Sequence[Toponym]) -> dict[int, int]:
    """Return for each toponym that another one follows as its region or country ("Bakhmut, Donetsk region").

    A district between the two is passed over ("Tarn, Hall district, Firth region").
    """
    found: dict[int, int] = {}
    of_district: set[int] = set()
    for index, (inner, outer) in reversed(list(enumerate(pairwise(toponyms)))):
        if inner.reading is not outer.reading or not 0 < outer.start - inner.end <= LONGEST_GAP:
            continue
        gap = inner.reading.text[inner.end : outer.start]
        is_district = _DISTRICT.fullmatch(gap) is not None
        if not is_district and _WITHIN.fullmatch(gap) is None:
            continue
        if any(place.kind in ("region", "country") for place in outer.places):
            found[index] = index + 1
            of_district |= {index} if is_district else set()
        elif index + 1 in of_district:
            found[index] = found[index + 1]
    return found


def _within(places: Sequence[Place], outer: Sequence[Place]) -> _Floats:
    """Return the weight of each place for lying in one of the containers."""
    regions = {(place.country, place.region) for place in outer if place.kind == "region"}
    countries = {place.country for place in outer if place.kind == "country"}
    return np.array(
        [
            WITHIN_WEIGHT if place.kind != "country"
            and ((place.country, place.region) in regions or place.country in countries) else 0.0
            for place in places
        ]
    )  # fmt: skip


class _Choice:
    """The places that the names of one document may mean, all in one row of arrays, name after name."""

    def __init__(
        self,
        options: Sequence[Sequence[Place]],
        weights: Sequence[_Floats],
        mentions: Sequence[int],
        focus: frozenset[str],
    ) -> None:
        self.places = [place for places in options for place in places]
        self.prior = np.concatenate(weights)
        sizes = [len(places) for places in options]
        self.owner = np.repeat(np.arange(len(options)), sizes)
        self.first = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
        self.mentions = np.array(mentions, dtype=np.float64)
        self.country = _numbered([place.country or place.id for place in self.places])
        self.region = _numbered(
            [(place.country, place.region) if place.region else place.id for place in self.places]
        )
        self.inside = np.array([place.kind != "country" for place in self.places])
        # all news of a crisis names its countries: that draws no town into one rather than the other
        self.draws = np.array(
            [place.kind != "country" or place.country not in focus for place in self.places]
        )
        self.points = _vectors(self.places)

    def best(self) -> list[int]:
        """Return for each name the index of its place among those of that name."""
        starts = [self._likeliest(self.prior)]
        if len(self.first) > 1:
            starts += [
                self._likeliest(self.prior + WITHIN_WEIGHT * (self.region == region) * self.inside)
                for region in self._regions()
            ]
        settled = [self._settle(start) for start in starts]
        _, picked = max(settled, key=lambda found: found[0])
        return [int(at) for at in picked - self.first]

    def _regions(self) -> list[int]:
        """Return the regions in which most names have a place, if two or more have."""
        pairs = {
            (int(o), int(r)) for o, r in zip(self.owner[self.inside], self.region[self.inside], strict=True)
        }
        counts = Counter(region for _, region in sorted(pairs))
        return [region for region, count in counts.most_common(MOST_REGIONS) if count > 1]

    def _likeliest(self, scores: _Floats) -> _Ints:
        """Return for each name the index of its place with the highest score, the first of equals."""
        best = np.maximum.reduceat(scores, self.first)
        hits = np.flatnonzero(scores == best[self.owner])
        _, at = np.unique(self.owner[hits], return_index=True)
        return hits[at]

    def _settle(self, picked: _Ints) -> tuple[float, _Ints]:
        """Choose again for each name in the light of the others; return how well all fit, and the choice."""
        for _ in range(ROUNDS):
            picked = self._likeliest(self._scores(picked))
        return float(self._scores(picked)[picked].sum()), picked

    def _scores(self, picked: _Ints) -> _Floats:
        """Return the score of every place, were the other names what they were picked to be."""
        drawn = self.mentions * self.draws[picked]
        countries = np.bincount(self.country[picked], drawn, minlength=len(self.places))
        inside = self.inside[picked]
        regions = np.bincount(self.region[picked], self.mentions * inside, minlength=len(self.places))
        here = picked[self.owner]
        own = self.mentions[self.owner]
        others = countries[self.country] - drawn[self.owner] * (self.country == self.country[here])
        beside = regions[self.region] - own * (self.region == self.region[here]) * inside[self.owner]
        scores = self.prior + COUNTRY_WEIGHT * np.clip(others / 2, 0.0, 1.0)
        scores += REGION_WEIGHT * np.clip(beside / 2, 0.0, 1.0) * self.inside
        near = np.exp(
            -np.arccos(np.clip(self.points @ self.points[picked].T, -1.0, 1.0)) * EARTH_KM / NEAR_KM
        )
        near[np.arange(len(self.places)), self.owner] = 0.0
        near[:, ~inside] = 0.0  # the middle of a country is near nothing
        nearness: _Floats = scores + NEAR_WEIGHT * np.minimum(near.sum(axis=1), MOST_NEAR)
        return nearness


def _numbered(values: Sequence[object]) -> _Ints:
    """Return a number for each value, the same for equal ones."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values])


def _vectors(places: Sequence[Place]) -> _Floats:
    """Return unit vectors of the places' points, one a row."""
    angles = np.radians([[place.latitude, place.longitude] for place in places])
    latitude, longitude = angles[:, 0], angles[:, 1]
    return np.column_stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)]
    )
