"""When two wordings count as the same: narrower than ``dayline.text.normalize``, which forgives more.

A gate that forgave soft hyphens, ellipses or zero-width marks would let through what a reader who compares
the passage with the saved document cannot find there.
"""

import re
import unicodedata

_QUOTES = re.compile('[‘’‚‛`´ʼ“”„‟«»"]')
_DASHES = re.compile("[‐‑‒–—―]")
_SPACE = re.compile(r"\s+")
_APOSTROPHES = re.compile("[‘’‚‛`´ʼ]")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f\u2009](?=\d{3}\b)")
# one name comes as Zelenskiy, Zelenskyi, Zelenskyy, Zelenskii and Zelensky
_SLAVIC_ENDING = re.compile(r"(?:iy|yi|yy|ii)\b")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_JOINT = re.compile("['-]")


def plain_marks(text: str) -> str:
    """Return the text with quotation marks, dashes and white space in one form, all else as it was."""
    return _SPACE.sub(" ", _DASHES.sub("-", _QUOTES.sub("'", text))).strip()


def folded(text: str) -> str:
    """Return the text without case, diacritics and separators of thousands, with one Slavic name ending."""
    decomposed = unicodedata.normalize("NFKD", _THOUSANDS.sub("", text))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return _SLAVIC_ENDING.sub("y", _APOSTROPHES.sub("'", bare))


def words_of(text: str) -> frozenset[str]:
    """Return the folded words of a text, and the parts of those with a hyphen or an apostrophe."""
    words = _WORD.findall(folded(text))
    return frozenset(part for word in words for part in (word, *_JOINT.split(word)))


def parts_of(word: str) -> frozenset[str]:
    """Return the folded parts of one word with hyphens or apostrophes."""
    return frozenset(part for part in _JOINT.split(folded(word)) if part)


def resemblance(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the Jaccard likeness of two sets of words, 0 to 1; two empty sets are not alike."""
    union = len(left | right)
    return len(left & right) / union if union else 0.0
