"""Documents, and the spans that point into them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NewType

from dayline.errors import SpanError
from dayline.model.checks import require, require_aware
from dayline.model.source import ItemId, SourceId

DocumentId = NewType("DocumentId", str)

Field = Literal["text", "title"]
Confidence = Literal["time", "day", "low"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Half-open range of characters (Unicode code points) of a document's text, or of its headline.

    Raises RecordError unless 0 <= start < end.
    """

    document_id: DocumentId
    start: int
    end: int
    field: Field = "text"

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, f"Span: [{self.start}, {self.end}) is empty or turned round")

    def is_within(self, other: "Span") -> bool:
        """Tell whether this span lies inside another of the same document and field."""
        same = (self.document_id, self.field) == (other.document_id, other.field)
        return same and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A cleaned text that never changes again; another cleaning makes another document.

    ``id`` is the hash of source, item, headline and text; ``item_id`` stays the same over the versions of one
    article; ``given_id`` is the id that the input gave it: of a document as it stands there, of a message or a page
    with its channel or source before it ("" where it gave none). ``sha256`` is the hash
    of ``text`` in UTF-8, ``raw_sha256`` that of the item it was cleaned from. ``published_confidence``: "time"
    where a time was stated, "day" where only a date was (``published_at`` is then noon UTC of that date, and
    ``published_on`` the date), "low" where it is missing or cannot be right (later than ``fetched_at``).
    ``links`` are addresses in the text, ``labels`` the words the outlet filed it under (its categories).
    """

    id: DocumentId
    item_id: ItemId
    given_id: str = ""
    source_id: SourceId
    source_name: str
    url: str = ""
    headline: str
    byline: str = ""
    text: str
    language: str = ""
    published_at: datetime | None
    published_on: date | None = None
    published_confidence: Confidence
    fetched_at: datetime
    sha256: str
    raw_sha256: str
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_aware(self.published_at, "Document.published_at")
        require_aware(self.fetched_at, "Document.fetched_at")
        require(bool(self.headline or self.text), f"Document {self.id}: neither headline nor text")
        require(
            self.published_confidence != "time" or self.published_at is not None,
            f"Document {self.id}: confidence 'time' without a time",
        )

    def field(self, name: Field) -> str:
        """Return the characters that a span with this field counts in."""
        return self.text if name == "text" else self.headline

    def quote(self, span: Span) -> str:
        """Return the characters of a span; raise SpanError for a foreign or overlong one."""
        if span.document_id != self.id:
            raise SpanError(f"span of {span.document_id} asked of document {self.id}")
        characters = self.field(span.field)
        if span.end > len(characters):
            raise SpanError(
                f"span [{span.start}, {span.end}) reaches past the {len(characters)} characters "
                f"of the {span.field} of {self.id}"
            )
        return characters[span.start : span.end]

    def span(self, start: int, end: int, field: Field = "text") -> Span:
        """Return a span of this document, checked against its length."""
        span = Span(document_id=self.id, start=start, end=end, field=field)
        self.quote(span)
        return span


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """``document_id`` repeats ``of``: "same text", "near copy", or "teaser" (a cut of it)."""

    document_id: DocumentId
    of: DocumentId
    reason: Literal["same text", "near copy", "teaser"]
    similarity: float
