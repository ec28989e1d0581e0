"""Score dates: expressions found and their TIMEX3 values, as TempEval-3 counts them, by language."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counting import Tally, overlap, pairs
from dayline.annotate import Tools, annotate_many
from dayline.model.document import Document
from dayline.model.entities import TimeExpression
from documents import gold_document
from marked import GoldError, Mark, unmarked
from scores import HERE, Corpus, Score

STAGE = "dates"
OWN = Corpus(name="own", section="own", files=(HERE / "dates" / "gold.toml",))
NEWS = Corpus(name="own news", section="own", files=(HERE / "dates" / "news.toml",))
MEASURES = ("value F1", "strict F1", "relaxed F1")
TYPES = ("DATE", "TIME", "DURATION", "SET")
_TRIVIALLY = "absolute dates only"

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    )
    for number, name in enumerate(names.split(), 1)
}
_NAMED = "|".join(_MONTHS)
_ABSOLUTE = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<d1>\d{{1,2}}) (?P<m1>{_NAMED})(?: (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_NAMED}) (?P<d2>\d{{1,2}})(?:, (?P<y2>\d{{4}}))?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A time expression, gold or found."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence with its expressions, and the places where one counts neither for nor against."""

    language: str
    document: Document
    expected: tuple[Expression, ...]
    free: tuple[tuple[int, int], ...]


def read_cases(corpus: Corpus) -> Iterator[Case]:
    """Yield the marked sentences of a corpus."""
    for group in tomllib.loads(corpus.files[0].read_text(encoding="utf-8"))["groups"]:
        for number, source in enumerate(group["sentences"]):
            text, marks = unmarked(source)
            name, day, code = f"{group['name']} {number}", group["published"], group["language"]
            yield Case(
                language=group["name"].partition(":")[0],
                document=gold_document(name, text, published=day, language=code),
                expected=tuple(_expression(mark) for mark in marks if mark.label != "?"),
                free=tuple((mark.start, mark.end) for mark in marks if mark.label == "?"),
            )


def _expression(mark: Mark) -> Expression:
    kind, _, value = mark.label.rpartition(" ")
    kind = kind or ("TIME" if re.search(r"\dT", value) else "DATE")
    if kind not in TYPES:
        raise GoldError(f"dates: {mark.label!r} is no type with a value")
    return Expression(start=mark.start, end=mark.end, type=kind, value=value)


def own_scores(tools: Tools) -> list[Score]:
    """Measure on the marked sentences of both corpora, by language."""
    return [score for corpus in (OWN, NEWS) for score in _corpus_scores(corpus, tools)]


def _corpus_scores(corpus: Corpus, tools: Tools) -> list[Score]:
    cases = list(read_cases(corpus))
    annotated = annotate_many([case.document for case in cases], tools=tools)
    ours = [_found_by_dayline(a.dates) for a in annotated]
    trivial = [list(found_trivially(case.document)) for case in cases]
    scores = []
    for language in dict.fromkeys(case.language for case in cases):
        chosen = [index for index, case in enumerate(cases) if case.language == language]
        some = [cases[index] for index in chosen]
        mine, theirs = _measure(some, [ours[i] for i in chosen]), _measure(some, [trivial[i] for i in chosen])
        scores += [
            _score(corpus, f"{language}: {name}", mine[name], theirs[name]) for name in MEASURES
        ]
    return scores


def _score(corpus: Corpus, measure: str, ours: Tally, trivial: Tally) -> Score:
    return Score(
        stage=STAGE, corpus=corpus, measure=measure, ours=ours.f1, trivial=trivial.f1, trivially=_TRIVIALLY
    )


def _found_by_dayline(dates: Iterable[TimeExpression]) -> list[Expression]:
    return [Expression(start=d.span.start, end=d.span.end, type=d.type, value=d.value) for d in dates]


def found_trivially(document: Document) -> Iterator[Expression]:
    """Yield dates with day and month; one without a year is of the document's."""
    for match in _ABSOLUTE.finditer(document.text):
        value = match["iso"]
        if not value:
            year = match["y1"] or match["y2"] or (document.published_on or date.min).year
            month, day = _MONTHS[(match["m1"] or match["m2"]).lower()], int(match["d1"] or match["d2"])
            value = f"{year}-{month:02d}-{day:02d}"
        yield Expression(start=match.start(), end=match.end(), type="DATE", value=value)


def _measure(cases: Sequence[Case], found: Iterable[list[Expression]]) -> dict[str, Tally]:
    tallies = {name: Tally() for name in MEASURES}
    for case, expressions in zip(cases, found, strict=True):
        judged = [e for e in expressions if not any(overlap((e.start, e.end), free) for free in case.free)]
        matched = _matched(judged, case.expected)
        right = [(ours, gold) for ours, gold in matched if (ours.type, ours.value) == (gold.type, gold.value)]
        strict = [ours for ours, gold in right if (ours.start, ours.end) == (gold.start, gold.end)]
        tallies["value F1"].add(len(right), len(judged), len(case.expected))
        tallies["strict F1"].add(len(strict), len(judged), len(case.expected))
        tallies["relaxed F1"].add(len(matched), len(judged), len(case.expected))
    return tallies


def _matched(
    found: Sequence[Expression], expected: Sequence[Expression]
) -> list[tuple[Expression, Expression]]:
    return pairs(found, expected, lambda one, other: overlap((one.start, one.end), (other.start, other.end)))


def differences(tools: Tools) -> Iterator[str]:
    """Yield a line for each expression that was missed, invented or misread."""
    cases = [case for corpus in (OWN, NEWS) for case in read_cases(corpus)]
    for case, found in zip(cases, annotate_many([c.document for c in cases], tools=tools), strict=True):
        text, ours = case.document.text, _found_by_dayline(found.dates)
        matched = _matched(ours, case.expected)
        invented = [found for found in ours if found not in [one for one, _ in matched]]
        yield from (f"+ {text[o.start : o.end]!r} {o.value}: {text!r}" for o in invented)
        yield from (
            f"- {text[g.start : g.end]!r}: {text!r}"
            for g in case.expected
            if g not in [m for _, m in matched]
        )
        yield from (
            f"~ {text[o.start : o.end]!r} {o.type} {o.value} for {text[g.start : g.end]!r} {g.type} {g.value}: {text!r}"
            for o, g in matched
            if (o.type, o.value) != (g.type, g.value)
        )
