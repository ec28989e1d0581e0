"""Two relays that a tagger reads as plain speech: "X was quoted as saying that …", "…, citing X, that …"."""

from collections.abc import Set
from dataclasses import replace

from dayline.annotate.clauses import noun_phrase, quoted_person
from dayline.annotate.found import Attribution, Ranges
from dayline.annotate.tree import Range, Tree

BETWEEN = " ,;:\u00a0"  # what may stand between a name and what it says


def with_own_speaker(tree: Tree, found: Attribution, citing: Set[str]) -> Attribution | None:
    """Return an attribution whose content does not hold its speaker; None where nothing else is said.

    ``citing`` are the participles that name the source of an outlet.
    """
    if not found.cue:
        return found
    verb = tree.token_at(found.cue[-1][1] - 1)
    person = quoted_person(tree, verb)
    if person is not None:
        speaker = tree.characters(*noun_phrase(tree, person, verb))
        content = _without(tree.text, found.content, speaker)
        return replace(found, content=content, source=found.source or (speaker,)) if content else None
    cited = cited_by(tree, verb) if tree.lower[verb] in citing else None
    if cited is None:
        return found
    content = _without(tree.text, found.content, cited)
    return replace(found, content=content) if content else None


def cited_by(tree: Tree, participle: int) -> Range | None:
    """Return whom a participle cites: "citing people familiar with the matter"."""
    head = tree.kid(participle, "dobj")
    if tree.tags[participle] != "VBG" or head is None or head < participle:
        return None
    return tree.characters(*noun_phrase(tree, head, participle))


def _without(text: str, content: Ranges, speaker: Range) -> Ranges:
    """Return content without the words of its speaker, and without what stands between them and the rest."""
    kept: list[Range] = []
    for start, end in content:
        if start < speaker[1] and speaker[0] < end:
            start = max(start, speaker[1]) if start >= speaker[0] else start
            end = min(end, speaker[0]) if start < speaker[0] else end
            rest = text[start:end]
            start += len(rest) - len(rest.lstrip(BETWEEN))
            end -= len(rest) - len(rest.rstrip(BETWEEN))
        if start < end:
            kept.append((start, end))
    return tuple(kept)
