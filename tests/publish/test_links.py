"""Which addresses a page links to, and where things lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.model.document import DocumentId
from dayline.model.review import Artifact
from dayline.model.story import StoryId
from dayline.publish.links import LONGEST_ADDRESS, safe_language, safe_url, saved_path, story_anchor


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?b=c&d=e#f",
        "http://news.example:8080/",
        "HTTPS://NEWS.EXAMPLE/",
        "https://новини.example/день",
        "https://news.example/a|b",
        "https://[2001:db8::1]/",
    ],
)
def test_plain_addresses_are_linked(url):
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "javascript://news.example/%0aalert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://news.example/",
        "//news.example/",
        "/day/1",
        "mailto:a@b.example",
        "https://",
        "https:///path",
        "https:a.example",
        " https://a.example",
        "https://[broken",
        'https://news.example/ " onclick=alert(1)',
        'https://news.example/"><script>',
        "https://a.example/\u202egpj.exe",
        "https://a.example/\u200bb",
        "https://user@a.example/",
        "http://a.example\\@b.example",
        "https://a.example/\x00",
        "https://a.example/" + "x" * LONGEST_ADDRESS,
        "https://a.example/\ud800",
        "blob:https://a.example/1",
        "view-source:https://a.example",
    ],
)
def test_other_addresses_are_not(url):
    assert safe_url(url) == ""


@given(st.text())
def test_an_address_comes_back_whole_or_not_at_all(url):
    assert safe_url(url) in ("", url)


@pytest.mark.parametrize(
    ("code", "safe"),
    [
        ("uk", "uk"),
        ("pt-BR", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("", ""),
        ('en" onload="x', ""),
        ("e", ""),
        ("en\n", ""),
    ],
)
def test_language_codes_are_checked(code, safe):
    assert safe_language(code) == safe


@given(st.text(min_size=1))
def test_a_foreign_id_makes_a_path_inside_the_site(id_):
    path = saved_path(DocumentId(id_))
    assert Artifact(path=path, media_type="text/html", content=b"").path.count("/") == 1
    assert story_anchor(StoryId(id_)).isascii()


@given(st.text(min_size=1), st.text(min_size=1))
def test_two_ids_never_share_a_path(one, other):
    same = saved_path(DocumentId(one)) == saved_path(DocumentId(other))
    assert same == (one == other) or {one[:1], other[:1]} & {"x"}
