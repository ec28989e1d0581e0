"""Score articles: the text of articles as Zyte's benchmark counts it, and what pages state about themselves."""

import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from articles.stated import MARKS, read_marks, said_by, said_trivially, shares
from counting import ratio
from dayline.annotate import Tools
from dayline.clean import clean
from dayline.clean.markup import plain_paragraphs
from dayline.model.document import Document
from dayline.model.source import RawItem, SourceId
from dayline.pipeline.cleaning import in_its_language
from dayline.pipeline.languages import page_words
from dayline.text.fingerprints import sha256_hex
from dayline.text.sources import SourceBook
from scores import HERE, Corpus, Score, folder_files

STAGE = "articles"
OWN = Corpus(name="own", section="own", files=(HERE / "articles" / "gold.toml",))
STATED = ("title", "author", "date", "language")
COLLECTED = datetime(2031, 6, 1, tzinfo=UTC)
# words of the pieces that a text is counted in
SHINGLE = 4
_TRIVIALLY = "all words of the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its article, and what it states: each "" where it states nothing or nobody wrote it down."""

    id: str
    content: bytes
    text: str
    stated: Mapping[str, str]


def own_scores(tools: Tools) -> list[Score]:
    """Return the scores on dayline's own pages."""
    pages = list(read_pages())
    return [*_text_scores(OWN, pages), *_stated_scores(OWN, pages)]


def public_scores(data: Path, tools: Tools) -> list[Score]:
    """Return the scores on the public half of the article extraction benchmark."""
    folder = data / "pages" / "aeb"
    if not folder.is_dir():
        return []
    corpus = Corpus(name="article-extraction-benchmark", section="public", files=folder_files(folder))
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = [
        Page(id=id_, content=gzip.decompress((folder / "html" / f"{id_}.html.gz").read_bytes()),
             text=page["articleBody"], stated={})
        for id_, page in truth.items()
    ]  # fmt: skip
    return [*_text_scores(corpus, pages), *_marked_scores(corpus, pages)]


def differences(tools: Tools) -> Iterator[str]:
    """Yield what was wrong in dayline's own pages."""
    for page in read_pages():
        found = read(page)
        ours = found.text if found else ""
        if ours.split() != page.text.split():
            yield f"{page.id}: ~ {ours!r}"
        for name, (stated, said) in compared(page, found).items():
            if stated != said:
                yield f"{page.id}: {name} ~ {said!r} for {stated!r}"


def read_pages() -> Iterator[Page]:
    """Yield dayline's own pages."""
    for row in tomllib.loads(OWN.files[0].read_text(encoding="utf-8"))["pages"]:
        stated = {"title": row["title"], "author": row["author"], "date": row["published"], "language": row["language"]}
        yield Page(id=row["id"], content=row["html"].encode(), text=row["text"], stated=stated)


def read(page: Page) -> Document | None:
    """Return the document of a page, None where there is none."""
    item = RawItem(source_id=SourceId(""), url="", content=page.content, media_type="text/html",
                   fetched_at=COLLECTED, sha256=sha256_hex(page.content), name=f"{page.id}.html")  # fmt: skip
    (found,) = clean(item, sources=SourceBook(()), words=page_words())
    return in_its_language(found) if isinstance(found, Document) else None


def compared(page: Page, found: Document | None) -> dict[str, tuple[str, str]]:
    """Return what a page states beside what was read; dates as the document has them."""
    said = {"title": "", "author": "", "date": "", "language": ""}
    if found is not None:
        on, at = found.published_on, found.published_at
        moment = on.isoformat() if on else at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""
        said = {"title": found.headline, "author": found.byline, "date": moment, "language": found.language}
    return {name: (stated, said[name]) for name, stated in page.stated.items()}


def text_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Return F1 over (found, true) texts: the harmonic mean of the mean precision and the mean recall of pages."""
    precisions, recalls = [], []
    for found, true in pairs:
        ours, theirs = shingles(found), shingles(true)
        hits = (ours & theirs).total()
        if ours:
            precisions.append(hits / ours.total())
        if theirs:
            recalls.append(hits / theirs.total())
    precision, recall = fmean(precisions or [0.0]), fmean(recalls or [0.0])
    return ratio(2 * precision * recall, precision + recall)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text; of a shorter one the one run that it is."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)) if words)


def _text_scores(corpus: Corpus, pages: Iterable[Page]) -> list[Score]:
    ours, trivial = [], []
    for page in pages:
        found = read(page)
        ours.append((found.text if found else "", page.text))
        trivial.append((plain_paragraphs(page.content.decode("utf-8", "replace")), page.text))
    return [Score(stage=STAGE, corpus=corpus, measure="text F1", ours=text_f1(ours), trivial=text_f1(trivial),
                  trivially=_TRIVIALLY)]  # fmt: skip


def _marked_scores(corpus: Corpus, pages: Iterable[Page]) -> Iterator[Score]:
    """Yield how much of what real pages state is read right, on those pages that state it."""
    marked = Corpus(name=f"{corpus.name}, stated", section="public", files=(*corpus.files, MARKS))
    marks = read_marks()
    ours, trivial = [], []
    for page in pages:
        found = read(page)
        ours.append(marks[page.id].judged(said_by(found)))
        trivial.append(marks[page.id].judged(said_trivially(page.content)))
    for (name, right), (_, trivially_right) in zip(shares(ours, STATED), shares(trivial, STATED), strict=True):
        yield Score(stage=STAGE, corpus=marked, measure=f"{name} right", ours=right, trivial=trivially_right,
                    trivially="the first element that says it")


def _stated_scores(corpus: Corpus, pages: Iterable[Page]) -> Iterator[Score]:
    read_ = [compared(page, read(page)) for page in pages]
    for name in STATED:
        right = [said == stated for stated, said in (each[name] for each in read_)]
        yield Score(stage=STAGE, corpus=corpus, measure=f"{name} right", ours=fmean(right))
