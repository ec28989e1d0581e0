"""Score official pages of losses: every printed number with what it counts and its change.

What a page prints is read again here, line by line and by code of its own. Beside it stand the same numbers as a
data set has them day by day: where it differs from a page that was read rightly, the page has a slip.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from counting import ratio
from dayline.annotate import Tools, annotate_many
from dayline.clean import clean
from dayline.ingest.files import read_paths
from dayline.model.claims import Figure
from dayline.model.document import Document
from dayline.model.source import RawItem
from dayline.pipeline.languages import page_words
from dayline.text.sources import SourceBook
from scores import Corpus, Score, folder_files

PAGES = Path("figures") / "losses_pages"
DAILY = Path("figures") / "ua_losses"
_TRIVIALLY = "word before the number"
_LINE = re.compile(
    r"^(?:[^\x00-\x7f][^\n/]*/\s)?(?P<label>[A-Za-z][^\n–‒]*?)\s*[–‒-]\s*(?:about\s)?(?P<number>\d+)[^(\n]*(?:\((?P<change>[+-]\d+)\))?",
    re.MULTILINE,
)
# What a page calls a thing: what dayline calls it, and what the data set does.
_NAMES = {
    "personnel": ("personnel", "personnel"),
    "tanks": ("tanks", "tank"),
    "apv": ("armoured vehicles", "APC"),
    "artillery systems": ("artillery systems", "field artillery"),
    "mlrs": ("MLRS", "MRL"),
    "anti-aircraft warfare systems": ("air defence systems", "anti-aircraft warfare"),
    "aircraft": ("aircraft", "aircraft"),
    "helicopters": ("helicopters", "helicopter"),
    "uav operational-tactical level": ("drones", "drone"),
    "cruise missiles": ("cruise missiles", "cruise missiles"),
    "warships / boats": ("ships and boats", "naval ship"),
    "boats / cutters": ("ships and boats", "naval ship"),
    "vehicles and fuel tanks": ("vehicles and fuel tanks", "vehicles and fuel tanks"),
    "vehicles": ("vehicles", "military auto"),
    "fuel tanks": ("fuel tanks", "fuel tank"),
    "special equipment": ("special equipment", "special equipment"),
    "mobile srbm system": ("mobile SRBM systems", "mobile SRBM system"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A line of a page: what it counts (its label), the number, the change."""

    label: str
    number: float
    change: float | None


def pages(folder: Path) -> Iterator[Document]:
    """Yield the pages as dayline cleans them."""
    for item in read_paths([folder]):
        if isinstance(item, RawItem):
            yield from (d for d in clean(item, sources=SourceBook(()), words=page_words()) if isinstance(d, Document))


def printed(text: str) -> list[Printed]:
    """Return the counted lines of a page."""
    return [
        Printed(
            label=match["label"].lower(),
            number=float(match["number"]),
            change=float(match["change"]) if match["change"] else None,
        )
        for match in _LINE.finditer(text)
    ]


def is_read(line: Printed, figures: Sequence[Figure]) -> bool:
    """Tell whether exactly one figure counts what a line does, with its number and change."""
    name = _NAMES[line.label][0] if line.label in _NAMES else line.label
    found = [figure for figure in figures if figure.of == name]
    return [(f.low, f.high, f.change) for f in found] == [(line.number, line.number, line.change)]


def slips(
    document: Document, lines: Sequence[Printed], daily: Mapping[str, Mapping[str, float]]
) -> list[Printed]:
    """Return the lines whose number, or change from the day before, is not that of the data set."""
    day = document.published_on or (document.published_at.date() if document.published_at else None)
    if day is None:
        return []
    today, before = daily[day.isoformat()], daily[(day - timedelta(days=1)).isoformat()]
    wrong = []
    for line in lines:
        key = _NAMES[line.label][1]
        change = today.get(key, 0.0) - before.get(key, 0.0)
        if line.number != today.get(key) or line.change not in (None, change):
            wrong.append(line)
    return wrong


def read_daily(folder: Path) -> dict[str, dict[str, float]]:
    """Return the data set: for each date, numbers by its own names."""
    daily: dict[str, dict[str, float]] = {}
    for name in ("russia_losses_equipment.json", "russia_losses_personnel.json"):
        for row in json.loads((folder / name).read_text(encoding="utf-8")):
            numbers = {key: float(value) for key, value in row.items() if isinstance(value, int | float)}
            daily.setdefault(row["date"], {}).update(numbers)
    return daily


def scores(data: Path, tools: Tools) -> list[Score]:
    """Measure the share of printed numbers that are read with what they count and their change."""
    documents = list(pages(data / PAGES))
    daily = read_daily(data / DAILY)
    lines = [printed(document.text) for document in documents]
    found = [annotations.figures for annotations in annotate_many(documents, tools=tools)]
    total = sum(map(len, lines))
    right = agreed = 0
    for document, own, figures in zip(documents, lines, found, strict=True):
        read = [line for line in own if is_read(line, figures)]
        right += len(read)
        agreed += len(read) - len(slips(document, read, daily))
    naive = sum(_naively(d.text, line) for d, own in zip(documents, lines, strict=True) for line in own)
    corpus = Corpus(
        name="losses pages",
        section="public",
        files=(*folder_files(data / PAGES), *folder_files(data / DAILY, "*.json")),
    )
    return [
        Score(
            stage="figures", corpus=corpus, measure="numbers of a page right",
            ours=ratio(right, total), trivial=ratio(naive, total), trivially=_TRIVIALLY,
        ),
        Score(
            stage="figures", corpus=corpus, measure="the same as the data set has them",
            ours=ratio(agreed, total),
        ),
    ]  # fmt: skip


def _naively(text: str, line: Printed) -> bool:
    """Tell whether the word right before a line's number is what it counts; the trivial way reads no change."""
    name = _NAMES[line.label][0]
    before = re.search(rf"([\w-]+)[^\w\n]+{line.number:.0f}\b", text)
    return before is not None and before[1].lower() == name.lower() and line.change is None
