"""Ministries, armies, agencies, parties and companies named in a text, each by its fullest name in the document.

A run of capitals is a body where a word of it says so ("Ministry", "Council"), where its name is known, or where the
parser holds it for one; what is a person or a place is none. Letters in brackets after a name stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dayline.annotate.names_found import NameWords, name_words_of
from dayline.annotate.reading import Reading
from dayline.annotate.tree import Range, Tree
from dayline.model.document import Field
from dayline.model.entities import BodyMention, PersonMention, PlaceMention
from dayline.text.bodies import BodyName, BodyTable, abbreviations, body_name, body_table_of
from dayline.text.languages import Language
from dayline.text.names import name_runs

JOINTS = re.compile(r" (?:of|for|on|and|of the|for the|on the|and the|&) ")
OWNERS = re.compile(r"['’]s? ")
WORD = re.compile(r"[^\W\d_][\w.’'-]*")
# "Ravenian armed forces", "Ravenia's army": at most one word in lower case before the head
SMALL_WORDS = re.compile(r"(?:['’]s|\.)? (?P<first>[a-z]+)\b(?: (?P<second>[a-z]+)\b)?")
SHORTEST = 3  # capitals of letters that only the parser holds for a body
MOST_WORDS = 12  # words of the longest name


def find_bodies(
    readings: Sequence[Reading],
    *,
    language: Language,
    people: Sequence[PersonMention],
    places: Sequence[PlaceMention],
    trees: Mapping[Field, Tree],
) -> tuple[BodyMention, ...]:
    """Return the mentions of bodies in the fields of one document, in order."""
    names, table = name_words_of(language), body_table_of(language)
    if names is None or not table.heads:
        return ()
    taken = {(m.span.field, at) for m in people for at in range(m.span.start, m.span.end)}
    placed = {(m.span.field, m.span.start): m.span.end for m in places}
    found: list[tuple[Reading, Range, str]] = []
    short = {
        reading.text[first:last]: " ".join(reading.text[start:end].split())
        for reading in readings
        for start, end, first, last in abbreviations(reading.text)
    }
    for reading in readings:
        finder = _Finder(reading, trees[reading.field], names, table, short)
        for start, end in finder.bodies():
            is_place = placed.get((reading.field, start), -1) >= end
            if not is_place and not any((reading.field, at) in taken for at in range(start, end)):
                found.append((reading, (start, end), " ".join(reading.text[start:end].split())))
    fullest = _Fullest([name for _, _, name in found], short, table)
    return tuple(
        BodyMention(span=reading.span(start, end), name=fullest.of(name)) for reading, (start, end), name in found
    )


class _Finder:
    """Runs of capitals of one field that are bodies."""

    def __init__(
        self, reading: Reading, tree: Tree, names: NameWords, table: BodyTable, short: Mapping[str, str]
    ) -> None:
        self._short = short
        self._text, self._tree, self._names, self._table = reading.text, tree, names, table
        self._is_title = reading.field == "title"

    def bodies(self) -> Iterator[Range]:
        """Yield the bodies in order; none overlap."""
        end_before = 0
        for start, end in self._joined():
            start = max(self._without_small(start, end), end_before)
            if start < end and (small_end := self._small_end(start, end)):
                yield start, small_end
                end_before = small_end
                continue
            if start < end and self._is_body(start, end):
                end += self._text[end : end + 1] == "." and f"{self._text[start:end]}." in self._table.known
                yield start, end
                end_before = end

    def _small_end(self, start: int, end: int) -> int:
        """Return where a body ends whose head in lower case follows the name of a state; 0 for none."""
        small = SMALL_WORDS.match(self._text, end)
        if small is None or self._text[start:end] not in self._names.states:
            return 0
        heads = self._table.small_heads
        if small["second"] in heads and small["first"] not in self._table.little:
            return small.end("second")
        return small.end("first") if small["first"] in heads else 0

    def _joined(self) -> Iterator[Range]:
        """Yield runs of capitals, those put together that one name is made of."""
        runs = name_runs(self._text)
        at = 0
        while at < len(runs):
            start, end = runs[at]
            while at + 1 < len(runs) and self._goes_on(start, end, runs[at + 1]):
                at += 1
                end = runs[at][1]
            yield start, end
            at += 1

    def _goes_on(self, start: int, end: int, after: Range) -> bool:
        """Tell whether the next run belongs to the same name: "Ministry of Defence", "Ukraine's Security Service"."""
        gap = self._text[end : after[0]]
        if self._text[slice(*after)].split()[0].lower() in self._names.calendar:
            return False
        if len(gap) > len(" and the "):
            return False
        if OWNERS.fullmatch(gap):
            return self._has_head(*after) and len(WORD.findall(self._text, start, end)) <= 2
        if not JOINTS.fullmatch(gap) or not self._has_head(start, end):
            return False
        return "and" not in gap or not self._has_head(*after)

    def _has_head(self, start: int, end: int) -> bool:
        return any(word.lower() in self._table.heads for word in WORD.findall(self._text, start, end))

    def _without_small(self, start: int, end: int) -> int:
        """Return where a run begins without the article or adverb that opens its sentence."""
        token = self._tree.token_at(start)
        while self._tree.starts[token] < end and self._tree.tags[token] in ("DT", "IN", "CC", "RB", "PRP$", "WRB"):
            token += 1
            if token >= len(self._tree):
                return end
        return self._tree.starts[token] if self._tree.starts[token] > start else start

    def _is_body(self, start: int, end: int) -> bool:
        text = self._text[start:end]
        words = WORD.findall(text)
        if not words or len(words) > MOST_WORDS:
            return False
        if text in self._short or {text, f"{text}."} & self._table.known:
            return True
        if text in self._names.outlets or text in self._names.speaking_bodies:
            return True
        lower = [word.lower() for word in words]
        if any(word in self._table.heads for word in lower):
            return len(words) > 1 or (lower[0] in self._table.small_heads and not self._is_title and start > 0)
        if self._names.is_given(words[0]):
            return False
        tokens = self._tree.tokens_in(start, end)
        held = sum(self._tree.labels[token] == "ORG" for token in tokens)
        if len(words) == 1 and (self._is_title or not text.isupper() or len(text) < SHORTEST or start == 0):
            return False
        common = all(word in self._names.common for word in lower)
        return held * 2 > len(tokens) and not common and lower[0] not in self._names.calendar


class _Fullest:
    """The fullest name in a document of the body that a name stands for."""

    def __init__(self, names: Sequence[str], short: Mapping[str, str], table: BodyTable) -> None:
        self._table, self._short = table, short
        self._full: dict[str, BodyName] = {}
        for name in names:
            key = body_name(short.get(name, name), table)
            if not table.is_plain(key):
                self._full.setdefault(short.get(name, name), key)

    def of(self, name: str) -> str:
        """Return the name itself, what its letters stand for, or the one fuller name that holds its words."""
        if name in self._short:
            return self._short[name]
        key = body_name(name, self._table)
        if not self._table.is_plain(key):
            return name
        wider = {full: known for full, known in self._full.items() if set(key.words) <= set(known.words)}
        same = [full for full, known in wider.items() if known.words == key.words]
        fits = same if len({self._full[full] for full in same}) == 1 else list(wider)
        return fits[0] if len({self._full[full] for full in fits}) == 1 else name
