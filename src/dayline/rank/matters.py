"""The day's matters: stories that tell one thing put together, and what is a stranger in its story put apart."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations
from dayline.model.story import Story, StoryId
from dayline.rank.headline_words import FIRST_CHARACTERS, rarity, shares_of, words_of
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.vectors import dot, unit

# Cosine of meanings, what is common to the rest of the day taken out, and cosine of headlines, added up, from which
# two groups of documents are one matter; set by reading the likest pairs of thirteen days (5 to 40, 385 to 392) and
# of the bundled sample.
ONE_MATTER = 0.66
# … and what is added for two of one story, and where most of both name the same settlement, or taken away where
# each names another.
SAME_STORY, SAME_PLACE, OTHER_PLACE = 0.25, 0.1, -0.2
# … and where neither has a story in common with the other, and each several documents: then much was known when they
# were kept apart. Of ten such pairs below 0.7, those of many documents were two matters (jets given, spies arrested).
KEPT_APART, SEVERAL = -0.03, 3
# Share of two groups that is left out of what is common to the day: with all of it, two groups seem the more alike the
# fewer others there are; with none, the great matter of a small day seems common to all.
LEFT_OUT = 0.5
# Product of squared lengths below which a mean has no direction of its own.
LEAST_LENGTHS = 1e-20
# Documents nearest in meaning that a document is compared with, and again of its own story.
NEAREST = 12
BLOCK = 256  # documents compared with all others in one product of matrices: 4 MB a day of 2,000
# Share of documents from which what they name is where it happens.
PLACE_SHARE = 0.5

Vector = NDArray[np.float64]
# documents of one story, given by its number, that stay together
Part = tuple[int, tuple[Document, ...]]


def one_story_a_matter(
    stories: Sequence[tuple[Story, Sequence[Document]]],
    *,
    meanings: Mapping[DocumentId, Sequence[float]],
    annotations: Mapping[DocumentId, Annotations],
    languages: Mapping[str, Language],
    earlier: Sequence[Document] = (),
) -> Iterator[tuple[Story, list[Document]]]:
    """Yield the stories, each with its documents of the day, those of one matter as one.

    A matter goes by the id and thread of its largest part.
    """
    own = [documents for _, documents in stories]
    for parts in group_matters(
        own, meanings=meanings, annotations=annotations, languages=languages, earlier=earlier
    ):
        members = [_story_of(part, *stories[number]) for number, part in parts]
        yield (
            replace(
                members[0],
                documents=tuple(id_ for story in members for id_ in story.documents),
                first_seen=min(story.first_seen for story in members),
                last_seen=max(story.last_seen for story in members),
            ),
            [document for _, part in parts for document in part],
        )


def _story_of(part: Sequence[Document], story: Story, whole: Sequence[Document]) -> Story:
    """Return a story less the documents of the day that a part of it does without.

    A part goes by the id that its first document would have given it, had that document opened a story.
    """
    if len(part) == len(whole):
        return story
    without = {document.id for document in whole} - {document.id for document in part}
    documents = tuple(id_ for id_ in story.documents if id_ not in without)
    return replace(story, id=StoryId(short_id("story", part[0].id)), documents=documents)


def group_matters(
    stories: Sequence[Sequence[Document]],
    *,
    meanings: Mapping[DocumentId, Sequence[float]],
    annotations: Mapping[DocumentId, Annotations],
    languages: Mapping[str, Language],
    earlier: Sequence[Document] = (),
) -> list[tuple[Part, ...]]:
    """Return the day's matters in the order of their first documents, each as parts of stories, the largest first.

    ``meanings`` are sentence vectors of length 1; documents without one stay together with their story's others.
    ``earlier`` documents only show what is common, where they have meanings too.
    """
    earlier = [document for document in earlier if document.id in meanings]
    told = [(n, d) for n, own in enumerate(stories) for d in own if d.id in meanings]
    matters: list[dict[int, list[Document]]] = []
    holding: dict[int, int] = {}
    for members in _Grouping(stories, told, meanings, annotations, languages, earlier).groups():
        parts: dict[int, list[Document]] = {}
        for number, document in (told[member] for member in members):
            parts.setdefault(number, []).append(document)
            holding.setdefault(number, len(matters))
        matters.append(parts)
    for number, own in enumerate(stories):
        untold = [document for document in own if document.id not in meanings]
        if untold and number in holding:
            matters[holding[number]][number] += untold
        elif untold:
            matters.append({number: untold})
    return [
        tuple(
            sorted(((n, tuple(own)) for n, own in parts.items()), key=lambda part: (-len(part[1]), part[0]))
        )
        for parts in matters
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Documents put together, by number: the sum of their vectors, in how many what stands, and what follows from it.

    ``headline`` are the words of the headlines with their weights, of length 1; ``settlements`` those that most name;
    ``square`` and ``with_all`` the products of the sum of vectors with itself and with the day's.
    """

    members: tuple[int, ...]
    vectors: Vector
    words: Counter[str]
    places: Counter[str]
    stories: Counter[int]
    headline: Mapping[str, float]
    settlements: frozenset[str]
    square: float
    with_all: float


class _Grouping:
    """Groups documents best pair first, each pair by its centroids (Sneath and Sokal 1973, centroid method)."""

    def __init__(
        self,
        stories: Sequence[Sequence[Document]],
        told: Sequence[tuple[int, Document]],
        meanings: Mapping[DocumentId, Sequence[float]],
        annotations: Mapping[DocumentId, Annotations],
        languages: Mapping[str, Language],
        earlier: Sequence[Document],
    ) -> None:
        shown = [*stories, *([document] for document in earlier)]
        self._rare = rarity([shares_of(documents, languages) for documents in shown])
        self._told = told
        self._vectors = np.array([meanings[document.id] for _, document in told], np.float64)
        self._sum = self._vectors.sum(axis=0)
        if earlier:
            self._sum = self._sum + np.array([meanings[d.id] for d in earlier], np.float64).sum(axis=0)
        self._count = len(told) + len(earlier)
        self._square = float(np.sum(self._sum * self._sum))
        self._open = {
            number: self._group(
                (number,),
                self._vectors[number],
                Counter(sorted(words_of(document, languages))),
                Counter(sorted(_settlements(document, annotations.get(document.id)))),
                Counter([story]),
            )
            for number, (story, document) in enumerate(told)
        }

    def _group(
        self,
        members: tuple[int, ...],
        vectors: Vector,
        words: Counter[str],
        places: Counter[str],
        stories: Counter[int],
    ) -> _Group:
        weights = {word: count * self._rare[word] for word, count in words.items()}
        least = PLACE_SHARE * len(members)
        named = frozenset(id_ for id_, count in places.items() if count >= least)
        square, with_all = float(vectors @ vectors), float(vectors @ self._sum)
        return _Group(members, vectors, words, places, stories, unit(weights), named, square, with_all)

    def groups(self) -> list[tuple[int, ...]]:
        """Return the groups as sorted numbers of documents, in the order of their first."""
        near = self._near()
        waiting = [
            (-self._likeness(self._open[one], self._open[other]), one, other)
            for one, others in near.items()
            for other in others
            if one < other
        ]
        heapify(waiting)
        while waiting and -waiting[0][0] >= ONE_MATTER:
            _, one, other = heappop(waiting)
            if one not in self._open or other not in self._open:
                continue
            made = len(near)
            joined = self._open[made] = self._together(self._open.pop(one), self._open.pop(other))
            near[made] = {n for n in near[one] | near[other] if n in self._open}
            for neighbour in sorted(near[made]):
                near[neighbour].add(made)
                heappush(waiting, (-self._likeness(joined, self._open[neighbour]), neighbour, made))
        return sorted(group.members for group in self._open.values())

    def _near(self) -> dict[int, set[int]]:
        """Return with which documents each is compared: those of its story, and the nearest in meaning."""
        near: dict[int, set[int]] = {number: set() for number in self._open}
        for one, other in self._pairs():
            near[one].add(other)
            near[other].add(one)
        return near

    def _pairs(self) -> Iterator[tuple[int, int]]:
        if not self._told:
            return
        stories = np.array([story for story, _ in self._told])
        apart = self._vectors - self._sum / self._count
        apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-9)
        for first in range(0, len(stories), BLOCK):
            for number, unlike in enumerate(-(apart[first : first + BLOCK] @ apart.T), first):
                nearest = np.argsort(unlike, kind="stable")
                nearest = nearest[nearest != number]
                of_story = nearest[stories[nearest] == stories[number]]
                yield from ((number, int(other)) for other in (*nearest[:NEAREST], *of_story[:NEAREST]))

    def _likeness(self, one: _Group, other: _Group) -> float:
        """Return how like two groups are; 1 and a little more for the same words about the same."""
        sizes = len(one.members), len(other.members)
        fewer, more = sorted((one.stories, other.stories), key=len)
        same = sum(count * more[story] for story, count in fewer.items() if story in more) / (sizes[0] * sizes[1])
        apart = KEPT_APART if not same and min(sizes) >= SEVERAL else 0.0
        headlines = dot(one.headline, other.headline)
        return self._meaning(one, other) + headlines + SAME_STORY * same + apart + _of_places(one, other)

    def _meaning(self, one: _Group, other: _Group) -> float:
        """Return the cosine of the groups' means, less what the day's other documents have in common.

        All of it follows from products of sums, so that a pair costs a single product of vectors.
        """
        left, right, crossed = len(one.members), len(other.members), float(one.vectors @ other.vectors)
        rest = self._count - LEFT_OUT * (left + right)
        common_left = (one.with_all - LEFT_OUT * (one.square + crossed)) / (left * rest)
        common_right = (other.with_all - LEFT_OUT * (other.square + crossed)) / (right * rest)
        both = one.square + 2 * crossed + other.square
        common = (self._square - 2 * LEFT_OUT * (one.with_all + other.with_all) + LEFT_OUT**2 * both) / rest**2
        of_left = one.square / left**2 - 2 * common_left + common
        of_right = other.square / right**2 - 2 * common_right + common
        product = crossed / (left * right) - common_left - common_right + common
        return product / math.sqrt(of_left * of_right) if of_left * of_right > LEAST_LENGTHS else 0.0

    def _together(self, one: _Group, other: _Group) -> _Group:
        return self._group(
            tuple(sorted(one.members + other.members)),
            one.vectors + other.vectors,
            one.words + other.words,
            one.places + other.places,
            one.stories + other.stories,
        )


def _of_places(one: _Group, other: _Group) -> float:
    if not one.settlements or not other.settlements:
        return 0.0
    return SAME_PLACE if one.settlements & other.settlements else OTHER_PLACE


def _settlements(document: Document, held: Annotations | None) -> frozenset[str]:
    """Return the settlements that a headline names, or the first words of a text without one."""
    field = "title" if document.headline else "text"
    return frozenset(
        mention.place.id
        for mention in (held.places if held else ())
        if mention.place.kind == "settlement"
        and mention.span.field == field
        and mention.span.start < FIRST_CHARACTERS
    )
