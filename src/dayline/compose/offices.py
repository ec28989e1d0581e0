"""Whose an office is: of a country that an outlet of a side leaves out, or that headlines put before it bare."""

import re
from functools import lru_cache

from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.material import Material
from dayline.compose.style import Style
from dayline.compose.wording import Edit
from dayline.model.document import Document, Span
from dayline.text.languages import Language

# The name of a side that is a country.
_COUNTRY = re.compile(r"[A-Z]\w+")


@lru_cache(maxsize=8)
def _bare_office(language: Language) -> re.Pattern[str]:
    """Return the pattern of an office that opens a text, or names its speaker after a dash."""
    offices = lexicon_of(language).bare_office
    return re.compile(rf"(?:^|(?<= [–-] ))(?P<office>{offices})(?=: | [a-z]|\.?$)")


def lacks_country(text: str, document: Document, material: Material) -> bool:
    """Tell whether a text opens with an office of a country that neither it nor the side of its outlet tells.

    So does a headline whose topic was cut ("Varda conflict: Government to …").
    """
    source, found = material.source_of(document), _bare_office(material.language).match(text)
    return found is not None and (source is None or not _COUNTRY.fullmatch(source.side))


def with_country(text: str, span: Span, material: Material, style: Style) -> str:
    """Return a text with the country of an office that its outlet's side has, where headline or span names it.

    It stays as it is where it opens with the country, or says itself whose office it is.
    """
    document = material.documents[span.document_id]
    source, found = material.source_of(document), _bare_office(material.language).search(text)
    if source is None or found is None or not _COUNTRY.fullmatch(source.side) or text.startswith(source.side):
        return text
    is_named = re.search(rf"\b{source.side}\b", f"{document.headline} {document.quote(span)}")
    if is_named is None or re.match(rf"(?: of)? {source.side}\b", text[found.end() :]):
        return text
    owned = style.words_for("owner", side=source.side, office=found["office"])
    return text[: found.start()] + owned + text[found.end() :]


@lru_cache(maxsize=8)
def _owned(language: Language) -> re.Pattern[str]:
    """Return the pattern of what a country has ("army", "foreign minister") behind the country's bare name."""
    return re.compile(rf" (?P<owned>{language.table('digest')['owned_by_country']})\b(?![’'])", re.IGNORECASE)


def with_owner(text: str, span: Span, material: Material) -> str:
    """Return a text with a bare country before what is that country's as its owner ("Karst army": "Karst's army").

    Countries known by their initials are adjectives, too ("US troops"), and a verb may follow a place ("in Karst forces
    …").
    """
    mentions = (found for found in material.annotations[span.document_id].places if found.span.is_within(span))
    names = {material.documents[span.document_id].quote(m.span) for m in mentions if m.place.kind == "country"}
    before = material.language.table("digest")["no_owner_after"]
    for name in sorted(name for name in names if _COUNTRY.fullmatch(name) and not name.isupper()):
        for found in reversed(list(re.finditer(rf"\b{name}\b", text))):
            owned = _owned(material.language).match(text, found.end())
            if owned and not re.search(rf"\b(?:{before}) $", text[: found.start()]):
                text = f"{text[: found.end()]}’s {owned['owned'].lower()}{text[owned.end() :]}"
    return text


def country_told(text: str, document: Document, material: Material, style: Style) -> tuple[Edit, Span] | None:
    """Return what to put for an office that its outlet names bare, and where one of its side that day says whose it is.

    So "General Staff" is its country's where a report has "the General Staff of the Armed Forces of Varda".
    """
    source, found = material.source_of(document), _bare_office(material.language).search(text)
    if source is None or found is None or not _COUNTRY.fullmatch(source.side) or source.side in text:
        return None
    whole = re.compile(rf"\b{re.escape(found['office'])} of (?:(?!(?:and|with|in)\b)\w+ ){{0,5}}{source.side}\b")
    ids = dict.fromkeys((document.id, *(id_ for story in material.stories for id_ in story.documents)))
    for other in map(material.documents.__getitem__, ids):
        told_by = material.source_of(other)
        named = whole.search(other.text) if told_by is not None and told_by.side == source.side else None
        if named is not None:
            owned = style.words_for("owner", side=source.side, office=found["office"])
            return Edit(start=found.start(), end=found.end(), words=owned), other.span(*named.span())
    return None
