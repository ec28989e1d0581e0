"""Base forms of inflected names, by the endings that a language's table lists."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

MOST_FORMS = 60  # base forms tried for one name


def base_forms(name: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the names that this one may be a case of, nearest first; each word of it is bent for itself."""
    options = [list(_bases(word, endings)) for word in name.split(" ")]
    for count, words in enumerate(product(*options)):
        if count >= MOST_FORMS:
            return
        form = " ".join(words)
        if form != name:
            yield form


def _bases(word: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield word
    for length in (4, 3, 2, 1):
        ending = word[-length:]
        if len(word) > length + 2 and ending in endings:
            yield from (word[: len(word) - length] + base for base in endings[ending])
