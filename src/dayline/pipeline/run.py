"""Build: from the archive to the digests of some days, and to their pages."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dayline.compose import Material, compose
from dayline.config import Settings
from dayline.errors import DayError
from dayline.model.claims import Figure
from dayline.model.digest import Coverage, Digest
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations
from dayline.model.story import Assignment, Story, StoryId, ThreadId
from dayline.pipeline.preparing import Preparation, Progress, silent
from dayline.pipeline.resources import languages
from dayline.pipeline.stages import versions
from dayline.rank import origins, rank_stories
from dayline.review import apply
from dayline.store.archive import Archive

# Days before the day that background and earlier figures are taken from.
BACKGROUND_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What became of one day: its digest (None where nothing could be printed), and whether it was made anew."""

    day: int
    digest: Digest | None
    fresh: bool
    stale: tuple[str, ...] = ()


def parse_days(text: str, archive: Archive, settings: Settings) -> list[int]:
    """Return the day numbers that "393", "2023-03-23", "383..392" or "latest" stand for; raise DayError."""
    crisis = settings.crisis
    first, dots, last = text.partition("..")
    if dots:
        return list(range(_day(first, archive, settings), _day(last, archive, settings) + 1))
    number = _day(text, archive, settings)
    if crisis.is_paused(crisis.date_of(number)):
        raise DayError(f"{crisis.name}: the counter was paused on {crisis.date_of(number)}")
    return [number]


def _day(text: str, archive: Archive, settings: Settings) -> int:
    crisis, text = settings.crisis, text.strip()
    if text == "latest":
        days = [day for day, _ in archive.days() if day and not crisis.is_paused(date.fromisoformat(day))]
        if not days:
            raise DayError("the archive holds no dated document yet: import some first")
        return crisis.number_of(date.fromisoformat(days[-1]))
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return crisis.number_of(date.fromisoformat(text))
    except ValueError as error:
        raise DayError(
            f"{text!r} is no day (write a number, a date such as 2023-03-23, a range such as "
            f"383..392, or latest)"
        ) from error


def build_days(
    archive: Archive,
    settings: Settings,
    days: Sequence[int],
    *,
    processes: int = 1,
    progress: Progress = silent,
) -> Iterator[Built]:
    """Compose each day that is not up to date, keep it in the archive, and yield it."""
    wanted = {number: _input_key(archive, settings, number) for number in days}
    waiting = [n for n in days if archive.digest_key(settings.crisis.id, n) != wanted[n]]
    preparation = Preparation(archive, settings, processes=processes, progress=progress)
    if waiting:
        preparation.prepare(settings.crisis.date_of(max(waiting)))
    for number in days:
        if number not in waiting:
            yield Built(day=number, digest=archive.digest(settings.crisis.id, number), fresh=False)
            continue
        digest = compose_day(preparation, settings, number)
        stale: tuple[str, ...] = ()
        if digest is not None:
            digest, stale = apply(digest, archive.decisions(settings.crisis.id, number))
            archive.put_digest(digest, wanted[number])
        progress("compose", 1)
        yield Built(day=number, digest=digest, fresh=True, stale=stale)


def _input_key(archive: Archive, settings: Settings, number: int) -> str:
    """Return a key that changes whenever the archive, the crisis, a decision, or the version of a stage does."""
    crisis = settings.crisis
    last = crisis.date_of(number).isoformat()
    first = (crisis.date_of(number) - timedelta(days=BACKGROUND_DAYS)).isoformat()
    counts = [(day, count) for day, count in archive.days() if day <= last]
    content = (
        counts,
        archive.documents_key(days=(first, last), latest_only=False),
        repr(crisis),
        versions(),
        repr(archive.decisions(crisis.id, number)),
    )
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def compose_day(preparation: Preparation, settings: Settings, number: int) -> Digest | None:
    """Compose one prepared day."""
    archive, crisis = preparation.archive, settings.crisis
    day = crisis.date_of(number)
    today = preparation.documents_of(day.isoformat())
    first = (day - timedelta(days=BACKGROUND_DAYS)).isoformat()
    assignments = archive.assignments(crisis.id, days=(first, day.isoformat()))
    documents = {d.id: d for d in archive.documents(days=(first, day.isoformat()), latest_only=False)}
    documents |= {d.id: d for d in today}
    placed = [a for a in assignments if a.story_id is not None and a.document_id in documents]
    annotations = archive.annotations([a.document_id for a in placed], preparation.annotation_version)
    relevance = archive.relevance([a.document_id for a in placed], preparation.relevance_version)
    duplicates = {d.document_id: d for d in archive.duplicates(crisis.id, [a.document_id for a in placed])}
    ids_today = frozenset(d.id for d in today)
    ranked = rank_stories(
        _stories(placed, documents, crisis.id, ids_today),
        documents=documents,
        annotations=annotations,
        relevance=relevance,
        duplicates=duplicates,
        sources={s.id: s for s in crisis.sources},
        today=ids_today,
        seen_before=frozenset(a.thread_id for a in placed if a.thread_id and a.document_id not in ids_today),
    )
    used = [documents[id_] for story in ranked for id_ in story.documents]
    material = Material(
        crisis=crisis,
        day=number,
        date=day,
        stories=ranked,
        documents=documents,
        annotations=annotations,
        earlier=_earlier(placed, ids_today),
        earlier_figures=_earlier_figures(placed, documents, annotations, ids_today, preparation),
        coverage=_coverage(
            today,
            used,
            preparation,
            origins(used, duplicates=duplicates, sources={s.id: s for s in crisis.sources}),
        ),
        language=languages()[crisis.languages[0] if crisis.languages[0] in languages() else "en"],
    )
    return compose(material)


def _stories(
    placed: Sequence[Assignment],
    documents: Mapping[DocumentId, Document],
    crisis_id: str,
    today: frozenset[DocumentId],
) -> list[Story]:
    """Return the stories that a document of today belongs to, with all their documents."""
    members: dict[StoryId, list[Assignment]] = {}
    for assignment in placed:
        if assignment.story_id is not None:
            members.setdefault(assignment.story_id, []).append(assignment)
    stories = []
    for story_id, own in members.items():
        if not any(a.document_id in today for a in own):
            continue
        moments = [documents[a.document_id].published_at or documents[a.document_id].fetched_at for a in own]
        stories.append(
            Story(
                id=story_id,
                crisis_id=crisis_id,
                documents=tuple(a.document_id for a in own),
                first_seen=min(moments),
                last_seen=max(moments),
                thread_id=own[0].thread_id or ThreadId(story_id),
            )
        )
    return stories


def _earlier(
    placed: Sequence[Assignment], today: frozenset[DocumentId]
) -> dict[ThreadId, tuple[DocumentId, ...]]:
    """Return, for each thread, its documents of days before, newest first."""
    threads: dict[ThreadId, list[DocumentId]] = {}
    for assignment in reversed(placed):
        if assignment.thread_id and assignment.document_id not in today:
            threads.setdefault(assignment.thread_id, []).append(assignment.document_id)
    return {thread: tuple(ids) for thread, ids in threads.items()}


def _earlier_figures(
    placed: Sequence[Assignment],
    documents: Mapping[DocumentId, Document],
    annotations: Mapping[DocumentId, Annotations],
    today: frozenset[DocumentId],
    preparation: Preparation,
) -> tuple[tuple[int, ThreadId, Figure], ...]:
    """Return the figures of days before with their day and thread, newest first."""
    found: list[tuple[int, ThreadId, Figure]] = []
    crisis = preparation.crisis
    for assignment in reversed(placed):
        held = annotations.get(assignment.document_id)
        if assignment.document_id in today or held is None or assignment.thread_id is None:
            continue
        document = documents[assignment.document_id]
        day = document.published_on or crisis.date_at(document.published_at or document.fetched_at)
        if not crisis.is_paused(day):
            found += [(crisis.number_of(day), assignment.thread_id, figure) for figure in held.figures]
    return tuple(found)


def _coverage(
    today: Sequence[Document], used: Sequence[Document], preparation: Preparation, origin_count: int
) -> Coverage:
    """Return what the day was drawn from, and what could not be seen."""
    crisis = preparation.crisis
    heard = {document.source_id for document in today}
    sides = {source.side for source in crisis.sources if source.id in heard}
    read = set(crisis.languages) & set(languages())
    unread = {
        document.language for document in today if document.language and document.language not in {"en"}
    }
    return Coverage(
        documents=len(today),
        sources=len({document.source_id for document in used}),
        independent_origins=origin_count,
        set_aside=len(today) - len(used),
        sources_silent=tuple(source.name for source in crisis.sources if source.id not in heard),
        sides_missing=tuple(side for side in crisis.sides if side not in sides),
        languages_unread=tuple(sorted(unread | (read - {"en"} - unread))) if unread else (),
    )
