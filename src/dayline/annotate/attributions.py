"""Attributions: which characters say what, by which word, from whom.

This is the seam between finding spans and completing them: what comes out is characters only. A trained tagger reads
texts and headlines; the forms that only headlines have ("KOVAL: dam will hold") are read by rule before it.
"""

from collections.abc import Sequence, Set
from dataclasses import replace

from dayline.annotate.contents import settled
from dayline.annotate.found import Attribution
from dayline.annotate.headlines import IsSpeaker, find_in_headline
from dayline.annotate.quotations import Quotation
from dayline.annotate.relays import with_own_speaker
from dayline.annotate.tagging import SpanTagger, find_tagged
from dayline.annotate.tree import Range, Tree

EMPHASIS = "*_"


def find_attributions(
    tree: Tree,
    quotations: Sequence[Quotation],
    tagger: SpanTagger,
    citing: Set[str] = frozenset(),
    *,
    is_headline: bool = False,
    is_speaker: IsSpeaker | None = None,
) -> tuple[Attribution, ...]:
    """Return the attributions of a parsed text in the order of their first character.

    ``citing`` are participles that name the source of an outlet; ``is_speaker`` tells whether tokens, first to last,
    name somebody who speaks: only headlines ask.
    """
    if not len(tree):
        return ()
    if is_headline and is_speaker is not None:
        in_headline = find_in_headline(tree, len(tree) - 1, quotations, is_speaker)
        if in_headline is not None:
            return (in_headline,)
    begins = [start for index, start in enumerate(tree.starts) if tree.firsts[index] == index]
    tagged = [_without_markup(tree.text, found) for found in find_tagged(tree.text, begins, quotations, tagger)]
    if not is_headline:
        tagged = settled(tree.text, tagged, quotations)
    said = (with_own_speaker(tree, found, citing) for found in tagged if _says(tree.text, found, is_headline))
    return tuple(sorted((found for found in said if found is not None), key=_order))


def _without_markup(text: str, found: Attribution) -> Attribution:
    """Leave out marks of emphasis at the ends of what was said: "**“We will go.”**"."""
    return replace(found, content=tuple(_bare(text, *part) for part in found.content))


def _bare(text: str, start: int, end: int) -> Range:
    whole = text[start:end]
    bare = whole.strip(EMPHASIS)
    start += len(whole) - len(whole.lstrip(EMPHASIS)) if bare else 0
    return (start, start + len(bare)) if bare else (start, end)


def _says(text: str, found: Attribution, is_headline: bool) -> bool:
    """Tell whether somebody says it, or in a text at least a word: "Warning: …" and a colon alone are no speech."""
    named = any(any(map(str.isalpha, text[start:end])) for start, end in found.cue)
    return bool(found.source) or (named and not is_headline)


def _order(attribution: Attribution) -> tuple[int, Attribution]:
    starts = [start for part in (attribution.content, attribution.cue, attribution.source) for start, _ in part]
    return min(starts), attribution
