"""Documents out of HTML pages: the article, and nothing of what stands around it."""

import re
import warnings
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from dayline.clean.boilerplate import once, why_no_article, without_notices
from dayline.clean.bylines import is_login, plain_byline, without_posts
from dayline.clean.charsets import decoded
from dayline.clean.dates import is_date_line
from dayline.clean.drafts import Draft, finished, rejected
from dayline.clean.markup import plain_line, scrub
from dayline.clean.metadata import PageFacts, page_facts, page_published, without_site
from dayline.clean.page_words import PageWords
from dayline.clean.told import told_of
from dayline.clean.trimming import trim
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected
from dayline.text.normalize import squeeze, squeeze_paragraphs
from dayline.text.sources import SourceBook

# bytes of the largest page that is read: the largest of a hundred news pages had 1.4 MB, most of it scripts
MAX_PAGE = 5 * 1024 * 1024

# paragraphs among which the headline and the date of an article may stand again
DATE_LINE_AMONG = 3
# bytes of a page within which it names its set of characters
HEAD_BYTES = 4_096

_ENDINGS = re.compile(r"(?i)(?:\.x?html?)?(?:\.(?:gz|bz2|xz))?$")
_CHARSET = re.compile(rb"(?i)<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})")
_LINE = re.compile(r":\d+$")


def page_id(name: str) -> str:
    """Return the id of a page from where it lay in the input: the file's name without its endings."""
    return _ENDINGS.sub("", _LINE.sub("", name).replace("\\", "/").rpartition("/")[2])


def clean_page(
    item: RawItem, *, sources: SourceBook, url: str = "", words: PageWords
) -> tuple[Document | Rejected, ...]:
    """Return the document of a page, or why there is no article in it."""
    if len(item.content) > MAX_PAGE:
        return (rejected(item, "page too large", f"more than {MAX_PAGE} bytes"),)
    told = told_of(item, words)
    try:
        facts, found = _read(item.content, url, item.fetched_at, told.charset, words)
    except Exception as error:  # the extractor lets out whatever its parsers raise on hostile bytes
        return (rejected(item, "page cannot be read", f"{type(error).__name__}: {error}"[:200]),)
    if facts is None or found is None:
        return (rejected(item, "no article in the page"),)
    title = facts.headline or plain_line(found.title or "") or told.headline
    # behind a list of others' articles, the address in the list says whose the page is
    address = facts.address if item.source_id else told.url or facts.address
    source = sources.find(item.source_id or ("" if address else facts.site), address)
    names = (found.sitename or "", source.name, *source.names)
    headline = without_site(title, (facts.site, *names), facts.titles)
    text, date_lines = _text(found.text or "", {*map(squeeze, facts.titles), headline, title}, words)
    if reason := why_no_article(title, text, words.notices):
        return (rejected(item, reason, squeeze(f"{title} {text}")[:80]),)
    if not text:
        return (rejected(item, "no article in the page", title[:80]),)
    published = page_published(facts, date_lines, found.date or "", fetched_at=item.fetched_at, words=words)
    byline = plain_byline(facts.byline or _guessed(found.author) or told.byline, words)
    draft = Draft(
        headline=headline,
        text=text,
        published=told.dated(published, fetched_at=item.fetched_at),
        url=told.url or facts.address,
        given_id=f"{source.id}/{page_id(item.name)}" if item.name else "",
        byline=without_posts(byline, outlets=(*facts.outlets, *names), words=words),
        language=facts.language or told.language,
        labels=facts.sections,
    )
    return (finished(draft, item, source),)


def _guessed(author: str | None) -> str:
    """Return the authors that the extractor found, no login names."""
    return "" if author is None or is_login(author) else author.replace(";", ",")


def _read(
    content: bytes, url: str, fetched_at: datetime, charset: str, words: PageWords
) -> tuple[PageFacts | None, Any]:
    """Return the facts of a page, and what trafilatura found in it; None where it is no page at all.

    ``charset`` is the set of characters that the answer's header named.
    """
    # loaded here: runs that read no page need not wait for it
    import trafilatura
    from trafilatura.utils import load_html

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stated = _CHARSET.search(content[:HEAD_BYTES])
        text = decoded(content, charset, stated[1].decode("ascii") if stated else "")
        tree = load_html(content if text is None else text)
        if tree is None:
            return None, None
        facts = page_facts(tree, words, url=url)
        trim(tree, facts.address)
        last = (fetched_at + timedelta(days=1)).strftime("%Y-%m-%d")
        found = trafilatura.bare_extraction(
            tree,
            url=facts.address or None,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": last},
        )
    return facts, found


def _text(extracted: str, titles: Collection[str], words: PageWords) -> tuple[str, list[str]]:
    """Return the article as paragraphs apart by a blank line, and the lines above it that only date it.

    The headline is not given again, in whichever of its forms it stands there.
    """
    plain = squeeze_paragraphs(scrub(extracted).replace("\n", "\n\n"))
    paragraphs = without_notices(plain, words.notices).split("\n\n")
    above, below = paragraphs[:DATE_LINE_AMONG], paragraphs[DATE_LINE_AMONG:]
    date_lines = [line for line in above if is_date_line(line, words)]
    kept = [line for line in above if line not in titles and line not in date_lines]
    return once("\n\n".join(kept + below)), date_lines
