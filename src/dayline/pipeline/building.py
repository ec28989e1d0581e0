"""Build and publish: digests of some days as JSON and as pages."""

import json as jsonlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dayline.config import Settings
from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.model.review import Artifact
from dayline.pipeline.forms import open_output
from dayline.pipeline.preparing import Progress, silent
from dayline.pipeline.run import Built, build_days, parse_days
from dayline.publish.deliver import remove_files, write_artifacts
from dayline.publish.feeds import feed_artifacts
from dayline.publish.forms import digest_form
from dayline.publish.links import Site, day_path, day_paths
from dayline.publish.listings import news_sitemap, opml, sitemap
from dayline.publish.site import day_artifacts, index_artifacts
from dayline.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What was built: each day, and the page to open first (None where nothing could be printed)."""

    days: tuple[Built, ...]
    index: Path | None

    @property
    def empty(self) -> bool:
        """Tell whether some day had nothing to print."""
        return any(built.digest is None for built in self.days)


def build_and_publish(
    archive: Archive,
    settings: Settings,
    day: str,
    *,
    json: str = "",
    site: Path,
    processes: int = 1,
    progress: Progress = silent,
) -> Publication:
    """Compose the days that ``day`` stands for, and write their pages, their JSON, and the index.

    ``json`` names one file; where several days are built, "{day}" in it stands for the day's number, and
    without that the digests are written as a list.
    """
    built = tuple(
        build_days(
            archive, settings, parse_days(day, archive, settings), processes=processes, progress=progress
        )
    )
    digests = [result.digest for result in built if result.digest is not None]
    if json:
        _write_forms(
            json,
            [digest_form(d, cited_documents(archive, d), crisis_name=settings.crisis.name) for d in digests],
        )
    index = publish_days(archive, settings, digests, site)
    return Publication(days=built, index=index if digests else None)


def publish_days(archive: Archive, settings: Settings, digests: list[Digest], site: Path) -> Path:
    """Write the pages of some days and the index of all, and return it; pages of days with nothing to print go.

    They go after every link to them has gone, and on each run anew: one that was ended in between leaves pages
    that nothing links to, and the next one takes them away.
    """
    every = list(archive.digests(settings.crisis.id))
    empty = archive.empty_days(settings.crisis.id)
    numbers = [digest.day for digest in every]
    where = Site(title=settings.title, address=settings.address, hub=settings.hub)
    for digest in [*digests, *_touched(every, digests, [day for day, _ in empty])]:
        place = numbers.index(digest.day)
        artifacts = day_artifacts(
            digest,
            cited_documents(archive, digest),
            settings.crisis,
            site=where,
            previous=every[place - 1] if place else None,
            following=every[place + 1] if place + 1 < len(every) else None,
            days=numbers,
        )
        write_artifacts(artifacts, site)
    index = site / "index.html"
    if every or index.exists():
        write_artifacts(index_artifacts(every, settings.crisis, site=where), site)
        write_artifacts(_lists(every, settings.crisis, where), site)
    printed = {path for digest in every for path in day_paths(digest.day, digest.date)}
    remove_files((path for day, on in empty for path in day_paths(day, on) if path not in printed), site)
    return index


def _lists(every: Sequence[Digest], crisis: Crisis, site: Site) -> Iterator[Artifact]:
    """Yield what is made for machines; sitemaps only where the site has an address."""
    yield from feed_artifacts(every, crisis, site=site)
    yield opml(crisis, site=site)
    if site.address:
        yield sitemap(((day_path(digest.day), digest.date) for digest in reversed(every)), site=site)
        yield news_sitemap(every, site=site)


def _touched(every: Sequence[Digest], digests: Sequence[Digest], empty: Iterable[int]) -> list[Digest]:
    """Return the other days whose pages link to newly built or empty ones: those beside, and those that look back."""
    made = {digest.day for digest in digests}
    changed = made.union(empty)
    days = [digest.day for digest in every]
    beside = {
        days[at]
        for day in changed
        for at in (bisect_left(days, day) - 1, bisect_right(days, day))
        if 0 <= at < len(days)
    }
    return [
        digest
        for digest in every
        if digest.day not in made and (digest.day in beside or _days_named(digest) & changed)
    ]


def _days_named(digest: Digest) -> set[int]:
    """Return the earlier days that a digest's background and figures refer to."""
    background = {day for section in digest.sections for day in section.background_days}
    return background | {
        claim.previous_day for group in digest.figures for claim in group.claims if claim.previous_day
    }


def cited_documents(archive: Archive, digest: Digest) -> Mapping[DocumentId, Document]:
    """Return every document that a digest cites; one keeps its given id only where no other item came with it first."""
    passages = [digest.title, *digest.lede, *digest.also, *digest.worth]
    for section in digest.sections:
        passages += [section.heading, *section.passages, *section.background]
    passages += [claim.passage for group in digest.figures for claim in group.claims]
    ids = {citation.span.document_id for passage in passages for citation in passage.citations}
    found = archive.documents_by_id(sorted(ids))
    return {id_: _named_once(archive, document) for id_, document in found.items()}


def _named_once(archive: Archive, document: Document) -> Document:
    first = archive.find_given(document.given_id)[0] if document.given_id else document
    return document if first.item_id == document.item_id else replace(document, given_id="")


def _write_forms(path: str, forms: list[dict[str, Any]]) -> None:
    if "{day}" in path:
        for form in forms:
            _write(path.replace("{day}", str(form["day"])), form)
    else:
        _write(path, forms[0] if len(forms) == 1 else forms)


def _write(path: str, form: object) -> None:
    with open_output(path) as stream:
        stream.write(jsonlib.dumps(form, ensure_ascii=False, indent=1) + "\n")
