"""Plain text out of marked-up text."""

import html
import re

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from dayline.text.normalize import squeeze, squeeze_paragraphs

_BLOCKS = frozenset(
    {"p", "div", "section", "article", "header", "footer", "main", "blockquote", "pre", "ul", "ol", "li", "dl",
     "dt", "dd", "table", "tr", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "details", "address"}
)
# what stands in these is no part of what the article says
_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "audio", "video",
     "canvas", "select", "textarea", "button", "form", "nav", "aside", "figcaption", "title", "head", "noembed"}
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOOKS_MARKED_UP = re.compile(
    r"(?i)</?(?:p|br|b|i|u|em|strong|a|img|div|span|font|ul|ol|li|h[1-6]|table|tr|td|blockquote|script|style|iframe|"
    r"figure|sup|sub|small|hr|svg|center|html|body|applet|blink|embed|frame|frameset|link|meta|object|!--)"
    r"(?=[\s/>]|--)[^<]*?>|<!--"
)
_LOOKS_ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LINK, _LINK_END = "\x01", "\x02"
_LINKED = re.compile("\x01[^\x02]*\x02?")
_SPACES = re.compile(r"[\s\x1c-\x1f]+")
_LETTER = re.compile(r"[^\W\d_]")


def scrub(text: str) -> str:
    """Return the text without control characters and lone surrogates, which no archive can hold."""
    return _CONTROLS.sub("", text)


def plain_paragraphs(markup: str) -> str:
    """Return marked-up text as plain paragraphs, apart by a blank line.

    Paragraphs that are nothing but a link are left out where there are others: they lead away from the text.
    Text without any tag keeps its own lines. Markup that was escaped once too often is resolved too.
    """
    text = scrub(_CDATA.sub("", markup))
    if _TAG.search(text):
        text = _speaking(_unmarked(text))
    elif _LOOKS_ESCAPED.search(text):
        text = scrub(html.unescape(text))
        text = _speaking(_unmarked(text)) if _LOOKS_MARKED_UP.search(text) else text
    if _LOOKS_ESCAPED.search(text):
        text = scrub(html.unescape(text))
    if _LOOKS_MARKED_UP.search(text):
        text = _speaking(_unmarked(text))
    return squeeze_paragraphs(text)


def plain_line(markup: str) -> str:
    """Return marked-up text as one line of plain text, as a headline or a name is."""
    text = scrub(_CDATA.sub("", markup))
    for _ in range(2):
        text = scrub(html.unescape(text)) if _LOOKS_ESCAPED.search(text) else text
        if _LOOKS_MARKED_UP.search(text):
            text = scrub(_unmarked(text))
    return squeeze(text)


def _speaking(text: str) -> str:
    """Return unmarked text without its link-only paragraphs, unless it has no others."""
    blocks = squeeze_paragraphs(text).split("\n\n")
    speaking = [block for block in blocks if _LETTER.search(_LINKED.sub("", block))]
    return scrub("\n\n".join(speaking or blocks))


def _unmarked(markup: str) -> str:
    """Return the text between tags: blocks end in a blank line, links stand between marks of their own."""
    encoded = f"<div>{_without_unclosed(markup)}</div>".encode()
    try:
        root = lxml.html.document_fromstring(encoded, parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return html.unescape(_TAG.sub(" ", markup))
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if name in _DROPPED:
                walk.skip_subtree()
            else:
                parts += (_before(name), _one_line(element.text))
        if event != "start":
            parts += ("" if name in _DROPPED else _after(name), _one_line(element.tail))
    return "".join(parts)


def _without_unclosed(markup: str) -> str:
    """Return markup without tags of embedded things that are never closed: the parser would drop all after them."""
    folded = markup.casefold()
    for name in ("embed", "iframe", "object"):
        if f"<{name}" in folded and f"</{name}" not in folded:
            markup = re.sub(rf"(?i)<{name}\b[^<>]*>", " ", markup)
    return markup


def _one_line(text: str | None) -> str:
    """Return the text of an element scrubbed: between tags, an end of line is a space."""
    return scrub(_SPACES.sub(" ", text)) if text else ""


def _before(name: str) -> str:
    if name == "a":
        return _LINK
    return "\n" if name == "br" else "\n\n" if name in _BLOCKS else ""


def _after(name: str) -> str:
    if name == "a":
        return _LINK_END
    return "\n\n" if name in _BLOCKS else " " if name in ("td", "th") else ""
