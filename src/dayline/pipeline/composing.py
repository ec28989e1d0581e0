"""What one day is composed from: its ranked stories, their documents, and what was known before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dayline.cluster import feed
from dayline.compose import Material, compose
from dayline.compose.namings import LATELY
from dayline.model.claims import Figure
from dayline.model.crisis import Crisis
from dayline.model.digest import Coverage, Digest
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations
from dayline.model.review import StoryDecision
from dayline.model.source import SourceId
from dayline.model.story import Assignment, Story, StoryId, ThreadId
from dayline.pipeline.health import Collecting, collecting_on
from dayline.pipeline.keys import BACKGROUND_DAYS
from dayline.pipeline.languages import languages
from dayline.pipeline.people import introducing, resolved
from dayline.pipeline.preparing import Preparation
from dayline.pipeline.resources import meaning
from dayline.rank import RELEVANT, origins, rank_stories
from dayline.text.genres import genre_of

# The language that digests are written in; documents in others are kept, and named as unread.
DIGEST_LANGUAGE = "en"
# Characters of a text that, with the headline, say what it is about.
OPENING = 300
# Documents from which something can be common to them: a day of fewer is shown beside the latest before it, up to so
# many, and where these are too few as well, its stories stay as they are.
LEAST_IN_COMMON, SHOWN_BESIDE = 12, 36


def compose_day(preparation: Preparation, number: int) -> Digest | None:
    """Compose one prepared day; a section says what editors decided about its story."""
    material = gather(preparation, number)
    digest = compose(material)
    notes = {ranked.story.id: ranked.story.decided for ranked in material.stories}
    return digest and replace(
        digest,
        sections=tuple(replace(s, notes=s.notes + notes.get(s.story_id, ())) for s in digest.sections),
    )


def gather(preparation: Preparation, number: int) -> Material:
    """Return what a prepared day is composed from; of days before, only what today's threads are about is read."""
    archive, crisis = preparation.archive, preparation.crisis
    day = crisis.date_of(number)
    today = preparation.documents_of(day.isoformat())
    ids_today = frozenset(document.id for document in today)
    first = (day - timedelta(days=BACKGROUND_DAYS)).isoformat()
    assignments = archive.assignments(crisis.id, days=(first, day.isoformat()))
    threads = {a.thread_id for a in assignments if a.thread_id and a.document_id in ids_today}
    placed = [a for a in assignments if a.story_id and (a.document_id in ids_today or a.thread_id in threads)]
    round_ups = _round_ups(today, assignments)
    ids = [*(a.document_id for a in placed), *(document.id for document in round_ups)]
    documents = {**archive.documents_by_id(ids), **{document.id: document for document in today}}
    sightings = archive.sightings(crisis.id, day.isoformat())
    annotations, actors = resolved(
        sightings, crisis, day, documents, archive.annotations(ids, preparation.annotation_version)
    )
    offices = introducing(sightings, annotations, since=day - timedelta(days=LATELY))
    missing = [id_ for id_ in offices if id_ not in documents]
    documents |= archive.documents_by_id(missing)
    annotations |= archive.annotations(missing, preparation.annotation_version)
    duplicates = {d.document_id: d for d in archive.duplicates(crisis.id, ids)}
    sources = {source.id: source for source in crisis.sources}
    read = [document for document in today if _is_read(document, annotations)]
    earlier = _latest_before(preparation, assignments, ids_today) if len(read) < LEAST_IN_COMMON else []
    relevance = archive.relevance(ids, preparation.relevance_version)
    ranked = rank_stories(
        _stories(placed, documents, crisis.id, ids_today, preparation.decisions),
        documents=documents,
        annotations=annotations,
        relevance=relevance,
        duplicates=duplicates,
        sources=sources,
        today=ids_today,
        seen_before={a.thread_id for a in placed if a.thread_id and a.document_id not in ids_today},
        languages=languages(),
        meanings=_meanings([*read, *earlier]),
        earlier=earlier,
        before=_told_on(day - timedelta(days=1), placed, documents, crisis),
        read=DIGEST_LANGUAGE,
    )
    used = [documents[id_] for story in ranked for id_ in story.documents]
    origin_count = origins(used, duplicates=duplicates, sources=sources, languages=languages())
    return Material(
        crisis=crisis,
        day=number,
        date=day,
        stories=ranked,
        documents=documents,
        annotations=annotations,
        actors=actors,
        earlier=_earlier(placed, ids_today),
        earlier_figures=_earlier_figures(placed, documents, annotations, ids_today, crisis),
        coverage=_coverage(today, used, crisis, origin_count, collecting_on(archive, crisis, day)),
        language=languages()[DIGEST_LANGUAGE],
        marginal=frozenset(id_ for id_, found in relevance.items() if found.score < RELEVANT),
        fed=feed(
            [document for document in round_ups if _is_read(document, annotations)],
            [document for document in used if _is_read(document, annotations)],
            languages()[DIGEST_LANGUAGE],
        ),
    )


def _round_ups(today: Sequence[Document], assignments: Sequence[Assignment]) -> list[Document]:
    """Return the day's documents that tell of many events and belong to no story."""
    placed = {a.document_id: a for a in assignments if a.story_id is None}
    return [d for d in today if d.id in placed and genre_of(d, languages()) == "round-up"]


def _is_read(document: Document, annotations: Mapping[DocumentId, Annotations]) -> bool:
    return document.id in annotations and annotations[document.id].language == DIGEST_LANGUAGE


def _latest_before(
    preparation: Preparation, assignments: Sequence[Assignment], today: frozenset[DocumentId]
) -> list[Document]:
    """Return the latest documents of earlier days that are in stories and in the digest's language."""
    ids = [a.document_id for a in assignments if a.story_id and a.document_id not in today][-SHOWN_BESIDE:]
    annotations = preparation.archive.annotations(ids, preparation.annotation_version)
    documents = preparation.archive.documents_by_id(ids)
    return [documents[id_] for id_ in ids if id_ in documents and _is_read(documents[id_], annotations)]


def _meanings(documents: Sequence[Document]) -> dict[DocumentId, Sequence[float]]:
    """Return the sentence vectors of documents, by headline and opening; none of a few."""
    if len(documents) < LEAST_IN_COMMON:
        return {}
    return {document.id: meaning()(f"{document.headline}. {document.text[:OPENING]}") for document in documents}


def _stories(
    placed: Sequence[Assignment],
    documents: Mapping[DocumentId, Document],
    crisis_id: str,
    today: frozenset[DocumentId],
    decisions: Sequence[StoryDecision],
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
        ids = {a.document_id for a in own}
        stories.append(
            Story(
                id=story_id,
                crisis_id=crisis_id,
                documents=tuple(a.document_id for a in own),
                first_seen=min(moments),
                last_seen=max(moments),
                thread_id=own[0].thread_id or ThreadId(story_id),
                decided=tuple(each.told for each in decisions if not ids.isdisjoint(each.documents)),
            )
        )
    return stories


def _told_on(
    day: date, placed: Sequence[Assignment], documents: Mapping[DocumentId, Document], crisis: Crisis
) -> list[list[Document]]:
    """Return the documents of an earlier day, by story."""
    stories: dict[StoryId, list[Document]] = {}
    for assignment in placed:
        document = documents[assignment.document_id]
        if assignment.story_id is not None and _day_of(document, crisis) == day:
            stories.setdefault(assignment.story_id, []).append(document)
    return list(stories.values())


def _day_of(document: Document, crisis: Crisis) -> date:
    return document.published_on or crisis.date_at(document.published_at or document.fetched_at)


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
    crisis: Crisis,
) -> tuple[tuple[int, ThreadId, Figure], ...]:
    """Return the figures of days before with their day and thread, newest first."""
    found: list[tuple[int, ThreadId, Figure]] = []
    for assignment in reversed(placed):
        held = annotations.get(assignment.document_id)
        if assignment.document_id in today or held is None or assignment.thread_id is None:
            continue
        document = documents[assignment.document_id]
        day = _day_of(document, crisis)
        if not crisis.is_paused(day):
            found += [(crisis.number_of(day), assignment.thread_id, figure) for figure in held.figures]
    return tuple(found)


def _coverage(
    today: Sequence[Document],
    used: Sequence[Document],
    crisis: Crisis,
    origin_count: int,
    seen: Collecting,
) -> Coverage:
    """Return what the day was drawn from, and what could not be seen."""
    heard = {document.source_id for document in today}
    sides = {source.side for source in crisis.sources if source.id in heard}
    unread = {document.language for document in today} - {DIGEST_LANGUAGE, ""}
    return Coverage(
        documents=len(today),
        sources=len({document.source_id for document in used}),
        independent_origins=origin_count,
        set_aside=len(today) - len(used),
        sources_failed=_in_words(crisis, seen.failed),
        sources_silent=tuple(s.name for s in crisis.sources if s.id not in heard and s.id not in seen.failed),
        sources_partly=_in_words(crisis, seen.partly),
        sides_missing=tuple(side for side in crisis.sides if side not in sides),
        languages_unread=tuple(sorted(unread)),
    )


def _in_words(crisis: Crisis, words: Mapping[SourceId, str]) -> tuple[str, ...]:
    """Return the names of sources, each with what is said of it."""
    return tuple(f"{source.name} ({words[source.id]})" for source in crisis.sources if source.id in words)
