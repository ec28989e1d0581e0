"""What of a document tells its event: words, names, numbers, the opening, people, places, dates, figures, ages."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from zlib import crc32

from dayline.cluster.words import TOKEN, StoryWords, folded
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.model.source import SourceId
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
# lines in which the standing words of an outlet are looked for: parts of the headline beside the longest, sentences at
# the head of the text; with 15 the incidents score the same
HEAD_LINES = 8
# share of capitalised words from which a headline is in title case, where capitals tell nothing
TITLE_CASE = 0.6
# characters looked at, so that a text of megabytes costs no more than a long one
READ_CHARACTERS = 8_000

_PARTS = re.compile(r"\s+[-–—|:]+\s+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}(?!\d)")
# 1 + log of the counts that are usual
_LOGS = (0.0, *(1 + math.log(count) for count in range(1, 64)))

# terms with 1 + log of their count
Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One document as stories compare it: bags of terms, sets that point into ``words``, and sets of plain facts.

    ``days`` are full dates, ``months`` those of all dates, ``published`` the month of publication (YYYY-MM, empty where
    it is not known), ``settlements`` ids of places. ``lines`` are hashes of the lines at its head, ``in_lines`` the
    words that stand nowhere but in some of these, a bit for each; ``key`` is equal for documents of the same words.
    """

    language: str
    source: SourceId
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
    months: frozenset[str]
    published: str
    settlements: frozenset[str]
    lines: tuple[int, ...]
    in_lines: Mapping[str, int]
    key: int

    @property
    def facts(self) -> tuple[Bag, Bag, Bag, Bag]:
        """Return the bags of what annotation found."""
        return self.people, self.places, self.dates, self.figures


@dataclass(slots=True)
class _Reading:
    counts: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    opening: set[str] = field(default_factory=set)
    # terms of each line at the head of the text, with how often they were counted
    lines: list[tuple[Sequence[str], int]] = field(default_factory=list)


def features(
    document: Document, annotations: Annotations | None, words: StoryWords, language: str
) -> Features:
    """Read the features of a document; people, places, dates and figures only where annotations are given."""
    reading = _Reading()
    headline = bare_headline(document.headline[:READ_CHARACTERS], document.source_name)
    text = document.text[:READ_CHARACTERS]
    cased, parts = not _in_title_case(headline), _PARTS.split(headline)
    for part in parts:
        is_line = part != max(parts, key=len) and len(reading.lines) < HEAD_LINES
        _read(part, reading, words, weight=TITLE_WEIGHT, cased=cased, lines=int(is_line))
    _read(text, reading, words, weight=1, cased=True, lines=HEAD_LINES - len(reading.lines))
    _names_of_headline(headline, reading, words)
    found = annotations or Annotations(document_id=document.id, language=language)
    dates = [date.value for date in found.dates if date.type == "DATE" and date.value[:1] in "12X"]
    return Features(
        language=language,
        source=document.source_id,
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
        months=frozenset(match[0] for date in found.dates if (match := _MONTH.match(date.value))),
        published=_month(document),
        settlements=frozenset(
            mention.place.id for mention in found.places if mention.place.kind == "settlement"
        ),
        lines=tuple(crc32(" ".join(line).encode()) for line, _ in reading.lines),
        in_lines=_in_lines(reading),
        key=hash(frozenset(reading.counts.items())),
    )


def _month(document: Document) -> str:
    known = document.published_at is not None and document.published_confidence != "low"
    return f"{document.published_at:%Y-%m}" if known else ""


def _bag(terms: Iterable[str]) -> dict[str, float]:
    return _weighted(Counter(terms))


def _weighted(counts: Counter[str]) -> dict[str, float]:
    weighted = {term: _LOGS[count] if count < len(_LOGS) else 1 + math.log(count) for term, count in counts.items()}
    for term in weighted:
        if term[0] == "~":
            weighted[term] *= KIND_WEIGHT
    return weighted


def _in_title_case(headline: str) -> bool:
    words = [word for word in headline.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > TITLE_CASE * max(1, len(words))


def _names_of_headline(headline: str, reading: _Reading, words: StoryWords) -> None:
    """Take the capitalised words of a headline in title case as names, but for those that any report may hold."""
    if not _in_title_case(headline):
        return
    for match in TOKEN.finditer(headline):
        word = folded(match[0])
        stem = words.stem(word)
        is_plain = stem in words.shares or word in words.kinds
        if match[0][0].isupper() and not is_plain and stem in reading.counts:
            reading.names.add(stem)


def _read(text: str, reading: _Reading, words: StoryWords, *, weight: int, cased: bool, lines: int) -> None:
    """Count the words of one field; a capital says "name" but at the start of a sentence.

    The first ``lines`` of its sentences are kept as lines.
    """
    found, names, ends = list[str](), list[str](), [0]
    previous, starts, alias_ends = "", True, words.alias_ends
    tokens = words.read(text)[:READ_WORDS]
    opening = READ_WORDS if weight > 1 else OPENING_WORDS
    for part in (tokens[:opening], tokens[opening:]):
        opens = len(found)
        for word, terms, is_capital in part:
            if terms:
                if word in alias_ends and (alias := words.aliases.get((previous, word))):
                    terms = (*terms, words.stem(alias))
                    names.append(terms[-1])
                if is_capital and cased and not starts:
                    names += terms
                found += terms
            elif not word and len(found) > ends[-1] and len(ends) <= lines:
                ends.append(len(found))
            previous, starts = word, not word
    for _ in range(weight):
        reading.counts.update(found)
    reading.opening.update(found[:opens] if len(tokens) > opening else found)
    reading.names.update(name for name in names if name[0] != "~")
    if len(found) > ends[-1] and len(ends) <= lines:
        ends.append(len(found))
    reading.lines += ((found[start:end], weight) for start, end in pairwise(ends))


def _in_lines(reading: _Reading) -> dict[str, int]:
    """Return the terms that stand nowhere but in lines, each with a bit for every line that it is in."""
    bits: dict[str, int] = {}
    counts: dict[str, int] = {}
    for number, (line, weight) in enumerate(reading.lines):
        bit = 1 << number
        for term in line:
            bits[term] = bits.get(term, 0) | bit
            counts[term] = counts.get(term, 0) + weight
    return {term: found for term, found in bits.items() if reading.counts[term] == counts[term]}
