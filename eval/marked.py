"""Texts with their gold marks: "[[LABEL|words]]" stands for the words and a mark over them; marks may nest."""

from dataclasses import dataclass

OPENS, PARTS, CLOSES = "[[", "|", "]]"


class GoldError(ValueError):
    """A gold corpus is not written as it must be; the text says what and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label over the characters [start, end) of the text without marks."""

    label: str
    start: int
    end: int


def unmarked(source: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text without its marks, and the marks in the order in which they begin."""
    text: list[str] = []
    length = at = 0
    open_marks: list[tuple[str, int]] = []
    marks: list[Mark] = []
    while at < len(source):
        if source.startswith(OPENS, at):
            label, parted, _ = source[at + len(OPENS) :].partition(PARTS)
            if not parted or CLOSES in label:
                raise GoldError(f"a mark without a label: {source[at : at + 40]!r}")
            open_marks.append((label.strip(), length))
            at += len(OPENS) + len(label) + len(PARTS)
        elif source.startswith(CLOSES, at):
            if not open_marks:
                raise GoldError(f"a mark ends that never began: {source[max(0, at - 40) : at + 2]!r}")
            label, start = open_marks.pop()
            if start == length:
                raise GoldError(f"a mark over nothing: {label!r}")
            marks.append(Mark(label=label, start=start, end=length))
            at += len(CLOSES)
        else:
            text.append(source[at])
            length += 1
            at += 1
    if open_marks:
        raise GoldError(f"a mark that never ends: {open_marks[-1][0]!r} in {source[:60]!r}")
    return "".join(text), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
