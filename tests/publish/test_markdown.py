"""A day as Markdown, as a reader of Markdown shows it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dayline.publish.markdown import day_markdown, escaped

# The elements that our own Markdown makes.
ELEMENTS = {"h1", "h2", "p", "strong", "ul", "li", "blockquote", "a"}


def shown(text):
    """Return the HTML of Markdown, raw HTML let through."""
    return MarkdownIt("commonmark", {"html": True}).render(text)


def test_a_day_has_every_line_and_the_evidence_of_each(made):
    digest, _ = made.full_day()
    text = day_markdown(digest, made.CRISIS).content.decode()
    html = re.sub(r"<[^>]+>", "", shown(text)).replace("&quot;", '"')
    for section in digest.sections:
        assert section.heading.text in html
        for passage in section.passages:
            assert passage.text in html
    marks = {int(number) for number in re.findall(r"\[\^(\d+)\](?!:)", text)}
    notes = {int(number) for number in re.findall(r"^\[\^(\d+)\]:", text, flags=re.MULTILINE)}
    assert marks == notes == set(range(1, len(notes) + 1))
    assert "<https://news.example/0>" in text
    assert "killed, Lower Brenna: 10 to 12 people, Valley Post" in html or "10 to 12" in html


def test_hostile_words_make_no_markup(made, vectors):
    for words in [*vectors.OWN, "# heading", "[a](javascript:alert(1))", "![a](b)", "`x`", "1. a", "***", "&lt;b>",
                  "<https://attacker.example>", "| a |", "[^1]: x", *vectors.public_vectors()[::7]]:  # fmt: skip
        digest, _ = made.hostile_day([words])
        html = shown(day_markdown(digest, made.CRISIS).content.decode())
        assert set(re.findall(r"<(\w+)", html)) <= ELEMENTS, words
        for target in re.findall(r'<a href="([^"]*)"', html):
            assert target.startswith(("https://", "http://"))


@given(st.text())
def test_escaped_words_are_shown_as_they_are(words):
    html = MarkdownIt("commonmark", {"html": True}).renderInline("x" + escaped(words) + "x")
    assert not re.search(r"<(?!br)", html)


@pytest.mark.parametrize("words", ["It’s 5.5 km to Teln, he said.", "Two-thirds left: nobody knew."])
def test_plain_words_are_not_cluttered(words):
    assert escaped(words) == words
