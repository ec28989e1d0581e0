"""The parts of a clause of saying that what completes a statement asks for."""

from dayline.annotate.tree import Tree

Tokens = tuple[int, int]  # first and last token, both included

TELLING = frozenset({"told", "tells", "tell", "reminded", "reminds", "assured", "assures", "informed", "informs"})
QUOTING = frozenset({"quoted", "quotes", "quoting", "quote", "cited", "cites", "citing"})
LONGEST_SOURCE = 60  # tokens: a longer "subject" is a parse gone wrong


def quoted_person(tree: Tree, verb: int) -> int | None:
    """Return the head of X in "quoted X as saying" and in "X was quoted as saying"."""
    prep = tree.heads[verb]
    quoting = tree.heads[prep]
    if tree.deps[verb] != "pcomp" or tree.lower[prep] != "as" or tree.lower[quoting] not in QUOTING:
        return None
    return tree.kid(quoting, "nsubjpass") or next((kid for kid in tree.kids(quoting, "dobj") if kid > quoting), None)


def noun_phrase(tree: Tree, head: int, verb: int) -> Tokens:
    """Return the noun phrase of a head, cut where it would swallow the verb, a quotation or a long aside."""
    first, last = tree.left[head], tree.right[head]
    if last >= verb > head:
        last = verb - 1
    if first <= verb < head:
        first = verb + 1
    if last - first > LONGEST_SOURCE:
        last = min(last, head + LONGEST_SOURCE // 4)
    while first < head and (tree.tags[first] in ("CC", "IN", "RB", ":", ",", "``", "''", ".", "_SP") and
                            tree.lower[first] not in ("about", "nearly", "almost", "more", "at", "some", "even")):
        first += 1
    last = _before_participle(tree, head, last)
    end = _without_tail(tree, first, last, head)
    has_aside = any(tree.words[index] == "," for index in range(head, end))
    if has_aside and end < len(tree) - 1 and tree.words[end + 1] == "," and end + 1 != verb:
        end += 1
    return first, end


def _before_participle(tree: Tree, head: int, last: int) -> int:
    """Return the token before ", speaking in the capital," and the like: the circumstance is not the source."""
    for kid in tree.kids(head, "acl", "advcl"):
        if kid > head and tree.tags[kid] == "VBG" and tree.left[kid] > head and tree.words[tree.left[kid] - 1] == ",":
            return min(last, tree.left[kid] - 2)
    return last


def _without_tail(tree: Tree, first: int, last: int, head: int) -> int:
    while last > head and (tree.tags[last] in (":", "``", "''", ".", "_SP", "CC") or tree.lower[last] == ","):
        if tree.tags[last] == "." and tree.words[last] != ".":
            break
        last -= 1
    return last
