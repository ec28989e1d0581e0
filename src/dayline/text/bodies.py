"""Names of ministries, armies, agencies and the like taken apart: of which state, and what they are in other words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dayline.model.claims import PersonId
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.normalize import fold

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
OWNER = re.compile(r"['’]s$|(?<=s)['’]$")
# Words of a name that say no more than its head does: "National Police" is not told apart from another's.
PLAIN = frozenset({"national", "state", "federal", "royal", "people"})


@dataclass(frozen=True, slots=True, order=True)
class BodyName:
    """A body by the state it belongs to ("" where the name does not say) and the words that tell it apart, sorted."""

    state: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BodyTable:
    """What a language knows of bodies: see the table ``bodies`` of its TOML files."""

    little: frozenset[str]
    same: Mapping[str, str]
    states: Mapping[tuple[str, ...], str]
    heads: frozenset[str]
    small_heads: frozenset[str]
    national: Mapping[tuple[str, ...], tuple[str, ...]]
    alone: Mapping[BodyName, BodyName]
    known: frozenset[str]

    def is_plain(self, name: BodyName) -> bool:
        """Tell whether a name fits bodies of many states: "Defence Ministry", "the government"."""
        if name.state or name in self.alone.values():
            return False
        plain = self.heads | self.small_heads | PLAIN
        return name.words in self.national.values() or all(word in plain for word in name.words)


@lru_cache(maxsize=16)
def body_table_of(language: Language) -> BodyTable:
    """Return the compiled table ``bodies`` of a language."""
    table = language.table("bodies")
    same = {word: group[0] for group in table.get("same", ()) for word in group}
    states = {tuple(_words(name)): str(group[0]) for group in table.get("states", ()) for name in group}
    bare = BodyTable(
        little=frozenset(table.get("little", ())), same=same, states=states, heads=frozenset(table.get("heads", ())),
        small_heads=frozenset(table.get("small_heads", ())), national={}, alone={}, known=frozenset(),
    )  # fmt: skip
    national = {body_name(name, bare).words: body_name(group[0], bare).words
                for group in table.get("national", ()) for name in group}
    bare = replace(bare, national=national)
    groups: Sequence[Sequence[str]] = table.get("alone", ())
    alone = {body_name(name, bare): body_name(group[0], bare) for group in groups for name in group}
    return replace(bare, alone=alone, known=frozenset(name for group in groups for name in group))


def body_name(name: str, table: BodyTable) -> BodyName:
    """Take a name apart: "Ukraine's Defence Ministry" and "Ministry of Defense of Ukraine" give the same."""
    words, state = _without_state(_words(name), table.states)
    kept = {table.same.get(word, word) for word in words if word not in table.little}
    key = tuple(sorted(kept))
    found = BodyName(state, table.national.get(key, key))
    return table.alone.get(found, found)


def body_id(name: BodyName) -> PersonId:
    """Return the id of a body, the same for every form of its name."""
    return PersonId(short_id("body", name.state, *name.words))


def _words(name: str) -> list[str]:
    return [fold(OWNER.sub("", word)).rstrip(".") if len(word) > 4 else fold(OWNER.sub("", word))
            for word in WORD.findall(name.replace("’", "'"))]


def _without_state(words: list[str], states: Mapping[tuple[str, ...], str]) -> tuple[list[str], str]:
    """Return the words without the first state named, and the state; a name that is only a state stays whole."""
    for length in (2, 1):
        for at in range(len(words) - length + 1):
            state = states.get(tuple(words[at : at + length]))
            if state is not None and len(words) > length:
                return words[:at] + words[at + length :], state
    return words, ""


def abbreviations(text: str) -> Iterable[tuple[int, int, int, int]]:
    """Yield (start, end) of a name and of the letters in brackets after it: "State Emergency Service (SES)"."""
    for match in BRACKETED.finditer(text):
        letters = match["letters"]
        words = list(CAPITAL_OR_LINK.finditer(text, max(0, match.start() - 120), match.start()))
        at, missing = len(words) - 1, letters[::-1].upper()
        while at >= 0 and missing:
            word = words[at][0]
            if text[words[at].end() : words[at + 1].start() if at + 1 < len(words) else match.start()].strip():
                break
            if word[0].upper() == missing[0] and word[0].isupper():
                missing = missing[1:]
            elif word.lower() not in LINKS:
                break
            at -= 1
        if not missing:
            yield words[at + 1].start(), words[-1].end(), match.start("letters"), match.end("letters")


BRACKETED = re.compile(r"\s?\((?P<letters>[A-ZА-ЯІЇЄҐ]{2,8})\)")
CAPITAL_OR_LINK = re.compile(r"[^\W\d_][\w’'-]*")
LINKS = frozenset({"of", "for", "and", "the", "on", "in", "to", "з", "та", "і", "и"})
