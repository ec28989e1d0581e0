"""Windows of a text as the attribution tagger reads them: word pieces, and what its pieces do not show.

The tagger's encoder knows no capitals, no quotations and no line breaks, so each piece carries them beside it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dayline.annotate.quotations import Quotation
from dayline.annotate.tree import Range

MOST_PIECES = 254  # word pieces in a window: with its two marks, as many as the tagger was trained on
LOWER, CAPITAL, CAPITALS, MIXED, DIGITS, OTHER = range(6)
OUTSIDE, OPENS, QUOTED, CLOSES, SINGLY = range(5)
WITHIN, SENTENCE, PARAGRAPH = range(3)
FEATURES = (6, 5, 3)  # how many values each feature has
NO_FEATURES = (0, 0, 0)  # of the marks before and after a window


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: ``ids`` in the vocabulary, the word that each belongs to, and its characters."""

    ids: Sequence[int]
    words: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: first piece (and one past the last word's), [start, end), and three features each."""

    ids: Sequence[int]
    firsts: list[int]
    spans: list[Range]
    features: list[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of a text's words. ``heads`` are their first pieces within the window; features are each piece's."""

    ids: list[int]
    features: list[tuple[int, int, int]]
    heads: list[int]
    spans: list[Range]

    def characters(self, first: int, last: int) -> Range:
        """Return the [start, end) of the text from one word to another, counted from 1."""
        return self.spans[first - 1][0], self.spans[last - 1][1]


def words_of(text: str, pieces: Pieces, begins: Sequence[int], quotations: Sequence[Quotation]) -> Words:
    """Return the words of a text with their letters' case, their place in a quotation, and what begins there.

    ``begins`` are the characters at which sentences begin.
    """
    firsts = [at for at, word in enumerate(pieces.words) if at == 0 or word != pieces.words[at - 1]]
    bounds = [*firsts, len(pieces.ids)]
    spans = [(pieces.starts[bounds[i]], pieces.ends[bounds[i + 1] - 1]) for i in range(len(firsts))]
    starts = [start for start, _ in spans]
    features = [
        (shape_of(text[start:end]), state, begin)
        for (start, end), state, begin in zip(
            spans, _quoted(starts, quotations), _begun(text, spans, starts, begins), strict=True
        )
    ]
    return Words(pieces.ids, bounds, spans, features)


def _quoted(starts: Sequence[int], quotations: Sequence[Quotation]) -> list[int]:
    """Return where each word stands: outside quotations, at their marks, or within."""
    states = [OUTSIDE] * len(starts)
    for quotation in quotations:
        for start, end in quotation.parts:
            inside = range(_first_from(starts, start), _first_from(starts, end))
            for index in inside:
                states[index] = SINGLY if quotation.single else QUOTED
            if inside and not quotation.single:
                states[inside[0]], states[inside[-1]] = OPENS, CLOSES
    return states


def _begun(text: str, spans: Sequence[Range], starts: Sequence[int], begins: Sequence[int]) -> list[int]:
    """Return whether a paragraph, a sentence or nothing begins with each word."""
    begun = [WITHIN] * len(spans)
    for begin in begins:
        index = _first_from(starts, begin)
        if index < len(begun):
            is_paragraph = index == 0 or "\n" in text[spans[index - 1][1] : starts[index]]
            begun[index] = PARAGRAPH if is_paragraph else SENTENCE
    return begun


def _first_from(starts: Sequence[int], position: int) -> int:
    """Return the first word that begins at a character or after it."""
    return bisect_right(starts, position - 1)


def shape_of(word: str) -> int:
    """Return what a word's letters are: lower case, capitalised, capitals, mixed, with digits, or none."""
    if word.isalpha():
        if word.islower():
            return LOWER
        if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
            return CAPITAL
        return CAPITALS if word.isupper() else MIXED
    return DIGITS if any(map(str.isdigit, word)) else OTHER


def windows_of(words: Words) -> Iterator[Window]:
    """Yield the windows of a text."""
    for run in runs_of(words):
        yield window_of(words, run)


def window_of(words: Words, run: range) -> Window:
    """Return a run of words as a window."""
    begin, end = words.firsts[run.start], words.firsts[run.stop]
    features: list[tuple[int, int, int]] = []
    for index in run:
        features += [words.features[index]] * (words.firsts[index + 1] - words.firsts[index])
    return Window(
        ids=list(words.ids[begin:end]),
        features=features,
        heads=[words.firsts[index] - begin for index in run],
        spans=words.spans[run.start : run.stop],
    )


def runs_of(words: Words, *, most: int = MOST_PIECES, first_most: int = 0) -> Iterator[range]:
    """Yield runs of words that fill windows: whole paragraphs where they fit, else sentences, else words.

    ``first_most`` is the size of the first window where it differs, so that training sees other cuts each time.
    """
    count, start = len(words.spans), 0
    limit = first_most or most
    while start < count:
        end = max(start + 1, _last_that_fits(words, start, limit))
        if end < count:
            end = _cut(words, start, end)
        yield range(start, end)
        start, limit = end, most


def _last_that_fits(words: Words, start: int, most: int) -> int:
    return bisect_right(words.firsts, words.firsts[start] + most) - 1


def _cut(words: Words, start: int, end: int) -> int:
    """Return the last paragraph's beginning in a window's second half, else the last sentence's, else its end."""
    middle = (start + end) // 2
    sentence = 0
    for index in range(end, start, -1):
        begins = words.features[index][2]
        if begins == PARAGRAPH and index > middle:
            return index
        if begins != WITHIN and not sentence:
            sentence = index
    return sentence or end
