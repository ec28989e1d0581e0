"""Who a source is: full names for surnames, pronouns and offices; what to call those without a name."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dayline.annotate.authors import author_of, title_of
from dayline.annotate.names_found import NameWords
from dayline.annotate.tree import Range, Tree
from dayline.model.claims import PersonId
from dayline.model.entities import BodyMention, PersonMention
from dayline.text.languages import Language

PRONOUN_REACH = 1500  # characters back that "he" can reach: about two paragraphs
LONGEST_NAME = 8  # tokens of the longest name of a body
LONGEST_GROUP = 8  # words of the longest "officials of the river office" that stands as a role
WORD = re.compile(r"[\w-]+")
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Word lists of a language about speakers."""

    he: frozenset[str]
    she: frozenset[str]
    relative: frozenset[str]
    outlets: frozenset[str]
    outlet_endings: tuple[str, ...]
    voices: frozenset[str]
    documents: frozenset[str]
    anonymous: frozenset[str]
    anonymous_signed: frozenset[str]
    anonymous_signs: tuple[str, ...]
    anonymous_articles: frozenset[str]


@lru_cache(maxsize=16)
def speaker_words_of(language: Language) -> SpeakerWords:
    """Return the compiled word lists of a language."""
    said, people = "statements", "people"
    return SpeakerWords(
        he=language.words(people, "he"),
        she=language.words(people, "she"),
        relative=language.words(people, "relative"),
        outlets=language.words(said, "outlets"),
        outlet_endings=tuple(sorted(language.words(said, "outlet_endings"))),
        voices=language.words(said, "voices"),
        documents=language.words(said, "documents"),
        anonymous=language.words(said, "anonymous"),
        anonymous_signed=language.words(said, "anonymous_signed"),
        anonymous_signs=tuple(sorted(language.words(said, "anonymous_signs"))),
        anonymous_articles=language.words(said, "anonymous_articles"),
    )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever a source turned out to be, and the document that speaks; all None where the text does not tell."""

    name: str | None = None
    person_id: PersonId | None = None
    role: str | None = None
    outlet: str | None = None
    anonymity: str | None = None
    document: str | None = None


class Speakers:
    """Resolves the sources of one field in the order of the text; what it resolved serves the pronouns after."""

    def __init__(
        self,
        tree: Tree,
        people: Sequence[PersonMention],
        bodies: Sequence[BodyMention],
        field: str,
        words: SpeakerWords,
        names: NameWords,
    ) -> None:
        self._tree, self._words, self._names = tree, words, names
        here = (mention for mention in people if mention.span.field == field)
        self._here = sorted(here, key=lambda mention: mention.span.start)
        self._starts = [mention.span.start for mention in self._here]
        self._bodies = [mention for mention in bodies if mention.span.field == field]
        self._roles: dict[str, str] = {}
        for mention in people:
            if mention.role:
                self._roles.setdefault(mention.name, mention.role)
        self._ids = {mention.name: mention.person_id for mention in people}
        self._names_seen = list(dict.fromkeys(mention.name for mention in people))
        self._courtesies = dict(self._courtesy(mention) for mention in reversed(self._here))
        self._courtesies.pop("", None)
        self._spoke: list[tuple[int, str]] = []

    def _courtesy(self, mention: PersonMention) -> tuple[str, bool]:
        """Return a name with whether "Mrs." or the like stands before it; no name where neither does."""
        before = self._tree.token_at(mention.span.start) - 1
        low = self._tree.lower[before].rstrip(".") if before >= 0 else ""
        if low not in self._names.courtesies:
            return "", False
        known = low in self._names.she_words or low in self._names.he_words
        return (mention.name if known else ""), low in self._names.she_words

    def resolve(self, source: Range) -> Speaker:
        """Return who the source at [start, end) is."""
        tree = self._tree
        tokens = tree.tokens_in(*source)
        if not tokens:
            return Speaker()
        text = " ".join(tree.text[source[0] : source[1]].split())
        head = _head(tree, tokens)
        low = tree.lower[head]
        if len(tokens) == 1 and low in self._words.he | self._words.she:
            return self._person(self._antecedent(source[0], low in self._words.she), source[0])
        if len(tokens) == 1 and low in self._words.relative:
            return self._relative(head, source[0])
        mention = self._mention_in(source, head)
        if mention is not None and self._is_shared(mention, source):
            return Speaker()
        if mention is not None:
            return self._person(mention.name, source[0], mention.role)
        outlet = self._outlet(text)
        if outlet is not None:
            return Speaker(outlet=outlet)
        anonymity = self._anonymity(text, tree.lower[tokens[0]], low)
        if anonymity is not None:
            return Speaker(anonymity=anonymity)
        if self._names.is_role(low) and tree.tags[head] in ("NN", "NNP"):
            holder = self._holder(text, source[0])
            return self._person(holder, source[0]) if holder else Speaker(role=_bare(text))
        if self._names.is_role(low) and tree.tags[head] == "NNS" and len(text.split()) <= LONGEST_GROUP:
            return Speaker(role=_bare(text))
        if low in self._words.documents:
            author = author_of(tree, head, source)
            return replace(self.resolve(author) if author else Speaker(), document=title_of(tree, head))
        return Speaker(name=self._body(tokens, head))

    def outlet(self, source: Range) -> str | None:
        """Return the outlet that the words at [start, end) name, if they name one."""
        return self._outlet(" ".join(self._tree.text[source[0] : source[1]].split()))

    def _person(self, name: str | None, at: int, role: str | None = None) -> Speaker:
        if name is None:
            return Speaker()
        self._spoke.append((at, name))
        return Speaker(name=name, person_id=self._ids.get(name), role=role or self._roles.get(name))

    def _mention_in(self, source: Range, head: int) -> PersonMention | None:
        """Return the person that the source is, not one that it only mentions ("X's spokesman")."""
        tree = self._tree
        for mention in self._between(*source):
            if mention.span.end > source[1]:
                continue
            first, last = tree.token_at(mention.span.start), tree.token_at(mention.span.end - 1)
            if first <= head <= last:
                return mention
            named = next((index for index in range(first, last + 1) if not first <= tree.heads[index] <= last), last)
            beside = tree.deps[named] in ("appos", "compound", "nmod", "flat") and tree.heads[named] == head
            owns = last + 1 < len(tree) and tree.tags[last + 1] == "POS"
            if beside and not owns:
                return mention
        return None

    def _between(self, start: int, end: int) -> list[PersonMention]:
        """Return the mentions that begin within [start, end)."""
        return self._here[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _is_shared(self, one: PersonMention, source: Range) -> bool:
        """Tell whether a source names several people joined by "and": none of them alone is the speaker."""
        tree = self._tree
        tokens = tree.tokens_in(one.span.start, one.span.end)
        for index in tokens:
            joined = [kid for kid in tree.kids(index, "conj") if kid not in tokens and tree.starts[kid] < source[1]]
            if tree.deps[index] == "conj" and tree.heads[index] not in tokens:
                joined.append(tree.heads[index])
            if any(tree.tags[kid] in ("NNP", "NNPS") for kid in joined):
                return True
        return False

    def _relative(self, head: int, at: int) -> Speaker:
        """Return the person before "who"."""
        tree = self._tree
        before = self._between(max(0, at - PRONOUN_REACH), at)
        if before and not tree.text[before[-1].span.end : at].strip(" ,\u00a0"):
            return self._person(before[-1].name, at, before[-1].role)
        verb = tree.heads[head]
        noun = tree.starts[tree.heads[verb]] if tree.deps[verb] == "relcl" else -1
        for mention in before:
            if mention.span.start <= noun < mention.span.end:
                return self._person(mention.name, at, mention.role)
        return Speaker()

    def _antecedent(self, at: int, is_she: bool) -> str | None:
        """Return the person that "he" or "she" at a character means: the last that acted or spoke, if it fits."""
        tree = self._tree
        acted: tuple[int, str] | None = None
        named: str | None = None
        for mention in self._between(max(0, at - PRONOUN_REACH), at):
            if not self._fits(mention.name, is_she):
                continue
            named = mention.name
            tokens = tree.tokens_in(mention.span.start, mention.span.end)
            if any(tree.deps[index] in ("nsubj", "nsubjpass") for index in tokens):
                acted = (mention.span.start, mention.name)
        for start, name in reversed(self._spoke):
            if at - start > PRONOUN_REACH:
                break
            if start < at and self._fits(name, is_she):
                acted = (start, name) if acted is None or start >= acted[0] else acted
                break
        return acted[1] if acted else named

    def _fits(self, name: str, is_she: bool) -> bool:
        """Tell whether nothing known of a person speaks against a pronoun."""
        if name in self._courtesies:
            return self._courtesies[name] == is_she
        given = name.split()[0]
        named_she = given in self._names.women and given not in self._names.men
        named_he = given in self._names.men and given not in self._names.women
        role = set(WORD.findall(self._roles.get(name, "").lower()))
        said_she, said_he = bool(role & self._names.she_words), bool(role & self._names.he_words)
        return not ((named_he or said_he) if is_she else (named_she or said_she))

    def _holder(self, phrase: str, at: int) -> str | None:
        """Return the last person before whose role in the document has all the words of a phrase."""
        wanted = set(WORD.findall(phrase.lower())) - {"the", "s"}
        if phrase.split()[0].lower() in ("a", "an", "one", "another"):
            return None

        def holds(name: str) -> bool:
            return wanted <= set(WORD.findall(self._roles.get(name, "").lower()))

        before = [mention.name for mention in self._here if mention.span.start < at and holds(mention.name)]
        if before:
            return before[-1]
        holders = [name for name in self._names_seen if holds(name)]
        return holders[0] if len(holders) == 1 else None

    def _outlet(self, text: str) -> str | None:
        name = _bare(text)
        name = re.split(r",|\s+(?:news agency|newspaper|reports?|reporters?|correspondent)\b", name)[0].strip()
        plain = name.removesuffix("'s").removesuffix("’s")
        if plain in self._words.outlets:
            return plain
        words = plain.split()
        fewest = 0 if text[:4].lower() == "the " else 1
        is_title = fewest < len(words) <= 5 and all(word[0].isupper() or word in ("of", "the", "and") for word in words)
        ends = any(f" {plain}".endswith(f" {ending}") for ending in self._words.outlet_endings)
        return plain if is_title and ends else None

    def _anonymity(self, text: str, first: str, head: str) -> str | None:
        """Return the words for a source without a name, or None where it is none."""
        low = text.lower()
        if head in self._words.anonymous:
            return text
        if head not in self._words.anonymous_signed:
            return None
        signed = any(sign in low for sign in self._words.anonymous_signs)
        alone = first in self._words.anonymous_articles and head not in ("man", "woman", "resident", "people")
        return text if signed or alone else None

    def _body(self, tokens: range, head: int) -> str | None:
        """Return the name of a body or country as written; a common noun has none, nor has a pronoun."""
        tree = self._tree
        if tree.tags[head] == "PRP":
            return None
        at = tree.starts[head]
        known = next((each for each in self._bodies if each.span.start <= at < each.span.end), None)
        if known is not None and tree.words[head].islower():
            return known.name
        if tree.tags[head] not in ("NNP", "NNPS") and not (tree.words[head][0].isupper() and tree.firsts[head] < head):
            named = self._called_before(tokens, head) or self._named_before(tree.lower[head], tree.starts[tokens[0]])
            return named or _in_capitals(tree, tokens)
        owner = next((index for index in range(head - 1, tokens[0], -1) if tree.tags[index] == "POS"), None)
        first, last = (tokens[0] if owner is None else owner + 1), head
        while first < head and tree.tags[first] in ("DT", "CC", "CD", "RB", "IN", ",", "``"):
            first += 1
        for index in range(head + 1, tokens[-1] + 1):
            if tree.words[index] in (",", "(", ";", "--", "–", "—") or tree.lower[index] in ("which", "who", "that"):
                break
            if tree.tags[index] in ("NNP", "NNPS", "POS"):
                last = index
            elif tree.lower[index] not in ("of", "for", "the", "and", "on", "in"):
                break
        if tree.tags[last] == "POS":
            last -= 1
        if last - first >= LONGEST_NAME:
            return None
        start, end = tree.characters(first, last)
        return " ".join(tree.text[start:end].split())

    def _called_before(self, tokens: range, head: int) -> str | None:
        """Return the last body before that ends in a noun which stands alone: "Ravenian army" for "the army"."""
        tree = self._tree
        if len(tokens) > 2 or tree.lower[tokens[0]] in self._words.anonymous_articles:
            return None
        at, noun = tree.starts[tokens[0]], f" {tree.lower[head]}"
        return next((m.name for m in reversed(self._bodies) if m.span.end <= at and m.name.endswith(noun)), None)

    def _named_before(self, noun: str, at: int) -> str | None:
        """Return the last name before that ends in a noun: "Ravenian Defence Ministry" for "the ministry"."""
        if noun not in self._names.bodies:
            return None
        pattern = rf"(?:\b[A-Z][\w’'-]*\s){{1,4}}{noun.capitalize()}\b(?:\sof(?:\s[A-Z][\w-]*)+)?"
        found = re.findall(pattern, self._tree.text[max(0, at - 4 * PRONOUN_REACH) : at])
        return ARTICLE.sub("", " ".join(found[-1].split())) if found else None


def _in_capitals(tree: Tree, tokens: range) -> str | None:
    """Return a source whose words all have capitals, whatever the parser makes of them; articles are no part of it."""
    words = [index for index in tokens if tree.tags[index] != "DT"]
    if len(words) < 2 or not all(tree.words[index][0].isupper() for index in words):
        return None
    start, end = tree.characters(words[0], words[-1])
    return " ".join(tree.text[start:end].split())


def _head(tree: Tree, tokens: range) -> int:
    """Return the token of a run that hangs outside it; the last noun where several do."""
    inside = set(tokens)
    outer = [index for index in tokens if tree.heads[index] not in inside or tree.heads[index] == index]
    nouns = [index for index in outer if tree.tags[index].startswith(("NN", "PRP", "W", "DT", "CD", "JJ"))]
    return (nouns or outer or [tokens[-1]])[0]


def _bare(text: str) -> str:
    return ARTICLE.sub("", text)
