"""Attributions: which characters say what, by which word, from whom.

This is the seam between finding spans and completing them: what comes out is characters only, so a trained
tagger can take the place of ``find_attributions`` and the rest of ``statements`` stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dayline.annotate.cues import CueWords
from dayline.annotate.direct import find_quoted
from dayline.annotate.found import Found, Ranges
from dayline.annotate.quotations import Quotation
from dayline.annotate.reported import find_reported
from dayline.annotate.tree import Tree


@dataclass(frozen=True, slots=True)
class Attribution:
    """``content``, ``cue`` and ``source`` as [start, end) in the field's text; source and cue may be missing."""

    content: Ranges
    cue: Ranges = ()
    source: Ranges = ()


def find_attributions(tree: Tree, quotations: Sequence[Quotation], words: CueWords) -> tuple[Attribution, ...]:
    """Return the attributions of a parsed text in the order of their first character."""
    quoted = find_quoted(tree, quotations, words)
    taken = {found.verb for found in quoted}
    found = _outermost([*quoted, *find_reported(tree, quotations, words, taken)])
    found.sort(key=lambda item: item.anchor)
    joined = _with_following_quotations(tree, found, quotations)
    attributions = {
        Attribution(_whole_quotations(item.content, quotations), item.cue, item.source): None
        for item in joined
        if item.content
    }
    return tuple(sorted(attributions, key=_order))


def _whole_quotations(content: Ranges, quotations: Sequence[Quotation]) -> Ranges:
    """Stretch content that begins or ends within a quotation to the quotation's own marks."""
    whole: list[tuple[int, int]] = []
    for start, end in content:
        for quotation in quotations:
            for first, last in quotation.parts:
                if first < start < last:
                    start = first
                if first < end < last:
                    end = last
        while whole and start <= whole[-1][1]:
            earlier = whole.pop()
            start, end = min(start, earlier[0]), max(end, earlier[1])
        whole.append((start, end))
    return tuple(whole)


def _outermost(found: Sequence[Found]) -> list[Found]:
    """Leave out what is said within what somebody else is reported to say."""
    kept = []
    for item in found:
        at = item.cue[0][0] if item.cue else item.anchor
        if not any(
            other is not item and not other.quoted and any(start <= at < end for start, end in other.content)
            for other in found
        ):
            kept.append(item)
    return kept


def _order(attribution: Attribution) -> tuple[int, Ranges]:
    starts = [start for part in (attribution.content, attribution.cue, attribution.source) for start, _ in part]
    return min(starts), attribution.content


def _with_following_quotations(
    tree: Tree, found: Sequence[Found], quotations: Sequence[Quotation]
) -> Iterator[Found]:
    """Add to each attribution the quotations that follow it and that no other one claims."""
    claimed = sorted({span for item in found for span in item.content})
    extra: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations:
        if quotation.single or any(start < quotation.end and quotation.start < end for start, end in claimed):
            continue
        owner = _owner(tree, found, quotation, extra)
        if owner is not None:
            extra.setdefault(owner, []).extend(quotation.parts)
    for index, item in enumerate(found):
        more = extra.get(index)
        yield replace(item, content=tuple(sorted({*item.content, *more}))) if more else item


def _owner(
    tree: Tree, found: Sequence[Found], quotation: Quotation, extra: dict[int, list[tuple[int, int]]]
) -> int | None:
    """Return the attribution that a quotation standing for itself continues: the one straight before it."""
    if not _stands_alone(tree, quotation):
        return None
    before = [index for index, item in enumerate(found) if item.end <= quotation.start]
    if not before:
        return None
    last = max(before, key=lambda index: (found[index].end, index))
    reach = max([found[last].end, *(end for _, end in extra.get(last, ()))])
    sentence_end = tree.ends[tree.lasts[tree.token_at(reach - 1)]]
    gap = tree.text[max(reach, min(sentence_end, quotation.start)) : quotation.start]
    if gap.strip(" \t\n\r\u00a0'\"*"):
        return None
    same_paragraph = "\n" not in tree.text[reach : quotation.start].strip(" ")
    return last if same_paragraph or found[last].quoted else None


def _stands_alone(tree: Tree, quotation: Quotation) -> bool:
    """Tell whether a quotation is one or more whole sentences."""
    inside = tree.tokens_in(quotation.start, quotation.end)
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    return tree.starts[tree.firsts[first]] >= quotation.start - 1 and tree.ends[tree.lasts[last]] <= quotation.end + 2
