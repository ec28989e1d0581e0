"""Places: names found in a document by the gazetteer, and which of the world's places of that name is meant."""

from collections.abc import Sequence

from dayline.annotate.geocoding import choose
from dayline.annotate.place_names import Gazetteer
from dayline.annotate.reading import Reading
from dayline.annotate.toponyms import find_toponyms
from dayline.model.entities import Place, PlaceMention
from dayline.text.addresses import country_of
from dayline.text.languages import Language

__all__ = ["Gazetteer", "find_places", "seat_of"]


def find_places(
    readings: Sequence[Reading], *, gazetteer: Gazetteer, focus: Sequence[str] = (), home: str = "", language: Language
) -> tuple[PlaceMention, ...]:
    """Return the places named in the fields of one document, in the order of the fields and of the text.

    ``focus`` are ISO codes of the countries that the crisis is about: between places of one name, one of
    theirs is the likelier, and so is one of the country that the outlet's address belongs to, and one near the
    outlet's ``home`` ("Lviv, UA", "Springfield, Ohio, US", "UA") where that is given.
    """
    document = readings[0].document if readings else None
    *seat, country = [part.strip() for part in home.split(",")]
    if document and not country:
        country = country_of(document.url) or country_of(document.source_name)
    toponyms = find_toponyms(readings, gazetteer=gazetteer, focus=focus, language=language)
    chosen = choose(toponyms, focus=focus, home=country, seat=seat_of(seat, country, gazetteer))
    return tuple(
        PlaceMention(span=toponym.reading.span(toponym.start, toponym.end), place=place)
        for toponym, place in zip(toponyms, chosen, strict=True)
    )


def seat_of(names: Sequence[str], country: str, gazetteer: Gazetteer) -> Place | None:
    """Return the place of a name in a country, in the region named after it if one is; the one of most people."""
    if not names:
        return None
    name, *regions = names
    wanted = {
        place.region
        for region in regions
        for place in gazetteer.lookup(region)
        if place.country == country and place.kind == "region"
    }
    found = (place for place in gazetteer.lookup(name) if place.country == country and place.kind != "country")
    return max((p for p in found if not regions or p.region in wanted), key=lambda p: p.population, default=None)
