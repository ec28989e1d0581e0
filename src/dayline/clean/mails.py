"""Documents out of mails: newsletters, and statements that press offices send."""

import email
import email.policy
from email.message import EmailMessage
from email.utils import parseaddr

from dayline.clean.boilerplate import once, without_notices
from dayline.clean.bylines import plain_byline
from dayline.clean.dates import read_published
from dayline.clean.drafts import Draft, finished, language_code, rejected
from dayline.clean.markup import plain_line, plain_paragraphs, scrub
from dayline.clean.page_words import PageWords
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.text.sources import SourceBook


def clean_mail(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> tuple[Document | Rejected, ...]:
    """Return the document of a mail, or why there is none; attachments are not looked at."""
    try:
        mail = email.message_from_bytes(item.content, policy=email.policy.default)
        draft, sender = _draft(mail, item, words)
    except Exception as error:  # the parser lets out whatever it stumbles over in hostile bytes
        return (rejected(item, "mail cannot be read", f"{type(error).__name__}: {error}"[:200]),)
    return (finished(draft, item, sources.find(item.source_id or sender)),)


def _draft(mail: EmailMessage, item: RawItem, words: PageWords) -> tuple[Draft, str]:
    """Return the draft of a mail, and where it is from: the host of the sender's address, or the name."""
    name, address = parseaddr(str(mail["From"] or ""))
    headline = plain_line(str(mail["Subject"] or ""))
    # what answers and forwards put before it
    while headline.casefold().startswith(tuple(f"{word} " for word in words.answers)):
        headline = headline.partition(" ")[2].lstrip()
    draft = Draft(
        headline=headline,
        text=_text(mail, words),
        published=read_published(str(mail["Date"] or ""), fetched_at=item.fetched_at),
        key=scrub(str(mail["Message-ID"] or "")).strip(" <>"),
        byline=plain_byline(name, words),
        language=language_code(str(mail["Content-Language"] or "").partition(",")[0]),
    )
    return draft, address.rpartition("@")[2] or name


def _text(mail: EmailMessage, words: PageWords) -> str:
    """Return the body as plain paragraphs: its plain form where it has one, else its HTML."""
    body = mail.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = str(body.get_content())
    if body.get_content_subtype() == "plain":
        # lines of a paragraph are broken at a fixed width
        content = "\n\n".join(" ".join(block.split()) for block in content.replace("\r\n", "\n").split("\n\n"))
    return once(without_notices(plain_paragraphs(content), words.notices))
