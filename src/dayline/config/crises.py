"""The tables of a crisis file that describe the crisis itself: its days, sources, terms, people and spelling."""

import re
from datetime import UTC, date, tzinfo
from difflib import get_close_matches
from typing import cast, get_args
from zoneinfo import ZoneInfo, available_timezones

from dayline.config.network import VARIABLE
from dayline.config.paths import path_of
from dayline.model.crisis import Crisis, KnownActor, Pause, Term, TermKind
from dayline.model.source import Source, SourceId, SourceKind
from dayline.text.addresses import bare_address
from dayline.text.toml_lines import KeyPath, line_of
from dayline.text.toml_tables import Table, TomlFile, nearest, shown

_HOME = re.compile(r"(?:[^,\s][^,]*, ){0,2}[A-Z]{2}")
# likeness (difflib) from which a zone may have been meant: of abbreviations such as CEST and names of cities, none is
_SAME_ZONE = 0.8
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")
# Codes of countries and names of languages, written where the code of a language is meant.
_LANGUAGES_MEANT = {"ua": "uk", "gb": "en", "us": "en", "cz": "cs", "cn": "zh", "jp": "ja", "gr": "el",
                    "english": "en", "ukrainian": "uk", "russian": "ru", "polish": "pl", "french": "fr",
                    "german": "de", "spanish": "es", "arabic": "ar", "hebrew": "he", "turkish": "tr"}


def crisis_of(file: TomlFile) -> Crisis:
    """Return the crisis that a file describes; what is wrong is noted in the file."""
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
        places=_places(table),
        actors=_actors(file),
    )


def _places(table: Table) -> tuple[str, ...]:
    """Return the paths of the files of places; relative ones count from the crisis file."""
    places: list[str] = []
    for position, name in enumerate(table.texts("places", ())):
        key = (*table.path, "places", position)
        path = path_of(name, table.file, key)
        if name and not path.is_file():
            table.file.refuse(key, f"there is no file {shown(name)}",
                              "write its path, counted from this file")
        places.append(str(path))
    return tuple(places)


def _zone(table: Table) -> tzinfo:
    name = table.text("time_zone", "UTC")
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        # only zones of places: an abbreviation such as EST is seldom the one that was meant
        zones = {zone.casefold(): zone for zone in available_timezones() if "/" in zone}
        cities = {zone.rpartition("/")[2]: zone for zone in zones}
        folded = name.casefold().replace(" ", "_")
        close = (get_close_matches(folded, zones, n=1, cutoff=_SAME_ZONE)
                 or get_close_matches(folded.rpartition("/")[2], cities, n=1, cutoff=_SAME_ZONE))
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
        language, links = table.text("language", (*languages, "en")[0]), table.text("links", "")
        _check_language(file, (*table.path, "language"), language)
        side = table.text("side", "")
        if side and side not in sides:
            advice = nearest(side, sides) if sides else f'add sides = ["{side}"] to [crisis]'
            table.refuse("side", f"{shown(side)} is not one of the sides of [crisis]", advice)
        if links and not _is_selector(links):
            table.refuse("links", f"{shown(links)} is not a CSS selector", 'write "article h2 a"')
        first, *others = _addresses(table, addresses) or ("",)
        kind = cast(SourceKind, table.choice("kind", get_args(SourceKind), "feed"))
        tier = table.whole("tier", range(1, 4), 3, what="a tier",
                           advice="1 official bodies and agencies, 2 papers of record, 3 others")
        licence, names, home = table.text("licence", ""), table.texts("names", ()), table.text("home", "")
        if home and not _HOME.fullmatch(home):
            table.refuse("home", f"{shown(home)} does not end in the code of a country",
                         'write the town, and the country by its two letters: "Lviv, UA"')
        key = _key(table, kind, first)
        if source_id and name:
            sources.append(Source(
                id=SourceId(source_id), name=name, kind=kind, url=first, addresses=tuple(others), names=names,
                language=language, side=side, tier=tier, licence=licence, links=links, home=home,
                key=key))
    return tuple(sources)


def _key(table: Table, kind: SourceKind, address: str) -> str:
    """Return the name of the environment variable that holds a list's key, "" where it needs none."""
    key = table.text("key", "")
    if key and not VARIABLE.fullmatch(key):
        table.refuse("key", f"{shown(key)} is not the name of an environment variable",
                     'write the name alone, such as "MEDIA_CLOUD_KEY": the key itself does not belong into the file')
    elif key and kind != "list":
        advice = 'take it out, or write kind = "list"'
        table.refuse("key", f"a source of kind {shown(kind)} is asked without a key", advice)
    elif key and re.match(r"http://(?![\d.]+[:/]|\[)", address):
        table.refuse("key", "a key is not sent in the clear", 'write an address that begins with "https://"')
    return key


def _is_selector(text: str) -> bool:
    # what reads front pages takes longer to load than a whole crisis file to read, and few files name such links
    from dayline.ingest.front_pages import is_selector

    return is_selector(text)


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
            final = pairs[house]
            advice = "leave one of the two lines out" if final == written else f'write "{written}" = "{final}"'
            table.refuse(written, f"{shown(house)} is itself respelled", advice)
    return tuple(pairs.items())
