"""The lists of people, figures, places, threads and sources that have pages."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dayline.model.review import Artifact
from dayline.model.traces import Subject, SubjectKind
from dayline.publish.links import SUBJECT_FOLDERS, Site, slug_of, subject_path
from dayline.publish.rendering import page
from dayline.publish.spelling import counted
from dayline.publish.subjects import NAMES

LIST_ROOT = "../"
# Subjects on the first page of a list; where there are more, all of them stand on another page.
MOST_LISTED = 300
# Subjects up to which a list has no headings of letters or days.
FEW_LISTED = 60

PROMISES: Mapping[SubjectKind, str] = {
    "person": "Everything that the digests have somebody say, by day, channel and thread.",
    "figure": "What was counted, by whom, from day to day. Rival counts stand beside one another, never added up.",
    "place": "Where the lines of the digests lie.",
    "thread": "What went on over days, newest first.",
    "source": "What each source carried into the digests.",
}
LATEST_FIRST: frozenset[SubjectKind] = frozenset({"figure", "thread"})


def list_pages(
    kind: SubjectKind,
    subjects: Sequence[Subject],
    *,
    site: Site,
    failures: Mapping[str, Sequence[tuple[int, str]]] | None = None,
    unprinted: Sequence[str] = (),
) -> list[Artifact]:
    """Return the list of a kind's subjects: those with most lines, or, of threads and figures, the latest.

    Of sources, ``failures`` are the days on which each could not be read, ``unprinted`` those without a line.
    """
    counts = {name: len(days) for name, days in (failures or {}).items()}
    idle = [{"name": name, "size": _unread(name, counts) or "no failure noted"} for name in unprinted]
    shown = sorted(subjects, key=lambda s: (-s.last if kind in LATEST_FIRST else 0, -s.lines, s.id))[:MOST_LISTED]
    pages = [_list(kind, "index", shown, len(subjects), site, counts, idle)]
    if len(subjects) > MOST_LISTED:
        pages.append(_list(kind, "all", subjects, len(subjects), site, counts, idle))
    return pages


def _list(
    kind: SubjectKind,
    name: str,
    subjects: Sequence[Subject],
    total: int,
    site: Site,
    failures: Mapping[str, int],
    idle: Sequence[Mapping[str, str]],
) -> Artifact:
    by_letter = name == "all" or kind not in LATEST_FIRST
    key = (lambda s: (slug_of(s.name), s.id)) if by_letter else (lambda s: (-s.last, -s.lines, s.id))
    label = (lambda s: slug_of(s.name)[0].upper()) if by_letter else (lambda s: f"Last on day {s.last}")
    groups: list[dict[str, Any]] = [
        {"name": title, "entries": [_entry(subject, failures) for subject in own]}
        for title, own in groupby(sorted(subjects, key=key), key=label)
    ]
    if len(subjects) <= FEW_LISTED and groups:
        every = [entry for group in groups for entry in group["entries"]]
        groups = [{"name": "A to Z" if by_letter else "Latest first", "entries": every}]
    folder = SUBJECT_FOLDERS[kind]
    values = {
        "root": LIST_ROOT,
        "site": site.title,
        "heading": NAMES[kind],
        "promise": PROMISES[kind],
        "count": f"{total:,}",
        "groups": groups,
        "letters": [group["name"] for group in groups] if by_letter and len(groups) > 1 else [],
        "more": "all.html" if name == "index" and total > len(subjects) else "",
        "shown": len(subjects),
        "is_source": kind == "source",
        "idle": idle,
    }
    return page(f"{folder}/{name}.html", "subjects.html", values, styles=("pages.css",))


def _entry(subject: Subject, failures: Mapping[str, int]) -> dict[str, Any]:
    name, note = subject.name, "" if subject.kind == "source" else subject.note
    if subject.kind == "figure":
        name, _, note = subject.name.partition(" · ")
    unread = _unread(subject.name, failures)
    return {
        "href": LIST_ROOT + subject_path(subject),
        "name": name[:1].upper() + name[1:],
        "note": note,
        "size": f"{counted(subject.lines, 'line')}, {_span(subject)}{unread and f'; {unread}'}",
    }


def _unread(name: str, failures: Mapping[str, int]) -> str:
    return f"could not be read on {counted(failures[name], 'day')}" if name in failures else ""


def _span(subject: Subject) -> str:
    return f"day {subject.first}" if subject.first == subject.last else f"days {subject.first} to {subject.last}"
