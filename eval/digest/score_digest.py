"""Score the digest: traceable, the right event first, every event told once, and nothing that does not belong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counting import ratio
from dayline.annotate import Tools
from dayline.compose.gates.whole import check_digest
from dayline.model.claims import Statement
from dayline.model.digest import Digest, Passage, Section
from dayline.model.document import Document, Span
from digest import chronicle, day_summaries, top_stories
from digest.loose_ends import loose_ends
from digest.mutants import judged
from sample import CORPUS, Day, Run, events_of, expected, item, items_of, printed, run, sample_run
from scores import PARSER_SLACK, PROJECT, Corpus, Score, folder_files

STAGE = "digest"
CRISIS = PROJECT / "examples" / "ukraine" / "crisis.toml"
# corpus, files below the folder of public corpora, days
PUBLIC = (
    ("days 18-20", "days/2022", ("day-018.ndjson", "day-019.ndjson", "day-020.ndjson"), range(18, 21)),
    (
        "days 390-392",
        "days/2023",
        tuple(f"2023-03-{day}.topic.ndjson" for day in (20, 21, 22)),
        range(390, 393),
    ),
)
HEADLINES = 5
MUTANT_SLACK = 0.002  # the mutants are those of whatever the digests say
SECTIONS_DUE = 3
_TRIVIALLY = "5 headlines by outlets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one day's digest tells: the items behind its first story, each of its sections, and all its lines."""

    lead: frozenset[str]
    sections: tuple[frozenset[str], ...]
    everything: frozenset[str]


def own_scores(tools: Tools) -> list[Score]:
    """Measure on the six days of the sample."""
    made, truth = sample_run(), expected()
    ours = {day.number: _told(day) for day in made.days}
    trivial = {day.number: _told_trivially(day, made) for day in made.days}
    shares = (("leading event right", _leading), ("events recalled", _recalled))
    faults = (("events told twice", _repeated), ("noise printed", _noise), ("opinion in sections", _opinion))
    return [
        *_traceability(CORPUS, made),
        *(
            Score(
                stage=STAGE, corpus=CORPUS, measure=name, ours=measure(ours, truth),
                trivial=measure(trivial, truth), trivially=_TRIVIALLY,
            )
            for name, measure in shares
        ),
        *(
            Score(
                stage=STAGE, corpus=CORPUS, measure=name, ours=measure(ours, truth),
                trivial=measure(trivial, truth), trivially=_TRIVIALLY, faults=True,
            )
            for name, measure in faults
        ),
    ]  # fmt: skip


def public_scores(folder: Path, tools: Tools) -> list[Score]:
    """Measure traceability on some real days with the ready configuration."""
    scores: list[Score] = []
    for name, below, files, numbers in PUBLIC:
        paths = folder_files(folder / below, *files)
        corpus = Corpus(name=name, section="public", files=paths)
        scores += _traceability(corpus, run(CRISIS, paths, numbers))
    return [
        *scores,
        *top_stories.scores(folder, STAGE),
        *chronicle.scores(folder, STAGE),
        *day_summaries.scores(folder, STAGE),
    ]


def _traceability(corpus: Corpus, made: Run) -> Iterator[Score]:
    """Yield what holds for any days: no violation, nothing loose, something to print, and somebody who says it."""
    digests = [(day, day.digest) for day in made.days if day.digest is not None]
    violations = sum(len(check_digest(digest, evidence=day.evidence)) for day, digest in digests)
    loose = sum(
        len(set(loose_ends(passage, day.evidence))) for day, digest in digests for passage in printed(digest)
    )
    full = sum(len(digest.sections) >= SECTIONS_DUE for _, digest in digests)
    passages = [
        passage for _, digest in digests for section in digest.sections for passage in section.passages
    ]
    spoken = sum(_is_attributed(passage, made) for passage in passages)
    for name, count in (("violations of the gates", violations), ("loose ends", loose)):
        yield Score(stage=STAGE, corpus=corpus, measure=name, ours=count, faults=True)
    yield Score(
        stage=STAGE,
        corpus=corpus,
        measure=f"days with {SECTIONS_DUE} sections",
        ours=ratio(full, len(made.days)),
    )
    yield Score(
        stage=STAGE, corpus=corpus, measure="passages with a speaker", ours=ratio(spoken, len(passages)),
        slack=PARSER_SLACK,
    )  # fmt: skip
    mutants = [found for day, digest in digests for found in judged(digest, day.evidence)]
    yield Score(
        stage=STAGE, corpus=corpus, measure="mutants refused",
        ours=ratio(sum(mutant.refused for mutant in mutants), len(mutants)),
        trivial=ratio(sum(mutant.is_loose for mutant in mutants), len(mutants)),
        trivially="quotations and digits alone", slack=MUTANT_SLACK,
    )  # fmt: skip


def _is_attributed(passage: Passage, made: Run) -> bool:
    return any(
        _tells_who_says(citation.span, statement)
        for citation in passage.citations
        if citation.span.document_id in made.annotations
        for statement in made.annotations[citation.span.document_id].statements
    )


def _tells_who_says(sentence: Span, statement: Statement) -> bool:
    """Tell whether a statement is speech, and its source stands in a sentence with its content."""
    told = statement.act == "speech" and any(span.is_within(sentence) for span in statement.source or statement.cue)
    return told and any(
        (span.document_id, span.field) == (sentence.document_id, sentence.field)
        and span.start < sentence.end
        and sentence.start < span.end
        for span in statement.content
    )


def _told(day: Day) -> Told:
    if day.digest is None:
        return Told(lead=frozenset(), sections=(), everything=frozenset())
    sections = tuple(frozenset(_section_items(section, day)) for section in day.digest.sections)
    return Told(
        lead=frozenset(_lead_items(day.digest, day)),
        sections=sections,
        everything=frozenset(items_of(printed(day.digest), day.evidence)),
    )


def _lead_items(digest: Digest, day: Day) -> set[str]:
    first = digest.sections[0].heading if digest.sections else digest.also[0]
    return items_of([first], day.evidence)


def _section_items(section: Section, day: Day) -> set[str]:
    return items_of([section.heading, *section.passages], day.evidence)


def _told_trivially(day: Day, made: Run) -> Told:
    """Tell the first headline of the stories with the most outlets, stories being ours."""
    stories: dict[str, list[Document]] = {}
    for document in day.documents:
        assignment = made.assignments.get(document.id)
        stories.setdefault((assignment and assignment.story_id) or document.id, []).append(document)
    ranked = sorted(stories.values(), key=lambda own: -len({document.source_id for document in own}))
    headlines = [frozenset({item(own[0].url)}) for own in ranked[:HEADLINES]]
    return Told(
        lead=headlines[0] if headlines else frozenset(),
        sections=tuple(headlines),
        everything=frozenset().union(*headlines),
    )


Truth = Mapping[str, Any]


def _leading(told: Mapping[int, Told], truth: Truth) -> float:
    right = 0
    for number, each in told.items():
        events = dict(events_of(truth["days"][str(number)]))
        right += any(each.lead & events[name] for name in truth["days"][str(number)]["leading"])
    return ratio(right, len(told))


def _recalled(told: Mapping[int, Told], truth: Truth) -> float:
    due = [(number, members) for number in told for _, members in events_of(truth["days"][str(number)])]
    return ratio(sum(bool(told[number].everything & members) for number, members in due), len(due))


def _repeated(told: Mapping[int, Told], truth: Truth) -> float:
    """Count the sections whose chief event has had a section before on the same day."""
    again = 0
    for number, each in told.items():
        chief = Counter(_chief(section, truth["days"][str(number)]) for section in each.sections)
        again += sum(count - 1 for name, count in chief.items() if name and count > 1)
    return again


def _chief(section: Iterable[str], day: Truth) -> str:
    cited = set(section)
    count, name = max((len(cited & members), name) for name, members in events_of(day))
    return name if count else ""


def _noise(told: Mapping[int, Told], truth: Truth) -> float:
    return _among(truth["irrelevant"]["items"], (each.everything for each in told.values()))


def _opinion(told: Mapping[int, Told], truth: Truth) -> float:
    return _among(truth["opinion"]["items"], (section for each in told.values() for section in each.sections))


def _among(items: Iterable[str], cited: Iterable[frozenset[str]]) -> int:
    unwanted = frozenset(map(item, items))
    return sum(len(unwanted & each) for each in cited)


def differences(tools: Tools) -> list[str]:
    """Return a line for each day's lead, each event that no line tells, each loose end."""
    made, truth = sample_run(), expected()
    lines = []
    for day in made.days:
        told = _told(day)
        expected_day = truth["days"][str(day.number)]
        title = day.digest.title.text if day.digest else "nothing"
        lines.append(f"day {day.number}: {title} ({expected_day['leading']})")
        lines += [
            f"  not told: {name}"
            for name, members in events_of(expected_day)
            if not told.everything & members
        ]
        chiefs = Counter(_chief(section, expected_day) for section in told.sections)
        lines += [f"  told {count} times: {name}" for name, count in chiefs.items() if name and count > 1]
        passages = printed(day.digest) if day.digest else []
        lines += [f"  loose: {end}: {p.text!r}" for p in passages for end in loose_ends(p, day.evidence)]
    return lines
