"""The words that languages write numbers with; English ones here, others in the language files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_SMALL = (
    *(
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = dict(zip(_SMALL, range(20), strict=True))
TENS = dict(zip(_TENS, range(20, 100, 10), strict=True))
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mln": 10**6,
    "bn": 10**9,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The number words of a language, in lower case, with their values.

    ``plurals`` stand for an approximate number where no count goes before ("dozens"); ``joined`` words stand
    between the parts of one number ("a hundred and five").
    """

    small: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    plurals: Mapping[str, int] = field(default_factory=dict)
    articles: tuple[str, ...] = ()
    halves: Mapping[str, str] = field(default_factory=dict)
    joined: tuple[str, ...] = ()

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> "NumberWords":
        """Build from a table of a language file; absent keys are empty."""
        return cls(
            small=mapping.get("small", {}),
            tens=mapping.get("tens", {}),
            scales=mapping.get("scales", {}),
            plurals=mapping.get("plurals", {}),
            halves=mapping.get("halves", {}),
            articles=tuple(mapping.get("articles", ())),
            joined=tuple(mapping.get("joined", ())),
        )


ENGLISH = NumberWords(
    small=SMALL,
    tens=TENS,
    scales=SCALES,
    plurals={
        "tens of": 10,
        "dozens": 12,
        "scores of": 20,
        "hundreds": 100,
        "thousands": 10**3,
        "millions": 10**6,
        "billions": 10**9,
        "trillions": 10**12,
    },
    articles=("a", "an"),
    halves={
        "half a": "0.5",
        "half": "0.5",
        "a quarter of a": "0.25",
        "quarter of a": "0.25",
        "three quarters of a": "0.75",
        "three-quarters of a": "0.75",
    },
    joined=("and",),
)
