"""Places out of a file that the user brings: a GeoNames country dump, or a table with a header as OpenStreetMap's are.

GeoNames: 19 columns apart by tabs (https://download.geonames.org/export/dump/), as it comes or packed (.zip, .gz).
Tables: names of columns in the first line; ``name``, ``lat`` and ``lon`` must be there.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from dayline.errors import InputError, RecordError
from dayline.ingest.packed import HEAD_BYTES, Unpacked
from dayline.model.entities import ListedPlace, Place, PlaceId, PlaceKind
from dayline.model.source import Rejected
from dayline.text.fingerprints import short_id

STAGE = "places"
LONGEST_LINE = 1 << 20  # bytes; a place with a hundred names has 3,000
GEONAMES_COLUMNS = 19

# What GeoNames has besides settlements that news names, by feature code: waters, heights and areas; and sites.
AREAS = frozenset(
    {
        "STM", "STMM", "STMX", "CNL", "LK", "LKS", "RSV", "SEA", "OCN", "GULF", "BAY", "STRT", "CHN", "FJD",
        "LGN", "MRSH", "ISL", "ISLS", "MTS", "PASS", "PEN", "VAL", "DSRT", "PLAT", "UPLD", "DLTA", "ISTH", "RGN",
        "RGNH", "RGNL", "PRK", "RES", "RESN", "CST",
    }
)  # fmt: skip
SITES = frozenset(
    {
        "MT", "PK", "VLC", "CAPE", "PT", "PRT", "NVB", "MILB", "DAM", "AIRP", "AIRB", "AIRF", "PS", "PSN", "PSH",
        "BDG", "MN", "MNC", "OILR", "NUC", "INSM", "FT", "DPOF",
    }
)  # fmt: skip
# Values of the column "place" in OpenStreetMap that are no settlements.
OSM_KINDS: Mapping[str, PlaceKind] = {
    "country": "country", "state": "region", "region": "region", "province": "region", "district": "region",
    "county": "region", "island": "feature", "archipelago": "feature", "sea": "feature", "ocean": "feature",
}  # fmt: skip
_LATITUDE, _LONGITUDE = ("lat", "latitude"), ("lon", "lng", "longitude")
_NAMES = ("aliases", "alt_name", "old_name", "int_name", "official_name", "alternatenames")
_NAME_OF_LANGUAGE = ("name:", "alt_name:", "old_name:")
_WITHIN = ("region:name", "region", "admin1", "state", "oblast")
_COUNTRY = ("country_code", "countrycode", "country")

Listed = Iterator[ListedPlace | Rejected | None]


def read_places(path: Path) -> Listed:
    """Yield the place of each line of a file, what is wrong with it, or None where it is none that news names.

    Raises InputError where the file cannot be read, or is neither a GeoNames dump nor such a table.
    """
    with _opened(path) as stream:
        lines = _lines(stream)
        first = next(lines, "")
        if (
            len(first.split("\t")) >= GEONAMES_COLUMNS - 1
            and first.partition("\t")[0].strip("\ufeff").isdigit()
        ):
            yield _taken(_from_geonames, first.strip("\ufeff").split("\t"), f"{path}:1")
            for number, line in enumerate(lines, 2):
                yield _taken(_from_geonames, line.split("\t"), f"{path}:{number}")
            return
        delimiter = max("\t;,", key=first.count)
        header = [cell.strip().casefold() for cell in _cells(first.strip("\ufeff"), delimiter)]
        if "name" not in header or not set(_LATITUDE) & set(header) or not set(_LONGITUDE) & set(header):
            raise InputError(
                str(path), "is neither a GeoNames dump nor a table with the columns name, lat and lon"
            )
        for number, line in enumerate(lines, 2):
            yield _taken(
                lambda cells: _from_table(header, cells), _cells(line, delimiter), f"{path}:{number}"
            )


def _taken(
    read: Callable[[Sequence[str]], ListedPlace | None], cells: Sequence[str], where: str
) -> ListedPlace | Rejected | None:
    if any("\ufffd" in cell for cell in cells):
        return Rejected(item_id=where, stage=STAGE, reason="is not UTF-8")
    try:
        return read(cells)
    except (ValueError, RecordError) as error:
        return Rejected(item_id=where, stage=STAGE, reason=str(error))


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                names = [n for n in packed.namelist() if n.casefold() != "readme.txt" and not n.endswith("/")]
                if len(names) != 1:
                    raise InputError(str(path), f"holds {len(names)} files; one is wanted")
                with packed.open(names[0]) as member:
                    yield member
            return
        with path.open("rb") as file:
            stream = Unpacked(file)
            yield cast(IO[bytes], io.BufferedReader(stream, HEAD_BYTES))
            if stream.fault:
                raise InputError(str(path), stream.fault)
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(str(path), getattr(error, "strerror", None) or str(error)) from error


def _lines(stream: IO[bytes]) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE):
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def _cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line; a place's line never runs on to the next, so an open quote ends with it."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def _from_geonames(cells: Sequence[str]) -> ListedPlace | None:
    if not any(cells):
        return None
    if len(cells) < GEONAMES_COLUMNS - 1:
        raise ValueError(f"has {len(cells)} columns, not {GEONAMES_COLUMNS}")
    number, name, plain, others, latitude, longitude, of_class, code, country, _, region = cells[:11]
    if not number.isdigit():
        raise ValueError(f"{number!r} is no GeoNames id")
    kind, key = _geonames_kind(of_class, code, country, region, number)
    if kind is None:
        return None
    place = Place(
        id=PlaceId(key),
        name=_named(name),
        kind=kind,
        latitude=_degrees(latitude),
        longitude=_degrees(longitude),
        country=country,
        region=region,
        population=int(cells[14] or 0),
        gazetteer_id=int(number),
    )
    return ListedPlace(place=place, names=_split([plain, *others.split(",")]))


def _geonames_kind(
    of_class: str, code: str, country: str, region: str, number: str
) -> tuple[PlaceKind | None, str]:
    key = f"geonames:{number}"
    if of_class == "P":
        return "settlement", key
    if of_class == "A" and code.startswith("PCL"):
        return "country", f"country:{country}"
    if of_class == "A" and code == "ADM1":
        return "region", f"region:{country}-{region}"
    if of_class == "A" and code == "ADM2":
        return "region", key
    if code in AREAS:
        return "feature", f"area:{number}"
    return ("feature" if code in SITES else None), key


def _from_table(header: Sequence[str], cells: Sequence[str]) -> ListedPlace | None:
    if not any(cells):
        return None
    if len(cells) != len(header):
        raise ValueError(f"has {len(cells)} columns, not {len(header)}")
    row = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
    latitude, longitude = _degrees(_first(row, _LATITUDE)), _degrees(_first(row, _LONGITUDE))
    name = _named(row["name"] or _first(row, [column for column in row if column.startswith("name:")]))
    country = _first(row, _COUNTRY).upper()
    place = Place(
        id=PlaceId(_table_key(row, name, latitude, longitude)),
        name=name,
        kind=OSM_KINDS.get(row.get("place", "").casefold(), "settlement"),
        latitude=latitude,
        longitude=longitude,
        country=country if len(country) == 2 else "",
        population=int(row["population"]) if row.get("population", "").isdigit() else 0,
    )
    others = [row[column] for column in row if column in _NAMES or column.startswith(_NAME_OF_LANGUAGE)]
    return ListedPlace(
        place=place,
        names=_split([name for cell in others for name in cell.split(";")]),
        within=_first(row, _WITHIN),
    )


def _table_key(row: Mapping[str, str], name: str, latitude: float, longitude: float) -> str:
    if row.get("osm_id"):
        return f"osm:{row.get('osm_type') or 'node'}/{row['osm_id']}"
    if row.get("wikidata"):
        return f"wikidata:{row['wikidata']}"
    return f"listed:{short_id(name, f'{latitude:.3f}', f'{longitude:.3f}')}"


def _first(row: Mapping[str, str], columns: Sequence[str]) -> str:
    return next((row[column] for column in columns if row.get(column)), "")


def _named(name: str) -> str:
    """Return the name as it is written in a text; one all in small letters is from a table for looking up."""
    if not name.strip():
        raise ValueError("has no name")
    return " ".join(word.capitalize() for word in name.split()) if name.islower() else name.strip()


def _degrees(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no latitude or longitude") from None


def _split(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
