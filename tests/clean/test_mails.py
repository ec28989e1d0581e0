"""Documents out of mails."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.clean import clean
from dayline.ingest import kinds
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, Source, SourceId
from dayline.pipeline.languages import page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
MINISTRY = Source(id=SourceId("ministry"), name="Ministry of Water", url="https://ministry.example/", tier=1)


def read(content: bytes) -> Document | Rejected:
    """Return what a mail gives."""
    item = RawItem(source_id=SourceId(""), url="", content=content, media_type=kinds.MAIL, fetched_at=NOON,
                   sha256=sha256_hex(content), name="press/1.eml:1")  # fmt: skip
    (result,) = clean(item, sources=SourceBook([MINISTRY]), words=page_words())
    return result


def mail(**headers: str) -> EmailMessage:
    """Return a mail of the ministry's press office."""
    made = EmailMessage()
    stated = {"From": '"Ann Vale" <press@ministry.example>', "Subject": "Дамба: the dam holds",
              "Date": "Sun, 04 May 2031 11:30:00 +0200", "Message-ID": "<17@ministry.example>"}  # fmt: skip
    for name, value in (stated | headers).items():
        made[name] = value
    return made


def test_a_mail_is_a_document_of_its_sender() -> None:
    made = mail()
    made.set_content("The dam of Karst\nholds, the ministry said.\n\nMore rain is expected.")
    made.add_alternative("<p>Other words</p>", subtype="html")
    made.add_attachment(b"\x00", maintype="application", subtype="pdf", filename="../../etc/passwd")
    document = read(made.as_bytes())
    assert isinstance(document, Document)
    assert (document.source_id, document.headline, document.byline) == ("ministry", "Дамба: the dam holds", "Ann Vale")
    assert document.text == "The dam of Karst holds, the ministry said.\n\nMore rain is expected."
    assert document.published_at == datetime(2031, 5, 4, 9, 30, tzinfo=UTC)


def test_the_same_mail_with_other_words_is_another_version() -> None:
    versions = []
    for words in ("Six are missing.", "Nine are missing."):
        made = mail(Subject=f"Re: Fwd: {'Toll'}")
        made.set_content(f"<p>{words}</p>", subtype="html")
        versions.append(read(made.as_bytes()))
    first, second = versions
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.headline, first.text, second.text) == ("Toll", "Six are missing.", "Nine are missing.")
    assert first.item_id == second.item_id


@pytest.mark.parametrize("content", [b"", b"Subject: \r\n\r\n", b"From: a\r\n\r\n\r\n"])
def test_a_mail_without_words_is_set_aside(content: bytes) -> None:
    assert isinstance(read(content), Rejected)


@settings(max_examples=200)
@given(st.binary(max_size=300) | st.lists(st.sampled_from(
    ["From: ", "a@b", "Subject: =?utf-8?q?=f?=\r\n", "Content-Type: multipart/mixed; boundary=x\r\n", "\r\n", "--x\r\n",
     "Content-Type: text/html; charset=nope\r\n", "Date: 99\r\n", "\0", "Content-Transfer-Encoding: base64\r\n", "é"])
).map(lambda parts: "".join(parts).encode()))  # fmt: skip
def test_no_mail_raises(content: bytes) -> None:
    assert isinstance(read(content), Document | Rejected)
