"""Documents out of the public preview of a Telegram channel (t.me/s/NAME): the same as an export's messages give."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

import lxml.html as lxml_html  # type: ignore[import-untyped]
from lxml import etree

from dayline.clean.dates import read_published
from dayline.clean.drafts import Draft, finished, rejected
from dayline.clean.markup import plain_line, plain_paragraphs
from dayline.clean.page_words import PageWords
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.text.fingerprints import message_key
from dayline.text.sources import SourceBook

_POST = re.compile(r"(\w{3,64})/(\d{1,18})")


def clean_preview(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> tuple[Document | Rejected, ...]:
    """Return the documents of a preview's messages; those without words, and service messages, give nothing."""
    try:
        parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
        tree = lxml_html.document_fromstring(item.content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        return (rejected(item, "page cannot be read", str(error)[:200]),)
    results: list[Document | Rejected] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for message in _with_class(tree, "tgme_widget_message"):
            draft = _draft(message, item)
            if draft is not None:
                source = sources.find(item.source_id or f"@{draft.given_id.partition('/')[0]}", url or draft.url)
                results.append(finished(draft, item, source))
    return tuple(results)


def _draft(message: Any, item: RawItem) -> Draft | None:
    post = _POST.fullmatch(message.get("data-post") or "")
    if post is None or "service_message" in (message.get("class") or ""):
        return None
    said = _with_class(message, "tgme_widget_message_text")
    texts = [_markup(element) for element in said if not _is_quoted(element)]
    text = plain_paragraphs("\n".join(texts))
    if not text:
        return None
    given_id = f"{post[1]}/{post[2]}"
    moments = [time.get("datetime") for time in message.iter("time") if time.get("datetime")]
    origin = next((plain_line(_markup(element)) for element in
                   _with_class(message, "tgme_widget_message_forwarded_from_name")), "")  # fmt: skip
    return Draft(
        headline="",
        text=text,
        published=read_published(moments[-1] if moments else "", fetched_at=item.fetched_at),
        url=f"https://t.me/{given_id}",
        key=message_key(given_id),
        given_id=given_id,
        labels=(f"forwarded from {origin}",) if origin else (),
    )


def _with_class(tree: Any, name: str) -> Iterator[Any]:
    """Yield the elements of a class, those within others of it left out."""
    for element in tree.iter("div", "span", "a"):
        if name in (element.get("class") or "").split() and not any(
            name in (above.get("class") or "").split() for above in element.iterancestors()
        ):
            yield element


def _is_quoted(element: Any) -> bool:
    """Tell whether words belong to the message that is answered, which the preview shows again."""
    return any("tgme_widget_message_reply" in (above.get("class") or "").split() for above in element.iterancestors())


def _markup(element: Any) -> str:
    """Return an element's markup; a custom emoji stands as itself, without its pictures."""
    return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))
