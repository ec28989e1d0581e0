"""What a further line would only tell once more: the event of a section, or that of a line before it."""

from collections.abc import Iterator, Sequence

from dayline.compose.desk import Desk
from dayline.compose.subjects import is_near
from dayline.model.claims import Figure
from dayline.model.digest import Passage, Section
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import Annotations
from dayline.model.story import ThreadId

# Cosine of two lines' senses by their weights from which two lines of one thread tell one event; of the likest pairs of
# days 1 to 40 and 383 to 392 all six from .37 did, and of the next six two.
SAME_EVENT = 0.36
# Share of the weight of a line's senses from which a passage that has them says what the line says, and least number of
# them; of the lines of days 1 to 40 and 383 to 392 all five from .6 did, and of the next ten two.
SAME_SENSE, LEAST_SENSES = 0.6, 4
# Least count, and the part of it by which another differs that was only rounded: 7,295 and almost 7,300.
LEAST_COUNT, ROUNDED = 1000, 0.005


class Echoes:
    """What the sections of a day have told, and its lines so far."""

    def __init__(self, desk: Desk, sections: Sequence[Section]) -> None:
        self._desk = desk
        shown = [passage for section in sections for passage in (section.heading, *section.passages)]
        self._spans = [citation.span for passage in shown for citation in passage.citations]
        self._cited = {span.document_id for span in self._spans}
        self._counts = [figure for span in self._spans for figure in self._counts_in(span)]
        self._tolls = [(toll, places) for section in sections for toll, places in self._tolls_of(section.documents)]
        self._deadly = {place for span in self._spans for place in self._deadly_in(span)}
        self._senses = desk.senses
        self._shown, self._told = shown, dict[Span, frozenset[str]]()
        self._lines: dict[ThreadId, list[frozenset[str]]] = {}

    def in_section(self, document: Document) -> bool:
        """Tell whether a section has a document's words, or tells what its headline does.

        That is so where it counts the same dead or hurt, in no other place, or the same of anything in a rounder
        number.
        """
        if document.id in self._cited or self._counts_again(document):
            return True
        return any(
            toll == of_section and places <= of_places
            for toll, places in self._tolls_of((document.id,))
            for of_section, of_places in self._tolls
        )

    def is_told(self, thread: ThreadId, line: Passage) -> bool:
        """Tell whether a passage of a section, or another line, says what a line says, in whatever words.

        So does one that counts people killed in the same town: rival tolls stand side by side among the figures.
        """
        headline = self._headline_senses(line)
        likeness = (self._senses.likeness(headline, other) for other in self._lines.get(thread, ()))
        if any(place in self._deadly for place in self._deadly_in(line.citations[0].span)):
            return True
        return any(like >= SAME_EVENT for like in likeness) or any(self._is_in(line, each) for each in self._shown)

    def _is_in(self, line: Passage, other: Passage) -> bool:
        """Tell whether another passage says most of what a line says, and of the same places."""
        own, told = self._senses_of(line), self._senses_of(other)
        if len(own & told) < LEAST_SENSES or self._senses.share_in(own, told) < SAME_SENSE:
            return False
        there = self._desk.subjects.local_places(other.citations[0].span)
        return all(
            any(is_near(one, another) for another in there)
            for one in self._desk.subjects.local_places(line.citations[0].span)
        )

    def _senses_of(self, passage: Passage) -> frozenset[str]:
        """Return the senses of what a passage rests on, read once: without names and roles put in."""
        span = passage.citations[0].span
        if span not in self._told:
            self._told[span] = self._senses.of(self._desk.material.documents[span.document_id].quote(span))
        return self._told[span]

    def _headline_senses(self, line: Passage) -> frozenset[str]:
        """Return the senses of the headline of a line's report, or of the line where that has none."""
        document = self._desk.material.documents[line.citations[0].span.document_id]
        return self._senses.of(document.headline) if document.headline.strip() else self._senses_of(line)

    def say(self, thread: ThreadId, line: Passage) -> None:
        """Note that a line of a thread is printed."""
        self._lines.setdefault(thread, []).append(self._headline_senses(line))
        self._shown.append(line)
        self._deadly.update(self._deadly_in(line.citations[0].span))

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

    def _deadly_in(self, span: Span) -> Iterator[str]:
        """Yield the towns of which a span says how many were killed there; totals since a day count nothing."""
        held = self._desk.material.annotations[span.document_id]
        towns = {found.place.name for found in held.places if found.place.kind == "settlement"}
        for figure in held.figures:
            if figure.of == "killed" and figure.since is None and figure.span.is_within(span) and figure.place in towns:
                yield figure.place or ""

    def _tolls_of(self, ids: Sequence[DocumentId]) -> Iterator[tuple[tuple[str, float], frozenset[str]]]:
        """Yield each toll of some documents' main events, with the settlements that the documents name."""
        material = self._desk.material
        held = (material.annotations[id_] for id_ in ids if id_ in material.annotations)
        places = frozenset(id_ for annotations in held for id_ in _settlements(annotations))
        for id_ in ids:
            for state, toll in self._desk.tolls(id_).items():
                yield (state, toll.low), places


def _is_rounded(one: Figure, other: Figure) -> bool:
    same = (one.unit, one.of, one.low == one.high) == (other.unit, other.of, other.low == other.high)
    return same and one.of is not None and abs(one.low - other.low) <= ROUNDED * max(one.low, other.low)


def _settlements(annotations: Annotations) -> Iterator[str]:
    return (found.place.id for found in annotations.places if found.place.kind == "settlement")
