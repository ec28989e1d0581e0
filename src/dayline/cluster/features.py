"""What of a document tells its event: words, names, numbers, the opening, people, places, dates, figures, ages."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dayline.cluster.words import StoryWords, folded
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.text.fingerprints import short_id
from dayline.text.headlines import bare_headline
from dayline.text.normalize import fold

# a headline's words count as often as this many in the text
TITLE_WEIGHT = 2
# weight of the kind that a word is of, beside the word itself
KIND_WEIGHT = 0.5
# words of the text that are read at all: what follows is background more often than news
READ_WORDS = 600
# words of the text that, with the headline, are its opening: a lead and the paragraph after it
OPENING_WORDS = 60
# share of capitalised words from which a headline is in title case, where capitals tell nothing
TITLE_CASE = 0.6
# characters looked at, so that a text of megabytes costs no more than a long one
READ_CHARACTERS = 8_000

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*[^\W_]*|[^\W\d_]+(?:['’][^\W\d_]+)?|[.!?:](?=\s|$)|\n\s*\n")
# a clock or a date in figures tells when, and "04.04.31" of one text is never another event's
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:[.:]\d{2,4})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BREAK = frozenset(".!?:")

# terms with 1 + log of their count
Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One document as stories compare it: bags of terms, sets that point into ``words``, and sets of plain facts.

    ``days`` are full dates, ``settlements`` ids of places; ``key`` is equal for documents of the same words.
    """

    language: str
    words: Bag
    names: frozenset[str]
    numbers: frozenset[str]
    opening: frozenset[str]
    people: Bag
    places: Bag
    dates: Bag
    figures: Bag
    ages: frozenset[str]
    days: frozenset[str]
    settlements: frozenset[str]
    key: str

    def terms(self) -> Iterator[str]:
        """Yield every term of the bags once."""
        for bag in (self.words, self.people, self.places, self.dates, self.figures):
            yield from bag


@dataclass(slots=True)
class _Reading:
    counts: Counter[str]
    names: set[str]
    opening: set[str]


def features(
    document: Document, annotations: Annotations | None, words: StoryWords, language: str
) -> Features:
    """Read the features of a document; people, places, dates and figures only where annotations are given."""
    reading = _Reading(Counter(), set(), set())
    headline = bare_headline(document.headline[:READ_CHARACTERS], document.source_name)
    text = document.text[:READ_CHARACTERS]
    _read(headline, reading, words, weight=TITLE_WEIGHT, cased=not _in_title_case(headline))
    _read(text, reading, words, weight=1, cased=True)
    _names_of_headline(headline, reading, words)
    found = annotations or Annotations(document_id=document.id, language=language)
    dates = [date.value for date in found.dates if date.type == "DATE" and date.value[:1] in "12X"]
    return Features(
        language=language,
        words=_weighted(reading.counts),
        names=frozenset(reading.names),
        numbers=frozenset(term for term in reading.counts if term[0].isdigit()),
        opening=frozenset(reading.opening),
        # a space in front: these are no words
        people=_bag(f" {fold(mention.name)}" for mention in found.people),
        places=_bag(f" {mention.place.id}" for mention in found.places),
        dates=_bag(f" {value}" for value in dates),
        figures=_bag(f" {figure.low:g} {figure.of or figure.unit or ''}" for figure in found.figures),
        ages=frozenset(words.ages(f"{headline}\n{text}")),
        days=frozenset(match[0] for date in found.dates if (match := _DAY.match(date.value))),
        settlements=frozenset(
            mention.place.id for mention in found.places if mention.place.kind == "settlement"
        ),
        key=short_id(*sorted(f"{term} {count}" for term, count in reading.counts.items())),
    )


def count_words(text: str, words: StoryWords) -> dict[str, float]:
    """Return the words of a text that tell something, folded and stemmed, with 1 + log of their count."""
    reading = _Reading(Counter(), set(), set())
    _read(text[:READ_CHARACTERS], reading, words, weight=1, cased=False)
    return _weighted(reading.counts)


def _bag(terms: Iterable[str]) -> dict[str, float]:
    return _weighted(Counter(terms))


def _weighted(counts: Counter[str]) -> dict[str, float]:
    return {
        term: (1 + math.log(count)) * (KIND_WEIGHT if term.startswith("~") else 1.0)
        for term, count in counts.items()
    }


def _in_title_case(headline: str) -> bool:
    words = [word for word in headline.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > TITLE_CASE * max(1, len(words))


def _names_of_headline(headline: str, reading: _Reading, words: StoryWords) -> None:
    """Take the capitalised words of a headline in title case as names, but for those that any report may hold."""
    if not _in_title_case(headline):
        return
    for match in _TOKEN.finditer(headline):
        word = folded(match[0])
        stem = words.stem(word)
        is_plain = stem in words.shares or word in words.kinds
        if match[0][0].isupper() and not is_plain and stem in reading.counts:
            reading.names.add(stem)


def _read(text: str, reading: _Reading, words: StoryWords, *, weight: int, cased: bool) -> None:
    """Count the words of one field; a capital says "name" but at the start of a sentence."""
    previous = ""
    for index, (token, starts) in enumerate(_tokens(text)):
        if index >= READ_WORDS:
            break
        word, terms = words.read(token)
        if not terms:
            previous = word
            continue
        alias = words.aliases.get((previous, word))
        if alias:
            terms = (*terms, words.stem(alias))
            reading.names.add(terms[-1])
        named = cased and not starts and token[0].isupper()
        opens = weight > 1 or index < OPENING_WORDS
        for term in terms:
            reading.counts[term] += weight
            if opens:
                reading.opening.add(term)
            if named and term[0] != "~":
                reading.names.add(term)
        previous = word


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Yield words with whether they begin a sentence, and ("", True) at each break."""
    starts = True
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in _BREAK or token[0] == "\n":
            starts = True
            yield "", True
        elif not _TIME.fullmatch(token):
            yield token, starts
            starts = False
