"""What a further line would only tell once more: the event of a section, or that of a line before it."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from dayline.compose.desk import Desk
from dayline.model.digest import Section
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations
from dayline.model.story import ThreadId
from dayline.text.tolls import main_tolls

# Characters of a word that stand for it: "protester" and "protested" are one word here.
STEM = 6
# Cosine of two headlines' words by their rarity from which two lines of one thread tell one event; of the likest pairs
# of days 1 to 40 and 383 to 392 those of the same protest and the same explosions had .35.
SAME_EVENT = 0.34


class Echoes:
    """What the sections of a day have told, and its lines so far."""

    def __init__(self, desk: Desk, sections: Sequence[Section]) -> None:
        self._desk = desk
        shown = [passage for section in sections for passage in (section.heading, *section.passages)]
        self._cited = {citation.span.document_id for passage in shown for citation in passage.citations}
        self._tolls = [(toll, places) for section in sections for toll, places in self._tolls_of(section.documents)]
        leads = [desk.material.documents[story.documents[0]].headline for story in desk.material.stories]
        stories = [self._stems(desk.style.content_words(headline)) for headline in leads]
        self._held, self._stories = Counter(stem for stems in stories for stem in stems), len(stories)
        self._lines: dict[ThreadId, list[frozenset[str]]] = {}

    def in_section(self, document: Document) -> bool:
        """Tell whether a section has a document's words, or counts the same dead or hurt, in no other place."""
        if document.id in self._cited:
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

    def _tolls_of(self, ids: Sequence[DocumentId]) -> Iterator[tuple[tuple[str, float], frozenset[str]]]:
        """Yield each toll of some documents' main events, with the settlements that the documents name."""
        material = self._desk.material
        held = [(material.documents[id_], material.annotations[id_]) for id_ in ids if id_ in material.annotations]
        places = frozenset(id_ for _, annotations in held for id_ in _settlements(annotations))
        for document, annotations in held:
            for state, toll in main_tolls(document, annotations, material.language).items():
                yield (state, toll.low), places

    def _stems(self, words: frozenset[str]) -> frozenset[str]:
        return frozenset(word[:STEM] for word in self._desk.subjects.telling(words) - self._desk.subjects.own_people)

    def _likeness(self, left: frozenset[str], right: frozenset[str]) -> float:
        length = math.sqrt(self._square(left) * self._square(right))
        return self._square(left & right) / length if length else 0.0

    def _square(self, stems: frozenset[str]) -> float:
        return math.fsum(math.log((self._stories + 1) / max(1, self._held[stem])) ** 2 for stem in sorted(stems))


def _settlements(annotations: Annotations) -> Iterator[str]:
    return (found.place.id for found in annotations.places if found.place.kind == "settlement")
