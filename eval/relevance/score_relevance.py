"""Score relevance: which items of the sample belong to the crisis, and which of 500 real ones."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from counting import Tally, ratio
from dayline.annotate import Tools
from dayline.config import load
from dayline.model.crisis import Term
from dayline.model.document import Document
from dayline.rank.relevance import RELEVANT, relevance
from dayline.text.names import TermMatcher
from documents import public_documents
from sample import CORPUS, Run, expected, item, sample_run
from scores import HERE, PROJECT, Corpus, Score, folder_files

STAGE = "relevance"
_TRIVIALLY = "any term's first name"
MARKS = HERE / "relevance" / "march_2023.toml"
EXAMPLE = PROJECT / "examples" / "ukraine" / "crisis.toml"
# the trivial way of real items: one word of the two countries, their capital or leaders, in English or Polish
KEYWORDS = re.compile(r"\b(?:ukrai|russia|rosj|rosyj|putin|kremlin|zelensk|kyiv)", re.IGNORECASE)


def own_scores(tools: Tools) -> list[Score]:
    """Measure on the sample; what its truth leaves undecided is not asked."""
    run = sample_run()
    terms = [term for term in run.settings.crisis.terms if term.weight > 0]
    ours, noise = _measure(run, lambda document: run.relevance[document.id].score >= RELEVANT)
    trivial, trivial_noise = _measure(run, lambda document: _names_any(document, terms))
    rows = (
        ("relevant F1", ours.f1, trivial.f1),
        ("relevant recall", ours.recall, trivial.recall),
        ("noise kept out", _share(noise), _share(trivial_noise)),
    )
    return [
        Score(stage=STAGE, corpus=CORPUS, measure=name, ours=mine, trivial=theirs, trivially=_TRIVIALLY)
        for name, mine, theirs in rows
    ]


def _share(tally: Tally) -> float:
    return ratio(tally.hits, tally.gold)


def _names_any(document: Document, terms: list[Term]) -> bool:
    text = f"{document.headline}\n{document.text}"
    return any(term.names[0] in text for term in terms)


def _measure(run: Run, is_relevant: Callable[[Document], bool]) -> tuple[Tally, Tally]:
    truth = expected()
    irrelevant = set(map(item, truth["irrelevant"]["items"]))
    undecided = set(map(item, truth["undecided"]["items"]))
    relevant, kept_out = Tally(), Tally()
    for document in run.documents:
        name = item(document.url)
        if name in undecided:
            continue
        belongs, told = name not in irrelevant, is_relevant(document)
        relevant.add(belongs and told, told, belongs)
        if not belongs:
            kept_out.add(not told, 1, 1)
    return relevant, kept_out


def public_scores(folder: Path, tools: Tools) -> list[Score]:
    """Measure on 500 marked feed items of three days, at the terms of the example's configuration."""
    files = folder_files(folder / "days" / "2023", "*.all.ndjson.gz")
    documents = {d.given_id: d for file in files for d, _ in public_documents(file)}
    matcher = TermMatcher(load(EXAMPLE).crisis.terms)
    marks = tomllib.loads(MARKS.read_text(encoding="utf-8"))
    scores = []
    for name, halves in (("500 items of March 2023", ("tuned", "held")), ("… the half not looked at", ("held",))):
        corpus = Corpus(name=name, section="public", files=(MARKS, *files))
        ours, trivial = (
            _against_marks([marks[half] for half in halves], documents, belongs)
            for belongs in (
                lambda document: relevance(document, matcher=matcher).score >= RELEVANT,
                lambda document: bool(KEYWORDS.search(f"{document.headline}\n{document.text}")),
            )
        )
        scores += [
            Score(
                stage=STAGE, corpus=corpus, measure=measure, ours=mine, trivial=theirs,
                trivially="a word of the two countries or leaders",
            )
            for measure, mine, theirs in (
                ("precision", ours.precision, trivial.precision), ("recall", ours.recall, trivial.recall)
            )
        ]  # fmt: skip
    return scores


def _against_marks(
    halves: list[Mapping[str, list[str]]],
    documents: Mapping[str, Document],
    belongs: Callable[[Document], bool],
) -> Tally:
    tally = Tally()
    for half in halves:
        for gold, ids in ((True, half["belongs"]), (False, half["not"])):
            for id_ in ids:
                told = belongs(documents[id_])
                tally.add(gold and told, told, gold)
    return tally


def differences(tools: Tools) -> list[str]:
    """Return a line for each item that was judged wrongly."""
    run = sample_run()
    irrelevant = set(map(item, expected()["irrelevant"]["items"]))
    return [
        f"{'+' if item(d.url) in irrelevant else '-'} {run.relevance[d.id].score:.2f} {d.headline or d.text[:60]!r}"
        for d in run.documents
        if (run.relevance[d.id].score >= RELEVANT) == (item(d.url) in irrelevant)
    ]
