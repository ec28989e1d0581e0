"""Candidates for people's names in one parsed text, with what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dayline.annotate.tree import Tree
from dayline.text.languages import Language
from dayline.text.names import PARTICLES, name_runs

WORD = re.compile(r"[^\s]+")
# Penn tags of words that begin a sentence with a capital and are no part of a name.
NOT_NAMES = frozenset(
    [
        "CC", "IN", "DT", "PDT", "PRP", "PRP$", "WRB", "WP", "WDT", "MD", "UH", "EX", "TO", "CD",
        "VBD", "VBZ", "VBP", "VB",
    ]
)  # fmt: skip
# What a single name is in its sentence where the parser's opinion is enough: one that acts or owns.
STANDS_ALONE = frozenset({"nsubj", "nsubjpass", "poss", "ROOT"})
MOST_WORDS = 6  # words of the longest name: longer runs of capitals are headings


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists of a language that tell names of people, all in lower case but for the names."""

    courtesies: frozenset[str]
    roles: frozenset[str]
    role_tails: frozenset[str]
    bodies: frozenset[str]
    speaking_bodies: frozenset[str]
    outlets: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    he_words: frozenset[str]
    she_words: frozenset[str]
    calendar: frozenset[str]
    common: frozenset[str]
    states: frozenset[str]
    compass: frozenset[str]

    def is_given(self, word: str) -> bool:
        """Tell whether a word is a known given name."""
        return word in self.women or word in self.men

    def is_other(self, word: str) -> bool:
        """Tell whether a word is a state, a people, or a common word with a headline's capital."""
        low = word.lower()
        return word in self.states or low in self.common or low in self.calendar

    def is_role(self, word: str) -> bool:
        """Tell whether a word names an office, rank or calling, in the singular or plural."""
        low = word.lower().rstrip(".")
        return low in self.roles or (low.endswith("s") and low[:-1] in self.roles)


@lru_cache(maxsize=16)
def name_words_of(language: Language) -> NameWords | None:
    """Return the compiled word lists of a language; None where it has none."""
    if not language.table("people"):
        return None
    calendar = {name.lower() for name in (*language.months, *language.weekdays)}
    return NameWords(
        courtesies=language.words("people", "courtesies"),
        roles=language.words("people", "roles"),
        role_tails=language.words("people", "role_tails"),
        bodies=language.words("people", "bodies"),
        speaking_bodies=language.words("people", "speaking_bodies"),
        outlets=language.words("statements", "outlets"),
        women=language.words("names", "women"),
        men=language.words("names", "men"),
        he_words=language.words("people", "he_words"),
        she_words=language.words("people", "she_words"),
        calendar=frozenset(calendar),
        common=frozenset(str(language.table("common").get("words", "")).split()),
        compass=language.words("places", "compass"),
        states=frozenset(word for group in language.table("bodies").get("states", ()) for word in group),
    )


@dataclass(frozen=True, slots=True)
class FoundName:
    """A run of capitals, without the title before it: ``titled`` where one stood there, ``likely`` a person's."""

    start: int
    end: int
    titled: bool
    likely: bool


def names_in(tree: Tree, words: NameWords) -> Iterator[FoundName]:
    """Yield the candidates of a text in order."""
    labels = tree.labels
    for start, end in name_runs(tree.text):
        for parts in _parts(tree, start, end, labels):
            found = _candidate(tree, parts, labels, words)
            if found is not None:
                yield found


def _parts(tree: Tree, start: int, end: int, labels: list[str]) -> Iterator[list[tuple[int, int]]]:
    """Yield the words of a run, cut at words that have their capital from a headline or a sentence's start."""
    kept: list[tuple[int, int]] = []
    for match in WORD.finditer(tree.text, start, end):
        token = tree.token_at(match.start())
        is_first = labels[token] == "PERSON" and not kept
        if tree.tags[token] in NOT_NAMES and not is_first and match[0] not in PARTICLES:
            if kept:
                yield kept
            kept = []
            continue
        kept.append((match.start(), match.end()))
    if kept:
        yield kept


def _candidate(
    tree: Tree, parts: list[tuple[int, int]], labels: list[str], words: NameWords
) -> FoundName | None:
    titled = False
    for index, (first, last) in enumerate(parts):
        low = tree.text[first:last].lower().rstrip(".")
        is_tail = index == 0 and low in words.role_tails and tree.text[max(0, first - 3) : first] == "of "
        if low in words.courtesies or words.is_role(low) or is_tail:
            parts_after = parts[index + 1 :]
            if not parts_after:
                return None
            titled, kept = True, parts_after
    parts = kept if titled else parts
    if not titled and parts:
        titled = _title_before(tree, parts[0][0], words)
    parts = _without_others(tree, _without_country(tree, _without_people(tree, parts, labels), words), words)
    if not parts or len(parts) > MOST_WORDS or not _may_be_name(tree, parts, words, titled):
        return None
    return FoundName(parts[0][0], parts[-1][1], titled, _is_likely(tree, parts, labels, words))


def _without_people(tree: Tree, parts: list[tuple[int, int]], labels: list[str]) -> list[tuple[int, int]]:
    """Drop the name of a people before a name: "Belarusian Aryna Sabalenka"."""
    first = tree.token_at(parts[0][0]) if len(parts) > 2 else -1
    return parts[1:] if first >= 0 and (labels[first] == "NORP" or tree.tags[first] == "JJ") else parts


def _without_country(tree: Tree, parts: list[tuple[int, int]], words: NameWords) -> list[tuple[int, int]]:
    """Drop the country before a given name: "President of Ravenia Olena Vell"."""
    if not parts or tree.text[max(0, parts[0][0] - 3) : parts[0][0]] not in ("of ", "he "):
        return parts
    given = (at for at in range(1, len(parts) - 1) if words.is_given(tree.text[parts[at][0] : parts[at][1]]))
    return parts[next(given, 0) :]


def _without_others(tree: Tree, parts: list[tuple[int, int]], words: NameWords) -> list[tuple[int, int]]:
    """Drop what stands before a name in a headline: "Key", "Turkey", "Russian", "Punishing" before a given name."""
    written = [tree.text[start:end] for start, end in parts]
    others = [words.is_other(word) or tree.tags[tree.token_at(start)] in ("VBG", "VBN")
              for word, (start, _) in zip(written, parts, strict=True)]
    given = next((at for at, word in enumerate(written) if words.is_given(word)), 0)
    if given and given + 1 < len(parts) and all(others[:given]):
        return parts[given:]
    first = next((at for at, word in enumerate(written) if words.is_given(word) or not others[at]), len(parts) - 1)
    return parts[first:]


def _title_before(tree: Tree, start: int, words: NameWords) -> bool:
    """Tell whether a role in lower case or a courtesy stands straight before a name."""
    before = tree.token_at(start) - 1
    if before < 0 or tree.ends[before] + 1 != start:
        return False
    low = tree.lower[before].rstrip(".")
    return low in words.courtesies or (words.is_role(low) and tree.tags[before] in ("NN", "NNP"))


def _may_be_name(tree: Tree, parts: list[tuple[int, int]], words: NameWords, titled: bool) -> bool:
    written = [tree.text[start:end] for start, end in parts]
    whole = " ".join(written)
    if whole in words.speaking_bodies or whole in words.outlets or len(whole) < 2:
        return False
    if any(word.lower() in words.bodies or word.lower() in words.calendar for word in written):
        return False
    if all(len(word.strip(".")) == 1 for word in written) or len(written[-1].strip(".")) == 1:
        return False
    if len(written) > 1 and written[0].lower() in words.compass:
        return False
    if len(written) > 1:
        return titled or words.is_given(written[0]) or not any(map(words.is_other, written))
    return not written[0].isupper() and tree.tags[tree.token_at(parts[0][0])] not in ("NNPS", "NNS", "JJ")


def _is_likely(tree: Tree, parts: list[tuple[int, int]], labels: list[str], words: NameWords) -> bool:
    """Tell whether a given name comes first, or the parser holds the words for a person's name."""
    tokens = [tree.token_at(start) for start, _ in parts]
    people = sum(labels[token] == "PERSON" for token in tokens)
    if len(parts) > 1 and words.is_given(tree.text[parts[0][0] : parts[0][1]]):
        return True
    if people * 2 <= len(tokens):
        return False
    if all(tree.lower[token] in words.common for token in tokens):
        return False
    return len(parts) > 1 or (tree.tags[tokens[0]] == "NNP" and tree.deps[tokens[0]] in STANDS_ALONE)
