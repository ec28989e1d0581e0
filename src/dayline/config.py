"""One TOML file becomes frozen settings, or is refused with the line and what to write instead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from dayline.errors import ConfigError
from dayline.model.crisis import Crisis, KnownActor, Pause, Term, TermKind
from dayline.model.source import Source, SourceId, SourceKind
from dayline.text.addresses import bare_address
from dayline.text.toml_lines import KeyPath, line_of
from dayline.text.toml_tables import Table, TomlFile, nearest, parse, shown

# Every key that the file may hold, by its table; [spelling] has keys of the user's own.
KEYS: Mapping[str, tuple[str, ...]] = {
    "crisis": ("name", "id", "first_day", "time_zone", "cutoff_hour", "languages", "sides", "focus",
               "places"),
    "archive": ("address",),
    "outputs": ("site", "title", "address", "hub"),
    "pauses": ("first", "last"),
    "sources": ("id", "name", "kind", "address", "addresses", "names", "language", "side", "tier", "licence"),
    "relevance": ("names", "kind", "weight", "title"),
    "people": ("names", "roles"),
    "bodies": ("names",),
    "spelling": (),
}
LISTS = ("pauses", "sources", "relevance", "people", "bodies")
ARCHIVE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg", "postgresql+psycopg2")

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
# Codes of countries and names of languages, written where the code of a language is meant.
_LANGUAGES_MEANT = {"ua": "uk", "gb": "en", "us": "en", "cz": "cs", "cn": "zh", "jp": "ja", "gr": "el",
                    "english": "en", "ukrainian": "uk", "russian": "ru", "polish": "pl", "french": "fr",
                    "german": "de", "spanish": "es", "arabic": "ar", "hebrew": "he", "turkish": "tr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one crisis file says.

    ``archive`` is a file (a relative path counts from the crisis file) or the URL of a database; ``site`` the
    folder that pages are written to; ``title`` what stands over them; ``address`` where they will stand in the web,
    with a slash at its end, and ``hub`` the WebSub hub that tells of them ("" for none); ``path`` the crisis file.
    """

    crisis: Crisis
    archive: str
    site: Path
    title: str
    path: Path
    address: str = ""
    hub: str = ""


def load(path: Path) -> Settings:
    """Read a crisis file; raise ConfigError for the first line of it that is wrong."""
    return _read(path)[0]


def check(path: Path) -> list[str]:
    """Read a crisis file and return warnings, one line each; raise ConfigError as ``load`` does."""
    settings, file = _read(path)
    located = ((line_of(file.lines, key), warning) for key, warning in _warnings(settings))
    return [f"{path}:{line}: {warning}" if line else f"{path}: {warning}" for line, warning in located]


def template() -> str:
    """Return the commented crisis file that a new crisis starts from."""
    return files("dayline").joinpath("languages", "crisis.template.toml").read_text(encoding="utf-8")


def _read(path: Path) -> tuple[Settings, TomlFile]:
    file = parse(_text_of(path), path=str(path), keys=KEYS, lists=LISTS)
    if "crisis" not in file.values:
        file.refuse((), "there is no [crisis] table", "dayline init writes a file to start from")
    crisis = _crisis(file)
    outputs = file.table("outputs")
    settings = Settings(
        crisis=crisis,
        archive=_archive(file.table("archive"), path.parent),
        site=path.parent / Path(outputs.text("site", "site")).expanduser(),
        title=outputs.text("title", crisis.name),
        address=_web_address(outputs, "address", ending="/"),
        hub=_web_address(outputs, "hub"),
        path=path,
    )
    file.raise_first()
    return settings, file


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        advice = "dayline init writes one"
        raise ConfigError("there is no such file", path=str(path), advice=advice) from error
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", path=str(path)) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        advice = "save the file as UTF-8"
        raise ConfigError("this is not UTF-8", path=str(path), line=line, advice=advice) from error


def _crisis(file: TomlFile) -> Crisis:
    table = file.table("crisis")
    first_day = table.day("first_day")
    languages = table.texts("languages", ("en",))
    for position, language in enumerate(languages):
        _check_language(file, ("crisis", "languages", position), language)
    sides = table.texts("sides", ())
    return Crisis(
        id=table.identifier("id"),
        name=table.text("name"),
        first_day=first_day or date.min,
        zone=_zone(table),
        cutoff_hour=table.whole("cutoff_hour", range(1, 25), 24, what="an hour of the day",
                                advice="write 1 to 24; 24 is midnight"),
        pauses=_pauses(file, first_day),
        languages=languages,
        sources=_sources(file, languages, sides),
        terms=_terms(file),
        spelling=_spelling(file.table("spelling")),
        sides=sides,
        focus=table.texts("focus", ()),
        places=_places(table, Path(file.path).parent),
        actors=_actors(file),
    )


def _places(table: Table, folder: Path) -> tuple[str, ...]:
    """Return the paths of the files of places; relative ones count from the crisis file."""
    places: list[str] = []
    for position, name in enumerate(table.texts("places", ())):
        path = folder / Path(name).expanduser()
        if name and not path.is_file():
            table.file.refuse((*table.path, "places", position), f"there is no file {shown(name)}",
                              "write its path, counted from this file")
        places.append(str(path))
    return tuple(places)


def _zone(table: Table) -> tzinfo:
    name = table.text("time_zone", "UTC")
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        zones = {zone.casefold(): zone for zone in available_timezones()}
        cities = {zone.rpartition("/")[2]: zone for zone in zones}
        folded = name.casefold().replace(" ", "_")
        close = (get_close_matches(folded, zones, n=1)
                 or get_close_matches(folded.rpartition("/")[2], cities, n=1))
        meant = zones[cities.get(close[0], close[0])] if close else "Europe/Kyiv"
        table.refuse("time_zone", f"{shown(name)} is not a time zone", f'write one such as "{meant}"')
        return UTC


def _check_language(file: TomlFile, path: KeyPath, code: str) -> None:
    meant = _LANGUAGES_MEANT.get(code.casefold())
    if code and (meant or not _LANGUAGE.fullmatch(code)):
        advice = f'write a code such as "{meant or "en"}"'
        file.refuse(path, f"{shown(code)} is not the code of a language", advice)


def _pauses(file: TomlFile, first_day: date | None) -> tuple[Pause, ...]:
    pauses: list[tuple[Table, Pause]] = []
    for table in file.tables("pauses"):
        first, last = table.day("first"), table.day("last")
        if first is None or last is None:
            continue
        if last < first:
            table.refuse("last", f"{last} is before {first}, the first day of the pause", "put them in order")
            continue
        if first_day and first <= first_day:
            table.refuse("first", f"the counter cannot pause on {first}, when day 1 is {first_day}",
                         "begin the pause after day 1")
        for other, pause in pauses:
            if first <= pause.last and pause.first <= last:
                line = other.line("first")
                table.refuse("first", f"this pause overlaps the one of line {line}", "make them one")
        pauses.append((table, Pause(first=first, last=last)))
    return tuple(pause for _, pause in pauses)


def _sources(file: TomlFile, languages: tuple[str, ...], sides: tuple[str, ...]) -> tuple[Source, ...]:
    sources: list[Source] = []
    ids: dict[str, int | None] = {}
    addresses: dict[str, int | None] = {}
    for table in file.tables("sources"):
        source_id, name = table.identifier("id"), table.text("name")
        if source_id and source_id in ids:
            table.refuse("id", f"{shown(source_id)} is the id of the source of line {ids[source_id]} already",
                         "give each source its own")
        ids.setdefault(source_id, table.line("id"))
        language = table.text("language", (*languages, "en")[0])
        _check_language(file, (*table.path, "language"), language)
        side = table.text("side", "")
        if side and side not in sides:
            advice = nearest(side, sides) if sides else f'add sides = ["{side}"] to [crisis]'
            table.refuse("side", f"{shown(side)} is not one of the sides of [crisis]", advice)
        first, *others = _addresses(table, addresses) or ("",)
        kind = cast(SourceKind, table.choice("kind", get_args(SourceKind), "feed"))
        tier = table.whole("tier", range(1, 4), 3, what="a tier",
                           advice="1 official bodies and agencies, 2 papers of record, 3 others")
        licence, names = table.text("licence", ""), table.texts("names", ())
        if source_id and name:
            sources.append(Source(
                id=SourceId(source_id), name=name, kind=kind, url=first, addresses=tuple(others), names=names,
                language=language, side=side, tier=tier, licence=licence))
    return tuple(sources)


def _addresses(table: Table, taken: dict[str, int | None]) -> tuple[str, ...]:
    """Return the addresses of a source, its own first; ``taken`` grows by them."""
    own = [((*table.path, "address"), table.text("address"))] if "address" in table.values else []
    given = own + [((*table.path, "addresses", position), address)
                   for position, address in enumerate(table.texts("addresses", ()))]
    for path, address in given:
        if not address:
            continue
        bare = bare_address(address)
        if any(character.isspace() for character in address):
            advice = 'write several as addresses = ["…", "…"]'
            table.file.refuse(path, f"{shown(address)} holds a space", advice)
        elif not bare and not re.match(r"https?://[^/]", address):
            advice = 'write "https://…" or a host such as "example.org"; other labels belong in names'
            table.file.refuse(path, f"{shown(address)} is not an address of the web", advice)
        same = bare or address
        if same in taken:
            reason = f"{shown(address)} is an address of line {taken[same]} already"
            table.file.refuse(path, reason, "keep one")
        taken.setdefault(same, line_of(table.file.lines, path))
    return tuple(address for _, address in given if address)


def _terms(file: TomlFile) -> tuple[Term, ...]:
    terms: list[Term] = []
    taken: dict[str, int | None] = {}
    for table in file.tables("relevance"):
        names = table.texts("names")
        for position, name in enumerate(names):
            if name in taken:
                file.refuse((*table.path, "names", position),
                            f"{shown(name)} stands in the term of line {taken[name]} already", "keep one")
        taken.update((name, table.line("names")) for name in names if name)
        kind = cast(TermKind, table.choice("kind", get_args(TermKind), "term"))
        weight = table.weight("weight", 1.0)
        title = table.weight("title", 0.0) if "title" in table.values else None
        terms.append(Term(names=names, kind=kind, weight=weight, title=title))
    return tuple(terms)


def _actors(file: TomlFile) -> tuple[KnownActor, ...]:
    actors: list[KnownActor] = []
    taken: dict[str, int | None] = {}
    for table in (*file.tables("people"), *file.tables("bodies")):
        names = table.texts("names")
        for position, name in enumerate(names):
            if name in taken:
                file.refuse((*table.path, "names", position),
                            f"{shown(name)} is a name of line {taken[name]} already", "keep one")
        taken.update((name, table.line("names")) for name in names if name)
        is_person = table.path[0] == "people"
        roles = table.texts("roles", ()) if is_person else ()
        if any(names):
            actors.append(KnownActor(kind="person" if is_person else "body", names=names, roles=roles))
    return tuple(actors)


def _spelling(table: Table) -> tuple[tuple[str, str], ...]:
    pairs = {written: table.text(written) for written in table.values}
    for written, house in pairs.items():
        if not written.strip() or written == house:
            table.refuse(written, f"{shown(written)} is not another spelling", "leave the line out")
        elif house in pairs:
            advice = f'write "{written}" = "{pairs[house]}"'
            table.refuse(written, f"{shown(house)} is itself respelled", advice)
    return tuple(pairs.items())


def _archive(table: Table, folder: Path) -> str:
    address = table.text("address", "dayline.db")
    scheme, separator, _ = address.partition("://")
    if not separator:
        return str(folder / Path(address).expanduser())
    if scheme not in ARCHIVE_SCHEMES:
        table.refuse("address", f"no archive can be kept at {shown(scheme + separator)}",
                     'write the path of a file, or "postgresql://user@host/name"')
    return address


def _web_address(table: Table, key: str, ending: str = "") -> str:
    """Return an address of the web, "" where there is none; ``ending`` is what it must end with, and will."""
    address = table.text(key, "")
    if not address:
        return ""
    is_plain = address.isascii() and not any(mark in address for mark in " \"<>\\?#@")
    if not is_plain or not re.match(r"https?://[^/]", address):
        table.refuse(key, f"{shown(address)} is not an address of the web", 'write "https://example.org/"')
    return address if address.endswith(ending) else address + ending


def _warnings(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    crisis = settings.crisis
    if not any(term.weight > 0 for term in crisis.terms):
        yield ("relevance",), "no [[relevance]] term has a weight above 0: no document will belong"
    if "://" in settings.archive and urlsplit(settings.archive).password:
        yield ("archive", "address"), "the password of the archive stands here for all to read"
    if not crisis.sources:
        yield ("sources",), "no [[sources]]: nothing can be fetched, and no outlet has a side or a tier"
        return
    if all(source.tier > 1 for source in crisis.sources):
        yield ("sources",), "no source of tier 1: no official body and no agency is heard"
    heard = {(key, value) for source in crisis.sources
             for key, value in (("sides", source.side), ("languages", source.language))}
    for key, wanted in (("sides", crisis.sides), ("languages", crisis.languages)):
        for position, value in enumerate(wanted):
            if (key, value) not in heard:
                yield ("crisis", key, position), f"{shown(value)} has no source"
    for position, source in enumerate(crisis.sources):
        if not source.url and source.kind in ("feed", "page", "telegram"):
            yield ("sources", position), f"{shown(source.id)} has no address: nothing can be fetched"
