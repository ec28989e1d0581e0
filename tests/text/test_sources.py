import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.model.source import Source, SourceId
from dayline.text.sources import SourceBook


def source(name: str, **fields: object) -> Source:
    return Source(id=SourceId(name), name=name.title(), **fields)  # type: ignore[arg-type]


BOOK = SourceBook(
    [
        source("star", url="https://feeds.northstar.example/world.xml",
               addresses=("northstar.example", "nstar.example")),
        source("post-all", url="https://valleypost.example/feed", names=("VP", "The Valley Post")),
        source("post-dam", url="https://valleypost.example/topics/dam/feed"),
        source("waters", url="https://waters.gov.example/news"),
        source("staff", url="https://t.me/orrinvalley", kind="telegram"),
        source("burned", url="http://feeds.feedburner.com/orrinblog"),
    ]
)


@pytest.mark.parametrize(
    ("given_name", "url", "found"),
    [
        ("https://feeds.northstar.example/world.xml", "", "star"),
        ("http://feeds.northstar.example/world.xml/", "", "star"),
        ("northstar.example", "", "star"),
        ("", "https://www.nstar.example/news/1", "star"),
        ("", "https://sport.northstar.example/news/1", "star"),
        ("vp", "", "post-all"),
        ("Post-Dam", "", "post-dam"),
        ("https://valleypost.example/topics/dam/feed?page=2", "", "post-dam"),
        ("", "https://valleypost.example/topics/dam/1", "post-dam"),
        ("", "https://valleypost.example/sport/1", "post-all"),
        ("@OrrinValley", "", "staff"),
        ("", "https://t.me/s/orrinvalley/17", "staff"),
        ("https://feeds.feedburner.com/orrinblog", "https://other.example/1", "burned"),
        ("A name nobody knows", "https://northstar.example/1", "star"),
        ("The Valley Post", "https://northstar.example/1", "post-all"),
    ],
)
def test_finds_the_configured_source(given_name: str, url: str, found: str) -> None:
    assert BOOK.find(given_name, url).id == found


@pytest.mark.parametrize(
    ("given_name", "url", "source_id", "name"),
    [
        ("https://rss.other.example/feed", "", "other.example", "other.example"),
        ("gov.example", "", "gov.example", "gov.example"),
        ("The Kell Gazette", "", "the-kell-gazette", "The Kell Gazette"),
        ("", "", "unknown", "unknown source"),
        ("?!", "", "unknown", "unknown source"),
        ("https://t.me/kellnews", "", "t.me/kellnews", "kellnews"),
        ("http://feeds.feedburner.com/kell", "https://kell.example/1", "kell.example", "kell.example"),
        ("northstarexample", "", "northstarexample", "northstarexample"),
    ],
)
def test_unknown_publishers_get_a_source_of_their_own(given_name: str, url: str, source_id: str, name: str) -> None:
    found = BOOK.find(given_name, url)
    assert (found.id, found.name) == (source_id, name)


def test_hosts_under_a_shared_suffix_are_strangers() -> None:
    book = SourceBook([source("government", url="https://www.gov.pl/news")])
    assert book.find("", "https://mod.gov.pl/1").id == "mod.gov.pl"
    assert book.find("", "https://gov.pl/1").id == "government"


@given(st.text(max_size=80), st.text(max_size=80))
def test_every_input_has_a_source(given_name: str, url: str) -> None:
    found = BOOK.find(given_name, url)
    assert found == BOOK.find(given_name, url)
