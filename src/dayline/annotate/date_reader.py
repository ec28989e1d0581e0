"""What a pattern of dates found, and the start of a reader that says what its matches mean."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dayline.annotate.date_grammar import DateGrammar
from dayline.annotate.date_windows import PATTERNS, Windows
from dayline.annotate.tense import lies_ahead

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
_WORD_BEFORE = re.compile(r"([\w'’.]+)[\s(-]*$")
WORD_REACH = 24  # characters in which the word before an expression is looked for


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at [start, end); of two that overlap the longer is kept, of two as long that of higher rank.

    ``guessed``: whether it lies before the document's day or after is told by no word of the text.
    ``shift`` is what it counts from another expression ("D+1" the day after, "T18:00" an hour of its day), and
    ``value`` then empty.
    """

    start: int
    end: int
    kind: Kind
    value: str
    rank: int = 0
    shift: str = ""
    guessed: bool = False


class DateReader:
    """Reads one text; ``day`` is the document's own, ``began`` the crisis's first, None where they are not known."""

    patterns: Mapping[str, re.Pattern[str]]

    def __init__(self, text: str, grammar: DateGrammar, day: date | None, began: date | None = None) -> None:
        self.text, self.grammar, self.day, self.began = text, grammar, day, began

    def all(self, stretches: Windows) -> Iterator[Found]:
        """Yield what every pattern finds in the stretches of its groups, overlaps and all."""
        for group, names in PATTERNS.items():
            for name in names:
                pattern = self.patterns.get(name)
                if pattern is None:
                    continue
                read: Callable[[re.Match[str]], Iterator[Found]] = getattr(self, f"_{name}")
                for start, end in stretches[group]:
                    for match in pattern.finditer(self.text, start, end):
                        yield from read(match)

    def lies_ahead(self, match: re.Match[str]) -> bool | None:
        """Tell whether the words around say that it is to come; None where they do not say."""
        return lies_ahead(self.text, match.start(), match.end(), self.grammar.verbs)

    def word_before(self, start: int) -> str:
        """Return the word before a position, or nothing."""
        found = _WORD_BEFORE.search(self.text[max(0, start - WORD_REACH) : start])
        return found[1] if found else ""

    def is_led(self, start: int, table: str) -> bool:
        """Tell whether the word before a position is in a list."""
        return self.grammar.has(table, self.word_before(start))
