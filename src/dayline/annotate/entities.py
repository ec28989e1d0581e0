"""The named entities of parsed texts, read with the weights of spaCy's recogniser, many tokens at once.

spaCy takes one greedy decision after another (the transitions B, I, L, U and O of Lample et al. 2016), and asks for
each token whether any of its 74 actions is allowed, which costs it twice as long as the network itself. Its state is
no more than the token at hand and the first and last word of an open entity: so here the decision outside entities is
taken for all tokens at once, and that inside them for all open entities at once. The outcome is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.tokens import Doc

Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]
NEVER = np.float32(-np.inf)  # the score of an action that is not allowed
IS_START, BEGINS = 1, 3  # how spaCy writes down where a sentence begins, and where an entity does


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions of a recogniser by number: for each label its beginning, inside, last and only word; and outside."""

    labels: list[str]
    begin: Numbers
    inside: Numbers
    last: Numbers
    unit: Numbers
    outside: int

    @classmethod
    def of(cls, names: Sequence[str]) -> Actions:
        """Read the names of actions: "B-PERSON", "O"."""
        number = {name: index for index, name in enumerate(names)}
        labels = sorted(name[2:] for name in names if name.startswith("U-") and len(name) > 2)
        begin, inside, last, unit = (np.array([number[f"{move}-{label}"] for label in labels]) for move in "BILU")
        return cls(labels, begin, inside, last, unit, number["O"])


@dataclass(frozen=True, slots=True)
class Tokens:
    """What bounds the entities of some texts, by token: those that are white space, and those that end a sentence."""

    is_space: NDArray[np.bool_]
    ends: NDArray[np.bool_]

    @classmethod
    def of(cls, parsed: Sequence[Doc]) -> Tokens:
        """Read the tokens of texts, one text after another."""
        tables = [doc.to_array(["IS_SPACE", "SENT_START"]).astype(np.int64) for doc in parsed if len(doc)]
        table = np.concatenate(tables)
        starts = table[:, 1] == IS_START
        starts[np.cumsum([0, *(len(part) for part in tables[:-1])])] = True
        return cls(table[:, 0] == 1, np.append(starts[1:], True))


class _Network:
    """The recogniser's scores of actions for tokens and open entities; ``vectors`` [tokens, size] are its own."""

    def __init__(self, recogniser: Any, vectors: Scores) -> None:
        lower, upper = recogniser.model.get_ref("lower"), recogniser.model.get_ref("upper")
        self._times = recogniser.model.ops.gemm
        self._pieces, self._size = lower.get_dim("nP"), lower.get_dim("nO")
        self._features = [self._by_piece(weights).reshape(-1, lower.get_dim("nI")) for weights in lower.get_param("W")]
        self._padding = [self._by_piece(padding).reshape(-1) for padding in lower.get_param("pad")[0]]
        self._upper, self._bias = upper.get_param("W"), upper.get_param("b")
        self._unseen = sorted(recogniser.model.attrs["unseen_classes"])
        self._vectors = vectors
        self._tokens = self._read(vectors, 0) + self._by_piece(lower.get_param("b")).reshape(-1)

    def _by_piece(self, weights: Scores) -> Scores:
        """Return weights [size, pieces, ...] as [pieces, size, ...], so that the best of the pieces is soon found."""
        return np.ascontiguousarray(weights.swapaxes(0, 1))

    def _read(self, vectors: Scores, feature: int) -> Scores:
        read: Scores = self._times(vectors, self._features[feature], trans2=True)
        return read

    def outside(self) -> Scores:
        """Return the scores of all actions for every token, [tokens, actions], where no entity is open."""
        return self._scores(self._tokens + (self._padding[1] + self._padding[2]))

    def within(self, at: Numbers, first: Numbers) -> Scores:
        """Return the scores of all actions for tokens whose entity began at ``first`` and goes to the one before."""
        opened = self._read(self._vectors[first], 1) + self._read(self._vectors[at - 1], 2)
        return self._scores(self._tokens[at] + opened)

    def _scores(self, hidden: Scores) -> Scores:
        best = hidden.reshape(-1, self._pieces, self._size).max(axis=1)
        scores: Scores = self._times(best, self._upper, trans2=True) + self._bias
        scores[:, self._unseen] = NEVER
        return scores


def entities_in(parsed: Doc) -> list[tuple[int, int, str]]:
    """Return the entities of a text, [start, end) of characters and label, in order."""
    found: list[tuple[int, int, str]] = []
    for state, label, start, length in parsed.to_array(["ENT_IOB", "ENT_TYPE", "IDX", "LENGTH"]).tolist():
        if label and state == BEGINS:
            found.append((start, start + length, parsed.vocab.strings[label]))
        elif label:
            found[-1] = (found[-1][0], start + length, found[-1][2])
    return found


def set_entities(recogniser: Any, parsed: Sequence[Doc]) -> None:
    """Find the entities of tokenized texts with sentence ends, and set them as each text's ``ents``."""
    if not any(map(len, parsed)):
        return
    network = _Network(recogniser, recogniser.model.get_ref("tok2vec").predict(list(parsed)))
    moves = recogniser.moves
    actions = Actions.of([moves.get_class_name(number) for number in range(moves.n_moves)])
    found = _entities(network, actions, Tokens.of(parsed))
    start, at = 0, 0
    for doc in parsed:
        end, begin = start + len(doc), at
        while at < len(found) and found[at][0] < end:
            at += 1
        _set(doc, [(first - start, last - start, actions.labels[label]) for first, last, label in found[begin:at]])
        start = end


def _set(doc: Doc, entities: Sequence[tuple[int, int, str]]) -> None:
    from spacy.tokens import Span

    doc.set_ents([Span(doc, first, last + 1, label=label) for first, last, label in entities])


def _entities(network: _Network, actions: Actions, tokens: Tokens) -> list[tuple[int, int, int]]:
    """Return the first and last token and the label of each entity, in order."""
    scores = network.outside()
    free = ~tokens.is_space
    begin = np.where(free & ~tokens.ends, scores[:, actions.begin].max(axis=1), NEVER)
    unit = np.where(free, scores[:, actions.unit].max(axis=1), NEVER)
    outside = scores[:, actions.outside]
    begins = np.flatnonzero((begin > outside) & (begin > unit))
    units = np.flatnonzero((unit > outside) & (unit >= begin))
    labels = scores[np.ix_(begins, actions.begin)].argmax(axis=1)
    last = _lasts(network, actions, tokens, begins, labels)
    longer = zip(begins.tolist(), last.tolist(), labels.tolist(), strict=True)
    single = scores[np.ix_(units, actions.unit)].argmax(axis=1)
    candidates = sorted([*longer, *zip(units.tolist(), units.tolist(), single.tolist(), strict=True)])
    return _without_overlap(candidates)


def _lasts(network: _Network, actions: Actions, tokens: Tokens, begins: Numbers, labels: Numbers) -> Numbers:
    """Return the last token of the entity that begins at each of some tokens with a label."""
    last = begins.copy()
    still = np.arange(len(begins))
    while len(still):
        last[still] += 1
        scores = network.within(last[still], begins[still])
        row = np.arange(len(still))
        goes_on = scores[row, actions.inside[labels[still]]] >= scores[row, actions.last[labels[still]]]
        still = still[goes_on & ~tokens.ends[last[still]]]
    return last


def _without_overlap(candidates: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return the entities that a reading from left to right comes to: each begins after the one before."""
    kept: list[tuple[int, int, int]] = []
    for first, last, label in candidates:
        if not kept or first > kept[-1][1]:
            kept.append((first, last, label))
    return kept
