"""A parsed text as plain lists: what rules on grammar read, many times faster than token objects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tree:
    """The tokens of a text by index: words, tags (Penn), dependency labels, heads, and where they stand.

    ``labels`` are those of the entities that tokens lie in, "" outside; ``starts`` and ``ends`` count
    characters; ``left`` and ``right`` are the first and last token of the subtree; ``firsts`` and ``lasts``
    those of the sentence. A root is its own head.
    """

    text: str
    words: list[str]
    lower: list[str]
    tags: list[str]
    deps: list[str]
    labels: list[str]
    heads: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    starts: list[int]
    ends: list[int]
    firsts: list[int]
    lasts: list[int]

    @classmethod
    def of(cls, parsed: Doc) -> Tree:
        """Read a parsed text into lists."""
        orths, tags, deps, labels, spaces, offsets, starts = _columns(parsed)
        strings = _Strings(parsed)
        words = [strings[orth] for orth in orths]
        heads = [index + offset for index, offset in enumerate(offsets)]
        left, right = _edges(heads)
        firsts, lasts = _sentences(parsed)
        return cls(
            text="".join([word + " " if space else word for word, space in zip(words, spaces, strict=True)]),
            words=words,
            lower=[word.lower().replace("’", "'") for word in words],
            tags=[strings[tag] for tag in tags],
            deps=[strings[dep] for dep in deps],
            labels=[strings[label] for label in labels],
            heads=heads,
            children=_children(heads),
            left=left,
            right=right,
            starts=starts,
            ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
            firsts=firsts,
            lasts=lasts,
        )

    def __len__(self) -> int:
        return len(self.words)

    def characters(self, first: int, last: int) -> Range:
        """Return the [start, end) of characters from the first to the last token, both included."""
        return self.starts[first], self.ends[last]

    def token_at(self, position: int) -> int:
        """Return the token that a character lies in, or the last one before it (0 before all)."""
        return max(0, bisect_right(self.starts, position) - 1)

    def tokens_in(self, start: int, end: int) -> range:
        """Return the tokens that begin within [start, end)."""
        first = self.token_at(start)
        if self.words and self.starts[first] < start:
            first += 1
        return range(first, self.token_at(end - 1) + 1 if self.words else 0)

    def is_verb(self, index: int) -> bool:
        """Tell whether a token is tagged as a verb."""
        return self.tags[index].startswith("VB")

    def kids(self, index: int, *labels: str) -> Iterator[int]:
        """Yield the children of a token that have one of the labels, in order."""
        return (child for child in self.children[index] if self.deps[child] in labels)

    def kid(self, index: int, *labels: str) -> int | None:
        """Return the first child with one of the labels."""
        return next(self.kids(index, *labels), None)


def _children(heads: list[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in heads]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    return children


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """Return the first and last token of every subtree, leaves first."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    waiting = [0] * len(heads)
    for index, head in enumerate(heads):
        if head != index:
            waiting[head] += 1
    ready = [index for index, count in enumerate(waiting) if count == 0]
    while ready:
        index = ready.pop()
        head = heads[index]
        if head == index:
            continue
        left[head] = min(left[head], left[index])
        right[head] = max(right[head], right[index])
        waiting[head] -= 1
        if waiting[head] == 0:
            ready.append(head)
    return left, right


def _columns(parsed: Doc) -> list[list[int]]:
    """Return each token's word, tag, dependency, entity, space after it, offset to the head and first character."""
    if not len(parsed):
        return [[]] * 7
    table = parsed.to_array(["ORTH", "TAG", "DEP", "ENT_TYPE", "SPACY", "HEAD", "IDX"]).T
    return [*table[:5].tolist(), table[5].astype(np.int64).tolist(), table[6].tolist()]


class _Strings(dict[int, str]):
    """The words behind spaCy's numbers, each looked up once."""

    def __init__(self, parsed: Doc) -> None:
        super().__init__()
        self._strings = parsed.vocab.strings

    def __missing__(self, number: int) -> str:
        self[number] = word = self._strings[number] if number else ""
        return word


def _sentences(parsed: Doc) -> tuple[list[int], list[int]]:
    marks = parsed.to_array(["SENT_START"]).astype(np.int64).tolist() if len(parsed) else []
    begins = [index for index, mark in enumerate(marks) if mark == 1 or index == 0]
    firsts: list[int] = []
    lasts: list[int] = []
    ends = [*begins[1:], len(parsed)] if begins else []
    for begin, end in zip(begins, ends, strict=True):
        firsts.extend([begin] * (end - begin))
        lasts.extend([end - 1] * (end - begin))
    return firsts, lasts
