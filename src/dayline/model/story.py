"""Stories: one event as several sources report it, and how a document came to belong to one."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from dayline.model.checks import require, require_aware
from dayline.model.document import DocumentId

StoryId = NewType("StoryId", str)
ThreadId = NewType("ThreadId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Documents on one event, in the order they came; ``thread_id`` is the matter it belongs to over days.

    ``decided`` says what editors decided about it: such a story stays as it is.
    """

    id: StoryId
    crisis_id: str
    documents: tuple[DocumentId, ...]
    first_seen: datetime
    last_seen: datetime
    thread_id: ThreadId
    decided: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.documents), f"Story {self.id}: no documents")
        require_aware(self.first_seen, "Story.first_seen")
        require_aware(self.last_seen, "Story.last_seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Where a document was put: a story, or none (``story_id`` None); ``reasons`` say why in words."""

    document_id: DocumentId
    story_id: StoryId | None
    similarity: float
    reasons: tuple[str, ...] = ()
    thread_id: ThreadId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How much a document has to do with the crisis: 1.0 or more belongs to it; which terms said so."""

    document_id: DocumentId
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedStory:
    """A story of the day with its weight and the named parts that it is the sum of.

    ``documents`` are those of the story that were published within the day, leading document first;
    ``origins`` the number of independent origins among them (copies and relays of one count once).
    """

    story: Story
    documents: tuple[DocumentId, ...]
    score: float
    reasons: tuple[tuple[str, float], ...]
    outlets: int
    origins: int
