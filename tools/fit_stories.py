"""Fit the weights of ``dayline.cluster.similarity.Weights``: logistic regression on pairs of documents near each other.

Usage: python tools/fit_stories.py FOLDER [--cache FILE] [--processes N]

FOLDER holds ``stories/ecb_plus.topics-1-35.ndjson`` and ``stories/incidents.first-half.ndjson.gz`` (see
``eval/README.md``). A pair is a document and one of those that stories compare it with. Prints the weights, and how
well those fitted on one half of the topics or of the time order the pairs of the other half (average precision).
Annotating both collections takes some minutes; ``--cache`` keeps what it finds.
"""

import argparse
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).parent.parent / "eval"))

from dayline.cluster.features import features
from dayline.cluster.recent import Entry, Recent
from dayline.cluster.similarity import LIKENESSES, Weighing, Weights
from dayline.cluster.words import StoryWords
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.pipeline.languages import languages
from dayline.pipeline.workers import annotate_documents
from documents import public_documents

FILES = ("ecb_plus.topics-1-35.ndjson", "incidents.first-half.ndjson.gz")
# what the pairs of ECB+ weigh together beside those of the incidents: its topics are fewer, and chosen to be alike
ECB_WEIGHT = 0.2
MANY = 1_000_000

Row = tuple[Document, Annotations, Mapping[str, Any]]


@dataclass(frozen=True)
class Pairs:
    """Pairs of one collection: likenesses, whether one event, and the half (0, 1; -1 across) that they lie in."""

    found: np.ndarray
    same: np.ndarray
    half: np.ndarray


def main() -> None:
    """Fit, and print the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    collections = [
        pairs_of(rows) for rows in annotated(arguments.folder, arguments.cache, arguments.processes)
    ]
    whole = fit(collections)
    for half in (0, 1):
        fitted = fit([part(pairs, half) for pairs in collections])
        scores = [
            average_precision_score(other.same, other.found @ fitted[1:] + fitted[0])
            for other in (part(pairs, 1 - half) for pairs in collections)
        ]
        print(f"fitted on half {half}:", " ".join(f"{score:.4f}" for score in scores))
    for name, value in zip(("none", *LIKENESSES), whole, strict=True):
        print(f"    {name}: float = {value:.2f}")


def annotated(folder: Path, cache: Path | None, processes: int) -> list[list[Row]]:
    """Return the documents of both collections with their annotations and gold lines."""
    if cache and cache.exists():
        with cache.open("rb") as file:
            return list(pickle.load(file))
    collections = []
    for name in FILES:
        gold = list(public_documents(folder / "stories" / name))
        made = annotate_documents((document for document, _ in gold), processes=processes)
        collections.append([(document, a, row) for (document, row), a in zip(gold, made, strict=True)])
    if cache:
        with cache.open("wb") as file:
            pickle.dump(collections, file)
    return collections


def pairs_of(rows: Sequence[Row]) -> Pairs:
    """Return the pairs that stories would compare, day by day."""
    halves = halves_of([row for _, _, row in rows])
    found, same, half = [], [], []
    for one, other, values in compared(rows):
        found.append(values)
        same.append(rows[one][2]["event"] == rows[other][2]["event"])
        half.append(halves[one] if halves[one] == halves[other] else -1)
    return Pairs(np.array(found), np.array(same), np.array(half))


def halves_of(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return 0 or 1 for each row: by every other topic, or by the first and second half where there is none."""
    return [row["topic"] % 2 if "topic" in row else int(at >= len(rows) / 2) for at, row in enumerate(rows)]


def compared(rows: Sequence[Row]) -> Iterator[tuple[int, int, tuple[float, ...]]]:
    """Yield the numbers of two rows and what speaks for one event."""
    words = StoryWords.from_language(languages()["en"])
    recent = Recent(days=MANY, least=MANY, shares=lambda language: words.shares)
    place, seen = {document.id: at for at, (document, _, _) in enumerate(rows)}, set()
    for day, batch in groupby(rows, key=lambda row: row[0].published_at):
        entries = []
        for document, annotations, _ in batch:
            entries.append(
                Entry(
                    document_id=document.id,
                    item_id=document.item_id,
                    moment=day,
                    seen=document.fetched_at,
                    day=day.date() if day else None,
                    row=recent.row(features(document, annotations, words, "en")),
                )
            )
            recent.add(entries[-1])
        index = recent.index("en")
        weighing = Weighing(index.terms)
        for entry in entries:
            new = []
            for other in index.alike(entry.row, weighing):
                one, two = place[entry.document_id], place[other.document_id]
                pair = min(one, two), max(one, two)
                if pair not in seen:
                    seen.add(pair)
                    new.append((pair, other))
            rows_of, apart = [other.row for _, other in new], [_days(day, other.moment) for _, other in new]
            for (pair, _), found in zip(
                new, weighing.likenesses(entry.row, rows_of, apart, Weights()) if new else (), strict=True
            ):
                yield *pair, tuple(found)


def _days(one: datetime | None, other: datetime | None) -> float | None:
    return None if one is None or other is None else abs(one - other) / timedelta(days=1)


def part(pairs: Pairs, half: int) -> Pairs:
    """Return the pairs of one half."""
    kept = pairs.half == half
    return Pairs(pairs.found[kept], pairs.same[kept], pairs.half[kept])


def fit(collections: Sequence[Pairs]) -> np.ndarray:
    """Return the constant and the weights, ECB+ counting ECB_WEIGHT of what the incidents do."""
    ecb, incidents = collections
    each = ECB_WEIGHT * len(incidents.same) / len(ecb.same)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(
        np.concatenate([ecb.found, incidents.found]),
        np.concatenate([ecb.same, incidents.same]),
        sample_weight=np.concatenate([np.full(len(ecb.same), each), np.ones(len(incidents.same))]),
    )
    return np.concatenate([model.intercept_, model.coef_[0]])


if __name__ == "__main__":
    main()
