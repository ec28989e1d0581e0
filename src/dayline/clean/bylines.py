"""Who wrote a page: the names that it states, without what stands beside them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dayline.clean.markup import plain_line
from dayline.clean.page_words import PageWords
from dayline.text.addresses import host_of
from dayline.text.normalize import fold

AUTHOR_NAMES = ("author", "parsely-author", "sailthru.author", "dc.creator", "article:author")
# characters of the longest line that is looked at for the names of authors
LONGEST_LINE = 300
# letters of the shortest word in capitals that is no initial: what an agency or a degree is called
LEAST_CAPITALS = 2

_LOGIN = re.compile(r"(?i:\w*admin|editor|webmaster|user|staff|root)\d*|[a-z0-9]+[-_.][a-z0-9]+")
_NAME = r"(?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){1,3}"
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DEGREES = r"(?:, [A-Z]{2,4})*"
_BESIDE = re.compile(r"\s+[|•·]\s+")
_ADDRESS = re.compile(r"\w\.\w|\d|@")
# characters of a byline that are read: more is an article in the wrong place
LONGEST_BYLINE = 1_000


def byline_of(
    tree: Any, named: Mapping[str, str], articles: Iterable[Mapping[str, Any]], words: PageWords
) -> str:
    """Return the authors: as JSON-LD names them, but by no login name, and with all whom the line on the page adds."""
    stated = next((names for article in articles if (names := _names(article.get("author")))), "")
    if " " not in stated:
        others = (plain_line(named.get(name, "")) for name in AUTHOR_NAMES)
        stated = next((other for other in others if " " in other and not host_of(other)), stated)
        stated = "" if is_login(stated) else stated
    if stated and "," not in stated:
        by = re.compile(rf"(?i:{words.bylines.by}) ({_NAME}(?:{_joint(words)}{_NAME})+)$")
        for element in tree.iter("p", "span", "div", "address"):
            if "byline" in (element.get("class") or "").casefold():
                line = by.match(plain_line(element.text_content()[:LONGEST_LINE]))
                if line and fold(line[1]).startswith(fold(stated) + ", "):
                    return line[1]
    return stated


def signed_line(tree: Any, words: PageWords) -> tuple[str, str]:
    """Return the names and the date of the first line of a page that is "By NAMES on DATE", "" and "" for none."""
    around = words.bylines
    signing = re.compile(rf"\s*(?:{around.signed}\s+)?{around.by}\b", re.IGNORECASE)
    names = f"{_NAME}(?:{_joint(words)}{_NAME})*"
    signed = re.compile(rf"(?i:(?:{around.signed} )?{around.by}) ({names}){_DEGREES},? {around.on} (.+)$")
    for element in tree.iter("p", "span", "div", "address", "li"):
        if signing.match(element.text or ""):
            line = signed.match(plain_line(element.text_content()[:LONGEST_LINE]))
            if line:
                return line[1].replace(" ,", ","), line[2]
    return "", ""


def without_posts(byline: str, *, outlets: Sequence[str], words: PageWords) -> str:
    """Return the names of a byline without posts, degrees and outlets behind them ("Ann Vale, Staff Writer")."""
    names = _BESIDE.split(byline)[0]
    for outlet in filter(None, outlets):
        rest = names.removesuffix(outlet)
        names = rest.rstrip(" .-–—") if rest != names and rest.endswith((". ", " - ", " – ", " — ")) else names
    first, *others = names.split(", ")
    known = tuple(fold(outlet) for outlet in outlets if outlet)
    return ", ".join([first, *(other for other in others if _is_who(other, names, known, words))])


def _is_who(part: str, byline: str, outlets: Sequence[str], words: PageWords) -> bool:
    """Tell whether a part of a byline behind its first name is a name too."""
    if words.bylines.generation.fullmatch(part):
        return True
    capitals = [word for word in part.split() if word.isupper() and len(word) >= LEAST_CAPITALS and "." not in word]
    if (capitals and not byline.isupper()) or _ADDRESS.search(part) or words.names_job(part):
        return False
    said = fold(part)
    return not any(said.startswith(outlet) or outlet.startswith(said) for outlet in outlets)


def plain_byline(stated: str, words: PageWords) -> str:
    """Return the names of a byline without "By", mail addresses and brackets."""
    name = _MAIL.sub("", plain_line(stated[:LONGEST_BYLINE])).replace("()", "").strip(" ,;<>")
    name = re.sub(rf"(?i)^{words.bylines.by}[: ]\s*", "", name)
    name = words.bylines.tail.sub("", name)
    return name[1:-1].strip() if name.startswith("(") and name.endswith(")") else name


def is_login(name: str) -> bool:
    """Tell whether a byline is the name by which somebody signs in to a site's own programs."""
    return _LOGIN.fullmatch(name) is not None


def _names(author: Any) -> str:
    """Return the names of the authors in JSON-LD: an object, a string, or a list of them."""
    authors = author if isinstance(author, list) else [author]
    stated = [one.get("name") if isinstance(one, dict) else one for one in authors]
    names = [plain_line(name) for name in stated if isinstance(name, str)]
    return ", ".join(dict.fromkeys(name for name in names if name and not host_of(name)))


def _joint(words: PageWords) -> str:
    """Return what stands between two names."""
    return f"(?: ?, | {words.bylines.joint} |, {words.bylines.joint} )"
