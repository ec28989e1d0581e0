"""What of a document tells its event: words, names, numbers, the opening, places."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dayline.cluster.words import StoryWords, folded
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.text.fingerprints import short_id
from dayline.text.headlines import bare_headline

# a headline's words count as often as this many in the text
TITLE_WEIGHT = 2
# weight of the kind that a word is of, beside the word itself
KIND_WEIGHT = 0.5
# words of the text that are read at all: what follows is background more often than news
READ_WORDS = 400
# words of the text that, with the headline, are its opening: a lead and the paragraph after it
OPENING_WORDS = 60
# share of capitalised words from which a headline is in title case, where capitals tell nothing
TITLE_CASE = 0.6
# characters looked at, so that a text of megabytes costs no more than a long one
READ_CHARACTERS = 6_000

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*[^\W_]*|[^\W\d_]+(?:['’][^\W\d_]+)?|[.!?:](?=\s|$)|\n\s*\n")
# a clock or a date in figures tells when, and "04.04.31" of one text is never another event's
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:[.:]\d{2,4})?")
_BREAK = frozenset(".!?:")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One document as stories compare it; ``words`` carry 1 + log of their count, the other sets point into them.

    ``runs`` are names of two words and more; ``places`` the ids of settlements; ``key`` is equal for documents
    of the same words.
    """

    language: str
    words: dict[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    opening: frozenset[str]
    opening_names: frozenset[str]
    runs: tuple[str, ...]
    places: frozenset[str]
    key: str


@dataclass(slots=True)
class _Reading:
    counts: Counter[str]
    names: set[str]
    opening: set[str]
    runs: set[str]


def features(
    document: Document, annotations: Annotations | None, words: StoryWords, language: str
) -> Features:
    """Read the features of a document; places only where annotations are given."""
    reading = _Reading(Counter(), set(), set(), set())
    headline = bare_headline(document.headline[:READ_CHARACTERS], document.source_name)
    text = document.text[:READ_CHARACTERS]
    _read(headline, reading, words, weight=TITLE_WEIGHT, cased=not _in_title_case(headline))
    _read(text, reading, words, weight=1, cased=True)
    _names_of_headline(headline, reading, words)
    numbers = frozenset(term for term in reading.counts if term[0].isdigit())
    places = (
        frozenset(mention.place.id for mention in annotations.places if mention.place.kind == "settlement")
        if annotations
        else frozenset()
    )
    return Features(
        language=language,
        words=_weighted(reading.counts),
        names=frozenset(reading.names),
        numbers=numbers,
        opening=frozenset(reading.opening),
        opening_names=frozenset(reading.names & reading.opening),
        runs=tuple(sorted(reading.runs)),
        places=places,
        key=short_id(*sorted(f"{term} {count}" for term, count in reading.counts.items())),
    )


def count_words(text: str, words: StoryWords) -> dict[str, float]:
    """Return the words of a text that tell something, folded and stemmed, with 1 + log of their count."""
    reading = _Reading(Counter(), set(), set(), set())
    _read(text[:READ_CHARACTERS], reading, words, weight=1, cased=False)
    return _weighted(reading.counts)


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
    run: list[str] = []
    previous = ""
    for index, (token, starts) in enumerate(_tokens(text)):
        if index >= READ_WORDS:
            break
        word = folded(token) if token else ""
        if not word or word in words.stop or (len(word) < 2 and not word.isdigit()):
            _close(run, reading)
            previous = word
            continue
        word = words.aliases.get((word,), word)
        alias = words.aliases.get((previous, word))
        capital = cased and token[0].isupper()
        stem = words.stem(word)
        for term in (stem, words.kinds.get(word), alias and words.stem(alias)):
            if not term:
                continue
            reading.counts[term] += weight
            if weight > 1 or index < OPENING_WORDS:
                reading.opening.add(term)
            if capital and not starts and not term.startswith("~"):
                reading.names.add(term)
        if alias:
            reading.names.add(words.stem(alias))
        if capital:
            run.append(stem)
        elif run:
            _close(run, reading)
        previous = word
    _close(run, reading)


def _close(run: list[str], reading: _Reading) -> None:
    if len(run) > 1:
        reading.runs.add(" ".join(run))
    run.clear()


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
