"""Score what is left out: of a chronicle's events that some source carries, the share that the day's digest tells.

A chronicle that people kept, not from these sources, says what mattered. Which wordings of the day, or the next, tell
an event was judged by a reader (chronicle.toml); a passage tells it where it is one of them or nearly says one. The
judgement is the same for every way, and each has exactly the words of the digest: headings, lede, names of outlets.
"""

import hashlib
import json
import math
import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from dayline.compose.candidates import FEWEST_WORDS, MOST_WORDS, SENTENCES_READ
from dayline.model.digest import Digest
from dayline.text.normalize import fold
from digest.extracts import WAYS, WORD, Piece, extract, piece, rarities
from sample import Day, Run, run
from scores import PROJECT, Corpus, Score, folder_files

CRISIS = PROJECT / "examples" / "ukraine" / "crisis.toml"
JUDGED = Path(__file__).with_name("chronicle.toml")
DAYS = range(1, 41)
# Cosine of two texts by rare stems from which they say the same, and stems that must be shared; of 30 passages that
# were between .42 and .72 like a judged wording, those from .55 told the event.
SAME, SHARED = 0.55, 3
# Rarity of a stem that no source has: that of one in some 3,000 sentences.
RAREST = 8.0
# digits of a mark
MARK = 10
# draws of the paired bootstrap over days
DRAWS = 10_000
OURS = "dayline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of the chronicle: its day, and the marks of what tells it."""

    day: int
    marks: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a day offers, and what each way makes of it at the digest's length."""

    offered: tuple[Piece, ...]
    ways: Mapping[str, tuple[Piece, ...]]


def scores(folder: Path, stage: str) -> Iterator[Score]:
    """Yield the share told beside the best of the other ways, and how surely it is more than each."""
    paths = folder_files(folder / "days" / "2022", *(f"day-{number:03}.ndjson" for number in DAYS))
    chronicle = folder / "references" / "chronicle_2022.ndjson"
    corpus = Corpus(name="chronicle, days 1-40", section="public", files=(JUDGED, chronicle, *paths))
    shares = told_by_day(events_of(chronicle), days_of(run(CRISIS, paths, DAYS)))
    best = max(WAYS, key=lambda way: _share(shares, way))
    yield Score(stage=stage, corpus=corpus, measure="carried events told", ours=_share(shares, OURS),
                trivial=_share(shares, best), trivially=f"{best} of as many words")  # fmt: skip
    for way in WAYS:
        yield Score(stage=stage, corpus=corpus, measure=f"more than {way}, of bootstraps", ours=better(shares, way),
                    trivial=0.5, trivially="as good")  # fmt: skip


def mark(text: str) -> str:
    """Return what a wording is known by, whatever its marks and capitals."""
    return hashlib.sha256(" ".join(WORD.findall(fold(text))).encode()).hexdigest()[:MARK]


def events_of(path: Path) -> list[Event]:
    """Return the events of a chronicle that some source was judged to carry."""
    judged = tomllib.loads(JUDGED.read_text(encoding="utf-8"))
    with path.open(encoding="utf-8") as lines:
        days = [json.loads(line)["day"] for line in lines]
    return [Event(day=days[int(line)], marks=frozenset(marks)) for line, marks in judged.items()]


def days_of(made: Run) -> dict[int, Told]:
    """Return what each day offers, and what is made of it."""
    days = {}
    for day in made.days:
        offered = tuple(_offered(day, made))
        ours = tuple(piece(text) for text in texts_of(day.digest)) if day.digest else ()
        words = sum(each.length for each in ours)
        ways = {way: tuple(extract(offered, way, words)) for way in WAYS}
        days[day.number] = Told(offered=offered, ways=ways | {OURS: ours})
    return days


def texts_of(digest: Digest) -> list[str]:
    """Return what a digest tells of its day: lede, headings, passages, lines."""
    sections = [p for section in digest.sections for p in (section.heading, *section.passages)]
    return [passage.text for passage in (*digest.lede, *sections, *digest.also)]


def _offered(day: Day, made: Run) -> Iterator[Piece]:
    """Yield headlines and sentences of the relevant English documents of a day, in the order they came."""
    for document in day.documents:
        held = made.annotations.get(document.id)
        if held is None or held.language != "en" or made.relevance[document.id].score < 1:
            continue
        places = [(0, document.headline)]
        places += [(s.index + 1, document.quote(s.span)) for s in held.sentences if s.span.field == "text"]
        for place, text in places[: SENTENCES_READ + 1]:
            if FEWEST_WORDS <= len(text.split()) <= MOST_WORDS:
                yield piece(text, place)


# of each day: events carried, and events told by each way
Shares = Mapping[int, tuple[int, Mapping[str, int]]]


def told_by_day(events: Sequence[Event], days: Mapping[int, Told]) -> Shares:
    """Return for each day how many of its events are carried, and how many of those each way tells that day or next."""
    rarity = rarities(each for day in days.values() for each in day.offered)
    marked = {number: {mark(each.text): each for each in day.offered} for number, day in days.items()}
    counts: dict[int, tuple[int, dict[str, int]]] = {}
    for event in events:
        near = [number for number in (event.day, event.day + 1) if number in days]
        telling = [marked[number][known] for number in near for known in event.marks & marked[number].keys()]
        if not telling:
            continue
        carried, told = counts.get(event.day, (0, dict.fromkeys((OURS, *WAYS), 0)))
        for way in told:
            taken = [each for number in near for each in days[number].ways[way]]
            told[way] += any(likeness(one, other, rarity) >= SAME for one in telling for other in taken)
        counts[event.day] = carried + 1, told
    return counts


def likeness(left: Piece, right: Piece, rarity: Mapping[str, float]) -> float:
    """Return the cosine of two pieces by the rarity of their stems; 0 where they share fewer than SHARED."""
    shared = left.stems.keys() & right.stems.keys()
    if len(shared) < SHARED:
        return 0.0
    weights = (math.fsum(_weight(word, rarity) for word in each.stems) for each in (left, right))
    return math.fsum(_weight(word, rarity) for word in shared) / math.sqrt(math.prod(weights))


def _weight(word: str, rarity: Mapping[str, float]) -> float:
    """Return the square of the rarity of a stem; what no source has counts as rare."""
    return rarity.get(word, RAREST) ** 2


def _share(shares: Shares, way: str) -> float:
    carried = sum(count for count, _ in shares.values())
    return sum(told[way] for _, told in shares.values()) / carried if carried else 0.0


def better(shares: Shares, way: str) -> float:
    """Return in which share of draws of days, with replacement, the digest tells more than a way; a tie counts half."""
    draw = random.Random(17)
    days = list(shares.values())
    wins = []
    for _ in range(DRAWS):
        more = sum(told[OURS] - told[way] for _, told in draw.choices(days, k=len(days)))
        wins.append(0.5 + (more > 0) / 2 - (more < 0) / 2)
    return fmean(wins)
