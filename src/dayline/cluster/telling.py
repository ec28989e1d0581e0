"""The sentences that tell a day: together they hold the words that most documents have of it."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dayline.model.document import DocumentId, Span
from dayline.text.languages import Language
from dayline.text.vectors import dot, unit

# All values were set on T17 egypt, finan, h1n1 and haiti: each moved alone, and kept near where neighbours score
# about the same.

# what the share of all documents that hold a word adds to the share of those of the day
WHOLE = 0.6
# what a word, or pair of words, still counts each time that a chosen sentence has told it
TOLD = 0.1
# documents of the day from which a pair of words is its wording and not one writer's
PAIR_DOCUMENTS = 2
# power of a sentence's length by which its words are divided, and words added to it: neither short nor long ones win
LENGTH_POWER, LENGTH_ADDED = 0.8, 3
# power of a sentence's own weight
WEIGHT_POWER = 0.15
# factors of a sentence with words of persons talking, and of one that leans on the sentence before
PERSONAL, LEANING = 0.6, 0.7
# cosine to a sentence chosen before, for this day or another, from which one says the same again
REPEATS = 0.6
# sentences that are weighed again after each choice
MOST_WEIGHED = 250

Concept = str | tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with the counts of its stems and of pairs of neighbours; ``opening`` are its words in small letters.

    ``fits`` tells whether it has a length that can be printed.
    """

    span: Span
    stems: Counter[str]
    pairs: Counter[tuple[str, str]]
    fits: bool
    opening: tuple[str, ...]

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """Return stems and pairs, each once."""
        return (*self.stems, *self.pairs)


class Telling:
    """Chooses sentences, day after day; none is like one chosen before.

    Greedy cover of weighted words and pairs of words (Gillick and Favre 2009), weighed by documents that hold them.
    """

    def __init__(self, sentences: Sequence[Sentence], language: Language) -> None:
        """Count in how many documents each stem stands."""
        table = language.table("timeline")
        self._personal = frozenset(table.get("personal", "").split())
        self._leaning = frozenset(table.get("leaning", "").split())
        self._sentences = sentences
        holding: defaultdict[str, set[DocumentId]] = defaultdict(set)
        for sentence in sentences:
            for stem in sentence.stems:
                holding[stem].add(sentence.span.document_id)
        documents = len({sentence.span.document_id for sentence in sentences})
        self._shares = {stem: len(found) / documents for stem, found in holding.items()}
        counts = Counter(stem for sentence in sentences for stem in sentence.stems)
        self._rarity = {stem: math.log(1 + len(sentences) / count) for stem, count in counts.items()}
        self._taken: list[Mapping[str, float]] = []

    def choose(self, evidence: Sequence[tuple[int, float]], most: int) -> list[Span]:
        """Return up to ``most`` spans for a day; ``evidence`` are numbers of sentences with their weights for it."""
        concepts = self._concepts(evidence)
        told: Counter[Concept] = Counter()

        def gain(number: int, factor: float) -> float:
            sentence = self._sentences[number]
            held = math.fsum(
                concepts.get(concept, 0.0) * math.pow(TOLD, told[concept]) for concept in sentence.concepts
            )
            return factor * held / math.pow(sentence.stems.total() + LENGTH_ADDED, LENGTH_POWER)

        fitting = [
            (number, self._factor(number, weight))
            for number, weight in evidence
            if self._sentences[number].fits
        ]
        waiting = dict(sorted(fitting, key=lambda pair: (-gain(*pair), pair[0]))[:MOST_WEIGHED])
        chosen: list[Span] = []
        while waiting and len(chosen) < most:
            number = max(waiting, key=lambda number: (gain(number, waiting[number]), -number))
            del waiting[number]
            vector = self._vector(number)
            if any(dot(vector, taken) > REPEATS for taken in self._taken):
                continue
            self._taken.append(vector)
            sentence = self._sentences[number]
            chosen.append(sentence.span)
            told.update(sentence.concepts)
        return chosen

    def _concepts(self, evidence: Sequence[tuple[int, float]]) -> dict[Concept, float]:
        """Weigh the stems and pairs of a day: by the documents that hold them, each by its weightiest sentence."""
        by_document: defaultdict[DocumentId, dict[Concept, float]] = defaultdict(dict)
        for number, weight in evidence:
            sentence = self._sentences[number]
            held = by_document[sentence.span.document_id]
            for concept in sentence.concepts:
                held[concept] = max(held.get(concept, 0.0), weight)
        whole = math.fsum(max(held.values()) for held in by_document.values())
        sums: defaultdict[Concept, float] = defaultdict(float)
        holding: Counter[Concept] = Counter()
        for held in by_document.values():
            holding.update(held.keys())
            for concept, weight in held.items():
                sums[concept] += weight
        return {
            concept: total / whole + (WHOLE * self._shares[concept] if isinstance(concept, str) else 0.0)
            for concept, total in sums.items()
            if isinstance(concept, str) or holding[concept] >= PAIR_DOCUMENTS
        }

    def _factor(self, number: int, weight: float) -> float:
        opening = self._sentences[number].opening
        words = [word for word in opening if word[:1].isalnum()]
        factor = math.pow(weight, WEIGHT_POWER)
        if not self._personal.isdisjoint(words):
            factor *= PERSONAL
        if words and words[0] in self._leaning:
            factor *= LEANING
        return factor

    def _vector(self, number: int) -> dict[str, float]:
        return unit({stem: n * self._rarity[stem] for stem, n in self._sentences[number].stems.items()})
