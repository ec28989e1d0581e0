"""Timelines: the days that mattered in a selection of documents, and what happened on each, in their own words."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dayline.cluster.features import count_words
from dayline.cluster.mentions import days_named
from dayline.cluster.words import StoryWords
from dayline.model.document import Document, Span
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans

# what a sentence weighs for a day: one that names it, one of the opening of a report of that day, one of the rest
NAMED, OPENING, REST = 1.0, 0.6, 0.1
# sentences that are a report's opening
OPENING_SENTENCES = 5
# part of its weight that a sentence without a date has for the day before publication: morning papers
DAY_BEFORE = 0.5
# words of a sentence that can stand alone; swept 8 to 16 and 40 to 80 on T17 egypt, finan, h1n1 and haiti
SENTENCE_WORDS = range(12, 70)
# the same in a text of few sentences, which has no choice
FEW_SENTENCES, FEW_WORDS = 3, 5
# greatest cosine of a chosen sentence to one chosen before it: beyond, it says the same again
REPEATS = 0.5
# greatest number of sentences that are weighed for a day, heaviest first
MOST_CANDIDATES = 400
# how many times a sentence with words of the query counts
QUERY_FACTOR = 3.0
# the same for a document without any of them
BESIDE_QUERY = 0.1

FindDates = Callable[[Document], Iterable[tuple[Span, str]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Sentence:
    span: Span
    words: Mapping[str, float]
    weight: float


def timeline(
    documents: Sequence[Document],
    *,
    dates: int,
    sentences: int,
    query: str = "",
    language: Language,
    find_dates: FindDates | None = None,
) -> dict[str, list[Span]]:
    """Return up to ``dates`` days, each with up to ``sentences`` spans of its weightiest sentences.

    Days are those of publication and those named in the text (by ``find_dates``: spans with TIMEX3 days, else by
    plain calendar words), within the days of publication. Day choice by weight of mentions, sentences by nearness
    to the day's centroid without repetition (Gholipour Ghalandari and Ifrim 2020, "date-wise").
    """
    words = StoryWords.from_language(language)
    by_day = _sentences_by_day(documents, words, query, language, find_dates)
    published = [day for document in documents if (day := _published(document))]
    if not published:
        return {}
    first, last = min(published), max(published)
    weights = {
        day: math.fsum(s.weight for s in found) for day, found in by_day.items() if first <= day <= last
    }
    chosen = sorted(sorted(weights, key=lambda day: (-weights[day], day))[:dates])
    rarity = _rarity(by_day)
    spans = {day.isoformat(): _choose(by_day[day], sentences, rarity) for day in chosen}
    return {day: found for day, found in spans.items() if found}


def _published(document: Document) -> date | None:
    return document.published_on or (document.published_at.date() if document.published_at else None)


def _sentences_by_day(
    documents: Sequence[Document],
    words: StoryWords,
    query: str,
    language: Language,
    find_dates: FindDates | None,
) -> dict[date, list[_Sentence]]:
    asked = frozenset(count_words(query, words))
    by_day: defaultdict[date, list[_Sentence]] = defaultdict(list)
    for document in documents:
        published = _published(document)
        given = _given(document, find_dates)
        whole = count_words(f"{document.headline}\n\n{document.text}", words) if asked else {}
        beside = BESIDE_QUERY if asked and not asked & whole.keys() else 1.0
        spans = sentence_spans(document.text, language) if published else []
        least = FEW_WORDS if len(spans) <= FEW_SENTENCES else SENTENCE_WORDS.start
        for place, (start, end) in enumerate(spans):
            text = document.text[start:end]
            if published is None or not least <= len(text.split()) < SENTENCE_WORDS.stop:
                continue
            held = count_words(text, words)
            factor = QUERY_FACTOR if asked & held.keys() else beside
            span = document.span(start, end)
            named = (
                {day for at, day in given if start <= at < end}
                if find_dates
                else set(days_named(text, published, language))
            )
            shares = _shares(sorted(named), published, place)
            for day, weight in shares:
                by_day[day].append(_Sentence(span, held, weight * factor))
    return dict(by_day)


def _given(document: Document, find_dates: FindDates | None) -> list[tuple[int, date]]:
    """Return the whole days that were found in a text, with where they stand."""
    found = []
    for span, value in find_dates(document) if find_dates else ():
        try:
            found.append((span.start, date.fromisoformat(value[:10])))
        except ValueError:
            continue
    return found


def _shares(named: Sequence[date], published: date, place: int) -> list[tuple[date, float]]:
    if named:
        return [(day, NAMED) for day in named]
    weight = OPENING if place < OPENING_SENTENCES else REST
    return [(published, weight), (published - timedelta(days=1), weight * DAY_BEFORE)]


def _rarity(by_day: Mapping[date, Sequence[_Sentence]]) -> dict[str, float]:
    """Return the inverse frequency of words over all sentences."""
    counts: Counter[str] = Counter()
    total = 0
    for found in by_day.values():
        for sentence in found:
            counts.update(sentence.words.keys())
            total += 1
    return {word: math.log(1 + total / count) for word, count in counts.items()}


def _choose(found: Sequence[_Sentence], most: int, rarity: Mapping[str, float]) -> list[Span]:
    """Take the sentences nearest to the day's centroid, one after another, none that repeats one taken."""
    heaviest = sorted(found, key=lambda s: (-s.weight, s.span))[:MOST_CANDIDATES]
    vectors = [_unit({word: count * rarity[word] for word, count in s.words.items()}) for s in heaviest]
    centroid: defaultdict[str, float] = defaultdict(float)
    for sentence, vector in zip(heaviest, vectors, strict=True):
        for word, weight in vector.items():
            centroid[word] += weight * sentence.weight
    middle = _unit(centroid)
    order = sorted(
        range(len(heaviest)),
        key=lambda i: (-_dot(vectors[i], middle) * heaviest[i].weight ** 0.5, heaviest[i].span),
    )
    taken: list[int] = []
    for i in order:
        if len(taken) == most:
            break
        if all(_dot(vectors[i], vectors[j]) < REPEATS for j in taken):
            taken.append(i)
    return [heaviest[i].span for i in taken]


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return math.fsum(weight * longer[word] for word, weight in shorter.items() if word in longer)
