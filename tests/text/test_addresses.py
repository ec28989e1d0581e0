import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.text.addresses import article_address, bare_address, bare_host, country_of, host_of

SAME_ARTICLE = [
    "https://www.valleypost.example/2031/05/dam",
    "http://valleypost.example/2031/05/dam/",
    "https://m.valleypost.example/2031/05/dam?utm_source=rss&utm_medium=feed",
    "https://www.valleypost.example/2031/05/dam?at_campaign=x#comments",
    "https://www.valleypost.example/2031/05/dam#xtor=RSS-1",
]


def test_ways_to_one_article_are_one() -> None:
    assert {article_address(url) for url in SAME_ARTICLE} == {"valleypost.example/2031/05/dam"}


def test_a_machine_of_ones_own_network_has_articles_too() -> None:
    place = "10.1.2.3:8080/news/dam"
    ways = (f"http://{place}", f"https://{place}/?utm_source=rss", f"http://a@{place}")
    assert {article_address(url) for url in ways} == {place}
    assert article_address("http://desk/dam") == "desk/dam"
    assert article_address("http://[fd00::1]/dam") == "[fd00::1]/dam"
    for none in ("http://10.1.2.3:8080/", "10.1.2.3/dam", "http://", "http:///dam", "http://[fd00::1"):
        assert article_address(none) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/live#entry-1", "https://a.example/live#entry-2"),
        ("https://a.example/news/1", "https://b.example/news/1"),
        ("http://10.1.2.3:8080/1", "http://10.1.2.3:8081/1"),
        ("https://t.me/orrinvalley/1", "https://t.me/orrinvalley/2"),
    ],
)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert article_address(one) != article_address(other)


@pytest.mark.parametrize(
    "url", ["", "https://post.example", "http://post.example/#top", "no address", "a b.c"]
)
def test_front_pages_and_no_addresses_name_no_article(url: str) -> None:
    assert article_address(url) == ""


def test_telegram_addresses_have_one_form() -> None:
    assert bare_address("https://t.me/s/OrrinValley/12") == bare_address("telegram.me/orrinvalley/12")


@pytest.mark.parametrize(
    ("host", "bare"),
    [("www.a.example", "a.example"), ("feeds.rss.a.example", "a.example"), ("www.example", "www.example")],
)
def test_bare_host(host: str, bare: str) -> None:
    assert bare_host(host) == bare


def test_host_of_anything_but_an_address_is_empty() -> None:
    texts = ("", "http://", "http://[::1", "no host", "mailto:", "The St. Orrin Post")
    assert [host_of(text) for text in texts] == [""] * 6
    assert host_of("feed:https://A.Example:8080/x") == "a.example"


@given(st.text(max_size=60) | st.text(max_size=40).map("https://a.example/".__add__))
def test_never_fails(text: str) -> None:
    article_address(text).encode()
    host_of(text)


@given(
    st.text(alphabet=st.characters(exclude_categories=["Z", "C"]), max_size=40).map(
        "http://www.a.example/".__add__
    )
)
def test_a_bare_address_is_bare_already(address: str) -> None:
    assert bare_address(bare_address(address)) == bare_address(address)


def test_megabytes_are_no_address() -> None:
    assert bare_address("https://a.example/" + "/" * 5_000_000) == ""


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("https://news.example.co.uk/rss", "GB"), ("https://novyny.example.ua/1", "UA"), ("example.pl", "PL"),
        ("https://t.me/channel", ""), ("https://example.com/ua", ""), ("https://example.io", ""),
        ("Courier", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_address_may_say_its_country(address: str, country: str) -> None:
    assert country_of(address) == country
