"""Documents to measure on: sentences of the bundled sample, put together anew in a fixed order of our own."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from random import Random

from dayline.clean import clean
from dayline.ingest.files import read_paths
from dayline.model.document import Document
from dayline.model.source import RawItem
from dayline.pipeline.languages import languages, page_words
from dayline.text.sentences import sentence_spans
from dayline.text.sources import SourceBook

FIRST_MOMENT = datetime(2026, 5, 9, tzinfo=UTC)


def sample_sentences() -> list[str]:
    """Return every sentence of six words or more of the bundled sample."""
    sentences = []
    for item in read_paths([Path(str(files("dayline") / "sample"))]):
        for result in clean(item, sources=SourceBook(()), words=page_words()) if isinstance(item, RawItem) else ():
            if isinstance(result, Document):
                spans = sentence_spans(result.text, languages()["en"])
                sentences += [result.text[a:b] for a, b in spans if len(result.text[a:b].split()) >= 6]
    return list(dict.fromkeys(sentences))


def documents(count: int, *, words: int = 400, days: int = 1, seed: int = 1) -> Iterator[dict[str, object]]:
    """Yield documents of about so many words, spread evenly over days; the same for the same arguments."""
    sentences, random = sample_sentences(), Random(seed)
    step = timedelta(days=days) / count
    for number in range(count):
        chosen: list[str] = []
        while sum(len(sentence.split()) for sentence in chosen) < words:
            chosen.append(random.choice(sentences))
        yield {
            "id": f"bench-{number}",
            "url": f"https://bench.example/{number}",
            "source": f"outlet{number % 23}.example",
            "title": " ".join(chosen[0].split()[:12]),
            "text": "\n\n".join(" ".join(chosen[i : i + 3]) for i in range(0, len(chosen), 3)),
            "published": (FIRST_MOMENT + number * step).isoformat(),
            "language": "en",
        }


def write(path: Path, count: int, *, words: int = 400, days: int = 1, seed: int = 1) -> Path:
    """Write such documents as NDJSON, and return the path."""
    with path.open("w", encoding="utf-8") as lines:
        for document in documents(count, words=words, days=days, seed=seed):
            lines.write(json.dumps(document, ensure_ascii=False) + "\n")
    return path
