"""Sentences of a story that could stand in the digest, each with a weight and its reasons."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dayline.compose.form import faults
from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.leaning import lacks_place, lacks_thing, nameless_pronoun
from dayline.compose.material import Material
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.compose.telegrams import lacks_article
from dayline.compose.wording import closed, outside_quotes, trim_sentence
from dayline.model.claims import Figure, Sentence, Statement
from dayline.model.document import Document, DocumentId, Field, Span

# Sentences of a document that are looked at: beyond them news repeats its background.
SENTENCES_READ = 14
# Words of a sentence that can be read in one breath; set by reading 200 sentences of feeds.
FEWEST_WORDS, MOST_WORDS = 6, 52
# Words of a speech that are quoted in one breath.
MOST_SPOKEN = 34
# Characters of a text that tell whether it is a speech, words for each I or we at most in one, and least number of
# them; set on the addresses and the reports of days 1 to 20.
SPEECH_REACH, SPEECH_WORDS, SPEECH_LEAST = 4000, 60, 3
# What it adds that a sentence says what the story's documents all say, and, where there is only one, what the day's
# reports do. Set on days of two T17 topics, where 5 is as good and 1.5 worse; on days 1 to 40 of a war all are alike.
STORY_CENTRAL, DAY_CENTRAL = 1.5, 3.0
# What a named person's wish, thought or deed adds to the weight of a sentence, where a word of theirs adds .8.
UNSAID_WEIGHT = 0.25
# What it takes that a sentence has a side's name for the other, comments, or is a headline's telegram without articles,
# or lacks one before a noun.
LABEL_MALUS, COMMENT_MALUS, TELEGRAM_MALUS, BARE_MALUS = 0.4, 0.25, 0.25, 0.8
# What a clumsy turn takes from a sentence or headline.
CLUMSY_MALUS = 0.4
# What a source's tier adds to the weight of its sentences.
TIER_WEIGHT = {1: 0.15, 2: 0.1, 3: -0.1}


# "The president accuses …", where no name and no country follow
_SOMEBODY = re.compile(r"The [a-z]+ (?!of\b)[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that could be a passage: its span after trimming, what it carries, and its weight.

    ``speaker`` is set where the document is a speech: the part of its headline that names who gave it.
    """

    document: Document
    span: Span
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    words: frozenset[str]
    weight: float
    speaker: Span | None = None

    @property
    def text(self) -> str:
        """Return the sentence as it stands in its document."""
        return self.document.quote(self.span)


def story_words(documents: Sequence[Document], style: Style) -> Counter[str]:
    """Count, for each content word, the documents of a story that hold it near their beginning."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(style.content_words(f"{document.headline} {document.text[:600]}"))
    return counts


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the Jaccard similarity of two sets of words."""
    return len(left & right) / len(left | right) if left and right else 0.0


def centrality(words: frozenset[str], counts: Mapping[str, int], documents: int) -> float:
    """Return how much a sentence says what the story says: mean share of documents that hold its words, 0 to 1."""
    if not words or documents < 2:
        return 0.0
    return sum(counts.get(word, 0) - 1 for word in words) / ((documents - 1) * math.sqrt(len(words) * 12))


def sentence_candidates(
    material: Material, documents: Sequence[DocumentId], style: Style, subjects: Subjects
) -> Iterator[Candidate]:
    """Yield the sentences of a story's documents that have a sentence's form, in the order of the documents.

    They weigh by what the story's other documents say, those of a single document by how near they are to what the
    day's reports tell. After a document's own come those of the round-ups that tell of it.
    """
    members = [material.documents[id_] for id_ in documents]
    counts = story_words(members, style)

    def central(words: frozenset[str]) -> float:
        if len(members) > 1:
            return STORY_CENTRAL * centrality(words, counts, len(members))
        return DAY_CENTRAL * subjects.centroid.nearness(words)

    for member in members:
        for index, sentence in _sentences(material, member, subjects):
            document = material.documents[sentence.span.document_id]
            start, end = trim_sentence(document.text, sentence.span.start, sentence.span.end, style)
            start += _tag_before(document, start, end, style)
            if subjects.is_unknown(document, sentence.span):
                continue
            yield from _candidate(material, document, (start, end, "text"), index, central, style)


def by_weight(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Order sentences by weight, equal ones by document and place."""
    return sorted(candidates, key=lambda c: (-round(c.weight, 6), c.document.id, c.span.start))


def _sentences(material: Material, document: Document, subjects: Subjects) -> Iterator[tuple[int, Sentence]]:
    """Yield the sentences with verbs that may tell what a document tells, each with its number in its paragraphs."""
    if subjects.is_usable(document):
        for sentence in material.annotations[document.id].sentences:
            if sentence.span.field == "text" and sentence.has_verb and sentence.index < SENTENCES_READ:
                yield sentence.index, sentence
    for paragraph in material.fed.get(document.id, ()):
        held = material.annotations[paragraph.document_id].sentences
        for index, sentence in enumerate(s for s in held if s.span.is_within(paragraph)):
            if sentence.has_verb:
                yield index, sentence


def _tag_before(document: Document, start: int, end: int, style: Style) -> int:
    """Return the length of the tag before a sentence that its outlet puts before the headline, too."""
    tag = style.tag.match(document.headline) if style.tagged_suffixes.search(document.headline) else None
    return len(tag[0]) if tag and document.text.startswith(tag[0], start, end) else 0


def _candidate(
    material: Material,
    document: Document,
    place: tuple[int, int, Field],
    index: int,
    central: Callable[[frozenset[str]], float],
    style: Style,
) -> Iterator[Candidate]:
    start, end, field = place
    if end - start < 20:
        return
    span = document.span(start, end, field)
    text = document.quote(span)
    if (
        not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS
        or _unfit(document, span, text)
        or style.junk.search(text)
        or style.self_reference.search(text)
        or style.caption_credit.match(document.text, end)
    ):
        return
    annotations = material.annotations[document.id]
    statements = tuple(s for s in annotations.statements if any(part.is_within(span) for part in s.content))
    spoken = is_spoken(document, style) or bool(style.speech_headline.search(document.headline))
    speaker = speaker_of(document, style) if spoken else None
    if speaker is None and (spoken or style.first_person.search(outside_quotes(text))):
        return
    if speaker is not None and ("“" in text or '"' in text or len(text.split()) > MOST_SPOKEN):
        return
    if speaker is not None and style.ceremony.search(text):
        return
    if speaker is None and (_is_unsaid(text, "duty", material) or _is_comment(text, document, material, style)):
        return
    if speaker is None and _is_surer(text, document.headline, material):
        return
    if style.leaning_inside.search(outside_quotes(text)) or _is_headline(text, document):
        return
    pronoun = 0 if style.leaning.match(text) else nameless_pronoun(text, style)
    if pronoun is not None and not _is_known(document, statements, span, pronoun, style):
        return
    figures = tuple(f for f in annotations.figures if f.span.is_within(span))
    has_toll = any(f.of in style.tolls for f in figures)
    words = style.content_words(text)
    yield Candidate(
        document=document,
        span=span,
        statements=statements,
        figures=figures,
        words=words,
        weight=_weight(text, index, statements, has_toll, central(words))
        + TIER_WEIGHT[material.tier_of(document)]
        - _malus(text, material, style),
        speaker=speaker,
    )


def _unfit(document: Document, span: Span, text: str) -> bool:
    """Tell whether a sentence has not the form of one; its full stop may lack at the end or before what was cut."""
    rest = document.field(span.field)[span.end :].strip()
    return bool(faults(closed(text) if not rest or rest.startswith((";", ",")) else text))


def _is_headline(text: str, document: Document) -> bool:
    """Tell whether a sentence is its document's headline, set before the text once more."""
    return text.removesuffix(".") in document.headline


def stands_alone(candidate: Candidate, material: Material, style: Style, *, in_section: bool = False) -> bool:
    """Tell whether a sentence leans on nothing, nobody and no place that was told of before it.

    In a section the heading says who "the governor" is.
    """
    if lacks_thing(candidate.text, frozenset(), style):
        return False
    if not in_section and _SOMEBODY.match(candidate.text) and style.people_words.match(candidate.text, len("The ")):
        return False
    places = material.annotations[candidate.document.id].places
    is_placed = any(found.span.is_within(candidate.span) and found.place.kind != "country" for found in places)
    return is_placed or not lacks_place(candidate.text, style)


def is_spoken(document: Document, style: Style) -> bool:
    """Tell whether a text is a speech: its own voice says I and we again and again."""
    own = outside_quotes(document.text[:SPEECH_REACH])
    said = len(style.first_person.findall(own))
    return said >= SPEECH_LEAST and said * SPEECH_WORDS > len(own.split())


def demands(headline: str, material: Material, style: Style) -> bool:
    """Tell whether a headline says what should be, and names nobody who says so."""
    return _is_unsaid(headline, "duty", material) and not (": " in headline or style.headline_speaker.search(headline))


def speculates(text: str, material: Material) -> bool:
    """Tell whether a sentence says what may be, and nobody in it says so."""
    return _is_unsaid(text, "possibility", material)


@lru_cache(maxsize=8)
def _commented(style: Style) -> re.Pattern[str]:
    """Return the pattern of headlines that comment, where nobody says so."""
    return style.any_of("headline_comment")


def comments(text: str, style: Style) -> bool:
    """Tell whether a headline or sentence comments or foretells, and names nobody who says so."""
    found = style.foretold.search(text) or _commented(style).search(text)
    return found is not None and not style.headline_speaker.search(text)


def _is_comment(text: str, document: Document, material: Material, style: Style) -> bool:
    """Tell whether a sentence comments or foretells, and nobody in it or in its headline says so."""
    if style.headline_speaker.search(document.headline):
        return False
    return comments(text, style) and not lexicon_of(material.language).attribution.search(outside_quotes(text))


def _is_surer(text: str, headline: str, material: Material) -> bool:
    """Tell whether a sentence says flatly, by nobody, what its headline says may be so ("reportedly")."""
    lexicon, own, above = lexicon_of(material.language), outside_quotes(text), outside_quotes(headline)
    surmised = lexicon.surmised_deed.search(above) and not lexicon.attribution.search(above)
    return bool(surmised) and not (lexicon.surmise.search(own) or lexicon.attribution.search(own))


def _is_unsaid(text: str, operator: str, material: Material) -> bool:
    """Tell whether a sentence says what may or should be, by a group of operators, and nobody in it says so."""
    lexicon, digest = lexicon_of(material.language), material.language.table("digest")
    own = outside_quotes(text)
    words = [word.strip(",.;") for word in own.split()]
    found = any(
        lexicon.operators.get(word.lower()) == operator and not _is_month(words, at, digest)
        for at, word in enumerate(words)
    )
    return found and not lexicon.attribution.search(own)


def _is_month(words: Sequence[str], at: int, digest: Mapping[str, Any]) -> bool:
    """Tell whether a word that is spelled like a month stands as one: "3 May", "since May"."""
    before, after = (words[place] if 0 <= place < len(words) else "" for place in (at - 1, at + 1))
    follows = before.lower() in digest["stop"] or before.lower() in digest["prepositions"]
    return words[at] in digest["months"] and (follows or before[:1].isdigit() or after[:1].isdigit())


def speaker_of(document: Document, style: Style) -> Span | None:
    """Return the part of a speech's headline that names its speaker; None for what is no speech."""
    found = style.speaker_title.search(document.headline)
    return document.span(*found.span("speaker"), "title") if found and found["speaker"] else None


def _weight(
    text: str, index: int, statements: Sequence[Statement], has_toll: bool, central: float
) -> float:
    """Return the weight of a sentence; the parts were set by reading digests of days 5, 20 and 390 to 392."""
    weight = 1.0 / (1 + index) + central
    named = [s for s in statements if s.speaker and s.act == "speech"]
    weight += 0.8 * bool(named) + 0.2 * any(s.role for s in named)
    weight += UNSAID_WEIGHT * (not named and any(s.speaker for s in statements))
    weight += 0.35 * any(s.kind in {"direct", "mixed"} for s in named)
    weight += 0.4 * has_toll
    weight -= 0.4 * any(s.anonymity for s in statements)
    length = len(text.split())
    return weight - 0.02 * max(0, length - 32) - 0.05 * max(0, 10 - length)


def _malus(text: str, material: Material, style: Style) -> float:
    """Return what the wording of a sentence takes from its weight."""
    own, lexicon = outside_quotes(text), lexicon_of(material.language)
    unsaid = not lexicon.attribution.search(own)
    return (
        LABEL_MALUS * bool(unsaid and lexicon.labels.search(own))
        + COMMENT_MALUS * bool(unsaid and style.comment.search(own))
        + TELEGRAM_MALUS * style.articles.isdisjoint(own.lower().split())
        + BARE_MALUS * lacks_article(text, style)
        + CLUMSY_MALUS * bool(style.clumsy.search(own))
    )


def _is_known(document: Document, statements: Sequence[Statement], span: Span, at: int, style: Style) -> bool:
    """Tell whether a pronoun at a place of a sentence has a speaker who is known: the name can take its place."""
    return any(
        statement.speaker
        and part.field == span.field
        and part.start == span.start + at
        and document.quote(part).lower() in style.pronouns
        for statement in statements
        for part in statement.source
    )
