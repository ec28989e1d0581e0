"""What a day rests on: relevance, annotations and stories of its documents, computed only where they are missing."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from dayline.cluster import WINDOW_DAYS, Clusterer
from dayline.config import Settings
from dayline.dedupe import Copies
from dayline.model.crisis import Crisis
from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.entities import Annotations
from dayline.model.story import Assignment, Relevance
from dayline.pipeline.resources import (
    gazetteer_key,
    language_key,
    languages,
    new_register,
    tagger_key,
)
from dayline.pipeline.stages import version_of
from dayline.pipeline.workers import annotate_documents
from dayline.rank import CANDIDATE, relevance
from dayline.store.archive import Archive
from dayline.text.names import TermMatcher

BATCH = 400

Progress = Callable[[str, int], None]


def silent(stage: str, count: int) -> None:
    """Show no progress."""


class Preparation:
    """The archive's days made ready for composition, up to a date."""

    def __init__(
        self, archive: Archive, settings: Settings, *, processes: int = 1, progress: Progress = silent
    ) -> None:
        self.archive, self.crisis = archive, settings.crisis
        self.processes, self.progress = processes, progress
        terms = _key_of(self.crisis.terms)
        context = _key_of(
            (
                self.crisis.focus,
                str(self.crisis.zone),
                self.crisis.first_day,
                language_key(annotation=True),
                gazetteer_key(),
                tagger_key(),
            )
        )
        self.relevance_version = f"{version_of('relevance')}:{terms}"
        self.annotation_version = f"{version_of('annotate')}:{context}"
        self.fold_version = " ".join(
            (version_of("dedupe"), version_of("cluster"), version_of("actors"), _key_of(self.crisis.actors),
             self.relevance_version, self.annotation_version)
        )

    def prepare(self, last: date) -> None:
        """Make every day up to and including ``last`` ready; what is up to date already is left alone."""
        days = [day for day, _ in self.archive.days() if day and day <= last.isoformat()]
        key = ""
        fold: _Fold | None = None
        for day in days:
            documents = self.documents_of(day)
            self._relate(documents)
            scores = self.archive.relevance([d.id for d in documents], self.relevance_version)
            candidates = [d for d in documents if scores[d.id].score >= CANDIDATE]
            key = self._next_key(key, candidates)
            if self.archive.fold_key(self.crisis.id, day) == key:
                fold = None
                continue
            self._annotate(candidates)
            if fold is None:
                fold = self._fold_before(day)
            annotations = self.annotations_of(candidates)
            assignments, duplicates = fold.place(candidates, annotations)
            sightings = fold.register.place(
                date.fromisoformat(day), [(d, annotations[d.id]) for d in candidates if d.id in annotations]
            )
            self.archive.put_fold_day(self.crisis.id, day, key, assignments, duplicates, sightings)
            self.progress("stories", len(documents))

    def documents_of(self, day: str) -> list[Document]:
        """Return the documents of a day in time order, of each item the version known at the day's cut-off.

        An item that was only collected later counts with the first version collected.
        """
        cutoff = self.crisis.cutoff_of(date.fromisoformat(day))
        chosen: dict[str, Document] = {}
        for document in self.archive.documents(day=day, latest_only=False):
            held = chosen.get(document.item_id)
            if held is None or _supersedes(document, held, cutoff):
                chosen[document.item_id] = document
        return sorted(chosen.values(), key=_order)

    def annotations_of(self, documents: Iterable[Document]) -> Mapping[DocumentId, Annotations]:
        """Return the annotations of documents that have been prepared."""
        return self.archive.annotations([d.id for d in documents], self.annotation_version)

    def relevance_of(self, documents: Iterable[Document]) -> Mapping[DocumentId, Relevance]:
        """Return the relevance of documents that have been prepared."""
        return self.archive.relevance([d.id for d in documents], self.relevance_version)

    def _next_key(self, before: str, documents: Sequence[Document]) -> str:
        content = "\n".join([before, self.fold_version, *(d.id for d in documents)])
        return hashlib.sha256(content.encode()).hexdigest()

    def _relate(self, documents: Sequence[Document]) -> None:
        missing = set(self.archive.without_relevance(self.relevance_version, [d.id for d in documents]))
        if not missing:
            return
        matcher = TermMatcher(self.crisis.terms)
        found = [relevance(d, matcher=matcher) for d in documents if d.id in missing]
        self.archive.put_relevance(self.relevance_version, found)

    def _annotate(self, documents: Sequence[Document]) -> None:
        missing = set(self.archive.unannotated(self.annotation_version, [d.id for d in documents]))
        waiting = [d for d in documents if d.id in missing]
        made = annotate_documents(waiting, crisis=self.crisis, processes=self.processes)
        for batch in _batches(made):
            self.archive.put_annotations(self.annotation_version, batch)
            self.progress("annotate", len(batch))

    def _fold_before(self, day: str) -> "_Fold":
        """Return the state at the start of a day: the days of the window before it, put back as they were placed."""
        first = (date.fromisoformat(day) - timedelta(days=WINDOW_DAYS)).isoformat()
        last = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        fold = _Fold(self.crisis)
        fold.register.restore(self.archive.sightings(self.crisis.id, last))
        assignments = self.archive.assignments(self.crisis.id, days=(first, last))
        documents = {d.id: d for d in self.archive.documents(days=(first, last), latest_only=False)}
        ids = [a.document_id for a in assignments if a.document_id in documents]
        annotations = self.archive.annotations(ids, self.annotation_version)
        duplicates = {d.document_id: d for d in self.archive.duplicates(self.crisis.id, ids)}
        for assignment in assignments:
            if assignment.document_id in documents:
                fold.restore(
                    documents[assignment.document_id],
                    annotations.get(assignment.document_id),
                    assignment,
                    duplicates.get(assignment.document_id),
                )
        return fold


def _key_of(setting: object) -> str:
    """Return a short key that changes with a part of the configuration."""
    return hashlib.sha256(repr(setting).encode()).hexdigest()[:12]


class _Fold:
    """Copies, stories, and the register of people and bodies side by side, fed in time order."""

    def __init__(self, crisis: Crisis) -> None:
        self.register = new_register(crisis)
        self.copies = Copies()
        self.clusterer = Clusterer(crisis_id=crisis.id, languages=languages(), spelling=crisis.spelling)

    def restore(
        self,
        document: Document,
        annotations: Annotations | None,
        assignment: Assignment,
        duplicate: Duplicate | None,
    ) -> None:
        self.copies.restore(document, duplicate)
        self.clusterer.restore(document, annotations, assignment)

    def place(
        self,
        documents: Sequence[Document],
        annotations: Mapping[DocumentId, Annotations],
    ) -> tuple[list[Assignment], list[Duplicate]]:
        found = [(document, self.copies.add(document)) for document in documents]
        assignments = self.clusterer.place(
            (document, annotations.get(document.id), duplicate) for document, duplicate in found
        )
        return assignments, [duplicate for _, duplicate in found if duplicate is not None]


def _supersedes(document: Document, held: Document, cutoff: datetime) -> bool:
    in_time, held_in_time = document.fetched_at <= cutoff, held.fetched_at <= cutoff
    if in_time != held_in_time:
        return in_time
    newer = _place(document) > _place(held)
    return newer if in_time else not newer


def _place(document: Document) -> tuple[datetime, int, str]:
    """Return what puts versions in order: of a page and its feed's teaser fetched at once, the page is the later."""
    return document.fetched_at, len(document.text), document.id


def _order(document: Document) -> tuple[str, str]:
    moment = document.published_at or document.fetched_at
    return (moment.isoformat(), document.id)


def _batches(found: Iterator[Annotations]) -> Iterator[list[Annotations]]:
    while batch := list(islice(found, BATCH)):
        yield batch
