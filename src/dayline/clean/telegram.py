"""Documents out of single Telegram messages, as Telegram Desktop exports them or client libraries save them."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from dayline.clean.dates import Published, published_at, read_published
from dayline.clean.drafts import Draft, finished, rejected
from dayline.clean.markup import scrub
from dayline.clean.page_words import PageWords
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, Source
from dayline.text.fingerprints import message_key
from dayline.text.normalize import squeeze_paragraphs
from dayline.text.sources import SourceBook

# client libraries give the words with the marks that stand for bold, italics, and links
_MARKED_LINK = re.compile(r"\[([^\[\]\n]*)\]\((?:https?|tg)://[^\s)]*\)?\)?")
_MARKED_PAIR = re.compile(r"(?<!\w)(__|~~|\|\|)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
# characters of the longest message that can be marked: Telegram itself allows 4,096
LONGEST_MARKED = 20_000
_CHANNEL = re.compile(r"(?:https?://)?t(?:elegram)?\.me/(?:s/)?(\w{3,64})/?$")
# what stands before a public channel's name in the address of a message
_PUBLIC = re.compile(r"^https://t\.me/")
_USERNAME = re.compile(r"\w{3,64}")


def clean_message(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> tuple[Document | Rejected, ...]:
    """Return the document of a message; service messages and those without words give nothing."""
    try:
        message = json.loads(item.content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return (rejected(item, "not UTF-8", f"byte {error.start}"),)
    except (ValueError, RecursionError) as error:
        return (rejected(item, "broken JSON", str(error)[:200]),)
    if not isinstance(message, dict):
        return (rejected(item, "not a JSON object"),)
    text = _words(message)
    if message.get("type") == "service" or message.get("_") == "MessageService" or not text:
        return ()
    number = message.get("message_id", message.get("id"))
    if not isinstance(number, int) or isinstance(number, bool):
        return (rejected(item, "message without a number"),)
    channel, username = _channel(message)
    source = sources.find(item.source_id or (f"@{username}" if username else channel), url)
    address = _address(source, username, number)
    given_id = _PUBLIC.sub("", address) or f"{source.id}/{number}"
    draft = Draft(
        headline="",
        text=text,
        published=_published(message, item.fetched_at),
        url=address,
        key=message_key(given_id),
        given_id=given_id,
        labels=_labels(message),
    )
    return (finished(draft, item, source),)


def _words(message: dict[str, Any]) -> str:
    """Return the words of a message as paragraphs, without marks for bold and links."""
    entities = message.get("text_entities")
    parts = next((value for name in ("text", "message", "caption") if (value := message.get(name))), entities or "")
    if isinstance(parts, list):
        text = "".join(part if isinstance(part, str) else _string(part, "text") for part in parts)
    else:
        text = parts if isinstance(parts, str) else ""
        if "entities" not in message and not entities and len(text) <= LONGEST_MARKED:
            text = _MARKED_PAIR.sub(r"\2", _MARKED_LINK.sub(r"\1", text).replace("**", ""))
    return squeeze_paragraphs(scrub(text))


def _channel(message: dict[str, Any]) -> tuple[str, str]:
    """Return the name of a message's channel and its username, "" where it does not say."""
    chat = message.get("chat") or message.get("channel") or {}
    if isinstance(chat, str):
        return chat, ""
    if isinstance(chat, dict) and chat:
        username = _string(chat, "username")
        return _string(chat, "title"), username if _USERNAME.fullmatch(username) else ""
    name = _string(message, "from") or _string(message, "actor")
    peer = message.get("peer_id")
    numbered = peer.get("channel_id") if isinstance(peer, dict) else None
    return name or (f"channel {numbered}" if numbered else ""), ""


def _address(source: Source, username: str, number: int) -> str:
    """Return the public address of a message where its channel has a public name."""
    for address in (f"https://t.me/{username}" if username else "", source.url, *source.addresses):
        public = _CHANNEL.match(address)
        if public:
            return f"https://t.me/{public[1]}/{number}"
    return ""


def _published(message: dict[str, Any], fetched_at: datetime) -> Published:
    """Return when a message was sent; Desktop's own local times count as days, for their zone is not known."""
    for seconds in (message.get("date_unixtime"), message.get("date")):
        if isinstance(seconds, int) or (isinstance(seconds, str) and seconds.isascii() and seconds.isdigit()):
            try:
                return published_at(datetime.fromtimestamp(int(seconds), UTC), fetched_at=fetched_at)
            except (ValueError, OverflowError, OSError):
                return Published()
    is_desktop = message.get("type") == "message"
    return read_published(_string(message, "date"), fetched_at=fetched_at, is_utc=not is_desktop)


def _labels(message: dict[str, Any]) -> tuple[str, ...]:
    """Return what the message says of its origin: whom it passes on."""
    forwarded = message.get("forwarded_from") or message.get("forward_from_chat") or message.get("fwd_from")
    if isinstance(forwarded, dict):
        forwarded = forwarded.get("title") or forwarded.get("from_name") or "another channel"
    return (f"forwarded from {scrub(str(forwarded))}",) if forwarded else ()


def _string(record: Any, name: str) -> str:
    value = record.get(name) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""
