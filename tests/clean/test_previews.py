"""Messages out of the public preview of a channel."""

from datetime import UTC, datetime

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
GAUGE = Source(id=SourceId("gauge"), name="Gauge of the Varda", kind="telegram", url="https://t.me/s/varda_gauge")
BOOK = SourceBook([GAUGE])


def message(
    number: int, text: str, *, extra: str = "", time: str = "2031-05-04T09:30:00+00:00", kind: str = ""
) -> str:
    """Return a message as the preview shows it."""
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
    <div class="tgme_widget_message text_not_supported_wrap {kind}js-widget_message" data-post="varda_gauge/{number}">
    <div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author">
    <a class="tgme_widget_message_owner_name" href="https://t.me/varda_gauge"><span>Gauge</span></a></div>{extra}
    <div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>
    <div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">12K</span>
    <a class="tgme_widget_message_date" href="https://t.me/varda_gauge/{number}"><time datetime="{time}"
    class="time">09:30</time></a></div></div></div></div>"""


def preview(*messages: str) -> bytes:
    """Return the page of a channel."""
    head = '<html><head><meta charset="utf-8"></head><body><div class="tgme_channel_info">Gauge</div>'
    return f'{head}<section class="tgme_channel_history">{"".join(messages)}</section></body></html>'.encode()


def results_of(content: bytes, source: str = "gauge") -> tuple[Document | Rejected, ...]:
    """Return what a preview gives."""
    item = RawItem(source_id=SourceId(source), url=GAUGE.url, content=content, media_type=kinds.PREVIEW,
                   fetched_at=NOON, sha256=sha256_hex(content))  # fmt: skip
    return clean(item, sources=BOOK, words=page_words())


def test_messages_become_documents() -> None:
    wave = '<tg-emoji><i class="emoji"><b>🌊</b></i></tg-emoji>'
    first, second = results_of(preview(
        message(7, "Вода <b>піднялася</b> на 40 см.<br/><br/>Міст <a href='https://x.example'>закрито</a>."),
        message(8, f"Dam {wave} holds", time="2031-05-04T10:00:00+00:00")))  # fmt: skip
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.text == "Вода піднялася на 40 см.\n\nМіст закрито."
    assert (first.url, first.given_id, first.source_id) == ("https://t.me/varda_gauge/7", "varda_gauge/7", "gauge")
    assert first.published_at == datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
    assert second.text == "Dam 🌊 holds"


def test_a_message_is_the_same_item_as_in_an_export() -> None:
    (shown,) = results_of(preview(message(7, "The dam holds.")))
    content = b'{"id": 7, "type": "message", "date_unixtime": "1935999000", "text": "The dam holds."}'
    item = RawItem(source_id=GAUGE.id, url="", content=content, media_type=kinds.TELEGRAM, fetched_at=NOON,
                   sha256=sha256_hex(content))  # fmt: skip
    (exported,) = clean(item, sources=BOOK, words=page_words())
    assert isinstance(shown, Document)
    assert isinstance(exported, Document)
    assert (shown.id, shown.item_id, shown.given_id) == (exported.id, exported.item_id, exported.given_id)


def test_an_edited_message_is_another_version() -> None:
    (first,), (second,) = (results_of(preview(message(7, text))) for text in ("40 dead.", "14 dead."))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.item_id == second.item_id
    assert first.id != second.id


def test_what_is_answered_or_passed_on_is_not_said_by_the_channel_itself() -> None:
    reply = '<a class="tgme_widget_message_reply" href="https://t.me/a/1"><div class="tgme_widget_message_text">' \
            "Will it hold?</div></a>"  # fmt: skip
    forward = '<div class="tgme_widget_message_forwarded_from">From <a class="tgme_widget_message_forwarded_' \
              'from_name"><span>River Watch</span></a></div>'  # fmt: skip
    answered, forwarded = results_of(
        preview(message(8, "It holds.", extra=reply), message(9, "Calm.", extra=forward))
    )
    assert isinstance(answered, Document)
    assert isinstance(forwarded, Document)
    assert answered.text == "It holds."
    assert forwarded.labels == ("forwarded from River Watch",)


@pytest.mark.parametrize("content", [
    preview(), preview(message(7, "")), preview(message(1, "Channel created", kind="service_message ")),
    preview(message(7, "x").replace("varda_gauge/7", "wrong")), b"<html></html>"])  # fmt: skip
def test_what_holds_no_message_gives_nothing(content: bytes) -> None:
    assert results_of(content) == ()


@settings(max_examples=100)
@given(st.lists(st.sampled_from([
    message(7, "The dam"), "<div class='tgme_widget_message'", " data-post='a_b_c/1'>", "</div>", "<time datetime='x'>",
    "\0", "&#0;", "<div class='tgme_widget_message_text'>", "w"])))  # fmt: skip
def test_no_preview_raises(parts: list[str]) -> None:
    assert isinstance(results_of("".join(parts).encode()), tuple)
    assert isinstance(results_of("".join(parts).encode(), ""), tuple)
