"""Score relevance: which items of the sample belong to the crisis."""

from collections.abc import Callable

from counting import Tally, ratio
from dayline.annotate import Tools
from dayline.model.crisis import Term
from dayline.model.document import Document
from dayline.rank.relevance import RELEVANT
from sample import CORPUS, Run, expected, item, sample_run
from scores import Score

STAGE = "relevance"
_TRIVIALLY = "any term's first name"


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


def differences(tools: Tools) -> list[str]:
    """Return a line for each item that was judged wrongly."""
    run = sample_run()
    irrelevant = set(map(item, expected()["irrelevant"]["items"]))
    return [
        f"{'+' if item(d.url) in irrelevant else '-'} {run.relevance[d.id].score:.2f} {d.headline or d.text[:60]!r}"
        for d in run.documents
        if (run.relevance[d.id].score >= RELEVANT) == (item(d.url) in irrelevant)
    ]
