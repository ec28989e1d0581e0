"""Background: what an earlier day said of what a section is about, marked as such and dated."""

from collections.abc import Iterator
from math import sqrt

from dayline.compose.candidates import speculates, stands_alone
from dayline.compose.desk import SAME_AS_HEADING, Desk
from dayline.compose.headings import headline_span
from dayline.compose.material import Draft, published_date
from dayline.compose.phrase import headline_drafts, sentence_drafts
from dayline.model.digest import Passage
from dayline.model.document import Document
from dayline.model.story import RankedStory

# Sentences of earlier days that are tried for background.
BACKGROUND_TRIES = 12
# Words of what a section is about that such a sentence must hold itself, and the least cosine of the two sets of
# words: set by reading days 20 to 26 and the bundled sample, where lower ones told of something else in the same place.
BACKGROUND_SHARED, BACKGROUND_LIKE = 3, 0.3

# Share of its telling words that a passage of today has from which background only says it again; of the backgrounds of
# fifty days, where most of those below it added something.
TOLD_AGAIN = 0.7
# … and share of the weight of its senses that its section has.
SAID_AGAIN = 0.65


def background_of(
    desk: Desk, story: RankedStory, about: frozenset[str], said: frozenset[str]
) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
    """Return the sentence of an earlier day of the story's thread that says most of what the section is about.

    ``said`` are the senses of the section: what has most of them says it again.
    """
    tries = sorted(
        _tries(desk, story, about),
        key=lambda found: (desk.is_outlets_word(found[2].text, found[2].spans[0]), -found[0]),
    )
    for _, document, draft, words in tries[:BACKGROUND_TRIES]:
        published, number = published_date(document), _day_number(desk, document)
        if published is None or number is None:
            continue
        if not desk.is_news(words, SAME_AS_HEADING) or desk.is_within(words, TOLD_AGAIN):
            continue
        if desk.senses.share_in(desk.senses.of(draft.text), said) >= SAID_AGAIN:
            continue
        told = desk.style.words_for(
            "earlier",
            weekday=desk.style.weekday(published),
            date=desk.style.spell_date(published),
            day=number,
            sentence=draft.text,
        )
        passage = desk.admit([Draft(text=told, spans=draft.spans)], "background")
        if passage is not None:
            desk.printed.append(words)
            return (passage,), (number,)
    return (), ()


def _tries(
    desk: Desk, story: RankedStory, about: frozenset[str]
) -> Iterator[tuple[float, Document, Draft, frozenset[str]]]:
    """Yield, newest day first, drafts with how like a section's words theirs are, their documents and their words."""
    for id_ in desk.material.earlier.get(story.story.thread_id, ()):
        document = desk.material.documents[id_]
        if desk.subjects.is_on(about, document) and desk.subjects.is_usable(document):
            for draft, words in _drafts(desk, document):
                shared = len(about & words)
                if shared >= BACKGROUND_SHARED and (like := shared / sqrt(len(about) * len(words))) >= BACKGROUND_LIKE:
                    yield like, document, draft, words


def _day_number(desk: Desk, document: Document) -> int | None:
    """Return the number of the earlier day that a document belongs to; None before day 1 and in a pause."""
    crisis, moment = desk.material.crisis, document.published_at
    if moment is None:
        return None
    day = document.published_on or crisis.date_at(moment)
    if day >= desk.material.date or crisis.is_paused(day):
        return None
    number = crisis.number_of(day)
    return number if number >= 1 else None


def _drafts(desk: Desk, document: Document) -> Iterator[tuple[Draft, frozenset[str]]]:
    """Yield a document's first sentence and its headline: what stands on its own feet days later."""
    material, style = desk.material, desk.style
    for candidate in sorted(desk.candidates((document.id,)), key=lambda found: found.span.start)[:1]:
        leans = speculates(candidate.text, material) or not stands_alone(candidate, material, style, in_section=True)
        if candidate.speaker is None and not leans:
            for draft in sentence_drafts(candidate, material, style, told_on=published_date(document)):
                yield draft, candidate.words
    span = headline_span(document, style)
    if span is not None:
        words = style.content_words(document.quote(span))
        yield from ((draft, words) for draft in headline_drafts(span, material, style))
