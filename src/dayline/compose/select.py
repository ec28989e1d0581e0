"""The plan of a day: which stories are sections, and which one line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dayline.compose.candidates import overlap
from dayline.compose.desk import Desk
from dayline.compose.material import Material
from dayline.model.document import DocumentId
from dayline.model.story import RankedStory

# Sections of an ordinary day, and words of the lines after them.
MOST_SECTIONS = 6
LINE_WORDS = 220
# Stories beyond that number that stand by, should one make no section.
SPARE_SECTIONS = 4
# Place of the story by which the day's others are measured: not the first, which on some days outweighs all.
MEASURE = 2
# Share of its weight below which a story is a line; set by reading days 5, 9, 20, 388 to 392.
SECTION_SHARE = 0.5
# Jaccard of the telling words of two stories' headlines from which they are one matter; headlines compared.
SAME_HEADLINE = 0.5
HEADLINES_COMPARED = 2
# What it adds to the weight of a story, on days most of whose stories have no headline, that a sentence of it says what
# the day's reports tell: about as much as headlines can. From 5 to 10 no T17 topic changes by more than .01.
DAY_CENTRAL = 5.0
# Marks that ranking puts on a story that no report tells: none of them is news.
NO_REPORT = ("opinion", "feature", "leisure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The stories of a day by what becomes of them, each best first.

    ``joined`` are those put together with a weightier one, and those without a usable headline: what of them no section
    tells may be a line. ``is_headed`` says that ranking could read headlines of at least half of the stories.
    """

    sections: tuple[RankedStory, ...]
    lines: tuple[RankedStory, ...]
    joined: tuple[RankedStory, ...] = ()
    is_headed: bool = True


def plan(desk: Desk) -> Plan:
    """Share the day's stories out; stories of one matter are put together before that."""
    material = desk.material
    news = [story for story in material.stories if not any(_has(story, genre) for genre in NO_REPORT)]
    is_headed = 2 * sum(_is_headed(story, material) for story in news) >= len(news)
    if not is_headed:
        weighed = (_weighed(story, desk) for story in news)
        news = sorted(weighed, key=lambda story: -story.score)
    merged, joined = _one_story_a_matter(news, desk)
    sections = _corroborated_first(_weighty(merged)[: MOST_SECTIONS + SPARE_SECTIONS])
    rest = [story for story in merged if story not in sections]
    return Plan(sections=tuple(sections), lines=tuple(rest), joined=tuple(joined), is_headed=is_headed)


def _is_headed(story: RankedStory, material: Material) -> bool:
    return any(material.documents[id_].headline.strip() for id_ in story.documents)


def _weighed(story: RankedStory, desk: Desk) -> RankedStory:
    """Return a story of a day without headlines, of which ranking reads little, with what its sentences weigh."""
    spans = desk.headlines(story.documents)
    told = (desk.style.content_words(desk.material.documents[span.document_id].quote(span)) for span in spans)
    nearest = max(map(desk.subjects.centroid.nearness, told), default=0.0)
    return replace(story, score=story.score + DAY_CENTRAL * nearest)


def _weighty(stories: Sequence[RankedStory]) -> list[RankedStory]:
    """Return the stories that are more than a line, measured by the third, or by the first of fewer."""
    if not stories:
        return []
    measure = stories[MEASURE] if len(stories) > MEASURE else stories[0]
    return [story for story in stories if story.score >= SECTION_SHARE * measure.score]


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
    stories: Sequence[RankedStory], desk: Desk
) -> tuple[list[RankedStory], list[RankedStory]]:
    """Put stories of one headline together; return also those that were joined to another, or have no headline."""
    kept: list[RankedStory] = []
    joined: list[RankedStory] = []
    headlines: list[list[frozenset[str]]] = []
    for story in stories:
        spans = desk.headlines(story.documents)[:HEADLINES_COMPARED]
        quoted = (desk.material.documents[span.document_id].quote(span) for span in spans)
        own = [desk.subjects.telling(desk.style.content_words(text)) for text in quoted]
        if not own:
            joined.append(story)
            continue
        twin = next(
            (
                place
                for place in range(len(kept))
                if not (story.story.decided or kept[place].story.decided)
                and any(overlap(a, b) >= SAME_HEADLINE for a in own for b in headlines[place])
            ),
            None,
        )
        if twin is None:
            kept.append(story)
            headlines.append(own)
        else:
            kept[twin] = _joined(kept[twin], story)
            joined.append(story)
    return kept, joined


def _joined(story: RankedStory, other: RankedStory) -> RankedStory:
    documents: tuple[DocumentId, ...] = tuple(dict.fromkeys(story.documents + other.documents))
    return replace(
        story,
        documents=documents,
        outlets=max(story.outlets, other.outlets),
        origins=max(story.origins, other.origins),
    )
