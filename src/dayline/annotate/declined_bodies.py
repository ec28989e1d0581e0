"""Ministries, armies and other bodies named in languages that decline names: a table of names, each with its cases."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dayline.text.languages import Language

MOST_TAIL_WORDS = 5  # words of what a press office and the like belongs to
_TAIL = rf"(?:[ \u00a0](?!(?:[ву]|на|за|по|про|об|о|и|і|та|й|що|что)\s)[\w«»’'ʼ-]+){{0,{MOST_TAIL_WORDS}}}"


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body in a text: [start, end), and its name in the first case."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """The pattern of all bodies of a language; group ``bN`` is the name of that number, ``owner`` whose it is."""

    pattern: re.Pattern[str]
    names: tuple[str, ...]
    open: frozenset[str]
    adjectives: Mapping[str, str]


@lru_cache(maxsize=16)
def _names_of(language: Language) -> _Names | None:
    table, words = language.table("bodies_named"), language.table("bodies_words")
    if not table:
        return None
    owner = rf"(?:[ \u00a0](?P<owner>{'|'.join(words['owners'])})(?!\w))?"
    branches = [
        rf"(?P<b{number}>(?:{pattern})(?!\w)){_TAIL if name in words['open'] else ''}"
        for number, (name, pattern) in enumerate(table.items())
    ]
    return _Names(
        re.compile(rf"(?<![\w-])(?:{'|'.join(branches)}){owner}"),
        tuple(table), frozenset(words["open"]), words["adjectives"],
    )  # fmt: skip


def declined_bodies(text: str, language: Language) -> Iterator[NamedBody]:
    """Yield the bodies named in a text, in order; none for a language without names of bodies."""
    names = _names_of(language)
    if names is None:
        return
    for match in names.pattern.finditer(text):
        number = next(at for at in range(len(names.names)) if match[f"b{at}"] is not None)
        name, owner = names.names[number], match["owner"]
        if name in names.open:
            yield NamedBody(match.start(), match.end(), _opened(match, number, name, names.adjectives))
        else:
            yield NamedBody(match.start(), match.end(), f"{name} {owner}" if owner else name)


def _opened(match: re.Match[str], number: int, name: str, adjectives: Mapping[str, str]) -> str:
    """Return the name of one of many bodies of a kind: its kind in the first case, with what it is of."""
    written, whole = match[f"b{number}"], " ".join(match[0].split())
    if " " not in name:
        return " ".join((name + match[0][len(written) :]).split())
    first, _, rest = whole.partition(" ")
    ending = next((each for each in adjectives if first.endswith(each)), "")
    return f"{first.removesuffix(ending)}{adjectives.get(ending, '')} {rest}".strip()
