"""The pages over all days: one or more for each person, figure, place, thread and source."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from dayline.model.crisis import Crisis
from dayline.model.entities import Actor
from dayline.model.review import Artifact
from dayline.model.traces import (
    DaySummary,
    FigurePoint,
    Line,
    PlaceNamed,
    Saying,
    SourceCited,
    Subject,
    SubjectKind,
    ThreadDay,
    Trace,
)
from dayline.publish.charts import chart_of, strip_of
from dayline.publish.feeds import FOLLOWED
from dayline.publish.links import (
    SUBJECT_FOLDERS,
    Site,
    day_path,
    saved_path,
    subject_path,
    thread_path,
)
from dayline.publish.rendering import page
from dayline.publish.spelling import counted, spell_date, spell_day, spell_point, spell_timex, spell_value

SUBJECT_ROOT = "../../"
# Lines of a full page; the first page has these at least, and fewer than twice as many.
PART = 100
# Names of channels or threads that a summary of a page's lines counts.
MOST_COUNTED = 8
# Roles of a person that are not folded away.
MOST_ROLES = 4
# Days on which a source failed that its page names.
MOST_FAILED = 30

NAMES: Mapping[SubjectKind, str] = {
    "person": "People and bodies", "figure": "Figures", "place": "Places", "thread": "Threads", "source": "Sources",
}  # fmt: skip
PRECISIONS = {
    "site": "the site itself", "settlement": "the middle of the settlement", "region": "a point in the region",
    "country": "a point in the country", "area": "a point in the area",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line as these pages show it: its text leads to its day, its heading to its thread."""

    text: str
    href: str
    note: str
    evidence: tuple[tuple[str, str], ...]


def failures_of(days: Iterable[DaySummary], names: Collection[str]) -> dict[str, list[tuple[int, str]]]:
    """Return on which days, in order, each source could not be read, and why where that is known."""
    found: dict[str, list[tuple[int, str]]] = {}
    for day in days:
        for told in day.failed:
            ends = [len(told), *(at for at in range(len(told) - 1, 0, -1) if told.startswith(" (", at))]
            name = next((told[:end] for end in ends if told[:end] in names), told)
            found.setdefault(name, []).append((day.day, told[len(name) :].strip().removeprefix("(").removesuffix(")")))
    return found


def parts_of(subject: Subject) -> int:
    """Return how many full pages of older lines a subject has beside its first page."""
    return max(0, subject.lines // PART - 1)


def subject_page(
    subject: Subject,
    part: int,
    found: Iterable[tuple[int, Trace]],
    crisis: Crisis,
    *,
    site: Site,
    actor: Actor | None = None,
    failures: Sequence[tuple[int, str]] = (),
) -> Artifact:
    """Return one page of a subject: the newest lines (part 0) or those of a full part, 1 the oldest.

    ``found`` are the lines of this page in order, each with its day; ``actor`` is the record of a person,
    ``failures`` are the days on which a source could not be read, in order, each with the reason.
    """
    traces = list(found)
    parts = parts_of(subject)
    values = {
        "root": SUBJECT_ROOT,
        "site": site.title,
        "kind": NAMES[subject.kind],
        "list": f"{SUBJECT_ROOT}{SUBJECT_FOLDERS[subject.kind]}/index.html",
        "name": subject.name[:1].upper() + subject.name[1:],
        "when": _when(subject, crisis),
        "facts": _facts(subject, traces[-1][1]) if traces else [],
        "roles": _roles(actor) if actor and not part else [],
        "summaries": [*(() if part else _failed(failures)), *_summaries(traces)],
        "days": _days(subject, traces, crisis),
        "chart": chart_of([(day, t) for day, t in traces if isinstance(t, FigurePoint)], root=SUBJECT_ROOT),
        "strip": strip_of(Counter(day for day, _ in traces)) if subject.kind != "figure" else None,
        "claims": _claims(traces, crisis) if subject.kind == "figure" else [],
        "part": part,
        "older": _part_name(part - 1 if part else parts),
        "newer": "" if not part else _part_name(part + 1) if part < parts else "index.html",
        "most_roles": MOST_ROLES,
        "parts": range(parts, 0, -1) if not part else (),
        "feed": "feed.xml" if subject.kind in FOLLOWED else "",
        "address": site.address_of(subject_path(subject, str(part) if part else "index")),
    }
    return page(subject_path(subject, str(part) if part else "index"), "subject.html", values, styles=("pages.css",))


def _when(subject: Subject, crisis: Crisis) -> str:
    first, last = (spell_day(crisis.date_of(day)) for day in (subject.first, subject.last))
    return f"{counted(subject.lines, 'line')} · {first if first == last else f'{first} to {last}'}"


def _facts(subject: Subject, newest: Trace) -> list[tuple[str, str]]:
    if isinstance(newest, PlaceNamed):
        point = spell_point(newest.latitude, newest.longitude)
        return [("Point", f"{point}, {PRECISIONS[newest.precision]}"),
                *([("Country", newest.country)] if newest.country else [])]  # fmt: skip
    if isinstance(newest, FigurePoint):
        return [("Counted", newest.of), *([("Side", newest.side)] if newest.side not in newest.of else [])]
    return []


def _roles(actor: Actor) -> list[tuple[str, str]]:
    """Return the roles that texts gave, each with its first and last day, the latest first."""
    spans = sorted(actor.roles, key=lambda role: (role.last or date.min, role.first or date.min), reverse=True)
    return [
        (role.title, " to ".join(dict.fromkeys(spell_day(day) for day in (role.first, role.last) if day)))
        for role in spans
    ]


def _failed(failures: Sequence[tuple[int, str]]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the newest days on which a source could not be read."""
    newest = [
        (f"Day {day}", reason, f"{SUBJECT_ROOT}{day_path(day)}#unseen")
        for day, reason in reversed(failures[-MOST_FAILED:])
    ]
    older = len(failures) - len(newest)
    more = [(f"and {counted(older, 'day')} before", "", "")] if older else []
    return [("Could not be read", [*newest, *more])] if newest else []


def _summaries(traces: Sequence[tuple[int, Trace]]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return how many lines of a page came by which channel and stand in which thread."""
    sayings = [trace for _, trace in traces if isinstance(trace, Saying)]
    channels = Counter(saying.channel for saying in sayings if saying.channel)
    lines = [trace.line for _, trace in traces if isinstance(trace, Saying | PlaceNamed | SourceCited)]
    headings = {line.thread: line.heading for line in lines if line.thread}
    threads = Counter(line.thread for line in lines if line.thread)
    found = [
        ("Channels", [(name, f"{number:,}", "") for name, number in channels.most_common(MOST_COUNTED)]),
        ("Threads", [(headings[id_], f"{number:,}", SUBJECT_ROOT + thread_path(id_))
                     for id_, number in threads.most_common(MOST_COUNTED)]),
    ]  # fmt: skip
    return [(name, counts) for name, counts in found if counts]


def _claims(traces: Sequence[tuple[int, Trace]], crisis: Crisis) -> list[dict[str, Any]]:
    """Return the claims of a series as rows of a table, newest first."""
    return [
        {
            "day": day,
            "href": f"{SUBJECT_ROOT}{day_path(day)}#{trace.line.anchor}",
            "number": spell_value(trace),
            "unit": trace.unit if trace.unit != "people" else "",
            "claimant": trace.claimant,
            "as_of": spell_timex(trace.as_of, year=crisis.date_of(day).year),
        }
        for day, trace in reversed(traces)
        if isinstance(trace, FigurePoint)
    ]


def _part_name(part: int) -> str:
    return f"{part}.html" if part > 0 else ""


def _days(subject: Subject, traces: Sequence[tuple[int, Trace]], crisis: Crisis) -> list[dict[str, Any]]:
    """Return the lines by day, newest first, and by the heading that they stand under."""
    days = []
    for number, group in groupby(reversed(traces), key=lambda found: found[0]):
        own = [trace for _, trace in group][::-1]
        on = crisis.date_of(number)
        headings = list(dict.fromkeys(trace.line.heading for trace in own))
        days.append({
            "number": number,
            "path": SUBJECT_ROOT + day_path(number),
            "date": spell_date(on),
            "iso_date": on.isoformat(),
            "groups": [
                {
                    "heading": heading if heading != subject.name else "",
                    "lines": [_line(number, trace) for trace in own if trace.line.heading == heading],
                }
                for heading in headings
            ],
        })  # fmt: skip
    return days


def _line(day: int, trace: Trace) -> LineView:
    line = trace.line
    return LineView(
        text=line.text,
        href=f"{SUBJECT_ROOT}{day_path(day)}#{line.anchor}",
        note=_note(trace),
        evidence=tuple(
            ("saved copy" if isinstance(trace, SourceCited) else each.source_name, _saved(line, place))
            for place, each in enumerate(line.evidence)
        ),
    )


def _plain_words(text: str) -> str:
    return text.casefold().strip(" .")


def _saved(line: Line, place: int) -> str:
    evidence = line.evidence[place]
    return SUBJECT_ROOT + saved_path(evidence.document_id) + (f"#p{evidence.paragraph}" if evidence.paragraph else "")


def _note(trace: Trace) -> str:
    if isinstance(trace, Saying):
        return ", ".join(filter(None, (trace.role, trace.channel)))
    if isinstance(trace, ThreadDay) and trace.outlets:
        return f"{counted(trace.outlets, 'outlet')}, {counted(trace.origins, 'origin')}"
    if isinstance(trace, SourceCited):
        return "" if _plain_words(trace.headline) == _plain_words(trace.line.text) else trace.headline
    if isinstance(trace, FigurePoint):
        return f"{trace.claimant}: {spell_value(trace)}"
    return ""
