import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.clean.markup import plain_line, plain_paragraphs, scrub


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>Six <b>died</b>.</p><p>Nine\nare missing.</p>", "Six died.\n\nNine are missing."),
        ("one<br>two<br/><br/>three", "one\ntwo\n\nthree"),
        ("plain\nlines\n\nand a paragraph", "plain\nlines\n\nand a paragraph"),
        ("1 &lt; 2 &amp; 3", "1 < 2 & 3"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;", "twice"),
        ("&lt;p&gt;once&lt;/p&gt;", "once"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("<p>Text.</p><p><a href='x'>Another story</a></p>", "Text."),
        ("<a href='x'>Only a link</a>", "Only a link"),
        ("a<script>steal()</script>b<style>p{}</style>c<iframe src=x>d</iframe>e", "abce"),
        ("safe <embed src=x> tail", "safe tail"),
        ("safe <object data=x> tail", "safe tail"),
        ("safe <object data=x>no player</object> tail", "safe tail"),
        ("<figure><img src=x><figcaption>Photo: T. Velk</figcaption></figure>Text.", "Text."),
        ("x<!-- hidden -->y", "xy"),
        ("<![CDATA[Text]]>", "Text"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("soft\u00a0space\x00 and\x07 bells\ud83d", "soft space and bells"),
        ("", ""),
    ],
)
def test_plain_paragraphs(markup: str, plain: str) -> None:
    assert plain_paragraphs(markup) == plain


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("<i>Orrin</i>\n dam ", "Orrin dam"),
        ("&lt;b&gt;bold&lt;/b&gt; words", "bold words"),
        ("4 &lt; 5 metres", "4 < 5 metres"),
        ("R&D at Q&A", "R&D at Q&A"),
        ("&#8220;No&#8221; &#x2014; mayor", "“No” — mayor"),
    ],
)
def test_plain_line(markup: str, plain: str) -> None:
    assert plain_line(markup) == plain


@pytest.mark.parametrize("unit", ["<div>", "<p>x", "<a ", "<", "<!--", "<script>", "&lt;p&gt;", "<a>x</a>", "&#"])
def test_markup_without_end_takes_no_time(unit: str) -> None:
    begun = time.perf_counter()
    plain_paragraphs("word " + unit * 30_000)
    plain_line("word " + unit * 30_000)
    assert time.perf_counter() - begun < 5


@given(st.text(alphabet=st.characters(), max_size=80))
def test_what_comes_out_can_be_stored(text: str) -> None:
    for plain in (scrub(text), plain_line(text), plain_paragraphs(text)):
        assert "\0" not in plain.encode().decode()
    assert plain_line(text) == " ".join(plain_line(text).split())
