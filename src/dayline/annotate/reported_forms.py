"""The forms in which texts without a parse report speech: a dash and a verb, "said that", a colon, "according to".

Words between quotation marks are covered first, so that their full stops, commas and verbs do not count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dayline.annotate.quotations import Quotation
from dayline.annotate.tree import Range
from dayline.text.languages import Language

COVER = "·"
SHORTEST = 2  # words of a content without quotation marks
_SENTENCE_END = re.compile(r"(?<![\s.(][^\W\d_])(?<!^[^\W\d_])[.!?…]+[»\"”*]*[\s*]+(?=[«\"“„—–\-❗*]|[^\W\d_])")
_DASH = re.compile(r"(?<=[,!?….»\"”*])\s*[—–-]\s+|\s+[—–]\s+")
_EDGES = " \t\u00a0,;:—–-*•❗️"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said, by which words, and where in the text who said it is to be sought, nearest place first."""

    content: tuple[Range, ...]
    cue: Range
    before: Range | None
    after: Range | None
    form: str


@dataclass(frozen=True, slots=True, eq=False)
class _Forms:
    verb: re.Pattern[str]
    that: re.Pattern[str]
    colon: re.Pattern[str]
    according: re.Pattern[str]
    about_this: re.Pattern[str]


@lru_cache(maxsize=16)
def _forms_of(language: Language) -> _Forms | None:
    table = language.table("speech")
    if not table:
        return None
    verb = rf"(?<![\w-])(?i:{'|'.join(table['verbs'])})(?![\w-])"
    return _Forms(
        verb=re.compile(verb),
        that=re.compile(rf"(?P<who>[^.;:!?\n{COVER}]{{0,120}}?),\s+(?P<content>(?:{'|'.join(table['that'])})(?!\w))"),
        colon=re.compile(r"(?P<who>[^.;:!?\n]{0,120}?):\s+"),
        according=re.compile(rf"(?:(?<=[,—–(]\s)|(?<=[,—–(])|^)\W*(?P<cue>(?i:{'|'.join(table['according'])}))(?!\w)"),
        about_this=re.compile(rf"^\W*(?i:{'|'.join(table['about_this'])})\s[^.;:]{{0,40}}?(?P<verb>{verb})"),
    )


def covered(text: str, quotations: Sequence[Quotation]) -> str:
    """Return a text with the words between quotation marks covered, as long as before."""
    letters = list(text)
    for quotation in quotations:
        if not quotation.single:
            for start, end in quotation.parts:
                letters[start + 1 : end - 1] = COVER * max(0, end - start - 2)
    return "".join(letters)


def sentences_in(text: str) -> Iterator[Range]:
    """Yield the sentences of a covered text, each within its line."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for match in _SENTENCE_END.finditer(line[0]):
            yield start, line.start() + match.end()
            start = line.start() + match.end()
        if start < line.end():
            yield start, line.end()


def reported_in(text: str, sentences: Sequence[Range], language: Language) -> Iterator[Reported]:
    """Yield what is reported in a covered text, sentence by sentence."""
    forms = _forms_of(language)
    if forms is None:
        return
    before: Range | None = None
    for start, end in sentences:
        yield from _Sentence(text, start, end, forms).reported(before)
        before = start, end


class _Sentence:
    """Reads one sentence over [start, end) of a covered text."""

    def __init__(self, text: str, start: int, end: int, forms: _Forms) -> None:
        self._text, self._start, self._end, self._forms = text, start, end, forms

    def reported(self, before: Range | None) -> Iterator[Reported]:
        """Yield what the sentence reports: one form of it for each verb."""
        told = self._forms.about_this.match(self._text[self._start : self._end])
        if told and before is not None:
            verb = self._start + told.start("verb"), self._start + told.end("verb")
            content = self._trimmed(*before)
            if content:
                yield Reported((content,), verb, None, (verb[1], self._clause_end(verb[1])), "about_this")
            return
        found = list(self._according())
        yield from found
        if found:
            return
        for match in self._forms.verb.finditer(self._text, self._start, self._end):
            one = self._by_verb(*match.span())
            if one is not None:
                yield one
                return
        yield from self._without_verb()

    def _according(self) -> Iterator[Reported]:
        match = self._forms.according.search(self._text[self._start : self._end])
        if match is None:
            return
        cue = self._start + match.start("cue"), self._start + match.end("cue")
        stop = self._clause_end(cue[1])
        parts = (self._trimmed(self._start, cue[0]), self._trimmed(stop, self._end))
        content = tuple(part for part in parts if part and _LETTERS.search(self._text, *part))
        if any(map(self._is_long, content)):
            yield Reported(content, cue, cue, (cue[1], stop), "according")

    def _by_verb(self, start: int, end: int) -> Reported | None:
        """Return what a verb of speech reports."""
        text = self._text
        head = self._clause_start(start)
        that = self._forms.that.match(text, end, self._end)
        if that:
            content = self._trimmed(that.start("content"), self._end)
            return self._said(content, (start, end), (head, start), (end, that.end("who")), "that")
        colon = self._forms.colon.match(text, end, self._end)
        if colon and colon.end() < self._end:
            content = self._trimmed(colon.end(), self._end)
            return self._said(content, (start, end), (head, start), (end, colon.end("who")), "colon")
        dash = self._dash_before(start)
        stop = self._clause_end(end)
        if dash is not None:
            content = self._trimmed(self._line_of_dialogue(), dash[0])
            more = self._after_tail(stop)
            parts = tuple(part for part in (content, more) if part)
            return Reported(parts, (start, end), (dash[1], start), (end, stop), "dash") if content else None
        if text[:start].rstrip().endswith(",") and text[end : end + 1] == " ":
            content = self._trimmed(self._start, len(text[:start].rstrip()) - 1)
            return self._said(content, (start, end), None, (end, stop), "inverted")
        return None

    def _said(
        self, content: Range | None, cue: Range, before: Range | None, after: Range, form: str
    ) -> Reported | None:
        if content is None or not self._is_long(content):
            return None
        return Reported((content,), cue, before, after, form)

    def _dash_before(self, verb: int) -> Range | None:
        """Return the dash that a verb's clause begins with, where what is said stands before it."""
        dashes = list(_DASH.finditer(self._text, self._start, verb))
        if not dashes:
            return None
        dash = dashes[-1]
        between = self._text[dash.end() : verb]
        closes = self._text[: dash.start()].rstrip()[-1:] in tuple(",!?…»\"”*")
        short = len(between) <= 60 and not re.search(r"[,;:]", between)
        begins = self._text[self._start : dash.start()].strip(_EDGES) == ""
        return dash.span() if closes and short and not begins else None

    def _line_of_dialogue(self) -> int:
        """Return where a line that a dash opens begins: what is said may have several sentences; else the sentence's.
        """
        line = self._text.rfind("\n", 0, self._start) + 1
        return line if self._text[line : line + 2] in ("— ", "– ", "- ") else self._start

    def _after_tail(self, stop: int) -> Range | None:
        """Return what is said on after the words of saying: "…, — said she, — …"."""
        match = re.compile(r"[,.]?\s*[—–-]\s+").match(self._text, stop, self._end)
        return self._trimmed(match.end(), self._end) if match else None

    def _without_verb(self) -> Iterator[Reported]:
        """Yield speech that a dash or a colon and a name alone report."""
        text = self._text
        dashes = list(_DASH.finditer(text, self._start, self._end))
        if dashes:
            start, end = dashes[-1].span()
            content = self._trimmed(self._start, start)
            closes = text[:start].rstrip()[-1:] in tuple(",!?…»\"”*")
            if content and self._is_long(content):
                form = "signed" if closes else "dashed"
                yield Reported((content,), self._mark(start, end), None, (end, self._end), form)
        colon = re.compile(r"[^:.;!?—–]{2,80}:(?=\s)").match(text, self._start, self._end)
        if colon:
            content = self._trimmed(colon.end(), self._end)
            if content and self._is_long(content):
                mark = colon.end() - 1, colon.end()
                yield Reported((content,), mark, (self._start, colon.end() - 1), None, "led")

    def _mark(self, start: int, end: int) -> Range:
        at = next(at for at in range(start, end) if not self._text[at].isspace())
        return at, at + 1

    def _clause_start(self, at: int) -> int:
        found = re.compile(r".*[;:—–,(]", re.DOTALL).match(self._text, self._start, at)
        return found.end() if found else self._start

    def _clause_end(self, at: int) -> int:
        found = re.compile(r"[,.;:!?…)]|\s[—–-]\s").search(self._text, at, self._end)
        return found.start() if found else self._end

    def _is_long(self, part: Range) -> bool:
        """Tell whether a content has a quotation or some words."""
        said = self._text[slice(*part)]
        return COVER in said or len(_LETTERS.findall(said)) >= SHORTEST

    def _trimmed(self, start: int, end: int) -> Range | None:
        """Return a stretch without spaces, dashes and marks of emphasis at its ends, and without its full stop."""
        while start < end and self._text[start] in _EDGES:
            start += 1
        while start < end and (self._text[end - 1] in _EDGES or self._text[end - 1] in "."):
            end -= 1
        return (start, end) if start < end else None
