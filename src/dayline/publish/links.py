"""Where things lie in the site, and which addresses from outside a page may link to."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from dayline.model.document import DocumentId
from dayline.model.story import StoryId
from dayline.model.traces import Subject, SubjectKind
from dayline.text.fingerprints import short_id
from dayline.text.spellings import CYRILLIC, KEPT_MARKS, UNMARKED

# Characters of the longest address that a page links to; what is longer carries something else than a place.
LONGEST_ADDRESS = 2000
LONGEST_SLUG = 60

SUBJECT_FOLDERS: Mapping[SubjectKind, str] = {
    "person": "people",
    "figure": "figures",
    "place": "places",
    "thread": "threads",
    "source": "sources",
}

_UNSAFE = re.compile(r"[\s\\\"<>\x00-\x20\x7f-\xa0]")
# Prefixes of the anchors that lines of a day's page, and the lists of other sources, have, each with a number from 1.
LINE, ALSO, FIGURE, WORTH, OTHERS = "l", "a", "f", "w", "o"

_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’ʼ`´‘ʹ]")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site is called, its address in the web (with a slash at the end) and its WebSub hub, "" for none."""

    title: str
    address: str = ""
    hub: str = ""

    def address_of(self, path: str) -> str:
        """Return the whole address of a file of the site, "" where the site has none."""
        return self.address + path.removesuffix("index.html") if self.address else ""


def day_path(number: int) -> str:
    """Return the path of a day's page, counted from the site's root."""
    return f"day/{number}/index.html"


def digest_path(number: int) -> str:
    """Return the path of a day's digest as JSON."""
    return f"day/{number}/digest.json"


def date_path(on: date) -> str:
    """Return the path of the page that leads from a date to its day."""
    return f"{on.isoformat().replace('-', '/')}/index.html"


def day_paths(number: int, on: date) -> tuple[str, ...]:
    """Return the paths of all files that are a day's own; saved copies belong to no day."""
    return day_path(number), digest_path(number), markdown_path(number), date_path(on), search_path(number)


def markdown_path(number: int) -> str:
    """Return the path of a day's digest as Markdown."""
    return f"day/{number}/digest.md"


def pdf_path(number: int) -> str:
    """Return the path of a day's digest as PDF."""
    return f"day/{number}/digest.pdf"


def search_path(number: int) -> str:
    """Return the path of a day's lines as the search reads them."""
    return f"search/day/{number}.json"


def saved_path(document_id: DocumentId, ending: str = "html") -> str:
    """Return the path of the saved copy of a document, counted from the site's root."""
    return f"saved/{_plain(document_id)}.{ending}"


def slug_of(name: str) -> str:
    """Return a name in small Latin letters, digits and hyphens, as a part of an address; "x" where none is left."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(KEPT_MARKS).translate(UNMARKED))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).translate(CYRILLIC)
    return _NOT_IN_A_SLUG.sub("-", _APOSTROPHES.sub("", plain)).strip("-")[:LONGEST_SLUG].strip("-") or "x"


def subject_path(subject: Subject, page: str = "index") -> str:
    """Return the path of a page of a subject's own: by the name that it bore first, so that it never changes."""
    folder = SUBJECT_FOLDERS[subject.kind]
    if subject.kind in {"person", "place", "source"}:
        return f"{folder}/{slug_of(subject.first_name)}-{short_id(subject.id)[:6]}/{page}.html"
    return f"{folder}/{_plain(subject.id)}/{page}.html"


def subject_feed_path(subject: Subject) -> str:
    """Return the path of the feed of a subject."""
    return subject_path(subject).rpartition("/")[0] + "/feed.xml"


def thread_path(thread: str) -> str:
    """Return the path of the page of a thread over days."""
    return f"{SUBJECT_FOLDERS['thread']}/{_plain(thread)}/index.html"


def figure_path(series: str) -> str:
    """Return the path of the page of a series of figures."""
    return f"{SUBJECT_FOLDERS['figure']}/{_plain(series)}/index.html"


def month_path(on: date) -> str:
    """Return the path of the page of a month's days."""
    return f"{on.isoformat()[:7].replace('-', '/')}/index.html"


def story_anchor(story_id: StoryId) -> str:
    """Return the name by which a section of a day's page is linked to."""
    return f"story-{_plain(story_id)}"


@lru_cache(maxsize=4096)
def safe_url(url: str) -> str:
    """Return an address that a page may link to; "" for any but a plain http or https one.

    Refused are other schemes, white space and characters that never stand in an address, invisible ones that
    turn the reading direction, and a name before the host, which makes one site look like another.
    """
    if len(url) > LONGEST_ADDRESS or _UNSAFE.search(url):
        return ""
    if not url.isascii() and any(unicodedata.category(sign) in {"Cc", "Cf", "Cs"} for sign in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc else ""


def safe_language(code: str) -> str:
    """Return a language code fit for a page's ``lang``; "" for what is none."""
    return code if _LANGUAGE.fullmatch(code) else ""


def _plain(id_: str) -> str:
    """Return an id as it may stand in a path; ids of ours are, and a foreign one is spelled out, or hashed, in
    hexadecimal."""
    if _PLAIN.fullmatch(id_) and len(id_) <= LONGEST_SLUG:
        return id_
    spelled = id_.encode("utf-8", "surrogatepass").hex()
    return "x" + (spelled if len(spelled) <= LONGEST_SLUG else short_id(id_))
