"""Headlines in title case set as sentences: capitals are left to what may be a name."""

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

from dayline.compose.headings import is_title_case
from dayline.compose.material import Material
from dayline.compose.wording import is_inside, quoted_ranges
from dayline.model.document import Document, Field
from dayline.text.dictionaries import is_word

# How often a word must be written in one way within sentences for each time that it is in the other: what is written
# in both, as a name and as none ("Force"), is not known.
SURE = 5
# Letters of a word in small letters, other than a small word, that speaks against title case.
SMALL_WORD = 4
# Documents whose sentences are read, at most: more tell little of how a word is written.
MOST_READ = 1500

# Words of a name, a given one and a surname: what follows them in such a headline may be a verb.
FULL_NAME = 2

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_WITHIN = re.compile(r"(?<=[a-z] )[^\W\d_][\w’'-]*(?: [A-Z][\w’'-]*)*")
_NAME_FOLLOWS = re.compile(r"(?:[’']s?)? (?:of (?:the )?)?[A-Z]")
_OWNER = re.compile(r"[’']s?$")
_OPENS = re.compile(r"(?:^|[:!?]\s|[a-z]{2}\.\s|\s[–—-]\s|&\s)[\W_]*$")


class Casing:
    """How one day's texts write words within their sentences."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._language = material.language.code
        self._short = tuple(material.language.abbreviations)
        self._common = frozenset(material.language.words("common", "words"))
        self._given = material.language.words("names", "women") | material.language.words("names", "men")
        digest = material.language.table("digest")
        self._spellings: dict[str, str] = digest["also_spelled"]
        self._after_the = frozenset(digest["named_after_the"])
        self._office = re.compile(rf"\b(?:{digest['offices']})\b", re.IGNORECASE)
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
        """Return a headline in title case as a sentence; what may be a name, and what is quoted, stays as it is."""
        if not is_title_case(text) or not self._is_throughout(text):
            return text
        named = self._named_in(document, field)
        quoted, parts, last = quoted_ranges(text), [], 0
        tokens = list(_WORD.finditer(text))
        for at, found in enumerate(tokens):
            word = found[0]
            opens = bool(_OPENS.search(text[: found.start()])) and not text[: found.start() - 1].endswith(self._short)
            if is_inside(*found.span(), quoted) or _is_initials(word, text[found.end() : found.end() + 1]):
                continue
            beside = [_word_at(tokens, at - 1), _OWNER.sub("", word), _word_at(tokens, at + 1)]
            parts += [text[last : found.start()], self._as_written(word, beside, named, opens=opens)]
            last = found.end()
        return self._with_offices(text, "".join(parts) + text[last:])

    def _with_offices(self, text: str, set_: str) -> str:
        """Return a headline set as a sentence with an office as it was where a name follows, else in small letters."""

        def written(found: re.Match[str]) -> str:
            named = _NAME_FOLLOWS.match(set_, found.end())
            return text[found.start() : found.end()] if named else found[0].lower()

        return self._office.sub(written, set_)

    def _named_in(self, document: Document, field: Field) -> frozenset[str]:
        """Return the words that are names by annotation: of places, and of people whose given name is known.

        Other runs of capitals that annotation took for people and bodies may be any words of such a headline.
        """
        held = self._material.annotations[document.id]
        places = (document.quote(found.span) for found in held.places if found.span.field == field)
        people = (document.quote(found.span).split()[:FULL_NAME] for found in held.people if found.span.field == field)
        whole = (" ".join(name) for name in people if name[0] in self._given)
        return frozenset(word for name in (*places, *whole) for word in _WORD.findall(name))

    def _as_written(self, word: str, beside: list[str], named: frozenset[str], *, opens: bool) -> str:
        """Return a word, or each part of one with hyphens, as it is written within a sentence."""
        parts = word.split("-")
        for place, part in enumerate(parts):
            if not (opens and place == 0) and self._is_small(part, beside, is_named=_OWNER.sub("", word) in named):
                parts[place] = part[:1].lower() + part[1:]
        return "-".join(parts)

    def _is_small(self, part: str, beside: list[str], *, is_named: bool) -> bool:
        """Tell whether a word, or a part of the middle one of three, is no name as far as the day's texts tell.

        What they write in one way nearly always is written so, but for names; of the rest, what they write with a
        capital as often, or beside another one, may be a name, and so may what the dictionary does not have.
        """
        small_count, capital_count, pairs = self._written
        before, word, after = beside
        low = _OWNER.sub("", part).lower()
        small, capital = small_count[low] + (low in self._common), capital_count[low]
        if low in self._stop:
            return True
        if is_named or low in self._names or (before.lower() == "the" and low in self._after_the):
            return False
        if small > SURE * capital:
            return True
        in_pair = (before, word) in pairs or (word, after) in pairs
        return not in_pair and capital <= small and self._is_word(low)

    def _is_word(self, low: str) -> bool:
        """Tell whether the dictionary has a word in small letters, in any spelling."""
        others = (low.replace(one, other) for one, other in self._spellings.items() if one in low)
        return any(is_word(each, self._language) for each in (low, *others))

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
    return after == "." or any(c.isupper() for c in tail) or any(c.isdigit() for c in word)
