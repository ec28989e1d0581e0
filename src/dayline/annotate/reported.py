"""Reported speech: what a verb of saying, thinking or judging governs without being a quotation of its own."""

from collections.abc import Sequence, Set

from dayline.annotate.beside import beside_content
from dayline.annotate.clausal import with_clause, with_fragment
from dayline.annotate.clauses import QUOTING, Tokens, noun_phrase
from dayline.annotate.complements import in_passive, with_infinitive, with_object, with_preposition
from dayline.annotate.contents import build, opens_adjunct, trim
from dayline.annotate.cues import CueWords
from dayline.annotate.direct import tokens_inside
from dayline.annotate.found import Found
from dayline.annotate.quotations import Quotation
from dayline.annotate.tree import Tree


def find_reported(
    tree: Tree, quotations: Sequence[Quotation], words: CueWords, taken: Set[int]
) -> list[Found]:
    """Return the reported speech outside quotations; ``taken`` are verbs that govern a quotation already."""
    inside = tokens_inside(tree, quotations)
    found: list[Found] = []
    for index in range(len(tree)):
        if inside[index] or index in taken:
            continue
        if tree.lower[index] == "according":
            item = _according_to(tree, index)
        elif tree.is_verb(index) and tree.deps[index] not in ("aux", "auxpass"):
            item = _of_verb(tree, index, words, inside)
        elif tree.lower[index] in words.nouns and tree.tags[index].startswith("NN"):
            item = _of_noun(tree, index)
        else:
            continue
        if item is not None:
            found.append(item)
    return found


def _of_verb(tree: Tree, verb: int, words: CueWords, inside: list[bool]) -> Found | None:
    form = tree.lower[verb]
    if not words.is_cue(form) or _says_nothing(tree, verb, words):
        return None
    if tree.kid(verb, "auxpass") is not None:
        return in_passive(tree, verb, words)
    if form in words.clause or form in words.thought:
        item = (
            with_clause(tree, verb, words, inside)
            or with_fragment(tree, verb, words, inside)
            or beside_content(tree, verb, words, inside)
        )
        if item is not None:
            return item
    if form in words.infinitive and (item := with_infinitive(tree, verb, words)) is not None:
        return item
    if form in words.prepositional and (item := with_preposition(tree, verb, words)) is not None:
        return item
    if form in words.thing:
        return with_object(tree, verb, words)
    return None


def _says_nothing(tree: Tree, verb: int, words: CueWords) -> bool:
    """Tell participles that are no speech: "citing X", "asked about it, she …", "quoted X as saying"."""
    if tree.lower[verb] in words.citing and tree.tags[verb] == "VBG":
        return True
    if tree.lower[verb] in QUOTING:
        return any(tree.lower[kid] == "as" and tree.kid(kid, "pcomp") for kid in tree.kids(verb, "prep"))
    past = tree.tags[verb] in ("VBN", "VBD") and tree.deps[verb] in ("advcl", "acl")
    return past and tree.kid(verb, "nsubj", "mark", "aux") is None and tree.lower[verb] in words.asking


def _according_to(tree: Tree, index: int) -> Found | None:
    """CONTENT, according to X. / According to X, CONTENT."""
    first, last = tree.firsts[index], tree.lasts[index]
    if index + 2 > last or tree.lower[index + 1] != "to":
        return None
    head = tree.kid(index + 1, "pobj")
    if head is None:
        return None
    source = noun_phrase(tree, head, index)
    end = source[1]
    before = trim(tree, first, index - 1) if index > first else None
    after = trim(tree, end + 1, last) if end < last and (before is None or tree.words[end + 1] == ",") else None
    if before is not None and after is not None and opens_adjunct(tree, after[0]):
        after = None
    return build(tree, -1, [before, after], (index, index + 1), source)


def _of_noun(tree: Tree, noun: int) -> Found | None:
    """X's claim that CLAUSE."""
    if tree.deps[noun] == "pobj" and tree.is_verb(tree.heads[tree.heads[noun]]):
        return None
    clause = next((kid for kid in tree.kids(noun, "acl", "ccomp") if kid > noun and _opens_with_that(tree, kid)), None)
    if clause is None:
        return None
    owner = tree.kid(noun, "poss")
    source: Tokens | None = None
    if owner is not None:
        source = (tree.left[owner], owner)
    else:
        by = next((kid for kid in tree.kids(noun, "prep") if tree.lower[kid] in ("by", "from") and kid < clause), None)
        giver = tree.kid(by, "pobj") if by is not None else None
        source = noun_phrase(tree, giver, noun) if giver is not None else None
    return build(tree, noun, [(tree.left[clause], tree.right[clause])], (noun, noun), source)


def _opens_with_that(tree: Tree, clause: int) -> bool:
    return tree.lower[tree.left[clause]] == "that"
