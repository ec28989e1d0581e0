"""Headings: the headline that best says what a story's headlines say, stripped of what is not news."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from dayline.compose.candidates import CLUMSY_MALUS, centrality, comments, demands, is_spoken, story_words
from dayline.compose.form import faults
from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.material import Material
from dayline.compose.misquotes import misquotes
from dayline.compose.offices import lacks_country
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.compose.wording import QUOTED, closed, outside_quotes, trim_sentence, with_dashes
from dayline.model.claims import Figure
from dayline.model.document import Document, DocumentId, Span

# Characters of a heading that fits two lines of the page and still says something.
SHORTEST, LONGEST = 22, 125
FEWEST_WORDS = 4
# … and of one that a text's first sentence makes, where there is no headline: a sentence of 25 words.
LONGEST_OPENING = 160
# Share of a headline's content words that its text's first sentence says, from which it is news though no verb was read
# in it ("EU sanctions another nine entities"); of days 1 to 40, where .6 and .8 are alike.
TOLD_SHARE = 0.6
# Share of capitalised words above which a headline is set in title case, which reads badly in running text.
TITLE_CASE = 0.7
# Sentences of a text without a headline that are tried as one; what it adds that one is near to what the day's reports
# tell, and takes for each sentence before it.
EARLY, DAY_CENTRAL, LATER_MALUS = 5, 4.0, 0.1
# Documents of a story from which a headline must keep to what most of them are about.
FEW_MEMBERS = 3
# What a toll in a headline adds to its score.
TOLL_BONUS = 0.3
# … what it takes from it that this is a total since some day, which only the text says; and by how much of the larger
# one two numbers differ of which one is rounded.
TOTAL_MALUS, ROUNDED = 0.8, 0.05
# What it takes from the headline of a speech, which names the occasion and not the news.
SPEECH_MALUS = 0.6
# … from one in which no verb was read,
NO_VERB_MALUS = 0.55
# … from one that comments,
COMMENT_MALUS = 0.4
# … and from one of an outlet that speaks for a side, which names nobody who says so: it stands after the outlet's name.
SIDE_MALUS = 0.35
# … and from one with a side's name for the other.
LABEL_MALUS = 0.5
# … and from one with hyphens in the place of dashes within it.
HYPHEN_MALUS = 0.3
# … and from one of two sentences.
TWO_SENTENCES_MALUS = 0.5
# … and from one with a word shouted in capitals, longer than most abbreviations.
SHOUT_MALUS = 0.3


_SENTENCE_END = re.compile(r"[a-z’”]{3}\. (?=[A-Z\d])")
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
# a quotation, or what stands on both sides of a dash: "Damn them all! - mayor on the flood"
_SAYING = re.compile(r"[“”‘\"]|(?<!\w)'| [-–—] ")
_NAME_BEFORE = re.compile(r"([A-Z][\w’-]+(?: [A-Z][\w’-]+)*): ")
_WHOLE_NAME = re.compile(r"([A-Z][\w’-]+(?: [A-Z][\w’-]+)+): ")
# What it takes that somebody is quoted in title case: what is in quotation marks is not set as a sentence.
QUOTED_CASE_MALUS = 0.6
# What it takes that a headline does not name the crisis, where most do: of twelve headings that changed on days 19 to
# 392 ten became better.
UNNAMED_MALUS = 0.4


def headline_span(document: Document, style: Style) -> Span | None:
    """Return the part of a headline that is news, or None where it is no statement of news."""
    headline = document.headline
    start, end = _news_part(headline, style, style.prefixes)
    text = headline[start:end]
    if not SHORTEST <= len(text) <= LONGEST or len(text.split()) < FEWEST_WORDS:
        return None
    if _is_of_somebody_silent(headline, document.text, style):
        return None
    if text[0].islower() or comments(text, style) or is_refused(document, style):
        return None
    if _untold(style).search(text) or style.junk.search(text):
        return None
    return document.span(start, end, "title")


@lru_cache(maxsize=8)
def _totals(style: Style) -> re.Pattern[str]:
    return style.any_of("headline_totals")


def is_total(text: str, style: Style) -> bool:
    """Tell whether a headline tells a total so far as the deed of a day ("Flood already kills 300")."""
    return _totals(style).search(text) is not None


@lru_cache(maxsize=8)
def _untold(style: Style) -> re.Pattern[str]:
    """Return the pattern of headlines that say that something was said and not what."""
    return style.any_of("headline_untold")


def is_refused(document: Document, style: Style) -> bool:
    """Tell whether a headline, or what is left of it, is none of news: the text below it tells none either."""
    start, end = _news_part(document.headline, style, style.prefixes)
    return bool(style.refused.search(document.headline) or style.refused.search(document.headline[start:end]))


def _is_of_somebody_silent(headline: str, text: str, style: Style) -> bool:
    """Tell whether the whole name that an outlet of tags puts before a headline is of somebody who says nothing.

    Such a name reads as the speaker's.
    """
    named = _WHOLE_NAME.match(headline)
    if named is None or style.tag.match(headline) or not style.tagged_suffixes.search(headline):
        return False
    surname = named[1].rpartition(" ")[2]
    told = text.replace(headline[: named.end()], "")
    return not any(surname in each and style.headline_speaker.search(each) for each in told.split(". "))


def _is_led_by_topic(material: Material, document: Document, span: Span, style: Style) -> bool:
    """Tell whether an outlet of no side puts a name before a colon of whom it tells and who is not quoted."""
    source, named = material.source_of(document), _NAME_BEFORE.match(document.quote(span))
    if named is None or source is None or source.side or not document.text.strip():
        return False
    named_at = document.span(span.start, span.start + len(named[1]), span.field)
    places = (found.span for found in material.annotations[document.id].places)
    told = document.quote(span)[named.end() :]
    if QUOTED.search(told) or style.headline_speaker.search(told) or any(place.is_within(named_at) for place in places):
        return False
    surname = named[1].rpartition(" ")[2]
    return not any(surname in each and style.headline_speaker.search(each) for each in document.text.split(". "))


def _is_of_nobody_known(material: Material, document: Document, span: Span) -> bool:
    """Tell whether a headline is the words of a person before a colon of whom no document says who that is."""
    source, named = material.source_of(document), _WHOLE_NAME.match(document.quote(span))
    if named is None or (source is not None and source.side):
        return False
    people = [found for found in material.annotations[document.id].people if found.name == named[1]]
    actors = [material.actors.get(found.person_id) for found in people if found.person_id]
    has_role = any(found.role for found in people) or any(actor and actor.roles for actor in actors)
    return bool(people) and not has_role


def opening_span(material: Material, document: Document, style: Style) -> Span | None:
    """Return the first sentence of a text without a headline (a message of a channel), None where it is no heading."""
    return next((span for span, index in early_spans(material, document, style) if index == 0), None)


def early_spans(material: Material, document: Document, style: Style) -> Iterator[tuple[Span, int]]:
    """Yield the first sentences of a text without a headline that could be headings, each with its place."""
    held = material.annotations.get(document.id)
    told = (s.span for s in held.sentences if s.span.field == "text") if held else ()
    for index, sentence in enumerate(islice(told, EARLY)):
        start, end = trim_sentence(document.text, sentence.start, sentence.end, style)
        if _could_head(document.text[start:end], style):
            yield document.span(start, end), index


def _could_head(text: str, style: Style) -> bool:
    if not SHORTEST <= len(text) <= LONGEST_OPENING or faults(closed(text)):
        return False
    unfit = (style.refused, style.junk, style.self_reference)
    if any(pattern.search(text) for pattern in unfit) or style.leaning.match(text):
        return False
    return not style.first_person.search(outside_quotes(text))


def title_span(document: Document, style: Style, *, topic: bool = False) -> Span | None:
    """Return a headline without what its outlet hangs on it, as the name of a piece; None where nothing is left.

    With ``topic`` the topic before it stays, without which "Why so few came" says nothing.
    """
    start, end = _news_part(document.headline, style, style.marks if topic else style.prefixes)
    return document.span(start, end, "title") if start < end else None


def _news_part(headline: str, style: Style, prefixes: re.Pattern[str]) -> tuple[int, int]:
    """Return where a headline begins and ends without tags, prefixes, suffixes and white space."""
    start, end = 0, len(headline)
    if style.tagged_suffixes.search(headline) and (tag := style.tag.match(headline)):
        start = tag.end()
    if prefix := prefixes.match(headline, start):
        start = prefix.end()
    while suffix := style.suffixes.search(headline, start, end):
        end = suffix.start()
    while start < end and headline[start] in " *#":
        start += 1
    while start < end and headline[end - 1] in " *":
        end -= 1
    return start, end


def is_title_case(text: str) -> bool:
    """Tell whether most words of four letters or more are capitalised."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return len(words) > 3 and sum(word[0].isupper() for word in words) / len(words) > TITLE_CASE


def ranked_headlines(
    material: Material, documents: Sequence[DocumentId], style: Style, subjects: Subjects
) -> list[Span]:
    """Return the usable headlines of a story, the best first: central, with a verb, sentence case, early in rank.

    Where no document has a headline, early sentences stand for them, those first that are near to what the day's
    reports tell. Those that do not keep to what most of the documents are about come last, and of them those first
    whose documents say most of it.
    """
    members = [material.documents[id_] for id_ in documents]
    counts = story_words(members, style)
    scored, is_headed = [], any(document.headline.strip() for document in members)
    for order, document in enumerate(members):
        for span, bonus in _spans(material, document, style, subjects, is_headed=is_headed):
            if demands(document.quote(span), material, style):
                continue
            score = _score(material, span, style) - 0.03 * order + bonus
            score -= UNNAMED_MALUS * (not subjects.is_named_in(document.quote(span)))
            score += 2.0 * centrality(style.content_words(document.quote(span)), counts, len(members))
            # no verb may be none read: "Side dyke breaks in Lower Brenna"; and what several tell is news without one
            says, is_labelled = _says_something(material, span), ":" in document.headline[: span.end]
            if says or not (is_labelled or (len(members) == 1 and not _is_told(material, span, style))):
                scored.append((-score + NO_VERB_MALUS * (not says), order, span))
    ranked = [span for _, _, span in sorted(scored, key=lambda entry: entry[:2])]
    if len(members) < FEW_MEMBERS:
        return ranked
    matter = subjects.about(frozenset(), documents)
    kept = [span for span in ranked if subjects.keeps_to(matter, material.documents[span.document_id])]
    shared = {span: len(matter & subjects.of(material.documents[span.document_id])) for span in ranked}
    return [*kept, *sorted((span for span in ranked if span not in kept), key=lambda span: -shared[span])]


def _spans(
    material: Material, document: Document, style: Style, subjects: Subjects, *, is_headed: bool
) -> Iterator[tuple[Span, float]]:
    """Yield what of a report could head a story: its headline, or early sentences with what their place adds."""
    if not subjects.is_usable(document):
        return
    if is_headed:
        span = headline_span(document, style)
        if span is None or (span.start and lacks_country(document.quote(span), document, material)):
            return
        unfit = _is_led_by_topic(material, document, span, style) or _is_of_nobody_known(material, document, span)
        if not (unfit or misquotes(document, span)):
            yield span, 0.0
        return
    for span, index in early_spans(material, document, style):
        nearness = subjects.centroid.nearness(style.content_words(document.quote(span)))
        yield span, DAY_CENTRAL * nearness - LATER_MALUS * index


def _is_told(material: Material, span: Span, style: Style) -> bool:
    """Tell whether the first sentence of a text that has a verb says what its headline says."""
    document = material.documents[span.document_id]
    text = document.quote(span)
    if is_title_case(text) or _SAYING.search(with_dashes(text)):
        return False
    words = style.content_words(text)
    first = (s.span for s in material.annotations[document.id].sentences if s.span.field == "text" and s.has_verb)
    opening = (style.content_words(document.quote(each)) for each in islice(first, 1))
    return any(len(words & said) >= TOLD_SHARE * len(words) for said in opening)


def _score(material: Material, span: Span, style: Style) -> float:
    """Return what speaks for a headline by itself."""
    document = material.documents[span.document_id]
    text = document.quote(span)
    score = -0.01 * max(0, len(text) - 90) - SPEECH_MALUS * is_spoken(document, style)
    score -= QUOTED_CASE_MALUS * bool(is_title_case(text) and QUOTED.search(text))
    source = material.source_of(document)
    own, lexicon = outside_quotes(text), lexicon_of(material.language)
    score -= LABEL_MALUS * bool(lexicon.labels.search(own) and not lexicon.attribution.search(own))
    score -= SHOUT_MALUS * bool(_SHOUTED.search(text))
    score -= TWO_SENTENCES_MALUS * bool(_SENTENCE_END.search(own))
    score -= HYPHEN_MALUS * (" - " in with_dashes(text))
    score -= SIDE_MALUS * bool(source and source.side and not style.headline_speaker.search(text))
    score -= COMMENT_MALUS * bool(style.comment.search(text)) + CLUMSY_MALUS * bool(style.clumsy.search(own))
    score -= 0.5 * bool(style.first_person.search(text)) + 0.3 * bool(re.match(r"[‘'\"“]", text))
    tolls = [figure for figure in material.annotations[document.id].figures if figure.of in style.tolls]
    in_title = [figure for figure in tolls if figure.span.field == "title"]
    score -= TOTAL_MALUS * any(_omits_since(figure, tolls) for figure in in_title)
    return score + TOLL_BONUS * bool(in_title)


def _omits_since(figure: Figure, tolls: Sequence[Figure]) -> bool:
    """Tell whether the text says since when a headline's count is, and the headline does not."""
    return figure.since is None and any(
        other.since is not None
        and (other.of, other.unit) == (figure.of, figure.unit)
        and abs(other.low - figure.low) <= ROUNDED * max(other.low, figure.low)
        for other in tolls
    )


def _says_something(material: Material, span: Span) -> bool:
    """Tell whether a headline has a verb in what is left of it; one that was not parsed gets the benefit."""
    held = [
        sentence
        for sentence in material.annotations[span.document_id].sentences
        if sentence.span.field == "title"
        and sentence.span.start < span.end
        and span.start < sentence.span.end
    ]
    return not held or any(sentence.has_verb for sentence in held)
