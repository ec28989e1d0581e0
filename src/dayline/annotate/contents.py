"""What the tagger's contents ask for: signed quotations of their own, and no words of other paragraphs.

Both were found by reading its errors on PolNeAR, the development part and every twentieth article of training.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dayline.annotate.found import Attribution
from dayline.annotate.quotations import Quotation
from dayline.annotate.tree import Range

LONGEST_SIGNATURE = 14  # words of who signs a quotation
# a paragraph that is a quotation, a dash and a name: “We will go.” — Mira Toll
_SIGNED = re.compile(
    r"^[ \t]*(?P<quotation>[“”\"][^\n]{20,}[”\"“])\s*(?P<dash>[―—–]|--?)"
    r"[ \t]*(?P<name>[^\W\d_a-z][^\n.!?“”\"]{2,80}?)[ \t]*$",
    re.MULTILINE,
)


def settled(text: str, found: Iterable[Attribution], quotations: Sequence[Quotation]) -> list[Attribution]:
    """Return attributions with signed quotations among them, each content kept to its paragraph."""
    kept = [_within_paragraph(text, attribution, quotations) for attribution in found]
    for signed in _signed(text):
        kept = [*_beside(signed, kept), signed]
    return kept


def _signed(text: str) -> Iterator[Attribution]:
    """Yield the quotations that stand alone in a paragraph with the name of who said it after a dash."""
    for match in _SIGNED.finditer(text):
        if len(match["name"].split()) <= LONGEST_SIGNATURE:
            parts = (match.span("quotation"), match.span("dash"), match.span("name"))
            yield Attribution(content=parts[:1], cue=parts[1:2], source=parts[2:])


def _beside(signed: Attribution, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield attributions without what a signed quotation is told by; what is said within it stays."""
    (start, end), (dash_start, dash_end), (_, last) = signed.content[0], signed.cue[0], signed.source[0]
    for attribution in found:
        if any(first < dash_end and dash_start < final for first, final in attribution.cue):
            continue
        touching = [part for part in attribution.content if part[0] < last and start < part[1]]
        if any(part == (start, end) or part[0] < start or part[1] > end for part in touching):
            rest = tuple(part for part in attribution.content if part not in touching)
            if rest:
                yield replace(attribution, content=rest)
        else:
            yield attribution


def _within_paragraph(text: str, found: Attribution, quotations: Sequence[Quotation]) -> Attribution:
    """Leave out the parts of a content that stand in other paragraphs than its cue, unless one quotation runs on."""
    if len(found.content) < 2 or not found.cue:
        return found
    near = [part for part in found.content if "\n" not in text[slice(*_gap(part, found.cue[0]))]]
    if not near:
        following = [part for part in found.content if part[0] > found.cue[0][0]]
        return replace(found, content=((following or [*reversed(found.content)])[0],))
    running = [
        run
        for quotation in quotations
        if len(quotation.parts) > 1 and any(_touch(part, run) for part in near for run in quotation.parts)
        for run in quotation.parts
    ]
    kept = tuple(part for part in found.content if part in near or any(_touch(part, run) for run in running))
    return replace(found, content=kept)


def _gap(one: Range, other: Range) -> Range:
    """Return what lies between two ranges."""
    first, last = sorted((one, other))
    return first[1], max(first[1], last[0])


def _touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]
