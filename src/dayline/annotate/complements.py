"""Reported speech whose content is no clause of its own: infinitives, objects, prepositions, passives."""

from dayline.annotate.clauses import noun_phrase, shared_subject, verb_group
from dayline.annotate.contents import build, cut
from dayline.annotate.cues import CueWords
from dayline.annotate.found import Found
from dayline.annotate.tree import Tree

OBJECT_TAIL = ("prep", "xcomp", "oprd", "ccomp", "acl", "dative", "pobj")
TAIL_PREPOSITIONS = frozenset({"as", "of", "for", "with", "from", "to", "about", "against", "over"})
GAP_TO_PREPOSITION = 4  # tokens from the verb to its preposition


def with_infinitive(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """X vowed TO DO; X urged Y TO DO; X called on Y TO DO."""
    action = next((kid for kid in tree.kids(verb, "xcomp", "ccomp") if kid > verb and has_to(tree, kid)), None)
    if action is None or tree.lower[action] in words.unnamed:
        return None
    source = shared_subject(tree, verb)
    if source is None:
        return None
    group = verb_group(tree, verb)
    first = tree.left[action]
    addressed = next((kid for kid in tree.kids(verb, "dobj") if verb < kid < action), None)
    if addressed is not None:
        first = min(first, tree.left[addressed])
    elif (lead := _lead(tree, verb, words)) is not None and lead < action:
        group = (group[0], lead)
        first = min(first, tree.left[lead + 1] if lead + 1 < action else first)
        first = max(first, lead + 1)
    return build(tree, verb, [(first, cut(tree, first, tree.right[action], words))], group, source)


def has_to(tree: Tree, verb: int) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    aux = tree.kid(verb, "aux")
    return aux is not None and tree.tags[aux] == "TO"


def _lead(tree: Tree, verb: int, words: CueWords) -> int | None:
    """Return the preposition that leads from the verb to what is said."""
    allowed = words.prepositions.get(words.prepositional.get(tree.lower[verb], ""), frozenset())
    for kid in tree.kids(verb, "prep", "agent", "prt"):
        if verb < kid <= verb + GAP_TO_PREPOSITION and tree.lower[kid] in allowed:
            return kid
    return None


def with_preposition(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """X called for THING; X spoke of THING."""
    lead = _lead(tree, verb, words)
    source = shared_subject(tree, verb)
    if lead is None or source is None or tree.right[lead] == lead:
        return None
    first = lead + 1
    return build(
        tree, verb, [(first, cut(tree, first, tree.right[lead], words))], (verb_group(tree, verb)[0], lead), source
    )


def with_object(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """X denied THING; X described THING as SO; X accused Y of DOING."""
    if tree.tags[verb] == "VB" and has_to(tree, verb):
        return None
    thing = next((kid for kid in tree.kids(verb, "dobj", "ccomp") if kid > verb), None)
    source = shared_subject(tree, verb)
    if thing is None or source is None or tree.left[thing] <= verb or source[0] > verb:
        return None
    if tree.lower[verb] in words.naming and not _names_thing(tree, verb, thing):
        return None
    last = tree.right[thing]
    for kid in tree.kids(verb, *OBJECT_TAIL):
        if kid <= thing or tree.left[kid] > last + 1:
            continue
        if tree.deps[kid] == "prep" and tree.lower[kid] not in TAIL_PREPOSITIONS:
            break
        last = max(last, tree.right[kid])
    last = _before_aside(tree, thing, last)
    return build(tree, verb, [(tree.left[thing], last)], verb_group(tree, verb), source)


def _before_aside(tree: Tree, first: int, last: int) -> int:
    """Return the token before ", which …": what the writer adds about a thing is not what was said of it."""
    for index in range(first, last):
        if tree.words[index] == "," and tree.tags[index + 1] in ("WDT", "WP"):
            return index - 1
    return last


def _names_thing(tree: Tree, verb: int, thing: int) -> bool:
    """Tell whether a verb of naming says what it calls the thing: "called it a lie", not "called the police"."""
    if tree.deps[thing] == "ccomp":
        return True
    described = any(tree.tags[index] in ("JJ", "``") for index in range(thing + 1, tree.right[thing] + 1))
    return described or any(kid > thing for kid in tree.kids(verb, "oprd", "xcomp", "ccomp", "attr"))


def in_passive(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """THING is expected TO DO; Y was accused OF DOING (by X)."""
    if tree.lower[verb] not in words.passive:
        return None
    subject = tree.kid(verb, "nsubjpass", "nsubj")
    rests = [kid for kid in tree.kids(verb, "xcomp", "prep", "oprd", "ccomp") if kid > verb]
    rest = next((kid for kid in rests if tree.deps[kid] != "prep"), rests[0] if rests else None)
    if subject is None or rest is None or subject > verb:
        return None
    agent = tree.kid(verb, "agent")
    by_whom = tree.kid(agent, "pobj") if agent is not None else None
    source = noun_phrase(tree, by_whom, verb) if by_whom is not None else None
    cue = (tree.kid(verb, "aux", "auxpass") or verb, verb)
    contents = [noun_phrase(tree, subject, verb), (tree.left[rest], tree.right[rest])]
    return build(tree, verb, contents, (min(cue), verb), source)
