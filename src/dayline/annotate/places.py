"""Places: names found in a document by the gazetteer, and which of the world's places of that name is meant."""

from collections.abc import Sequence

from dayline.annotate.geocoding import choose
from dayline.annotate.place_names import Gazetteer
from dayline.annotate.reading import Reading
from dayline.annotate.toponyms import find_toponyms
from dayline.model.entities import PlaceMention
from dayline.text.addresses import country_of
from dayline.text.languages import Language

VERSION = "2"

__all__ = ["VERSION", "Gazetteer", "find_places"]


def find_places(
    readings: Sequence[Reading], *, gazetteer: Gazetteer, focus: Sequence[str] = (), language: Language
) -> tuple[PlaceMention, ...]:
    """Return the places named in the fields of one document, in the order of the fields and of the text.

    ``focus`` are ISO codes of the countries that the crisis is about: between places of one name, one of
    theirs is the likelier, and so is one of the country that the outlet's address belongs to.
    """
    document = readings[0].document if readings else None
    home = country_of(document.url) or country_of(document.source_name) if document else ""
    toponyms = find_toponyms(readings, gazetteer=gazetteer, focus=focus, language=language)
    chosen = choose(toponyms, focus=focus, home=home)
    return tuple(
        PlaceMention(span=toponym.reading.span(toponym.start, toponym.end), place=place)
        for toponym, place in zip(toponyms, chosen, strict=True)
    )
