"""Names in running text: runs of capitalised words, and terms as whole words only."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import ahocorasick

from dayline.model.crisis import Term

PARTICLES = frozenset({
    "de", "del", "della", "di", "da", "dos", "du", "van", "von", "der", "den", "ter", "zu", "zum", "la", "le",
    "al", "el", "bin", "ibn", "ben", "bint", "abu",
})
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-–][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’][sS]?$")
SPACES = re.compile(r"\s+")
APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
SAME_LINE_GAPS = frozenset({" ", "\u00a0", ". ", ".\u00a0", "."})


def name_runs(text: str) -> list[tuple[int, int]]:
    """Return the [start, end) of runs of capitalised words on one line, particles and initials inside them.

    The first word of a sentence counts as capitalised too: the caller knows whether it is a name. A
    possessive ending is left out, and ends the run.
    """
    runs: list[tuple[int, int]] = []
    start = end = reach = -1  # of the run: its start, its end, and the end of the particles after it
    for match in WORD.finditer(text):
        word = match[0]
        joined = start >= 0 and _goes_on(text, start, reach, match.start())
        if _is_capitalised(word):
            if not joined:
                _close(runs, start, end)
                start = match.start()
            end = reach = match.end()
            ending = POSSESSIVE.search(word)
            if ending and len(word) > len(ending[0]):
                _close(runs, start, end - len(ending[0]))
                start = -1
        elif joined and word in PARTICLES:
            reach = match.end()
        else:
            _close(runs, start, end)
            start = -1
    _close(runs, start, end)
    return runs


def _close(runs: list[tuple[int, int]], start: int, end: int) -> None:
    if start >= 0:
        runs.append((start, end))


def _goes_on(text: str, start: int, reach: int, next_start: int) -> bool:
    """Tell whether the gap after a run joins it to the next word: a space, or an initial's full stop."""
    gap = text[reach:next_start]
    if gap not in SAME_LINE_GAPS:
        return False
    before = text[max(start, reach - 2) : reach]
    return not gap.startswith(".") or (before[-1:].isupper() and not before[:-1].strip(" .\u00a0"))


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() or ("-" in word and any(part[:1].isupper() for part in word.split("-")))


class TermMatcher:
    """Counts terms in texts, by whole words only.

    A name with a capital letter is found as written or all in capitals; a name without one in any case. White
    space and apostrophes of any form are equal. Where two names of one term overlap, the longer counts.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        exact: dict[str, set[int]] = {}
        folded: dict[str, set[int]] = {}
        for index, term in enumerate(self.terms):
            for name in term.names:
                plain = SPACES.sub(" ", name.translate(APOSTROPHES)).strip()
                if plain and plain != plain.lower():
                    exact.setdefault(plain, set()).add(index)
                    exact.setdefault(plain.upper(), set()).add(index)
                elif plain:
                    folded.setdefault(plain.lower(), set()).add(index)
        self._exact, self._folded = _automaton(exact), _automaton(folded)

    def matches(self, text: str) -> dict[int, int]:
        """Return how often each term occurs, by the term's index; terms that do not occur are left out."""
        plain = SPACES.sub(" ", text.translate(APOSTROPHES))
        counts: Counter[int] = Counter()
        for automaton, reading in ((self._exact, plain), (self._folded, plain.lower())):
            last: dict[int, int] = {}
            hits = sorted(_whole_words(automaton, reading), key=lambda hit: (hit[0], -hit[1]))
            for start, end, index in hits:
                if start >= last.get(index, 0):
                    last[index] = end
                    counts[index] += 1
        return dict(sorted(counts.items()))


def _automaton(names: dict[str, set[int]]) -> "ahocorasick.Automaton | None":
    if not names:
        return None
    automaton = ahocorasick.Automaton()
    for name, indexes in sorted(names.items()):
        automaton.add_word(name, (len(name), tuple(sorted(indexes))))
    automaton.make_automaton()
    return automaton


def _whole_words(automaton: "ahocorasick.Automaton | None", text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, term index) of the matches that no letter, digit or mark touches."""
    if automaton is None:
        return
    for last, (length, indexes) in automaton.iter(text):
        start, end = last + 1 - length, last + 1
        if _joins(text[start - 1 : start], text[start]) or _joins(text[end : end + 1], text[end - 1]):
            continue
        for index in indexes:
            yield start, end, index


def _joins(outside: str, inside: str) -> bool:
    """Tell whether a character outside belongs to the same word as the one inside the match."""
    if not outside or not (inside.isalnum() or unicodedata.combining(inside)):
        return False
    return outside.isalnum() or outside == "_" or unicodedata.category(outside).startswith("M")
