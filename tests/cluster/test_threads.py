from dayline.cluster.recent import OpenStory
from dayline.cluster.threads import LEAST_EVIDENCE, thread_of
from dayline.model.story import StoryId, ThreadId


def test_a_story_goes_on_with_the_likeliest_matter() -> None:
    flood = OpenStory(StoryId("b"), ThreadId("a"))
    fire = OpenStory(StoryId("c"), ThreadId("c"))
    assert thread_of(StoryId("d"), [(LEAST_EVIDENCE + 1, flood), (LEAST_EVIDENCE + 0.5, fire)]) == "a"


def test_a_story_like_no_other_opens_a_matter() -> None:
    flood = OpenStory(StoryId("b"), ThreadId("a"))
    assert thread_of(StoryId("d"), [(LEAST_EVIDENCE - 0.01, flood)]) == "d"
    assert thread_of(StoryId("d"), []) == "d"
