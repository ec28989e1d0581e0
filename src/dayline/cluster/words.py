"""Which words tell one event from another in a language: stop words, endings, kinds of happening, aliases."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from dayline.text.languages import Language
from dayline.text.normalize import fold

# letters kept of a word in a language without a table of endings: enough to join the cases of Slavic nouns
PREFIX = 6
# shortest stem that cutting an ending may leave
SHORTEST_STEM = 3
# words shorter than this keep their endings
SHORTEST_INFLECTED = 5
# runs of characters whose reading is kept, so that each is looked at once
KNOWN_RUNS = 200_000
# a clock or a date in figures tells when, and "04.04.31" of one text is never another event's
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:[.:]\d{2,4})?")

# a word, a number, or a mark that ends a sentence; and what ends a paragraph
TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*[^\W_]*|[.!?:](?=\s|$)")
_BREAK = re.compile(r"\n\s*\n")

# a token's word as it is compared, "" for the end of a sentence; the terms it counts as: its stem and its kind, none
# for a stop word; whether it begins with a capital
Reading = tuple[str, tuple[str, ...], bool]
END: Reading = ("", (), False)


class _Known(dict[str, tuple[Reading, ...]]):
    """The readings of runs of characters between spaces, made when first asked for."""

    def __init__(self, read: Callable[[str], tuple[Reading, ...]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, run: str) -> tuple[Reading, ...]:
        if len(self) >= KNOWN_RUNS:
            self.clear()
        found = self[run] = self._read(run)
        return found


@dataclass(frozen=True, eq=False)
class StoryWords:
    """The word lists of one language, folded; ``shares`` say which part of all reports hold a stem,
    ``aliases`` map one or two words to the one that they stand for.
    """

    suffixes: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()
    shares: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    age: tuple[re.Pattern[str], ...] = ()

    @cached_property
    def alias_ends(self) -> frozenset[str]:
        """Return the second words of the aliases of two words."""
        return frozenset(name[-1] for name in self.aliases if len(name) > 1)

    @classmethod
    def from_language(
        cls, language: Language | None, spelling: Sequence[tuple[str, str]] = ()
    ) -> "StoryWords":
        """Read the ``stories`` table of a language; ``spelling`` adds (variant, house spelling) pairs of names."""
        table = language.table("stories") if language else {}
        pairs = [*table.get("aliases", {}).items(), *spelling]
        suffixes = tuple(sorted(table.get("suffixes", ()), key=len, reverse=True))
        aliases = {tuple(fold(name).split()): fold(meant) for name, meant in pairs}
        return cls(
            suffixes=suffixes,
            stop=frozenset(fold(word) for word in table.get("stop", "").split()),
            shares=_shares(table.get("shares", {}), suffixes),
            kinds={
                fold(word): f"~{kind}" for kind, words in table.get("kinds", {}).items() for word in words
            },
            age=tuple(map(re.compile, table.get("ages", ()))),
            aliases={
                name: meant for name, meant in aliases.items() if 1 <= len(name) <= 2 and " " not in meant
            },
        )

    def read(self, text: str) -> list[Reading]:
        """Return how the tokens of a text are read, times in figures left out."""
        found: list[Reading] = []
        for number, paragraph in enumerate(_BREAK.split(text)):
            if number:
                found.append(END)
            found += chain.from_iterable(map(self._known.__getitem__, paragraph.split()))
        return found

    @cached_property
    def _known(self) -> _Known:
        return _Known(self._read_run)

    def _read_run(self, run: str) -> tuple[Reading, ...]:
        return tuple(self._read_token(token) for token in TOKEN.findall(run) if not _TIME.fullmatch(token))

    def _read_token(self, token: str) -> Reading:
        if not token[0].isalnum():
            return END
        word, is_capital = folded(token), token[0].isupper()
        if not word or word in self.stop or (len(word) < 2 and not word.isdigit()):
            return word, (), is_capital
        word = self.aliases.get((word,), word)
        kind = self.kinds.get(word)
        return word, (self.stem(word), kind) if kind else (self.stem(word),), is_capital

    def ages(self, text: str) -> Iterator[str]:
        """Yield the ages of people that a text gives in figures."""
        for pattern in self.age:
            yield from pattern.findall(text)

    def stem(self, word: str) -> str:
        """Return a folded word without its ending."""
        return _stem(word, self.suffixes)


def _shares(table: Mapping[str, str], suffixes: tuple[str, ...]) -> dict[str, float]:
    """Return stems with their shares; a word of several bands has that of the greatest."""
    shares: dict[str, float] = {}
    for share, words in sorted(table.items(), key=lambda band: float(band[0])):
        shares.update((_stem(fold(word), suffixes), float(share)) for word in words.split())
    return shares


@lru_cache(maxsize=100_000)
def _stem(word: str, suffixes: tuple[str, ...]) -> str:
    if not suffixes:
        return word[:PREFIX]
    if len(word) < SHORTEST_INFLECTED or not word.isalpha():
        return word
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_STEM and not word.endswith("ss"):
            stem = word[: -len(suffix)]
            return (
                stem + "y"
                if suffix == "ies"
                else stem.removesuffix("e")
                if len(stem) > SHORTEST_STEM
                else stem
            )
    return word


_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")


def stems(text: str, words: StoryWords) -> list[str]:
    """Return the stems of the words of a text that tell something, in their order."""
    found = _WORD.findall(fold(text))
    return [words.stem(word) for word in found if len(word) > 1 and word not in words.stop]


_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=100_000)
def folded(word: str) -> str:
    """Return a word as words are compared: folded, without a possessive ending."""
    return fold(_POSSESSIVE.sub("", word))
