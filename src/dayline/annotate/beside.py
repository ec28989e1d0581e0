"""Reported speech whose content stands round its verb: "…, X said.", "…, X said, …", "as X said, …"."""

from dayline.annotate.clauses import Tokens, cue_clause, said_by, verb_group
from dayline.annotate.contents import TRAILING, build, opens_adjunct, trim
from dayline.annotate.cues import CueWords
from dayline.annotate.found import Found
from dayline.annotate.tree import Tree

QUOTE_TAGS = ("``", "''")
DASHES = frozenset({"-", "--", "–", "—", "―"})
LONGEST_NAME = 6  # tokens of a source found without the parser's help
LONGEST_DATELINE = 10  # tokens


def beside_content(tree: Tree, verb: int, words: CueWords, inside: list[bool]) -> Found | None:
    """CONTENT, X said. / CONTENT, X said, CONTENT. / CONTENT, as X said."""
    source = said_by(tree, verb) or _name_before(tree, verb)
    form = tree.lower[verb]
    if source is None or form not in words.clause or words.clause[form] in words.quotation_only:
        return None
    if not _may_stand_beside(tree, verb, source, words):
        return None
    start, end = cue_clause(tree, verb, source, words)
    first, last = tree.firsts[verb], tree.lasts[verb]
    has_as = start > first and tree.lower[start - 1] == "as"
    start -= has_as
    while start > first and tree.tags[start - 1] in QUOTE_TAGS and not inside[start - 1]:
        start -= 1
    after = (end + 2, last) if end + 2 <= last and tree.words[end + 1] == "," else None
    if after is not None and opens_adjunct(tree, after[0]):
        after = None
    if has_as and trim(tree, first, start - 1) is None:
        return build(tree, verb, [_after_as_clause(tree, end, last)], verb_group(tree, verb), source)
    before = _content_before(tree, first, start)
    if before is None and (after is None or any(tree.tags[at] not in ("CC", ",") for at in range(first, start))):
        return None
    return build(tree, verb, [before, after], verb_group(tree, verb), source)


def _after_as_clause(tree: Tree, end: int, last: int) -> Tokens | None:
    """Return what follows the comma that ends "As X warned on Friday, …"."""
    for index in range(end + 1, min(end + LONGEST_NAME, last)):
        if tree.words[index] == ",":
            return index + 1, last
    return None


def _name_before(tree: Tree, verb: int) -> Tokens | None:
    """Return the words between the last comma and a verb that ends its sentence: "…, Ravenia says"."""
    after = range(verb + 1, tree.lasts[verb] + 1)
    if any(tree.words[index] not in TRAILING and tree.tags[index] not in ("_SP", *QUOTE_TAGS) for index in after):
        return None
    first = verb
    while first > tree.firsts[verb] and verb - first < LONGEST_NAME and tree.words[first - 1] != ",":
        first -= 1
        if tree.tags[first] in ("IN", "TO") or (tree.is_verb(first) and tree.tags[first] != "VBN"):
            return None
    if first == verb or tree.words[first - 1] != ",":
        return None
    return first, verb - 1


def _may_stand_beside(tree: Tree, verb: int, source: Tokens, words: CueWords) -> bool:
    """Tell whether a clause of saying can be set beside its content: finite, not relative, nothing else said."""
    if tree.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN", "VB") or tree.deps[verb] in ("relcl", "acl", "pcomp"):
        return False
    if tree.tags[source[1]] in ("WDT", "WP"):
        return False
    things = [kid for kid in tree.kids(verb, "dobj") if kid > verb and not source[0] <= kid <= source[1]]
    return not things or words.clause[tree.lower[verb]] in words.addressed


def _content_before(tree: Tree, first: int, start: int) -> Tokens | None:
    """Return what a clause of saying that starts at ``start`` comes after, if a comma or dash divides them."""
    divider = start - 1
    closing = divider
    while closing > first and tree.tags[closing] in QUOTE_TAGS:
        closing -= 1
    if divider < first or not (tree.words[divider] == "," or tree.words[closing] == ","):
        return None
    if divider - 1 >= first and tree.tags[divider - 1] in ("WDT", "WP"):
        return divider - 1, divider - 1
    begin = _after_dateline(tree, first, divider)
    for index in range(divider - 1, first, -1):
        if tree.words[index] == ";":
            begin = index + 1
            break
    trimmed = trim(tree, begin, divider if closing != divider else divider - 1)
    if trimmed is None or (tree.tags[trimmed[0]] == "IN" and trimmed[1] - trimmed[0] < 3):
        return None
    return trimmed


def _after_dateline(tree: Tree, first: int, last: int) -> int:
    """Return the first token after "VELM, Ravenia (Agency) — " at the start of a paragraph."""
    for index in range(first, min(first + LONGEST_DATELINE, last)):
        if tree.words[index] in DASHES:
            place = tree.words[first].isupper() and len(tree.words[first]) > 1
            return index + 1 if place else first
    return first
