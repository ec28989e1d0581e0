"""What a line says in whatever words: who does what kind of thing, so that "UK jets scramble" is "RAF intercepts"."""

import math
import re
from collections import Counter
from collections.abc import Iterable

from dayline.compose.style import Style
from dayline.text.languages import Language
from dayline.text.normalize import fold

# Characters of a word that stand for it where it names no act and no state: "neutral" and "neutrality" are one here.
STEM = 6


class Senses:
    """The senses of a day's words: a state under all its names and seats, an act under all its verbs, else the stem.

    A sense weighs the more the fewer of the day's headlines have it.
    """

    def __init__(self, language: Language, style: Style, headlines: Iterable[str]) -> None:
        self._style = style
        states = [*language.table("bodies").get("states", ()), *style.table.get("seats", ())]
        self._state_of = {name: group[0] for group in states for name in group}
        names = sorted(self._state_of, key=len, reverse=True)
        self._states = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)" if names else r"(?!)")
        kinds = [*language.table("stories").get("kinds", {}).items(), *style.table.get("acts", {}).items()]
        self._act_of = {self._bare(word): act for act, words in kinds for word in words}
        held = [self.of(headline) for headline in headlines]
        self._held, self._headlines = Counter(sense for senses in held for sense in senses), len(held)

    def of(self, text: str) -> frozenset[str]:
        """Return the senses of a text."""
        states = {f"@{self._state_of[found[0]]}" for found in self._states.finditer(text)}
        words = self._style.content_words(self._states.sub(" ", text))
        return frozenset(states | {self._sense(word) for word in words})

    def share_in(self, senses: frozenset[str], other: frozenset[str]) -> float:
        """Return which share of the weight of some senses others have."""
        return self._weight(senses & other) / max(self._weight(senses), 1e-9)

    def likeness(self, senses: frozenset[str], other: frozenset[str]) -> float:
        """Return the cosine of some senses and others, by their weights."""
        length = math.sqrt(self._square(senses) * self._square(other))
        return self._square(senses & other) / length if length else 0.0

    def _sense(self, word: str) -> str:
        act = self._act_of.get(self._bare(word))
        return f"#{act}" if act else word[:STEM]

    def _bare(self, word: str) -> str:
        return self._style.endings.sub("", fold(word))

    def _weight(self, senses: frozenset[str]) -> float:
        return math.fsum(map(self._rarity, sorted(senses)))

    def _square(self, senses: frozenset[str]) -> float:
        return math.fsum(self._rarity(sense) ** 2 for sense in sorted(senses))

    def _rarity(self, sense: str) -> float:
        return math.log((self._headlines + 1) / max(1, self._held[sense]))
