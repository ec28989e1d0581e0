"""An archive opens, is made, or is refused in words."""

import io
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

import dayline.store
from dayline.errors import ArchiveError
from dayline.model.document import Document
from dayline.model.source import RawItem
from dayline.store import Archive
from dayline.store.opening import HEAD, MISSING, VERSION_TABLE, open_engine
from dayline.store.tables import metadata

INDEX_TABLES = ("documents_words", "documents_letters", "documents_vocabulary", VERSION_TABLE)


def exported(archive: Archive) -> str:
    """Return everything that an archive holds."""
    stream = io.StringIO()
    archive.export(stream)
    return stream.getvalue()


def test_the_newest_revision_is_the_one_that_the_program_knows() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(dayline.store.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_migrations_make_the_tables(new_location: Callable[[], str]) -> None:
    engine, _ = open_engine(new_location(), create=True, patience=1)

    def is_ours(name: str | None, kind: str, parents: object) -> bool:
        return not (name or "").startswith(INDEX_TABLES)

    with engine.connect() as connection:
        options = {"include_name": is_ours, "target_metadata": metadata}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


def test_migrations_can_be_taken_back(tmp_path: Path) -> None:
    from alembic import command

    engine, _ = open_engine(str(tmp_path / "a.db"), create=True, patience=1)
    config = Config()
    config.set_main_option("script_location", str(Path(dayline.store.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
    engine.dispose()
    assert set(left) <= {VERSION_TABLE, "sqlite_sequence"}


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006", "0007"])
def test_an_older_archive_is_brought_up_to_date_with_all_that_it_holds(
    new_location: Callable[[], str], receive: Callable[..., tuple[RawItem, Document]], revision: str
) -> None:
    from alembic import command

    location = new_location()
    raw, document = receive()
    with Archive.open(location) as archive:
        archive.add([raw], [(document, "2031-05-04")])
        archive.put_note("made", "then")
        before = exported(archive)
    engine, _ = open_engine(location, create=False, patience=1)
    config = Config()
    config.set_main_option("script_location", str(Path(dayline.store.__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == revision
    engine.dispose()
    with Archive.open(location, create=False) as archive:
        assert exported(archive) == before
        assert archive.raw(raw.sha256) == raw
        assert (archive.unsettled(), archive.addresses([raw.url])) == ([], {})
        assert archive.note("made") == "then"


def test_a_new_archive_is_empty_and_stays(new_location: Callable[[], str]) -> None:
    location = new_location()
    with Archive.open(location) as archive:
        archive.put_note("made", "now")
        assert archive.count() == 0
    with Archive.open(location, create=False) as archive:
        assert archive.note("made") == "now"


def test_a_server_that_was_restarted_in_between_is_connected_to_again(new_location: Callable[[], str]) -> None:
    with Archive.open(new_location()) as archive:
        archive.put_note("made", "then")
        engine = archive._readers
        if engine.dialect.name == "sqlite":
            pytest.skip("SQLite has no server")
        with engine.connect() as connection:
            mine = connection.scalar(text("SELECT pg_backend_pid()"))
        other = create_engine(engine.url)
        with other.begin() as connection:
            assert connection.scalar(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
        other.dispose()
        assert archive.note("made") == "then"


def test_a_sqlite_archive_uses_the_write_ahead_log_and_foreign_keys(tmp_path: Path) -> None:
    engine, _ = open_engine(str(tmp_path / "a.db"), create=True, patience=1)
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


def test_a_url_is_a_location_too(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path}/a.db") as archive:
        archive.put_note("made", "now")
    with Archive.open(str(tmp_path / "a.db"), create=False) as archive:
        assert archive.note("made") == "now"


def refusal(location: str, **options: bool | float) -> str:
    with pytest.raises(ArchiveError) as caught:
        Archive.open(location, **options)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_missing_archive_is_refused_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert refusal(str(path), create=False) == f"{path}: {MISSING}"
    assert not path.exists()


def test_an_empty_file_is_no_archive_but_may_become_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    assert refusal(str(path), create=False) == f"{path}: {MISSING}"
    Archive.open(str(path)).close()


def test_a_home_folder_that_nobody_has_is_refused() -> None:
    assert "home folder" in refusal("~no-such-user/a.db")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)) == f"{tmp_path}: this is a folder, not an archive"


def test_a_place_without_folder_is_refused(tmp_path: Path) -> None:
    assert "there is no folder" in refusal(str(tmp_path / "none" / "a.db"))


def test_a_place_within_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    assert "notes.txt" in refusal(str(tmp_path / "notes.txt" / "a.db"))


@pytest.mark.parametrize("location", ["", ":memory:", "sqlite://"])
def test_what_is_no_file_is_refused(location: str) -> None:
    assert refusal(location) == "an archive must be a file"


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("SQLite is a database. This is a text about it.")
    assert "not an archive of dayline (not a SQLite file)" in refusal(str(path))
    assert path.read_text().startswith("SQLite is")


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "recipes.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert "but not an archive of dayline" in refusal(str(path))
    assert path.read_bytes() == before


def test_a_newer_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive.open(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '0999'")
    connection.commit()
    connection.close()
    assert "made by a newer dayline (revision 0999" in refusal(str(path))


def test_a_damaged_archive_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive.open(str(path)).close()
    content = bytearray(path.read_bytes())
    content[100:] = b"\xa5" * (len(content) - 100)
    path.write_bytes(content)
    assert "damaged" in refusal(str(path))


def test_a_cut_archive_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive.open(str(path)).close()
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(ArchiveError, match="damaged"), Archive.open(str(path)) as archive:
        archive.put_note("more", "after")


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Archive.open(str(path)).close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE meta")
    connection.close()
    with Archive.open(str(path)) as archive, pytest.raises(ArchiveError, match="a table is missing"):
        archive.note("made")


def test_a_locked_archive_is_waited_for_then_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(str(path), patience=0.05) as archive:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another program is writing to it"):
            archive.put_note("more", "words")
        assert archive.note("more") is None
        other.execute("COMMIT")
        other.close()
        archive.put_note("more", "words")


def test_an_archive_that_may_only_be_read_says_so(tmp_path: Path) -> None:
    Archive.open(str(tmp_path / "a.db")).close()
    with Archive.open(f"sqlite:///file:{tmp_path}/a.db?mode=ro&uri=true") as archive:
        assert archive.count() == 0
        with pytest.raises(ArchiveError, match="no permission to write to it"):
            archive.put_note("more", "words")


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("mysql://host/base", "mysql: an archive is"),
        ("nosuch://x", "nosuch: an archive is"),
        ("sqlite://a:b:c/d", "this is not the address"),
        ("sqlite://folder/a.db", "this is not the address"),
        ("sqlite+nosuch:///a.db", "this is not the address"),
    ],
)
def test_other_addresses_are_refused(location: str, message: str) -> None:
    assert message in refusal(location)


def test_a_password_is_not_shown() -> None:
    message = refusal("postgresql://editor:secret@127.0.0.1:1/archive?connect_timeout=1")
    assert "secret" not in message


def test_two_programs_may_open_a_new_archive_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    program = "import sys; from dayline.store import Archive; Archive.open(sys.argv[1]).close()"
    running = [subprocess.Popen([sys.executable, "-c", program, str(path)]) for _ in range(3)]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    connection = create_engine(f"sqlite:///{path}")
    with connection.connect() as opened:
        assert opened.scalar(text(f"SELECT count(*) FROM {VERSION_TABLE}")) == 1
    connection.dispose()
