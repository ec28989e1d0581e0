"""First sentences as lines: where no headline is one, and where a sentence says more than its own headline."""

import re
from collections.abc import Iterator

from dayline.compose.candidates import Candidate, by_weight, comments, speculates, stands_alone
from dayline.compose.desk import Desk
from dayline.compose.headings import SHORTEST, is_refused
from dayline.compose.material import Draft
from dayline.compose.overtaken import is_stale
from dayline.compose.phrase import headline_drafts, is_said, sentence_drafts, voices_of
from dayline.compose.repeats import saying_in
from dayline.compose.wording import outside_quotes
from dayline.model.document import DocumentId, Span
from dayline.model.story import RankedStory

# Words of a sentence that may stand for a story without a usable headline, and sentences of a text without any that are
# looked at where the first is too long.
LONGEST_LINE, EARLY = 30, 5
# Words of a sentence that may stand for its headline, and times the headline's words.
LONGEST_FULLER, MOST_LONGER = 28, 2.0
# Share of a headline's content words that such a sentence has.
LEAST_HELD = 0.8

# A name or a number in a headline.
_NAMED = re.compile(r"(?<![\w’'-])[A-Z\d][\w’'-]*")


def opening_lines(
    desk: Desk, story: RankedStory, *, poor: bool = False
) -> Iterator[tuple[frozenset[str], Iterator[Draft]]]:
    """Yield sentences of a story's texts that are short enough for a line: first ones, then the weightiest early ones.

    Each says who says so, or holds a name or number. What an outlet of a side tells so stands after the speaker whom
    its headline names or its own name, unless somebody in it says so. Below a headline of any other outlet that is
    no line the first sentence is none either, unless the headline is only too short: of 22 such lines of 45 days 14
    were of features. ``poor`` are those with a side's name for the other, which only a named speaker may say.
    """
    for candidate, index in sorted(_early(desk, story.documents), key=lambda found: found[1] > 0):
        is_first = index == 0 and not _is_of_a_feature(candidate, desk)
        may_open = is_first and (_is_sided(candidate, desk) or len(candidate.document.headline) < SHORTEST)
        if _could_open(candidate, desk) and (may_open or not candidate.document.headline.strip()):
            yield candidate.words, _drafts(candidate, desk, poor=poor)


def fuller_drafts(desk: Desk, title: Span) -> Iterator[Draft]:
    """Yield wordings of the first sentence under a headline that says all of it, and where, who or how many.

    None where it is much longer.
    """
    document = desk.material.documents[title.document_id]
    printed = next(headline_drafts(title, desk.material, desk.style, "")).text
    most = min(LONGEST_FULLER, MOST_LONGER * len(printed.split()))
    for candidate, index in _early(desk, (document.id,)):
        is_first = index == 0 and candidate.document.id == document.id and not _is_of_a_feature(candidate, desk)
        is_fuller = is_first and _says_all(candidate, title, desk) and _adds(candidate, title, desk)
        if is_fuller and _could_open(candidate, desk):
            yield from (d for d in _drafts(candidate, desk, poor=False) if len(d.text.split()) <= most)


def _says_all(candidate: Candidate, title: Span, desk: Desk) -> bool:
    """Tell whether a sentence holds nearly all content words of a headline, and each of its names and counts."""
    style, text = desk.style, candidate.document.quote(title)
    told = {style.endings.sub("", word) for word in candidate.words}
    words = style.content_words(text)
    missing = {word for word in words if style.endings.sub("", word) not in told}
    is_word = text.partition(" ")[0].lower() in desk.evidence.lower_case_words
    named = " ".join(found[0] for found in _NAMED.finditer(text, int(is_word)))
    if missing & style.content_words(named) or len(missing) > (1 - LEAST_HELD) * len(words):
        return False
    return _counts(title, desk) <= _counts(candidate.span, desk)


def _counts(span: Span, desk: Desk) -> frozenset[float]:
    """Return what is counted in a headline or sentence; one alone says no more than an article."""
    figures = desk.material.annotations[span.document_id].figures
    return frozenset(figure.low for figure in figures if figure.span.is_within(span) and figure.low > 1)


def _adds(candidate: Candidate, title: Span, desk: Desk) -> bool:
    """Tell whether a sentence names a person or a place within a country, or counts something, unlike its headline."""
    document, said = candidate.document, desk.style.content_words(candidate.document.quote(title))
    held = desk.material.annotations[document.id]
    places = (found.span for found in held.places if found.place.kind in {"settlement", "region"})
    people = (found.span for found in held.people if " " in document.quote(found.span))
    named = (document.quote(span) for span in (*places, *people) if span.is_within(candidate.span))
    is_named = any(desk.style.content_words(name).isdisjoint(said) for name in named)
    return is_named or not _counts(candidate.span, desk) <= _counts(title, desk)


def _drafts(candidate: Candidate, desk: Desk, *, poor: bool) -> Iterator[Draft]:
    """Yield wordings of a sentence as a line, after the name of who says it where an outlet of a side does not tell."""
    names = [name for name, at in voices_of(candidate, desk.material, desk.style) if at or not poor]
    told_by = names if poor else (*names, candidate.document.source_name)
    is_led = _is_sided(candidate, desk) and not is_said(candidate, desk.material)
    voices = tuple(f"{name}: " for name in told_by) if is_led else ("",)
    drafts = sentence_drafts(candidate, desk.material, desk.style)
    return (d for d in drafts if d.text.startswith(voices) and desk.is_poor(d.text) is poor)


def _could_open(candidate: Candidate, desk: Desk) -> bool:
    """Tell whether a sentence stands by itself, of something named, with a fact or with who says so."""
    unsaid = speculates(candidate.text, desk.material) or comments(candidate.text, desk.style)
    if unsaid or not stands_alone(candidate, desk.material, desk.style) or is_stale(desk, candidate.span):
        return False
    has_facts = bool(saying_in(candidate.span, desk.material, desk.style, desk.subjects).facts)
    return (has_facts or is_said(candidate, desk.material)) and desk.subjects.says_of_what(candidate.text)


def _is_sided(candidate: Candidate, desk: Desk) -> bool:
    source = desk.material.source_of(candidate.document)
    return source is not None and bool(source.side)


def _is_of_a_feature(candidate: Candidate, desk: Desk) -> bool:
    """Tell whether a sentence stands under a headline that is none of news, or in the first person of nobody named."""
    headline = outside_quotes(candidate.document.headline)
    is_told = desk.style.first_person.search(headline) and not desk.style.headline_speaker.search(headline)
    return bool(is_told) or is_refused(candidate.document, desk.style)


def _early(desk: Desk, documents: tuple[DocumentId, ...]) -> Iterator[tuple[Candidate, int]]:
    """Yield the sentences of some documents that could be lines, by weight, each with its place in its text."""
    for candidate in by_weight(desk.candidates(documents)):
        sentences = desk.material.annotations[candidate.document.id].sentences
        index = next((s.index for s in sentences if candidate.span.is_within(s.span)), EARLY)
        if index < EARLY and candidate.speaker is None and len(candidate.text.split()) <= LONGEST_LINE:
            yield candidate, index
