"""Names of people taken apart and compared: which can be one person's by their words alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dayline.model.claims import PersonId
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.names import PARTICLES
from dayline.text.spellings import spelling_key

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
INITIALS = re.compile(r"[^\W\d_]\.?|(?:[^\W\d_]\.)+[^\W\d_]?")
POSSESSIVE = re.compile(r"(?<=\w)(?:['’]s|(?<=s)['’]|['’](?=$))$")
ARTICLE = re.compile(r"^(?:al|el|ad|as|ash|ar|an|at|az)-(?=\w)", re.IGNORECASE)
HYPHENS = re.compile(r"[-‐–]")
PATRONYMIC = re.compile(r"(?:[oe]viC|[oe]vna|ivna|iCna|iliC|kuzmiC)$")


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """A name by keys of its words; ``given`` is "" for a surname alone, ``family`` comes without particles.

    ``whole`` are all words in the order written, as one; ``is_initial`` tells that the given name is only initials.
    """

    family: str
    given: str
    middle: tuple[str, ...]
    whole: str
    is_initial: bool = False

    @property
    def is_full(self) -> bool:
        """Tell whether it has a given name that is written out."""
        return bool(self.given) and not self.is_initial


@dataclass(frozen=True, slots=True, eq=False)
class NameTable:
    """What a language knows of people's names, by key: given names, those that are one, surnames that come first.

    ``common`` are surnames that so many bear that one alone says nothing.
    """

    given: frozenset[str] = frozenset()
    same: Mapping[str, str] | None = None
    family_first: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()

    def given_key(self, word: str) -> str:
        """Return the key of a given name, the same for Volodymyr and Vladimir."""
        key = spelling_key(HYPHENS.sub("", word))
        return (self.same or {}).get(key, key)


NO_TABLE = NameTable()


@lru_cache(maxsize=16)
def name_table_of(language: Language) -> NameTable:
    """Return the compiled tables ``names`` and ``spellings`` of a language."""
    same = {spelling_key(word): spelling_key(group[0])
            for group in language.table("spellings").get("same_given", ()) for word in group}
    given = language.words("names", "women") | language.words("names", "men")
    return NameTable(
        given=_keys(given) | frozenset(same),
        same=same,
        family_first=_keys(language.words("spellings", "family_first")),
        common=_keys(language.words("spellings", "common_surnames")),
    )


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(spelling_key, words))


def person_name(name: str, table: NameTable = NO_TABLE) -> PersonName | None:
    """Take a name apart; None where no word of it is left.

    Suffixes ("Jr.") and particles do not count; "Xi Jinping" and "Zelenskyi Volodymyr Oleksandrovych" begin with
    the surname.
    """
    words = _words(name)
    if not words:
        return None
    if len(words) == 1:
        parts = [spelling_key(part) for part in HYPHENS.split(words[0]) if part]
        parts = [part for part in parts if part]
        if not parts or (len(parts) == 1 and INITIALS.fullmatch(words[0])):
            return None
        return PersonName(parts[-1], "", tuple(parts[:-1]), "".join(parts))
    whole = "".join(spelling_key(HYPHENS.sub("", word)) for word in words)
    if INITIALS.fullmatch(words[0]):
        family, middle = spelling_key(HYPHENS.split(words[-1])[-1]), _middle(words[1:-1])
        return PersonName(family, words[0].casefold().replace(".", ""), middle, whole, True)
    first = spelling_key(words[0])
    if first in table.family_first and len(words) <= 3 and spelling_key(words[-1]) not in table.given:
        return PersonName(first, spelling_key(HYPHENS.sub("", "".join(words[1:]))), (), whole)
    if len(words) == 3 and _begins_with_family(words, table):
        return PersonName(first, table.given_key(words[1]), _middle(words[2:]), whole)
    *inner, family = [part for word in words[1:] for part in HYPHENS.split(word) if part] or [words[-1]]
    return PersonName(spelling_key(family), table.given_key(words[0]), _middle(inner), whole)


def _words(name: str) -> list[str]:
    words = [POSSESSIVE.sub("", word.strip("“”\"(),")) for word in name.split()]
    words = [word for word in words if any(map(str.isalnum, word)) and word.strip(".").casefold() not in SUFFIXES]
    last = len(words) - 1
    kept = [word for at, word in enumerate(words)
            if at == last or (word.casefold() if at else word) not in PARTICLES]
    return [ARTICLE.sub("", word) for word in kept]


def _middle(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word[0].casefold() if INITIALS.fullmatch(word) else spelling_key(word) for word in words)


def _begins_with_family(words: list[str], table: NameTable) -> bool:
    first, second, third = map(spelling_key, words)
    return bool(PATRONYMIC.search(third)) and second in table.given and first not in table.given


def person_id(name: PersonName | None) -> PersonId | None:
    """Return the id of a full name, the same in every spelling; None for a surname alone or with initials."""
    if name is None or not name.is_full:
        return None
    return PersonId(short_id("person", name.given, *name.middle, name.family))


def agree(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names can be one person's by their words; an initial never stands for a name.

    "Hrytsenko" agrees with "Olena Hrytsenko", "O. Hrytsenko" with neither. Middle names may be missing, not differ.
    """
    if one.is_initial or other.is_initial:
        return one == other
    if one.whole == other.whole:
        return True
    if one.family != other.family:
        return False
    if not one.given or not other.given:
        bare, full = (one, other) if not one.given else (other, one)
        return all(word in full.middle for word in bare.middle)
    return one.given == other.given and _middle_agrees(one.middle, other.middle)


def _middle_agrees(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether middle names and patronymics do not gainsay each other; an initial agrees with what it begins."""
    if any(map(PATRONYMIC.search, left)) != any(map(PATRONYMIC.search, right)):
        left, right = (tuple(word for word in side if not PATRONYMIC.search(word)) for side in (left, right))
    return all(
        a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
        for a, b in zip(left, right, strict=False)
    )


def same_person(a: str, b: str, table: NameTable = NO_TABLE) -> bool:
    """Tell whether two names as written can be one person's by their words alone."""
    one, other = person_name(a, table), person_name(b, table)
    return one is not None and other is not None and agree(one, other)


def surname_of(name: str) -> str:
    """Return the last word of a name as written, with the particles before it, without "Jr." and the like."""
    words = [word.strip(",") for word in name.split()]
    while len(words) > 1 and words[-1].strip(".").casefold() in SUFFIXES:
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return " ".join(words[max(first, 0) :])
