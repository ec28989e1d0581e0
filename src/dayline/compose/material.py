"""What the composer is given for one day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date

from dayline.model.claims import Figure, PersonId
from dayline.model.crisis import Crisis
from dayline.model.digest import Citation, Coverage, Passage
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import Actor, Annotations
from dayline.model.source import Source
from dayline.model.story import RankedStory, ThreadId
from dayline.text.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One day's stories, best first, with the documents and annotations that they rest on.

    ``earlier`` gives, for a thread, documents of days before, newest first; ``earlier_figures`` the figures
    of days before with their day and thread, newest first. ``documents`` holds all of them, ``actors`` the
    records of those who speak in them. ``fed`` gives, for a report, the paragraphs of round-ups that tell of it.
    ``marginal`` are documents that belong to the crisis only by the company that their stories put them in.
    """

    crisis: Crisis
    day: int
    date: date
    stories: tuple[RankedStory, ...]
    documents: Mapping[DocumentId, Document]
    annotations: Mapping[DocumentId, Annotations]
    earlier: Mapping[ThreadId, tuple[DocumentId, ...]] = field(default_factory=dict)
    earlier_figures: tuple[tuple[int, ThreadId, Figure], ...] = ()
    coverage: Coverage
    language: Language
    actors: Mapping[PersonId, Actor] = field(default_factory=dict)
    fed: Mapping[DocumentId, tuple[Span, ...]] = field(default_factory=dict)
    marginal: frozenset[DocumentId] = frozenset()

    def source_of(self, document: Document) -> Source | None:
        """Return a document's source as configured; None for one that is not."""
        return next((source for source in self.crisis.sources if source.id == document.source_id), None)

    def tier_of(self, document: Document) -> int:
        """Return the tier of a document's source; 3 for one that is not configured."""
        source = self.source_of(document)
        return source.tier if source else 3

    def speakers_in(self, spans: Iterable[Span]) -> tuple[PersonId, ...]:
        """Return who speaks in some spans by their records, each once, in the order of the spans."""
        spoken = (
            (statement.speaker_id, statement.source, span)
            for span in spans
            for statement in self.annotations[span.document_id].statements
            if statement.act == "speech"
        )
        return tuple(
            dict.fromkeys(
                speaker
                for speaker, source, span in spoken
                if speaker is not None and speaker in self.actors and any(part.is_within(span) for part in source)
            )
        )

    def citation(self, span: Span) -> Citation:
        """Return the citation of a span."""
        document = self.documents[span.document_id]
        return Citation(
            span=span,
            url=document.url,
            source_name=document.source_name,
            retrieved_at=document.fetched_at,
            sha256=document.sha256,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A passage before the gates: its words, and the spans that they rest on."""

    text: str
    spans: tuple[Span, ...]


def published_date(document: Document) -> date | None:
    """Return the date in the document's own date line (UTC, as its time is kept)."""
    if document.published_on is not None:
        return document.published_on
    return document.published_at.astimezone(UTC).date() if document.published_at else None


def own_words(passage: Passage) -> str:
    """Return a passage without the name of its outlet before it."""
    return passage.text.removeprefix(f"{passage.citations[0].source_name}: ")
