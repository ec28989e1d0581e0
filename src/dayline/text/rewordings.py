"""What of one short text or headline stands in another's words, edited, cut, or told in instalments."""

from collections.abc import Sequence
from difflib import SequenceMatcher

# words of a run that counts as taken over; two or one come together by chance
LEAST_RUN = 3
# likeness of the headlines of a series without their numbers: a day of the week may differ
LEAST_SERIES = 0.75
# letters from which a word is more than a particle
MATTER = 4


def common_runs(one: Sequence[str], other: Sequence[str]) -> list[int]:
    """Return the lengths in words of the runs that two texts have in common, in the same order."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [block.size for block in blocks if block.size >= LEAST_RUN]


def shared_part(one: Sequence[str], other: Sequence[str], *, least_letters: int = 0) -> float:
    """Return the share of the shorter headline's words, of so many letters, that the longer one has, 0 to 1."""
    words, others = (frozenset(word for word in words if len(word) >= least_letters) for words in (one, other))
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
    """Tell whether two headlines differ in their numbers and hardly else: day 383 and day 384 of a series."""
    numbers, others = (
        [word for word in words if any(character.isdigit() for character in word)] for words in (one, other)
    )
    if len(numbers) != len(others) or numbers == others:
        return False
    plain = [word for word in one if word not in numbers], [word for word in other if word not in others]
    return likeness(*plain) >= LEAST_SERIES
