"""The words by which a day's matters are told apart, and what of a story keeps to its heading."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import cos, hypot, radians

from dayline.compose.centrality import Centroid
from dayline.compose.material import Material
from dayline.compose.style import Style
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import Place, PlaceMention
from dayline.text.genres import genres_of
from dayline.text.names import TermMatcher
from dayline.text.normalize import fold

# Share of the day's stories from which a word says nothing about a matter ("Ukraine", "Russian", "war"); counted by
# stories, so that the names of one great story stay telling.
COMMON_SHARE = 0.2
# Sentences of a report that say what the day tells: beyond them news repeats its background.
SENTENCES_TOLD = 14
# Characters of a text that say what the whole is about.
OPENING = 400
# Words, of those that tell matters apart, that a sentence or its document must share with the heading.
SHARED_WORDS = 2
# Share of the fewer words of two sections' subjects from which they are one; of days 5, 20, 40 and 390 to 392.
SAME_SUBJECT = 0.42
# Words of what a section is about that a document of an earlier day must hold to be its background.
BACKGROUND_WORDS = 4
# Share of a story's documents from which a telling word is part of what the story is about.
SUBJECT_SHARE = 0.34
# … and from which a person named in them runs through the story.
THROUGHOUT_SHARE = 0.5
# Characters of a text in which the crisis is named, and the weight of its terms from which it is.
CRISIS_READ, CRISIS_NAMED = 600, 0.5
# Share of the day's leading headlines with a term of the crisis from which a line without one leaves the reader asking
# what it has to do with the crisis; a crisis of few terms has fewer.
NAMING_SHARE = 0.5
# Weight of a person's name from which the person belongs to the crisis and acts in many of its matters.
OWN_WEIGHT = 0.5
# Kilometres of a degree of latitude, and within which two places are one scene: a suburb, a palace, an airfield.
DEGREE, NEAR = 111.2, 40.0

# "Prince" before a name
_TITLE_BEFORE = re.compile(r"\b[A-Z][\w.]* $")


class Subjects:
    """The telling words of one day's documents."""

    def __init__(self, material: Material, style: Style) -> None:
        self._material, self._style = material, style
        self._genres = genres_of(material.language)
        self.own_people = frozenset(
            word
            for term in material.crisis.terms
            if term.kind == "person" and term.weight >= OWN_WEIGHT
            for name in term.names
            for word in style.content_words(name)
        )
        self._opinion = re.compile("|".join(f"(?:{own})" for own in style.table.get("opinion_text", ())) or r"(?!)")
        self._terms = TermMatcher(material.crisis.terms)
        self._words: dict[DocumentId, frozenset[str]] = {}
        self._usable: dict[DocumentId, bool] = {}
        leads = [story.documents[0] for story in material.stories]
        counts = Counter(word for id_ in leads for word in self._opening_words(id_))
        least = max(6.0, COMMON_SHARE * len(leads))
        self._common = frozenset(word for word, count in counts.items() if count > least)

    @cached_property
    def centroid(self) -> Centroid:
        """Return what the day's reports tell together."""
        ids = dict.fromkeys(id_ for story in self._material.stories for id_ in story.documents)
        return Centroid(words for id_ in ids for words in self._told_in(self._material.documents[id_]))

    def _told_in(self, document: Document) -> Iterator[frozenset[str]]:
        """Yield the content words of a report's headline and of each of its first sentences."""
        if self.is_usable(document):
            yield self._style.content_words(document.headline)
            for sentence in self._material.annotations[document.id].sentences:
                if sentence.span.field == "text" and sentence.index < SENTENCES_TOLD:
                    yield self._style.content_words(document.quote(sentence.span))

    def telling(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words that tell matters apart."""
        return words - self._common

    def of(self, document: Document) -> frozenset[str]:
        """Return the telling words of a document's headline and opening."""
        return self.telling(self._opening_words(document.id))

    def about(self, heading: frozenset[str], documents: Sequence[DocumentId]) -> frozenset[str]:
        """Return what a section is about: its heading's telling words, and those of many of its documents."""
        counts = Counter(word for id_ in documents for word in self.of(self._material.documents[id_]))
        least = max(2.0, SUBJECT_SHARE * len(documents))
        return self.telling(heading) | {word for word, count in counts.items() if count >= least}

    @cached_property
    def _given_names(self) -> frozenset[str]:
        """Return the folded first words of the names of the crisis's own people."""
        names = (found.name for held in self._material.annotations.values() for found in held.people)
        words = (fold(name).split() for name in names)
        return frozenset(each[0] for each in words if len(each) > 1 and each[-1] in self.own_people)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Return the folded last words of all names that the documents give in full, and all names of the crisis."""
        mentions = (found.name.split() for held in self._material.annotations.values() for found in held.people)
        own = (name.split() for term in self._material.crisis.terms for name in term.names)
        return frozenset(fold(words[-1]) for words in mentions if len(words) > 1) | {fold(w) for ws in own for w in ws}

    def is_unknown(self, document: Document, span: Span) -> bool:
        """Tell whether a sentence names somebody by a first name alone, without a title before it."""
        return any(
            " " not in found.name
            and fold(found.name) not in self.surnames
            and not _TITLE_BEFORE.search(document.field(span.field), span.start, found.span.start)
            for found in self._material.annotations[document.id].people
            if found.span.is_within(span)
        )

    def runs_through(self, name: frozenset[str], documents: Sequence[DocumentId]) -> bool:
        """Tell whether a person runs through a story, and is none of the crisis's own, who act in many matters."""
        if name & self.own_people:
            return False
        naming = sum(bool(name & self.of(self._material.documents[id_])) for id_ in documents)
        return naming >= THROUGHOUT_SHARE * len(documents)

    def names_crisis(self, document: Document) -> bool:
        """Tell whether a document's headline or first words name the crisis; any does where it has no terms."""
        terms = self._terms.terms
        found = self._terms.matches(f"{document.headline}\n{document.text[:CRISIS_READ]}")
        return not terms or sum(terms[index].weight for index in found) >= CRISIS_NAMED

    def says_of_what(self, text: str) -> bool:
        """Tell whether a line says by itself what it has to do with the crisis, as far as most headlines do."""
        return self._names_term(text) or not self._is_named

    @cached_property
    def _is_named(self) -> bool:
        headlines = [self._material.documents[story.documents[0]].headline for story in self._material.stories]
        return sum(map(self._names_term, headlines)) >= NAMING_SHARE * len(headlines)

    def is_named_in(self, headline: str) -> bool:
        """Tell whether a headline names the crisis by itself, as far as most headlines do."""
        found = self._terms.matches(headline)
        return not self._is_named or sum(self._terms.terms[index].weight for index in found) >= CRISIS_NAMED

    def _names_term(self, text: str) -> bool:
        return any(self._terms.terms[index].weight > 0 for index in self._terms.matches(text))

    def is_usable(self, document: Document) -> bool:
        """Tell whether a document is a report in the digest's language: round-ups and opinion feed no section."""
        if document.id not in self._usable:
            self._usable[document.id] = self._is_report(document)
        return self._usable[document.id]

    def _is_report(self, document: Document) -> bool:
        annotations = self._material.annotations.get(document.id)
        right_language = annotations is not None and annotations.language == self._material.language.code
        is_opinion = self._opinion.search(f"{document.headline}\n{document.text[:OPENING].strip()}")
        return right_language and not is_opinion and self._genres.of(document) not in {"round-up", "opinion"}

    def keeps_to(
        self, about: frozenset[str], document: Document, sentence: frozenset[str] = frozenset()
    ) -> bool:
        """Tell whether a sentence, or else its document's headline, is about what a section is about."""
        needed = min(SHARED_WORDS, len(about))
        if len(about & self.telling(sentence)) >= needed:
            return True
        headline = self.telling(self._style.content_words(document.headline))
        return len(about & (headline or self.of(document))) >= needed

    def touches(self, heading: frozenset[str], document: Document, sentence: frozenset[str]) -> bool:
        """Tell whether a sentence, or its document's headline, names anything that the heading names."""
        telling = self.telling(heading) - self.own_people - self._given_names
        headline = self._style.content_words(document.headline) or self.of(document)
        return not telling or bool(telling & (sentence | headline))

    def is_elsewhere(self, heading: Span, sentence: Span) -> bool:
        """Tell whether a sentence tells of other towns or regions of the country whose places its heading names."""
        here, there = self.local_places(heading), self.local_places(sentence)
        if not here or not there or self._local_places_of_headline(sentence.document_id) & here:
            return False
        return {place.country for place in there} <= {place.country for place in here} and not any(
            is_near(one, other) for one in here for other in there
        )

    def local_places(self, span: Span) -> frozenset[Place]:
        """Return the towns, regions and sites that a span names."""
        return self._local(found for found in self._mentions(span.document_id) if found.span.is_within(span))

    def _local_places_of_headline(self, id_: DocumentId) -> frozenset[Place]:
        return self._local(found for found in self._mentions(id_) if found.span.field == "title")

    def _mentions(self, id_: DocumentId) -> Sequence[PlaceMention]:
        return self._material.annotations[id_].places

    @staticmethod
    def _local(mentions: Iterable[PlaceMention]) -> frozenset[Place]:
        """Return the places that are no countries; a region says only where a town lies that is named beside it."""
        places = frozenset(found.place for found in mentions)
        places = frozenset(place for place in places if place.kind != "country" and place.country)
        towns = {(place.country, place.region) for place in places if place.kind != "region" and place.region}
        return frozenset(p for p in places if p.kind != "region" or (p.country, p.region) not in towns)

    def are_one(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Tell whether two sections would be about the same matter."""
        smaller = min(len(left), len(right))
        return smaller >= SHARED_WORDS and len(left & right) >= SAME_SUBJECT * smaller

    def _opening_words(self, id_: DocumentId) -> frozenset[str]:
        """Return the content words of a document's headline and opening, read once a day."""
        if id_ not in self._words:
            document = self._material.documents[id_]
            self._words[id_] = self._style.content_words(f"{document.headline} {document.text[:OPENING]}")
        return self._words[id_]

    def is_on(self, about: frozenset[str], document: Document) -> bool:
        """Tell whether a document of an earlier day is on the very matter of a section, and not only near it."""
        return len(about & self.of(document)) >= min(BACKGROUND_WORDS, len(about))


def is_near(one: Place, other: Place) -> bool:
    """Tell whether two places are near each other, or one is the region in which the other lies."""
    regions = "region" in (one.kind, other.kind)
    if regions and (one.country, one.region) == (other.country, other.region):
        return True
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(north, east) * DEGREE <= NEAR
