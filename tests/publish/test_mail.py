"""Letters as bytes: what hostile words, long lines and half characters become in a mail."""

import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address

import pytest

from dayline.publish.links import Site
from dayline.publish.mail import LONGEST_SUBJECT, letter_of, message_of, plain, shortened

AT = datetime(2026, 5, 14, 20, tzinfo=UTC)
SENDER = Address(display_name="Varda flood", username="days", domain="varda.example")
READER = Address(username="reader+x", domain="example.org")
LEAVE = "https://varda.example/leave?who={address}"
# Headers that a letter may have; an injected one would be another.
HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
           "List-Archive", "Auto-Submitted", "MIME-Version", "Content-Type"}  # fmt: skip
# Vectors put into one letter.
BATCH = 24
INJECTIONS = (
    "News\r\nBcc: victim@example.org",
    "News\nBcc: victim@example.org\n\n<script>alert(1)</script>",
    "News\r\n.\r\nMAIL FROM:<x@example.org>",
    "=?utf-8?q?News=0D=0ABcc:_x@example.org?=",
    "News\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029Bcc: x@example.org",
    "\u202egnp.exe",
    "--day-6-boundary--",
    "half \ud83d character",
    "x" * 2000,
    "слово " * 90,
)


def read(content):
    """Read a mail as a mail program does."""
    return email.message_from_bytes(content, policy=email.policy.default)


@pytest.fixture(scope="module")
def written(made):
    """Return what writes the letter of a full day to a reader, whose title is some words."""

    def write(words=None, **more):
        digest, _ = made.full_day()
        if words is not None:
            digest = replace(digest, title=replace(digest.title, text=f"Day 6: {words}"))
        letter = letter_of(digest, made.CRISIS, site=made.SITE, at=AT)
        return message_of(letter, sender=SENDER, recipient=READER, unsubscribe=LEAVE, **more)

    return write


def assert_whole(content):
    """Check that a mail is one, with the headers and parts that it should have, in lines that SMTP carries."""
    message = read(content)
    assert message.defects == []
    assert set(message.keys()) <= HEADERS
    assert len(message.keys()) == len(set(message.keys()))
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert all(part.defects == [] for part in message.walk())
    content.decode("ascii")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998
    return message


@pytest.mark.parametrize("words", INJECTIONS)
def test_no_title_makes_a_header_or_a_part(written, words):
    message = assert_whole(written(words))
    assert message["To"] == "reader+x@example.org"
    assert len(message["Subject"]) <= LONGEST_SUBJECT


def test_hostile_words_make_no_element_in_any_place(made, reading, vectors):
    shapes = set()
    for words in [*vectors.OWN, *INJECTIONS]:
        if not words.strip():
            continue
        digest, _ = made.hostile_day([words])
        letter = letter_of(digest, made.CRISIS, site=Site(title=words, address="https://varda.example/"), at=AT)
        message = assert_whole(message_of(letter, sender=SENDER, recipient=READER, unsubscribe=LEAVE))
        page = reading.read(message.get_body(("html",)).get_content().encode("utf-8", "replace"))
        assert page.faults == []
        assert all(a.attributes["href"].startswith("https://varda.example/") for a in page.all("a"))
        shapes.add(tuple(element.tag for element in page.elements))
    assert len(shapes) == 1


def test_public_vectors_make_no_element(made, reading, vectors):
    every = vectors.public_vectors()
    if not every:
        pytest.skip("the public vectors are not at hand: set DAYLINE_DATA")
    shapes = {}
    for words in (every[start : start + BATCH] for start in range(0, len(every), BATCH)):
        digest, _ = made.hostile_day(words)
        letter = letter_of(digest, made.CRISIS, site=Site(title=words[0], address="https://varda.example/"), at=AT)
        message = assert_whole(message_of(letter, sender=SENDER, recipient=READER, unsubscribe=LEAVE))
        page = reading.read(message.get_body(("html",)).get_content().encode("utf-8", "replace"))
        assert page.faults == []
        shapes.setdefault(len(words), set()).add(tuple(element.tag for element in page.elements))
    assert all(len(found) == 1 for found in shapes.values())


def test_the_way_out_names_the_reader_and_stands_on_one_line(written):
    content = written()
    assert b"\r\nList-Unsubscribe: <https://varda.example/leave?who=reader%2Bx%40example.org>\r\n" in content
    text = read(content).get_body(("plain",)).get_content()
    assert "To get no more of these letters: https://varda.example/leave?who=reader%2Bx%40example.org" in text


def test_equal_arguments_give_equal_bytes(written):
    assert written() == written()


def test_text_and_html_say_the_same(made, written):
    digest, _ = made.full_day()
    message = read(written())
    text = " ".join(message.get_body(("plain",)).get_content().split())
    html = message.get_body(("html",)).get_content()
    for passage in (*digest.lede, *digest.also, *digest.worth, *(p for s in digest.sections for p in s.passages)):
        words = " ".join(passage.text.split())
        assert words in text
        assert words.replace("'", "&#39;").replace('"', "&#34;") in html


def test_lines_of_the_text_are_short(written):
    text = read(written()).get_body(("plain",)).get_content()
    assert max(len(line) for line in text.splitlines() if " " in line.strip() and "://" not in line) <= 72


def test_without_an_address_of_the_site_nothing_is_linked(made, reading):
    digest, _ = made.full_day()
    letter = letter_of(digest, made.CRISIS, site=Site(title="Varda flood"), at=AT)
    message = read(message_of(letter, sender=SENDER, recipient=READER))
    assert "List-Unsubscribe" not in message
    assert list(reading.read(message.get_body(("html",)).get_content().encode()).all("a")) == []


def test_subjects_are_cut_between_words():
    assert plain("a\r\n b\u2028c\u200f") == "a b c"
    assert shortened("word " * 60).endswith("word …")
    assert len(shortened("word " * 60)) <= LONGEST_SUBJECT
