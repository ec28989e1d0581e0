"""What commands print: refusals and errors as single lines, and a bar while long work runs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dayline.model.entities import Actor, Alias, Role
from dayline.model.source import Rejected

# Exit statuses, as the reference of commands has them.
FAULT, WRONG, SET_ASIDE = 1, 2, 3


def tell(rejected: Rejected) -> None:
    """Print why an item was set aside, as FILE:LINE: reason."""
    typer.echo(
        f"{rejected.item_id}: {rejected.reason}" + (f" ({rejected.detail})" if rejected.detail else ""),
        err=True,
    )


def tell_all(lines: Iterable[str]) -> None:
    """Print lines to standard error."""
    for line in lines:
        typer.echo(f"dayline: {line}", err=True)


def actor_lines(actor: Actor) -> list[str]:
    """Return a record as lines: who, then each name and each role with its first and last day."""
    head = f"{actor.name}  {actor.documents} documents, {actor.statements} statements  {actor.id}"
    names = [f"    {_span(alias)}  {alias.documents:5}  {alias.text}" for alias in actor.aliases]
    roles = [f"    {_span(role)}  {role.documents:5}  as {role.title}" for role in actor.roles]
    return [head, *names, *roles]


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
