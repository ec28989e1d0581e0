"""Numbers of people that no numeral writes: "a woman and two children", "no casualties", "nobody was hurt"."""

import re
from collections.abc import Sequence
from decimal import Decimal

from dayline.annotate.figure_words import FigureWords
from dayline.text.numbers import Number


def with_implied(text: str, numbers: Sequence[Number], words: FigureWords) -> list[Number]:
    """Return the numbers of a text in order, with those that an article or a negation stands for.

    They count only beside words that say what became of people.
    """
    singles = _found(text, words.single, 1)
    nobody = _found(text, words.nobody, 0)
    if not singles and not nobody:
        return list(numbers)
    written = [number for number in numbers if not _touches(number, nobody)]
    free = [number for number in singles if not _touches(number, written)]
    return sorted([*written, *free, *nobody], key=lambda number: number.start)


def _found(text: str, pattern: re.Pattern[str], value: int) -> list[Number]:
    return [
        Number(start=match.start(), end=match.end(), value=Decimal(value), written=match[0])
        for match in pattern.finditer(text)
    ]


def _touches(number: Number, others: Sequence[Number]) -> bool:
    return any(number.start < other.end and other.start < number.end for other in others)
