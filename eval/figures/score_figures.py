"""Score figures: values, what is counted, hedges, and the whole record, on marked sentences."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from counting import Tally, overlap, pairs, ratio
from dayline.annotate import Tools, annotate_many
from dayline.model.claims import Figure
from dayline.model.document import Document
from dayline.text.normalize import fold
from documents import gold_document
from figures import losses, tolls
from marked import GoldError, Mark, unmarked
from scores import HERE, PARSER_SLACK, Corpus, Score

STAGE = "figures"
OWN = Corpus(name="own", section="own", files=(HERE / "figures" / "gold.toml",))
CYRILLIC = tuple(
    Corpus(name=name, section="own", files=(HERE / "figures" / f"gold.{code}.toml",))
    for name, code in (("own, Ukrainian", "uk"), ("own, Russian", "ru"))
)
PUBLISHED = date(2026, 5, 14)
HEADLINES = "headlines"
_TRIVIALLY = "digits + word"
_DIGITS = re.compile(r"\d[\d,.]*")
_JUDGED = ("unit", "of", "hedge", "per", "change", "since", "as_of", "side")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A marked figure; ``judged`` holds the fields that are to be right, each with its accepted values."""

    start: int
    end: int
    low: float
    high: float
    judged: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A figure as found."""

    start: int
    end: int
    low: float
    high: float
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence with its figures, and the places where a figure counts neither for nor against."""

    document: Document
    expected: tuple[Expected, ...]
    free: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """Return the sentence, wherever it stands."""
        return self.document.text or self.document.headline


def read_cases(corpus: Corpus) -> Iterator[Case]:
    """Yield the marked sentences."""
    for group in tomllib.loads(corpus.files[0].read_text(encoding="utf-8"))["groups"]:
        for number, source in enumerate(group["sentences"]):
            text, marks = unmarked(source)
            name = f"{group['name']} {number}"
            title, body = (text, "") if group["name"] == HEADLINES else ("", text)
            yield Case(
                document=gold_document(
                    name, body, title=title, published=PUBLISHED, language=group.get("language", "en")
                ),
                expected=tuple(_expected(mark, name) for mark in marks if mark.label != "?"),
                free=tuple((mark.start, mark.end) for mark in marks if mark.label == "?"),
            )


def _expected(mark: Mark, name: str) -> Expected:
    value, *fields = mark.label.split()
    low, _, high = value.partition("..")
    judged = {}
    for field in fields:
        key, _, accepted = field.partition("=")
        if key not in _JUDGED or not accepted:
            raise GoldError(f"{name}: {field!r} is no field of a figure")
        judged[key] = tuple(_plain(each) for each in accepted.replace("_", " ").split("/"))
    return Expected(start=mark.start, end=mark.end, low=float(low), high=float(high or low), judged=judged)


def found_by_dayline(figures: Iterable[Figure]) -> list[Found]:
    """Return dayline's figures in the form that is compared."""
    return [
        Found(
            start=f.span.start,
            end=f.span.end,
            low=f.low,
            high=f.high,
            fields={key: _written(getattr(f, key)) for key in _JUDGED},
        )
        for f in figures
    ]


def found_trivially(text: str) -> list[Found]:
    """Return every group of digits, counting the word that follows it."""
    found = []
    for match in _DIGITS.finditer(text):
        digits = match[0].replace(",", "").strip(".")
        following = re.match(r"\s*([^\W\d_]+|%)", text[match.end() :])
        word = fold(following[1]) if following else ""
        value = float(digits) if digits.count(".") < 2 else 0.0
        fields = dict.fromkeys(_JUDGED, "none") | {"unit": word, "of": word}
        found.append(Found(start=match.start(), end=match.end(), low=value, high=value, fields=fields))
    return found


def _written(value: object) -> str:
    if value is None:
        return "none"
    return f"{value:g}" if isinstance(value, float) else _plain(str(value))


def _plain(text: str) -> str:
    """Return a word as it is compared: folded, a plural without its s."""
    folded = fold(text)
    return folded.removesuffix("s") if len(folded) > 3 else folded


def own_scores(tools: Tools) -> list[Score]:
    """Measure on the marked sentences of each language."""
    return [score for corpus in (OWN, *CYRILLIC) for score in _scores(corpus, tools)]


def _scores(corpus: Corpus, tools: Tools) -> list[Score]:
    cases = list(read_cases(corpus))
    annotated = annotate_many([case.document for case in cases], tools=tools)
    ours = _measure(cases, [found_by_dayline(a.figures) for a in annotated])
    trivial = _measure(cases, [found_trivially(case.text) for case in cases])
    rows = (
        ("value F1", ours["value"].f1, trivial["value"].f1),
        ("value precision", ours["value"].precision, trivial["value"].precision),
        ("value and what is counted F1", ours["counted"].f1, trivial["counted"].f1),
        ("whole record F1", ours["whole"].f1, trivial["whole"].f1),
        ("hedge right, of values found", _share(ours["hedge"]), _share(trivial["hedge"])),
    )
    return [
        Score(
            stage=STAGE,
            corpus=corpus,
            measure=name,
            ours=mine,
            trivial=theirs,
            trivially=_TRIVIALLY,
            slack=PARSER_SLACK,
        )
        for name, mine, theirs in rows
    ]


def _share(tally: Tally) -> float:
    return ratio(tally.hits, tally.gold)


def _measure(cases: Iterable[Case], found: Iterable[list[Found]]) -> dict[str, Tally]:
    tallies = {name: Tally() for name in ("value", "counted", "whole", "hedge")}
    for case, figures in zip(cases, found, strict=True):
        judged = [f for f in figures if not any(_touch(f, free) for free in case.free)]
        matched = [(f, e) for f, e in _matched(judged, case.expected) if (f.low, f.high) == (e.low, e.high)]
        right = [[key for key in e.judged if f.fields[key] in e.judged[key]] for f, e in matched]
        counts = {
            "value": len(matched),
            "counted": sum(
                {"unit", "of"} & e.judged.keys() <= set(keys)
                for (_, e), keys in zip(matched, right, strict=True)
            ),
            "whole": sum(len(e.judged) == len(keys) for (_, e), keys in zip(matched, right, strict=True)),
        }
        for name, hits in counts.items():
            tallies[name].add(hits, len(judged), len(case.expected))
        for (_, e), keys in zip(matched, right, strict=True):
            if "hedge" in e.judged:
                tallies["hedge"].add("hedge" in keys, 1, 1)
    return tallies


def _matched(found: list[Found], expected: tuple[Expected, ...]) -> list[tuple[Found, Expected]]:
    return pairs(found, expected, lambda f, e: overlap((f.start, f.end), (e.start, e.end)))


def _touch(figure: Found, free: tuple[int, int]) -> bool:
    return overlap((figure.start, figure.end), free) > 0


def public_scores(data: Path, tools: Tools) -> list[Score]:
    """Measure on official pages of losses, and on the main tolls of reports marked by hand."""
    return [*losses.scores(data, tools), *tolls.scores(data, tools)]


def differences(tools: Tools) -> Iterator[str]:
    """Yield a line for each figure that was missed, invented or wrong."""
    cases = [case for corpus in (OWN, *CYRILLIC) for case in read_cases(corpus)]
    for case, found in zip(cases, annotate_many([c.document for c in cases], tools=tools), strict=True):
        figures = found_by_dayline(found.figures)
        matched = _matched(figures, case.expected)
        for figure in figures:
            if figure not in [f for f, _ in matched] and not any(_touch(figure, free) for free in case.free):
                yield f"+ {case.text[figure.start : figure.end]!r} {figure.low:g}: {case.text!r}"
        for expected in case.expected:
            ours = next((f for f, e in matched if e is expected), None)
            if ours is None:
                yield f"- {expected.low:g}: {case.text!r}"
                continue
            wrong = {k: ours.fields[k] for k, v in expected.judged.items() if ours.fields[k] not in v}
            if wrong or (ours.low, ours.high) != (expected.low, expected.high):
                yield f"~ {ours.low:g}..{ours.high:g} {wrong} for {dict(expected.judged)}: {case.text!r}"
