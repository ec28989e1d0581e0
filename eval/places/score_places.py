"""Score places: toponyms found, and put where they are.

A toponym is found where a prediction touches it (one-to-one), and right where that prediction lies within 161 km
of the gold point, in the same country, and, where gold says so, in the same region of the first level.
"""

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counting import Tally, overlap, pairs, ratio
from dayline.annotate import Tools, annotate_many
from dayline.annotate.places import Gazetteer
from dayline.model.document import Document
from dayline.model.entities import Place, PlaceMention
from documents import gold_document, public_documents
from marked import GoldError, Mark, unmarked
from scores import HERE, PARSER_SLACK, Corpus, Score

STAGE = "places"
OWN = Corpus(name="own", section="own", files=(HERE / "places" / "gold.toml",))
CYRILLIC = tuple(
    Corpus(name=f"own, {name}", section="own", files=(HERE / "places" / f"{code}.toml",))
    for code, name in (("uk", "Ukrainian"), ("ru", "Russian"))
)
# corpus, file, of how many documents one is taken
PUBLIC = (("LGL, every 4th", "lgl.ndjson", 4), ("TR-News, every 2nd", "tr_news.ndjson", 2))

REACH_KM = 161.0
EARTH_RADIUS_KM = 6371.009
REALIGN_CHARACTERS = 100  # how far off a span of a public corpus may be from the name that it should spell
_TRIVIALLY = "capitals, most people"
_LABEL = re.compile(
    r"(?:(?P<lat>-?\d+\.\d+),(?P<lon>-?\d+\.\d+) ?)?(?:(?P<country>[A-Z]{2})(?:-(?P<region>\w+))?)?"
)
_CAPITALISED = re.compile(r"\b[^\W\d_a-zа-яіїєґ][\w’'-]+(?: [^\W\d_a-zа-яіїєґ][\w’'-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A gold toponym; what is None, or "", is not judged."""

    start: int
    end: int
    point: tuple[float, float] | None
    country: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A toponym as found."""

    start: int
    end: int
    place: Place


Case = tuple[Document, tuple[Toponym, ...]]


def read_cases(corpus: Corpus = OWN) -> Iterator[Case]:
    """Yield the marked texts."""
    path = corpus.files[0]
    for number, source in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["texts"]):
        text, marks = unmarked(source)
        language = "" if corpus is OWN else path.stem  # one sentence is too short to tell it by
        yield gold_document(f"{path.stem} {number}", text, language=language), tuple(map(_toponym, marks))


def _toponym(mark: Mark) -> Toponym:
    label = _LABEL.fullmatch(mark.label)
    if label is None or not mark.label:
        raise GoldError(f"places: {mark.label!r} is neither a point with a country nor a country")
    point = (float(label["lat"]), float(label["lon"])) if label["lat"] else None
    return Toponym(
        start=mark.start, end=mark.end, point=point, country=label["country"] or "", region=label["region"] or ""
    )


def own_scores(tools: Tools) -> list[Score]:
    """Measure on the marked texts."""
    return [score for corpus in (OWN, *CYRILLIC) for score in _scores(corpus, list(read_cases(corpus)), tools)]


def public_scores(folder: Path, tools: Tools) -> list[Score]:
    """Measure on LGL and TR-News, whose documents were news somewhere in the world."""
    scores = []
    for name, file, every in PUBLIC:
        path = folder / "places" / file
        corpus = Corpus(name=name, section="public", files=(path,))
        cases = [
            (d, tuple(_public_toponyms(d, row["toponyms"]))) for d, row in public_documents(path, every=every)
        ]
        scores += _scores(corpus, cases, tools)
    return scores


def _public_toponyms(document: Document, rows: Iterable[Mapping[str, Any]]) -> Iterator[Toponym]:
    seen = set()
    for row in rows:
        start = _realigned(document.text, row["span"][0], row["name"])
        if start is None or start in seen:
            continue
        seen.add(start)
        point = None if row["lat"] is None else (row["lat"], row["lon"])
        yield Toponym(start=start, end=start + len(row["name"]), point=point)


def _realigned(text: str, start: int, name: str) -> int | None:
    """Return where the name is spelled nearest to ``start``; None where it is not."""
    window = max(0, start - REALIGN_CHARACTERS)
    around = text[window : start + REALIGN_CHARACTERS + len(name)]
    near = [match.start() + window for match in re.finditer(re.escape(name), around)]
    return min(near, key=lambda at: abs(at - start), default=None)


def _scores(corpus: Corpus, cases: Sequence[Case], tools: Tools) -> list[Score]:
    annotated = annotate_many([document for document, _ in cases], tools=tools)
    ours = _measure(cases, [_found_by_dayline(a.places) for a in annotated])
    trivial = _measure(
        cases, [list(found_trivially(document.text, tools.gazetteer)) for document, _ in cases]
    )
    rows = (
        ("toponyms found F1", ours["found"].f1, trivial["found"].f1),
        ("toponyms found precision", ours["found"].precision, trivial["found"].precision),
        ("found and right F1", ours["right"].f1, trivial["right"].f1),
        ("right, of those found", _share(ours["located"]), _share(trivial["located"])),
    )
    return [
        Score(
            stage=STAGE, corpus=corpus, measure=name, ours=mine, trivial=theirs, trivially=_TRIVIALLY,
            slack=PARSER_SLACK,
        )
        for name, mine, theirs in rows
    ]  # fmt: skip


def _share(tally: Tally) -> float:
    return ratio(tally.hits, tally.gold)


def _found_by_dayline(mentions: Iterable[PlaceMention]) -> list[Found]:
    return [Found(m.span.start, m.span.end, m.place) for m in mentions if m.span.field == "text"]


def found_trivially(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """Yield every run of capitalised words that the gazetteer has, as the most populous place of that name."""
    for match in _CAPITALISED.finditer(text):
        places = gazetteer.lookup(match[0])
        if places:
            yield Found(*match.span(), max(places, key=lambda place: place.population))


def _measure(cases: Sequence[Case], found: Iterable[list[Found]]) -> dict[str, Tally]:
    tallies = {name: Tally() for name in ("found", "right", "located")}
    for (_, toponyms), places in zip(cases, found, strict=True):
        matched = _matched(places, toponyms)
        right = sum(_is_right(place.place, toponym) for place, toponym in matched)
        tallies["found"].add(len(matched), len(places), len(toponyms))
        tallies["right"].add(right, len(places), len(toponyms))
        tallies["located"].add(right, 0, len(matched))
    return tallies


def _matched(places: Sequence[Found], toponyms: Sequence[Toponym]) -> list[tuple[Found, Toponym]]:
    return pairs(places, toponyms, lambda one, other: overlap((one.start, one.end), (other.start, other.end)))


def _is_right(place: Place, gold: Toponym) -> bool:
    if gold.country and place.country != gold.country:
        return False
    if gold.region and place.region != gold.region:
        return False
    return gold.point is None or distance_km((place.latitude, place.longitude), gold.point) <= REACH_KM


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance between two points in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def differences(tools: Tools) -> Iterator[str]:
    """Yield a line for each toponym that was missed, invented or put in the wrong place."""
    cases = [case for corpus in (OWN, *CYRILLIC) for case in read_cases(corpus)]
    for (document, toponyms), found in zip(
        cases, annotate_many([d for d, _ in cases], tools=tools), strict=True
    ):
        places = _found_by_dayline(found.places)
        matched = _matched(places, toponyms)
        text = document.text
        invented = [place for place in places if place not in [ours for ours, _ in matched]]
        yield from (f"+ {text[p.start : p.end]!r} {p.place.name}: {text!r}" for p in invented)
        yield from (
            f"- {text[t.start : t.end]!r}: {text!r}" for t in toponyms if t not in [m for _, m in matched]
        )
        yield from (
            f"~ {text[t.start : t.end]!r} {p.place.name}, {p.place.region}, {p.place.country}: {text!r}"
            for p, t in matched
            if not _is_right(p.place, t)
        )
