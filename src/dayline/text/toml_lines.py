"""The line on which each key of a TOML text stands, which the standard library's parser does not tell."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

KeyPath = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
      (?P<gap>    [\s\ufeff]+ | \#[^\n]* )
    | (?P<string> \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
    | (?P<mark>   [\[\]{},=] )
    | (?P<bare>   [^\s\[\]{},="'\#]+ )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def key_lines(source: str) -> dict[KeyPath, int]:
    """Map every key, table and list item of a *valid* TOML text to its line, counted from 1.

    A path is the keys from the top, with positions (from 0) in lists: ``("sources", 3, "side")``. A table
    that is opened more than once, or only by its children, stands where it is first named.
    """
    return _Reader(list(_tokens(source))).read()


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int | None:
    """Return the line of a path, or of the nearest table or list around it; None where there is none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _tokens(source: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(source):
        if match.lastgroup != "gap":
            yield _Token(match.lastgroup or "", match[0], line)
        line += match[0].count("\n")


class _Reader:
    """Walks the tokens of one text and writes down where each path begins."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens, self.at = tokens, 0
        self.lines: dict[KeyPath, int] = {}
        self.lengths: dict[KeyPath, int] = {}

    def read(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self.at < len(self.tokens):
            table = self._header() if self._is("[") else self._pair(table)
        return self.lines

    def _is(self, mark: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].text == mark

    def _next(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _mark(self, path: KeyPath, line: int) -> None:
        for end in range(1, len(path) + 1):
            self.lines.setdefault(path[:end], line)

    def _header(self) -> KeyPath:
        line = self._next().line
        several = self._is("[")
        self.at += several
        path: KeyPath = ()
        for part in self._key("]"):
            path = (*self._newest(path), part)
        self.at += 1 + several
        if several:
            self._mark(path, line)
            self.lengths[path] = self.lengths.get(path, 0) + 1
        path = self._newest(path)
        self._mark(path, line)
        return path

    def _newest(self, path: KeyPath) -> KeyPath:
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _key(self, end: str) -> list[str]:
        parts: list[str] = []
        while not self._is(end):
            token = self._next()
            if token.kind == "string":
                parts.append(tomllib.loads(f"key = {token.text}")["key"])
            else:
                parts += [part for part in token.text.split(".") if part]
        return parts

    def _pair(self, table: KeyPath) -> KeyPath:
        line = self.tokens[self.at].line
        path = (*table, *self._key("="))
        self._mark(path, line)
        self.at += 1
        self._value(path)
        return table

    def _value(self, path: KeyPath) -> None:
        token = self._next()
        if token.text == "[":
            self._list(path)
        elif token.text == "{":
            while not self._is("}"):
                self._pair(path)
                self.at += self._is(",")
            self.at += 1
        elif token.kind == "bare":
            # A date and its time may stand apart by one space.
            while self.at < len(self.tokens) and self.tokens[self.at].kind == "bare" \
                    and self.tokens[self.at].line == token.line:
                self.at += 1

    def _list(self, path: KeyPath) -> None:
        position = 0
        while not self._is("]"):
            self._mark((*path, position), self.tokens[self.at].line)
            self._value((*path, position))
            self.at += self._is(",")
            position += 1
        self.at += 1
