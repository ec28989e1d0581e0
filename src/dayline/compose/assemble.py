"""The digest from the plan: sections, lede, figures and lines, and once more through the gates as a whole."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations

from dayline.compose.desk import SAME_LINE, Desk
from dayline.compose.echoes import Echoes
from dayline.compose.figures import MOST_GROUPS, figure_groups
from dayline.compose.gates.whole import check_digest, title_faults
from dayline.compose.gist import DAY_WORDS, GIST_WORDS, gist_of, until
from dayline.compose.material import Draft, Material
from dayline.compose.openings import fuller_drafts, opening_lines
from dayline.compose.overtaken import is_stale
from dayline.compose.phrase import headline_drafts
from dayline.compose.sections import Made, make_section
from dayline.compose.select import LINE_WORDS, MOST_SECTIONS, plan
from dayline.compose.subjects import SHARED_WORDS
from dayline.compose.worth import worth_lines
from dayline.model.digest import Digest, FigureGroup, Passage, Speaker, passages_of
from dayline.model.entities import Actor
from dayline.model.story import RankedStory

LEDE_SENTENCES = 3
MOST_WITHHELD = 300
# Share of its story's weight that a document has by itself, and of what its section is about from which it tells the
# same in other words; set by reading days 5 and 391.
STRAY_SHARE, STRAY_LIKE = 0.5, 0.45
# Share of its story's weight that a document has that shares less than two telling words with the story's line: on days
# 2, 14, 21 and 30 such documents were other news, put to the story by mistake.
LEFT_SHARE = 0.9
# Power of a line's length by which its weight is divided, and words of an ordinary line. With .5 or 1 the lines of both
# even and odd days of the first forty told more events than with 0, at the same length.
COST, ORDINARY_LINE = 0.5, 11
# Headlines of a story that are tried as its one line.
HEADLINES_TRIED = 3
# Rounds of leaving out what the gates refuse of the whole; each leaves out at least one passage.
MOST_ROUNDS = 12
# Headings, and lines where there are too few, of which two make the title.
TITLE_HEADINGS = 4


def compose(material: Material) -> Digest | None:
    """Compose a day's digest; None where no line of the day passes the gates."""
    desk = Desk(material)
    day = plan(desk)
    gist = gist_of(desk, () if day.is_headed else (*day.sections, *day.lines, *day.joined))
    lede = list(until(gist, GIST_WORDS))
    made: list[Made] = []
    rest: list[RankedStory] = []
    strays: list[RankedStory] = []
    for story in day.sections:
        found = make_section(desk, story, made) if len(made) < MOST_SECTIONS else None
        if found is None:
            rest.append(story)
        else:
            made.append(found)
            heading = desk.style.content_words(found.section.heading.text)
            strays += _strays(desk, story, heading, found.about)
    sections = tuple(each.section for each in made)
    shown = {each.section.story_id for each in made}
    groups: list[FigureGroup] = []
    for story in (*(s for s in day.sections if s.story.id in shown), *day.lines, *day.joined):
        if len(groups) < MOST_GROUPS:
            groups += figure_groups(desk, story)
    also = _lines(desk, (*rest, *day.lines, *day.joined, *strays), Echoes(desk, sections), LINE_WORDS)
    told = (*lede, *(p for section in sections for p in (section.heading, *section.passages)), *also)
    lede += until(gist, DAY_WORDS - sum(len(passage.text.split()) for passage in told))
    if not lede:
        lede = [each.spare or _as_sentence(each.section.heading) for each in made[:LEDE_SENTENCES]]
    if not lede and not also:
        return None
    digest = Digest(
        crisis_id=material.crisis.id,
        day=material.day,
        date=material.date,
        cutoff=material.crisis.cutoff_of(material.date),
        title=_title(material, ([*(section.heading for section in sections), *also] or lede)[:2]),
        lede=tuple(lede),
        sections=sections,
        figures=tuple(groups[:MOST_GROUPS]),
        also=also,
        worth=worth_lines(desk, material.stories),
        coverage=material.coverage,
    )
    return _sound(desk, digest)


def _strays(desk: Desk, story: RankedStory, heading: frozenset[str], about: frozenset[str]) -> list[RankedStory]:
    """Return what a story's section or line leaves aside as being about something else, each document by itself."""
    apart = [
        id_
        for id_, document in ((id_, desk.material.documents[id_]) for id_ in story.documents)
        if not desk.subjects.touches(heading, document, frozenset())
        and not desk.subjects.keeps_to(about, document)
        and len(about & desk.subjects.of(document)) < STRAY_LIKE * len(about)
    ]
    return [replace(story, documents=(id_,), score=STRAY_SHARE * story.score) for id_ in apart]


def _sound(desk: Desk, digest: Digest) -> Digest | None:
    """Leave out, round by round, what the gates refuse of the whole; None where no title is left that stands."""
    for _ in range(MOST_ROUNDS):
        titled = _titled(desk, digest)
        if titled is None:
            return None
        refused = check_digest(titled, evidence=desk.evidence)
        if not refused:
            withheld = tuple(dict.fromkeys(desk.withheld))[:MOST_WITHHELD]
            return replace(titled, withheld=withheld, speakers=speakers_of(desk.material, titled))
        desk.withheld += [(where, f"rule {r.rule}, {r.gate}: {r.detail}") for where, r in refused]
        digest = _without(titled, {where for where, _ in refused})
    return None


def _titled(desk: Desk, digest: Digest) -> Digest | None:
    """Return the digest under the title of its leading headings that the gates let stand as one."""
    headings = ([*(section.heading for section in digest.sections), *digest.also] or digest.lede)[:TITLE_HEADINGS]
    for chosen in (*combinations(headings, 2), *((heading,) for heading in headings)):
        titled = replace(digest, title=_title(desk.material, chosen))
        if not any(title_faults(titled, evidence=desk.evidence)):
            return titled
    return None


def speakers_of(material: Material, digest: Digest) -> tuple[Speaker, ...]:
    """Return those who speak in a digest, in the order in which they first do, each with the role given last."""
    ids = dict.fromkeys(one for _, passage in passages_of(digest) for one in passage.speakers)
    return tuple(map(_speaker, (material.actors[one] for one in ids)))


def _speaker(actor: Actor) -> Speaker:
    latest = max(actor.roles, key=lambda role: (role.last or date.min, role.documents), default=None)
    aliases = tuple(alias.text for alias in actor.aliases if alias.text != actor.name)
    return Speaker(id=actor.id, name=actor.name, aliases=aliases, role=latest.title if latest else "")


def _without(digest: Digest, paths: set[str]) -> Digest:
    """Return the digest without the passages at some paths; without a section's heading the section goes."""
    sections = []
    for at, section in enumerate(digest.sections):
        place = f"sections[{at}]"
        passages = tuple(p for i, p in enumerate(section.passages) if f"{place}.passages[{i}]" not in paths)
        kept = [i for i in range(len(section.background)) if f"{place}.background[{i}]" not in paths]
        if place not in paths and f"{place}.heading" not in paths and passages:
            sections.append(
                replace(
                    section,
                    passages=passages,
                    background=tuple(section.background[i] for i in kept),
                    background_days=tuple(section.background_days[i] for i in kept),
                )
            )
    groups = []
    for at, group in enumerate(digest.figures):
        claims = tuple(c for i, c in enumerate(group.claims) if f"figures[{at}].claims[{i}]" not in paths)
        if claims:
            groups.append(replace(group, claims=claims))
    return replace(
        digest,
        sections=tuple(sections),
        figures=tuple(groups),
        lede=tuple(p for i, p in enumerate(digest.lede) if f"lede[{i}]" not in paths),
        also=tuple(p for i, p in enumerate(digest.also) if f"also[{i}]" not in paths),
        worth=tuple(p for i, p in enumerate(digest.worth) if f"worth[{i}]" not in paths),
    )


def _as_sentence(heading: Passage) -> Passage:
    ended = re.search(r"[.!?][”’\"')]*$", heading.text)
    return replace(heading, text=heading.text if ended else heading.text + ".", kind="report")


def _lines(desk: Desk, stories: Sequence[RankedStory], echoes: Echoes, words: int) -> tuple[Passage, ...]:
    """Return one line a story until so many words are full, weightiest first; what a line leaves has its own, in turn.

    Taken first is what weighs most for its length, as cost-scaled greedy choice does (Lin and Bilmes 2011).
    """
    waiting = [(_worth(desk, story), story) for story in _belonging(desk, stories, echoes)]
    taken: list[tuple[float, Passage]] = []
    while waiting and words > 0:
        _, story = waiting.pop(max(range(len(waiting)), key=lambda at: waiting[at][0]))
        line = _line(desk, story, echoes)
        if line is not None:
            taken.append((story.score, line))
            words -= len(line.text.split())
            waiting += [(_worth(desk, left), left) for left in _left_by(desk, story, line)]
    return tuple(line for _, line in sorted(taken, key=lambda each: -each[0]))


def _belonging(desk: Desk, stories: Sequence[RankedStory], echoes: Echoes) -> Iterator[RankedStory]:
    """Yield stories without the documents whose event a section tells.

    Without those that belong to the crisis by their company only, too: a line has one source.
    """
    for story in stories:
        own = tuple(
            id_
            for id_ in story.documents
            if id_ not in desk.material.marginal and not echoes.in_section(desk.material.documents[id_])
        )
        if own:
            yield replace(story, documents=own)


def _worth(desk: Desk, story: RankedStory) -> float:
    """Return a story's weight for the length of its headline."""
    spans = desk.headlines(story.documents)[:1]
    length = sum(len(desk.material.documents[span.document_id].quote(span).split()) for span in spans)
    return story.score / math.pow(length or ORDINARY_LINE, COST)


def _left_by(desk: Desk, story: RankedStory, line: Passage) -> list[RankedStory]:
    """Return the documents of a story that tell something else than its line, each by itself."""
    told = desk.subjects.telling(desk.style.content_words(line.text))
    documents = {id_: desk.material.documents[id_] for id_ in story.documents}
    apart = [id_ for id_, document in documents.items() if len(told & desk.subjects.of(document)) < SHARED_WORDS]
    return [replace(story, documents=(id_,), score=LEFT_SHARE * story.score) for id_ in apart]


def _line(desk: Desk, story: RankedStory, echoes: Echoes) -> Passage | None:
    """Return a story's best headline that passes the gates, or else a first sentence, if nothing printed says it."""
    headlines = tuple(_headline_lines(desk, story))
    good, poor = ([(words, drafts) for words, drafts, is_poor in headlines if is_poor is of] for of in (False, True))
    for words, drafts in (*good, *opening_lines(desk, story), *poor, *opening_lines(desk, story, poor=True)):
        if not desk.is_news(words, SAME_LINE) or desk.is_within(words):
            return None
        line = desk.admit(drafts, "report")
        if line is not None and echoes.is_told(story.story.thread_id, line):
            return None
        if line is not None:
            desk.printed.append(words)
            echoes.say(story.story.thread_id, line)
            return line
    return None


def _headline_lines(desk: Desk, story: RankedStory) -> Iterator[tuple[frozenset[str], Iterator[Draft], bool]]:
    """Yield a story's best headlines as words and drafts, and whether a first sentence is better.

    Before a headline's own drafts come those of the first sentence below it that says more.
    """
    headlines = desk.headlines(story.documents)
    for span in headlines[:HEADLINES_TRIED]:
        text = desk.material.documents[span.document_id].quote(span)
        if _names_nothing(desk, text) or not desk.subjects.says_of_what(text) or is_stale(desk, span):
            continue
        plain = next(headline_drafts(span, desk.material, desk.style)).text
        drafts = chain(fuller_drafts(desk, span), headline_drafts(span, desk.material, desk.style, ""))
        yield desk.style.content_words(text), drafts, desk.is_poor(plain)


def _names_nothing(desk: Desk, text: str) -> bool:
    """Tell whether a headline has neither a name nor a number, so that nobody knows where or whose its news is."""
    first, _, rest = text.partition(" ")
    named = any(c.isupper() or c.isdigit() for c in rest) or any(c.isdigit() for c in first)
    return not named and first.lower() in desk.evidence.lower_case_words


def _title(material: Material, leading: Sequence[Passage]) -> Passage:
    """Return "Day N: first heading, second heading"."""
    texts = [heading.text.removesuffix(".") for heading in leading]
    joint = "; " if any(mark in text for text in texts for mark in ",;:") else ", "
    citations = tuple(dict.fromkeys(citation for heading in leading for citation in heading.citations))
    return Passage(text=f"Day {material.day}: {joint.join(texts)}", kind="title", citations=citations)
