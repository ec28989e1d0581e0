"""Publishing: the same bytes by whatever way, ids that name one item only, and days that have nothing to print."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dayline.config import Settings, load
from dayline.pipeline import composing, keys, lists, pages, publishing
from dayline.pipeline.building import build_and_publish
from dayline.pipeline.citing import cited_documents
from dayline.pipeline.importing import import_paths
from dayline.pipeline.preparing import Preparation
from dayline.pipeline.publishing import Publisher
from dayline.publish.forms import document_name
from dayline.publish.links import subject_path
from dayline.store import Archive

EMPTIED = 2


@pytest.fixture
def published(eruption: Any) -> Iterator[tuple[Archive, Settings, Path]]:
    """Return an archive with the made-up crisis, its settings, and the site with its three days."""
    settings = load(eruption.config)
    site = eruption.config.parent / "site"
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        build_and_publish(archive, settings, "1..3", site=site)
        yield archive, settings, site


@pytest.fixture
def emptied(published: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules change, when all is published, so that nothing of one day passes."""
    compose = composing.compose_day
    monkeypatch.setattr(
        composing, "compose_day", lambda made, number: None if number == EMPTIED else compose(made, number)
    )
    monkeypatch.setattr(keys, "versions", lambda: "another")


def links_of(site: Path) -> set[tuple[Path, str]]:
    """Return (page, target) of every link to a page of a day, targets counted from the page."""
    return {
        (page, target)
        for page in site.rglob("*.html")
        for target in re.findall(r'href="([^"#]*day/\d+/[^"#]*)"', page.read_text(encoding="utf-8"))
    }


def assert_gone(archive: Archive, settings: Settings, site: Path) -> None:
    assert archive.digest(settings.crisis.id, EMPTIED) is None
    assert [digest.day for digest in archive.digests(settings.crisis.id)] == [1, 3]
    assert not (site / "day" / str(EMPTIED)).exists()
    assert not (site / "2025/05/05").exists()
    links = links_of(site)
    assert links
    assert all((page.parent / target).exists() for page, target in links)
    assert f"Day {EMPTIED}" not in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("emptied")
def test_the_digest_its_pages_and_the_links_to_them_go(published: tuple[Archive, Settings, Path]) -> None:
    archive, settings, site = published
    done = build_and_publish(archive, settings, str(EMPTIED), site=site)
    assert done.empty
    assert_gone(archive, settings, site)
    again = build_and_publish(archive, settings, str(EMPTIED), site=site)
    assert [built.fresh for built in again.days] == [False]


@pytest.mark.usefixtures("emptied")
@pytest.mark.parametrize("step", ["write_artifacts", "remove_files"])
@pytest.mark.parametrize("next_day", [str(EMPTIED), "3"])
def test_ended_in_between_the_next_run_of_any_day_finishes(
    published: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch, step: str, next_day: str
) -> None:
    archive, settings, site = published

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        for module in (publishing, pages, lists):
            patch.setattr(module, step, ended, raising=False)
        with pytest.raises(KeyboardInterrupt):
            build_and_publish(archive, settings, str(EMPTIED), site=site)
    assert all((page.parent / target).exists() for page, target in links_of(site))
    build_and_publish(archive, settings, next_day, site=site)
    assert_gone(archive, settings, site)


@pytest.mark.usefixtures("emptied")
def test_a_site_that_never_was_is_not_begun(published: tuple[Archive, Settings, Path], tmp_path: Path) -> None:
    archive, settings, _ = published
    for number in (1, 3):
        archive.put_empty_day(settings.crisis.id, number, settings.crisis.date_of(number), "")
    other = tmp_path / "other"
    done = build_and_publish(archive, settings, str(EMPTIED), site=other)
    assert done.index is None
    assert not other.exists()


def test_an_id_that_another_item_came_with_first_is_not_given_twice(
    published: tuple[Archive, Settings, Path], eruption: Any
) -> None:
    archive, settings, _ = published
    digest = archive.digest(settings.crisis.id, 3)
    assert digest is not None
    cited = cited_documents(archive, digest)
    assert all(document_name(document) == document.given_id for document in cited.values())
    named = next(document for document in cited.values() if document.url)
    earlier = eruption.config.parent / "20250501T120000Z"
    earlier.mkdir()
    other = {"id": named.given_id, "url": "https://else.example/1", "title": "Ferry to Marrow Island late", "text": ""}
    (earlier / "other.ndjson").write_text(json.dumps(other) + "\n")
    import_paths(archive, settings.crisis, [earlier])
    names = {id_: document_name(document) for id_, document in cited_documents(archive, digest).items()}
    assert names[named.id] == named.id
    assert {id_: name for id_, name in names.items() if id_ != named.id} == {
        id_: document.given_id for id_, document in cited.items() if id_ != named.id
    }


def bytes_of(site: Path) -> dict[str, bytes]:
    """Return every file of a site."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_the_pages_over_all_days_are_there_and_every_link_leads_somewhere(
    published: tuple[Archive, Settings, Path],
) -> None:
    _, _, site = published
    names = {path.parts[0] for path in (Path(name) for name in bytes_of(site)) if len(path.parts) > 1}
    assert names >= {"day", "saved", "people", "places", "threads", "figures", "sources", "feed", "corrections"}
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for target, anchor in re.findall(r'href="([^":#]+)(?:#([^"]*))?"', text):
            to = site / target[1:] if target.startswith("/") else page.parent / target
            assert to.exists(), f"{page}: {target}"
            if anchor:
                assert f'id="{anchor}"' in to.read_text(encoding="utf-8"), f"{page}: {target}"


def test_day_by_day_or_all_at_once_or_again_gives_the_same_bytes(
    published: tuple[Archive, Settings, Path], eruption: Any, tmp_path: Path
) -> None:
    _, settings, site = published
    one_by_one = tmp_path / "one-by-one"
    with Archive.open(str(tmp_path / "another.db")) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        for day in ("1", "2", "3"):
            build_and_publish(archive, settings, day, site=one_by_one)
        assert bytes_of(one_by_one) == bytes_of(site)
        written = {path: path.stat().st_mtime_ns for path in one_by_one.rglob("*") if path.is_file()}
        build_and_publish(archive, settings, "1..3", site=one_by_one)
        assert written == {path: path.stat().st_mtime_ns for path in one_by_one.rglob("*") if path.is_file()}
        shuffled = tmp_path / "shuffled"
        build_and_publish(archive, settings, "2", site=shuffled)
        assert bytes_of(shuffled) == bytes_of(site), "a folder without pages gets all of them"


@pytest.mark.parametrize("after", [1, 4, 9, 14, 19])
def test_ended_anywhere_the_next_run_gives_the_same_bytes(
    published: tuple[Archive, Settings, Path], monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    archive, settings, site = published
    whole = bytes_of(site)
    changed = replace(settings, title="Another name")
    build_and_publish(archive, changed, "1..3", site=site)
    renamed = bytes_of(site)
    assert renamed != whole
    write, left = pages.write_artifacts, [after]

    def ended(artifacts: Any, folder: Path) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return write(artifacts, folder)

    with monkeypatch.context() as patch:
        for module in (pages, lists):
            patch.setattr(module, "write_artifacts", ended)
        with pytest.raises(KeyboardInterrupt):
            build_and_publish(archive, settings, "1..3", site=site)
    build_and_publish(archive, settings, "3", site=site)
    assert bytes_of(site) == whole


def test_a_subject_whose_last_line_goes_loses_its_page(published: tuple[Archive, Settings, Path]) -> None:
    archive, settings, site = published
    crisis_id = settings.crisis.id
    only = next(subject for subject in archive.subjects(crisis_id) if subject.first == subject.last == EMPTIED)
    path = site / subject_path(only)
    assert path.exists()
    archive.put_empty_day(crisis_id, EMPTIED, settings.crisis.date_of(EMPTIED), "")
    version = Preparation(archive, settings).annotation_version
    Publisher(archive, settings, site, annotation_version=version).publish()
    assert not path.exists()
    assert path.parent.name not in (path.parents[1] / "index.html").read_text(encoding="utf-8")
    assert all((page.parent / target).exists() for page, target in links_of(site))
