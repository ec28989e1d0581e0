"""Score stories: documents grouped by event (BCubed, every document weighing the same), and copies found."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from math import log, sqrt
from pathlib import Path

from counting import Tally, ratio
from dayline.annotate import Tools, annotate_many
from dayline.cluster import ONE_STREAM, Clusterer
from dayline.dedupe import Copies
from dayline.model.document import Document
from dayline.pipeline.streams import days_of
from documents import public_documents
from sample import CORPUS, Run, events_of, expected, item, sample_run
from scores import PARSER_SLACK, Corpus, Score
from stories.copies import pair_scores, variant_scores

STAGE = "stories"
# corpus, file, how many documents of its beginning, and the cosine at which the TF-IDF baseline joins: the best of
# 0.2, 0.25, 0.3 and of 0.2, 0.4, 0.5, 0.6 there
PUBLIC = (
    ("ECB+ topics 1-35", "ecb_plus.topics-1-35.ndjson", None, 0.25),
    ("incidents, first 1,200", "incidents.first-half.ndjson.gz", 1200, 0.4),
)

# documents of each collection's beginning of which variants are made
VARIED = 200

Labels = Mapping[str, Hashable]


def own_scores(tools: Tools) -> list[Score]:
    """Measure on the sample: its events, and the copies among its items."""
    run = sample_run()
    events = _events()
    documents = {item(d.url): d for d in run.documents if item(d.url) in events}
    placed = {key: run.assignments[d.id].story_id for key, d in documents.items() if d.id in run.assignments}
    ours = {key: placed.get(key) or f"alone {key}" for key in events}
    days: dict[str, Hashable] = {item(d.url): day.number for day in run.days for d in day.documents}
    by_day = {key: days.get(key, 0) for key in events}
    copies, trivial = _copies(run), _copies_trivially(run)
    return [
        *_scores(
            CORPUS, ours, events, {"all alone": {key: key for key in events}, "one a day": by_day}, PARSER_SLACK
        ),
        Score(
            stage=STAGE, corpus=CORPUS, measure="copies F1", ours=copies.f1,
            trivial=trivial.f1, trivially="same first 8 words",
        ),
        *variant_scores(run.documents, CORPUS, tools),
    ]  # fmt: skip


def _events() -> dict[str, str]:
    """Return the event of each item that tells of exactly one; opinion and what is worth reading have none."""
    truth = expected()
    seen = Counter(
        member for day in truth["days"].values() for _, members in events_of(day) for member in members
    )
    labels = {
        member: name
        for day in truth["days"].values()
        for name, members in events_of(day)
        for member in members
        if seen[member] == 1
    }
    singles = (single for day in truth["days"].values() for single in day["singles"]["items"])
    return labels | {item(single): f"single {single}" for single in singles}


def _copies(run: Run) -> Tally:
    """Count the copies found: an item told to repeat another of its group of copies."""
    by_id = {document.id: item(document.url) for document in run.documents}
    found = {
        by_id[id_]: by_id[duplicate.of]
        for id_, duplicate in run.duplicates.items()
        if duplicate.of in by_id and by_id[id_] != by_id[duplicate.of]
    }
    return _compare(found)


def _copies_trivially(run: Run) -> Tally:
    """Count the copies that the first eight words of the text give away."""
    first: dict[tuple[str, ...], str] = {}
    found = {}
    for document in run.documents:
        opening = tuple(document.text.split()[:8])
        if len(opening) == 8:
            original = first.setdefault(opening, item(document.url))
            if original != item(document.url):
                found[item(document.url)] = original
    return _compare(found)


def _compare(found: Mapping[str, str]) -> Tally:
    group = {item(c["item"]): item(c["of"]) for c in expected()["copies"]}
    group |= {original: original for original in set(group.values())}
    tally = Tally()
    hits = sum(copy in group and group.get(copy) == group.get(original) for copy, original in found.items())
    tally.add(hits, len(found), len(expected()["copies"]))
    return tally


def public_scores(folder: Path, tools: Tools) -> list[Score]:
    """Measure on ECB+ and on local incidents, as ``dayline stories`` streams them."""
    scores = pair_scores(folder)
    for name, file, most, cosine in PUBLIC:
        path = folder / "stories" / file
        corpus = Corpus(name=name, section="public", files=(path,))
        rows = [(document, row) for document, row in public_documents(path, first=most)]
        events = {document.given_id: row["event"] for document, row in rows}
        trivial: dict[str, Labels] = {"all alone": {key: key for key in events}}
        if any(document.published_at for document, _ in rows):
            trivial["one a day"] = {d.given_id: _day(d) or d.given_id for d, _ in rows}
        if all("topic" in row for _, row in rows):
            trivial["one a topic"] = {d.given_id: row["topic"] for d, row in rows}
        documents = [document for document, _ in rows]
        scores += variant_scores(documents[:VARIED], corpus, tools)
        ours = _streamed(documents, tools)
        trivial["single-pass TF-IDF"] = single_pass(documents, cosine)
        scores += _scores(corpus, ours, events, trivial)
        scores.append(
            Score(
                stage=STAGE, corpus=corpus, measure="pairwise F1", ours=pairwise(ours, events),
                trivial=pairwise(trivial["single-pass TF-IDF"], events), trivially="single-pass TF-IDF",
            )
        )  # fmt: skip
    return scores


def single_pass(documents: Sequence[Document], least: float) -> dict[str, Hashable]:
    """Group documents as they come, each with the nearest centroid of TF-IDF vectors (Allan and others 1998)."""
    held: Counter[str] = Counter()
    sums: list[Counter[str]] = []
    lengths: list[float] = []
    having: defaultdict[str, set[int]] = defaultdict(set)
    found: dict[str, Hashable] = {}
    for number, document in enumerate(documents, start=1):
        counts = Counter(re.findall(r"\w+", f"{document.headline} {document.text}".lower()))
        held.update(counts.keys())
        weights = {word: (1 + log(count)) * log(1 + number / held[word]) for word, count in counts.items()}
        length = sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        products: defaultdict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for at in having[word]:
                products[at] += weight / length * sums[at][word] / lengths[at]
        best = max(products, key=lambda at: (products[at], -at), default=-1)
        if best < 0 or products[best] < least:
            best = len(sums)
            sums.append(Counter())
            lengths.append(0.0)
        for word, weight in weights.items():
            sums[best][word] += weight / length  # type: ignore[assignment]
            having[word].add(best)
        lengths[best] = sqrt(sum(weight**2 for weight in sums[best].values()))
        found[document.given_id] = best
    return found


def pairwise(groups: Labels, events: Labels) -> float:
    """Return F1 over the pairs of documents put together."""
    sizes, gold = Counter(groups[key] for key in events), Counter(events.values())
    together = Counter((groups[key], events[key]) for key in events)
    hits, told, true = (sum(n * (n - 1) for n in count.values()) for count in (together, sizes, gold))
    return ratio(2 * hits, told + true)


def _day(document: Document) -> date | None:
    return document.published_at.date() if document.published_at else None


def _streamed(documents: list[Document], tools: Tools) -> dict[str, Hashable]:
    copies, clusterer = Copies(), Clusterer(ONE_STREAM, crisis_id="eval", languages=tools.languages)
    found: dict[str, Hashable] = {}
    annotated = zip(documents, annotate_many(documents, tools=tools), strict=True)
    for batch in days_of(annotated):
        placed = clusterer.place((document, made, copies.add(document)) for document, made in batch)
        for (document, _), assignment in zip(batch, placed, strict=True):
            found[document.given_id] = assignment.story_id or f"alone {document.id}"
    return found


def _scores(
    corpus: Corpus, ours: Labels, events: Labels, trivial: Mapping[str, Labels], slack: float = 0.0
) -> list[Score]:
    """Return the measures beside the best of the trivial groupings."""
    precision, recall, f1 = bcubed(ours, events)
    best, name = max((bcubed(labels, events)[2], name) for name, labels in trivial.items())
    baseline = bcubed(trivial[name], events)
    rows = (("F1", f1, best), ("precision", precision, baseline[0]), ("recall", recall, baseline[1]))
    return [
        Score(
            stage=STAGE, corpus=corpus, measure=f"BCubed {part}", ours=mine,
            trivial=theirs, trivially=name, slack=slack,
        )
        for part, mine, theirs in rows
    ]  # fmt: skip


def bcubed(groups: Labels, events: Labels) -> tuple[float, float, float]:
    """Return BCubed precision, recall and F1 (Bagga and Baldwin 1998); both map a document to its label."""
    sizes, gold = Counter(groups[key] for key in events), Counter(events.values())
    together = Counter((groups[key], events[key]) for key in events)
    precision = ratio(sum(n * n / sizes[group] for (group, _), n in together.items()), len(events))
    recall = ratio(sum(n * n / gold[event] for (_, event), n in together.items()), len(events))
    return precision, recall, ratio(2 * precision * recall, precision + recall)


def differences(tools: Tools) -> list[str]:
    """Return a line for each event that was split and each story that mixes events, on the sample."""
    run, events = sample_run(), _events()
    documents = {item(d.url): d for d in run.documents if item(d.url) in events}
    placed = {key: run.assignments[d.id].story_id for key, d in documents.items() if d.id in run.assignments}
    stories = {key: placed.get(key) for key in events}
    lines = []
    for event in dict.fromkeys(events.values()):
        parts = Counter(stories[key] for key, name in events.items() if name == event)
        if len(parts) > 1 or None in parts:
            lines.append(f"split {event}: {sorted(parts.values(), reverse=True)}, unplaced {parts[None]}")
    for story in {s for s in stories.values() if s is not None}:
        mixed = Counter(
            re.sub(r"^single .*/", "single ", events[key]) for key, s in stories.items() if s == story
        )
        if len(mixed) > 1:
            lines.append(f"mixed: {dict(mixed)}")
    return lines
