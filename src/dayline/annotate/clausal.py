"""Reported speech whose content follows its verb as a clause: "X said (that) …"."""

from dayline.annotate.clauses import Tokens, said_by, shared_subject, verb_group
from dayline.annotate.contents import build, cut
from dayline.annotate.cues import CueWords
from dayline.annotate.found import Found
from dayline.annotate.tree import Tree


def with_clause(tree: Tree, verb: int, words: CueWords, inside: list[bool]) -> Found | None:
    """X said (that) CLAUSE."""
    form = tree.lower[verb]
    base = words.clause.get(form) or words.thought[form]
    if base in words.quotation_only:
        return None
    clause = next((kid for kid in tree.kids(verb, "ccomp") if kid > verb and tree.left[kid] > verb), None)
    if clause is None:
        clause = _clause_in_adjunct(tree, verb) or _clause_after_aside(tree, verb, words)
    source = said_by(tree, verb)
    if clause is None or (source is not None and source[1] > verb and source[0] >= tree.left[clause]):
        return None
    if form in words.thought and form not in words.clause and source is None:
        return None
    first = _clause_start(tree, verb, tree.left[clause], words)
    last = cut(tree, first, _clause_end(tree, tree.right[clause], inside), words)
    return build(tree, verb, [_relative(tree, verb, source), (first, last)], verb_group(tree, verb), source)


def _relative(tree: Tree, verb: int, source: Tokens | None) -> Tokens | None:
    """Return the "which" of "the changes, which officials said will come": it belongs to what was said."""
    if source is None or source[1] > verb or tree.deps[verb] != "relcl" or source[0] == 0:
        return None
    return (source[0] - 1, source[0] - 1) if tree.tags[source[0] - 1] in ("WDT", "WP") else None


def with_fragment(tree: Tree, verb: int, words: CueWords, inside: list[bool]) -> Found | None:
    """X says "no deal" until spring: a quotation straight after the verb that is no sentence of its own."""
    source = shared_subject(tree, verb)
    first = verb + 1
    if source is None or first > tree.lasts[verb] or not inside[first] or tree.lower[verb] not in words.clause:
        return None
    if source[0] > verb or tree.kid(verb, "ccomp") is not None:
        return None
    last = first
    while last < tree.lasts[verb] and (inside[last + 1] or tree.words[last + 1] not in (",", ";", "--", "—", "–", ":")):
        last += 1
    return build(tree, verb, [(first, last)], verb_group(tree, verb), source)


def _clause_start(tree: Tree, verb: int, first: int, words: CueWords) -> int:
    """Return the token after the verb where the parser cut a subject off its clause: "says the fight … is hard"."""
    begin = verb + 1
    starts_noun = tree.tags[begin].startswith(("DT", "NN", "PRP", "JJ", "CD")) if begin < first else False
    for index in range(first + 1, tree.lasts[verb]):
        if tree.lower[index] == "that" and tree.deps[index] == "mark" and tree.words[index - 1] == ",":
            return index if any(tree.lower[at] in words.citing for at in range(verb + 1, index)) else first
    if not starts_noun or words.clause.get(tree.lower[verb]) in words.addressed:
        return first
    if tree.deps[begin] == "npadvmod" or tree.deps[tree.heads[begin]] == "npadvmod":
        return first
    return begin


def _clause_end(tree: Tree, last: int, inside: list[bool]) -> int:
    """Return the end of the sentence where a finite verb goes on straight after what was taken for the clause."""
    following = last + 1
    if following > tree.lasts[last] or tree.tags[following] not in ("VBD", "VBZ", "VBP", "MD") or inside[following]:
        return last
    return tree.lasts[last]


def _clause_in_adjunct(tree: Tree, verb: int) -> int | None:
    """Return the that-clause that the parser hung below an adjunct: "said in a statement that …"."""
    for prep in tree.kids(verb, "prep"):
        noun = tree.kid(prep, "pobj") if prep > verb else None
        if noun is None:
            continue
        for clause in tree.kids(noun, "acl", "ccomp", "relcl"):
            opening = tree.left[clause]
            if clause > noun and tree.lower[opening] == "that" and tree.deps[opening] == "mark":
                return clause
    return None


def _clause_after_aside(tree: Tree, verb: int, words: CueWords) -> int | None:
    """Return the that-clause after an aside that names the source: "reported, citing officials, that …"."""
    clause = next((kid for kid in tree.kids(verb, "advcl") if kid > verb), None)
    if clause is None or tree.kid(clause, "mark") is None:
        return None
    return clause if any(tree.lower[index] in words.citing for index in range(verb + 1, clause)) else None
