"""Why a day looks as it does: the weights of its stories, and what the gates withheld."""

from collections.abc import Iterator, Sequence

from dayline.compose import Material
from dayline.config import Settings
from dayline.model.digest import Digest
from dayline.model.document import DocumentId
from dayline.model.story import StoryId
from dayline.pipeline.cleaning import clean_anew
from dayline.pipeline.composing import DIGEST_LANGUAGE, gather
from dayline.pipeline.languages import languages
from dayline.pipeline.preparing import Preparation
from dayline.pipeline.run import parse_days
from dayline.publish.spelling import counted
from dayline.store.archive import Archive

# Stories that are explained; those after them had no part in the page.
MOST_STORIES = 30
# what a story is that heads no section
NO_SECTION = "no section"


def reasons(archive: Archive, settings: Settings, day: str) -> Iterator[str]:
    """Yield lines for each story, what speaks for it and against it, then one for each passage that was withheld."""
    clean_anew(archive, settings.crisis)
    preparation = Preparation(archive, settings)
    for number in parse_days(day, archive, settings):
        preparation.prepare(settings.crisis.date_of(number))
        material = gather(preparation, number)
        digest = archive.digest(settings.crisis.id, number)
        places = _places(digest) if digest else {}
        yield f"Day {number}: {counted(len(material.stories), 'story')}"
        for rank, story in enumerate(material.stories[:MOST_STORIES], start=1):
            leader = material.documents[story.documents[0]]
            yield f"{rank:3}. {story.score:6.2f}  {leader.headline or leader.text[:80]}"
            counts = (story.outlets, "outlet"), (story.origins, "origin"), (len(story.documents), "report")
            found = ", ".join(counted(*each) for each in counts)
            place = f"; {places.get(story.story.id, NO_SECTION)}" if digest else ""
            yield f"             {found}{_fed(material, story.documents)}{place}"
            for word, sign in (("for", 1), ("against", -1)):
                parts = [f"{_told(name)} {value:+.2f}" for name, value in story.reasons if value * sign > 0]
                if parts:
                    yield f"             {word}: {', '.join(parts)}"
        for text, reason in digest.withheld if digest else ():
            yield f"withheld: {reason}: {text}"


def _fed(material: Material, documents: Sequence[DocumentId]) -> str:
    """Say which outlets' round-ups tell of some documents, too."""
    spans = [span for id_ in documents for span in material.fed.get(id_, ())]
    names = dict.fromkeys(material.documents[span.document_id].source_name for span in spans)
    return f", also in round-ups of {', '.join(names)}" if names else ""


def _places(digest: Digest) -> dict[StoryId, str]:
    return {section.story_id: f"section {at}" for at, section in enumerate(digest.sections, start=1)}


def _told(reason: str) -> str:
    return str(languages()[DIGEST_LANGUAGE].table("rank").get("reasons", {}).get(reason, reason))
