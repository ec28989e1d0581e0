"""The main toll of a report: how many it says were killed, or hurt, in the event that it mainly tells of."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from dayline.model.claims import Figure
from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.text.languages import Language
from dayline.text.numbers import numbers_in

State = Literal["killed", "wounded"]

# Sentences at a report's beginning in which it tells its main event; swept 2 to 9 on 60 marked reports: 6 to 8 best.
LEAD = 6
# A count this many times another, and no smaller than the second number, is that of a whole war; set by reading
# the same reports, where wars counted from 6,000 to 470,000 dead.
WHOLE_WAR, LEAST_WAR = 20, 5_000
# Stands for the headline where sentences are counted.
TITLE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A toll, as a range, with the figures that it rests on: several where it is their sum."""

    low: float
    high: float
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure, the sentence that it stands in (TITLE for the headline), and how it stands there."""

    figure: Figure
    sentence: int
    is_vague: bool
    is_part: bool
    is_joined: bool

    @property
    def value(self) -> tuple[float, float]:
        return self.figure.low, self.figure.high


def main_tolls(
    document: Document, annotations: Annotations, language: Language | None
) -> Mapping[State, Toll]:
    """Return the tolls of a report's main event; empty where it gives none.

    A headline's number stands before one of the lead, a number before a word such as "dozens", the first before
    later ones. Numbers that a sentence of the lead joins by "and" are added up. ``language`` is the document's.
    """
    told = {state: _told(document, annotations, state, language) for state in ("killed", "wounded")}
    found: dict[State, Toll] = {}
    if killed := _killed(told["killed"]):
        found["killed"] = killed
    if wounded := _wounded(told["wounded"], told["killed"], killed):
        found["wounded"] = wounded
    return found


def _told(
    document: Document, annotations: Annotations, state: str, language: Language | None
) -> list[_Told]:
    """Return the figures of a state in order, without those of a whole war."""
    starts = [s.span.start for s in annotations.sentences if s.span.field == "text"]
    figures = [f for f in annotations.figures if f.of == state and f.unit == "people"]
    least = min((f.high for f in figures if f.high > 0), default=0.0)
    part, join = _between(language)
    told: list[_Told] = []
    for figure in figures:
        if figure.low >= max(LEAST_WAR, least * WHOLE_WAR):
            continue
        in_title = figure.span.field == "title"
        sentence = TITLE if in_title else max(0, bisect_right(starts, figure.span.start) - 1)
        is_part = is_joined = False
        if told and told[-1].sentence == sentence:
            between = document.field(figure.span.field)[told[-1].figure.span.end : figure.span.start]
            is_part = part.search(between) is not None
            is_joined = not is_part and join.search(between) is not None
        written = numbers_in(document.quote(figure.span))
        told.append(_Told(figure, sentence, any(n.approximate for n in written), is_part, is_joined))
    return told


@lru_cache(maxsize=16)
def _between(language: Language | None) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what makes the second of two numbers the whole of which the first is a part, and what adds them up."""
    table = language.table("tolls") if language else {}
    part, join = (
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b" if words else r"(?!)", re.IGNORECASE)
        for words in (table.get("parts", ()), table.get("joins", ()))
    )
    return part, join


def _killed(told: Sequence[_Told]) -> Toll | None:
    title = [each for each in told if each.sentence == TITLE]
    lead = [each for each in told if TITLE < each.sentence < LEAD]
    for group in (title, lead):
        exact = [each for each in group if not each.is_vague]
        if exact:
            return _whole(exact[0], told) or _sum(exact)
    vague = [*title, *lead]
    return _toll(vague[0]) if vague else None


def _whole(first: _Told, told: Sequence[_Told]) -> Toll | None:
    """Return the total that a first number is said to be a part of ("30 children among 39 people killed")."""
    for part, whole in pairwise(told):
        same = part.sentence == whole.sentence and part.value == first.value
        if same and whole.is_part and whole.figure.low > part.figure.high and whole.sentence < LEAD:
            return _toll(whole)
    return None


def _sum(group: Sequence[_Told]) -> Toll:
    """Return the first number, or the sum of those that the same sentence joins to it."""
    added = [group[0]]
    for each in group[1:]:
        if each.sentence != group[0].sentence or not each.is_joined:
            break
        added.append(each)
    return Toll(
        low=sum(each.figure.low for each in added),
        high=sum(each.figure.high for each in added),
        figures=tuple(each.figure for each in added),
    )


def _wounded(told: Sequence[_Told], killed: Sequence[_Told], main: Toll | None) -> Toll | None:
    whole = [each for each in told if not each.is_part]
    dead = {each.sentence: each.figure for each in reversed(killed) if each.sentence != TITLE}
    beside = {at for at, figure in dead.items() if main and figure.low == main.low}
    ranks = (
        [each for each in whole if each.sentence == TITLE],
        [each for each in whole if each.sentence in beside],
        [each for each in whole if each.sentence not in dead and each.sentence < LEAD],
        [each for each in whole if main and each.sentence in dead and dead[each.sentence].low * 2 > main.low],
    )
    for group in ranks:
        if group:
            exact = [each for each in group if not each.is_vague]
            return _toll((exact or group)[0])
    return None


def _toll(told: _Told) -> Toll:
    return Toll(low=told.figure.low, high=told.figure.high, figures=(told.figure,))
