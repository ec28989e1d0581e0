"""Pairs of quotation marks in a text, quotations that run over several paragraphs included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DOUBLE_OPEN = {"“": "”", "„": "“”", "«": "»", "‟": "”"}
DOUBLE_CLOSE = frozenset("”»")
SINGLE = frozenset("'‘’")
MARKS = re.compile(r"``|''|[\"“”„‟«»'‘’]")
PARAGRAPH_BREAK = re.compile(r"\n(?:[^\S\n]*\n\s*|[^\S\n]*(?=[^\sa-z]))")
BEFORE_OPENING = frozenset("([{—–-:,*_/|>…\u200b\ufeff")
AFTER_CLOSING = frozenset(".,;:!?)]}—–-…*_")
LONGEST = 6000  # characters: a pair farther apart is taken for two stray marks, not for one quotation


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: ``parts`` are its [start, end) with the marks, one for each paragraph it runs over.

    ``single`` tells quotations in single marks, which headlines use and which may be apostrophes.
    """

    parts: tuple[tuple[int, int], ...]
    single: bool = False

    @property
    def start(self) -> int:
        """Return where the opening mark stands."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Return where the closing mark ends."""
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    form: str
    opens: bool
    closes: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text in order; marks without a partner are left out.

    A quotation that is not closed in its paragraph goes on into the next if that one opens with the same
    mark; it must be closed in the end.
    """
    found: list[Quotation] = []
    running: list[tuple[int, int]] = []
    running_mark = ""
    for start, end in _paragraphs(text):
        marks = list(_marks(text, start, end))
        partners = _partners(marks)
        position = 0
        if running:
            if marks and marks[0].start == start and _same_form(marks[0].form, running_mark):
                close = partners.get(0)
                if close is None:
                    running.append((start, _trimmed(text, start, end)))
                    continue
                found.append(Quotation((*running, (start, marks[close].end))))
                position = close + 1
            running = []
        opened = _pair(text, marks, position, partners, found)
        if opened is not None:
            running, running_mark = [(opened.start, _trimmed(text, opened.start, end))], opened.form
    return tuple(quotation for quotation in found if quotation.end - quotation.start <= LONGEST)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in PARAGRAPH_BREAK.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """Yield the marks of a paragraph with what their surroundings let them be."""
    for match in MARKS.finditer(text, start, end):
        form = match[0]
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        can_open = (before.isspace() or before in BEFORE_OPENING or before in "\"“‘'«") and not after.isspace()
        can_close = not before.isspace() and (after.isspace() or after in AFTER_CLOSING or after in "\"”’'»")
        if form in DOUBLE_OPEN and form != "“":
            can_open, can_close = True, False
        elif form in DOUBLE_CLOSE:
            can_open, can_close = False, True
        elif form == "“":
            can_open, can_close = True, False
        elif form == "‘":
            can_close = False
        elif form == "’":
            can_open = False
        yield _Mark(match.start(), match.end(), form, can_open, can_close)


def _same_form(form: str, other: str) -> bool:
    return form == other or {form, other} <= {"“", '"'}


def _closes(mark: _Mark, opening: str) -> bool:
    """Tell whether a mark can end what another opened."""
    if not mark.closes:
        return mark.form == "“" and opening == "„"
    if opening in DOUBLE_OPEN:
        return mark.form in DOUBLE_OPEN[opening] or mark.form == '"'
    if opening in ('"', "''", "``"):
        return mark.form in ('"', "”") if opening == '"' else mark.form in ("''", '"')
    return mark.form in ("'", "’")


def _partners(marks: list[_Mark]) -> dict[int, int]:
    """Return for each double mark the index of the one that closes it, nested pairs of its form skipped.

    In one walk a form, so that a text of nothing but marks takes no longer than another.
    """
    partners: dict[int, int] = {}
    for form in {mark.form for mark in marks} - SINGLE:
        opened: list[int] = []
        for index, mark in enumerate(marks):
            if opened and _closes(mark, form):
                closed = opened[-1:] if form in DOUBLE_OPEN else opened
                partners.update(dict.fromkeys(closed, index))
                del opened[-len(closed) :]
            if mark.form == form:
                opened.append(index)
    return partners


def _pair(
    text: str, marks: list[_Mark], index: int, partners: dict[int, int], found: list[Quotation]
) -> _Mark | None:
    """Append the quotations of one paragraph from a mark on; return a double mark left open at its end, if any."""
    last = {mark.form: at for at, mark in enumerate(marks) if mark.opens}
    while index < len(marks):
        mark = marks[index]
        if not mark.opens or (mark.form in SINGLE and not _begins_word(text, mark)):
            index += 1
            continue
        close = _single_closing(text, marks, index) if mark.form in SINGLE else partners.get(index)
        if close is not None:
            found.append(Quotation(((mark.start, marks[close].end),), single=mark.form in SINGLE))
            index = close + 1
        elif mark.form in SINGLE or last[mark.form] > index:
            index += 1
        else:
            return mark
    return None


def _begins_word(text: str, mark: _Mark) -> bool:
    following = text[mark.end : mark.end + 1]
    return following.isalpha() or following in "\"“[…"


def _single_closing(text: str, marks: list[_Mark], opening: int) -> int | None:
    """Return the closing single mark: the first beyond doubt, else the first that may be an apostrophe."""
    doubtful = None
    for index in range(opening + 1, len(marks)):
        mark = marks[index]
        if mark.form not in SINGLE or not mark.closes:
            if mark.form in SINGLE and mark.opens:
                break
            continue
        before, after = text[mark.start - 1], text[mark.end : mark.end + 1]
        is_plural = before == "s" and after.isspace() and text[mark.end + 1 : mark.end + 2].islower()
        if not is_plural:
            return index
        doubtful = index if doubtful is None else doubtful
    return doubtful
