"""A made-up flood for the composer: documents, annotations by hand, and a day's material."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dayline.compose.material import Material
from dayline.compose.style import Style
from dayline.model.claims import Figure, FigureId, Sentence, Statement, StatementId
from dayline.model.crisis import Crisis
from dayline.model.digest import Coverage
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations, TimeExpression
from dayline.model.source import ItemId, Source, SourceId
from dayline.model.story import RankedStory, Story, StoryId, ThreadId
from dayline.pipeline.languages import languages
from dayline.text.fingerprints import sha256_hex
from dayline.text.languages import Language

DAY = date(2026, 5, 14)
NOON = datetime(2026, 5, 14, 9, tzinfo=UTC)
CRISIS = Crisis(
    id="varda",
    name="Varda flood",
    first_day=date(2026, 5, 9),
    zone=ZoneInfo("Europe/Bucharest"),
    cutoff_hour=22,
    sources=(
        Source(id=SourceId("agency"), name="Agency", tier=1),
        Source(id=SourceId("post"), name="Post", tier=2),
        Source(id=SourceId("ministry"), name="Ministry", kind="statements", tier=1),
    ),
    spelling=(("Brena", "Brenna"), ("Tellen", "Teln")),
)


class Desk:
    """Builds documents with annotations, and the material of a day from them."""

    def __init__(self) -> None:
        self.documents: dict[DocumentId, Document] = {}
        self.annotations: dict[DocumentId, Annotations] = {}

    def document(
        self,
        name: str,
        headline: str,
        text: str = "",
        *,
        source: str = "post",
        published: datetime = NOON,
        **more: object,
    ) -> Document:
        """Add a document whose id is its name, with its sentences."""
        document = Document(
            id=DocumentId(name),
            item_id=ItemId(name),
            source_id=SourceId(source),
            source_name=source.title(),
            url=f"https://{source}.example/{name}",
            headline=headline,
            text=text,
            published_at=published,
            published_confidence="time",
            fetched_at=published + timedelta(minutes=5),
            sha256=sha256_hex(text.encode()),
            raw_sha256="0" * 64,
            **more,  # type: ignore[arg-type]
        )
        self.documents[document.id] = document
        from dayline.text.sentences import sentence_spans

        english = languages()["en"]
        sentences = [
            Sentence(span=document.span(a, b), index=i)
            for i, (a, b) in enumerate(sentence_spans(text, english))
        ]
        self.annotations[document.id] = Annotations(
            document_id=document.id, language="en", sentences=tuple(sentences)
        )
        return document

    def says(
        self,
        document: Document,
        content: str,
        source: str,
        *,
        speaker: str | None = None,
        role: str | None = None,
        kind: str = "indirect",
    ) -> Statement:
        """Mark a statement; ``content`` and ``source`` are found in the text."""
        text = document.text
        at = text.index(content)
        by = min((m.start() for m in re.finditer(re.escape(source), text)), key=lambda place: abs(place - at))
        statement = Statement(
            id=StatementId(f"{document.id}-{at}"),
            kind=kind,
            content=(document.span(at, at + len(content)),),  # type: ignore[arg-type]
            source=(document.span(by, by + len(source)),),
            speaker=speaker,
            role=role,
        )
        held = self.annotations[document.id]
        self.annotations[document.id] = replace(held, statements=(*held.statements, statement))
        return statement

    def counts(self, document: Document, written: str, of: str, value: float, **more: object) -> Figure:
        """Mark a figure."""
        at = document.text.index(written)
        figure = Figure(
            id=FigureId(f"{document.id}-{at}"),
            span=document.span(at, at + len(written)),
            low=value,
            high=value,
            of=of,
            **more,
        )  # type: ignore[arg-type]
        held = self.annotations[document.id]
        self.annotations[document.id] = replace(held, figures=(*held.figures, figure))
        return figure

    def dated(self, document: Document, written: str, value: str, *, guessed: bool = False) -> None:
        """Mark a date."""
        at = document.text.index(written)
        span = document.span(at, at + len(written))
        expression = TimeExpression(span=span, type="DATE", value=value, guessed=guessed)
        held = self.annotations[document.id]
        self.annotations[document.id] = replace(held, dates=(*held.dates, expression))

    def story(
        self,
        name: str,
        documents: Sequence[Document],
        *,
        score: float = 5.0,
        outlets: int = 2,
        origins: int = 2,
        thread: str = "",
        reasons: tuple[tuple[str, float], ...] = (),
    ) -> RankedStory:
        """Return a ranked story of documents."""
        ids = tuple(document.id for document in documents)
        moments = [document.published_at or NOON for document in documents]
        story = Story(
            id=StoryId(name),
            crisis_id="varda",
            documents=ids,
            first_seen=min(moments),
            last_seen=max(moments),
            thread_id=ThreadId(thread or name),
        )
        return RankedStory(
            story=story, documents=ids, score=score, reasons=reasons, outlets=outlets, origins=origins
        )

    def material(self, *stories: RankedStory, **more: object) -> Material:
        """Return the material of day 6."""
        return Material(
            crisis=CRISIS,
            day=6,
            date=DAY,
            stories=stories,
            documents=self.documents,
            annotations=self.annotations,
            language=languages()["en"],
            coverage=Coverage(documents=len(self.documents), sources=2, independent_origins=2),
            **more,  # type: ignore[arg-type]
        )


@pytest.fixture
def desk() -> Desk:
    """Return an empty desk."""
    return Desk()


@pytest.fixture(scope="session")
def english() -> Language:
    """Return English with every table."""
    return languages()["en"]


@pytest.fixture(scope="session")
def style(english: Language) -> Style:
    """Return the house's way of wording."""
    return Style(english)
