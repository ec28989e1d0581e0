"""Figures of the days before, and what follows from them: a changed day gives the site that is made from nothing."""

import runpy
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dayline.config import Settings
from dayline.config.network import Collecting
from dayline.model.source import Source
from dayline.pipeline.composing import BACKGROUND_DAYS
from dayline.pipeline.publishing import Publisher
from dayline.pipeline.series import RecentFigures
from dayline.store.archive import Archive

BENCH = Path(__file__).parents[2] / "bench" / "pages.py"
DAYS, CHANGED = 5, 2
FAILED = ("Valley Paper 1 (timed out)", "Never (x) (status 503)")


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    """Return what makes days."""
    return runpy.run_path(str(BENCH))


@pytest.fixture
def new_archive(tmp_path: Path) -> Iterator[Callable[[str], Archive]]:
    """Return what opens an archive of a name."""
    opened: list[Archive] = []

    def opens(name: str) -> Archive:
        opened.append(Archive.open(str(tmp_path / f"{name}.db")))
        return opened[-1]

    yield opens
    for archive in opened:
        archive.close()


def put(bench: dict[str, Any], archive: Archive, day: int, *, changed: bool = False) -> None:
    """Put a day into an archive, on which two sources failed if it is odd; a changed one has other figures."""
    bench["make_day"](archive, day)
    digest = archive.digest(bench["CRISIS"].id, day)
    assert digest is not None
    failed = FAILED if (day % 2 == 1) != changed else ()
    groups = digest.figures if not changed else tuple(
        replace(group, claims=tuple(replace(c, figure=replace(c.figure, low=777, high=777)) for c in group.claims))
        for group in digest.figures
    )
    coverage = replace(digest.coverage, sources_failed=failed)
    archive.put_digest(replace(digest, coverage=coverage, figures=groups), f"{day} {changed}")


def publish(bench: dict[str, Any], archive: Archive, site: Path) -> dict[str, bytes]:
    """Publish what an archive has and return every file of the site."""
    sources = tuple(Source(id=name, name=name) for name in [*bench["OUTLETS"], "Never (x)"])
    settings = Settings(
        crisis=replace(bench["CRISIS"], sources=sources), archive="", site=site, title="Bench", path=site,
        collect=Collecting(warc=site.with_name("warc")), address="https://bench.example/",
    )  # fmt: skip
    Publisher(archive, settings, site, annotation_version=bench["VERSION"]).publish()
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_changed_day_gives_the_site_that_is_made_from_nothing(
    bench: dict[str, Any], new_archive: Callable[[str], Archive], tmp_path: Path
) -> None:
    one, other = new_archive("one"), new_archive("other")
    for day in range(1, DAYS + 1):
        put(bench, one, day)
        before = publish(bench, one, tmp_path / "one")
        put(bench, other, day, changed=day == CHANGED)
    put(bench, one, CHANGED, changed=True)
    after, whole = publish(bench, one, tmp_path / "one"), publish(bench, other, tmp_path / "other")
    assert [name for name in after.keys() | whole.keys() if after.get(name) != whole.get(name)] == []
    last = f"day/{DAYS}/index.html"
    assert b'class="spark"' in before[last] != after[last]
    assert b"could not be read on 3 days" in before["sources/index.html"]
    assert b"could not be read on 4 days" in after["sources/index.html"]
    (page,) = (content for name, content in after.items() if name.startswith("sources/valley-paper-1-"))
    assert page.count(b"timed out") == 4


def test_figures_of_the_fortnight_before_are_given_in_order_and_read_once(
    bench: dict[str, Any], new_archive: Callable[[str], Archive], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = new_archive("read")
    asked: list[int] = []

    def points(crisis_id: str, first: int, last: int) -> list[tuple[int, str]]:
        asked.append(first)
        return [(first, "a point")]

    monkeypatch.setattr(archive, "figure_points", points)
    recent = RecentFigures(archive, "bench")
    for day in range(20, 25):
        assert [on for on, _ in recent.before(day)] == list(range(day - BACKGROUND_DAYS, day))
    assert asked == list(range(20 - BACKGROUND_DAYS, 24))
    recent.put(24, [])
    assert [on for on, _ in recent.before(25)] == list(range(25 - BACKGROUND_DAYS, 24))
