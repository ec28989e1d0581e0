"""The plan of a day: which stories are sections, which one line, which are worth a reader's time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dayline.compose.candidates import overlap
from dayline.compose.headings import ranked_headlines
from dayline.compose.material import Material, Style
from dayline.compose.subjects import Subjects
from dayline.model.document import DocumentId
from dayline.model.story import RankedStory

# Sections of an ordinary day, and the lines after them.
MOST_SECTIONS = 7
MOST_LINES = 14
# Stories beyond that number that stand by, should one make no section.
SPARE_SECTIONS = 4
MOST_WORTH = 5
# Share of the leading story's weight below which a story is a line; set by reading days 5, 20, 390 to 392.
SECTION_SHARE = 0.3
# Jaccard of the words of two stories' headlines from which they are taken for one matter.
SAME_MATTER = 0.34
# Marks that ranking puts on a story that no report tells: none of them is news.
NO_REPORT = ("opinion", "feature", "leisure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The stories of a day by what becomes of them, each best first."""

    sections: tuple[RankedStory, ...]
    lines: tuple[RankedStory, ...]
    worth: tuple[RankedStory, ...]


def plan(material: Material, style: Style, subjects: Subjects) -> Plan:
    """Share the day's stories out; stories of one matter are put together before that."""
    news = [story for story in material.stories if not any(_has(story, genre) for genre in NO_REPORT)]
    worth = [story for story in material.stories if _has(story, "feature")]
    merged = _one_story_a_matter(news, material, style, subjects)
    top = merged[0].score if merged else 0.0
    sections = [
        story for story in merged[: MOST_SECTIONS + SPARE_SECTIONS] if story.score >= SECTION_SHARE * top
    ]
    sections = _corroborated_first(sections)
    rest = [story for story in merged if story not in sections]
    return Plan(sections=tuple(sections), lines=tuple(rest), worth=tuple(worth))


def _has(story: RankedStory, reason: str) -> bool:
    return any(name == reason for name, _ in story.reasons)


def _corroborated_first(stories: Sequence[RankedStory]) -> list[RankedStory]:
    """Let no story of a single origin lead where one of several could."""
    if stories and stories[0].origins < 2:
        leader = next((story for story in stories if story.origins >= 2), None)
        if leader is not None:
            return [leader, *(story for story in stories if story is not leader)]
    return list(stories)


def _one_story_a_matter(
    stories: Sequence[RankedStory], material: Material, style: Style, subjects: Subjects
) -> list[RankedStory]:
    """Put stories of one thread, or with headlines of nearly the same words, together under the weightier."""
    kept: list[RankedStory] = []
    headings: list[list[frozenset[str]]] = []
    for story in stories:
        own = [
            subjects.telling(style.content_words(material.documents[span.document_id].quote(span)))
            for span in ranked_headlines(material, story.documents, style, subjects)[:4]
        ]
        twin = next(
            (
                place
                for place, other in enumerate(kept)
                if other.story.thread_id == story.story.thread_id or _alike(own, headings[place])
            ),
            None,
        )
        if twin is None:
            kept.append(story)
            headings.append(own)
        else:
            documents: tuple[DocumentId, ...] = tuple(dict.fromkeys(kept[twin].documents + story.documents))
            kept[twin] = replace(
                kept[twin],
                documents=documents,
                outlets=max(kept[twin].outlets, story.outlets),
                origins=max(kept[twin].origins, story.origins),
            )
    return kept


def _alike(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> bool:
    return any(overlap(a, b) >= SAME_MATTER for a in left[:2] for b in right[:2])
