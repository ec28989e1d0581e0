"""What commands print: refusals and errors as single lines, and a bar while long work runs."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dayline.model.entities import Actor, Alias, Role
from dayline.model.source import Rejected
from dayline.publish.spelling import counted

if TYPE_CHECKING:
    from dayline.pipeline.correcting import Resting
    from dayline.pipeline.health import Health
    from dayline.pipeline.running import Turn
    from dayline.pipeline.versions import Changed, Version

# Exit statuses, as the reference of commands has them.
FAULT, WRONG, SET_ASIDE = 1, 2, 3


# what would command a terminal: control characters other than the tab and the end of a line
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: str, *, err: bool = False) -> None:
    """Print a line, or several; what a source wrote to command the terminal is shown and not obeyed."""
    typer.echo(_COMMANDS.sub(lambda found: ascii(found[0])[1:-1], text), err=err)


def rejected_line(rejected: Rejected, stage: str = "") -> str:
    """Return why an item was set aside, as FILE:LINE: reason, the stage before the reason where it is given."""
    parts = [rejected.item_id, stage, rejected.reason] if stage else [rejected.item_id, rejected.reason]
    line = ": ".join(parts) + (f" ({rejected.detail})" if rejected.detail else "")
    return line.replace("\n", "\\n")


def tell(rejected: Rejected) -> None:
    """Print why an item was set aside."""
    say(rejected_line(rejected), err=True)


def tell_all(lines: Iterable[str]) -> None:
    """Print lines to standard error."""
    for line in lines:
        say(f"dayline: {line}", err=True)


def actor_lines(actor: Actor) -> list[str]:
    """Return a record as lines: who, then each name and each role with its first and last day."""
    counts = (actor.documents, "document"), (actor.statements, "statement")
    head = f"{actor.name}  {', '.join(counted(*each) for each in counts)}  {actor.id}"
    names = [f"    {_span(alias)}  {alias.documents:5}  {alias.text}" for alias in actor.aliases]
    roles = [f"    {_span(role)}  {role.documents:5}  as {role.title}" for role in actor.roles]
    return [head, *names, *roles]


def source_lines(found: "Sequence[Health]") -> list[str]:
    """Return how sources do, one line each.

    The last good answer, the last that was new, the newest item, the oldest that its last answer reached back to, the
    usual time between items, how many documents, the id, and what is wrong.
    """
    from dayline.pipeline.health import in_words

    head = (f"{name:16}" for name in ("last answer", "last new", "newest item", "reaches back to"))
    lines = ["  ".join((*head, f"{'usually':10}", f"{'documents':>9}", "source"))]
    for one in found:
        state = one.state
        asked = (state.succeeded_at, state.changed_at) if state else (None, None)
        times = (*asked, one.newest, state.oldest if state else None)
        gap = in_words(timedelta(seconds=state.gap)) if state and state.gap else ""
        note = one.words or ("" if one.is_asked else "not asked: no address of the web")
        cells = (*(f"{_moment(time):16}" for time in times), f"{gap:10}", f"{one.documents:9}", one.source.id)
        lines.append("  ".join(cells) + (f": {note}" if note else ""))
    return lines


def turn_lines(turn: "Turn") -> list[str]:
    """Return what a turn of a run did, for a log."""
    done, at = turn.collected, f"{turn.at:%Y-%m-%dT%H:%M:%SZ}"
    lines = [f"{at} {reason_of} failed: {reason}" for reason_of, reason in done.faults]
    asked, new = counted(done.asked, "request"), counted(done.documents, "new document")
    lines.append(f"{at} {asked}, {done.failed} failed, {new}, {done.size} bytes")
    for publication in turn.published:
        for day in publication.days:
            title = day.digest.title.text if day.digest else f"Day {day.day}: nothing to print"
            lines.append(f"{at} published {title}")
    return lines


def changed_line(found: "Changed") -> str:
    """Return an item that was changed or taken down: when last, how many versions, whose it is, and why it is gone."""
    latest = found.latest
    down = f" (taken down: {found.taken_down})" if found.taken_down else ""
    title = latest.headline or latest.text[:80]
    return f"{_moment(found.at)}  {found.versions} versions  {latest.source_id}  {latest.id}  {title}{down}"


def version_lines(version: "Version") -> list[str]:
    """Return a version of an item as lines: when it came, then the paragraphs that went and those that came."""
    document = version.document
    head = f"{_moment(document.fetched_at)}  {document.id}  {document.headline or document.text[:80]}"
    return [head, *(f"{mark} {words}" for mark, words in version.difference)]


def resting_line(found: "Resting") -> str:
    """Return a published line that rests on a document, and whether what it cites still stands there."""
    citation = found.citation
    state = ""
    if found.taken_down:
        state = f", taken down by its source: {found.taken_down}"
    elif found.latest != citation.span.document_id:
        state = f", now {found.latest}: the cited words " + ("still stand" if found.stands else "stand there no more")
    where = f"day {found.day}  {found.target}  {citation.source_name}, {citation.span.document_id}{state}"
    return f"{where}\n    {found.text}"


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "-"


def _span(part: Alias | Role) -> str:
    return f"{part.first}..{part.last}"


@contextmanager
def bar(name: str, *, total: int | None = None) -> Iterator[Callable[[int, int], None]]:
    """Show a moving bar with a count on standard error, where that is a terminal.

    What it yields is called with what was done since: the things counted, and how many of ``total`` steps.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=total, count=0)
        counted = 0

        def advance(count: int, steps: int = 0) -> None:
            nonlocal counted
            counted += count
            progress.update(task, advance=steps, count=counted)

        yield advance
