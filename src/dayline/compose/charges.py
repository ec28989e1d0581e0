"""What a sentence tells of a side's deed in words of its writer's own: cut, where it stands without."""

import re

from dayline.compose.gates.deeds import Deeds, deeds_of
from dayline.compose.gates.disputed import flat_clause
from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.material import Material
from dayline.compose.wording import QUOTED, blotted, without_side_adjectives

# “It holds,” which would end a sentence.
_COMMA_IN_QUOTES = re.compile(r"[,;]\W*$")
# Words that what somebody says must have left without its clause.
LEAST_LEFT = 8


def tells_deed(text: str, material: Material) -> bool:
    """Tell whether a text tells, in words of its own, a deed of the kind that is denied."""
    return _deeds(material).deed.search(blotted(text)) is not None


def without_blame(text: str, material: Material) -> str:
    """Return a text without a word before a noun that says who is to blame ("a Northern-provoked clash")."""
    return without_side_adjectives(text, _deeds(material).blame)


def without_clause(text: str, material: Material) -> str | None:
    """Return what somebody says without the clause beside it that tells a side's deed as fact; None for none.

    A clause with quotation marks stays, and so does one beside too little, or after a comma in quotation marks.
    """
    found = flat_clause(blotted(text), _deeds(material), lexicon_of(material.language).attribution)
    if found is None or QUOTED.search(text[slice(*found)]):
        return None
    start, end = found
    rest = text[:start] + text[end:]
    if len(rest.split()) < LEAST_LEFT or _COMMA_IN_QUOTES.search(rest):
        return None
    return rest[:1].upper() + rest[1:]


def without_motive(text: str, material: Material) -> str:
    """Return a text without what it says at its end of why a side did what it tells of it, unless somebody says so."""
    deeds, own = _deeds(material), blotted(text)
    found = deeds.motive.search(own)
    if found is None or lexicon_of(material.language).attribution.search(own):
        return text
    if not deeds.done.search(own, 0, found.start()) or len(text[: found.start()].split()) < LEAST_LEFT:
        return text
    return text[: found.start()] + "."


def _deeds(material: Material) -> Deeds:
    return deeds_of(material.language, material.crisis.sides)
