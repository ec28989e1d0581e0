"""Score main tolls: killed and wounded of reports marked by hand, beside the first number before such a word."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from counting import ratio
from dayline.annotate import Tools, annotate_many
from dayline.model.document import Document
from dayline.text.numbers import numbers_in
from dayline.text.tolls import State, main_tolls
from documents import public_documents
from scores import HERE, PARSER_SLACK, Corpus, Score

MARKED = HERE / "figures" / "tolls.toml"
REPORTS = Path("figures") / "syria_reports.first-half.ndjson"
HALVES = ("tune", "confirm")
STATES: tuple[State, ...] = ("killed", "wounded")
_TRIVIALLY = "first number before killed or wounded"
_WORDS = {
    "killed": re.compile(r"\b(?:killed|dead|died|deaths)\b", re.IGNORECASE),
    "wounded": re.compile(r"\b(?:wounded|injured|hurt)\b", re.IGNORECASE),
}

Value = tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A marked report: which half it is in, what it says, what dayline and the trivial way read in it."""

    half: str
    document: Document
    gold: Mapping[State, Value]
    ours: Mapping[State, Value]
    trivial: Mapping[State, Value]


def read_reports(data: Path, tools: Tools) -> Iterator[Report]:
    """Yield the marked reports, annotated."""
    marked = tomllib.loads(MARKED.read_text(encoding="utf-8"))
    halves = {name: half for half in HALVES for name in marked[half]}
    documents = [d for d, _ in public_documents(data / REPORTS) if d.given_id in halves]
    for document, found in zip(documents, annotate_many(documents, tools=tools), strict=True):
        half = halves.pop(document.given_id, None)
        if half is None:
            continue
        tolls = main_tolls(document, found, tools.languages["en"])
        yield Report(
            half=half,
            document=document,
            gold={state: _value(marked[half][document.given_id].get(state)) for state in STATES},
            ours={state: (t.low, t.high) if (t := tolls.get(state)) else None for state in STATES},
            trivial={state: _first(document, state) for state in STATES},
        )


def _value(marked: int | list[int] | None) -> Value:
    if marked is None:
        return None
    low, high = marked if isinstance(marked, list) else (marked, marked)
    return float(low), float(high)


def _first(document: Document, state: State) -> Value:
    """Return the first number that stands before a word for the state."""
    text = f"{document.headline} {document.text}"
    if (word := _WORDS[state].search(text)) is None:
        return None
    numbers = numbers_in(text[: word.start()])
    return (float(numbers[-1].value), float(numbers[-1].value)) if numbers else None


def scores(data: Path, tools: Tools) -> list[Score]:
    """Measure both halves: the share of reports whose killed, or wounded, are exactly as marked."""
    reports = list(read_reports(data, tools))
    corpus = Corpus(name="FA-KES tolls", section="public", files=(MARKED, data / REPORTS))
    measured = []
    for half in HALVES:
        own = [report for report in reports if report.half == half]
        for state in STATES:
            measured.append(
                Score(
                    stage="figures",
                    corpus=corpus,
                    measure=f"{state} exact, {half}",
                    ours=ratio(sum(r.ours[state] == r.gold[state] for r in own), len(own)),
                    trivial=ratio(sum(r.trivial[state] == r.gold[state] for r in own), len(own)),
                    trivially=_TRIVIALLY,
                    slack=PARSER_SLACK,
                )
            )
    return measured
