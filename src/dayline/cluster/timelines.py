"""Timelines: the days that mattered in a selection of documents, and what happened on each, in their own words."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dayline.cluster.telling import Sentence, Telling
from dayline.cluster.words import StoryWords, stems
from dayline.model.document import Document, Span
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans
from dayline.text.vectors import dot, unit

# All weights below were set on T17 egypt, finan, h1n1 and haiti: each moved alone, and kept near where neighbours
# score about the same.

# weight of a sentence far down in its document, of one for a first sentence, and sentences in which it falls by 1/e
REST, FALL = 0.15, 4.0
# part of its weight that a sentence which names the day has in its telling wherever it stands; for the day's rank it
# does not matter where
TOLD_ANYWHERE = 0.5
# days after which a day that is still named mattered, and how much more
LATER_DAYS, STILL_NAMED = 2, 1.5
# what a sentence that names no day past counts for the day of publication: for the day's rank, and in its telling,
# where it counts as much for the day before: papers of the morning
UNDATED, UNDATED_TELLING = 0.05, 0.8
# part of its weight that a sentence has in the telling of a day still to come: it tells what was planned. Of 1, 0.5 and
# 0.25 the least is best: mean ROUGE-2 over six settings of the values in `telling` .0508, .0521, .0525, and better in
# three of the four topics
AHEAD = 0.25
# part of the mean weight of the days before and after that is taken from a day's: zones and morning papers smear a
# day over its neighbours. Of 0 to 0.5 date F1 is best from 0.1 to 0.3; asked for the half of the days that people
# wrote most about, from samples of six in ten documents, more finds more in all four topics
NEIGHBOURS = 0.15
# words of a sentence that can stand alone
SENTENCE_WORDS = range(6, 61)
# words that tell something, below which a sentence tells nothing
LEAST_STEMS = 3
# how many times a sentence with words of the query counts
QUERY_FACTOR = 3.0
# the same for a document without any of them
BESIDE_QUERY = 0.1

FindDates = Callable[[Document], Iterable[tuple[Span, str]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """A sentence as read: what it tells, when it was published, the days that it names, and how it weighs."""

    sentence: Sentence
    published: date
    named: tuple[date, ...]
    place: float
    asked: float

    @property
    def past(self) -> list[date]:
        return [day for day in self.named if day <= self.published]


def timeline(
    documents: Sequence[Document],
    *,
    dates: int,
    sentences: int,
    query: str = "",
    language: Language,
    find_dates: FindDates,
) -> dict[str, list[Span]]:
    """Return up to ``dates`` days, each with up to ``sentences`` spans of sentences that tell it.

    Days are those that the texts name (``find_dates``: spans with TIMEX3 values) and those of publication, within
    the days of publication. Day by day (Gholipour Ghalandari and Ifrim 2020, "date-wise"): days by how many
    documents name them, how long after, how near to the matter of all documents, and how they stand out.
    """
    read = _sentences(documents, query, language, find_dates)
    if not read:
        return {}
    first, last = min(each.published for each in read), max(each.published for each in read)
    weights = _standing_out(_weights_of_days(read, _nearness(read)))
    within = [day for day in weights if first <= day <= last]
    chosen = sorted(sorted(within, key=lambda day: (-weights[day], day))[:dates])
    telling = Telling([each.sentence for each in read], language)
    evidence = _evidence(read)
    spans = {day.isoformat(): telling.choose(evidence[day], sentences) for day in chosen}
    return {day: found for day, found in spans.items() if found}


def _sentences(
    documents: Sequence[Document], query: str, language: Language, find_dates: FindDates
) -> list[_Read]:
    """Return the sentences that tell something, each wording once, with the whole days that they name."""
    words = StoryWords.from_language(language)
    asked = frozenset(stems(query, words))
    seen: set[str] = set()
    read = []
    for document in documents:
        published = document.published_on or (document.published_at.date() if document.published_at else None)
        if published is None:
            continue
        given = _days_of(document, find_dates)
        beside = BESIDE_QUERY if asked and asked.isdisjoint(stems(_whole(document), words)) else 1.0
        place = 0
        for start, end in sentence_spans(document.text, language):
            text = document.text[start:end]
            told = stems(text, words)
            if len(set(told)) < LEAST_STEMS:
                continue
            place += 1
            if text in seen:
                continue
            seen.add(text)
            sentence = Sentence(
                span=document.span(start, end),
                stems=Counter(told),
                pairs=Counter(pairwise(told)),
                fits=len(text.split()) in SENTENCE_WORDS,
                opening=tuple(text.casefold().split()),
            )
            named = tuple(sorted({day for at, day in given if start <= at < end}))
            weight = REST + (1 - REST) * math.exp(-(place - 1) / FALL)
            factor = beside if asked.isdisjoint(told) else QUERY_FACTOR
            read.append(_Read(sentence, published, named, weight, factor))
    return read


def _whole(document: Document) -> str:
    return f"{document.headline}\n\n{document.text}"


def _days_of(document: Document, find_dates: FindDates) -> list[tuple[int, date]]:
    """Return the whole days that a text names, with where they stand."""
    found = []
    for span, value in find_dates(document):
        try:
            found.append((span.start, date.fromisoformat(value[:10])))
        except ValueError:
            continue
    return found


def _nearness(read: Sequence[_Read]) -> list[float]:
    """Return how near each sentence is to the matter of all, 1 for the mean: its cosine to their centroid."""
    holding = Counter(stem for each in read for stem in each.sentence.stems)
    vectors = [
        unit(
            {
                stem: count * math.log(1 + len(read) / holding[stem])
                for stem, count in each.sentence.stems.items()
            }
        )
        for each in read
    ]
    total: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for stem, weight in vector.items():
            total[stem] += weight
    middle = unit(total)
    cosines = [dot(vector, middle) for vector in vectors]
    mean = math.fsum(cosines) / len(cosines)
    return [cosine / mean for cosine in cosines]


def _weights_of_days(read: Sequence[_Read], nearness: Sequence[float]) -> dict[date, float]:
    """Weigh each day by its documents: the length of the vector of what a document's sentences say for it."""
    squares: defaultdict[date, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for each, near in zip(read, nearness, strict=True):
        for day, share in _shares(each):
            squares[day][each.sentence.span.document_id] += (near * each.asked * share) ** 2
    return {day: math.fsum(map(math.sqrt, found.values())) for day, found in squares.items()}


def _standing_out(weights: Mapping[date, float]) -> dict[date, float]:
    """Return how far each day stands out from the two beside it."""
    one = timedelta(days=1)
    return {
        day: weight - NEIGHBOURS * (weights.get(day - one, 0.0) + weights.get(day + one, 0.0)) / 2
        for day, weight in weights.items()
    }


def _shares(each: _Read) -> list[tuple[date, float]]:
    """Return what a sentence says for the days that it speaks of."""
    past = each.past
    if not past:
        return [(each.published, UNDATED * each.place)]
    return [(day, STILL_NAMED if (each.published - day).days > LATER_DAYS else 1.0) for day in past]


def _evidence(read: Sequence[_Read]) -> Mapping[date, list[tuple[int, float]]]:
    """Return the sentences, by number, that may tell of a day, with what they weigh in its telling."""
    found: defaultdict[date, list[tuple[int, float]]] = defaultdict(list)
    for number, each in enumerate(read):
        anywhere = TOLD_ANYWHERE + (1 - TOLD_ANYWHERE) * each.place
        shares = [(day, anywhere * (AHEAD if day > each.published else 1.0)) for day in each.named]
        if not each.past:
            own = UNDATED_TELLING * each.place
            shares += [(each.published, own), (each.published - timedelta(days=1), own)]
        for day, share in dict(sorted(shares, key=lambda pair: pair[1])).items():
            found[day].append((number, share * each.asked))
    return found

