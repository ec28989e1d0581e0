"""Offices that an outlet of a side names without a country ("Harbour Ministry: …"): the digest says whose they are."""

import re
from functools import lru_cache

from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.material import Material
from dayline.compose.style import Style
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
