import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.clean.bylines import byline_of, plain_byline, signed_line, without_posts
from dayline.pipeline.languages import page_words

OUTLETS = ("Valley Post", "Valley Post Europe", "CRN")


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("Ann Vale", "Ann Vale"),
        ("Ann Vale, Staff Writer", "Ann Vale"),
        ("ANN VALE, CRN Auto Writer", "ANN VALE"),
        ("Ann Vale, CRN", "Ann Vale"),
        ("Ann Vale, CRN Business", "Ann Vale"),
        ("Ann Vale, Valley Post", "Ann Vale"),
        ("Ann Vale | Valley Media for valley.example", "Ann Vale"),
        ("Ann Vale, valley.example", "Ann Vale"),
        ("Ann Vale. Valley Post", "Ann Vale"),
        ("Ann Vale, MS, RDN", "Ann Vale"),
        ("Ann Vale, Marta Oake", "Ann Vale, Marta Oake"),
        ("ANN VALE, MARTA OAKE", "ANN VALE, MARTA OAKE"),
        ("Ann Vale, J. K. Oake, Jr.", "Ann Vale, J. K. Oake, Jr."),
        ("Анна Вель, кореспондентка", "Анна Вель"),
        ("Valley Post", "Valley Post"),
        ("", ""),
    ],
)
def test_posts_degrees_and_outlets_behind_names_go(stated: str, names: str) -> None:
    assert without_posts(stated, outlets=OUTLETS, words=page_words()) == names


@pytest.mark.parametrize(
    ("markup", "signed"),
    [
        ("<p>By <a href='/1'>Ann Vale</a> , <a href='/2'>Marta Oake</a> <span>on Monday, May 5th, 2031</span></p>",
         ("Ann Vale, Marta Oake", "Monday, May 5th, 2031")),
        ("<span>Written by <a>Ann Vale</a>, MS, RD on 5 May 2031</span>", ("Ann Vale", "5 May 2031")),
        ("<p>By the time help came it was late.</p>", ("", "")),
        ("<p>Ann Vale on 5 May 2031</p>", ("", "")),
    ],
)  # fmt: skip
def test_a_line_by_somebody_on_a_date(markup: str, signed: tuple[str, str]) -> None:
    assert signed_line(lxml.html.document_fromstring(f"<div>{markup}</div>"), page_words()) == signed


def test_authors_are_named_by_json_ld_before_meta_elements() -> None:
    tree = lxml.html.document_fromstring("<p>x</p>")
    articles = [{"author": [{"name": "Ann Vale"}, "Marta Oake", {"name": "https://valley.example/ann"}, 7]}]
    assert byline_of(tree, {"author": "Rea Dunn"}, articles, page_words()) == "Ann Vale, Marta Oake"
    assert byline_of(tree, {"author": "Rea Dunn"}, [{"author": {"name": "admin"}}], page_words()) == "Rea Dunn"
    assert byline_of(tree, {}, [{"author": "siteadmin2"}], page_words()) == ""


@pytest.mark.parametrize(
    ("stated", "name"),
    [("By Ilse Marran", "Ilse Marran"), ("ilse@post.example (Ilse Marran)", "Ilse Marran"),
     ("Byron Kell", "Byron Kell"), ("<a href='x'>Rea Dunn</a>", "Rea Dunn"), ("ilse@post.example", ""),
     ("Rea Dunn November 20, 2031 10:43", "Rea Dunn"), ("Orsk Post wire services Published", "Orsk Post wire services"),
     ("Rea Dunn, May 5", "Rea Dunn"), ("Theresa May", "Theresa May"), ("April Marsh", "April Marsh"),
     ("Rea August", "Rea August"), ("Orsk Post November", "Orsk Post")],
)
def test_plain_byline(stated: str, name: str) -> None:
    assert plain_byline(stated, page_words()) == name


@given(st.text(alphabet=st.characters(), max_size=80))
def test_a_byline_that_comes_out_can_be_stored(text: str) -> None:
    assert "\0" not in plain_byline(text, page_words()).encode().decode()
