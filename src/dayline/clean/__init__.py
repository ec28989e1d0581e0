"""Turn items as received into documents whose text never changes again, or say why there is none."""

from typing import Protocol

from dayline.clean.documents import clean_document
from dayline.clean.drafts import rejected
from dayline.clean.feeds import clean_feed
from dayline.clean.lists import clean_list
from dayline.clean.mails import clean_mail
from dayline.clean.page_words import PageWords
from dayline.clean.pages import clean_page
from dayline.clean.previews import clean_preview
from dayline.clean.telegram import clean_message
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.text.sources import SourceBook

# another version makes other documents of the same items; what rests on them is computed anew

Cleaned = tuple[Document | Rejected, ...]


class Cleaner(Protocol):
    """How one media type is cleaned."""

    def __call__(
        self, item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
    ) -> Cleaned:
        """Return the documents of an item, and what of it cannot be used."""


def _clean_nothing(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> Cleaned:
    """Return nothing: a list of links has no documents of its own, the pages that it leads to have."""
    return ()


CLEANERS: dict[str, Cleaner] = {
    "application/x-dayline-document+json": clean_document,
    "application/x-feed": clean_feed,
    "text/html": clean_page,
    "application/x-telegram-message+json": clean_message,
    "application/x-telegram-export+json": clean_message,
    "application/x-telegram-preview+html": clean_preview,
    "message/rfc822": clean_mail,
    "application/x-front-page+html": _clean_nothing,
    "application/x-sitemap+xml": _clean_nothing,
    "application/x-sitemap-index+xml": _clean_nothing,
    "application/x-article-list": clean_list,
}


def clean(item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords) -> Cleaned:
    """Return the documents of an item, and a record for each part that cannot be used; never raise.

    ``url`` is the address of the item where it says none itself, ``words`` are those of dates beside the English.
    """
    cleaner = CLEANERS.get(item.media_type)
    if cleaner is None:
        return (rejected(item, "unknown media type", item.media_type),)
    return cleaner(item, sources=sources, url=item.url or url, words=words)
