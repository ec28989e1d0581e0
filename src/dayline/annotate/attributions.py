"""Attributions: which characters say what, by which word, from whom.

This is the seam between finding spans and completing them: what comes out is characters only, so a trained
tagger can take the place of ``find_attributions`` and the rest of ``statements`` stays as it is.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dayline.annotate.cues import CueWords
from dayline.annotate.direct import find_quoted
from dayline.annotate.found import Found, Ranges
from dayline.annotate.headlines import IsSpeaker, find_in_headline
from dayline.annotate.intervals import Intervals
from dayline.annotate.quotations import Quotation
from dayline.annotate.reported import find_reported
from dayline.annotate.tree import Tree

LAST_LOOKED_AT = 6  # attributions before a quotation that can be of one sentence with the last


@dataclass(frozen=True, slots=True)
class Attribution:
    """``content``, ``cue`` and ``source`` as [start, end) in the field's text; source and cue may be missing."""

    content: Ranges
    cue: Ranges = ()
    source: Ranges = ()


def find_attributions(
    tree: Tree,
    quotations: Sequence[Quotation],
    words: CueWords,
    *,
    is_headline: bool = False,
    is_speaker: IsSpeaker | None = None,
) -> tuple[Attribution, ...]:
    """Return the attributions of a parsed text in the order of their first character.

    ``is_speaker`` tells whether tokens, first to last, name somebody who speaks: only headlines ask.
    """
    quoted = find_quoted(tree, quotations, words)
    taken = {found.verb for found in quoted}
    found = _outermost([*quoted, *find_reported(tree, quotations, words, taken)])
    if is_headline and is_speaker is not None and len(tree):
        found = find_in_headline(tree, len(tree) - 1, quotations, is_speaker) or found
    found.sort(key=lambda item: item.anchor)
    found = _with_sources_of_participles(tree, found)
    joined = _with_following_quotations(tree, found, quotations)
    parts = Intervals(part for quotation in quotations for part in quotation.parts)
    attributions = {
        Attribution(_whole_quotations(item.content, parts), item.cue, item.source): None
        for item in joined
        if item.content
    }
    return tuple(sorted(attributions, key=_order))


def _whole_quotations(content: Ranges, parts: Intervals) -> Ranges:
    """Stretch content that begins or ends within a quotation to the quotation's own marks."""
    whole: list[tuple[int, int]] = []
    for start, end in content:
        for first, last in parts.overlapping(start, end):
            start, end = (first if first < start else start), (last if end < last else end)
        while whole and start <= whole[-1][1]:
            earlier = whole.pop()
            start, end = min(start, earlier[0]), max(end, earlier[1])
        whole.append((start, end))
    return tuple(whole)


def _outermost(found: Sequence[Found]) -> list[Found]:
    """Leave out what is said within what somebody else is reported to say, and what a quotation holds already."""
    quoted = Intervals(part for item in found if item.quoted for part in item.content)
    reported = Intervals(part for item in found if not item.quoted for part in item.content)
    kept = []
    for item in found:
        if not item.quoted and all(quoted.covers(*part) for part in item.content):
            continue
        at = item.cue[0][0] if item.cue else item.anchor
        if all(part in item.content for part in reported.overlapping(at, at + 1)):
            kept.append(item)
    return kept


def _with_sources_of_participles(tree: Tree, found: Sequence[Found]) -> list[Found]:
    """Give ", adding that …" the source of what it goes on from, whatever the parser hung it below."""
    ends = {end: item for item in found for _, end in item.content}
    given = []
    for item in found:
        is_participle = item.verb > 0 and tree.tags[item.verb] == "VBG" and tree.words[item.verb - 1] == ","
        earlier = ends.get(tree.ends[item.verb - 2]) if is_participle and item.verb > 1 else None
        goes_on = earlier is not None and earlier is not item and earlier.source
        given.append(replace(item, source=earlier.source) if goes_on and earlier is not None else item)
    return given


def _order(attribution: Attribution) -> tuple[int, Ranges]:
    starts = [start for part in (attribution.content, attribution.cue, attribution.source) for start, _ in part]
    return min(starts), attribution.content


def _with_following_quotations(
    tree: Tree, found: Sequence[Found], quotations: Sequence[Quotation]
) -> Iterator[Found]:
    """Add to each attribution the quotations that follow it and that no other one claims."""
    claimed = Intervals(span for item in found for span in item.content)
    by_end = sorted(range(len(found)), key=lambda index: (found[index].end, index))
    ends = [found[index].end for index in by_end]
    extra: dict[int, list[tuple[int, int]]] = {}
    for quotation in quotations:
        if quotation.single or claimed.touches(quotation.start, quotation.end) or not _stands_alone(tree, quotation):
            continue
        before = bisect_right(ends, quotation.start)
        owner = _owner(tree, found, by_end[max(0, before - LAST_LOOKED_AT) : before])
        if owner is not None and _follows(tree, found[owner], quotation, extra.get(owner, [])):
            extra.setdefault(owner, []).extend(quotation.parts)
    for index, item in enumerate(found):
        more = extra.get(index)
        yield replace(item, content=tuple(sorted({*item.content, *more}))) if more else item


def _owner(tree: Tree, found: Sequence[Found], before: Sequence[int]) -> int | None:
    """Return the last attribution before; of those in its sentence, one that has a quotation already."""
    if not before:
        return None
    sentence = tree.starts[tree.firsts[tree.token_at(found[before[-1]].end - 1)]]
    quoted = [index for index in before if found[index].quoted and found[index].end > sentence]
    return quoted[-1] if quoted else before[-1]


def _follows(tree: Tree, owner: Found, quotation: Quotation, extra: Sequence[tuple[int, int]]) -> bool:
    """Tell whether nothing but the rest of its sentence stands between an attribution and a quotation."""
    reach = max([owner.end, *(end for _, end in extra)])
    sentence_end = tree.ends[tree.lasts[tree.token_at(reach - 1)]]
    gap = tree.text[max(reach, min(sentence_end, quotation.start)) : quotation.start]
    if gap.strip(" \t\n\r\u00a0'\"*"):
        return False
    return owner.quoted or "\n" not in tree.text[reach : quotation.start].strip(" ")


def _stands_alone(tree: Tree, quotation: Quotation) -> bool:
    """Tell whether a quotation is one or more whole sentences."""
    inside = tree.tokens_in(quotation.start, quotation.end)
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    return tree.starts[tree.firsts[first]] >= quotation.start - 1 and tree.ends[tree.lasts[last]] <= quotation.end + 2
