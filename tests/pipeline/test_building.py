"""Building: ids that name one item only, and days that have nothing to print any more."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dayline.config import Settings, load
from dayline.pipeline import building, run
from dayline.pipeline.building import build_and_publish, cited_documents
from dayline.pipeline.importing import import_paths
from dayline.publish.forms import document_name
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
def emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules change so that nothing of one day passes."""
    compose = run.compose_day
    monkeypatch.setattr(
        run, "compose_day", lambda made, number: None if number == EMPTIED else compose(made, number)
    )
    monkeypatch.setattr(run, "versions", lambda: "another")


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
        patch.setattr(building, step, ended)
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
