"""Headlines in title case set as sentences, where each of their capitals is known to be a name's or nobody's."""

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

from dayline.compose.headings import is_title_case
from dayline.compose.material import Material
from dayline.compose.wording import is_inside, quoted_ranges
from dayline.model.document import Document, Field

# How often a word must be written in one way within sentences for each time that it is in the other: what is written
# in both, as a name and as none ("Force"), is not known.
SURE = 5
# Sentences in which a word has a capital from which it is a name, where no other document says so.
LEAST_CAPITAL = 2
# Letters of a word in small letters, other than a small word, that speaks against title case.
SMALL_WORD = 4
# Documents whose sentences are read, at most: more tell little of how a word is written.
MOST_READ = 1500

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WITHIN = re.compile(r"(?<=[a-z] )[^\W\d_][\w’'-]*(?: [A-Z][\w’'-]*)*")
_OWNER = re.compile(r"[’']s?$")
_OPENS = re.compile(r"(?:^|[:!?]\s|[a-z]{2}\.\s|\s[–—-]\s)[\W_]*$")


class Casing:
    """How one day's texts write words within their sentences."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._common = frozenset(material.language.words("common", "words"))
        digest = material.language.table("digest")
        dates = frozenset(word.lower() for word in (*digest["months"], *digest["weekdays"]))
        modal = (word for words in material.language.table("voice")["operators"].values() for word in words)
        self._stop = frozenset(digest["stop"]) | frozenset(digest["prepositions"]) | frozenset(modal)
        self._names = dates - self._stop - self._common

    @cached_property
    def _written(self) -> tuple[Counter[str], Counter[str], frozenset[tuple[str, str]]]:
        """Return how often words stand in small letters and with a capital, and the pairs of words with capitals."""
        small: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        pairs: set[tuple[str, str]] = set()
        for id_ in list(self._material.annotations)[:MOST_READ]:
            document = self._material.documents[id_]
            for sentence in self._material.annotations[id_].sentences:
                text = document.quote(sentence.span) if sentence.span.field == "text" else ""
                if not text or is_title_case(text):
                    continue
                for found in _WITHIN.finditer(text):
                    run = [_OWNER.sub("", word) for word in found[0].split()]
                    if run[0][0].islower():
                        small[run[0]] += 1
                        run = run[1:]
                    capital.update(word.lower() for word in run)
                    pairs.update(pairwise(run))
        return small, capital, frozenset(pairs)

    def recased(self, document: Document, text: str, field: Field = "title") -> str:
        """Return a headline in title case as a sentence; as it is where it is none, or one of its words is unknown."""
        if not is_title_case(text) or not self._is_throughout(text):
            return text
        named = [
            word
            for mentions in (
                self._material.annotations[document.id].people,
                self._material.annotations[document.id].bodies,
                self._material.annotations[document.id].places,
            )
            for found in mentions
            if found.span.field == field
            for word in _WORD.findall(document.quote(found.span))
        ]
        quoted, parts, last = quoted_ranges(text), [], 0
        tokens = list(_WORD.finditer(text))
        for at, found in enumerate(tokens):
            word = found[0]
            keeps = is_inside(*found.span(), quoted) or bool(_OPENS.search(text[: found.start()]))
            if keeps or not word[0].isupper() or _is_initials(word, text[found.end() : found.end() + 1]):
                continue
            beside = [_word_at(tokens, at - 1), _OWNER.sub("", word), _word_at(tokens, at + 1)]
            small = self._is_small(beside, word in named)
            if small is None:
                return text
            if small:
                parts += [text[last : found.start()], word.lower()]
                last = found.end()
        return "".join(parts) + text[last:]

    def _is_small(self, beside: list[str], is_named: bool) -> bool | None:
        """Tell whether the middle one of three words is no name; None where nothing says so."""
        small, capital, pairs = self._written
        before, word, after = beside
        parts = word.lower().split("-")
        is_small = all(small[part] + (part in self._common) > SURE * capital[part] for part in parts)
        is_small = is_small or word.lower() in self._stop
        if is_named or (before, word) in pairs or (word, after) in pairs or word.lower() in self._names:
            return None if is_small or not all(capital[part] for part in parts) else False
        if is_small:
            return True
        if all(capital[part] >= LEAST_CAPITAL and capital[part] > SURE * small[part] for part in parts):
            return False
        return None

    def _is_throughout(self, text: str) -> bool:
        """Tell whether none but small words stand in small letters outside quotation marks."""
        quoted = quoted_ranges(text)
        own = (found[0] for found in _WORD.finditer(text) if not is_inside(*found.span(), quoted))
        return all(not word[0].islower() or len(word) <= SMALL_WORD or word in self._stop for word in own)


def _word_at(tokens: list[re.Match[str]], at: int) -> str:
    """Return a word of several without the ending of an owner; "" beyond their ends."""
    return _OWNER.sub("", tokens[at][0]) if 0 <= at < len(tokens) else ""


def _is_initials(word: str, after: str) -> bool:
    """Tell whether a word is an abbreviation ("U.S.", "NATO", "F-16")."""
    tail = "".join(part[1:] for part in _OWNER.sub("", word).split("-"))
    return after == "." or any(c.isupper() or c.isdigit() for c in tail)
