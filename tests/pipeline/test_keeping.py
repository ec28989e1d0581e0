"""The archive as one file: all in it, each with its hash, the same bytes for the same state, and nobody who reads."""

import hashlib
import sqlite3
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dayline.config import Settings, load
from dayline.errors import InputError
from dayline.pipeline.building import build_and_publish
from dayline.pipeline.importing import import_paths
from dayline.pipeline.keeping import DATABASE, MANIFEST, NOTE, ROWS, keep
from dayline.store import Archive

AT = datetime(2025, 5, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept(eruption_once: Any) -> Iterator[tuple[Archive, Settings]]:
    """Return an archive with a built site and a letter that was sent."""
    settings = load(eruption_once.config)
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption_once.collected])
        build_and_publish(archive, settings, "1..2", site=settings.site)
        archive.put_delivery(settings.crisis.id, 1, "a-reader", "sent", AT)
        yield archive, settings


def hashes_of(packed: zipfile.ZipFile) -> dict[str, str]:
    """Return the manifest of a file."""
    return {name: digest for digest, _, name in (line.partition("  ") for line in
            packed.read(MANIFEST).decode().splitlines())}  # fmt: skip


def test_everything_is_there_under_its_hash(kept: tuple[Archive, Settings], tmp_path: Path) -> None:
    archive, settings = kept
    count = keep(archive, settings, tmp_path / "all.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        names = packed.namelist()
        assert len(names) == len(set(names)) == count
        hashes = hashes_of(packed)
        assert set(hashes) == set(names) - {MANIFEST}
        assert all(hashlib.sha256(packed.read(name)).hexdigest() == digest for name, digest in hashes.items())
        files = {f"site/{p.relative_to(settings.site).as_posix()}" for p in settings.site.rglob("*") if p.is_file()}
        assert set(names) == files | {DATABASE, NOTE, MANIFEST, settings.path.name}
        assert packed.read("site/index.html") == (settings.site / "index.html").read_bytes()
        packed.extract(DATABASE, tmp_path)
    with Archive.open(str(tmp_path / DATABASE), create=False) as copy:
        assert copy.digest_keys(settings.crisis.id) == archive.digest_keys(settings.crisis.id)
        assert list(copy.documents()) == list(archive.documents())
        assert copy.deliveries(settings.crisis.id, 1) == {}
    assert b"a-reader" not in (tmp_path / DATABASE).read_bytes()
    assert archive.deliveries(settings.crisis.id, 1) == {"a-reader": "sent"}


def test_the_same_state_gives_the_same_file(kept: tuple[Archive, Settings], tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        keep(*kept, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_of_another_database_the_rows_are_kept(
    kept: tuple[Archive, Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Archive, "copy", lambda archive, path: False)
    keep(*kept, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as packed:
        assert DATABASE not in packed.namelist()
        assert packed.read(ROWS).count(b"\n") > 10
        assert b"a-reader" not in packed.read(ROWS)
        assert ROWS in packed.read(NOTE).decode()


def test_what_cannot_be_written_leaves_nothing(kept: tuple[Archive, Settings], tmp_path: Path) -> None:
    (tmp_path / "all.zip").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        keep(*kept, tmp_path / "all.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]


def test_a_copy_is_one_whole_file(kept: tuple[Archive, Settings], tmp_path: Path) -> None:
    assert kept[0].copy(tmp_path / "copy.db")
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]
    assert sqlite3.connect(tmp_path / "copy.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)
