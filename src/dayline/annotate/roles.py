"""Roles of people as the text gives them: before the name, after it, or with the name set beside them."""

import re
from dataclasses import dataclass

from dayline.annotate.names_found import NameWords
from dayline.annotate.tree import Tree

LONGEST_ROLE = 14  # tokens: what is longer tells a story, not an office
ARTICLE = re.compile(r"^(?:(?:the|a|an|his|her|their|our|its)\s+)+", re.IGNORECASE)
BREAKS = frozenset({",", ";", ":", "(", ")", "--", "–", "—", "-", ".", "who", "which", "that", "said", "says"})
OUTSIDE = BREAKS | {"the", "a", "an"}
INSIDE = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "POS", "HYPH", "CD", "RB", "AFX")


@dataclass(frozen=True, slots=True)
class Role:
    """A role as written, without its article, and the characters it stands in."""

    text: str
    start: int
    end: int


def role_of(tree: Tree, start: int, end: int, words: NameWords) -> Role | None:
    """Return the role beside the name at [start, end), kept as written; None where there is none."""
    first, last = tree.token_at(start), tree.token_at(end - 1)
    return _before(tree, first, words) or _after(tree, last, words) or _beside(tree, first, last, words)


def _role(tree: Tree, first: int, last: int) -> Role | None:
    start, end = tree.characters(first, last)
    text = tree.text[start:end]
    article = ARTICLE.match(text)
    start += article.end() if article else 0
    text = " ".join(tree.text[start:end].split()).strip("*_ ")
    return Role(text, start, end) if len(text) > 1 and "\n" not in tree.text[start:end] else None


def _before(tree: Tree, first: int, words: NameWords) -> Role | None:
    """Return "Ukrainian Foreign Minister" before a name: nouns and adjectives up to one that names a role."""
    last = first - 1
    lowest = max(tree.firsts[first], first - LONGEST_ROLE)
    if last < lowest or tree.lower[last].rstrip(".") in words.courtesies:
        return None
    holder = _holder(tree, last, lowest, words)
    if holder is None or tree.tags[last] == "NNS":
        return None
    begin = holder
    while begin > lowest:
        before = begin - 1
        described = tree.tags[before] == "VBN" and tree.deps[before] == "amod"
        joins = (tree.tags[before] in INSIDE or described) and tree.lower[before] not in OUTSIDE
        links = tree.lower[before] in ("of", "and", "for") and words.is_role(tree.words[before - 1])
        over = _office_before(tree, begin, lowest, words)
        if over is not None:
            begin = over
        elif (not joins and not links) or (joins and _breaks_off(tree, before, begin, words)):
            break
        else:
            begin = before
    while begin < last and tree.tags[begin] in ("RB", "CD", "POS", "HYPH"):
        begin += 1
    return _role(tree, begin, last)


def _office_before(tree: Tree, begin: int, lowest: int, words: NameWords) -> int | None:
    """Return the office or body in "head of the Office of the President" before its last part; None for none."""
    before = begin - 1
    if before > lowest and tree.lower[before] == "the":
        before -= 1
    if before <= lowest or tree.lower[before] != "of":
        return None
    holder = before - 1
    return holder if words.is_role(tree.words[holder]) or tree.lower[holder] in words.bodies else None


def _breaks_off(tree: Tree, before: int, begin: int, words: NameWords) -> bool:
    """Tell whether a noun in lower case ends another phrase: "coverage | President", "alliance | Turkey's leader"."""
    noun = tree.tags[before] in ("NN", "NNS") and tree.words[before][0].islower()
    return noun and tree.words[begin][0].isupper() and not words.is_role(tree.words[before])


def _holder(tree: Tree, last: int, lowest: int, words: NameWords) -> int | None:
    """Return the noun of a role that ends at ``last``: itself, or the one in "secretary of state", "head of X"."""
    if words.is_role(tree.words[last]):
        return last
    of = last
    while of > lowest and (tree.tags[of] in ("NNP", "DT") or tree.lower[of] in words.role_tails):
        of -= 1
    is_of = lowest < of < last and tree.lower[of] == "of" and tree.tags[of - 1] in ("NN", "NNP")
    return of - 1 if is_of and words.is_role(tree.words[of - 1]) else None


def _after(tree: Tree, last: int, words: NameWords) -> Role | None:
    """Return "the head of the region" from "NAME, the head of the region, …"."""
    limit = tree.lasts[last]
    comma = last + 1
    while comma < limit and not tree.words[comma].strip("*_"):
        comma += 1
    begin = comma + 1
    if begin > limit or tree.words[comma] != ",":
        return None
    if tree.tags[begin] == "CD" and begin + 2 <= limit and tree.words[begin + 1] == ",":
        begin += 2
    end = begin
    while end <= limit and end - begin < LONGEST_ROLE and tree.lower[end] not in BREAKS:
        if tree.is_verb(end) and tree.tags[end] != "VBN" and tree.deps[end] not in ("amod", "compound"):
            break
        end += 1
    if end > limit or end == begin or tree.lower[end] not in BREAKS or tree.tags[begin] in ("CC", "IN", "PRP", "WP"):
        return None
    if tree.lower[end - 1] in words.calendar and end - begin > 2 and tree.tags[end - 2] == "IN":
        end -= 2
    head = _head_noun(tree, begin, end - 1)
    return _role(tree, begin, end - 1) if head is not None and words.is_role(tree.words[head]) else None


def _head_noun(tree: Tree, begin: int, end: int) -> int | None:
    """Return the last noun before the first preposition or possessive: what the phrase is about."""
    head = None
    for index in range(begin, end + 1):
        if tree.tags[index] in ("IN", "TO") and head is not None:
            break
        if tree.tags[index].startswith("NN"):
            head = index
        elif tree.tags[index] in ("CC", "VBD", "VBZ"):
            break
    return head


def _beside(tree: Tree, first: int, last: int, words: NameWords) -> Role | None:
    """Return "Ukraine's president" from "Ukraine's president, NAME, …"."""
    comma = first - 1
    if comma <= tree.firsts[first] or tree.words[comma] != ",":
        return None
    if last + 1 <= tree.lasts[last] and tree.words[last + 1] not in (",", ".") and not tree.is_verb(last + 1):
        return None
    head = next((index for index in range(comma - 1, max(tree.firsts[first], comma - LONGEST_ROLE) - 1, -1)
                 if words.is_role(tree.words[index]) and tree.tags[index] in ("NN", "NNP")), None)
    if head is None or any(tree.words[index] in BREAKS for index in range(head, comma)):
        return None
    if any(tree.is_verb(index) or tree.tags[index] == "CC" for index in range(head, comma)):
        return None
    begin = head
    while begin > tree.firsts[first] and tree.tags[begin - 1] in (*INSIDE, "DT", "PRP$") and tree.words[
        begin - 1
    ] not in BREAKS:
        begin -= 1
    return _role(tree, begin, comma - 1)
