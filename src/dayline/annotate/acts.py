"""What an attribution tells of: words uttered, a state of mind, or a deed that its content is the matter of.

The annotation of opinions tells speech events from private states (Wiebe, Wilson and Cardie 2005), TimeML reporting
events from intensional states and actions (Saurí and others 2006), the Penn Discourse TreeBank assertions from beliefs
and from eventualities. The head of the cue decides, and for some heads what the content is; a quotation is speech.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dayline.annotate.found import Attribution, Ranges
from dayline.annotate.inflections import base_forms
from dayline.annotate.tree import Tree
from dayline.model.claims import StatementAct, StatementKind
from dayline.text.languages import Language

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
TELLING_WORDS = ("VB", "NN", "JJ", "RB")  # tags of the words of a cue that can tell the act


@dataclass(frozen=True, slots=True, eq=False)
class ActWords:
    """The acts of the base forms of cues; ``telling`` depend on the content, ``light`` on their noun or adjective."""

    acts: Mapping[str, StatementAct]
    telling: frozenset[str]
    light: frozenset[str]
    states: frozenset[str]
    irregular: Mapping[str, str]
    endings: Mapping[str, Sequence[str]]

    def base_of(self, word: str) -> str:
        """Return the base form that a list knows of a word in lower case; the word itself where none does."""
        forms = (self.irregular.get(word, word), *base_forms(word, self.endings))
        return next((form for form in forms if self._is_known(form)), word)

    def _is_known(self, form: str) -> bool:
        return form in self.acts or form in self.telling or form in self.light


@lru_cache(maxsize=16)
def act_words_of(language: Language) -> ActWords:
    """Return the compiled table ``acts`` of a language."""
    table = language.table("acts")
    acts: dict[str, StatementAct] = dict.fromkeys(table.get("speech", ()), "speech")
    acts |= dict.fromkeys(table.get("attitude", ()), "attitude")
    acts |= dict.fromkeys(table.get("act", ()), "act")
    return ActWords(
        acts=acts,
        telling=language.words("acts", "telling"),
        light=language.words("acts", "light"),
        states=language.words("acts", "states"),
        irregular=table.get("irregular", {}),
        endings=table.get("endings", {}),
    )


def act_of(tree: Tree, found: Attribution, kind: StatementKind, words: ActWords) -> StatementAct:
    """Return what an attribution tells of; one without a word that tells ("KOVAL: …") is speech."""
    if kind == "direct":
        return "speech"
    head = ""
    for index in _telling_tokens(tree, found.cue):
        base = words.base_of(tree.lower[index])
        head = head or base
        if base in words.telling:
            return "speech" if is_clause(tree, found.content) else "act"
        if base in words.acts:
            return words.acts[base]
    if not head or is_clause(tree, found.content):
        return "speech" if head not in words.states else "attitude"
    return "attitude" if head in words.states else "act"


def _telling_tokens(tree: Tree, cue: Ranges) -> Iterator[int]:
    """Yield the words of a cue: the one that the others hang on first."""
    tokens = [index for part in cue for index in tree.tokens_in(*part)]
    inside = set(tokens)
    tellers = [index for index in tokens if tree.tags[index].startswith(TELLING_WORDS)]
    return iter(sorted(tellers, key=lambda index: (tree.heads[index] in inside - {index}, index)))


def is_clause(tree: Tree, content: Ranges) -> bool:
    """Tell whether a content is a clause with a subject and a finite verb of its own."""
    tokens = {index for part in content for index in tree.tokens_in(*part)}
    return any(
        tree.is_verb(index)
        and (tree.heads[index] == index or tree.heads[index] not in tokens)
        and any(kid in tokens for kid in tree.kids(index, "nsubj", "nsubjpass", "expl", "csubj"))
        and (
            tree.tags[index] in FINITE
            or any(tree.tags[kid] in FINITE for kid in tree.kids(index, "aux", "auxpass"))
        )
        for index in tokens
    )
