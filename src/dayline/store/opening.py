"""Find, check, make and bring up to date the database behind an archive."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from dayline.errors import ArchiveError
from dayline.store.base import WRITES, in_words, lock

# the newest revision under migrations/versions, and the table in which an archive keeps its own
HEAD = "0008"
VERSION_TABLE = "archive_version"

MISSING = "there is no archive here: dayline import and dayline collect make one"
MAGIC = b"SQLite format 3\0"

# the trigram tokenizer came with 3.34
OLDEST_SQLITE = (3, 34)

# SQLite's page cache in KiB for one connection; more than 16 MiB gained nothing on inserts of 500 documents
CACHE_KIB = 16 * 1024

# bytes to which the write-ahead log is cut back after a checkpoint
JOURNAL_BYTES = 64 * 1024 * 1024


def open_engine(location: str, *, create: bool, patience: float) -> tuple[Engine, str]:
    """Return an engine on an archive of the newest revision, and the name of the archive for messages.

    ``location`` is a path or a SQLAlchemy URL; ``patience`` is how many seconds to wait for another writer.
    Raises ArchiveError in words.
    """
    url = _url_of(location)
    label = (url.database or "") if _is_sqlite(url) else url.render_as_string(hide_password=True)
    if _is_sqlite(url):
        _check_file(url, create)
    engine = _engine(url, label, patience)
    try:
        with in_words(label):
            _bring_up_to_date(engine, label, create)
    except BaseException:
        engine.dispose()
        raise
    return engine, label


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _url_of(location: str) -> URL:
    if not re.match(r"[a-z][a-z0-9+]*://", location):
        try:
            return URL.create("sqlite", database=str(Path(location).expanduser()))
        except RuntimeError as error:
            raise ArchiveError(f"{location}: begins with a home folder that is not known here") from error
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise ArchiveError(f"{location}: this is not the address of a database") from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArchiveError(f"{url.get_backend_name()}: an archive is a SQLite file or a PostgreSQL database")
    return url


def _check_file(url: URL, create: bool) -> None:
    """Refuse what SQLite would explain badly or make an archive of: folders, other files, nothing at all."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise ArchiveError(f"SQLite {sqlite3.sqlite_version} is too old: 3.34 or newer is needed")
    name = url.database or ""
    if name in ("", ".", ":memory:"):
        raise ArchiveError("an archive must be a file")
    if name.startswith("file:"):
        return
    path = Path(name)
    try:
        if path.is_dir():
            raise ArchiveError(f"{path}: this is a folder, not an archive")
        if not path.exists():
            if not create:
                raise ArchiveError(f"{path}: {MISSING}")
            if not path.parent.is_dir():
                raise ArchiveError(f"{path}: there is no folder {path.parent}")
            return
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        raise ArchiveError(f"{path}: {error.strerror or error}") from error
    if start not in (b"", MAGIC):
        raise ArchiveError(f"{path}: this is not an archive of dayline (not a SQLite file)")


def _engine(url: URL, label: str, patience: float) -> Engine:
    try:
        if _is_sqlite(url):
            engine = create_engine(url, connect_args={"timeout": patience})
        else:
            # a server is restarted now and then, and a run goes on for months: a dead connection is replaced
            engine = create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        missing = f"the package {error.name} is needed for PostgreSQL and is not installed"
        raise ArchiveError(f"{label}: {missing}") from error
    except ArgumentError as error:
        raise ArchiveError(f"{label}: this is not the address of a database") from error
    if _is_sqlite(url):
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # no transactions of the driver's own making: _begin_sqlite starts them
    connection.isolation_level = None
    for setting in (
        "foreign_keys = ON",
        "synchronous = NORMAL",
        f"cache_size = -{CACHE_KIB}",
        f"journal_size_limit = {JOURNAL_BYTES}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE waits for another writer at the start, where waiting is possible, and not midway
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _bring_up_to_date(engine: Engine, label: str, create: bool) -> None:
    with engine.connect() as connection:
        revision = _revision(connection, label)
    if revision == HEAD:
        return
    if revision is None and not create:
        raise ArchiveError(f"{label}: {MISSING}")
    if engine.dialect.name == "sqlite":
        _use_write_ahead_log(engine)
    with engine.execution_options(**{WRITES: True}).begin() as connection:
        lock(connection)
        if _revision(connection, label) != HEAD:
            _migrate(connection)


def _use_write_ahead_log(engine: Engine) -> None:
    # beside SQLAlchemy, since the mode cannot be changed within a transaction
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _revision(connection: Connection, label: str) -> str | None:
    """Return an archive's revision, None for an empty database; refuse what is no archive, or a newer one."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if VERSION_TABLE not in tables:
        raise ArchiveError(f"{label}: this is a database, but not an archive of dayline")
    revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if revision is None or revision > HEAD:
        raise ArchiveError(f"{label}: made by a newer dayline (revision {revision}, this one knows {HEAD})")
    return str(revision)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
