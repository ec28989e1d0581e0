"""What of one short text or headline stands in another's words, edited, cut, or told in instalments."""

from collections.abc import Sequence
from difflib import SequenceMatcher

# words of a run that counts as taken over; two or one come together by chance
LEAST_RUN = 3


def words_taken(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words of two texts stand in runs that both have, in the same order."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= LEAST_RUN)


def shared_part(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the shorter headline's words that the longer one has, 0 to 1; 0 where one has none."""
    words, others = frozenset(one), frozenset(other)
    return len(words & others) / min(len(words), len(others)) if words and others else 0.0


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of all words of two headlines that both have, 0 to 1."""
    words, others = frozenset(one), frozenset(other)
    return len(words & others) / len(words | others) if words or others else 0.0


def is_held(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether all words of the shorter headline stand in the longer one, in their order."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(word in rest for word in shorter)


def words_of_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two headlines begin with before they differ."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (word, same) in pairs if word != same), min(len(one), len(other)))


def are_instalments(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two headlines differ in nothing but their numbers: day 383 and day 384 of a series."""
    plain, others = ([word for word in words if not _is_number(word)] for words in (one, other))
    return plain == others and len(plain) < len(one) == len(other) and list(one) != list(other)


def _is_number(word: str) -> bool:
    return any(character.isdigit() for character in word)
