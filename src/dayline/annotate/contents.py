"""What was said, as tokens: trimmed, cut where another attribution begins, and made into characters."""

from collections.abc import Sequence

from dayline.annotate.clauses import Tokens
from dayline.annotate.cues import CueWords
from dayline.annotate.found import Found, one_range
from dayline.annotate.tree import Tree

LEADING = frozenset({",", ":", ";", "--", "-", "–", "—", ".", "…", "*", "**", "•", ")"})
TRAILING = frozenset({",", ":", ";", "--", "-", "–", "—", ".", "…", "*", "**", "(", "?", "!"})
LONGEST_SUBJECT = 8  # tokens of a subject between "and" and its verb of saying
SHORTEST = 2  # tokens: a content of one word is no statement


def build(tree: Tree, verb: int, contents: Sequence[Tokens | None], cue: Tokens, source: Tokens | None) -> Found | None:
    """Return an attribution of trimmed contents; None where nothing is left of them."""
    ranges = [trimmed for tokens in contents if tokens is not None and (trimmed := trim(tree, *tokens)) is not None]
    size = sum(last - first + 1 for first, last in ranges)
    if not ranges or size < SHORTEST:
        return None
    content = tuple(tree.characters(*tokens) for tokens in ranges)
    return Found(content, one_range(tree, cue), one_range(tree, source), verb)


def trim(tree: Tree, first: int, last: int) -> Tokens | None:
    """Return the tokens without the punctuation round them; marks of quotation stay."""
    while first <= last and (tree.words[first] in LEADING or tree.tags[first] in ("_SP", "CC")):
        first += 1
    while last >= first and (tree.words[last] in TRAILING or tree.tags[last] in ("_SP", "CC")):
        last -= 1
    return (first, last) if first <= last else None


def cut(tree: Tree, first: int, last: int, words: CueWords) -> int:
    """Return where content ends before another attribution that the parser hung below it."""
    for index in range(first + 1, last):
        if tree.tags[index] == "CC" and _opens_saying(tree, index + 1, last, words):
            return index - 1
        if tree.words[index] != "," or index + 1 > last:
            continue
        following = index + 1
        if tree.tags[following] == "VBG" and tree.lower[following] in words.clause:
            return index - 1
        if tree.lower[following] == "according":
            return index - 1
    return last


def _opens_saying(tree: Tree, index: int, last: int, words: CueWords) -> bool:
    """Tell whether another clause of saying is joined on here: "… and warned that", "… and Koss says that"."""
    for verb in range(index, min(last, index + LONGEST_SUBJECT)):
        if tree.tags[verb] in ("VBD", "VBZ", "VBP") and words.is_cue(tree.lower[verb]) and tree.deps[verb] == "conj":
            subject = tree.kid(verb, "nsubj")
            if subject is None:
                return tree.tags[verb] != "VBP" and all(tree.tags[at] == "RB" for at in range(index, verb))
            return tree.left[subject] >= index and tree.kid(verb, "ccomp") is not None
    return False


def opens_adjunct(tree: Tree, index: int) -> bool:
    """Tell whether what follows a clause of saying is about the saying, not the rest of what was said."""
    return tree.tags[index] in ("VBG", "VBN", "WP", "WDT", "WRB", "CC") or tree.lower[index] in ("according", "who")
