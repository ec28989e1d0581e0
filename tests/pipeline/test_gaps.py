"""Where an answer does not reach back to the one before, older pages close the gap, or the gap is told."""

from datetime import timedelta
from typing import Any

import pytest
from desk import BEGUN, LONG, Desk

from dayline.pipeline.gaps import MAY_BE_MISSING, MOST_PAGES_BACK
from dayline.pipeline.health import collecting_on, health

HOST = "courier.example"


def items(first: int, last: int) -> str:
    """Return items a minute apart, the newest first."""
    return "".join(
        f"<item><title>Varda {n}</title><link>https://a.example/{n}</link><description>{n}: {LONG}</description>"
        f"<pubDate>{BEGUN + timedelta(minutes=n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for n in range(last, first - 1, -1)
    )


def feed(first: int, last: int, older: str = "", rel: str = "next") -> str:
    """Return a feed of items that names a page of older ones."""
    link = f'<atom:link rel="{rel}" href="{older}"/>' if older else ""
    return f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>C</title>{link}' \
           f"{items(first, last)}</channel></rss>"  # fmt: skip


def show(desk: Desk, path: str, content: str) -> str:
    """Let the server give a feed from now on."""
    return str(desk.web.on(HOST, path, desk.faults.whole(content, kind="application/rss+xml")))


def begin(desk: Desk) -> str:
    """Collect the first ten items, and let an hour and a half pass; return the source's address."""
    url = desk.add("courier", HOST, "/feed", desk.faults.whole(feed(1, 10)), tier="3")
    desk.now = BEGUN + timedelta(minutes=11)
    desk.collect()
    desk.now = BEGUN + timedelta(minutes=100)
    return url


def numbers(desk: Desk) -> set[int]:
    """Return the numbers of the items that are kept."""
    return {int(document.headline.split()[1]) for document in desk.documents}


def told(desk: Desk) -> str:
    """Return what is told of the source, now and in the day's digest, which must agree."""
    (one,) = health(desk.archive, desk.settings, desk.now)
    partly = collecting_on(desk.archive, desk.settings.crisis, BEGUN.date()).partly.get(one.source.id, "")
    assert (MAY_BE_MISSING in one.words) == (MAY_BE_MISSING in partly)
    return partly


@pytest.mark.parametrize("rel", ["next", "prev-archive"])
def test_a_feed_with_pages_is_followed_back_to_what_was_known(desk: Desk, rel: str) -> None:
    begin(desk)
    show(desk, "/feed", feed(91, 100, "/feed?paged=2", rel))
    for page in range(2, 12):
        show(desk, f"/feed?paged={page}", feed(101 - 10 * page, 110 - 10 * page, f"/feed?paged={page + 1}", rel))
    done = desk.collect()
    assert (done.asked, done.failed, numbers(desk)) == (10, 0, set(range(1, 101)))
    assert told(desk) == ""
    desk.later(days=3)
    assert desk.collect().asked == 1


def test_a_feed_that_overlaps_with_what_was_known_is_not_followed(desk: Desk) -> None:
    begin(desk)
    show(desk, "/feed", feed(10, 19, "/feed?paged=2"))
    assert (desk.collect().asked, told(desk)) == (1, "")


def test_an_entry_that_is_kept_at_the_top_hides_no_gap(desk: Desk) -> None:
    pinned = items(5, 5)
    begin(desk)
    show(desk, "/feed", feed(91, 100).replace("<item>", pinned + "<item>", 1))
    desk.collect()
    assert told(desk) == f"items between 2031-05-04 12:11 and 2031-05-04 13:31 {MAY_BE_MISSING}"
    desk.now = BEGUN + timedelta(minutes=150)
    show(desk, "/feed", feed(141, 150, "/feed?paged=2").replace("<item>", pinned + "<item>", 1))
    show(desk, "/feed?paged=2", feed(95, 140).replace("<item>", pinned + "<item>", 1))
    desk.collect()
    assert numbers(desk) == set(range(1, 11)) | set(range(91, 151))


def test_entries_under_new_addresses_reach_back_by_their_dates(desk: Desk) -> None:
    begin(desk)
    show(desk, "/feed", feed(5, 15, "/feed?paged=2").replace("https://a.example/", "https://a.example/new/"))
    assert (desk.collect().asked, told(desk)) == (1, "")


def test_a_first_look_follows_nothing(desk: Desk) -> None:
    desk.add("courier", HOST, "/feed", desk.faults.whole(feed(1, 10, "/feed?paged=2")))
    assert not [request for request in desk.web.requests if "paged" in request.path]
    desk.collect()
    assert not desk.web.asked(HOST, "/feed?paged=2")


def test_the_end_of_the_pages_is_the_end_of_the_feed(desk: Desk) -> None:
    begin(desk)
    show(desk, "/feed", feed(91, 100, "/feed?paged=2"))
    show(desk, "/feed?paged=2", feed(81, 90))
    desk.collect()
    assert (numbers(desk), told(desk)) == (set(range(1, 11)) | set(range(81, 101)), "")


def test_a_feed_without_pages_is_told_to_have_a_gap(desk: Desk) -> None:
    begin(desk)
    show(desk, "/feed", feed(91, 100))
    desk.collect()
    gap = f"items between 2031-05-04 12:11 and 2031-05-04 13:31 {MAY_BE_MISSING}"
    assert told(desk) == gap
    desk.later(days=2)
    (one,) = health(desk.archive, desk.settings, desk.now)
    assert MAY_BE_MISSING not in one.words
    assert collecting_on(desk.archive, desk.settings.crisis, BEGUN.date()).partly == {"courier": gap}


def test_pages_without_end_are_left_after_some(desk: Desk) -> None:
    begin(desk)
    desk.now = BEGUN + timedelta(days=1)
    show(desk, "/feed", feed(1000, 1004, "/feed?paged=2"))
    for page in range(2, 40):
        show(desk, f"/feed?paged={page}", feed(1000 - 5 * page, 1004 - 5 * page, f"/feed?paged={page + 1}"))
    done = desk.collect()
    assert done.asked == 1 + MOST_PAGES_BACK
    (one,) = health(desk.archive, desk.settings, desk.now)
    assert "items between 2031-05-04 12:11 and" in one.words


def test_a_page_that_cannot_be_had_leaves_a_gap_that_is_told(desk: Desk) -> None:
    begin(desk)
    show(desk, "/feed", feed(91, 100, "/feed?paged=2"))
    desk.web.on(HOST, "/feed?paged=2", desk.faults.whole("no", status=503))
    for _ in range(4):
        desk.collect()
        desk.later(hours=1)
    assert f"items between 2031-05-04 12:11 and 2031-05-04 13:31 {MAY_BE_MISSING}" in told(desk)
    assert len(desk.web.asked(HOST, "/feed?paged=2")) == 4


@pytest.mark.parametrize("older", ["https://other.example/feed?paged=2", "/feed", "javascript:next", "http://[::1"])
def test_no_other_address_is_followed(desk: Desk, older: str) -> None:
    begin(desk)
    show(desk, "/feed", feed(91, 100, older))
    assert desk.collect().asked == 1
    assert MAY_BE_MISSING in told(desk)


def test_teasers_of_older_pages_lead_to_their_articles(desk: Desk) -> None:
    begin(desk)
    show(desk, "/feed", feed(91, 100, "/feed?paged=2"))
    article = desk.web.url("a.example", "/x")
    show(desk, "/feed?paged=2", feed(10, 10).replace("</channel>", f"<item><title>Varda 7</title><link>{article}</link>"
         "<description>Teaser.</description></item></channel>"))
    desk.collect()
    assert desk.web.asked("a.example", "/x")


def test_a_channel_is_followed_back_to_what_was_seen_last(desk: Desk) -> None:
    def page(first: int, last: int) -> Any:
        posts = "".join(
            f'<div class="tgme_widget_message" data-post="varda_news/{n}"><div class="tgme_widget_message_text">'
            f'Message {n} words</div><time datetime="{(BEGUN + timedelta(minutes=n)).isoformat()}"></time></div>'
            for n in range(first, last + 1)
        )
        return desk.faults.whole(f'<html><body><div class="tgme_channel_info"></div>{posts}</body></html>')

    desk.now = BEGUN + timedelta(minutes=11)
    url = desk.add("channel", "t.example", "/s/varda_news", page(1, 10), kind='"telegram"')
    desk.collect()
    assert len(desk.web.requests) == 2
    desk.now = BEGUN + timedelta(minutes=100)
    desk.web.on("t.example", "/s/varda_news", page(81, 100))
    for before in (81, 61, 41, 21):
        desk.web.on("t.example", f"/s/varda_news?before={before}", page(max(before - 20, 1), before - 1))
    done = desk.collect()
    assert (done.asked, done.failed) == (5, 0)
    numbers = {int(document.given_id.rpartition("/")[2]) for document in desk.documents}
    assert numbers == set(range(1, 101))
    assert desk.archive.addresses([url])[url].missed_since is None
