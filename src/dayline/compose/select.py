"""The plan of a day: which stories are sections, and which one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dayline.compose.candidates import overlap
from dayline.compose.headings import ranked_headlines
from dayline.compose.material import Material, Style
from dayline.compose.subjects import Subjects, cosine
from dayline.model.document import DocumentId
from dayline.model.story import RankedStory

# Sections of an ordinary day, and the lines after them.
MOST_SECTIONS = 7
MOST_LINES = 14
# Stories beyond that number that stand by, should one make no section.
SPARE_SECTIONS = 4
# Share of the leading story's weight below which a story is a line; set by reading days 5, 20, 390 to 392.
SECTION_SHARE = 0.42
# Jaccard of the telling words of two stories' headlines from which they are one matter; headlines compared.
SAME_HEADLINE = 0.5
HEADLINES_COMPARED = 2
# Cosine of two stories' profiles from which they are one matter; set on the pairs of days 5 and 390 to 392, of which
# the strangers reached 0.29 and the same matters began at 0.32.
SAME_MATTER = 0.33
# … and from which they are one where one of their leading words is the same, mostly the name of who acts.
RELATED = 0.2
LEADING_WORDS = 2
# Marks that ranking puts on a story that no report tells: none of them is news.
NO_REPORT = ("opinion", "feature", "leisure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The stories of a day by what becomes of them, each best first.

    ``joined`` are those put together with a weightier one: what of them its section does not tell may be a line.
    """

    sections: tuple[RankedStory, ...]
    lines: tuple[RankedStory, ...]
    joined: tuple[RankedStory, ...] = ()


def plan(material: Material, style: Style, subjects: Subjects) -> Plan:
    """Share the day's stories out; stories of one matter are put together before that."""
    news = [story for story in material.stories if not any(_has(story, genre) for genre in NO_REPORT)]
    merged, joined = _one_story_a_matter(news, material, style, subjects)
    top = merged[0].score if merged else 0.0
    sections = [
        story for story in merged[: MOST_SECTIONS + SPARE_SECTIONS] if story.score >= SECTION_SHARE * top
    ]
    sections = _corroborated_first(sections)
    rest = [story for story in merged if story not in sections]
    return Plan(sections=tuple(sections), lines=tuple(rest), joined=tuple(joined))


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
) -> tuple[list[RankedStory], list[RankedStory]]:
    """Put stories of one thread, headline or profile together; return also those that were joined to another."""
    kept: list[RankedStory] = []
    joined: list[RankedStory] = []
    headlines: list[list[frozenset[str]]] = []
    profiles: list[dict[str, float]] = []
    for story in stories:
        spans = ranked_headlines(material, story.documents, style, subjects)[:HEADLINES_COMPARED]
        own = [
            subjects.telling(style.content_words(material.documents[span.document_id].quote(span)))
            for span in spans
        ]
        if not own:
            continue
        profile = subjects.profile(story.documents)
        twin = next(
            (
                place
                for place, other in enumerate(kept)
                if other.story.thread_id == story.story.thread_id
                or any(overlap(a, b) >= SAME_HEADLINE for a in own for b in headlines[place])
                or _same_matter(profile, profiles[place])
            ),
            None,
        )
        if twin is None:
            kept.append(story)
            headlines.append(own)
            profiles.append(profile)
        else:
            kept[twin] = _joined(kept[twin], story)
            joined.append(story)
    return kept, joined


def _same_matter(left: Mapping[str, float], right: Mapping[str, float]) -> bool:
    likeness = cosine(left, right)
    leading = [
        set(sorted(each, key=lambda word: (-each[word], word))[:LEADING_WORDS]) for each in (left, right)
    ]
    return likeness >= SAME_MATTER or (likeness >= RELATED and bool(leading[0] & leading[1]))


def _joined(story: RankedStory, other: RankedStory) -> RankedStory:
    documents: tuple[DocumentId, ...] = tuple(dict.fromkeys(story.documents + other.documents))
    return replace(
        story,
        documents=documents,
        outlets=max(story.outlets, other.outlets),
        origins=max(story.origins, other.origins),
    )
