"""Threads: which matter over days a new story goes on with."""

from collections.abc import Iterable

from dayline.cluster.recent import OpenStory
from dayline.model.story import StoryId, ThreadId

# least log-odds, silence left out of account, at which a new story goes on with an earlier one's matter:
# as much as a document needs to join the story itself
LEAST_EVIDENCE = -0.4


def thread_of(story_id: StoryId, likely: Iterable[tuple[float, OpenStory]]) -> ThreadId:
    """Return the thread of a new story: that of the likeliest earlier story, else its own.

    ``likely`` are earlier stories with their evidence.
    """
    best = max(likely, key=lambda pair: (pair[0], pair[1].id), default=None)
    return best[1].thread if best is not None and best[0] >= LEAST_EVIDENCE else ThreadId(story_id)
