"""Which time a figure counts: as of, since, and in which period."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from dayline.annotate.figure_words import FigureWords, plain
from dayline.model.entities import TimeExpression


class Calendar:
    """From when and up to when the figures of each sentence count."""

    def __init__(
        self,
        text: str,
        dates: Sequence[TimeExpression],
        sentences: Sequence[tuple[int, int]],
        words: FigureWords,
        began: date | None,
    ) -> None:
        self.text, self.sentences, self.words = text, sentences, words
        self.began = began.isoformat() if began else None
        self.as_of: dict[int, str] = {}
        self.since: dict[int, str] = {}
        starts = [start for start, _ in sentences]
        for when in dates:
            if when.type not in ("DATE", "TIME") or when.value.endswith("REF"):
                continue
            index = max(0, bisect_right(starts, when.span.start) - 1)
            before = text[max(0, when.span.start - 30) : when.span.start]
            if words.as_of.search(before) or (index in self.since and words.until.search(before)):
                self.as_of[index] = when.value
            elif words.since.search(before):
                self.since[index] = when.value

    def of(self, index: int, *, is_list: bool) -> tuple[str | None, str | None]:
        """Return (as of, since) of a sentence; a list has those of the nearest line before it that says."""
        if is_list:
            for other in range(index, -1, -1):
                if other in self.as_of or other in self.since:
                    return self.as_of.get(other), self.since.get(other)
        return self.as_of.get(index), self.since.get(index) or self._beginning(index)

    def _beginning(self, index: int) -> str | None:
        """Return the crisis's first day for a sentence that counts "since the war began"."""
        if self.began is None or not self.words.since_began.search(self.text, *self.sentences[index]):
            return None
        return self.began

    def per(self, index: int, end: int) -> str | None:
        """Return the period that a number is for: "a day" right after it, or "overnight" in its sentence."""
        match = self.words.per.match(self.text, end)
        if match is None:
            told = self.words.period.search(self.text, *self.sentences[index])
            return self.words.periods[plain(told[0])] if told else None
        if match["adverb"]:
            return self.words.adverbs[match["adverb"].lower()]
        written = plain(match["period"] or match["each"])
        return self.words.per_names.get(written, written)

    def side(self, index: int) -> str | None:
        """Return whose losses a list tells: the word beside "losses" in the lines before it."""
        for other in range(index, -1, -1):
            line = self.text[slice(*self.sentences[other])]
            if self.words.losses.search(line):
                return next((w for w in re.findall(r"[\w’'-]+", line) if w.lower() in self.words.enemy), None)
        return None
