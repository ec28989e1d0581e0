"""Correcting: what readers have is changed in public only, and what rests on a changed source is found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dayline.config import Settings
from dayline.errors import DayError
from dayline.model.digest import Citation, Digest, Passage, passages_of, targets_of
from dayline.model.document import DocumentId
from dayline.model.review import CorrectionKind, Decision
from dayline.pipeline.run import check_closed
from dayline.review import DAY, correct
from dayline.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A correction as an editor asks for it; ``low`` and ``high`` are the right number of a figure."""

    kind: CorrectionKind
    target: str
    reason: str
    by: str
    after: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A published line, by its day and path, and one document that it rests on.

    ``latest`` is the latest version of that document, and ``stands`` says whether the cited words are still in it.
    ``taken_down`` says by what it was noticed that the source gives it no more, "" where it does.
    """

    day: int
    target: str
    text: str
    citation: Citation
    latest: DocumentId
    stands: bool = True
    taken_down: str = ""


def lines_of(archive: Archive, settings: Settings, day: int) -> list[tuple[str, str]]:
    """Return every line of a published day by the path that a correction names it by."""
    return [(path, passage.text) for path, passage in targets_of(_published(archive, settings, day))]


def correct_day(archive: Archive, settings: Settings, day: int, wanted: Wanted, now: datetime) -> list[Resting]:
    """Keep a correction of a day, which is issued by it, and return the other lines that rest on the same documents.

    Raises DayError, and keeps nothing, where it does not fit.
    """
    digest = _published(archive, settings, day)
    standing = dict(targets_of(digest))
    before = "" if wanted.target == DAY else _text_at(standing, wanted.target, day)
    withdrawn = wanted.kind == "withdrawn"
    if withdrawn and wanted.after:
        raise DayError("what is withdrawn is replaced by nothing: leave the new words out")
    correction = Decision(
        by=wanted.by, at=now, action="drop" if withdrawn else "replace", target=wanted.target, before=before,
        after=wanted.after, reason=wanted.reason, kind=wanted.kind, low=wanted.low, high=wanted.high,
    )  # fmt: skip
    check_closed(settings, day, now)
    issued = archive.issued(settings.crisis.id, day) or digest
    _, refused = correct(issued, [*digest.corrections, correction])
    if refused:
        raise DayError(f"day {day}: {refused[-1]}")
    archive.issue(settings.crisis.id, day, now)
    archive.put_decision(settings.crisis.id, day, correction)
    cited = standing if wanted.target == DAY else {wanted.target: standing[wanted.target]}
    documents = {c.span.document_id for passage in cited.values() for c in passage.citations}
    return [
        found
        for found in _resting(archive, settings, {id_: id_ for id_ in documents})
        if (found.day, found.target) != (day, wanted.target) and not (wanted.target == DAY and found.day == day)
    ]


def changed_lines(archive: Archive, settings: Settings) -> Iterator[Resting]:
    """Yield the published lines that rest on a document that was changed or taken down since, in order of days."""
    gone = {id_: found.reason for id_, found in archive.taken_down().items()}
    yield from _resting(archive, settings, {**{id_: id_ for id_ in gone}, **archive.superseded()}, gone)


def _resting(
    archive: Archive, settings: Settings, latest: dict[DocumentId, DocumentId],
    gone: Mapping[DocumentId, str] | None = None,
) -> Iterator[Resting]:  # fmt: skip
    """Yield the published lines that rest on some documents, each given with its latest version."""
    gone = gone or {}
    if not latest:
        return
    for digest in archive.digests(settings.crisis.id):
        for path, passage in (("title", digest.title), *passages_of(digest)):
            cited = {c.span.document_id: c for c in reversed(passage.citations) if c.span.document_id in latest}
            for id_, citation in reversed(cited.items()):
                stands = id_ not in gone and (latest[id_] == id_ or _stands(archive, passage, id_, latest[id_]))
                yield Resting(
                    day=digest.day, target=path, text=passage.text, citation=citation, latest=latest[id_],
                    stands=stands, taken_down=gone.get(id_, ""),
                )  # fmt: skip


def _stands(archive: Archive, passage: Passage, old_id: DocumentId, new_id: DocumentId) -> bool:
    """Tell whether all words that a passage cites of a document stand in another one."""
    found = archive.documents_by_id([old_id, new_id])
    old, new = found[old_id], found[new_id]
    spans = [citation.span for citation in passage.citations if citation.span.document_id == old_id]
    return all(old.quote(span) in new.field(span.field) for span in spans)


def _published(archive: Archive, settings: Settings, day: int) -> Digest:
    digest = archive.digest(settings.crisis.id, day)
    if digest is None:
        raise DayError(f"day {day} has no digest: build it first")
    return digest


def _text_at(standing: dict[str, Passage], target: str, day: int) -> str:
    if target not in standing:
        raise DayError(f"day {day} has no line {target!r}: without --target its lines are shown")
    return standing[target].text
