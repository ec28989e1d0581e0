"""The static site: a page a day, saved copies of what it cites, and the index of all days."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.model.review import Artifact
from dayline.publish.forms import digest_form
from dayline.publish.views import (
    PageView,
    closing_time,
    coverage_lines,
    day_path,
    safe_url,
    spell_date,
    spell_moment,
    spell_published,
)

DAY_ROOT = "../../"


def day_artifacts(
    digest: Digest,
    documents: Mapping[DocumentId, Document],
    crisis: Crisis,
    *,
    title: str,
    previous: Digest | None = None,
    following: Digest | None = None,
) -> Iterator[Artifact]:
    """Yield the files of one day: page, JSON, the address by date, and a saved copy of each cited document."""
    page = PageView(documents=documents, zone=crisis.zone, root=DAY_ROOT)
    coverage = digest.coverage
    values = {
        "root": DAY_ROOT,
        "site": title,
        "number": digest.day,
        "date": spell_date(digest.date),
        "iso_date": digest.date.isoformat(),
        "title": headline_of(digest),
        "full_title": digest.title.text,
        "lede": [page.line(passage) for passage in digest.lede],
        "sections": [page.section(section) for section in digest.sections],
        "figures": [[page.claim(claim) for claim in group.claims] for group in digest.figures],
        "also": [page.line(passage) for passage in digest.also],
        "worth": [page.line(passage) for passage in digest.worth],
        "coverage": coverage,
        "unseen": coverage_lines(digest),
        "closed": closing_time(digest, crisis),
        "previous": _link(previous),
        "following": _link(following),
        "lines": page.lines,
    }
    yield _page(day_path(digest.day), "day.html", values)
    form = digest_form(digest, documents, crisis_name=crisis.name)
    yield Artifact(
        path=f"day/{digest.day}/digest.json",
        media_type="application/json",
        content=(json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode(),
    )
    yield _page(
        f"{digest.date:%Y/%m/%d}/index.html",
        "moved.html",
        {"site": title, "target": f"../../../{day_path(digest.day)}", "full_title": digest.title.text},
    )
    for id_ in sorted(documents):
        yield saved_copy(documents[id_], crisis, title=title)


def saved_copy(document: Document, crisis: Crisis, *, title: str) -> Artifact:
    """Return the page that shows a document as it was saved, its text as text."""
    return _page(
        f"saved/{document.id}.html",
        "saved.html",
        {
            "root": "../",
            "site": title,
            "document": document,
            "url": safe_url(document.url),
            "paragraphs": [part for part in document.text.split("\n\n") if part.strip()],
            "published": spell_published(document, crisis.zone),
            "retrieved": spell_moment(document.fetched_at, crisis.zone),
        },
    )


def index_artifacts(digests: Sequence[Digest], crisis: Crisis, *, title: str) -> Iterator[Artifact]:
    """Yield the index of all days, newest first, by month."""
    newest_first = sorted(digests, key=lambda digest: digest.day, reverse=True)
    months = [
        (f"{days[0].date:%B} {days[0].date.year}", [_entry(digest) for digest in days])
        for _, group in groupby(newest_first, key=lambda digest: (digest.date.year, digest.date.month))
        for days in [list(group)]
    ]
    yield _page(
        "index.html",
        "index.html",
        {
            "root": "",
            "site": title,
            "crisis": crisis,
            "months": months,
            "first_day": spell_date(crisis.first_day),
            "count": len(newest_first),
        },
    )


def headline_of(digest: Digest) -> str:
    """Return the title without its "Day N: "."""
    return digest.title.text.partition(": ")[2]


def _link(digest: Digest | None) -> dict[str, str] | None:
    return None if digest is None else {"path": day_path(digest.day), "text": digest.title.text}


def _entry(digest: Digest) -> dict[str, Any]:
    return {
        "number": digest.day,
        "path": day_path(digest.day),
        "title": headline_of(digest),
        "date": spell_date(digest.date),
        "iso_date": digest.date.isoformat(),
        "lede": digest.lede[0].text if digest.lede else "",
        "sections": len(digest.sections),
        "documents": digest.coverage.documents,
    }


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("dayline.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _style() -> tuple[str, str]:
    """Return the style sheet, and the hash by which a page's security policy allows it."""
    text = (files("dayline.publish") / "templates" / "style.css").read_text(encoding="utf-8")
    return text, "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _page(path: str, template: str, values: Mapping[str, Any]) -> Artifact:
    style, style_hash = _style()
    text = _environment().get_template(template).render(**values, style=style, style_hash=style_hash)
    return Artifact(path=path, media_type="text/html", content=(text.rstrip() + "\n").encode())
