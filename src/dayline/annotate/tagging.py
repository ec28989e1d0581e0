"""Attributions as the trained tagger reads them: its scores made into spans, and the spans linked.

The tagger scores every word of a window as the beginning, the inside or the outside of a source, a cue and a content,
and every pair of words as content and cue, and as cue and source. Spans are the best path through the scores (Viterbi
1967); each content belongs to one cue, each cue to one source or none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dayline.annotate.found import Attribution
from dayline.annotate.quotations import Quotation
from dayline.annotate.windows import Pieces, Window, windows_of, words_of

SOURCE, CUE, CONTENT = range(3)
OUTSIDE, BEGIN, INSIDE = range(3)
Scores = NDArray[np.float32]
LEAST_LINK = 0.3  # set on articles of PolNeAR's training part that the tagger did not see; .2 to .5 do as well


@dataclass(frozen=True, slots=True)
class WindowScores:
    """A window's scores; word 0 stands before its words and means "none".

    ``labels`` [words, 3 parts, 3 labels], ``to_cue`` [words, words] from contents, ``to_source`` from cues.
    """

    labels: Scores
    to_cue: Scores
    to_source: Scores


class SpanTagger(Protocol):
    """A trained tagger. ``moves`` [3 parts, 3 labels, 3 labels] and ``first`` [3 parts, 3 labels] score paths."""

    moves: Scores
    first: Scores

    def pieces(self, text: str) -> Pieces:
        """Return the word pieces of a text."""

    def scores(self, window: Window) -> WindowScores:
        """Return the scores of one window, whatever else is tagged."""


def find_tagged(
    text: str, begins: Sequence[int], quotations: Sequence[Quotation], tagger: SpanTagger
) -> Iterator[Attribution]:
    """Yield the attributions of a text in the order of their cues; sentences begin at ``begins``."""
    words = words_of(text, tagger.pieces(text), begins, quotations)
    for window in windows_of(words):
        yield from _read(window, tagger)


def _read(window: Window, tagger: SpanTagger) -> Iterator[Attribution]:
    scores = tagger.scores(window)
    sources, cues, contents = (
        spans_of(path) for path in best_paths(scores.labels, tagger.moves, tagger.first)
    )
    given = linked(contents, cues, scores.to_cue, least=LEAST_LINK)
    giving = linked(cues, sources, scores.to_source)
    for cue in sorted(set(given.values()) - {0}):
        source = giving[cue]
        yield Attribution(
            content=tuple(window.characters(at, last) for at, last in contents.items() if given[at] == cue),
            cue=(window.characters(cue, cues[cue]),),
            source=(window.characters(source, sources[source]),) if source else (),
        )


def best_paths(labels: Scores, moves: Scores, first: Scores) -> list[list[int]]:
    """Return for each part the labels of the best path over the words."""
    parts = zip(labels.swapaxes(0, 1).tolist(), moves.tolist(), first.tolist(), strict=True)
    return [_best_path(*part) for part in parts]


def _best_path(words: Sequence[Sequence[float]], moves: Sequence[Sequence[float]], first: Sequence[float]) -> list[int]:
    """Return the labels of the best path of one part; plain numbers are four times as fast here as small arrays."""
    (oo, ob, oi), (bo, bb, bi), (io, ib, ii) = moves
    outside, begin, inside = (score + start for score, start in zip(words[0], first, strict=True))
    choices: list[tuple[int, int, int]] = []
    for o, b, i in words[1:]:
        to_o, from_o = _best(outside + oo, begin + bo, inside + io)
        to_b, from_b = _best(outside + ob, begin + bb, inside + ib)
        to_i, from_i = _best(outside + oi, begin + bi, inside + ii)
        outside, begin, inside = to_o + o, to_b + b, to_i + i
        choices.append((from_o, from_b, from_i))
    path = [_best(outside, begin, inside)[1]]
    for choice in reversed(choices):
        path.append(choice[path[-1]])
    return path[::-1]


def _best(outside: float, begin: float, inside: float) -> tuple[float, int]:
    """Return the highest of three scores with its label, the first of equals."""
    if outside >= begin:
        return (outside, OUTSIDE) if outside >= inside else (inside, INSIDE)
    return (begin, BEGIN) if begin >= inside else (inside, INSIDE)


def spans_of(path: Sequence[int]) -> dict[int, int]:
    """Return the first and last word of each span."""
    spans: dict[int, int] = {}
    begin = 0
    for at, label in enumerate(path):
        if label == BEGIN:
            begin = at
        if label != OUTSIDE:
            spans[begin] = at
    return spans


def linked(spans: dict[int, int], targets: dict[int, int], scores: Scores, *, least: float = 0.0) -> dict[int, int]:
    """Return for each span, by its first word, the target that it most likely belongs to; 0 for none.

    Of all the words of the window, the target must have ``least`` of the probability: what belongs to a word that was
    not found to be a target is left out, not given to another.
    """
    candidates = [0, *targets]
    given = {}
    for at in spans:
        likely = np.exp(scores[at] - scores[at].max())
        best = candidates[int(likely[candidates].argmax())]
        given[at] = best if likely[best] >= least * likely.sum() else 0
    return given
