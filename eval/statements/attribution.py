"""Attributions as sets of characters: those of the gold corpora, of dayline, and of a trivial expression."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dayline.model.claims import Statement
from dayline.model.document import Document, Span
from documents import gold_document
from marked import GoldError, Mark, unmarked

Position = tuple[str, int]
Positions = frozenset[Position]

QUOTE_MARKS = "\"“”„‟«»‘’‚‛'`´"
_PARTS = {"S": "source", "C": "cue", "Q": "content"}
_QUOTED = re.compile(r'“[^”\n]+”|"[^"\n]+"')
_NAME = r"(?P<{0}>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*|\b[Hh]e\b|\b[Ss]he\b|\b[Tt]hey\b)"
_SAID = re.compile(
    rf"{_NAME.format('before')} (?P<cue1>said|says|told|added)\b"
    rf"|\b(?P<cue2>said|says|added) {_NAME.format('after')}"
)
REACH = 120  # characters between a quotation and the trivial expression's "said NAME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said what by which word.

    ``speaker`` is a name, "" where there is none, None in gold where it is not judged. ``words`` are those of
    the source as written.
    """

    content: Positions
    source: Positions = frozenset()
    cue: Positions = frozenset()
    kind: str = ""
    speaker: str | None = ""
    role: str = ""
    channel: str = ""
    reported_by: str = ""
    anonymous: bool = False
    act: str = "speech"
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A document with its gold attributions."""

    document: Document
    gold: tuple[Attribution, ...]


def read_marked(path: Path) -> Iterator[Marked]:
    """Yield the documents of a marked corpus, which may state its language."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for entry in table["documents"]:
        title, in_title = unmarked(entry["title"])
        text, in_text = unmarked(entry["text"].strip())
        document = gold_document(entry["id"], text, title=title, language=table.get("language", ""))
        marks = [("title", mark) for mark in in_title] + [("text", mark) for mark in in_text]
        numbered = {number for _, mark in marks for number in _numbers(mark)}
        if numbered != {statement["n"] for statement in entry["statements"]}:
            raise GoldError(f"{entry['id']}: marks {sorted(numbered)} are not the statements listed")
        yield Marked(document=document, gold=tuple(_gold(document, marks, s) for s in entry["statements"]))


def _numbers(mark: Mark) -> set[int]:
    return {int(number) for number in mark.label[:-1].split(",")}


def _gold(document: Document, marks: Sequence[tuple[str, Mark]], entry: Mapping[str, Any]) -> Attribution:
    parts: dict[str, list[tuple[str, int, int]]] = {name: [] for name in _PARTS.values()}
    for field, mark in marks:
        if entry["n"] in _numbers(mark):
            parts[_PARTS[mark.label[-1]]].append((field, mark.start, mark.end))
    if not parts["content"]:
        raise GoldError(f"{document.given_id}: statement {entry['n']} says nothing")
    named = entry.get("speaker")
    return Attribution(
        content=_positions(document, parts["content"]),
        source=_positions(document, parts["source"]),
        cue=_positions(document, parts["cue"]),
        kind=_kind([_field(document, field)[start:end] for field, start, end in parts["content"]]),
        speaker="" if named is False else named,
        role=entry.get("role", ""),
        channel=entry.get("channel", ""),
        reported_by=entry.get("reported_by", ""),
        anonymous=entry.get("anonymous", False),
        act=entry.get("act", "speech"),
        words=" ".join(_field(document, field)[start:end] for field, start, end in parts["source"]),
    )


def _kind(contents: Sequence[str]) -> str:
    """Return what quotation marks make of a content: all of it within, some, or none."""
    whole = [text[0] in QUOTE_MARKS for text in contents]
    if all(whole):
        return "direct"
    inside = any(re.search("[“”\"«]|(?<!\\w)['‘]\\w", text) for text in contents)
    return "mixed" if any(whole) or inside else "indirect"


def found_by_dayline(document: Document, statements: Iterable[Statement]) -> list[Attribution]:
    """Return dayline's statements in the same form."""
    return [
        Attribution(
            content=_of_spans(document, statement.content),
            source=_of_spans(document, statement.source),
            cue=_of_spans(document, statement.cue),
            kind=statement.kind,
            speaker=statement.speaker or "",
            role=statement.role or "",
            channel=statement.channel or "",
            reported_by=statement.reported_by or "",
            anonymous=statement.anonymity is not None,
            act=statement.act,
        )
        for statement in statements
    ]


def found_trivially(document: Document) -> list[Attribution]:
    """Return every double-quoted stretch with the nearest "NAME said" or "said NAME"."""
    text, names = document.text, []
    for match in _SAID.finditer(text):
        groups = ("before", "cue1") if match["before"] else ("after", "cue2")
        names.append((match.span(), match.span(groups[0]), match.span(groups[1])))
    found = []
    for quotation in _QUOTED.finditer(text):
        start, end = quotation.span()
        outside = [found for found in names if found[0][1] <= start or found[0][0] >= end]
        near = [(max(span[0] - end, start - span[1], 0), source, cue) for span, source, cue in outside]
        content = _positions(document, [("text", start, end)])
        distance, source, cue = min(near, default=(REACH + 1, (0, 0), (0, 0)))
        if distance > REACH:
            found.append(Attribution(content=content, kind="direct"))
            continue
        found.append(
            Attribution(
                content=content,
                source=_positions(document, [("text", *source)]),
                cue=_positions(document, [("text", *cue)]),
                kind="direct",
                speaker=text[slice(*source)],
            )
        )
    return found


def public_attributions(document: Document, rows: Iterable[Mapping[str, Any]]) -> list[Attribution]:
    """Return the attributions of a public corpus, which have spans only."""

    def part(row: Mapping[str, Any], name: str) -> Positions:
        return _positions(document, [("text", start, end) for start, end in row[name]])

    return [
        Attribution(content=part(row, "content"), source=part(row, "source"), cue=part(row, "cue"))
        for row in rows
    ]


def trimmed(document: Document, positions: Positions) -> Positions:
    """Return the characters without quotation marks at both ends and without a leading "that"."""
    kept = _without_marks(document, sorted(positions))
    if kept and "".join(_field(document, f)[i] for f, i in kept[:5]).lower().startswith("that"):
        field, at = kept[0]
        if _field(document, field)[at + 4 : at + 5].isspace():
            kept = _without_marks(document, kept[4:])
    return frozenset(kept) or positions


def _without_marks(document: Document, kept: list[Position]) -> list[Position]:
    def is_mark(position: Position) -> bool:
        return _field(document, position[0])[position[1]] in QUOTE_MARKS

    while kept and is_mark(kept[0]):
        kept = kept[1:]
    while kept and is_mark(kept[-1]):
        kept = kept[:-1]
    return kept


def _field(document: Document, name: str) -> str:
    return document.headline if name == "title" else document.text


def _of_spans(document: Document, spans: Iterable[Span]) -> Positions:
    return _positions(document, [(span.field, span.start, span.end) for span in spans])


def _positions(document: Document, ranges: Iterable[tuple[str, int, int]]) -> Positions:
    """Return the characters of ranges, white space left out."""
    return frozenset(
        (field, at)
        for field, start, end in ranges
        for at in range(start, end)
        if not _field(document, field)[at].isspace()
    )
