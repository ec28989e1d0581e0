"""Turns of a run: collected, made ready, composed after the cut-off, published, told to stop."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from desk import BEGUN, Desk, article, rss

from dayline.errors import InputError
from dayline.pipeline import pages, running
from dayline.pipeline.locking import alone
from dayline.pipeline.running import Turn, closed_days, lock_path, run

REPORTS = (
    ("Two killed as roof falls under ash in Varda",
     "Two people were killed on Sunday when the roof of a market hall in Varda fell under wet ash of Mount Sable, the "
     "police said. At least 11 people were injured.\n“The ash is heavier than snow,” said police chief Marta Oake."),
    ("Market hall roof falls in Varda, two dead",
     "Two people died and at least 11 were injured on Sunday when a market hall in Varda gave way under ash, police "
     "chief Marta Oake said. Mount Sable has been in eruption since Saturday."),
)  # fmt: skip


def with_news(desk: Desk) -> Desk:
    """Return a desk with two outlets that report one accident, and one that does not answer."""
    for outlet, (headline, text) in enumerate(REPORTS, 1):
        url = desk.web.on(f"o{outlet}.example", "/a", desk.faults.whole(article(headline, text)))
        feed = rss((url, headline, "A roof fell."), hour=6)
        desk.add(f"o{outlet}", f"o{outlet}.example", "/feed", desk.faults.whole(feed))
    desk.add("silent", "silent.example", "/feed", desk.faults.whole("down", status=503))
    return desk


@pytest.fixture
def news(desk: Desk) -> Desk:
    """Return the desk with its news."""
    return with_news(desk)


def turns(desk: Desk, *, until: datetime, stop: Callable[[], bool] = lambda: False) -> list[Turn]:
    """Run on the desk's clock until a moment; waiting moves the clock."""
    told: list[Turn] = []
    settings = desk.settings

    def pause(seconds: float) -> None:
        desk.later(seconds=max(seconds, 1))

    run(desk.archive, settings, desk.gate(settings), tell=told.append, now=lambda: desk.now, pause=pause,
        stop=lambda: stop() or desk.now >= until, read=desk.read)  # fmt: skip
    return told


def test_a_day_is_composed_and_published_after_its_cutoff(news: Desk) -> None:
    midnight = datetime(2031, 5, 5, tzinfo=UTC)
    told = turns(news, until=midnight + timedelta(minutes=3))
    published = [(turn.at, publication) for turn in told for publication in turn.published]
    ((at, publication),) = published
    assert midnight + running.GRACE <= at < midnight + timedelta(minutes=3)
    (built,) = publication.days
    assert built.digest is not None
    assert (built.day, built.digest.title.text[:7]) == (4, "Day 4: ")
    assert built.digest.coverage.sources_failed == ("Silent (the server answered 503 Said)",)
    assert built.digest.coverage.sources_silent == ()
    assert (news.folder / "site" / "index.html").exists()
    assert told[0].collected.documents == 4
    assert sum(turn.collected.asked for turn in told) == len([r for r in news.web.requests if r.path != "/robots.txt"])


def test_what_a_day_could_not_see_stands_on_its_page(news: Desk) -> None:
    moved = news.web.on("new.example", "/feed", news.web.replies["o2.example", "/feed"])
    news.web.on("o2.example", "/feed", news.faults.redirect(moved, 301))
    news.collect()
    news.web.on("o1.example", "/feed", news.faults.whole("down", status=503))
    ((publication,),) = [turn.published for turn in turns(news, until=datetime(2031, 5, 5, 0, 3, tzinfo=UTC))
                         if turn.published]  # fmt: skip
    (built,) = publication.days
    assert built.digest is not None
    told = ("O1 (last read at 12:00, after that: the server answered 503 Said)", f"O2 (moved for good to {moved})")
    assert built.digest.coverage.sources_partly == told
    page = (news.folder / "site" / "day" / "4" / "index.html").read_text(encoding="utf-8")
    assert f"Read, but perhaps not whole or not up to date: {told[0]} and {told[1]}." in page
    assert "Could not be read: Silent (the server answered 503 Said)." in page


def test_a_digest_that_was_missed_is_composed_later(news: Desk) -> None:
    news.collect()
    settings = news.settings
    assert closed_days(news.archive, settings, BEGUN) == []
    assert closed_days(news.archive, settings, datetime(2031, 5, 5, 0, 1, tzinfo=UTC)) == []
    assert closed_days(news.archive, settings, datetime(2031, 5, 5, 0, 2, tzinfo=UTC)) == [4]
    assert closed_days(news.archive, settings, datetime(2031, 5, 7, 20, tzinfo=UTC)) == [4]
    assert closed_days(news.archive, settings, datetime(2031, 5, 8, 1, tzinfo=UTC)) == []


def test_a_day_whose_pages_are_not_all_written_is_published_again(
    news: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    after = datetime(2031, 5, 5, 0, 3, tzinfo=UTC)
    news.collect()
    news.now = after - timedelta(minutes=1)
    with monkeypatch.context() as patch:
        patch.setattr(pages, "write_artifacts", killed)
        with pytest.raises(KeyboardInterrupt):
            turns(news, until=after)
    assert not (news.folder / "site" / "index.html").exists()
    assert closed_days(news.archive, news.settings, after) == [4]
    turns(news, until=after)
    assert (news.folder / "site" / "index.html").exists()
    assert closed_days(news.archive, news.settings, after) == []


def test_a_run_that_is_told_to_stop_ends_after_what_is_under_way(news: Desk) -> None:
    asked: list[Any] = []
    answer = news.web.replies["o1.example", "/feed"]
    news.web.on("o1.example", "/feed", lambda line, request: (asked.append(1), answer(line, request)))
    told = turns(news, until=BEGUN + timedelta(days=3), stop=lambda: bool(asked))
    assert len(told) == 1
    assert not told[0].published
    assert news.archive.unsettled() == []


@pytest.mark.parametrize("looks", [4, 6, 9, 14])
def test_a_run_that_is_told_to_stop_while_it_composes_leaves_the_day_to_the_next(news: Desk, looks: int) -> None:
    news.collect()
    after = news.now = datetime(2031, 5, 5, 0, 3, tzinfo=UTC)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > looks

    (turn,) = turns(news, until=after + timedelta(hours=1), stop=stop)
    is_out = (news.folder / "site" / "index.html").exists()
    assert is_out == bool(turn.published) == (closed_days(news.archive, news.settings, after) == [])
    turns(news, until=after + timedelta(minutes=1))
    assert closed_days(news.archive, news.settings, after) == []
    assert (news.folder / "site" / "index.html").exists()
    assert news.archive.digest("varda", 4) is not None


def test_two_runs_do_not_work_at_once(news: Desk) -> None:
    with alone(lock_path(news.settings)), pytest.raises(InputError, match="another run"):
        turns(news, until=BEGUN + timedelta(days=1))
    assert not news.web.requests


def test_a_day_comes_out_alike_on_either_database(
    new_location: Callable[[], str], web: Any, faults: ModuleType, tmp_path: Path
) -> None:
    left = []
    for name, location in (("file", ""), ("other", new_location())):
        folder = tmp_path / name
        folder.mkdir()
        desk = with_news(Desk(folder, web, faults, location))
        with desk.archive:
            desk.collect()
            desk.now = datetime(2031, 5, 5, 0, 2, tzinfo=UTC)
            turns(desk, until=desk.now + timedelta(seconds=1))
            # answers come in any order, and lie in it in their file
            stream = io.StringIO()
            desk.archive.export(stream)
            rows = [line for line in stream.getvalue().splitlines() if '"table":"fetches"' not in line]
            askings = {replace(fetch, offset=0) for fetch in desk.archive.fetches(BEGUN, desk.now + timedelta(days=1))}
        site = folder / "site"
        pages = {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.*")}
        assert "index.html" in pages
        left.append((rows, askings, pages))
    assert left[0] == left[1]
