"""The parts of a clause of saying: its verb with auxiliaries, and its subject."""

from dayline.annotate.cues import CueWords
from dayline.annotate.tree import Tree

Tokens = tuple[int, int]  # first and last token, both included

SUBJECTS = ("nsubj", "nsubjpass")
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
CLOSING = frozenset({",", "--", "-", "–", "—", ":", ";", "(", ".", '"', "”", "''"})
NOMINATIVE = frozenset({"he", "she", "they", "i", "we"})
TELLING = frozenset({"told", "tells", "tell", "reminded", "reminds", "assured", "assures", "informed", "informs"})
QUOTING = frozenset({"quoted", "quotes", "quoting", "quote", "cited", "cites", "citing"})
FINITE = ("VBD", "VBZ", "VBP", "VBN")  # taggers often take "said" after a quotation for a participle
CLIMBED = 4  # clauses that a participle may hang below the verb whose subject it shares
LONGEST_SOURCE = 60  # tokens: a longer "subject" is a parse gone wrong
RELATIVE = frozenset({"who", "which", "that"})
CONTROLLERS_BY_OBJECT = frozenset(
    {"ask", "urge", "tell", "force", "allow", "get", "let", "make", "order", "see", "hear"}
)


def verb_group(tree: Tree, verb: int) -> Tokens:
    """Return the verb with the auxiliaries and adverbs that stand directly before it, and a particle after."""
    first = verb
    while first > tree.firsts[verb]:
        before = first - 1
        is_part = tree.deps[before] in AUXILIARIES or (
            tree.tags[before] in ("RB", "RBR", "MD", "TO") and tree.lower[before] not in ("then", "so", "not only")
        )
        governs = tree.is_verb(before) and tree.heads[verb] == before and tree.deps[verb] in ("xcomp", "pcomp")
        if not (is_part or governs) or tree.lower[before] == "as":
            break
        first = before
    while tree.tags[first] in ("TO", "RB", "RBR") and first < verb and tree.deps[first] != "advmod":
        if tree.tags[first] == "TO" or tree.lower[first] in ("so", "then"):
            first += 1
        else:
            break
    last = verb
    particle = tree.kid(verb, "prt")
    if particle is not None and particle == verb + 1:
        last = particle
    return first, last


def subject_of(tree: Tree, verb: int) -> int | None:
    """Return the head token of who says it: the verb's subject, or the one it shares with a verb above."""
    index = verb
    for _ in range(CLIMBED):
        own = max((kid for kid in tree.kids(index, *SUBJECTS) if kid < index), default=tree.kid(index, *SUBJECTS))
        if own is not None:
            return own
        head, label = tree.heads[index], tree.deps[index]
        if head == index:
            return None
        if label == "acl":
            return head
        if label == "pcomp" and tree.deps[head] == "prep":
            quoted = quoted_person(tree, index)
            if quoted is not None:
                return quoted
            head = tree.heads[head]
        elif label not in ("conj", "xcomp", "advcl", "pcomp", "dep", "ccomp"):
            return None
        if label == "ccomp" and tree.tags[index] != "VBG":
            return None
        if label == "xcomp" and tree.lower[head] in CONTROLLERS_BY_OBJECT:
            controller = tree.kid(head, "dobj", "dative")
            if controller is not None:
                return controller
        if not tree.is_verb(head):
            return head if tree.tags[head].startswith("NN") and label in ("advcl", "acl") else None
        index = head
    return None


def quoted_person(tree: Tree, verb: int) -> int | None:
    """Return the head of X in "quoted X as saying" and in "X was quoted as saying"."""
    prep = tree.heads[verb]
    quoting = tree.heads[prep]
    if tree.deps[verb] != "pcomp" or tree.lower[prep] != "as" or tree.lower[quoting] not in QUOTING:
        return None
    return tree.kid(quoting, "nsubjpass") or next((kid for kid in tree.kids(quoting, "dobj") if kid > quoting), None)


def inverted_subject(tree: Tree, verb: int) -> int | None:
    """Return the head of the noun phrase straight after the verb, for "said X"."""
    following = verb + 1
    if tree.tags[verb] not in FINITE:
        return None
    if following > tree.lasts[verb] or tree.lower[following] in CLOSING:
        return None
    own = next((kid for kid in tree.kids(verb, *SUBJECTS) if kid > verb), None)
    if own is not None:
        return own
    for kid in tree.kids(verb, "dobj", "attr", "dative", "npadvmod", "dep", "oprd", "ccomp", "appos"):
        nominal = tree.tags[kid].startswith(("NN", "DT", "CD")) or tree.lower[kid] in NOMINATIVE
        if tree.left[kid] == following and nominal and tree.lower[verb] not in TELLING:
            return kid
    return None


def said_by(tree: Tree, verb: int) -> Tokens | None:
    """Return the tokens of the source of a verb, whichever side it stands on."""
    own = max((kid for kid in tree.kids(verb, *SUBJECTS) if kid < verb), default=None)
    head = inverted_subject(tree, verb) if own is None else own
    if head is None:
        head = subject_of(tree, verb)
    return noun_phrase(tree, head, verb) if head is not None and head != verb else None


def shared_subject(tree: Tree, verb: int) -> Tokens | None:
    """Return the tokens of the source of a verb that takes an object: never what follows the verb."""
    head = subject_of(tree, verb)
    return noun_phrase(tree, head, verb) if head is not None and head != verb else None


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


def cue_clause(tree: Tree, verb: int, subject: Tokens | None, words: CueWords) -> Tokens:
    """Return the tokens of subject and verb together, and what directly follows of the person spoken to."""
    first, last = verb_group(tree, verb)
    if subject is not None and abs(subject[0] - verb) < LONGEST_SOURCE:
        first, last = min(first, subject[0]), max(last, subject[1])
    for kid in tree.kids(verb, "dobj", "dative"):
        near = verb < kid and tree.left[kid] <= last + 1
        if near and (subject is None or kid > subject[1]) and words.clause.get(tree.lower[verb]) in words.addressed:
            last = max(last, tree.right[kid])
    return first, last
