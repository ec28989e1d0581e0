"""Build and publish: digests of some days as JSON and as pages."""

import json as jsonlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dayline.config import Settings
from dayline.model.digest import Digest
from dayline.model.document import Document, DocumentId
from dayline.pipeline.forms import open_output
from dayline.pipeline.preparing import Progress, silent
from dayline.pipeline.run import Built, build_days, parse_days
from dayline.publish.deliver import write_artifacts
from dayline.publish.forms import digest_form
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
    if not digests:
        return Publication(days=built, index=None)
    return Publication(days=built, index=publish_days(archive, settings, digests, site))


def publish_days(archive: Archive, settings: Settings, digests: list[Digest], site: Path) -> Path:
    """Write the pages of some days and the index of all; return the first day's page or the index."""
    every = list(archive.digests(settings.crisis.id))
    numbers = [digest.day for digest in every]
    for digest in [*digests, *_touched(every, digests)]:
        place = numbers.index(digest.day)
        artifacts = day_artifacts(
            digest,
            cited_documents(archive, digest),
            settings.crisis,
            title=settings.title,
            previous=every[place - 1] if place else None,
            following=every[place + 1] if place + 1 < len(every) else None,
            days=numbers,
        )
        write_artifacts(artifacts, site)
    write_artifacts(index_artifacts(every, settings.crisis, title=settings.title), site)
    return site / "index.html"


def _touched(every: list[Digest], digests: list[Digest]) -> list[Digest]:
    """Return the other days whose pages link to newly built ones: those beside them, and those that look back."""
    made = {digest.day for digest in digests}
    places = {place for place, digest in enumerate(every) if digest.day in made}
    beside = {every[at].day for place in places for at in (place - 1, place + 1) if 0 <= at < len(every)}
    return [
        digest
        for digest in every
        if digest.day not in made and (digest.day in beside or _days_named(digest) & made)
    ]


def _days_named(digest: Digest) -> set[int]:
    """Return the earlier days that a digest's background and figures refer to."""
    background = {day for section in digest.sections for day in section.background_days}
    return background | {
        claim.previous_day for group in digest.figures for claim in group.claims if claim.previous_day
    }


def cited_documents(archive: Archive, digest: Digest) -> Mapping[DocumentId, Document]:
    """Return every document that a digest cites."""
    passages = [digest.title, *digest.lede, *digest.also, *digest.worth]
    for section in digest.sections:
        passages += [section.heading, *section.passages, *section.background]
    passages += [claim.passage for group in digest.figures for claim in group.claims]
    ids = {citation.span.document_id for passage in passages for citation in passage.citations}
    return archive.documents_by_id(sorted(ids))


def _write_forms(path: str, forms: list[dict[str, Any]]) -> None:
    if "{day}" in path:
        for form in forms:
            _write(path.replace("{day}", str(form["day"])), form)
    else:
        _write(path, forms[0] if len(forms) == 1 else forms)


def _write(path: str, form: object) -> None:
    with open_output(path) as stream:
        stream.write(jsonlib.dumps(form, ensure_ascii=False, indent=1) + "\n")
