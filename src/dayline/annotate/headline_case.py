"""Headlines In Capitals, read without them: a parser that learnt on sentences takes every capital for a name."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


LONGEST = 300  # characters: a longer text is no headline
LONG_WORD = 4  # letters: shorter words are often written small in a headline too
FEWEST_WORDS = 4  # long words that a share can be taken of
TITLE_CASE = 0.75  # least share of long words with a capital
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def is_title_case(text: str) -> bool:
    """Tell whether most long words of a short text begin with a capital."""
    if len(text) > LONGEST:
        return False
    words = [word for word in WORD.findall(text) if len(word) >= LONG_WORD]
    return len(words) >= FEWEST_WORDS and sum(word[0].isupper() for word in words) >= TITLE_CASE * len(words)


def in_lower_case(text: str, common: Set[str]) -> str:
    """Return a headline with its common words in lower case; every character keeps its place."""

    def lower(match: re.Match[str]) -> str:
        word = match[0]
        low = word.lower()
        known = low.replace("’", "'").split("'")[0] in common
        return low if known and len(low) == len(word) and match.start() > 0 else word

    return WORD.sub(lower, text)


def restored(parsed: Doc, text: str) -> Doc:
    """Return the parse of a headline in lower case over the headline as it was written."""
    from spacy.tokens import Doc

    return Doc(
        parsed.vocab,
        words=[text[token.idx : token.idx + len(token)] for token in parsed],
        spaces=[bool(token.whitespace_) for token in parsed],
        tags=[token.tag_ for token in parsed],
        deps=[token.dep_ for token in parsed],
        heads=[token.head.i for token in parsed],
        ents=[f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in parsed],
    )
