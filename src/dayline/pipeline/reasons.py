"""Why a day looks as it does: the weights of its stories, and what the gates withheld."""

from collections.abc import Iterator

from dayline.config import Settings
from dayline.pipeline.cleaning import clean_anew
from dayline.pipeline.composing import gather
from dayline.pipeline.preparing import Preparation
from dayline.pipeline.run import parse_days
from dayline.store.archive import Archive

# Stories that are explained; those after them had no part in the page.
MOST_STORIES = 30


def reasons(archive: Archive, settings: Settings, day: str) -> Iterator[str]:
    """Yield a line a story with the parts of its weight, then a line for each passage that was withheld."""
    clean_anew(archive, settings.crisis)
    preparation = Preparation(archive, settings)
    for number in parse_days(day, archive, settings):
        preparation.prepare(settings.crisis.date_of(number))
        material = gather(preparation, number)
        yield f"Day {number}: {len(material.stories)} stories"
        for story in material.stories[:MOST_STORIES]:
            leader = material.documents[story.documents[0]]
            parts = ", ".join(f"{name} {value:+.2f}" for name, value in story.reasons)
            yield (
                f"{story.score:6.2f}  {leader.headline or leader.text[:80]}  "
                f"[{story.outlets} outlets, {story.origins} origins; {parts}]"
            )
        digest = archive.digest(settings.crisis.id, number)
        for text, reason in digest.withheld if digest else ():
            yield f"withheld: {reason}: {text}"
