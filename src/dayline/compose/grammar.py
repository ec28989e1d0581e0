"""Repairs of a sentence's grammar that its evidence bears: small words put in, left out, or put into the past."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from dayline.compose.style import Style
from dayline.compose.wording import Edit, apply_edits, is_inside, quoted_ranges

# Words from the opening of a sentence within which its date and its verb stand.
REACH = 14


def mended(text: str, style: Style) -> str:
    """Return a sentence in whole English: outside quotation marks its tense, its joints and its articles set right."""
    grammar: Mapping[str, Any] = style.table.get("grammar", {})
    if not grammar:
        return text
    for repairs in (_left_out, _past, _tolls, _joints, _articles):
        ranges = quoted_ranges(text)
        edits = [edit for edit in repairs(text, style) if not is_inside(edit.start, edit.end + 1, ranges)]
        text = apply_edits(text, edits)
    return text


@lru_cache(maxsize=32)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words)


def _left_out(text: str, style: Style) -> Iterator[Edit]:
    """Yield what is to be left out: a "just" beside a perfect, which is read on another hour than it was written."""
    for pattern in style.table["grammar"]["left_out"]:
        for found in _pattern(pattern).finditer(text):
            yield Edit(start=found.start("out"), end=found.end("out"), words="")


def _past(text: str, style: Style) -> Iterator[Edit]:
    """Yield the past for a perfect in a sentence that opens with a date ("On 3 May the bridge has been shelled")."""
    grammar = style.table["grammar"]
    opening = _pattern(grammar["dated_opening"].format(days=_days(style))).match(text)
    found = _pattern(grammar["perfect"]).match(text, opening.end()) if opening else None
    if found is None or len(text[: found.start("have")].split()) > REACH:
        return
    if found["been"]:
        yield Edit(start=found.start("have"), end=found.end("been"), words=grammar["was"][found["have"]])
    elif found["regular"]:
        yield Edit(start=found.start("have"), end=found.start("regular"), words="")


def _days(style: Style) -> str:
    return "|".join((*style.table["weekdays"], *style.table["months"]))


def _tolls(text: str, style: Style) -> Iterator[Edit]:
    """Yield a "were" for tolls that somebody tells ("officials say nine people killed"), and "in" for their cause."""
    grammar = style.table["grammar"]
    if found := _pattern(grammar["told_toll"]).search(text):
        others = _pattern(grammar["also_toll"]).finditer(text, found.end())
        for at in (found.start("at"), *(other.start("at") for other in others)):
            yield Edit(start=at, end=at, words=grammar["were"])
    for cause in _pattern(grammar["cause"]).finditer(text):
        yield Edit(start=cause.start(), end=cause.end(), words=grammar["in"])


def _joints(text: str, style: Style) -> Iterator[Edit]:
    """Yield an "and" between two clauses that only a comma joins, and a dash for a hyphen that stands for one."""
    grammar = style.table["grammar"]
    if found := _pattern(grammar["splice"]).match(text):
        yield Edit(start=found.start("second"), end=found.start("second"), words=grammar["and"])
    for hyphen in re.finditer(r"(?<=[\w)”]) - (?=[\w(“])", text):
        yield Edit(start=hyphen.start(), end=hyphen.end(), words=" – ")


def _articles(text: str, style: Style) -> Iterator[Edit]:
    """Yield the articles that a headline's telegram leaves out before a body and before who speaks."""
    grammar = style.table["grammar"]
    for key in ("the", "a"):
        for pattern in grammar[f"{key}_before"]:
            for found in _pattern(pattern).finditer(text):
                article = grammar["an"] if key == "a" and text[found.start()].lower() in grammar["vowels"] else key
                if found.start() == 0:
                    article = article.capitalize()
                first = text[found.start()]
                small = first.lower() if "small" in found.groupdict() and found["small"] is not None else first
                yield Edit(start=found.start(), end=found.start() + 1, words=f"{article} {small}")
