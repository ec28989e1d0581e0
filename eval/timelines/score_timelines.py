"""Score timelines on T17: dates and their sentences against timelines that people wrote."""

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from functools import cache
from pathlib import Path
from statistics import fmean

from dayline.annotate import Tools
from dayline.annotate.dates import dates_of
from dayline.cluster.timelines import timeline
from dayline.cluster.words import StoryWords, stems
from dayline.model.document import Document, Span
from dayline.pipeline.languages import languages
from dayline.text.sentences import sentence_spans
from dayline.text.vectors import dot, unit
from documents import public_documents
from scores import Corpus, Score
from timelines.align import MEASURES, Pair, Timeline, compare, f1_of_means, read_reference

STAGE = "timelines"
TOPICS = ("egypt", "finan", "h1n1", "haiti")
_TRIVIALLY = "days most sentences name, sentences nearest their centroid"
# draws of the paired bootstrap over references
DRAWS = 10_000
# greatest cosine of a sentence of the trivial way to one that it took before
REPEATS = 0.5
WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def own_scores(tools: Tools) -> list[Score]:
    """Measure nothing: no corpus of dayline's own has timelines."""
    return []


def public_scores(folder: Path, tools: Tools) -> list[Score]:
    """Measure on each reference: as many dates, and sentences a date, as it has; F1 of means over references."""
    root = folder / "timelines" / "t17"
    files = tuple(root / topic / name for topic in TOPICS for name in ("docs.ndjson.gz", "references.json"))
    corpus = Corpus(name="T17 egypt, finan, h1n1, haiti", section="public", files=files)
    ours: list[dict[str, Pair]] = []
    trivial: list[dict[str, Pair]] = []
    for topic in TOPICS:
        documents = [document for document, _ in public_documents(root / topic / "docs.ndjson.gz")]
        for raw in json.loads((root / topic / "references.json").read_text(encoding="utf-8")):
            reference = read_reference(raw)
            within = [
                d for d in documents if d.published_on and min(reference) <= d.published_on <= max(reference)
            ]
            sentences = max(1, round(sum(map(len, reference.values())) / len(reference)))
            ours.append(compare(_ours(within, len(reference), sentences), reference))
            trivial.append(compare(_by_mentions(within, len(reference), sentences), reference))
    return [
        Score(
            stage=STAGE, corpus=corpus, measure=measure, ours=mine, trivial=theirs, trivially=_TRIVIALLY
        )
        for name in MEASURES
        for measure, mine, theirs in (
            (f"{name} F1", _mean(ours, name), _mean(trivial, name)),
            (f"{name} F1 better, of bootstraps", _better(ours, trivial, name), 0.5),
        )
    ]  # fmt: skip


def _mean(results: Sequence[Mapping[str, Pair]], name: str) -> float:
    return f1_of_means([result[name] for result in results])


def _better(ours: Sequence[Mapping[str, Pair]], trivial: Sequence[Mapping[str, Pair]], name: str) -> float:
    """Return in which share of draws of references, with replacement, ours is better; a tie counts half."""
    draw = random.Random(17)
    wins = []
    for _ in range(DRAWS):
        drawn = [draw.randrange(len(ours)) for _ in ours]
        mine, theirs = (_mean([results[i] for i in drawn], name) for results in (ours, trivial))
        wins.append(0.5 + (mine > theirs) / 2 - (mine < theirs) / 2)
    return fmean(wins)


def _ours(documents: Sequence[Document], dates: int, sentences: int) -> Timeline:
    by_id = {document.id: document for document in documents}
    found = timeline(
        documents, dates=dates, sentences=sentences, language=languages()["en"], find_dates=_dates_in_text
    )
    return {
        date.fromisoformat(day): [by_id[s.document_id].quote(s) for s in spans]
        for day, spans in found.items()
    }


@cache
def _dates_in_text(document: Document) -> tuple[tuple[Span, str], ...]:
    found = dates_of(document, "text", language=languages()["en"], zone=UTC)
    return tuple((each.span, each.value) for each in found if each.type in ("DATE", "TIME"))


def _by_mentions(documents: Sequence[Document], dates: int, sentences: int) -> Timeline:
    """Return the days that most sentences name, with the sentences nearest to the centroid of those that name them."""
    words = StoryWords.from_language(languages()["en"])
    naming: defaultdict[date, list[tuple[str, list[str]]]] = defaultdict(list)
    first, last = (pick(d.published_on for d in documents if d.published_on) for pick in (min, max))
    for document in documents:
        days = [
            (span.start, date.fromisoformat(value))
            for span, value in _dates_in_text(document)
            if WHOLE_DAY.fullmatch(value)
        ]
        for start, end in sentence_spans(document.text, languages()["en"]):
            text = document.text[start:end]
            for day in {day for at, day in days if start <= at < end and first <= day <= last}:
                naming[day].append((text, stems(text, words)))
    held = Counter(stem for found in naming.values() for _, told in found for stem in set(told))
    total = sum(map(len, naming.values()))
    rarity = {stem: math.log(1 + total / count) for stem, count in held.items()}
    chosen = sorted(naming, key=lambda day: (-len(naming[day]), day))[:dates]
    return {day: _central(naming[day], sentences, rarity) for day in chosen}


def _central(found: Sequence[tuple[str, list[str]]], most: int, rarity: Mapping[str, float]) -> list[str]:
    vectors = [
        unit({stem: count * rarity[stem] for stem, count in Counter(told).items()}) for _, told in found
    ]
    middle: Counter[str] = Counter()
    for vector in vectors:
        middle.update(vector)
    taken: list[int] = []
    for i in sorted(range(len(found)), key=lambda i: (-dot(vectors[i], middle), i)):
        if len(taken) < most and all(dot(vectors[i], vectors[j]) < REPEATS for j in taken):
            taken.append(i)
    return [found[i][0] for i in taken]


def differences(tools: Tools) -> list[str]:
    """Return nothing: there is no corpus of dayline's own."""
    return []
