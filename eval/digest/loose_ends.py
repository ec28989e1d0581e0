"""A second look at traceability, by other means than the gates: quotations and digits that no evidence holds.

It is coarser than the gates and shares no code with them, so that a gate that sleeps is noticed.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from dayline.compose.gates import Evidence
from dayline.model.digest import Passage
from dayline.model.document import Document

NEAR_DAYS = 7  # days around a document's own date whose dates a passage may name for its "on Thursday"
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")
_CUT = re.compile(r"\s*(?:\[[^\]]*\]|…|\.\.\.)\s*")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


def loose_ends(passage: Passage, evidence: Evidence) -> Iterator[str]:
    """Yield each quotation and each group of digits of a passage that its citations do not hold."""
    documents = [evidence.documents[citation.span.document_id] for citation in passage.citations]
    cited = [
        _plain(document.quote(citation.span))
        for document, citation in zip(documents, passage.citations, strict=True)
    ]
    for quoted in _QUOTED.finditer(passage.text):
        pieces = [piece for piece in _CUT.split(_plain(quoted[1] or quoted[2])) if piece]
        if not any(_holds(text, pieces) for text in cited):
            yield f"quotation {quoted[0]!r}"
    known = _digits(" ".join([*cited, *(_plain(document.headline) for document in documents)]))
    for document in documents:
        known |= _dates_near(document, evidence)
    for written in _digits(re.sub(r"\bday \d+", "", _plain(passage.text))) - known:
        yield f"number {written}"


def _holds(text: str, pieces: list[str]) -> bool:
    at = 0
    for piece in pieces:
        at = text.find(piece.strip(" ,.;"), at)
        if at < 0:
            return False
    return True


def _digits(text: str) -> set[str]:
    return {written.replace(",", "") for written in _DIGITS.findall(text)}


def _dates_near(document: Document, evidence: Evidence) -> set[str]:
    day = evidence.local_date(document)
    if day is None:
        return set()
    near = [day + timedelta(days=shift) for shift in range(-NEAR_DAYS, NEAR_DAYS + 1)]
    return {str(each.day) for each in near} | {str(each.year) for each in near}


def _plain(text: str) -> str:
    """Return a text in lower case, with one form of quotation marks, dashes and white space."""
    marks = re.sub('[‘’‚‛`´ʼ“”„‟«»"]', "'", text.lower())
    return " ".join(re.sub("[‐‑‒–—―]", "-", marks).split())
