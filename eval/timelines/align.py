"""How near a timeline is to one that people wrote: "align+ m:1" (Martschat and Markert 2017) and equal dates.

cost(p, r) = (1 - 1 / (days apart + 1)) * (1 - unigram F1). Every predicted date is aligned with the reference date of
least cost for precision, every reference date with the predicted one of least cost for recall. Hits of a pair count
1 / (days apart + 1). ROUGE as ROUGE-1.5.5 -m -s: lower case, stop words dropped, Porter stems of words over three
letters; the stop words are a shorter list of function words than SMART's.
"""

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import fmean

from counting import ratio
from scores import HERE
from timelines.porter import stem

# the references hold dates whose sentences are run together as the inside of a Python list
RUN_TOGETHER = re.compile(r"""(?:(?<!')'|"{1,2})\s*,\s*(?:'(?!')|"{1,2})(?=\S)""")
QUOTE_AT_END = re.compile(r"""^['"]+(?=\S)|(?<=[.!?])\s*(?:'|"{1,2})$""")
MEASURES = ("ROUGE-1", "ROUGE-2", "dates")
STOP_WORDS = frozenset((HERE / "timelines" / "stop_words.txt").read_text(encoding="utf-8").split())

Timeline = Mapping[date, Sequence[str]]
# precision and recall
Pair = tuple[float, float]


def read_reference(raw: Mapping[str, Sequence[str]]) -> dict[date, list[str]]:
    """Return a reference with its sentences apart from each other; days without any are dropped."""
    days = {
        date.fromisoformat(day): [
            cleaned
            for sentence in sentences
            for piece in RUN_TOGETHER.split(sentence)
            if (cleaned := QUOTE_AT_END.sub("", piece.strip()).strip())
        ]
        for day, sentences in sorted(raw.items())
    }
    return {day: sentences for day, sentences in days.items() if sentences}


def compare(ours: Timeline, theirs: Timeline) -> dict[str, Pair]:
    """Return precision and recall of each measure, of one timeline against one reference."""
    if not ours or not theirs:
        return dict.fromkeys(MEASURES, (0.0, 0.0))
    for_precision, for_recall = _align(ours, theirs)
    our_words = {day: _tokens(sentences) for day, sentences in ours.items()}
    their_words = {day: _tokens(sentences) for day, sentences in theirs.items()}

    def rouge(n: int) -> Pair:
        def hits(pairs: Iterable[tuple[date, date]]) -> float:
            return sum(
                (_grams(our_words[p], n) & _grams(their_words[r], n)).total() * _nearness(p, r)
                for p, r in pairs
            )

        return (
            ratio(hits(for_precision), sum(_grams(words, n).total() for words in our_words.values())),
            ratio(hits(for_recall), sum(_grams(words, n).total() for words in their_words.values())),
        )

    shared = len(ours.keys() & theirs.keys())
    return {
        "ROUGE-1": rouge(1),
        "ROUGE-2": rouge(2),
        "dates": (ratio(shared, len(ours)), ratio(shared, len(theirs))),
    }


def f1_of_means(pairs: Sequence[Pair]) -> float:
    """Return the F1 of the mean precision and the mean recall."""
    precision, recall = fmean(p for p, _ in pairs), fmean(r for _, r in pairs)
    return ratio(2 * precision * recall, precision + recall)


def _align(ours: Timeline, theirs: Timeline) -> tuple[list[tuple[date, date]], list[tuple[date, date]]]:
    """Return the pairs for precision and those for recall; of equal costs the earliest date."""
    our_words = {day: _plain(sentences) for day, sentences in ours.items()}
    their_words = {day: _plain(sentences) for day, sentences in theirs.items()}
    cost = {
        (p, r): (1 - _nearness(p, r)) * (1 - _unigram_f1(our_words[p], their_words[r])) if p != r else 0.0
        for p in ours
        for r in theirs
    }
    return (
        [(p, min(theirs, key=lambda r: (cost[p, r], r))) for p in ours],
        [(min(ours, key=lambda p: (cost[p, r], p)), r) for r in theirs],
    )


def _nearness(one: date, other: date) -> float:
    return 1 / (abs((one - other).days) + 1)


def _tokens(sentences: Sequence[str]) -> list[str]:
    words = re.findall("[a-z0-9]+", " ".join(sentences).lower())
    return [stem(word) if len(word) > 3 else word for word in words if word not in STOP_WORDS]


def _grams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(tokens[i:] for i in range(n)), strict=False))


def _plain(sentences: Sequence[str]) -> Counter[str]:
    return Counter(
        word for sentence in sentences for word in sentence.split() if word not in string.punctuation
    )


def _unigram_f1(one: Counter[str], other: Counter[str]) -> float:
    return ratio(2 * (one & other).total(), one.total() + other.total())
