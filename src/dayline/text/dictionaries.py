"""Which words a language's spelling dictionary has in small letters: what else is written with a capital is a name."""

from collections.abc import Callable
from functools import lru_cache

from hunspell import Hunspell

# The dictionaries that come with the spelling checker, by language.
_DICTIONARIES = {"en": "en_US"}


def is_word(word: str, language: str) -> bool:
    """Tell whether a dictionary of a language (BCP 47 tag) has a word, or a form of one, as it is written."""
    try:
        return _dictionary(language)(word)
    except UnicodeEncodeError:  # a letter that no word of the dictionary has
        return False


@lru_cache(maxsize=4)
def _dictionary(language: str) -> Callable[[str], bool]:
    """Return what asks a language's dictionary; of a language without one no word is known."""
    if language not in _DICTIONARIES:
        return lambda word: False
    spell: Callable[[str], bool] = Hunspell(_DICTIONARIES[language]).spell
    return spell
