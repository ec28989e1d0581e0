"""Tables of a TOML text, asked for their keys by type; what is wrong is noted with its line and advice."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from math import isfinite
from typing import Any, TypeVar

from dayline.errors import ConfigError
from dayline.text.toml_lines import KeyPath, key_lines, line_of

Value = TypeVar("Value")

_LONGEST_SHOWN = 60  # characters of a wrong value that a message repeats
# likeness of two words (difflib) from which one may have been meant; slips of the keyboard have .8 and more
_MEANT = 0.7
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
# What the parser says, and what a person can do about it.
_SYNTAX_ADVICE = {
    "Invalid value": 'text stands in "quotation marks", a date is 2022-02-24, a decimal 0.5',
    "Illegal character '\\n'": "the quotation mark that closes the text is missing",
    "Expected '='": 'write key = value; a key with spaces or accents stands in "quotation marks"',
    "Unescaped '\\'": "write two for one backslash, or put the text in 'single quotation marks'",
    "Cannot overwrite": "the same key is set twice: keep one; of several tables each has [[two brackets]]",
    "Cannot declare": "the same table is opened twice: keep one; of several tables each has [[two brackets]]",
    "Expected newline": 'after a value comes a new line; text stands in "quotation marks", a date is 2022-02-24',
    "Invalid date": "year-month-day, a day that the calendar has: 2022-02-24",
    "Invalid statement": "write key = value, or [table]",
    "Unclosed array": "a comma between two items, or the ] that closes the list, is missing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile:
    """A parsed file of tables: what it holds, where, what it may hold, and what was found wrong so far.

    ``keys`` gives the known keys of each table (a table without any is free in its keys), ``lists`` the
    tables that may come several times.
    """

    path: str
    values: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    keys: Mapping[str, Sequence[str]]
    lists: Collection[str]
    faults: list[tuple[KeyPath, str, str]] = field(default_factory=list)

    def refuse(self, path: KeyPath, reason: str, advice: str = "") -> None:
        """Note a fault; its message opens with the key that it is about."""
        label = next((part for part in reversed(path) if isinstance(part, str)), "")
        self.faults.append((path, f"{label}: {reason}" if label else reason, advice))

    def raise_first(self) -> None:
        """Raise ConfigError for the fault that stands first in the file, if there is one."""
        located = [(line_of(self.lines, path), reason, advice) for path, reason, advice in self.faults]
        if located:
            line, reason, advice = min(located, key=lambda fault: (fault[0] is None, fault[0] or 0))
            raise ConfigError(reason, path=self.path, line=line, advice=advice)

    def table(self, name: str) -> "Table":
        """Return the one table of a name, an empty one where the file has none."""
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            advice = f"write {self.header(name)}, and its keys below"
            self.refuse((name,), f"{shown(values)} is not a table", advice)
            values = {}
        return self._opened(name, (name,), values)

    def tables(self, name: str) -> Iterator["Table"]:
        """Yield the tables of a name that may come several times."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            advice = f"write {self.header(name)}, with two brackets, above each"
            self.refuse((name,), f"{shown(values)} is not a list of tables", advice)
            values = []
        for position, value in enumerate(values):
            yield self._opened(name, (name, position), value)

    def header(self, name: str) -> str:
        """Return how a table is opened in the file."""
        return f"[[{name}]]" if name in self.lists else f"[{name}]"

    def refuse_unknown(self, values: Mapping[str, Any], path: KeyPath, known: Sequence[str]) -> set[str]:
        """Refuse the keys of a table that are not known there; return those that may have been meant."""
        meant: set[str] = set()
        for key in sorted(values.keys() - set(known)):
            close = get_close_matches(key, known, n=1, cutoff=_MEANT)
            homes = [self.header(table) for table, keys in self.keys.items() if key in (table, *keys)]
            advice = (f"did you mean {close[0]}?" if close
                      else f"it belongs under {homes[0]}" if homes
                      else f"known here: {', '.join(known)}")
            self.refuse((*path, key), "no such key here", advice)
            meant.update(close)
        return meant

    def _opened(self, name: str, path: KeyPath, values: Mapping[str, Any]) -> "Table":
        meant = self.refuse_unknown(values, path, self.keys[name]) if self.keys[name] else set()
        return Table(values=values, path=path, file=self, misspelt=frozenset(meant))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table; a method that finds a value missing or wrong notes it and returns a stand-in.

    Where a method takes a default, a key without one is required. ``misspelt`` are keys that seem to be there
    under a wrong name, which has been refused already.
    """

    values: Mapping[str, Any]
    path: KeyPath
    file: TomlFile
    misspelt: frozenset[str] = frozenset()

    def refuse(self, key: str, reason: str, advice: str = "") -> None:
        """Note that the value of a key is wrong."""
        self.file.refuse((*self.path, key), reason, advice)

    def line(self, key: str) -> int | None:
        """Return the line of a key, or of the table where the key is missing."""
        return line_of(self.file.lines, (*self.path, key))

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text of one line."""
        if key not in self.values:
            return default if default is not None else self._missing(key, f'{key} = "…"', "")
        return self._one_line((*self.path, key), self.values[key])

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts of one line, not empty and none twice."""
        if key not in self.values:
            return default if default is not None else self._missing(key, f'{key} = ["…"]', ())
        values = self.values[key]
        if not isinstance(values, list):
            self.refuse(key, f"{shown(values)} is not a list", f'write {key} = ["{_plain(values)}"]')
            return ()
        if not values:
            self.refuse(key, "the list is empty", f'write {key} = ["…"], or leave it out where it may be')
        found: list[str] = []
        for position, value in enumerate(values):
            text = self._one_line((*self.path, key, position), value)
            if text and text in found:
                self.file.refuse((*self.path, key, position), f"{shown(text)} stands here twice", "keep one")
            found.append(text)
        return tuple(found)

    def _one_line(self, path: KeyPath, value: object) -> str:
        if not isinstance(value, str):
            advice = f'write it in quotation marks: "{_plain(value)}"'
            self.file.refuse(path, f"{shown(value)} is not text", advice)
        elif not value.strip():
            self.file.refuse(path, "the text is empty", "write something, or leave it out where it may be")
        elif any(character < " " or character == "\x7f" for character in value):
            reason = f"{shown(value)} holds a line break or a control character"
            self.file.refuse(path, reason, "write it on one line")
        else:
            return value.strip()
        return ""

    def day(self, key: str) -> date | None:
        """Return a date; None stands in for a missing or wrong one."""
        if key not in self.values:
            return self._missing(key, f"{key} = 2022-02-24", None)
        value = self.values[key]
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.refuse(key, f"{shown(value)} is not a date",
                    f"year-month-day, without a time and without quotation marks: {key} = 2022-02-24")
        return None

    def whole(self, key: str, bounds: range, default: int, *, what: str, advice: str) -> int:
        """Return a whole number within bounds; ``what`` says what it must be ("an hour of the day")."""
        value = self.values.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and value in bounds:
            return value
        is_part = isinstance(value, float) and not value.is_integer()
        self.refuse(key, f"{shown(value)} is not {'a whole number' if is_part else what}", advice)
        return default

    def wholes(self, key: str, bounds: range, *, what: str, advice: str) -> tuple[int, ...]:
        """Return a list of whole numbers within bounds, empty where the key is missing."""
        values = self.values.get(key, [])
        values = values if isinstance(values, list) else [values]
        if not values and key in self.values:
            self.refuse(key, "the list is empty", "leave it out")
        for value in values:
            if not isinstance(value, int) or isinstance(value, bool) or value not in bounds:
                self.refuse(key, f"{shown(value)} is not {what}", advice)
                return ()
        return tuple(values)

    def flag(self, key: str, default: bool) -> bool:
        """Return yes or no."""
        value = self.values.get(key, default)
        if isinstance(value, bool):
            return value
        self.refuse(key, f"{shown(value)} is neither true nor false", f"write {key} = true, without quotation marks")
        return default

    def weight(self, key: str, default: float) -> float:
        """Return a finite number other than 0."""
        value = self.values.get(key, default)
        advice = f"write {key} = 0.5, or {key} = -1.0 for words that speak against"
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.refuse(key, f"{shown(value)} is not a number to add up", advice)
        elif value == 0:
            self.refuse(key, "a weight of 0 does nothing", advice)
        else:
            return float(value)
        return default

    def choice(self, key: str, allowed: Sequence[str], default: str) -> str:
        """Return one of a few words."""
        value = self.text(key, default)
        if value and value not in allowed:
            self.refuse(key, f"{shown(value)} is not known", nearest(value, allowed))
        return value if value in allowed else default

    def identifier(self, key: str) -> str:
        """Return a name for machines, fit for addresses of pages and names of files."""
        value = self.text(key)
        if value and not _IDENTIFIER.fullmatch(value):
            slug = "-".join(re.findall("[a-z0-9]+", value.casefold())) or "my-crisis"
            self.refuse(key, f"{shown(value)} is not an identifier",
                        f'small letters a to z, digits and single hyphens: {key} = "{slug}"')
        return value

    def _missing(self, key: str, example: str, stand_in: Value) -> Value:
        if key not in self.misspelt:
            self.refuse(key, "is missing", f"add a line {example}")
        return stand_in


def parse(source: str, *, path: str, keys: Mapping[str, Sequence[str]], lists: Collection[str]) -> TomlFile:
    """Parse a TOML text; raise ConfigError where it is not TOML, note its unknown tables."""
    source = source.replace("\r\n", "\n")
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, source, str(error)) from error
    except RecursionError as error:
        raise ConfigError("lists or tables lie too deep within one another", path=path) from error
    file = TomlFile(path=path, values=values, lines=key_lines(source), keys=keys, lists=lists)
    file.refuse_unknown(values, (), tuple(keys))
    return file


def nearest(value: str, allowed: Sequence[str]) -> str:
    """Return advice that names the nearest of the allowed words, or all of them where none is near."""
    folded = {word.casefold(): word for word in allowed}
    close = get_close_matches(value.casefold(), folded, n=1, cutoff=_MEANT)
    return f'did you mean "{folded[close[0]]}"?' if close else "write one of: " + ", ".join(allowed)


def shown(value: object) -> str:
    """Return a value as a message repeats it, cut where it is long."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    written = f'"{value}"' if isinstance(value, str) else _plain(value)
    written = written if written.isprintable() else written.encode("unicode_escape").decode()
    return written if len(written) <= _LONGEST_SHOWN else written[:_LONGEST_SHOWN - 1] + "…"


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "…" if isinstance(value, dict | list) else str(value)[:_LONGEST_SHOWN]


def _syntax_error(path: str, source: str, message: str) -> ConfigError:
    place = re.search(r" \((?:at line (\d+), column \d+|at end of document)\)$", message)
    line = int(place[1]) if place and place[1] else source.rstrip().count("\n") + 1
    reason = message[:place.start()] if place else message
    advice = next((advice for start, advice in _SYNTAX_ADVICE.items() if reason.startswith(start)), "")
    return ConfigError(f"not TOML: {reason[:1].lower()}{reason[1:]}", path=path, line=line, advice=advice)
