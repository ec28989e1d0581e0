"""Rule 1, first half: every citation leads to the very words of a saved document."""

from collections.abc import Iterator

from dayline.compose.gates.grounds import Evidence, Refusal, Support, resolve
from dayline.model.digest import Citation, Passage
from dayline.model.document import Document
from dayline.text.fingerprints import sha256_hex

RULE, GATE = 1, "evidence"


def check_evidence(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse citations of unknown documents, of other places than are there, and of texts that differ."""
    if not passage.citations:
        yield Refusal(rule=RULE, gate=GATE, detail="no citation")
    for citation in passage.citations:
        for fault in citation_faults(citation, support.evidence):
            yield Refusal(rule=RULE, gate=GATE, detail=fault)


def citation_faults(citation: Citation, evidence: Evidence) -> Iterator[str]:
    """Yield what is wrong with one citation."""
    document = evidence.documents.get(citation.span.document_id)
    if document is None:
        yield f"unknown document {citation.span.document_id}"
        return
    ground = resolve(citation, evidence.documents)
    if ground is None:
        span = citation.span
        yield f"span [{span.start}, {span.end}) lies outside the {span.field} of {document.id}"
    elif not ground.text.strip():
        yield f"span of {document.id} quotes nothing but white space"
    elif _splits_a_word(ground.document, citation):
        yield f"span of {document.id} begins or ends inside a word"
    if not citation.sha256 == document.sha256 == _sha256_of(document):
        yield f"the text of {document.id} is not the one that was cited"
    if (citation.url, citation.source_name) != (document.url, document.source_name):
        yield f"{document.id} comes from {document.source_name} {document.url}".rstrip()


def _sha256_of(document: Document) -> str:
    """Return the hash of the text; "" for one with lone surrogates, which no UTF-8 file can hold."""
    try:
        return sha256_hex(document.text.encode())
    except UnicodeEncodeError:
        return ""


def _splits_a_word(document: Document, citation: Citation) -> bool:
    span, characters = citation.span, document.field(citation.span.field)
    return any(
        characters[at - 1 : at].isalnum() and characters[at : at + 1].isalnum()
        for at in (span.start, span.end)
        if at
    )
