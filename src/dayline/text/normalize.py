"""One form for characters that are written in several ways.

What comes out of here is for comparing and for showing; spans always count in the text as it was given.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import filterfalse
from typing import TypeVar

T = TypeVar("T")

_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛‹›`´ʼʹ′＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "…": "...",
    }
)
_SPACE = re.compile(r"\s+")
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# these two begin with the characters sought, not with what stands around them: so they scan several times as fast
_THOUSANDS = re.compile(r"[,\u00a0\u202f\u2009](?<=\d.)(?=\d{3}(?!\d))")
# one name comes as Zelenskiy, Zelenskyi, Zelenskyy, Zelenskii and Zelensky
_SLAVIC_ENDING = re.compile(r"[iy][iy]+\b")
# what such an ending holds: where none of these stands, the text need not be searched
_TWO_LETTERS = ("ii", "iy", "yi", "yy")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one space, none at the ends."""
    return _SPACE.sub(" ", text).strip()


def squeeze_paragraphs(text: str) -> str:
    """Return the text with paragraphs apart by one blank line, other runs of white space as one space."""
    paragraphs = _PARAGRAPH_BREAK.split(_LINE_END.sub("\n", text))
    lines = ([squeeze(line) for line in paragraph.split("\n")] for paragraph in paragraphs)
    return "\n\n".join(joined for block in lines if (joined := "\n".join(line for line in block if line)))


def fold(text: str) -> str:
    """Return the text as names and numbers are compared.

    Case, diacritics, the shape of quotes and dashes, and the separators of thousands do not count; the Slavic
    name endings -iy, -yi, -yy, -ii and -y are one.
    """
    return _folded(_THOUSANDS.sub("", text))


def fold_parts(text: str, folded_part: Callable[[str], T]) -> list[T]:
    """Return what a function makes of each part of a text between white space, numbers put together.

    The folded parts, joined by spaces but for empty ones, are the folded text: so parts that come again need not be
    folded again.
    """
    return list(map(folded_part, _THOUSANDS.sub("", text).split()))


def _folded(bare: str) -> str:
    if not bare.isascii():
        bare = _BEYOND_ASCII.sub(lambda run: _plain(run[0]), bare)
    plain = " ".join(bare.casefold().replace("`", "'").split())
    return _SLAVIC_ENDING.sub("y", plain) if any(pair in plain for pair in _TWO_LETTERS) else plain


@lru_cache(maxsize=100_000)
def _plain(run: str) -> str:
    """Return a run of characters beyond ASCII without diacritics, and with plain marks."""
    return "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", run))).translate(_MARKS)
