"""The bundled sample, imported and built once in a temporary archive, beside what is true of it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dayline.compose.gates import Evidence
from dayline.config import Settings, load
from dayline.model.digest import Digest, Passage, passages_of
from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.entities import Annotations
from dayline.model.story import Assignment, Relevance
from dayline.pipeline.importing import import_paths
from dayline.pipeline.keys import BACKGROUND_DAYS
from dayline.pipeline.languages import languages
from dayline.pipeline.preparing import Preparation
from dayline.pipeline.run import build_days
from dayline.store.archive import Archive
from dayline.text.addresses import article_address
from scores import PROJECT, Corpus, folder_files

SAMPLE = PROJECT / "src" / "dayline" / "sample"
EXPECTED = PROJECT / "tests" / "cases" / "sample" / "expected.toml"
CORPUS = Corpus(name="bundled sample", section="own", files=(EXPECTED, *folder_files(SAMPLE)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One built day: its documents, its digest (None where nothing could be printed), and what gates judge by."""

    number: int
    documents: tuple[Document, ...]
    digest: Digest | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All that the pipeline made of an archive."""

    settings: Settings
    days: tuple[Day, ...]
    assignments: Mapping[DocumentId, Assignment]
    duplicates: Mapping[DocumentId, Duplicate]
    relevance: Mapping[DocumentId, Relevance]
    annotations: Mapping[DocumentId, Annotations]

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents of all days in order."""
        return tuple(document for day in self.days for document in day.documents)


def expected() -> Mapping[str, Any]:
    """Return what is true of the sample."""
    return tomllib.loads(EXPECTED.read_text(encoding="utf-8"))


@cache
def sample_run() -> Run:
    """Import the sample and build its days."""
    folders = sorted(path for path in SAMPLE.iterdir() if path.is_dir())
    return run(SAMPLE / "crisis.toml", folders, range(1, expected()["sample"]["days"] + 1))


def run(config: Path, paths: Iterable[Path], numbers: Iterable[int]) -> Run:
    """Import files into a new archive, build some days, and return what came of it; nothing is left on the disk."""
    settings = load(config)
    with TemporaryDirectory() as folder, Archive.open(str(Path(folder) / "eval.db")) as archive:
        import_paths(archive, settings.crisis, list(paths))
        built = list(build_days(archive, settings, list(numbers)))
        preparation = Preparation(archive, settings)
        days = tuple(_day(archive, preparation, settings, each.day, each.digest) for each in built)
        documents = [document for day in days for document in day.documents]
        ids = [document.id for document in documents]
        dates = [settings.crisis.date_of(day.number).isoformat() for day in days]
        assignments = archive.assignments(settings.crisis.id, days=(min(dates), max(dates)))
        return Run(
            settings=settings,
            days=days,
            assignments={a.document_id: a for a in assignments},
            duplicates={d.document_id: d for d in archive.duplicates(settings.crisis.id, ids)},
            relevance=archive.relevance(ids, preparation.relevance_version),
            annotations=dict(preparation.annotations_of(documents)),
        )


def _day(
    archive: Archive, preparation: Preparation, settings: Settings, number: int, digest: Digest | None
) -> Day:
    crisis = settings.crisis
    date = crisis.date_of(number)
    first = crisis.date_of(number - BACKGROUND_DAYS).isoformat()
    known = archive.documents(days=(first, date.isoformat()), latest_only=False)
    return Day(
        number=number,
        documents=tuple(preparation.documents_of(date.isoformat())),
        digest=digest,
        evidence=Evidence(
            documents={document.id: document for document in known},
            crisis=crisis,
            date=date,
            language=languages()["en"],
        ),
    )


def item(address: str) -> str:
    """Return the name by which truth and documents meet: the address of the article."""
    return article_address(address) or address


def items_of(passages: Iterable[Passage], evidence: Evidence) -> set[str]:
    """Return the items that passages cite."""
    return {
        item(evidence.documents[citation.span.document_id].url)
        for passage in passages
        for citation in passage.citations
    }


def events_of(day: Mapping[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the events of an expected day: name, items."""
    for event in day["events"]:
        yield event["id"], frozenset(map(item, event["items"]))


def printed(digest: Digest) -> list[Passage]:
    """Return every passage of a digest but its title."""
    return [passage for _, passage in passages_of(digest)]
