"""What a day rests on: relevance, annotations and stories of its documents, computed only where they are missing."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dayline.cluster import WINDOW_DAYS, Clusterer
from dayline.config import Settings
from dayline.dedupe import Copies
from dayline.model.crisis import Crisis
from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.entities import Annotations, Sighting
from dayline.model.review import StoryDecision
from dayline.model.story import Assignment
from dayline.pipeline.keys import annotation_version, fold_version, relevance_version
from dayline.pipeline.languages import languages
from dayline.pipeline.progress import Progress, silent
from dayline.pipeline.resources import new_register
from dayline.pipeline.workers import PART, Annotators
from dayline.rank import CANDIDATE, relevance
from dayline.store.archive import Archive
from dayline.text.names import TermMatcher

# Documents that are annotated, kept and put into stories together, at most.
BATCH = 400


class Preparation:
    """The archive's days made ready for composition, up to a date."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        *,
        annotated: str = "",
        processes: int = 1,
        progress: Progress = silent,
    ) -> None:
        """Prepare days of a crisis; ``annotated`` is the version of annotations, where that is known already."""
        self.archive, self.crisis = archive, settings.crisis
        self.processes, self.progress = processes, progress
        self.decisions = archive.story_decisions(self.crisis.id)
        self.relevance_version = relevance_version(self.crisis)
        self.annotation_version = annotated or annotation_version(self.crisis)
        self.fold_version = fold_version(self.crisis, self.annotation_version)

    def prepare(self, last: date) -> None:
        """Make every day up to and including ``last`` ready; what is up to date already is left alone.

        A day is put into stories when it is annotated, while the documents after it are.
        """
        fold: _Fold | None = None
        with Annotators(self.crisis, processes=self.processes) as annotators:
            parts = self._parts(last, annotators)
            for part, made in annotators.annotate((part, part.missing) for part in parts):
                fold = fold or self._fold_before(part.day)
                if made:
                    self.archive.put_annotations(self.annotation_version, made)
                    self.progress("annotate", len(made))
                known = {found.document_id: found for found in made}
                known |= self.annotations_of(d for d in part.candidates if d.id not in known)
                fold.take(part.candidates, known)
                if part.closes is not None:
                    self.archive.put_fold_day(self.crisis.id, part.day, part.closes, *fold.close(part.day))
                    self.progress("stories", part.documents)

    def _parts(self, last: date, annotators: Annotators) -> "Iterator[_Part]":
        """Yield what is to be folded, from the first day that something has changed for; judge relevance on the way."""
        key, changed = "", False
        for day in [day for day, _ in self.archive.days() if day and day <= last.isoformat()]:
            documents = self.documents_of(day)
            self._relate(documents, annotators)
            scores = self.archive.relevance([d.id for d in documents], self.relevance_version)
            candidates = [d for d in documents if scores[d.id].score >= CANDIDATE]
            key = self._next_key(key, candidates)
            missing = set(self.archive.unannotated(self.annotation_version, [d.id for d in candidates]))
            # the days after a changed day rest on it, and their keys on its key; a document whose facts have changed
            # keeps its id, and has no annotations any more
            changed = changed or bool(missing) or self.archive.fold_key(self.crisis.id, day) != key
            if changed:
                yield from _parts_of(day, key, len(documents), candidates, missing)

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

    def _next_key(self, before: str, documents: Sequence[Document]) -> str:
        ids = {document.id for document in documents}
        decided = (repr(decision) for decision in self.decisions if not ids.isdisjoint(decision.documents))
        content = "\n".join([before, self.fold_version, *(d.id for d in documents), *decided])
        return hashlib.sha256(content.encode()).hexdigest()

    def _relate(self, documents: Sequence[Document], annotators: Annotators) -> None:
        missing = set(self.archive.without_relevance(self.relevance_version, [d.id for d in documents]))
        if not missing:
            return
        new = [d for d in documents if d.id in missing]
        annotators.expect(new)
        matcher = TermMatcher(self.crisis.terms)
        self.archive.put_relevance(self.relevance_version, [relevance(d, matcher=matcher) for d in new])

    def _fold_before(self, day: str) -> "_Fold":
        """Return the state at the start of a day: the days of the window before it, put back as they were placed."""
        first = (date.fromisoformat(day) - timedelta(days=WINDOW_DAYS)).isoformat()
        last = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        fold = _Fold(self.crisis, self.decisions)
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


@dataclass(frozen=True, slots=True)
class _Part:
    """Candidates of a day that come one after another, and which of them are to be annotated.

    ``closes`` is the key of the day in its last part, of ``documents`` in all.
    """

    day: str
    candidates: Sequence[Document]
    missing: Sequence[Document]
    closes: str | None
    documents: int


def _parts_of(
    day: str, key: str, count: int, candidates: Sequence[Document], missing: Collection[DocumentId]
) -> Iterator[_Part]:
    """Yield a day in parts of BATCH documents, or of as many as have PART characters to annotate; one at least."""
    part: list[Document] = []
    wanted: list[Document] = []
    length = 0
    for document in candidates:
        if len(part) >= BATCH or length >= PART:
            yield _Part(day, part, wanted, None, count)
            part, wanted, length = [], [], 0
        part.append(document)
        if document.id in missing:
            wanted.append(document)
            length += len(document.headline) + len(document.text)
    yield _Part(day, part, wanted, key, count)


class _Fold:
    """Copies, stories, and the register of people and bodies side by side, fed in time order."""

    def __init__(self, crisis: Crisis, decisions: Sequence[StoryDecision]) -> None:
        self.register = new_register(crisis)
        self.copies = Copies()
        self.clusterer = Clusterer(
            crisis_id=crisis.id, languages=languages(), spelling=crisis.spelling, decisions=decisions
        )
        self._day: list[tuple[Document, Annotations | None, Duplicate | None]] = []

    def restore(
        self,
        document: Document,
        annotations: Annotations | None,
        assignment: Assignment,
        duplicate: Duplicate | None,
    ) -> None:
        self.copies.restore(document, duplicate)
        self.clusterer.restore(document, annotations, assignment)

    def take(self, documents: Sequence[Document], annotations: Mapping[DocumentId, Annotations]) -> None:
        """Take the next documents of the day, and find which are copies."""
        self._day += [(document, annotations.get(document.id), self.copies.add(document)) for document in documents]

    def close(self, day: str) -> tuple[list[Assignment], list[Duplicate], list[Sighting]]:
        """Put the day's documents into stories, all together, and return what became of them."""
        given, self._day = self._day, []
        read = [(document, found) for document, found, _ in given if found is not None]
        return (
            self.clusterer.place(given),
            [duplicate for *_, duplicate in given if duplicate is not None],
            self.register.place(date.fromisoformat(day), read),
        )


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
