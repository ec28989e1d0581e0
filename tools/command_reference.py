"""Write docs/reference/commands.md from the command line itself, or check that it is up to date.

Usage: python tools/command_reference.py [--check]
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

from typer import Context
from typer.models import ArgumentInfo, OptionInfo

from dayline.cli import INTERRUPTED
from dayline.cli.app import app
from dayline.cli.printing import FAULT, SET_ASIDE, WRONG

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "commands.md"

OPENING = f"""\
# Commands

This page is written from the program itself by `tools/command_reference.py`; a test fails where it is out of date.
`dayline COMMAND --help` says the same.

## Exit statuses

| status | meaning |
| --- | --- |
| 0 | all went well |
| {FAULT} | a fault: of dayline itself, or of the archive (missing, locked, damaged, made by a newer dayline) |
| {WRONG} | wrong arguments, a wrong crisis file, a day the crisis has not, a file that cannot be read or written |
| {SET_ASIDE} | the work is done, but some items were set aside, or a day had nothing to print |
| {INTERRUPTED} | interrupted (Ctrl-C): run it again, and it goes on where it was |

What was set aside is told on standard error, one line each: `FILE:LINE: reason`. It never stops the rest. Every other
fault is one line too, beginning with `dayline: `; only for wrong arguments the command's usage stands above it.

## Files

`-` stands for standard input or standard output. A file that ends in `.gz` is written compressed; compressed input
(gzip, bzip2, xz) is recognised by its first bytes. An output file takes its name only when it is whole: until then it
is called `NAME.part`, and a run that was killed leaves the earlier file as it was. The forms of all files are described
in [files and forms](documents.md).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One argument or option of a command, as its function declares it."""

    name: str
    kind: object
    is_argument: bool
    is_required: bool
    default: object
    least: int | None
    help: str

    @property
    def type_name(self) -> str:
        """Return what may be given, in words."""
        known: dict[object, str] = {Path: "path", str: "text", int: "whole number", bool: "flag"}
        return known[self.kind]

    @property
    def meaning(self) -> str:
        """Return type, bounds and default."""
        words = self.type_name
        words += f", {self.least} or more" if self.least is not None else ""
        if self.is_required:
            return f"{words}; required"
        return words if self.default in (None, "", False) else f"{words}; `{self.default}` where left out"


def parameters_of(function: Callable[..., object]) -> Iterator[Parameter]:
    """Yield the arguments and options of a command's function, arguments first."""
    hints = get_type_hints(function, include_extras=True)
    found = [
        _parameter(name, hints[name], given)
        for name, given in signature(function).parameters.items()
        if hints[name] is not Context
    ]
    yield from (parameter for parameter in found if parameter.is_argument)
    yield from (parameter for parameter in found if not parameter.is_argument)


def _parameter(name: str, hint: object, given: inspect.Parameter) -> Parameter:
    annotation, *extras = get_args(hint)
    info = next(extra for extra in extras if isinstance(extra, ArgumentInfo | OptionInfo))
    flags = [word for word in (info.default, *(info.param_decls or ())) if isinstance(word, str)]
    options = [word for word in flags if word.startswith("-")]
    is_argument = isinstance(info, ArgumentInfo)
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType] or [annotation]
    return Parameter(
        name=(name.upper() + (" …" if get_origin(annotation) is list else "")) if is_argument else options[0],
        kind=kinds[0],
        is_argument=is_argument,
        is_required=given.default is inspect.Parameter.empty,
        default=None if given.default is inspect.Parameter.empty else given.default,
        least=info.min if isinstance(info.min, int) else None,
        help=info.help or "",
    )


def commands() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every command's name and function, in the order of the program."""
    for command in app.registered_commands:
        if command.callback is not None:
            yield command.name or command.callback.__name__, command.callback
    for group in app.registered_groups:
        opening = group.typer_instance.registered_callback if group.typer_instance else None
        if opening and opening.callback:
            yield str(group.name), opening.callback
        for command in group.typer_instance.registered_commands if group.typer_instance else ():
            if command.callback is not None:
                yield f"{group.name} {command.name or command.callback.__name__}", command.callback


def usage_of(name: str, function: Callable[..., object]) -> str:
    """Return one line that shows a command with what it must be given."""
    words, has_more = ["dayline", name], False
    for parameter in parameters_of(function):
        word = parameter.name if parameter.is_argument else f"{parameter.name} {parameter.type_name.upper()}"
        if parameter.is_required:
            words.append(word)
        elif parameter.is_argument:
            words.append(f"[{word}]")
        else:
            has_more = True
    return " ".join([*words, *(["[OPTIONS]"] if has_more else [])])


def sections() -> Iterator[str]:
    """Yield the page part by part."""
    yield OPENING
    if app.registered_callback and app.registered_callback.callback:
        yield "## `dayline`\n"
        yield f"{app.info.help}\n"
        yield _table(app.registered_callback.callback)
    for name, function in commands():
        yield f"## `dayline {name}`\n"
        yield f"```\n{usage_of(name, function)}\n```\n"
        yield f"{inspect.getdoc(function)}\n"
        yield _table(function)


def _table(function: Callable[..., object]) -> str:
    rows = [f"| `{p.name}` | {p.meaning} | {p.help} |" for p in parameters_of(function)]
    return "\n".join(["| | type | meaning |", "| --- | --- | --- |", *rows]) + "\n"


def page() -> str:
    """Return the whole page."""
    return "\n".join(part for part in sections() if part)


def main() -> None:
    """Write the page; with --check, only say whether that would change it."""
    text = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            sys.exit("docs/reference/commands.md is out of date: run python tools/command_reference.py")
        return
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
