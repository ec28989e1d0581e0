"""Score statements: spans of content, source and cue, and who is said to have spoken.

Spans are compared as sets of characters without white space, each distinct span of a document once. Contents
*overlap* where their Jaccard index is at least 0.8 without surrounding quotation marks and a leading "that";
what is said of the speaker is judged on contents that pair at 0.5.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counting import Tally, jaccard, pairs, ratio
from dayline.annotate import Tools, annotate_many
from dayline.model.document import Document
from dayline.text.normalize import fold
from documents import public_documents
from scores import HERE, PARSER_SLACK, Corpus, Score
from statements.attribution import (
    Attribution,
    Marked,
    Positions,
    found_by_dayline,
    found_trivially,
    public_attributions,
    read_marked,
    trimmed,
)

STAGE = "statements"
OWN = Corpus(name="own", section="own", files=(HERE / "statements" / "gold.toml",))
DECLINED = tuple(
    Corpus(name=f"own {name}", section="own", files=(HERE / "statements" / f"gold.{code}.toml",))
    for code, name in (("uk", "Ukrainian"), ("ru", "Russian"))
)
POLNEAR_EVERY = 2

OVERLAP, PAIRED, ROLE_ALIKE = 0.8, 0.5, 0.5
_TRIVIALLY = "quotes + said NAME"
_EMPTY_WORDS = frozenset(("the", "a", "an", "of", "for", "in", "dr", "mr", "mrs", "ms"))


def own_scores(tools: Tools) -> list[Score]:
    """Measure on the marked corpus."""
    marked = list(read_marked(OWN.files[0]))
    annotations = annotate_many([m.document for m in marked], tools=tools)
    ours = [found_by_dayline(m.document, a.statements) for m, a in zip(marked, annotations, strict=True)]
    trivial = [found_trivially(m.document) for m in marked]
    measured = _measure(marked, ours)
    own = [*_scores(OWN, measured, _measure(marked, trivial), _ALL), _act_score(measured)]
    return [*own, *(score for corpus in DECLINED for score in _declined_scores(corpus, tools))]


def _declined_scores(corpus: Corpus, tools: Tools) -> list[Score]:
    """Measure on sentences in a language that is read without a parser."""
    marked = list(read_marked(corpus.files[0]))
    annotations = annotate_many([m.document for m in marked], tools=tools)
    ours = [found_by_dayline(m.document, a.statements) for m, a in zip(marked, annotations, strict=True)]
    trivial = [found_trivially(m.document) for m in marked]
    return _scores(corpus, _measure(marked, ours), _measure(marked, trivial), _DECLINED)


def public_scores(folder: Path, tools: Tools) -> list[Score]:
    """Measure on the development part of PolNeAR, which has spans only."""
    path = folder / "statements" / "polnear.dev.ndjson"
    corpus = Corpus(name=f"PolNeAR dev, every {POLNEAR_EVERY}nd", section="public", files=(path,))
    marked, ours, trivial = [], [], []
    rows = list(public_documents(path, every=POLNEAR_EVERY))
    for (document, row), found in zip(rows, annotate_many((d for d, _ in rows), tools=tools), strict=True):
        marked.append(
            Marked(document=document, gold=tuple(public_attributions(document, row["attributions"])))
        )
        in_text = [s for s in found.statements if all(span.field == "text" for span in s.content)]
        ours.append(found_by_dayline(document, in_text))
        trivial.append(found_trivially(document))
    return _scores(corpus, _measure(marked, ours), _measure(marked, trivial), _SPANS)


def _scores(
    corpus: Corpus, ours: "dict[str, Tally]", trivial: "dict[str, Tally]", measures: "tuple[_Measure, ...]"
) -> list[Score]:
    return [
        Score(
            stage=STAGE, corpus=corpus, measure=measure.name, slack=PARSER_SLACK,
            ours=measure.of(ours[measure.key]), trivial=measure.of(trivial[measure.key]), trivially=_TRIVIALLY,
        )
        for measure in measures
    ]  # fmt: skip


def _act_score(ours: "dict[str, Tally]") -> Score:
    """Return how often the act is right, beside calling everything speech, both of the contents found."""
    return Score(
        stage=STAGE, corpus=OWN, measure="act right, of contents found", slack=PARSER_SLACK,
        ours=_share(ours["act"]), trivial=_share(ours["all speech"]), trivially="all speech",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Measure:
    name: str
    key: str
    of: Callable[[Tally], float]


def _f1(tally: Tally) -> float:
    return tally.f1


def _precision(tally: Tally) -> float:
    return tally.precision


def _share(tally: Tally) -> float:
    return ratio(tally.hits, tally.gold)


_SPANS = (
    _Measure("content exact F1", "content exact", _f1),
    _Measure("content overlap F1", "content overlap", _f1),
    _Measure("content overlap precision", "content overlap", _precision),
    _Measure("source overlap F1", "source overlap", _f1),
    _Measure("cue overlap F1", "cue overlap", _f1),
    _Measure("source right, of contents found", "source touched", _share),
)
_ALL = (
    *_SPANS,
    _Measure("kind right, of contents found", "kind", _share),
    _Measure("speaker F1", "speaker", _f1),
    _Measure("role F1", "role", _f1),
    _Measure("anonymous F1", "anonymous", _f1),
    _Measure("relaying outlet F1", "reported_by", _f1),
    _Measure("channel F1", "channel", _f1),
)
_DECLINED = (
    *(measure for measure in _SPANS if "precision" not in measure.name),
    _Measure("speaker F1", "speaker", _f1),
    _Measure("role F1", "role", _f1),
    _Measure("anonymous F1", "anonymous", _f1),
)


def _measure(marked: Iterable[Marked], found: Iterable[list[Attribution]]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for each, predicted in zip(marked, found, strict=True):
        for part in ("content", "source", "cue"):
            _count_spans(each, predicted, part, tallies)
        _count_pairs(each, predicted, tallies)
    return tallies


def _count_spans(marked: Marked, predicted: list[Attribution], part: str, tallies: dict[str, Tally]) -> None:
    def spans(attributions: Iterable[Attribution]) -> list[Positions]:
        return sorted({getattr(a, part) for a in attributions} - {frozenset()}, key=sorted)

    ours, gold = spans(predicted), spans(marked.gold)
    tallies[f"{part} exact"].add(len(set(ours) & set(gold)), len(ours), len(gold))
    bare, bare_gold = ([trimmed(marked.document, s) for s in some] for some in (ours, gold))
    alike = pairs(bare, bare_gold, jaccard, at_least=OVERLAP)
    tallies[f"{part} overlap"].add(len(alike), len(ours), len(gold))


def _count_pairs(marked: Marked, predicted: list[Attribution], tallies: dict[str, Tally]) -> None:
    document = marked.document

    def likeness(ours: Attribution, gold: Attribution) -> float:
        alike = jaccard(trimmed(document, ours.content), trimmed(document, gold.content))
        return alike + 0.01 * jaccard(ours.source, gold.source) if alike >= PAIRED else 0.0

    matched = pairs(predicted, marked.gold, likeness)
    for ours, gold in matched:
        if gold.source:
            tallies["source touched"].add(bool(ours.source & gold.source), 1, 1)
        tallies["kind"].add(ours.kind == gold.kind, 1, 1)
        tallies["act"].add(ours.act == gold.act, 1, 1)
        tallies["all speech"].add(gold.act == "speech", 1, 1)
        _count_speaker(document, ours, gold, tallies["speaker"])
        tallies["role"].add(
            bool(gold.role) and _roles_alike(ours.role, gold.role), bool(gold.role and ours.role), 0
        )
        for name in ("reported_by", "channel"):
            mine, right = getattr(ours, name), getattr(gold, name)
            tallies[name].add(bool(right) and bool(_words(mine) & _words(right)), bool(mine), 0)
        tallies["anonymous"].add(ours.anonymous and gold.anonymous, ours.anonymous, 0)
    for gold in marked.gold:
        for name in ("speaker", "role", "reported_by", "channel", "anonymous"):
            tallies[name].add(0, 0, bool(getattr(gold, name)))


def _count_speaker(document: Document, ours: Attribution, gold: Attribution, tally: Tally) -> None:
    """Count a name; one that only repeats words of the source where gold has no name is not held against us."""
    if gold.speaker is None:
        return
    if not gold.speaker and _words(ours.speaker or "") <= _words(gold.words):
        return
    tally.add(
        bool(gold.speaker) and _words(ours.speaker or "") == _words(gold.speaker), bool(ours.speaker), 0
    )


def _roles_alike(one: str, other: str) -> bool:
    return jaccard(_words(one), _words(other)) >= ROLE_ALIKE


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text).replace("'s", ""))) - _EMPTY_WORDS


def differences(tools: Tools) -> Iterator[str]:
    """Yield a line for each attribution that was missed or invented, to see what goes wrong."""
    marked = [each for corpus in (OWN, *DECLINED) for each in read_marked(corpus.files[0])]
    for each, found in zip(marked, annotate_many([m.document for m in marked], tools=tools), strict=True):
        ours = found_by_dayline(each.document, found.statements)
        matched = pairs(
            [trimmed(each.document, a.content) for a in ours],
            [trimmed(each.document, a.content) for a in each.gold], jaccard, at_least=OVERLAP,
        )  # fmt: skip
        hit_ours, hit_gold = {one for one, _ in matched}, {other for _, other in matched}
        for sign, attributions, hit in (("+", ours, hit_ours), ("-", each.gold, hit_gold)):
            for attribution in attributions:
                if trimmed(each.document, attribution.content) not in hit:
                    yield f"{sign} {each.document.given_id}: {_shown(each.document, attribution.content)}"


def _shown(document: Document, positions: Positions) -> str:
    field = min(positions)[0]
    places = [at for name, at in positions if name == field]
    text = document.headline if field == "title" else document.text
    return repr(text[min(places) : max(places) + 1])
