"""What real pages state about themselves, as a reader wrote it down in ``stated.toml``, and what is read of it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import lxml.html  # type: ignore[import-untyped]

from dayline.model.document import Document
from dayline.text.fingerprints import sha256_hex
from scores import HERE

MARKS = HERE / "articles" / "stated.toml"
# signs of the hashes that stand for the outlets' words
HASH_SIGNS = 12

_BETWEEN_NAMES = re.compile(r",\s*| and ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was read of a page: headline, byline, the ISO days that its date may be, and language; "" for nothing."""

    title: str = ""
    author: str = ""
    days: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a page states: any of the titles, of the sets of authors and of the days is right."""

    titles: tuple[str, ...]
    authors: tuple[tuple[str, ...], ...]
    dates: tuple[str, ...]
    language: str

    def judged(self, said: Said) -> dict[str, bool]:
        """Tell of each field that the page states whether it was read right."""
        names = tuple(sorted(map(hashed, filter(None, _BETWEEN_NAMES.split(said.author)))))
        found = {"title": hashed(said.title) in self.titles}
        if self.authors:
            found["author"] = names in {tuple(sorted(one)) for one in self.authors}
        if self.dates:
            found["date"] = not set(said.days).isdisjoint(self.dates)
        if self.language:
            found["language"] = said.language == self.language
        return found


def hashed(words: str) -> str:
    """Return what stands for words: a hash over their letters and digits."""
    return sha256_hex("".join(filter(str.isalnum, words.casefold())).encode())[:HASH_SIGNS]


def read_marks() -> dict[str, Marks]:
    """Return the marks of pages by their ids."""
    return {
        row["id"]: Marks(titles=tuple(row["titles"]), authors=tuple(map(tuple, row["authors"])),
                         dates=tuple(row["dates"]), language=row["language"])
        for row in tomllib.loads(MARKS.read_text(encoding="utf-8"))["pages"]
    }  # fmt: skip


def said_by(document: Document | None) -> Said:
    """Return what dayline reads of a page."""
    if document is None:
        return Said()
    on, at = document.published_on, document.published_at
    day = on.isoformat() if on else at.date().isoformat() if at else ""
    return Said(title=document.headline, author=document.byline, days=(day,), language=document.language)


def said_trivially(content: bytes) -> Said:
    """Return what the page's title element, its first elements on author and date, and its language attribute say."""
    tree = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    title = tree.find(".//title")
    metas = [(str(m.get("property") or m.get("name") or "").casefold(), str(m.get("content") or ""))
             for m in tree.iter("meta")]  # fmt: skip
    date = next((value for name, value in metas if "date" in name or "published" in name), "")
    return Said(
        title="" if title is None else " ".join(title.text_content().split()),
        author=next((value for name, value in metas if "author" in name), ""),
        days=(date[:10],),
        language=str(tree.get("lang") or "")[:2].casefold(),
    )


def shares(judged: Iterable[Mapping[str, bool]], names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield for each field the share of the pages that state it of which it was read right."""
    rows = list(judged)
    for name in names:
        right = [row[name] for row in rows if name in row]
        yield name, sum(right) / len(right)
