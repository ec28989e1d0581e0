"""Rule 3 for names: every word of every name stands in the evidence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from dayline.compose.gates.dates import backed_dates, backed_day_numbers
from dayline.compose.gates.grounds import Refusal, Support
from dayline.compose.gates.likeness import folded, parts_of
from dayline.model.digest import Passage

RULE, GATE = 3, "names"

_TOKEN = re.compile(r"\w[\w’'-]*")
_POSSESSIVE = re.compile(r"[’']s\b")
_OPENING_MARKS = " \n\t\"'“‘«„([—–-"
_SENTENCE_ENDS = ".!?:;…”"


class Capitalised(NamedTuple):
    """A word with a capital letter; ``leads`` where none stands right before it."""

    start: int
    end: int
    word: str
    leads: bool


def check_names(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse names with a word that neither evidence, headline, source nor author of a document has."""
    text, dates = passage.text, backed_dates(passage.text, support)
    known = support.words | frozenset(part for start, end in dates for part in parts_of_all(text[start:end]))
    for start, end in (*dates, *backed_day_numbers(text, support)):
        text = text[:start] + " " * (end - start) + text[end:]
    for run in name_runs(text):
        opens, words = _opens_sentence(text, run[0].start), [found.word for found in run]
        if opens and words[0].lower() in support.lexicon.openers:
            opens, words = False, words[1:]
        missing = [word for word in words if folded(word) not in known and not parts_of(word) <= known]
        if missing and not (
            opens and len(words) == 1 and words[0].lower() in support.evidence.lower_case_words
        ):
            yield Refusal(rule=RULE, gate=GATE, detail=f"not in the evidence: {' '.join(missing)}")


def name_runs(text: str) -> list[list[Capitalised]]:
    """Return the runs of words with a capital letter that one space keeps apart, possessive endings gone."""
    runs: list[list[Capitalised]] = []
    for found in capitalised(text):
        if found.leads or not runs:
            runs.append([])
        runs[-1].append(found._replace(word=_POSSESSIVE.sub("", found.word)))
    return runs


def capitalised(text: str) -> Iterator[Capitalised]:
    """Yield words with a capital letter, from that letter on where a hyphen or apostrophe is before it."""
    last = -2
    for match in _TOKEN.finditer(text):
        token = match[0]
        at = next(
            (i for i, letter in enumerate(token) if letter.isupper() and (i == 0 or token[i - 1] in "-'’")),
            None,
        )
        if at is None:
            continue
        start = match.start() + at
        yield Capitalised(start, match.end(), token[at:], not (start == last + 1 and text[last] == " "))
        last = match.end()


def parts_of_all(text: str) -> frozenset[str]:
    """Return the folded parts of all words of a text."""
    return frozenset[str]().union(*(parts_of(word) for word in text.split()))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(_OPENING_MARKS)
    return not before or before[-1] in _SENTENCE_ENDS
