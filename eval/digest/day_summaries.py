"""Score the digest of a day against what people wrote of it: the days of T17's timelines, at the length of theirs.

The corpus has no headlines and its texts are taken apart into tokens: they are put together again before anything reads
them. The digest is read from the top, as a reader does: lede, then each section's heading and passages, then lines;
what says the same words again is passed over. All texts are cut at the length of the reference, to the word.
"""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

from dayline.compose.candidates import FEWEST_WORDS, MOST_WORDS, SENTENCES_READ
from dayline.model.digest import Digest
from digest.chronicle import texts_of
from digest.extracts import WAYS, Piece, cut, extract, piece, stems_of
from sample import Day, Run, run
from scores import Corpus, Score
from timelines.align import read_reference

TOPICS: Mapping[str, tuple[str, ...]] = {
    "haiti": ("Haiti", "Haitian", "Port-au-Prince"),
    "h1n1": ("H1N1", "swine flu", "influenza", "flu"),
}
OURS = "dayline"
DRAWS = 10_000
_CRISIS = '[crisis]\nname = "{topic}"\nid = "{topic}"\nfirst_day = {first}\n[[relevance]]\nnames = {names}\n'
_JOINED = (
    ("-LRB- ?", "("), (" ?-RRB-", ")"), ("`` ?", "“"), (" ?''", "”"), (r" (?=[,.;:!?%)”])", ""),
    (r" (?='(?:s|re|ve|ll|d|m)\b|n't\b)", ""), (r" *\n *", "\n\n"),
)  # fmt: skip


def scores(folder: Path, stage: str) -> Iterator[Score]:
    """Yield the mean unigram F1 over days, beside the best of the other ways."""
    root = folder / "timelines" / "t17"
    files = tuple(root / topic / name for topic in TOPICS for name in ("docs.ndjson.gz", "references.json"))
    corpus = Corpus(name="T17 days, haiti and h1n1", section="public", files=files)
    found = [entry for topic in TOPICS for entry in _compared(root / topic, topic)]
    best = max(WAYS, key=lambda way: fmean(entry[way] for entry in found))
    yield Score(stage=stage, corpus=corpus, measure="ROUGE-1 of days", ours=fmean(entry[OURS] for entry in found),
                trivial=fmean(entry[best] for entry in found), trivially=f"{best} of as many words")  # fmt: skip
    for way in WAYS:
        yield Score(stage=stage, corpus=corpus, measure=f"nearer than {way}, of bootstraps",
                    ours=_better(found, way), trivial=0.5, trivially="as near")  # fmt: skip


def _compared(folder: Path, topic: str) -> Iterator[dict[str, float]]:
    """Yield for each day how near each way comes to what people wrote of it, mean over those who did."""
    with gzip.open(folder / "docs.ndjson.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    raw = json.loads((folder / "references.json").read_text(encoding="utf-8"))
    references = [read_reference(each) for each in raw]
    dates = {day for reference in references for day in reference}
    wanted = [d for d in documents if d["published"] and date.fromisoformat(d["published"][:10]) in dates]
    made = _made(wanted, topic)
    days = {made.settings.crisis.date_of(day.number): day for day in made.days}
    for on in sorted(dates & days.keys()):
        texts = [" ".join(reference[on]) for reference in references if on in reference]
        found = [_nearness(days[on], made, text) for text in texts]
        yield {way: fmean(each[way] for each in found) for way in (OURS, *WAYS)}


def _nearness(day: Day, made: Run, text: str) -> dict[str, float]:
    return {way: rouge(summary, text) for way, summary in _summaries(day, made, len(text.split())).items()}


def _made(documents: Sequence[Mapping[str, Any]], topic: str) -> Run:
    first = min(date.fromisoformat(d["published"][:10]) for d in documents)
    numbers = {(date.fromisoformat(d["published"][:10]) - first).days + 1 for d in documents}
    with TemporaryDirectory() as folder:
        config, path = Path(folder) / "crisis.toml", Path(folder) / "docs.ndjson"
        config.write_text(_CRISIS.format(topic=topic, first=first, names=json.dumps(TOPICS[topic])), encoding="utf-8")
        path.write_text("\n".join(json.dumps({**d, "text": together(d["text"])}) for d in documents), encoding="utf-8")
        return run(config, [path], sorted(numbers))


def together(text: str) -> str:
    """Return a text that was taken apart into tokens as it was written, paragraphs apart."""
    for pattern, written in _JOINED:
        text = re.sub(pattern, written, text)
    return text


def _summaries(day: Day, made: Run, words: int) -> dict[str, str]:
    ways = {way: " ".join(p.text for p in extract(list(_pieces(day, made)), way, words)) for way in WAYS}
    return ways | {OURS: _opening(day.digest, words) if day.digest else ""}


def _pieces(day: Day, made: Run) -> Iterator[Piece]:
    for document in day.documents:
        held = made.annotations.get(document.id)
        for sentence in held.sentences[:SENTENCES_READ] if held else ():
            text = document.quote(sentence.span)
            if FEWEST_WORDS <= len(text.split()) <= MOST_WORDS:
                yield piece(text, sentence.index + 1)


def _opening(digest: Digest, words: int) -> str:
    """Return the first so many words of a digest."""
    texts = dict.fromkeys(text.removesuffix(".") for text in texts_of(digest))
    return " ".join(each.text for each in cut([piece(text) for text in texts], words))


def rouge(summary: str, reference: str) -> float:
    """Return the unigram F1 of two texts, stop words left out, by stems (ROUGE-1)."""
    ours, theirs = Counter(stems_of(summary)), Counter(stems_of(reference))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if shared else 0.0


def _better(found: Sequence[Mapping[str, float]], way: str) -> float:
    """Return in which share of draws of days, with replacement, the digest is nearer than a way; a tie counts half."""
    draw = random.Random(17)
    wins = []
    for _ in range(DRAWS):
        more = sum(entry[OURS] - entry[way] for entry in draw.choices(found, k=len(found)))
        wins.append(0.5 + (more > 0) / 2 - (more < 0) / 2)
    return fmean(wins)
