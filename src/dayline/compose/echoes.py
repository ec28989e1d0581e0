"""What a further line would only tell once more: the event of a section, or that of a line before it."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from dayline.compose.desk import Desk
from dayline.compose.style import WORD
from dayline.model.claims import Figure
from dayline.model.digest import Section
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import Annotations
from dayline.model.story import ThreadId
from dayline.text.normalize import fold

# Characters of a word that stand for it: "protester" and "protested" are one word here.
STEM = 6
# Cosine of two headlines' words by their rarity from which two lines of one thread tell one event; of the likest pairs
# of days 1 to 40 and 383 to 392 those of the same protest and the same explosions had .35.
SAME_EVENT = 0.34
# People, and kinds of happening, that a headline has in common with a passage from which it tells the same of them: Xi
# ends his visit after meeting Putin.
SAME_PEOPLE, SAME_KINDS = 2, 2
# Least count, and the part of it by which another differs that was only rounded: 7,295 and almost 7,300.
LEAST_COUNT, ROUNDED = 1000, 0.005


class Echoes:
    """What the sections of a day have told, and its lines so far."""

    def __init__(self, desk: Desk, sections: Sequence[Section]) -> None:
        self._desk = desk
        shown = [passage for section in sections for passage in (section.heading, *section.passages)]
        self._spans = [citation.span for passage in shown for citation in passage.citations]
        self._cited = {span.document_id for span in self._spans}
        kinds = desk.material.language.table("stories").get("kinds", {})
        self._kind_of = {word: kind for kind, words in kinds.items() for word in words}
        self._counts = [figure for span in self._spans for figure in self._counts_in(span)]
        self._tolls = [(toll, places) for section in sections for toll, places in self._tolls_of(section.documents)]
        leads = [desk.material.documents[story.documents[0]].headline for story in desk.material.stories]
        stories = [self._stems(desk.style.content_words(headline)) for headline in leads]
        self._held, self._stories = Counter(stem for stems in stories for stem in stems), len(stories)
        self._lines: dict[ThreadId, list[frozenset[str]]] = {}

    def in_section(self, document: Document) -> bool:
        """Tell whether a section has a document's words, or tells what its headline does.

        That is so where it counts the same dead or hurt, in no other place, or the same of anything in a rounder
        number, or where the same people do the same.
        """
        if document.id in self._cited or self._does_again(document) or self._counts_again(document):
            return True
        return any(
            toll == of_section and places <= of_places
            for toll, places in self._tolls_of((document.id,))
            for of_section, of_places in self._tolls
        )

    def in_line(self, thread: ThreadId, words: frozenset[str]) -> bool:
        """Tell whether a line of a thread tells the event that some content words tell."""
        stems = self._stems(words)
        return any(self._likeness(stems, told) >= SAME_EVENT for told in self._lines.get(thread, ()))

    def say(self, thread: ThreadId, words: frozenset[str]) -> None:
        """Note that a line of a thread is printed, by its content words."""
        self._lines.setdefault(thread, []).append(self._stems(words))

    def _does_again(self, document: Document) -> bool:
        """Tell whether all people of a headline do in a passage what they do there."""
        headline = self._headline(document)
        people, kinds = self._doings(headline) if headline else ((), frozenset())
        if len(people) < SAME_PEOPLE or len(kinds) < SAME_KINDS:
            return False
        return any(
            kinds <= shown and all(any(one & other for other in named) for one in people)
            for named, shown in map(self._doings, self._spans)
        )

    def _doings(self, span: Span) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
        """Return the people whom a span names, each by the words of the name, and the kinds of what happens in it."""
        people = dict.fromkeys(self._desk.people_in(span))
        words = WORD.findall(fold(self._desk.material.documents[span.document_id].quote(span)))
        forms = {form for word in words for form in (word, self._desk.style.endings.sub("", word))}
        return tuple(people), frozenset(self._kind_of[form] for form in forms if form in self._kind_of)

    def _counts_again(self, document: Document) -> bool:
        """Tell whether a headline's count is one that a section gives in a rounder number."""
        headline = self._headline(document)
        counts = self._counts_in(headline) if headline else ()
        return any(_is_rounded(one, other) for one in counts for other in self._counts)

    def _headline(self, document: Document) -> Span | None:
        """Return the span of an annotated document's headline; None where it has none."""
        is_read = document.headline and document.id in self._desk.material.annotations
        return document.span(0, len(document.headline), "title") if is_read else None

    def _counts_in(self, span: Span) -> list[Figure]:
        held = self._desk.material.annotations[span.document_id].figures
        return [figure for figure in held if figure.span.is_within(span) and figure.low >= LEAST_COUNT]

    def _tolls_of(self, ids: Sequence[DocumentId]) -> Iterator[tuple[tuple[str, float], frozenset[str]]]:
        """Yield each toll of some documents' main events, with the settlements that the documents name."""
        material = self._desk.material
        held = (material.annotations[id_] for id_ in ids if id_ in material.annotations)
        places = frozenset(id_ for annotations in held for id_ in _settlements(annotations))
        for id_ in ids:
            for state, toll in self._desk.tolls(id_).items():
                yield (state, toll.low), places

    def _stems(self, words: frozenset[str]) -> frozenset[str]:
        return frozenset(word[:STEM] for word in self._desk.subjects.telling(words) - self._desk.subjects.own_people)

    def _likeness(self, left: frozenset[str], right: frozenset[str]) -> float:
        length = math.sqrt(self._square(left) * self._square(right))
        return self._square(left & right) / length if length else 0.0

    def _square(self, stems: frozenset[str]) -> float:
        return math.fsum(math.log((self._stories + 1) / max(1, self._held[stem])) ** 2 for stem in sorted(stems))


def _is_rounded(one: Figure, other: Figure) -> bool:
    same = (one.unit, one.of, one.low == one.high) == (other.unit, other.of, other.low == other.high)
    return same and one.of is not None and abs(one.low - other.low) <= ROUNDED * max(one.low, other.low)


def _settlements(annotations: Annotations) -> Iterator[str]:
    return (found.place.id for found in annotations.places if found.place.kind == "settlement")
