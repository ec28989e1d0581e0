"""Score what leads: the first five things that a day's digest tells, against the day's five top stories as marked."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import fmean

from dayline.model.document import Document
from dayline.model.story import StoryId
from sample import Day, Run, run
from scores import HERE, PROJECT, Corpus, Score, folder_files

CRISIS = PROJECT / "examples" / "ukraine" / "crisis.toml"
MARKS = HERE / "digest" / "top_stories.toml"
FILES = tuple(f"2023-03-{day}.topic.ndjson" for day in range(13, 23))
# stories marked a day, and entries of a digest that are looked at
TOP = 5
# share of an entry's items that must tell a marked story
LEAST_SHARE = 1 / 3

Marked = Mapping[str, frozenset[str]]


def scores(folder: Path, stage: str) -> Iterator[Score]:
    """Yield the mean number of marked stories among the first five entries, and among stories by outlets."""
    paths = folder_files(folder / "days" / "2023", *FILES)
    marks = _marks()
    made = run(CRISIS, paths, sorted(marks))
    found = {day.number: _found(_entries(day), marks[day.number]) for day in made.days}
    trivial = {day.number: _found(_by_outlets(day, made), marks[day.number]) for day in made.days}
    yield Score(
        stage=stage, corpus=Corpus(name="days 383-392", section="public", files=(MARKS, *paths)),
        measure=f"of the {TOP} top stories", ours=_mean(found), trivial=_mean(trivial), trivially="stories by outlets",
    )  # fmt: skip


def _marks() -> dict[int, Marked]:
    raw = tomllib.loads(MARKS.read_text(encoding="utf-8"))
    return {int(day): {name: frozenset(ids) for name, ids in stories.items()} for day, stories in raw.items()}


def _mean(found: Mapping[int, set[str]]) -> float:
    return fmean(len(names) for names in found.values())


def _found(entries: Iterable[frozenset[str]], marked: Marked) -> set[str]:
    """Return the marked stories that entries tell, each entry the one that most of its items tell."""
    names = set()
    for items in entries:
        share, name = max((len(items & ids) / len(items), name) for name, ids in marked.items())
        if share >= LEAST_SHARE:
            names.add(name)
    return names


def _entries(day: Day) -> list[frozenset[str]]:
    """Return the ids of the items behind the first sections, and behind further lines where sections are fewer."""
    if day.digest is None:
        return []
    passages = [
        *([section.heading, *section.passages] for section in day.digest.sections),
        *([line] for line in day.digest.also),
    ]
    return [
        frozenset(
            day.evidence.documents[citation.span.document_id].given_id
            for passage in entry
            for citation in passage.citations
        )
        for entry in passages[:TOP]
    ]


def _by_outlets(day: Day, made: Run) -> list[frozenset[str]]:
    stories: dict[StoryId, list[Document]] = {}
    for document in day.documents:
        assignment = made.assignments.get(document.id)
        if assignment and assignment.story_id:
            stories.setdefault(assignment.story_id, []).append(document)
    order = sorted(stories.items(), key=lambda pair: (-len({d.source_id for d in pair[1]}), -len(pair[1]), pair[0]))
    return [frozenset(document.given_id for document in own) for _, own in order[:TOP]]
