"""What editors decide about stories: which there are, and which are joined or split, for every build from now on."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from dayline.cluster import WINDOW_DAYS
from dayline.config import Settings
from dayline.errors import StoryError
from dayline.model.crisis import Crisis
from dayline.model.document import DocumentId
from dayline.model.review import StoryDecision
from dayline.model.story import StoryId
from dayline.pipeline.run import parse_days
from dayline.publish.spelling import counted
from dayline.store.archive import Archive
from dayline.text.normalize import squeeze

# characters of a text that stand for a missing headline
OPENING = 80


def listed(archive: Archive, settings: Settings, day: str) -> Iterator[str]:
    """Yield a line for each story of the days with its id, and one for each of its documents of the day."""
    crisis = settings.crisis
    for number in parse_days(day, archive, settings):
        on = crisis.date_of(number).isoformat()
        digest = archive.digest(crisis.id, number)
        order = {section.story_id: at for at, section in enumerate(digest.sections if digest else (), start=1)}
        members: dict[StoryId, list[DocumentId]] = {}
        for assignment in archive.assignments(crisis.id, days=(on, on)):
            if assignment.story_id is not None:
                members.setdefault(assignment.story_id, []).append(assignment.document_id)
        documents = archive.documents_by_id([id_ for own in members.values() for id_ in own])
        yield f"Day {number}: {counted(len(members), 'story')}"
        for story, own in sorted(
            members.items(), key=lambda item: (order.get(item[0], len(members) + 1), -len(item[1]))
        ):
            place = f"section {order[story]}" if story in order else "no section"
            yield f"{story}  {place}, {counted(len(own), 'report')}"
            for id_ in own:
                document = documents[id_]
                told = squeeze(document.headline or document.text[:OPENING])
                yield f"    {id_}  {document.source_name}: {told}"


def join_stories(
    archive: Archive, crisis: Crisis, stories: Sequence[str], *, by: str, reason: str, at: datetime
) -> StoryDecision:
    """Keep that stories, given by their ids, are one from the first day of each on; raise StoryError."""
    openers: dict[str, tuple[str, DocumentId]] = {}
    for day, assignment in archive.placed(crisis.id, stories=[StoryId(story) for story in stories]):
        openers.setdefault(str(assignment.story_id), (day, assignment.document_id))
    for story in stories:
        if story not in openers:
            raise StoryError(f"{story!r} is no story of the archive (dayline stories list shows them)")
    if len(openers) < 2:
        raise StoryError("one story cannot be joined: name two or more")
    days = sorted(date.fromisoformat(day) for day, _ in openers.values())
    if days[-1] - days[0] >= timedelta(days=WINDOW_DAYS):
        raise StoryError(
            f"the stories begin on {days[0]} and {days[-1]}: after {WINDOW_DAYS - 1} days a story has closed"
        )
    return _keep(
        archive,
        crisis,
        StoryDecision(
            by=by,
            at=at,
            action="join",
            documents=tuple(document for _, document in openers.values()),
            since=days[0],
            reason=reason,
        ),
    )


def split_story(
    archive: Archive, crisis: Crisis, documents: Sequence[str], *, by: str, reason: str, at: datetime
) -> StoryDecision:
    """Keep that documents, given by their ids, are a story of their own; raise StoryError."""
    wanted = [DocumentId(document) for document in dict.fromkeys(documents)]
    placed = {
        assignment.document_id: (day, assignment.story_id)
        for day, assignment in archive.placed(crisis.id, documents=wanted)
        if assignment.story_id is not None
    }
    for document in wanted:
        if document not in placed:
            raise StoryError(f"{document!r} is in no story of the archive (dayline stories list shows them)")
    if len({story for _, story in placed.values()}) > 1:
        raise StoryError("the documents are of several stories: name those of one")
    since = date.fromisoformat(min(day for day, _ in placed.values()))
    return _keep(
        archive,
        crisis,
        StoryDecision(by=by, at=at, action="split", documents=tuple(wanted), since=since, reason=reason),
    )


def _keep(archive: Archive, crisis: Crisis, decision: StoryDecision) -> StoryDecision:
    archive.put_story_decision(crisis.id, decision)
    return decision
