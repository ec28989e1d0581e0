import pytest

from dayline.ingest.paging import older_page

URL = "https://courier.example/feed"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed"/>{}<entry>{}</entry></feed>'
NEXT = '<link rel="next" href="{}"/>'


@pytest.mark.parametrize(
    ("content", "address"),
    [
        (ATOM.format(NEXT.format("/feed?page=2"), ""), "https://courier.example/feed?page=2"),
        (ATOM.format('<link rel="prev-archive" href="https://www.courier.example/2031/04"/>', ""),
         "https://www.courier.example/2031/04"),
        (ATOM.format('<link rel="prev-archive" href="/a"/>' + NEXT.format("/b"), ""), "https://courier.example/b"),
        ('<rss xmlns:a="http://www.w3.org/2005/Atom"><channel><a:link rel="next" href="?paged=2"/></channel></rss>',
         "https://courier.example/feed?paged=2"),
        ('{"version": "https://jsonfeed.org/version/1.1", "next_url": "/feed?2", "items": []}',
         "https://courier.example/feed?2"),
        (ATOM.format(NEXT.format("/feed?page=2"), "")[:-12], "https://courier.example/feed?page=2"),
        # not the feed's own, not another page, not this site, nothing of the web, nothing at all
        (ATOM.format("", NEXT.format("/feed?page=2")), ""),
        (ATOM.format('<link rel="previous" href="/newer"/>', ""), ""),
        (ATOM.format(NEXT.format("/feed"), ""), ""),
        (ATOM.format(NEXT.format("#top"), ""), ""),
        (ATOM.format(NEXT.format("https://other.example/feed"), ""), ""),
        (ATOM.format(NEXT.format("file:///etc/passwd"), ""), ""),
        (ATOM.format(NEXT.format("http://[::1"), ""), ""),
        ('{"next_url": 7}', ""),
        ('{"next_url": "/feed', ""),
        ("next", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_page_of_older_entries_that_a_feed_names(content: str, address: str) -> None:
    assert older_page(content.encode(), URL) == address


def test_no_entity_is_looked_up() -> None:
    inside = '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert older_page((inside + ATOM.format(NEXT.format("/a&x;"), "")).encode(), URL) in ("", "https://courier.example/a")
