"""The digest as JSON: the public form that other programs read."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dayline.model.claims import Figure
from dayline.model.digest import Citation, Digest, FigureClaim, Passage, Section
from dayline.model.document import Document, DocumentId
from dayline.model.review import Decision
from dayline.publish.links import safe_url

Documents = Mapping[DocumentId, Document]


def moment_form(moment: datetime) -> str:
    """Return a time as RFC 3339 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def document_name(document: Document) -> str:
    """Return the id by which others know a document: the one its file gave it, else ours."""
    return document.given_id or document.id


def digest_form(digest: Digest, documents: Documents, *, crisis_name: str) -> dict[str, Any]:
    """Return a digest as plain values; raises SpanError or KeyError where a citation does not resolve."""
    coverage = digest.coverage
    return {
        "crisis": crisis_name,
        "day": digest.day,
        "date": digest.date.isoformat(),
        "title": digest.title.text,
        "cutoff": moment_form(digest.cutoff),
        "lede": [passage_form(passage, documents) for passage in digest.lede],
        "sections": [_section_form(section, documents) for section in digest.sections],
        "figures": [
            {"of": group.of, "claims": [_claim_form(claim, documents) for claim in group.claims]}
            for group in digest.figures
        ],
        "also": [passage_form(passage, documents) for passage in digest.also],
        "worth": [passage_form(passage, documents) for passage in digest.worth],
        "speakers": [
            {"id": one.id, "name": one.name, "aliases": list(one.aliases), "role": one.role or None}
            for one in digest.speakers
        ],
        "coverage": {
            "documents": coverage.documents,
            "sources": coverage.sources,
            "sources_failed": list(coverage.sources_failed),
            "sources_silent": list(coverage.sources_silent),
            "sources_partly": list(coverage.sources_partly),
            "independent_origins": coverage.independent_origins,
            "set_aside": coverage.set_aside,
            "sides_missing": list(coverage.sides_missing),
            "languages_unread": list(coverage.languages_unread),
            "figures_not_updated": list(coverage.figures_not_updated),
        },
        "modified": moment_form(digest.modified),
        "corrections": [correction_form(correction) for correction in digest.corrections],
    }


def correction_form(correction: Decision) -> dict[str, Any]:
    """Return a correction as plain values."""
    return {
        "kind": correction.kind,
        "at": moment_form(correction.at),
        "by": correction.by,
        "target": correction.target,
        "before": "" if correction.kind == "withdrawn" else correction.before,
        "after": correction.after,
        "reason": correction.reason,
    }


def passage_form(passage: Passage, documents: Documents) -> dict[str, Any]:
    """Return a passage with its citations."""
    return {
        "text": passage.text,
        "kind": passage.kind,
        "speakers": list(passage.speakers),
        "citations": [citation_form(citation, documents) for citation in passage.citations],
    }


def citation_form(citation: Citation, documents: Documents) -> dict[str, Any]:
    """Return a citation with the words of the evidence; its address is "" unless a plain http or https one."""
    document, span = documents[citation.span.document_id], citation.span
    return {
        "document": document_name(document),
        "field": span.field,
        "url": safe_url(citation.url),
        "source": citation.source_name,
        "span": [span.start, span.end],
        "text": document.quote(span),
        "sha256": citation.sha256,
        "retrieved": moment_form(citation.retrieved_at),
    }


def figure_form(figure: Figure) -> dict[str, Any]:
    """Return the data of a figure, without its evidence."""
    return {
        "low": _plain(figure.low),
        "high": _plain(figure.high),
        "unit": figure.unit,
        "of": figure.of,
        "side": figure.side,
        "hedge": figure.hedge,
        "per": figure.per,
        "as_of": figure.as_of,
        "cumulative_since": figure.since,
        "change": _plain(figure.change),
    }


def _plain(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _claim_form(claim: FigureClaim, documents: Documents) -> dict[str, Any]:
    citations = [citation_form(citation, documents) for citation in claim.passage.citations]
    span = claim.figure.span
    return {
        "text": claim.passage.text,
        **figure_form(claim.figure),
        "span": [span.start, span.end],
        "field": span.field,
        "claimed_by": claim.claimant,
        "previous": _plain(claim.previous),
        "previous_day": claim.previous_day,
        "citation": citations[0],
        "citations": citations,
    }


def _section_form(section: Section, documents: Documents) -> dict[str, Any]:
    return {
        "heading": passage_form(section.heading, documents),
        "passages": [passage_form(passage, documents) for passage in section.passages],
        "background": [
            {**passage_form(passage, documents), "day": day}
            for passage, day in zip(section.background, section.background_days, strict=True)
        ],
        "story": section.story_id,
        "outlets": section.outlets,
        "independent_origins": section.origins,
        "notes": list(section.notes),
    }
