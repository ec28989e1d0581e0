"""Which addresses of the web, and which machines, may be asked."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.ingest.guard import Policy, Refused, checked, is_public, next_target, target_of

OPEN = Policy()


@pytest.mark.parametrize(
    ("url", "asked"),
    [("http://varda.example", "http://varda.example/"), ("HTTPS://Varda.Example:443/A", "https://varda.example/A"),
     ("http://varda.example:443/", "http://varda.example:443/"), ("https://дамба.example/", "https://xn--80aack5b.example/"),
     ("http://varda.example./a b".replace(" ", "%20"), "http://varda.example/a%20b"),
     ("http://varda.example/вода?q=ріка#x", "http://varda.example/%D0%B2%D0%BE%D0%B4%D0%B0?q=%D1%80%D1%96%D0%BA%D0%B0"),
     ("http://[2A00::1]/", "http://[2a00::1]/"), ("http://varda.example?a=b", "http://varda.example/?a=b")],
)  # fmt: skip
def test_an_address_of_the_web_may_be_asked(url: str, asked: str) -> None:
    target = target_of(url, OPEN)
    assert target.url == asked
    assert target_of(target.url, OPEN) == target


@pytest.mark.parametrize(
    ("url", "words"),
    [("ftp://varda.example/", "not http"), ("file:///etc/passwd", "host"), ("varda.example", "host"), ("", "host"),
     ("http://user@varda.example/", "user"), ("http://u:p@varda.example/", "user"), ("http://@varda.example/", "user"),
     ("http://varda.example:8080/", "port 8080"), ("http://varda.example:0/", "port 0"),
     ("http://varda.example:99999/", "address"), ("http://varda.example\\\\@inside/", "backslash"),
     ("http://varda.example/a b", "space"), ("http://varda.example/\r\nX: y", "control"),
     ("http://varda.example/\x00", "control"), ("http:///a", "host"), ("http://[::1", "address"),
     ("http://[fe80::1%25eth0]/", "zone"), ("http://-varda-.example/", "host"), ("http://a..b/", "address"),
     ("http://var_da,example/", "host"), ("http://" + "a" * 300 + ".example/", "address"),
     ("http://varda.example/" + "a" * 2000, "longer")],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        target_of(url, OPEN)


def test_a_port_may_be_allowed() -> None:
    assert target_of("http://varda.example:8080/", Policy(ports=frozenset({8080}))).port == 8080


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254",
     "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1",
     "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
     "::", "::1", "::7f00:1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::ffff:0:8.8.8.8", "64:ff9b::8.8.8.8",
     "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::", "fc00::1", "fd12::1",
     "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "3fff::1", "5f00::1"],
)  # fmt: skip
def test_a_machine_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="not on the public network"):
        checked("varda.example", [address], OPEN)
    with pytest.raises(Refused):
        checked("varda.example", ["8.8.8.8", address], OPEN)
    with pytest.raises(Refused):
        checked("varda.example", [address, "8.8.8.8"], OPEN)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "192.0.1.1", "172.32.0.1", "2606:4700::11", "2a00:1450::1"])
def test_a_public_machine_may_be_asked(address: str) -> None:
    assert checked("varda.example", [address, address], OPEN) == (address,)


def test_a_machine_that_is_listed_may_be_asked() -> None:
    policy = Policy(networks=(ip_network("10.20.0.0/16"), ip_network("fd00::/8")))
    assert checked("desk.example", ["10.20.3.4", "fd00::2"], policy) == ("10.20.3.4", "fd00::2")
    with pytest.raises(Refused):
        checked("desk.example", ["10.20.3.4", "10.21.0.1"], policy)


@pytest.mark.parametrize("found", [[], ["no address"], ["8.8.8.8", ""]])
def test_a_name_without_good_records_is_refused(found: list[str]) -> None:
    with pytest.raises(Refused):
        checked("varda.example", found, OPEN)


@given(st.integers(0, 2**32 - 1))
def test_what_an_ipv6_address_carries_is_never_public(number: int) -> None:
    inner = IPv4Address(number)
    forms = (f"::ffff:{inner}", f"::{inner}", f"64:ff9b::{inner}", str(IPv6Address((0x2002 << 112) | (number << 80))))
    assert not any(is_public(ip_address(form)) for form in forms)


@pytest.mark.parametrize(
    ("location", "asked"),
    [("/b", "https://varda.example/b"), ("b?c", "https://varda.example/a/b?c"), ("//orlin.example/", "https://orlin.example/"),
     ("https://orlin.example/#part", "https://orlin.example/"), (" /b ", "https://varda.example/b")],
)  # fmt: skip
def test_a_redirect_leads_from_where_it_was_found(location: str, asked: str) -> None:
    assert next_target(target_of("https://varda.example/a/", OPEN), location, OPEN).url == asked


@pytest.mark.parametrize("location", ["", " ", "http://varda.example/", "ftp://varda.example/", "//a@b/", "https://[x/"])
def test_a_redirect_that_may_not_be_followed_is_refused(location: str) -> None:
    with pytest.raises(Refused, match="redirected"):
        next_target(target_of("https://varda.example/", OPEN), location, OPEN)
