"""How sources do, now and as it was when a day closed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from desk import BEGUN, GOOD, LONG, Desk, article, rss

from dayline.pipeline.health import collecting_on, health

Told = tuple[Mapping[str, str], Mapping[str, str]]


def on(desk: Desk, day: int) -> Told:
    """Return which sources failed on a day of May, and which were seen partly."""
    seen = collecting_on(desk.archive, desk.settings.crisis, BEGUN.date().replace(day=day))
    return dict(seen.failed), dict(seen.partly)


def test_how_sources_do_is_told_in_words(desk: Desk) -> None:
    moved = desk.web.on("new.example", "/feed", desk.faults.whole(GOOD))
    desk.add("courier", "courier.example", "/feed", desk.faults.redirect(moved, 301))
    desk.add("radio", "radio.example", "/feed", desk.faults.whole("no", status=503))
    desk.sources.append('[[sources]]\nid = "desk"\nname = "Desk"\nkind = "statements"\naddress = "desk.example"\n')
    settings = desk.settings
    assert [one.words for one in health(desk.archive, settings, desk.now)] == ["never asked yet", "never asked yet", ""]
    desk.collect()
    desk.later(hours=2)
    desk.collect()
    courier, radio, other = health(desk.archive, settings, desk.now)
    assert courier.words == f"moved for good to {moved}"
    assert (courier.documents, courier.newest) == (1, datetime(2031, 5, 4, 6, tzinfo=UTC))
    assert radio.words == "the server answered 503 Said, 2 times in a row"
    assert not other.is_asked
    assert on(desk, 4) == ({"radio": "the server answered 503 Said"}, {"courier": f"moved for good to {moved}"})
    assert on(desk, 5) == ({}, {})


def test_a_source_that_fails_after_it_answered_was_seen_partly(desk: Desk) -> None:
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(GOOD))
    desk.collect()
    desk.web.on("courier.example", "/feed", desk.faults.whole("no", status=503))
    desk.later(hours=2)
    desk.collect()
    assert on(desk, 4) == ({}, {"courier": "last read at 12:00, after that: the server answered 503 Said"})
    desk.web.on("courier.example", "/feed", desk.faults.whole(GOOD))
    desk.later(hours=2)
    desk.collect()
    assert on(desk, 4) == ({}, {})


def test_a_teaser_and_its_page_are_one_item_of_a_source(desk: Desk) -> None:
    entries = []
    for n in range(8):
        url = desk.web.on("courier.example", f"/{n}", desk.faults.whole(article(f"Varda {n} rises", f"{LONG} {n}")))
        entries.append((url, f"Varda {n} rises", "The Varda rises."))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss(*entries)))
    assert desk.collect().pages == 8
    assert sum(len(desk.archive.versions(document.item_id)) for document in desk.documents) == 16
    assert on(desk, 4) == ({}, {"courier": "silent for 17 hours, usually 1 minute between items"})


def test_a_source_that_is_silent_longer_than_usual_is_told_on_that_day_and_later(desk: Desk) -> None:
    entries = [(f"https://a.example/{n}", f"Varda {n}", f"{LONG} {n}") for n in range(12)]
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss(*entries)))
    desk.collect()
    assert on(desk, 4) == ({}, {"courier": "silent for 17 hours, usually 1 minute between items"})
    desk.now = BEGUN + timedelta(days=2)
    desk.collect()
    told = on(desk, 6)
    assert told == ({}, {"courier": "silent for 2 days, usually 1 minute between items"})
    desk.web.on("courier.example", "/feed", desk.faults.whole(rss(("https://a.example/99", "Varda back", LONG), hour=6)
                                                               .replace("04 May", "07 May")))  # fmt: skip
    desk.now = BEGUN + timedelta(days=3)
    desk.collect()
    assert on(desk, 6) == told
    assert "silent" not in health(desk.archive, desk.settings, desk.now)[0].words
