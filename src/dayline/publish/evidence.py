"""The evidence of a page: the cited words of a document in their context, one numbered note for each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import pairwise

from dayline.model.digest import Citation, Passage
from dayline.model.document import Document, DocumentId, Field, Span
from dayline.publish.links import safe_language, safe_url, saved_path
from dayline.publish.spelling import spell_day, spell_moment

# Characters of the document shown before and after the cited words: two or three sentences on either side.
CONTEXT = 240
ELLIPSIS = "…"

_SPACE, _LAST_SPACE = re.compile(r"\s"), re.compile(r".*\s", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a document: cited words, or context."""

    text: str
    is_cited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What one line draws from one document, as it opens beside the line.

    ``sha256`` is that of the document's text, or, where it has none, of the item as received (``of_item``).
    """

    number: int
    source: str
    published: str
    headline: str
    in_title: bool
    pieces: tuple[Piece, ...]
    language: str
    retrieved: str
    url: str
    saved: str
    sha256: str
    of_item: bool

    @property
    def anchor(self) -> str:
        """Return the note's id on the page."""
        return f"e{self.number}"


@dataclass(slots=True)
class Notes:
    """Gathers and numbers the notes of one page; lines that cite the same words share a note."""

    documents: Mapping[DocumentId, Document]
    zone: tzinfo
    root: str
    page_language: str = "en"
    _found: dict[tuple[Span, ...], Note] = field(default_factory=dict)
    _beside: dict[int, dict[int, Note]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Note]:
        return iter(self._found.values())

    def of(self, passage: Passage) -> tuple[Note, ...]:
        """Return the notes of a passage, one for each document and field that it cites."""
        cited: dict[tuple[DocumentId, Field], list[Citation]] = {}
        for citation in passage.citations:
            cited.setdefault((citation.span.document_id, citation.span.field), []).append(citation)
        notes = tuple(self._note(citations) for citations in cited.values())
        for note in notes if len(notes) > 1 else ():
            self._beside.setdefault(note.number, {}).update((each.number, each) for each in notes if each is not note)
        return notes

    def beside(self) -> dict[int, tuple[Note, ...]]:
        """Return, by the number of a note, the others on which the same lines rest, in order of their numbers."""
        return {number: tuple(others[at] for at in sorted(others)) for number, others in self._beside.items()}

    def _note(self, citations: Sequence[Citation]) -> Note:
        spans = tuple(sorted({citation.span for citation in citations}))
        if spans not in self._found:
            self._found[spans] = self._written(citations[0], spans)
        return self._found[spans]

    def _written(self, citation: Citation, spans: tuple[Span, ...]) -> Note:
        document = self.documents[citation.span.document_id]
        in_title = citation.span.field == "title"
        language = safe_language(document.language)
        place = "" if in_title else f"#p{paragraph_at(document.text, spans[0].start)}"
        return Note(
            number=len(self._found) + 1,
            source=citation.source_name,
            published=spell_published(document, self.zone),
            headline="" if in_title else document.headline,
            in_title=in_title,
            pieces=tuple(pieces(document, spans)),
            language="" if language == self.page_language else language,
            retrieved=spell_moment(citation.retrieved_at, self.zone),
            url=safe_url(citation.url),
            saved=self.root + saved_path(document.id) + place,
            sha256=citation.sha256 if document.text else document.raw_sha256,
            of_item=not document.text,
        )


def pieces(document: Document, spans: Sequence[Span], *, context: int = CONTEXT) -> Iterator[Piece]:
    """Yield the cited words of one field of a document with what stands around them, cut between words.

    ``spans`` are sorted; each is quoted through the document, so that a foreign or overlong one raises SpanError.
    """
    for span in spans:
        document.quote(span)
    characters = document.field(spans[0].field)
    cited = _joined(spans)
    yield from _context(_before(characters, cited[0][0], context))
    for (start, end), (next_start, _) in pairwise([*cited, (len(characters), len(characters))]):
        yield Piece(text=characters[start:end], is_cited=True)
        between = characters[end:next_start]
        if next_start == len(characters):
            yield from _context(_after(characters, end, context))
        elif len(between) <= 2 * context:
            yield from _context(between)
        else:
            tail = _before(characters, next_start, context).removeprefix(ELLIPSIS).lstrip()
            yield from _context(f"{_after(characters, end, context)} {tail}")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, as blank lines part them."""
    return [part.strip("\n") for part in text.split("\n\n") if part.strip()]


def paragraph_at(text: str, position: int) -> int:
    """Return the number, from 1, of the paragraph in which a character of a text stands."""
    return max(1, len(paragraphs(text[: position + 1])))


def spell_published(document: Document, zone: tzinfo) -> str:
    """Return when a document was published, as precisely as it is known."""
    doubt = " (in doubt)" if document.published_confidence == "low" else ""
    if document.published_on is not None:
        return spell_day(document.published_on) + doubt
    if document.published_at is None:
        return "no date given"
    return spell_moment(document.published_at, zone) + doubt


def _joined(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return ranges that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for span in spans:
        if joined and span.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        else:
            joined.append((span.start, span.end))
    return joined


def _context(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text=text, is_cited=False)


def _before(characters: str, start: int, context: int) -> str:
    first = max(0, start - context)
    if first == 0:
        return characters[:start]
    space = None if characters[first - 1].isspace() else _SPACE.search(characters, first, start)
    return f"{ELLIPSIS} {characters[space.end() if space else first : start]}"


def _after(characters: str, end: int, context: int) -> str:
    last = min(len(characters), end + context)
    if last == len(characters):
        return characters[end:]
    space = None if characters[last].isspace() else _LAST_SPACE.match(characters, end, last)
    return f"{characters[end : space.end() - 1 if space else last]} {ELLIPSIS}"
