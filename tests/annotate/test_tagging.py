"""From a tagger's scores to attributions: paths, spans and links."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dayline.annotate.found import Attribution
from dayline.annotate.tagging import (
    BEGIN,
    INSIDE,
    OUTSIDE,
    Scores,
    WindowScores,
    best_paths,
    find_tagged,
    linked,
    spans_of,
)
from dayline.annotate.windows import Pieces, Window

RULED_OUT = -10_000.0


class Scripted:
    """A tagger whose words are single letters or marks: it finds what it is told."""

    def __init__(self, labels: list[str], to_cue: dict[int, int], to_source: dict[int, int]) -> None:
        self.moves: Scores = np.zeros((3, 3, 3), dtype=np.float32)
        self.first: Scores = np.zeros((3, 3), dtype=np.float32)
        self.moves[:, OUTSIDE, INSIDE] = self.first[:, INSIDE] = RULED_OUT
        self._labels, self._to_cue, self._to_source = labels, to_cue, to_source

    def pieces(self, text: str) -> Pieces:
        places = [at for at, letter in enumerate(text) if not letter.isspace()]
        return Pieces(places, range(len(places)), places, [at + 1 for at in places])

    def scores(self, window: Window) -> WindowScores:
        size = len(window.heads) + 1
        labels = np.zeros((size, 3, 3), dtype=np.float32)
        for part, written in enumerate(self._labels):
            for at, label in enumerate("O" + written):
                labels[at, part, "OBI".index(label)] = 1
        links = [np.zeros((size, size), dtype=np.float32) for _ in range(2)]
        for matrix, wanted in zip(links, (self._to_cue, self._to_source), strict=True):
            for at, target in wanted.items():
                matrix[at, target] = 9
        return WindowScores(labels, *links)


def test_parts_of_one_content_share_their_cue() -> None:
    tagger = Scripted(["OOOBOOO", "OOOOBOO", "BIOOOBI"], {1: 5, 6: 5}, {5: 4})
    assert list(find_tagged("ab,Ks ef", [0], (), tagger)) == [
        Attribution(content=((0, 2), (6, 8)), cue=((4, 5),), source=((3, 4),))
    ]


def test_a_cue_may_have_no_source_and_a_source_two_cues() -> None:
    tagger = Scripted(["BOOOO", "OBOBO", "OOBOB"], {3: 2, 5: 4}, {2: 1, 4: 1})
    assert [found.source for found in find_tagged("Kabcd", [0], (), tagger)] == [((0, 1),), ((0, 1),)]
    tagger = Scripted(["BOOOO", "OBOBO", "OOBOB"], {3: 2, 5: 4}, {2: 0, 4: 1})
    assert [found.source for found in find_tagged("Kabcd", [0], (), tagger)] == [(), ((0, 1),)]


def test_content_without_a_cue_and_a_cue_without_content_say_nothing() -> None:
    assert list(find_tagged("Kabcd", [0], (), Scripted(["BOOOO", "OBOOO", "OOOBI"], {4: 0}, {2: 1}))) == []


def test_an_empty_text_has_no_attributions() -> None:
    assert list(find_tagged(" \n", [], (), Scripted([], {}, {}))) == []


def test_spans() -> None:
    assert spans_of([OUTSIDE, BEGIN, INSIDE, BEGIN, OUTSIDE, BEGIN]) == {1: 2, 3: 3, 5: 5}


def test_a_span_goes_to_the_likeliest_of_the_targets_there_are() -> None:
    scores = np.array([[0, 0, 0, 0], [0.0, 5, 1, 2], [3, 0, 1, 2], [0, 0, 0, 0]], dtype=np.float32)
    assert linked({1: 1, 2: 2}, {2: 2, 3: 3}, scores) == {1: 3, 2: 0}
    assert linked({1: 1}, {2: 2, 3: 3}, scores, least=0.3) == {1: 0}


NUMBERS = st.floats(-8, 8, width=16)


@given(
    labels=st.integers(1, 5).flatmap(lambda size: arrays(np.float32, (size, 3, 3), elements=NUMBERS)),
    moves=arrays(np.float32, (3, 3, 3), elements=NUMBERS),
    first=arrays(np.float32, (3, 3), elements=NUMBERS),
)
def test_no_path_scores_higher_than_the_best(labels: Scores, moves: Scores, first: Scores) -> None:
    def score(part: int, path: tuple[int, ...] | list[int]) -> float:
        steps = sum(float(moves[part, a, b]) for a, b in pairwise(path))
        words = sum(float(labels[at, part, label]) for at, label in enumerate(path))
        return steps + float(first[part, path[0]]) + words

    for part, path in enumerate(best_paths(labels, moves, first)):
        best = max(score(part, other) for other in product(range(3), repeat=len(labels)))
        assert score(part, path) >= best - 1e-2
