"""What the project's own measure of traceability flags, the gates refuse as well.

The measure lies beside the evaluation data; without it these tests are skipped.
"""

import importlib
import os
import random
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from dayline.compose.gates import Evidence, check
from dayline.model.document import Document

PIECES = (
    "Zelenskiy",
    "Zelenskyy",
    "Karst",
    "pro-Karst",
    "Karst-backed",
    "U.S.",
    "The",
    "However,",
    "Rescuers",
    "rescuers",
    "flooded",
    "Łódź",
    "O’Neill",
    "Lund's",
    "nine",
    "ten",
    "9",
    "4,200",
    "4200",
    "4,2",
    "2.5",
    "million",
    "1",
    "one",
    "a",
    "hundred",
    "dozens",
    "two-dozen",
    "twenty-five",
    "25",
    "May",
    "14",
    "March",
    "Thursday",
    "Wednesday",
    "yesterday",
    "today",
    "“water”",
    "‘water’",
    '"water"',
    "'gate'",
    "„water“",
    "«gate»",
    "”",
    "(",
    ")",
    "–",
    "...",
    "…",
    "[sic]",
    "24.02.2022",
    "10bn",
    "T-72",
    "12 May",
    "May 13",
    "15 May",
    "14 May",
    "20 May",
    "day 6,",
    "day 5,",
    "day 9,",
)
GATE_OF = {"quotation": "quotations", "number": "numbers", "name": "names"}


@pytest.fixture(scope="module")
def measure() -> Iterator[ModuleType]:
    """Return the scoring module, imported from the folder beside the data."""
    folder = Path(os.environ.get("DAYLINE_DATA", "/nonexistent")).parent / "eval"
    if not (folder / "check_digest.py").is_file():
        pytest.skip("DAYLINE_DATA names no folder with the measures of evaluation beside it")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("check_digest")
    sys.path.remove(str(folder))


def row(document: Document) -> dict:
    return {
        "id": document.id,
        "text": document.text,
        "title": document.headline,
        "author": document.byline,
        "source": document.source_name,
        "published": document.published_at.isoformat(),
    }


def flagged(measure: ModuleType, text: str, document: Document, evidence: Evidence) -> list:
    rows = {document.id: row(document)}
    lower = set(re.findall(r"\b[^\W\dA-Z][\w’-]*", document.text))
    digest = {"day": evidence.crisis.number_of(evidence.date), "date": evidence.date.isoformat()}
    return list(
        measure.unsupported(text, [{"document": document.id, "text": document.text}], rows, lower, digest)
    )


def generated(chance: random.Random) -> tuple[str, str]:
    """Return a text of chance pieces, and a passage made from it with a few changes."""
    told = [chance.choice(PIECES) for _ in range(chance.randint(6, 22))]
    words = told[chance.randint(0, 3) : chance.randint(6, 22)]
    for _ in range(chance.randint(0, 2)):
        words.insert(chance.randint(0, len(words)), chance.choice(PIECES))
    return " ".join(told), " ".join(words)


def test_whatever_the_measure_flags_is_refused(measure: ModuleType, one_document) -> None:
    chance, counts = random.Random(20260514), {"flagged": 0, "clean": 0}
    for _ in range(1500):
        told, text = generated(chance)
        published = datetime(2026, 5, chance.randint(12, 15), chance.choice([1, 9, 21, 23]), tzinfo=UTC)
        evidence, compose = one_document(
            told, published=published, headline=chance.choice(["", "Karst 7 Holm"])
        )
        found = flagged(measure, text, evidence.documents["post"], evidence)
        counts["flagged" if found else "clean"] += 1
        if found:
            refused = {refusal.gate for refusal in check(compose(text), evidence=evidence)}
            assert {GATE_OF[kind] for kind, _ in found} <= refused, (told, text, found, refused)
    assert min(counts.values()) > 100, counts
