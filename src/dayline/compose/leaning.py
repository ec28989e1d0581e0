"""Sentences that lean on what is not there: "her face" of nobody, "the team" of whom nothing was said."""

import re
from functools import lru_cache

from dayline.compose.style import Style
from dayline.compose.wording import blotted

# Small words after "The" that are looked at: the thing, with what describes it.
OPENING_WORDS = 4

# Words below which a sentence that names nobody and no place says too little of what it tells.
NAMELESS_WORDS = 10

_NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]+")
_THE = re.compile(rf"The (?P<words>(?:[a-z][\w-]*(?:[’']s)?(?: |(?=[,.]))){{1,{OPENING_WORDS}}})(?P<name>[A-Z])?")
# "In his address, the governor, Ada Rell, …": the name comes after.
_NAME_TO_COME = re.compile(r"[^,]*, (?:the )?(?:[a-z-]+,? ){0,3}[A-Z]")


def nameless_pronoun(text: str, style: Style) -> int | None:
    """Return where the first "he" or "her" of a sentence stands, if the sentence has named nobody before it."""
    own = blotted(text)
    found = style.personal.search(own)
    if found is None:
        return None
    before = own[: found.start()]
    named = any(word[0].lower() not in style.stop for word in _NAME.finditer(before))
    named = named or bool(style.people_words.search(before) or _NAME_TO_COME.match(own, found.end()))
    return None if named else found.start()


def lacks_thing(text: str, known: frozenset[str], style: Style) -> bool:
    """Tell whether a sentence opens with a thing or person ("The team was …") of which nothing was said.

    ``known`` are the content words of what was said. What is told apart by its next words ("the head of …"), and
    another word for a thing that was named, do not lean.
    """
    found = _THE.match(text)
    if found is None:
        return False
    words = found["words"].split()
    if found["name"] and style.articles.isdisjoint(words):
        return False
    thing = style.content_words(found["words"])
    if not thing & style.told_things or style.definers & set(words[1:]) or thing & known:
        return False
    return not any(thing & group and known & group for group in style.same_things)


def names_nothing(text: str) -> bool:
    """Tell whether a short sentence has no name, of whomever or whatever, behind its first word."""
    return len(text.split()) < NAMELESS_WORDS and not any(found.start() for found in _NAME.finditer(text))


@lru_cache(maxsize=8)
def _told_sites(style: Style) -> re.Pattern[str]:
    """Return the pattern of a site that was told of before ("the residential building")."""
    sites = "|".join(style.table.get("told_sites", ())) or "(?!)"
    definers = "|".join(style.definers) or "(?!)"
    return re.compile(rf"\bthe (?:[a-z-]+ )?(?P<site>{sites})\b(?! (?:(?:{definers})\b|[A-Z])|[’'-])")


def lacks_site(text: str, known: frozenset[str], style: Style) -> bool:
    """Tell whether a sentence has "the building" in its own voice where nothing before it, here or there, had one."""
    own = blotted(text)
    found = _told_sites(style).search(own)
    if found is None:
        return False
    site = style.content_words(found["site"].rpartition(" ")[2])
    told = known | style.content_words(own[: found.start()])
    return not site & told and not any(site & group and told & group for group in style.same_things)


@lru_cache(maxsize=8)
def _told_places(style: Style) -> re.Pattern[str]:
    """Return the pattern of a place that was named before ("the besieged city"), unless what follows tells which."""
    things = "|".join(style.table.get("told_places", ())) or "(?!)"
    definers = "|".join(style.definers) or "(?!)"
    return re.compile(rf"\b[Tt]he (?:[\w-]+ ){{0,2}}(?:{things})\b(?! (?:(?:{definers})\b|[A-Z])|[’'-])")


def lacks_place(text: str, style: Style) -> bool:
    """Tell whether a sentence speaks of "the city" in its own voice and does not say right after it which one."""
    return _told_places(style).search(blotted(text)) is not None
