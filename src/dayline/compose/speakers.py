"""Speakers by name: a pronoun or a bare surname becomes the name, with the role, as the document gives it."""

import re
from collections.abc import Iterator

from dayline.compose.candidates import Candidate
from dayline.compose.headings import title_span
from dayline.compose.material import Material
from dayline.compose.style import Style
from dayline.compose.wording import Edit, apply_edits, quoted_ranges
from dayline.model.claims import Statement
from dayline.model.document import Document, Span

# Words of the longest "the head of the service, Pavel Ostrin" that is put in the place of "he".
MOST_NAMING_WORDS = 12


def with_speakers_named(
    candidate: Candidate, material: Material, style: Style, before: str
) -> tuple[str, tuple[Span, ...]]:
    """Return a sentence with its speakers named, and what must be cited for it.

    ``before`` is the text of the section so far: who is named there goes by surname, anybody else by full
    name, with the role where the document puts it beside the name.
    """
    evidence, edits = [candidate.span], []
    for statement in candidate.statements:
        written = _short_source(statement, candidate, style)
        if written is None or statement.speaker is None:
            continue
        known = statement.speaker in before
        is_pronoun = candidate.document.quote(written).lower() in style.pronouns
        start, end = written.start - candidate.span.start, written.end - candidate.span.start
        is_named = statement.speaker.split()[-1] in candidate.text[:start]
        if (known and not is_pronoun) or (is_pronoun and is_named):
            continue
        naming = next(_namings(statement.speaker, candidate, material, known=known), None)
        if naming is None:
            continue
        words = _fitted(candidate.document.quote(naming).rstrip(" ,;"), opens=start == 0)
        if "," in words and candidate.text[end : end + 1].isspace():
            words += ","
        edits.append(Edit(start=start, end=end, words=words))
        evidence.append(naming)
    return apply_edits(candidate.text, edits), tuple(dict.fromkeys(evidence))


def is_short_name(statement: Statement, candidate_span: Span, written: str, style: Style) -> bool:
    """Tell whether a source as written is a pronoun, or the bare surname of a speaker whose full name is known."""
    if (
        statement.speaker is None
        or len(statement.source) != 1
        or not statement.source[0].is_within(candidate_span)
    ):
        return False
    surname = statement.speaker.split()[-1]
    return written.lower() in style.pronouns or (written == surname and " " in statement.speaker)


def headline_speaker(document: Document, material: Material, style: Style) -> Span | None:
    """Return where a headline names who says it: a body or a person, no place, and no office without a name."""
    title = title_span(document, style)
    found = style.speaker_named.search(document.quote(title)) if title else None
    if title is None or found is None:
        return None
    start, end = found.span(next(name for name, words in found.groupdict().items() if words))
    span = document.span(title.start + start, title.start + end, "title")
    if style.people_words.fullmatch(document.quote(span)):
        return None
    places = (mention.span for mention in material.annotations[document.id].places)
    return None if any(place.field == "title" and span.is_within(place) for place in places) else span


def _short_source(statement: Statement, candidate: Candidate, style: Style) -> Span | None:
    if len(statement.source) != 1:
        return None
    span = statement.source[0]
    written = candidate.document.quote(span)
    if not is_short_name(statement, candidate.span, written, style):
        return None
    start, end = span.start - candidate.span.start, span.end - candidate.span.start
    in_quotes = any(first < end and start < last for first, last in quoted_ranges(candidate.text))
    return None if in_quotes else span


def _namings(name: str, candidate: Candidate, material: Material, *, known: bool) -> Iterator[Span]:
    """Yield where the document names a speaker: with the role, by full name; by surname for one known."""
    document = candidate.document
    if known:
        yield from _places(name.split()[-1], candidate)
    for statement in material.annotations[document.id].statements:
        if statement.speaker == name and len(statement.source) == 1:
            words = document.quote(statement.source[0])
            if (
                name in words
                and words != name
                and len(words.split()) <= MOST_NAMING_WORDS
                and "\n" not in words
            ):
                yield statement.source[0]
    yield from _places(name, candidate)


def _places(name: str, candidate: Candidate) -> Iterator[Span]:
    """Yield where a name stands: the nearest place before the sentence, else in the headline."""
    document = candidate.document
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    before = [found.span() for found in pattern.finditer(document.text, 0, candidate.span.start)]
    if before:
        yield document.span(*before[-1])
    elif found := pattern.search(document.headline):
        yield document.span(*found.span(), "title")


def _fitted(words: str, *, opens: bool) -> str:
    """Return a naming as its place in the sentence asks: a small article inside it, a capital at its beginning."""
    if opens:
        return words[0].upper() + words[1:]
    article = re.match(r"(The|A|An|Its|His|Her|Their) ", words)
    return words[0].lower() + words[1:] if article else words
