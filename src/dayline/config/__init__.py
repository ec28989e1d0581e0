"""One TOML file becomes frozen settings, or is refused with the line and what to write instead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from dayline.config.crises import crisis_of
from dayline.config.mailing import Mailing, mailing_of
from dayline.config.network import Collecting, Drafting, collecting_of, drafting_of, web_address
from dayline.config.paths import path_of
from dayline.errors import ConfigError
from dayline.model.crisis import Crisis
from dayline.text.toml_lines import KeyPath, line_of
from dayline.text.toml_tables import Table, TomlFile, parse, shown

# Every key that the file may hold, by its table; [spelling] has keys of the user's own.
KEYS: Mapping[str, tuple[str, ...]] = {
    "crisis": ("name", "id", "first_day", "time_zone", "cutoff_hour", "languages", "sides", "focus",
               "places"),
    "archive": ("address",),
    "outputs": ("site", "title", "address", "hub"),
    "mail": ("sender", "server", "security", "user", "recipients", "unsubscribe"),
    "collect": ("contact", "pace", "full_text", "warc", "warc_days", "ports", "networks"),
    "drafter": ("address", "model", "key", "seconds", "tokens", "sections", "networks"),
    "pauses": ("first", "last"),
    "sources": ("id", "name", "kind", "address", "addresses", "names", "links", "key", "language", "side", "tier",
                "home", "licence"),
    "relevance": ("names", "kind", "weight", "title"),
    "people": ("names", "roles"),
    "bodies": ("names",),
    "spelling": (),
}
LISTS = ("pauses", "sources", "relevance", "people", "bodies")
_COUNTRY = re.compile("[A-Z]{2}")
LOCAL = ("localhost", "127.0.0.1", "::1")
ARCHIVE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg", "postgresql+psycopg2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one crisis file says.

    ``archive`` is a file (a relative path counts from the crisis file) or the URL of a database; ``site`` the
    folder that pages are written to; ``title`` what stands over them; ``address`` where they will stand in the web,
    with a slash at its end, and ``hub`` the WebSub hub that tells of them ("" for none); ``path`` the crisis file;
    ``mail`` how letters are sent, None where they are not; ``drafter`` is None where no server words anything.
    """

    crisis: Crisis
    archive: str
    site: Path
    title: str
    path: Path
    collect: Collecting
    drafter: Drafting | None = None
    address: str = ""
    hub: str = ""
    mail: Mailing | None = None


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
    crisis = crisis_of(file)
    outputs = file.table("outputs")
    settings = Settings(
        crisis=crisis,
        archive=_archive(file.table("archive")),
        site=path_of(outputs.text("site", "site"), file, ("outputs", "site")),
        title=outputs.text("title", crisis.name),
        address=web_address(outputs, "address", ending="/"),
        hub=web_address(outputs, "hub"),
        path=path,
        collect=collecting_of(file.table("collect")),
        drafter=drafting_of(file.table("drafter")),
        mail=mailing_of(file.table("mail")),
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


def _archive(table: Table) -> str:
    address = table.text("address", "dayline.db")
    scheme, separator, _ = address.partition("://")
    if not separator:
        return str(path_of(address, table.file, (*table.path, "address")))
    if scheme not in ARCHIVE_SCHEMES:
        table.refuse("address", f"no archive can be kept at {shown(scheme + separator)}",
                     'write the path of a file, or "postgresql://user@host/name"')
    return address


def _warnings(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    crisis = settings.crisis
    if not any(term.weight > 0 for term in crisis.terms):
        yield ("relevance",), "no [[relevance]] term has a weight above 0: no document will belong"
    for position, country in enumerate(crisis.focus):
        if not _COUNTRY.fullmatch(country):
            key = ("crisis", "focus", position)
            yield key, f"{shown(country)} is not the two capital letters of a country, and does nothing"
    if "://" in settings.archive and urlsplit(settings.archive).password:
        yield ("archive", "address"), "the password of the archive stands here for all to read"
    if settings.mail and settings.mail.security == "none" and settings.mail.host not in LOCAL:
        yield ("mail", "security"), "letters, and the password, go to the server for all on the way to read"
    if settings.drafter and settings.drafter.key and settings.drafter.address.startswith("http://"):
        yield ("drafter", "address"), "the drafter's key goes there for all on the way to read: use https"
    yield from _warnings_of_sources(crisis)


def _warnings_of_sources(crisis: Crisis) -> Iterator[tuple[KeyPath, str]]:
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
