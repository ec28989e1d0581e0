"""Wording of passages: a sentence of the evidence with names, dates and spelling set right, and nothing added."""

import re
from collections.abc import Iterator
from datetime import UTC, date

from dayline.compose.candidates import Candidate
from dayline.compose.material import Draft, Material, Style
from dayline.compose.wording import (
    Edit,
    apply_edits,
    closed,
    quoted_ranges,
    resolve_relative_days,
    respelled,
    typographic,
    with_dates,
)
from dayline.model.claims import Statement
from dayline.model.document import Document, Span

PRONOUNS = frozenset({"he", "she", "they"})


def published_date(document: Document) -> date | None:
    """Return the date in the document's own date line (UTC, as its time is kept)."""
    if document.published_on is not None:
        return document.published_on
    return document.published_at.astimezone(UTC).date() if document.published_at else None


def sentence_drafts(candidate: Candidate, material: Material, style: Style) -> Iterator[Draft]:
    """Yield wordings of a sentence, the fullest first; the last changes nothing but marks and spelling."""
    with_names, spans = _with_speaker_named(candidate)
    for text, evidence in ((with_names, spans), (candidate.text, (candidate.span,))):
        dated = with_dates(text, _weekdays(candidate, text, material), style, material.date)
        dated = resolve_relative_days(dated, published_date(candidate.document), style)
        for wording in dict.fromkeys((dated, text)):
            yield Draft(text=_finished(wording, evidence, candidate.document, material), spans=evidence)


def headline_draft(span: Span, material: Material, style: Style) -> Draft:
    """Word a headline as a line of its own."""
    document = material.documents[span.document_id]
    text = resolve_relative_days(document.quote(span), published_date(document), style)
    return Draft(text=_finished(text, (span,), document, material), spans=(span,))


def heading_text(span: Span, material: Material) -> str:
    """Word a headline as a heading: house spelling and marks, no full stop."""
    document = material.documents[span.document_id]
    text = respelled(
        typographic(document.quote(span)), material.crisis.spelling, document.headline + document.text
    )
    return text.removesuffix(".")


def speech_draft(candidate: Candidate, speaker: Span, style: Style) -> Draft:
    """Set a sentence of a speech as a quotation of the speaker whom the speech's title names."""
    words = typographic(candidate.text).replace("“", "‘").replace("”", "’")
    name = typographic(candidate.document.quote(speaker))
    lower = name[0].lower() + name[1:] if name.startswith("The ") else name
    text = style.words_for("quote_said", quote=f"“{words.removesuffix('.')}”", speaker=lower)
    return Draft(text=text, spans=(candidate.span, speaker))


def _finished(text: str, evidence: tuple[Span, ...], document: Document, material: Material) -> str:
    """Return the text in the house's form; a name is backed by the cited spans and the document's headline."""
    backing = " ".join([document.headline, *(material.documents[s.document_id].quote(s) for s in evidence)])
    finished = closed(respelled(typographic(text), material.crisis.spelling, backing))
    return finished[0].upper() + finished[1:] if finished[:1].islower() else finished


def _with_speaker_named(candidate: Candidate) -> tuple[str, tuple[Span, ...]]:
    """Put the full name where a pronoun is the speaker, and cite where that name stands."""
    text, evidence, edits = candidate.text, [candidate.span], []
    for statement in candidate.statements:
        pronoun = _pronoun_of(statement, candidate)
        named = pronoun and statement.speaker and _where_named(statement.speaker, candidate)
        if not (pronoun and named):
            continue
        start, end = pronoun.start - candidate.span.start, pronoun.end - candidate.span.start
        edits.append(Edit(start=start, end=end, words=candidate.document.quote(named)))
        evidence.append(named)
    return apply_edits(text, edits), tuple(dict.fromkeys(evidence))


def _pronoun_of(statement: Statement, candidate: Candidate) -> Span | None:
    if len(statement.source) != 1:
        return None
    span = statement.source[0]
    inside = (
        span.field == candidate.span.field
        and candidate.span.start <= span.start
        and span.end <= candidate.span.end
    )
    if not inside or candidate.document.quote(span).lower() not in PRONOUNS:
        return None
    start, end = span.start - candidate.span.start, span.end - candidate.span.start
    in_quotes = any(first < end and start < last for first, last in quoted_ranges(candidate.text))
    return None if in_quotes else span


def _where_named(name: str, candidate: Candidate) -> Span | None:
    """Return where the full name stands in the candidate's document, the nearest place before it first."""
    text = candidate.document.text
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    places = [found.span() for found in pattern.finditer(text)]
    before = [place for place in places if place[1] <= candidate.span.start]
    if before:
        return candidate.document.span(*before[-1])
    found = pattern.search(candidate.document.headline)
    return candidate.document.span(*found.span(), "title") if found else None


def _weekdays(candidate: Candidate, text: str, material: Material) -> list[tuple[int, int, date]]:
    """Return the weekday names of the (edited) sentence with the dates that annotation gave them."""
    annotations = material.annotations[candidate.document.id]
    found: list[tuple[int, int, date]] = []
    for expression in annotations.dates:
        span = expression.span
        inside = (
            span.field == candidate.span.field
            and candidate.span.start <= span.start
            and span.end <= candidate.span.end
        )
        if not inside or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", expression.value):
            continue
        written = candidate.document.quote(span)
        weekday = re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", written)
        if not weekday or re.search(r"\d", written):
            continue
        occurrences = [m.span() for m in re.finditer(rf"\b{weekday[0]}\b", text)]
        if len(occurrences) == 1:
            found.append((*occurrences[0], date.fromisoformat(expression.value)))
    return found
