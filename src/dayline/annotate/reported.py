"""Reported speech: what a verb of saying, thinking or judging governs without being a quotation of its own."""

from collections.abc import Sequence, Set

from dayline.annotate.clauses import Tokens, cue_clause, noun_phrase, said_by, shared_subject, verb_group
from dayline.annotate.cues import CueWords
from dayline.annotate.direct import tokens_inside
from dayline.annotate.found import Found, Ranges, one_range
from dayline.annotate.quotations import Quotation
from dayline.annotate.tree import Tree

LEADING = frozenset({",", ":", ";", "--", "-", "–", "—", ".", "…", "*", "**", "•", ")"})
TRAILING = frozenset({",", ":", ";", "--", "-", "–", "—", ".", "…", "*", "**", "(", "?", "!"})
QUOTE_TAGS = ("``", "''")
SHORTEST = 2  # tokens: a content of one word is no statement
OBJECT_TAIL = ("prep", "xcomp", "oprd", "ccomp", "acl", "dative", "pobj")
TAIL_PREPOSITIONS = frozenset({"as", "of", "for", "with", "from", "to", "about", "against", "over"})
DASHES = frozenset({"-", "--", "–", "—", "―"})
LONGEST_DATELINE = 10  # tokens
GAP_TO_PREPOSITION = 4  # tokens from the verb to its preposition


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
    if not words.is_cue(form):
        return None
    if tree.kid(verb, "auxpass") is not None:
        return _passive(tree, verb, words)
    if form in words.clause or form in words.thought:
        item = _with_clause(tree, verb, words) or _beside_content(tree, verb, words, inside)
        if item is not None:
            return item
    if form in words.infinitive and (item := _with_infinitive(tree, verb, words)) is not None:
        return item
    if form in words.prepositional and (item := _with_preposition(tree, verb, words)) is not None:
        return item
    if form in words.thing:
        return _with_object(tree, verb)
    return None


def _build(tree: Tree, verb: int, contents: Sequence[Tokens | None], cue: Tokens, source: Tokens | None) -> Found | None:
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


def _with_clause(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """X said (that) CLAUSE."""
    form = tree.lower[verb]
    base = words.clause.get(form) or words.thought[form]
    if base in words.quotation_only:
        return None
    clause = next((kid for kid in tree.kids(verb, "ccomp") if kid > verb and tree.left[kid] > verb), None)
    clause = _clause_in_adjunct(tree, verb) if clause is None else clause
    source = said_by(tree, verb)
    if clause is None or (source is not None and source[1] > verb and source[0] >= tree.left[clause]):
        return None
    if form in words.thought and form not in words.clause and source is None:
        return None
    last = _cut(tree, tree.left[clause], tree.right[clause], words)
    return _build(tree, verb, [(tree.left[clause], last)], verb_group(tree, verb), source)


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


def _cut(tree: Tree, first: int, last: int, words: CueWords) -> int:
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
    """Tell whether a finite verb of saying without a subject of its own stands here: "… and warned that"."""
    while index < last and tree.tags[index] == "RB":
        index += 1
    finite = tree.tags[index] in ("VBD", "VBZ") and words.is_cue(tree.lower[index])
    return finite and tree.deps[index] == "conj" and tree.kid(index, "nsubj") is None


def _beside_content(tree: Tree, verb: int, words: CueWords, inside: list[bool]) -> Found | None:
    """CONTENT, X said. / CONTENT, X said, CONTENT. / CONTENT, as X said."""
    source = said_by(tree, verb)
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
    if after is not None and _opens_adjunct(tree, after[0]):
        after = None
    if has_as and trim(tree, first, start - 1) is None:
        return _build(tree, verb, [after], verb_group(tree, verb), source)
    before = _content_before(tree, first, start)
    if before is None:
        return None
    return _build(tree, verb, [before, after], verb_group(tree, verb), source)


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
    if trimmed is None or tree.tags[trimmed[0]] == "IN" and trimmed[1] - trimmed[0] < 3:
        return None
    return trimmed


def _after_dateline(tree: Tree, first: int, last: int) -> int:
    """Return the first token after "VELM, Ravenia (Agency) — " at the start of a paragraph."""
    for index in range(first, min(first + LONGEST_DATELINE, last)):
        if tree.words[index] in DASHES:
            place = tree.words[first].isupper() and len(tree.words[first]) > 1
            return index + 1 if place else first
    return first


def _opens_adjunct(tree: Tree, index: int) -> bool:
    """Tell whether what follows a clause of saying is about the saying, not the rest of what was said."""
    return tree.tags[index] in ("VBG", "VBN", "WP", "WDT", "WRB", "CC") or tree.lower[index] in ("according", "who")


def _with_infinitive(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """X vowed TO DO; X urged Y TO DO; X called on Y TO DO."""
    action = next((kid for kid in tree.kids(verb, "xcomp", "ccomp") if kid > verb and _has_to(tree, kid)), None)
    if action is None:
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
    return _build(tree, verb, [(first, _cut(tree, first, tree.right[action], words))], group, source)


def _has_to(tree: Tree, verb: int) -> bool:
    aux = tree.kid(verb, "aux")
    return aux is not None and tree.tags[aux] == "TO"


def _lead(tree: Tree, verb: int, words: CueWords) -> int | None:
    """Return the preposition that leads from the verb to what is said."""
    allowed = words.prepositions.get(words.prepositional.get(tree.lower[verb], ""), frozenset())
    for kid in tree.kids(verb, "prep", "agent", "prt"):
        if verb < kid <= verb + GAP_TO_PREPOSITION and tree.lower[kid] in allowed:
            return kid
    return None


def _with_preposition(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """X called for THING; X spoke of THING."""
    lead = _lead(tree, verb, words)
    source = shared_subject(tree, verb)
    if lead is None or source is None or tree.right[lead] == lead:
        return None
    first = lead + 1
    return _build(
        tree, verb, [(first, _cut(tree, first, tree.right[lead], words))], (verb_group(tree, verb)[0], lead), source
    )


def _with_object(tree: Tree, verb: int) -> Found | None:
    """X denied THING; X described THING as SO; X accused Y of DOING."""
    thing = next((kid for kid in tree.kids(verb, "dobj", "ccomp") if kid > verb), None)
    source = shared_subject(tree, verb)
    if thing is None or source is None or tree.left[thing] <= verb or source[0] > verb:
        return None
    last = tree.right[thing]
    for kid in tree.kids(verb, *OBJECT_TAIL):
        if kid <= thing or tree.left[kid] > last + 1:
            continue
        if tree.deps[kid] == "prep" and tree.lower[kid] not in TAIL_PREPOSITIONS:
            break
        last = max(last, tree.right[kid])
    return _build(tree, verb, [(tree.left[thing], last)], verb_group(tree, verb), source)


def _passive(tree: Tree, verb: int, words: CueWords) -> Found | None:
    """THING is expected TO DO; Y was accused OF DOING (by X)."""
    if tree.lower[verb] not in words.passive:
        return None
    subject = tree.kid(verb, "nsubjpass", "nsubj")
    rest = next((kid for kid in tree.kids(verb, "xcomp", "prep", "oprd", "ccomp") if kid > verb), None)
    if subject is None or rest is None or subject > verb:
        return None
    agent = tree.kid(verb, "agent")
    by_whom = tree.kid(agent, "pobj") if agent is not None else None
    source = noun_phrase(tree, by_whom, verb) if by_whom is not None else None
    cue = (tree.kid(verb, "aux", "auxpass") or verb, verb)
    contents = [noun_phrase(tree, subject, verb), (tree.left[rest], tree.right[rest])]
    return _build(tree, verb, contents, (min(cue), verb), source)


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
    if before is not None and after is not None and _opens_adjunct(tree, after[0]):
        after = None
    return _build(tree, -1, [before, after], (index, index + 1), source)


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
    return _build(tree, noun, [(tree.left[clause], tree.right[clause])], (noun, noun), source)


def _opens_with_that(tree: Tree, clause: int) -> bool:
    return tree.lower[tree.left[clause]] == "that"


__all__ = ["Ranges", "find_reported", "trim"]
