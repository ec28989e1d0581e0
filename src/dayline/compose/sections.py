"""Sections: a heading, what keeps to it from the day's documents, and what was known before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dayline.compose.background import background_of
from dayline.compose.candidates import Candidate, by_weight, overlap
from dayline.compose.desk import SAME_SAYING, Desk
from dayline.compose.headings import opening_span
from dayline.compose.leaning import lacks_site, lacks_thing, names_nothing
from dayline.compose.lede import lede_line
from dayline.compose.material import own_words
from dayline.compose.notes import section_notes
from dayline.compose.overtaken import is_overtaken, is_past_hope, is_stale
from dayline.compose.phrase import (
    heading_drafts,
    headline_drafts,
    sentence_drafts,
    speech_draft,
)
from dayline.compose.repeats import Saying, Told, numbers_among, saying_in
from dayline.compose.subjects import SHARED_WORDS
from dayline.compose.telegrams import explains, is_elliptic, lacks_article
from dayline.model.digest import Passage, Section
from dayline.model.document import Span
from dayline.model.story import RankedStory

# Passages of a section: of the two that lead the day, and of the others.
MOST_PASSAGES, LATER_PASSAGES = 4, 2
LEADING_SECTIONS = 2
# People that two headings have in common from which they are about one matter: what they did together.
SAME_PEOPLE = 2
# Share of the weight of a section's weightiest sentence below which another is not worth its place.
LEAST_SHARE = 0.27
# What the whole of a heading's telling words adds to the weight of a sentence that would open the section.
LEADING_WEIGHT = 2.0
# Sentences of speeches in a section.
MOST_SPEECH = 1
# Headlines that may stand as lines of a section where its documents have little text.
MOST_HEADLINES = 2
# Content words that a section's only passage adds to its heading, up to which it says nothing more.
MOST_ADDED = 4
# Share of what tells a heading's matter that the passages below it have; else the next heading is tried.
LEAST_TOLD = 0.25
# Headlines of a story that are tried as its heading.
HEADINGS_TRIED = 3
# Jaccard of content words of two headlines from which the later one tells what the earlier announced.
LIKE_HEADLINE = 0.2
# Share of what tells a heading's matter from which a sentence that hopes or expects does so for what the heading tells.
HOPED_FOR = 0.2
# Share of the weight of a further passage's senses that heading and passages have from which it says them again; of ten
# that went from days 1 to 40 and 383 to 392 one was missed.
SAID_AGAIN = 0.6
# Words of a sentence without its articles beyond which it is a teaser run into the text below it.
LONGEST_TELEGRAM = 32


@dataclass(frozen=True, slots=True)
class Made:
    """A section and a line for the lede that says its news in other words.

    ``about`` are its telling words; ``people`` are those whom the heading names, each by the words of the name, and
    ``leading`` those among them who run through the story. ``decided`` says that editors joined or split it.
    """

    section: Section
    spare: Passage | None
    about: frozenset[str]
    people: tuple[frozenset[str], ...]
    leading: tuple[frozenset[str], ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class _Tried:
    """A heading, what it says, and the passages that keep to it."""

    heading: Passage
    about: frozenset[str]
    people: tuple[frozenset[str], ...]
    leading: tuple[frozenset[str], ...]
    told: Told
    passages: Sequence[Passage]


def make_section(desk: Desk, story: RankedStory, made: Sequence[Made]) -> Made | None:
    """Return a story's section after those made so far, under the first of its headlines that its passages tell.

    It speaks from the documents that belong to the crisis by themselves, where there are any. None where nothing of it
    passes the gates, where all of it repeats earlier days, or one of them is about the same, unless editors decided
    about either.
    """
    decided = bool(story.story.decided)
    own = tuple(id_ for id_ in story.documents if id_ not in desk.material.marginal)
    story = replace(story, documents=own or story.documents)
    headlines = desk.headlines(story.documents)
    untold: _Tried | None = None
    for heading in islice(_headings(desk, story, headlines), HEADINGS_TRIED):
        words = _heading_words(desk, heading)
        about = desk.subjects.about(words, story.documents)
        people = desk.people_in(heading.citations[0].span)
        leading = tuple(name for name in people if desk.subjects.runs_through(name, story.documents))
        if any(
            desk.subjects.are_one(about, m.about)
            or _shared(people, m.people) >= SAME_PEOPLE
            or _shared(leading, m.leading)
            for m in made
            if not (decided or m.decided)
        ):
            break
        most = MOST_PASSAGES if len(made) < LEADING_SECTIONS else LATER_PASSAGES
        elsewhere, senses = frozenset[str]().union(*desk.printed), desk.senses.of(own_words(heading))
        told = Told(words, desk.subjects.telling(words), elsewhere, desk.style.endings, senses)
        passages = list(_sentences(desk, story, heading, about, told, most))
        if (lacking := min(most, MOST_HEADLINES + 1) - len(passages)) > 0:
            new = [span for span in headlines if desk.is_new(_words_of(desk, span), story.story.thread_id)]
            first = heading.citations[0].span
            new = [span for span in new if not (desk.subjects.is_elsewhere(first, span) or _is_past(desk, span, first))]
            before = " ".join(each.text for each in (heading, *passages))
            passages += _headline_lines(desk, new, about, told, before, lacking)
        if passages and not (len(made) >= LEADING_SECTIONS and not decided and _is_echo(desk, passages, told)):
            tried = _Tried(heading, about, people, leading, told, passages)
            if told.share_in(frozenset().union(*told.passages)) >= LEAST_TOLD:
                return _made(desk, story, headlines, tried, decided=decided)
            untold = untold or tried
    return _made(desk, story, headlines, untold, decided=decided) if untold else None


def _is_echo(desk: Desk, passages: Sequence[Passage], told: Told) -> bool:
    """Tell whether all that a section has is one passage that says its heading again: then a line says it."""
    (first, *others), style = passages, desk.style
    words = style.content_words(own_words(first))
    added = {style.endings.sub("", word) for word in words} - {style.endings.sub("", word) for word in told.heading}
    return not others and len(added) <= MOST_ADDED and numbers_among(words) <= numbers_among(told.heading)


def _heading_words(desk: Desk, heading: Passage) -> frozenset[str]:
    """Return the content words of a heading's news, without its outlet's name and the offices put in."""
    first, *others = heading.citations
    if others:
        return _words_of(desk, first.span)
    return desk.style.content_words(own_words(heading))


def _made(desk: Desk, story: RankedStory, headlines: Sequence[Span], tried: _Tried, *, decided: bool) -> Made:
    desk.printed += tried.told.words()
    spare = lede_line(
        desk, story.documents, headlines, tried.about, tried.heading.citations[0].span, tried.told.words()
    )
    section = _section(desk, story, tried.heading, tried.passages, tried.about)
    return Made(section, spare, tried.about, tried.people, tried.leading, decided)


def _section(
    desk: Desk, story: RankedStory, heading: Passage, passages: Sequence[Passage], about: frozenset[str]
) -> Section:
    said = frozenset[str]().union(*(desk.senses.of(each.text) for each in (heading, *passages)))
    background, days = background_of(desk, story, about, said)
    return Section(
        story_id=story.story.id,
        heading=heading,
        passages=tuple(passages),
        background=background,
        background_days=days,
        outlets=story.outlets,
        origins=story.origins,
        notes=section_notes(desk, story, (heading, *passages)),
        documents=story.documents,
    )


def _is_of_others(desk: Desk, heading: Passage, told: Told, candidate: Candidate) -> bool:
    """Tell whether a sentence is about several people, none of them in a heading that names some."""
    ours = desk.people_in(heading.citations[0].span)
    theirs = set(desk.people_in(candidate.span))
    if not ours or len(theirs) < SAME_PEOPLE or any(name & other for name in theirs for other in ours):
        return False
    return len(told.telling & candidate.words) < SHARED_WORDS


def _shared(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> int:
    """Return how many people of one heading another names, too."""
    return sum(any(name & other for other in right) for name in left)


def _headings(desk: Desk, story: RankedStory, headlines: Sequence[Span]) -> Iterator[Passage]:
    """Yield the headlines that may be a heading today, best first, after them those that an earlier day had.

    Where the gates refuse them all, or let them stand only as an outlet's word, or they are poor, first sentences
    stand for them. What the day has overtaken comes last of all.
    """
    is_told, poor, stale = False, list[Passage](), list[Passage]()
    overtaken = frozenset(span for span in headlines if is_stale(desk, span))
    for span in sorted(
        headlines,
        key=lambda span: (
            not desk.is_new(_words_of(desk, span), story.story.thread_id),
            any(_is_past(desk, span, other) for other in headlines),
            span in overtaken,
        ),
    ):
        if not desk.is_news(_words_of(desk, span)):
            is_told = True
        elif passage := desk.admit(heading_drafts(span, desk.material, desk.style), "heading"):
            if span in overtaken:
                stale.append(passage)
            elif desk.is_poor(passage.text) or desk.is_outlets_word(passage.text, span):
                poor.append(passage)
            else:
                is_told = True
                yield passage
    for span in () if is_told else _openings(desk, story):
        drafts = () if is_stale(desk, span) else heading_drafts(span, desk.material, desk.style)
        passage = desk.admit(drafts, "heading")
        if passage and not (desk.is_poor(passage.text) or desk.is_outlets_word(passage.text, span)):
            yield passage
    yield from (*poor, *stale)


def _openings(desk: Desk, story: RankedStory) -> Iterator[Span]:
    """Yield the first sentences of a story's documents that are news."""
    for document in (desk.material.documents[id_] for id_ in story.documents):
        span = opening_span(desk.material, document, desk.style) if desk.subjects.is_usable(document) else None
        if span and desk.is_news(_words_of(desk, span)) and desk.is_new(_words_of(desk, span), story.story.thread_id):
            yield span


def _is_past(desk: Desk, span: Span, other: Span) -> bool:
    """Tell whether a headline announces what another tells as done."""
    is_like = overlap(_words_of(desk, span), _words_of(desk, other)) >= LIKE_HEADLINE
    return is_like and is_overtaken(desk, span, other)


def _words_of(desk: Desk, span: Span) -> frozenset[str]:
    return desk.style.content_words(desk.material.documents[span.document_id].quote(span))


def _sentences(
    desk: Desk, story: RankedStory, heading: Passage, about: frozenset[str], told: Told, most: int
) -> Iterator[Passage]:
    """Yield the weightiest sentences that keep to the heading and say something new, today and since the days before.

    ``told`` grows by their words.
    """
    before, spoken, least = "", 0, 0.0
    for candidate in _in_turn(desk, desk.candidates(story.documents), told):
        if most == 0 or candidate.weight < least:
            return
        if candidate.speaker is not None and spoken == MOST_SPEECH:
            continue
        keeps = desk.subjects.keeps_to(about, candidate.document, candidate.words)
        keeps = keeps and desk.subjects.touches(told.heading, candidate.document, candidate.words)
        keeps = keeps and not desk.subjects.is_elsewhere(heading.citations[0].span, candidate.span)
        keeps = keeps and not _is_of_others(desk, heading, told, candidate)
        if told.share_in(candidate.words) >= HOPED_FOR:
            keeps = keeps and not is_past_hope(desk, candidate.span, heading.citations[0].span)
        keeps = keeps and not (is_stale(desk, candidate.span) or _is_of_another_hour(desk, told, candidate.text))
        if not (keeps and desk.is_new(candidate.words, story.story.thread_id) and desk.is_news(candidate.words)):
            continue
        saying = saying_in(candidate.span, desk.material, desk.style, desk.subjects)
        if not (told.is_repeated_by(saying) or _says_again(desk, told, saying, candidate.text)):
            passage = _passage(desk, candidate, heading, before)
            if passage is not None:
                told.say(candidate.words, desk.senses.of(candidate.text))
                before += " " + passage.text
                least = max(least, LEAST_SHARE * candidate.weight)
                most -= 1
                spoken += candidate.speaker is not None
                yield passage


def _is_of_another_hour(desk: Desk, told: Told, text: str) -> bool:
    """Tell whether a sentence has other news than its heading, and only says how long after that it came."""
    opening, comma, news = text.partition(", ")
    words = desk.style.content_words
    return bool(comma and desk.style.hour_before.match(text)) and told.is_hour_alone(words(opening), words(news))


def _in_turn(desk: Desk, candidates: Sequence[Candidate], told: Told) -> Iterator[Candidate]:
    """Yield, until a first is printed, those that say much of the heading, then others by weight; explainers last."""
    news = [c for c in candidates if not explains(c.document.headline, desk.style)]
    ordered = by_weight(news) + by_weight([c for c in candidates if c not in news])
    tried = set()
    for candidate in sorted(news or ordered, key=lambda c: -c.weight - LEADING_WEIGHT * told.share_in(c.words)):
        if told.passages:
            break
        tried.add(candidate.span)
        yield candidate
    yield from (candidate for candidate in ordered if candidate.span not in tried)


def _headline_lines(
    desk: Desk, headlines: Sequence[Span], about: frozenset[str], told: Told, before: str, most: int
) -> Iterator[Passage]:
    """Yield headlines of the story that keep to its heading and say something else; ``told`` grows by them.

    Those that are no whole sentences come last. ``before`` is the text of the section so far.
    """
    texts = {span: desk.material.documents[span.document_id].quote(span) for span in headlines}
    for span in sorted(texts, key=lambda span: is_elliptic(texts[span], desk.style)):
        if most == 0:
            return
        document, words = desk.material.documents[span.document_id], desk.style.content_words(texts[span])
        keeps = desk.subjects.keeps_to(about, document, words) and not is_stale(desk, span)
        keeps = keeps and (span.field == "text" or desk.subjects.touches(told.heading, document, words))
        telling = desk.subjects.telling(words) - desk.subjects.own_people
        saying = Saying(words=words, telling=telling, numbers=numbers_among(words))
        adds = not (told.is_repeated_by(saying, SAME_SAYING) or _says_again(desk, told, saying, texts[span]))
        if keeps and adds and desk.is_news(words):
            line = desk.admit(headline_drafts(span, desk.material, desk.style, before), "report")
            if line is not None:
                before += f" {line.text}"
                told.say(words, desk.senses.of(texts[span]))
                most -= 1
                yield line


def _says_again(desk: Desk, told: Told, saying: Saying, text: str) -> bool:
    """Tell whether a further passage says little that was not said, in whatever words, and counts nothing anew."""
    is_said = desk.senses.share_in(desk.senses.of(text), told.senses) >= SAID_AGAIN
    return bool(told.passages) and is_said and not told.counts_anew(saying)


def _passage(desk: Desk, candidate: Candidate, heading: Passage, before: str) -> Passage | None:
    known = desk.style.content_words(f"{heading.text} {before}")
    if lacks_thing(candidate.text, known, desk.style) or lacks_site(candidate.text, known, desk.style):
        return None
    if candidate.speaker is not None:
        return desk.admit([speech_draft(candidate, candidate.speaker, desk.material, desk.style)], "quote")
    if names_nothing(candidate.text):
        return None
    quoted = any(s.kind in {"direct", "mixed"} and s.act == "speech" for s in candidate.statements)
    is_introduced = len(heading.citations) > 1
    drafts = sentence_drafts(
        candidate, desk.material, desk.style, f"{heading.text} {before}" if is_introduced else before
    )
    is_one_of_many = bool(before) or len(candidate.text.split()) > LONGEST_TELEGRAM
    whole = (draft for draft in drafts if not (is_one_of_many and lacks_article(draft.text, desk.style)))
    return desk.admit(whole, "quote" if quoted else "report")
