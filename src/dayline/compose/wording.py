"""Edits of evidence that leave its words alone: marks, spelling, dates, and where a sentence begins and ends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dayline.compose.form import LEAST_REST, second_beginning
from dayline.compose.style import Style
from dayline.text.normalize import fold

QUOTED = re.compile(r'“[^”]*”|«[^»]*»|"[^"]*"|(?<!\w)[‘\'](?:[^‘’\']|(?<=\w)[’\'](?=\w))+[’\'](?!\w)')
TERMINAL = (".", "!", "?", ".”", "!”", "?”", '."', '!"', '?"', ".’", ".'")
CLOSING = "\"”»’')]"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """Put ``words`` where the characters [start, end) of a sentence stand."""

    start: int
    end: int
    words: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made; of two that overlap, the earlier wins."""
    parts, position = [], 0
    for edit in sorted(edits):
        if edit.start >= position:
            parts += [text[position : edit.start], edit.words]
            position = edit.end
    return "".join(parts) + text[position:]


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges between quotation marks, the marks included."""
    return [match.span() for match in QUOTED.finditer(text)]


def is_inside(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Tell whether [start, end) touches one of the ranges."""
    return any(start < last and first < end for first, last in ranges)


def blotted(text: str) -> str:
    """Return the text with spaces in the place of what stands in quotation marks, so that positions stay."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text)


def outside_quotes(text: str) -> str:
    """Return the text without what stands in quotation marks."""
    return QUOTED.sub(" ", text)


@lru_cache(maxsize=8)
def _tails(style: Style) -> re.Pattern[str]:
    """Return the pattern of what a teaser hangs on a sentence."""
    return re.compile("|".join(style.table.get("tails", ())) or "(?!)")


@lru_cache(maxsize=8)
def _links_between(style: Style) -> re.Pattern[str]:
    """Return the pattern of links that stand between a lead and its text."""
    return re.compile("|".join(style.table.get("links_between", ())) or "(?!)")


def trim_sentence(text: str, start: int, end: int, style: Style) -> tuple[int, int]:
    """Move the ends of a sentence inwards, past datelines, leads, link texts, agency marks and white space."""
    while True:
        before = start, end
        while start < end and (text[start].isspace() or text[start] in "*_#•·|>"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in "*_#•·|<"):
            end -= 1
        if start < end and (found := style.datelines.match(text[start:end])):
            start += found.end()
        if start < end and (found := style.marks.match(text[start:end])):
            start += found.end()
        start += second_beginning(text[start:end])
        for found in _links_between(style).finditer(text[start:end]):
            if len(text[start + found.end() : end].split()) >= LEAST_REST:
                start += found.end()
                break
        for pattern in (style.credits, style.junk, _tails(style)):
            found = pattern.search(text[start:end])
            if found and found.start() == 0 and found.end() > 0:
                start += found.end()
            elif found and start + found.end() >= end:
                end = start + found.start()
        if (start, end) == before:
            return start, end


_SPACE_BEFORE_MARK = re.compile(r"(?<=\w) ([,;])(?= )")
_ARTICLE_TWICE = re.compile(r"\b(the|a|an|of|to|by|for|from|with) \1\b(?! \1\b)")


def typographic(text: str) -> str:
    """Return the text with one kind of double quotation mark and single spaces; words stay as they are.

    What a link left behind (a space before a comma) and an article set twice are slips of the pen.
    """
    text = _SPACE_BEFORE_MARK.sub(r"\1", re.sub(r"\s+", " ", text).strip())
    text = _ARTICLE_TWICE.sub(r"\1", text)
    if text.count('"') % 2 == 0:
        opening = True
        parts = []
        for part in re.split('(")', text):
            if part == '"':
                parts.append("“" if opening else "”")
                opening = not opening
            else:
                parts.append(part)
        text = "".join(parts)
    return text


# "… - General Staff", "…- U.S. official", "…, - Minister" at the end of a headline
_HYPHEN_BEFORE_SPEAKER = re.compile(r"(?:,? - ?|,- ?|(?<=\w)- )(?=[^\W\d][\w’'.]*(?: [\w’'.]+){0,5}\.?$)")


# Hyphens that stand for the two dashes round an aside.
PAIR = 2
_COMMA_AND_HYPHEN = re.compile(r", ?- [^-]*$")


def with_dashes(text: str) -> str:
    """Return a text with a dash for the hyphen before the speaker whom it names at its end."""
    if _COMMA_AND_HYPHEN.search(text):
        text = _HYPHEN_BEFORE_SPEAKER.sub(" – ", text)
    if text.count(" - ") == PAIR:
        return text.replace(" - ", " – ")
    return text if text.count(" - ") > PAIR else _HYPHEN_BEFORE_SPEAKER.sub(" – ", text)


def closed(text: str) -> str:
    """Return the text with a full stop where it has no terminal mark."""
    return text if text.endswith(TERMINAL) or text.rstrip(CLOSING).endswith((".", "!", "?")) else text + "."


def respelled(text: str, spelling: Sequence[tuple[str, str]], backing: str) -> str:
    """Return the text in the house's spelling, outside quotation marks.

    A name is respelled only where the house's form is the same under folding, or stands in the backing
    (the evidence): a name that no source has written is not put into the digest.
    """
    folded_backing = fold(backing)
    for other, ours in spelling:
        if other not in text:
            continue
        if fold(other) != fold(ours) and not re.search(
            rf"(?<!\w){re.escape(fold(ours))}(?!\w)", folded_backing
        ):
            continue
        ranges = quoted_ranges(text)
        edits = [
            Edit(start=found.start(), end=found.end(), words=ours)
            for found in re.finditer(rf"(?<!\w){re.escape(other)}(?!\w)", text)
            if not is_inside(found.start(), found.end(), ranges)
        ]
        text = apply_edits(text, edits)
    return text


RELATIVE = re.compile(r"\b(?P<word>today|yesterday|tomorrow)(?P<possessive>[’']s)?\b", re.IGNORECASE)
# A day that is named by the day of the report: another than the digest's is easily read.
OTHER_DAY = re.compile(r"\b(?:yesterday|tomorrow|last night)\b", re.IGNORECASE)
LAST_NIGHT = re.compile(r"\blast night\b", re.IGNORECASE)
PART_OF_DAY = re.compile(r"\b(?P<day>this|tomorrow|yesterday) (?P<part>morning|afternoon|evening)\b", re.IGNORECASE)
SHIFT = {"today": 0, "this": 0, "yesterday": -1, "tomorrow": 1}


def resolve_relative_days(text: str, published: date | None, style: Style) -> str:
    """Return the text with today outside quotation marks put as a weekday, yesterday and tomorrow as dates.

    Without a date of publication, or where the words cannot be replaced with grammar kept, the text comes
    back unchanged, and the gates decide.
    """
    if published is None:
        return text
    ranges, edits = quoted_ranges(text), []
    for found in RELATIVE.finditer(text):
        if dated := style.date_beside.match(text, found.end()):
            if not is_inside(found.start(), found.end(), ranges):
                edits.append(Edit(start=found.start(), end=dated.end("gap"), words="on "))
            continue
        day = _shifted(published, found["word"])
        if is_inside(found.start(), found.end(), ranges) or found["possessive"]:
            continue
        if PART_OF_DAY.match(text, found.start()):
            continue
        led = style.preposition_before.search(text, 0, found.start())
        opens = found.start() == 0
        bare = led or (opens and style.subject_verb.match(text, found.end()))
        leads = "" if bare else "On " if opens else "on "
        written = style.weekday(day) if day == published else style.spell_date(day)
        edits.append(Edit(start=found.start(), end=found.end(), words=leads + written))
    for found in LAST_NIGHT.finditer(text):
        led = style.preposition_before.search(text, 0, found.start())
        if not (led or is_inside(found.start(), found.end(), ranges)):
            night = style.words_for("last_night", weekday=style.weekday(published))
            night = night[0].upper() + night[1:] if found.start() == 0 else night
            edits.append(Edit(start=found.start(), end=found.end(), words=night))
    for found in PART_OF_DAY.finditer(text):
        if not is_inside(found.start(), found.end(), ranges):
            on, weekday = "On" if found.start() == 0 else "on", style.weekday(_shifted(published, found["day"]))
            edits.append(Edit(start=found.start(), end=found.end(), words=f"{on} {weekday} {found['part']}"))
    return apply_edits(text, edits)


def _shifted(published: date, word: str) -> date:
    return date.fromordinal(published.toordinal() + SHIFT[word.lower()])


_TODAY = re.compile(r"(?<=\w) today(?=[ ,.])")


def without_today(text: str, today: re.Pattern[str] = _TODAY) -> str:
    """Return the text without a "today" outside quotation marks, which says nothing on the day that is told of."""
    ranges = quoted_ranges(text)
    found = (match.span() for match in today.finditer(text))
    plain = apply_edits(text, [Edit(start=a, end=b, words="") for a, b in found if not is_inside(a, b, ranges)])
    return plain[:1].upper() + plain[1:] if plain != text else text


def without_side_adjectives(text: str, adjectives: re.Pattern[str]) -> str:
    """Return the text without a side's "enemy" before a noun outside quotation marks."""
    ranges, edits = quoted_ranges(text), []
    for found in adjectives.finditer(text):
        if not is_inside(found.start(), found.end(), ranges):
            article = found["article"]
            words = f"{article}{'n' if found['vowel'] else ''} " if article else ""
            edits.append(Edit(start=found.start(), end=found.end(), words=words))
    return apply_edits(text, edits)


def with_labels_replaced(text: str, labels: re.Pattern[str], ours: str) -> str:
    """Return the text with our word in brackets for a side's name for a nation's soldiers, outside quotation marks."""
    ranges = quoted_ranges(text)
    found = (match for match in labels.finditer(text) if not is_inside(*match.span(), ranges))
    return apply_edits(text, [Edit(start=m.start(), end=m.end(), words=f"{m['nation']} {ours}") for m in found])


def with_dates(text: str, weekdays: Sequence[tuple[int, int, date]], style: Style, digest_date: date) -> str:
    """Return the text with each weekday of another day followed by its date ("Tuesday, 21 March").

    ``weekdays`` are (start, end, date) of weekday names in the text.
    """
    ranges, edits, seen = quoted_ranges(text), [], set()
    for start, end, day in weekdays:
        following = text[end : end + 2]
        plain = following[:1] in {"", ".", ",", ";", ":", ")"} or following.startswith(" ")
        if day == digest_date or day in seen or is_inside(start, end, ranges) or not plain:
            continue
        if style.no_date_after.match(text, end) or style.range_before.search(text, 0, start):
            continue
        seen.add(day)
        comma = "," if re.match(r" [a-z]", text[end:]) else ""
        edits.append(Edit(start=end, end=end, words=f", {style.spell_date(day)}{comma}"))
    return apply_edits(text, edits)
