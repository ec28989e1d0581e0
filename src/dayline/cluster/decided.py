"""Stories as editors want them: a batch's groups after their decisions to join and to split."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dayline.cluster.recent import Entry, OpenStory, Recent
from dayline.model.document import DocumentId
from dayline.model.review import StoryDecision


@dataclass(slots=True, eq=False)
class Group:
    """Documents of a batch that are one story, the first of ``stories`` where there are any."""

    stories: list[OpenStory]
    entries: list[Entry]


def regroup(
    groups: Iterable[Group], decisions: Sequence[StoryDecision], recent: Recent
) -> tuple[list[Group], dict[DocumentId, str]]:
    """Return the groups after the decisions, oldest first, and for each document moved by one what it says."""
    left, moved = list(groups), dict[DocumentId, str]()
    for decision in sorted(decisions, key=lambda each: each.at):
        named = [
            entry for group in left for entry in group.entries if entry.document_id in decision.documents
        ]
        if not named:
            continue
        before = _stories_before(decision, recent)
        if decision.action == "split":
            for group in left:
                group.entries = [entry for entry in group.entries if entry not in named]
            left.append(Group(before[:1], named))
        one = [
            group
            for group in left
            if any(entry in named for entry in group.entries)
            or any(story in before for story in group.stories)
        ]
        left = [group for group in left if group not in one and group.entries]
        left.append(_together(one, before))
        moved |= {entry.document_id: decision.told for entry in named}
    return left, moved


def _stories_before(decision: StoryDecision, recent: Recent) -> list[OpenStory]:
    """Return the stories that the decision's documents of earlier batches are in."""
    placed = (recent.by_id(id_) for id_ in decision.documents)
    ids = dict.fromkeys(entry.story for entry in placed if entry is not None and entry.story is not None)
    return [recent.stories[story] for story in ids]


def _together(groups: Sequence[Group], before: Sequence[OpenStory]) -> Group:
    entries = sorted((entry for group in groups for entry in group.entries), key=lambda entry: entry.rank)
    stories = dict.fromkeys([*before, *(story for group in groups for story in group.stories)])
    return Group(list(stories), entries)
