"""Quoted speech: which quotation belongs to which verb of saying."""

from collections.abc import Sequence

from dayline.annotate.clauses import (
    Tokens,
    cue_clause,
    inverted_subject,
    noun_phrase,
    said_by,
    subject_of,
    verb_group,
)
from dayline.annotate.cues import CueWords
from dayline.annotate.found import Found, one_range
from dayline.annotate.quotations import Quotation
from dayline.annotate.tree import Tree

REACH_AFTER = 40  # tokens from a quotation's end to the verb that says it: long roles stand between
REACH_BEFORE = 30  # tokens from the verb to the quotation it introduces
SKIPPED = frozenset({",", "--", "-", "–", "—", "_SP", "``", "''", '"', "'", "”", "“"})
INTRODUCED = frozenset({":", ",", "--", "-", "–", "—"})
COLONS = frozenset({":", "—", "–", "―"})
LONGEST_NAME = 8  # tokens of a name before a dash
CLOSING_MARKS = tuple("\"”’'»")
NAMED = ("NNP", "NNPS")


def find_quoted(tree: Tree, quotations: Sequence[Quotation], words: CueWords) -> list[Found]:
    """Return the quotations that a verb of saying, or a name with a colon, governs; one for each verb."""
    inside = tokens_inside(tree, quotations)
    by_verb: dict[int, list[Quotation]] = {}
    by_colon: list[Found] = []
    for quotation in quotations:
        verb = _verb_after(tree, quotation, words, inside)
        if verb is None:
            verb = _verb_before(tree, quotation, words, inside)
        if verb is not None:
            by_verb.setdefault(verb, []).append(quotation)
        elif (found := _after_colon(tree, quotation, inside)) is not None:
            by_colon.append(found)
    found_by_verb = [_found(tree, verb, governed, words, inside) for verb, governed in by_verb.items()]
    return found_by_verb + by_colon


def tokens_inside(tree: Tree, quotations: Sequence[Quotation]) -> list[bool]:
    """Return for every token whether it lies inside a quotation."""
    inside = [False] * len(tree)
    for quotation in quotations:
        for start, end in quotation.parts:
            for index in tree.tokens_in(start, end):
                inside[index] = True
    return inside


def _found(tree: Tree, verb: int, governed: list[Quotation], words: CueWords, inside: list[bool]) -> Found:
    source = said_by(tree, verb)
    if source is not None and any(inside[index] for index in range(source[0], source[1] + 1)):
        source = None
    content = tuple(sorted(part for quotation in governed for part in quotation.parts))
    return Found(content, one_range(tree, verb_group(tree, verb)), one_range(tree, source), verb, quoted=True)


def _verb_after(tree: Tree, quotation: Quotation, words: CueWords, inside: list[bool]) -> int | None:
    """Return the verb of "…", X said / said X, in the sentence in which the quotation ends."""
    last = tree.token_at(quotation.end - 1)
    limit = tree.lasts[last]
    first = last + 1
    while first <= limit and (tree.lower[first] in SKIPPED or tree.tags[first] in ("_SP", ",", "``", "''")):
        first += 1
    if first > limit or inside[first]:
        return None
    if not _ends_like_speech(tree, quotation) or not _begins_clause(tree, quotation, inside):
        return None
    for index in range(first, min(limit, first + REACH_AFTER) + 1):
        if inside[index] or tree.words[index] in (":", ";"):
            return None
        if tree.tags[index].startswith("VB") and tree.lower[index] in words.clause:
            source = said_by(tree, index)
            start = cue_clause(tree, index, source, words)[0]
            if start <= first or (source is not None and source[0] <= first <= index):
                return index
            return index if tree.firsts[first] <= first and _only_a_name_between(tree, first, index) else None
    return None


def _only_a_name_between(tree: Tree, first: int, verb: int) -> bool:
    """Tell whether no other finite verb stands between, so that what does can only be the speaker."""
    return all(tree.tags[index] not in ("VBD", "VBZ", "VBP", "MD") for index in range(first, verb))


def _ends_like_speech(tree: Tree, quotation: Quotation) -> bool:
    inner = tree.text[quotation.start : quotation.end].rstrip("\"'”’»")
    following = tree.text[quotation.end : quotation.end + 2].lstrip()
    return inner[-1:] in ".,?!…—-–" or following[:1] in (",", "-", "–", "—")


def _begins_clause(tree: Tree, quotation: Quotation, inside: list[bool]) -> bool:
    """Tell whether a quotation is all that was said, not the end of a clause: 'This is "odd," she said'."""
    first = tree.token_at(quotation.start)
    before = first - 1
    while before >= tree.firsts[first] and tree.tags[before] in ("_SP", "``", "''", "CC", "RB"):
        before -= 1
    return before < tree.firsts[first] or tree.words[before] in INTRODUCED or inside[before]


def _verb_before(tree: Tree, quotation: Quotation, words: CueWords, inside: list[bool]) -> int | None:
    """Return the verb that introduces a quotation: X said, "…" / X said: "…" / X said "…"."""
    first = tree.token_at(quotation.start)
    before = first - 1
    while before >= 0 and tree.tags[before] == "_SP":
        before -= 1
    if before < 0 or inside[before]:
        return None
    mark = tree.words[before]
    same_sentence = tree.firsts[before] == tree.firsts[first]
    if not same_sentence and mark != ":":
        return None
    lowest = max(tree.firsts[before], before - REACH_BEFORE)
    for index in range(before, lowest - 1, -1):
        if inside[index] or tree.words[index] == ";":
            return None
        if tree.tags[index].startswith("VB") and tree.lower[index] in words.clause:
            return index if _introduces(tree, index, before, quotation, words) else None
        if mark not in INTRODUCED and index < before - 1:
            return None
    return None


def _introduces(tree: Tree, verb: int, before: int, quotation: Quotation, words: CueWords) -> bool:
    """Tell whether nothing but the person spoken to and adjuncts stands between the verb and the quotation."""
    mark = tree.words[before]
    if verb == tree.firsts[verb] and tree.tags[verb] == "VBG":
        return False
    if mark not in INTRODUCED:
        return _whole_clause(tree, quotation)
    if mark != ":" and not _whole_clause(tree, quotation):
        start = cue_clause(tree, verb, said_by(tree, verb), words)[0]
        return mark == "," and start > 0 and tree.text[: tree.starts[start]].rstrip()[-1:] in CLOSING_MARKS
    between = range(verb + 1, before)
    if any(tree.deps[index] in ("ccomp", "nsubj", "nsubjpass") and index > verb and
           not _is_inverted(tree, verb, index) for index in between):
        return mark == ":" and _is_last_clause(tree, verb, before)
    source = said_by(tree, verb)
    start = cue_clause(tree, verb, source, words)[0]
    return not _is_parenthetical(tree, start)


def _is_inverted(tree: Tree, verb: int, index: int) -> bool:
    return tree.heads[index] == verb and inverted_subject(tree, verb) == index


def _is_last_clause(tree: Tree, verb: int, before: int) -> bool:
    return all(tree.tags[index] not in ("VBD", "VBZ", "VBP") for index in range(verb + 1, before))


def _is_parenthetical(tree: Tree, start: int) -> bool:
    """Tell whether a clause of saying is set off by a comma from words of content before it."""
    first = tree.firsts[start]
    if start == first or tree.lower[start - 1] != ",":
        return False
    opening = first
    while opening < start and tree.tags[opening] in ("CC", "``", "''", "_SP"):
        opening += 1
    return any(tree.deps[index] in ("nsubj", "nsubjpass") for index in range(opening, start - 1)) and not any(
        tree.is_verb(index) for index in range(opening, start - 1)
    )


def _whole_clause(tree: Tree, quotation: Quotation) -> bool:
    """Tell whether a quotation begins like a sentence and nothing of its sentence goes on after it."""
    inner = tree.text[quotation.start : quotation.end].strip("\"'“”‘’«»„[(*")
    if not inner[:1].isupper() and not inner[:1].isdigit():
        return False
    following = tree.text[quotation.end : quotation.end + 3].lstrip(" \u00a0")
    ends = tree.text[quotation.start : quotation.end].rstrip("\"'”’»")[-1:] in ".,?!…—-"
    return ends or not following[:1].isalnum()


def _after_colon(tree: Tree, quotation: Quotation, inside: list[bool]) -> Found | None:
    """Return NAME: "…", with the colon as its cue; the name must be short and without a verb."""
    first = tree.token_at(quotation.start)
    colon = first - 1
    if colon < 1 or tree.words[colon] not in COLONS or inside[colon]:
        return None
    begin = next((at + 1 for at in range(colon - 1, tree.firsts[colon], -1) if tree.words[at] in (";", "|")), -1)
    begin = max(begin, tree.firsts[colon])
    while begin < colon and tree.tags[begin] in ("_SP", "``", "''", ":", "CC"):
        begin += 1
    names = range(begin, colon)
    if not names or len(names) > REACH_BEFORE or any(inside[index] for index in names):
        return None
    finite = [index for index in names if tree.tags[index] in ("VBD", "VBZ", "VBP", "MD")]
    if finite and tree.words[colon] != ":":
        return None
    if finite:
        head = subject_of(tree, finite[0])
        if head is None or tree.tags[head] not in ("PRP", "NNP"):
            return None
        source: Tokens | None = noun_phrase(tree, head, finite[0])
    elif tree.words[colon] != ":" and len(names) > LONGEST_NAME:
        return None
    elif any(tree.tags[index] in (*NAMED, "PRP") for index in names):
        source = (begin, colon - 1)
    else:
        return None
    return Found(quotation.parts, one_range(tree, (colon, colon)), one_range(tree, source), -1, quoted=True)
