"""What a folder shows: an unchanged day is known to be published, and whatever is not as it was is published anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dayline.config import Settings, load
from dayline.pipeline import publishing
from dayline.pipeline.building import build_and_publish
from dayline.pipeline.importing import import_paths
from dayline.pipeline.keys import annotation_version
from dayline.pipeline.shown import is_shown
from dayline.store.archive import Archive


@pytest.fixture
def published(eruption: Any) -> Iterator[tuple[Archive, Settings, Path]]:
    """Return an archive with the made-up crisis, its settings, and the site with its first two days."""
    settings = load(eruption.config)
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        build_and_publish(archive, settings, "1..2", site=settings.site)
        yield archive, settings, settings.site


def bytes_of(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_an_unchanged_day_renders_nothing(
    published: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, site = published
    before = bytes_of(site)
    monkeypatch.setattr(publishing, "Publisher", None)
    done = build_and_publish(archive, settings, "2", site=site)
    assert done.index == site / "index.html"
    assert bytes_of(site) == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda site: (site / "index.html").unlink(),
        lambda site: (site / "index.html").write_text("another page"),
        lambda site: (site / "day/1/index.html").unlink(),
        lambda site: (site / "404.html").write_bytes((site / "404.html").read_bytes()[::-1]),
    ],
    ids=["front page gone", "front page changed", "day gone", "page changed, of the same length"],
)
def test_what_somebody_did_to_the_folder_is_mended(
    harm: Callable[[Path], object], published: tuple[Archive, Settings, Path]
) -> None:
    archive, settings, site = published
    before = bytes_of(site)
    harm(site)
    assert bytes_of(site) != before
    build_and_publish(archive, settings, "2", site=site)
    assert bytes_of(site) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda settings: replace(settings, title="Another name"),
        lambda settings: replace(settings, address="https://sable.example/"),
        lambda settings: replace(settings, crisis=replace(settings.crisis, name="Ash and fire")),
    ],
    ids=["title", "address", "name of the crisis"],
)
def test_what_the_crisis_file_says_of_the_site_is_published(
    change: Callable[[Settings], Settings], published: tuple[Archive, Settings, Path], tmp_path: Path
) -> None:
    archive, settings, site = published
    build_and_publish(archive, change(settings), "1..2", site=site)
    changed = bytes_of(site)
    build_and_publish(archive, change(settings), "1..2", site=tmp_path / "fresh")
    assert changed == bytes_of(tmp_path / "fresh")


def test_another_day_another_folder_or_an_emptied_archive_is_not_shown(
    published: tuple[Archive, Settings, Path], tmp_path: Path
) -> None:
    archive, settings, site = published
    version = annotation_version(settings.crisis)
    assert is_shown(archive, settings, site, version)
    assert not is_shown(archive, settings, tmp_path / "none", version)
    archive.put_empty_day(settings.crisis.id, 3, settings.crisis.date_of(3), "")
    assert not is_shown(archive, settings, site, version)


def test_a_run_that_ended_before_all_was_noted_is_taken_up(
    published: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, site = published
    version = annotation_version(settings.crisis)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("subjects_shown", "put_trace_keys"):
        with monkeypatch.context() as patch:
            patch.setattr(Archive, step, ended)
            with pytest.raises(KeyboardInterrupt):
                build_and_publish(archive, settings, "1..3", site=site)
        assert not is_shown(archive, settings, site, version), step
    build_and_publish(archive, settings, "3", site=site)
    assert is_shown(archive, settings, site, version)


def test_a_folder_beside_which_nothing_can_be_written_is_published_each_time(
    published: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, settings, site = published
    before, note = bytes_of(site), site.parent / ".site.shown"
    note.unlink()
    note.mkdir()
    build_and_publish(archive, settings, "2", site=site)
    assert bytes_of(site) == before
    assert not is_shown(archive, settings, site, annotation_version(settings.crisis))
