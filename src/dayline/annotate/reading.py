"""One field of a document as the parser read it: what the annotators share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dayline.model.document import Document, Field, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """``parsed`` is over exactly ``document.field(field)``, so its character offsets are the document's."""

    document: Document
    field: Field
    language: str
    parsed: Doc

    @property
    def text(self) -> str:
        """Return the characters that were read."""
        return self.document.field(self.field)

    def span(self, start: int, end: int) -> Span:
        """Return a span of the document from character offsets of this field."""
        return self.document.span(start, end, self.field)
