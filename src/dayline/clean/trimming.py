"""What leads away from an article within its page, found by its form: cards, lists of links, wrapped quotations.

Works on the parsed page before its text is taken out of it: there a link still shows itself.
"""

import re
from collections.abc import Callable
from typing import Any

from dayline.text.addresses import bare_host, host_of

# share of the characters of a block that must stand in links for it to be nothing but links
ALL_LINKS = 0.85
# words from which on a linked line is the headline of another article
HEADLINE_WORDS = 4
# characters of the longest heading that is marked as one by its class alone
LONGEST_HEADING = 120
# words of the longest box that asks for something: a class that says so may also stand round a whole article
LONGEST_OFFER = 80
# elements from which on a page is left as it is: each look at a block reads all below it
MOST_ELEMENTS = 60_000

# paragraphs beside which loose text is one too, and its least characters
LEAST_BESIDE = 2
LEAST_LOOSE = 80

_INLINE = ("a", "b", "i", "em", "strong", "span", "u", "font", "sup", "sub", "q", "cite", "abbr", "time", "mark", "br")
_SPACES = re.compile(r"\s+")
_HEADING_CLASS = re.compile(r"(?i)sub-?head|headline|heading|crosshead|subtitle|intertitle")
_EMBED_CLASS = re.compile(r"(?i)embed|social|tweet|twitter|instagram")
_OFFER_CLASS = re.compile(
    r"(?i)newsletter|sign-?up|subscri(?:be|ption)-(?:box|form|promo)|comments?[-_]form|donat(?:e|ion)|support[-_]pay|paywall|"
    r"(?:entry|article|share|social)-toolbar"
)
_BLOCKS = ("p", "div", "ul", "ol", "table", "section", "article", "h2", "h3", "h4", "blockquote", "form")
_SMALL_PRINT = re.compile(r"(?i)font-size\s*:\s*(?:[1-9]|1[0-2])(?:\.\d+)?\s*px|font-size\s*:\s*(?:x?-small|smaller)")


def trim(tree: Any, address: str) -> None:
    """Take out of a parsed page (an lxml element, changed) what leads away; ``address`` is its own."""
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return
    host = bare_host(host_of(address))
    for step in _STEPS:
        step(tree, host)


def _cards(tree: Any, host: str) -> None:
    """Take out cards that open over a linked name: they stand behind the link, begin with the name and hold links."""
    for element in list(tree.iter("span", "div")):
        before = element.getprevious()
        if before is None or before.tag != "a" or (before.tail or "").strip():
            continue
        name, card = before.text_content().split(), " ".join(element.itertext()).split()
        # a card gives the name in full: "Ann Vale" opens "Ann Mary Vale"
        if name and set(name) <= set(card[: len(name) + 2]) and element.find(".//a") is not None:
            _drop(element)


def _inline(tree: Any, host: str) -> None:
    """Take away spans round words of a sentence, whose class means nothing for the sentence."""
    for paragraph in tree.iter("p"):
        # beside a picture they are its caption
        if paragraph.find(".//img") is None:
            for element in list(paragraph.iter("span")):
                element.drop_tag()


def _loose_text(tree: Any, host: str) -> None:
    """Make paragraphs of text that stands loose between paragraphs, as a page shows it."""
    for element in list(tree.iter("div", "article", "section", "main", "td", "body")):
        if sum(child.tag == "p" for child in element) < LEAST_BESIDE:
            continue
        run: list[Any] = []
        before = None
        for child in [*element, None]:
            if child is not None and (child.tag in _INLINE or not isinstance(child.tag, str)):
                run.append(child)
                continue
            _wrap(element, before, run)
            before, run = child, []


def _wrap(element: Any, before: Any, run: list[Any]) -> None:
    """Put loose text that follows on a child (None: that opens the element), with marks in it, into a paragraph."""
    opening = (element.text if before is None else before.tail) or ""
    marked = [part for part in run if isinstance(part.tag, str)]
    # a link that stands alone is a box of its own
    words = opening + "".join(("" if p.tag == "a" else "".join(p.itertext())) + (p.tail or "") for p in marked)
    if len(_SPACES.sub(" ", words).strip()) < LEAST_LOOSE:
        return
    paragraph = element.makeelement("p")
    paragraph.text = opening
    if before is None:
        element.text = None
        element.insert(0, paragraph)
    else:
        before.tail = None
        before.addnext(paragraph)
    paragraph.extend(run)


def _link_lists(tree: Any, host: str) -> None:
    """Take out lists whose every entry is a link to another page of the site."""
    for element in list(tree.iter("ul", "ol")):
        entries = [entry for entry in element if entry.tag == "li" and _letters(entry)]
        if entries and all(_leads_on(entry, host) for entry in entries):
            _drop(element)


def _teasers(tree: Any, host: str) -> None:
    """Take out links that hold a heading and a picture: other articles are shown so."""
    for element in list(tree.iter("a")):
        has_heading = any(True for _ in element.iter("h2", "h3", "h4", "h5"))
        if has_heading and element.find(".//img") is not None and _is_own(element.get("href") or "", host):
            _drop(element)


def _link_paragraphs(tree: Any, host: str) -> None:
    """Take out paragraphs that are the headline of another page of the site, and small articles that are."""
    for element in list(tree.iter("p", "article")):
        if _leads_on(element, host) and len(element.text_content().split()) >= HEADLINE_WORDS:
            _drop(element)


def _embedded(tree: Any, host: str) -> None:
    """Take quotations of posts out of their wrapping, which is known as no part of an article."""
    for element in list(tree.iter("blockquote")):
        above = element.getparent()
        while above is not None and above.tag in ("div", "figure") and _EMBED_CLASS.search(above.get("class") or ""):
            if _letters(above) > _letters(element):
                break
            further = above.getparent()
            if further is None:
                break
            above.drop_tag()
            above = further
        element.attrib.pop("class", None)


def _headings(tree: Any, host: str) -> None:
    """Make headings of short blocks before a paragraph that are headings by their class."""
    for element in list(tree.iter("div")):
        following = element.getnext()
        if (
            following is not None
            and following.tag == "p"
            and _HEADING_CLASS.search(element.get("class") or "")
            and 0 < _letters(element) <= LONGEST_HEADING
            and not any(True for _ in element.iter(*_BLOCKS[2:], "p"))
        ):
            element.tag = "h3"


def _offers(tree: Any, host: str) -> None:
    """Take out the boxes that ask readers for something: to subscribe, to pay, to comment, to share."""
    for element in list(tree.iter("div", "section", "aside", "form")):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _OFFER_CLASS.search(named) and len(element.text_content().split()) <= LONGEST_OFFER:
            _drop(element)


def _small_print(tree: Any, host: str) -> None:
    """Take out paragraphs of small print, where others are not."""
    paragraphs = [element for element in tree.iter("p") if _letters(element)]
    small = [element for element in paragraphs if _SMALL_PRINT.search(element.get("style") or "")]
    if 0 < len(small) < len(paragraphs) / 2:
        for element in small:
            _drop(element)


_STEPS: tuple[Callable[[Any, str], None], ...] = (
    _cards, _loose_text, _inline, _embedded, _offers, _teasers, _link_lists, _link_paragraphs, _headings,
    _small_print,
)  # fmt: skip


def _leads_on(element: Any, host: str) -> bool:
    """Tell whether a block is nothing but links, all of them to the site itself."""
    links = [link for link in element.iter("a") if link.get("href")]
    return bool(links) and _is_linked(element) and all(_is_own(link.get("href"), host) for link in links)


def _is_own(href: str, host: str) -> bool:
    there = bare_host(host_of(href))
    return not href.startswith(("#", "mailto:", "javascript:")) and (not there or there == host)


def _is_linked(element: Any) -> bool:
    linked = sum(_letters(link) for link in element.iter("a"))
    return linked > 0 and linked >= ALL_LINKS * _letters(element)


def _letters(element: Any) -> int:
    return len(_SPACES.sub("", element.text_content()))


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()
