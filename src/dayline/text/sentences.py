"""Where sentences begin and end, by rule: fast enough to run before any model, the same for every stage."""

import re
from collections.abc import Iterator

from dayline.text.languages import Language

CLOSERS = "\"'”’»)]*_"
OPENERS = "\"'“‘«„([*_"
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
LINE = re.compile(r"\n[^\S\n]*")
STOP = re.compile(
    rf"(?:[.!?…]+|[。！？])[{re.escape(CLOSERS)}]*(?=\s|$)|[。！？]"
    r"|(?<=[a-zа-яіїєґ]{3})[.!?](?=[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ]*\s)"  # a space forgotten after a full stop
)
LAST_WORD = re.compile(r"[^\s\"'“‘«„(\[*—–/]+$")
INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\.")
NEXT_WORD = re.compile(rf"\s*(?:[{re.escape(OPENERS)}—–-]+\s*)?([^\W_]+(?:['’][^\W\d_]+)?)")
# where and by whom a report was filed, before its first words: a place in capitals, or any with its agency in brackets;
# with or without its region and the date
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯІЇЄҐЁ"
_PLACE_IN_CAPITALS = (
    rf"[{_CAPITAL}][{_CAPITAL}.’'-]{{2,}}(?: [{_CAPITAL}][{_CAPITAL}.’'-]*){{0,3}}(?:/[{_CAPITAL}][{_CAPITAL} .’'-]+)?"
)
_PLACE = rf"[{_CAPITAL}][\w.’'-]+(?: [{_CAPITAL}][\w.’'-]+){{0,3}}"
_DAY_AND_MONTH = r", [^\W\d_]{3,10}\.? \d{1,2}|, \d{1,2}\.? [^\W\d_]{3,10}|,? \d{4}"
_REGION_AND_DATE = rf"(?:, (?:[{_CAPITAL}][\w.]+ ?){{1,3}}|{_DAY_AND_MONTH}){{0,3}}"
_AGENCY = r" ?\([^()\n]{2,40}\)"
DATELINE = re.compile(
    rf"(?:{_PLACE_IN_CAPITALS}{_REGION_AND_DATE}(?:{_AGENCY})?|{_PLACE}{_REGION_AND_DATE}{_AGENCY})"
    rf" ?[—–-]{{1,2}}\s+(?=[\"“‘«„'(]?[{_CAPITAL}\d])"
)
DATELINE_REACH = 400  # characters of a text within which a block may begin with a dateline
WORD_REACH = 40  # characters before a stop in which its word is sought: longer "words" are no abbreviations
WRAPPED_SHARE = 0.3  # least share of lines beginning in lower case that shows a text to be wrapped by width
WRAPPED_LINES = 4  # least number of single line breaks before that share means anything


def sentence_spans(text: str, language: Language) -> list[tuple[int, int]]:
    """Return the [start, end) of every sentence, in order, without the white space around it.

    Blank lines always end a sentence; single line breaks do unless the text is wrapped by width or the next
    line goes on in lower case. A dateline is a sentence of its own, so that no other holds it. Every character
    that is not white space lies in exactly one sentence.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        begin = _after_dateline(spans, text, start, end)
        for cut in _stops(text, begin, end, language):
            begin = _append(spans, text, begin, cut)
        _append(spans, text, begin, end)
    return spans


def _after_dateline(spans: list[tuple[int, int]], text: str, start: int, end: int) -> int:
    """Set a dateline apart, as a sentence of its own, and return where the block goes on."""
    found = DATELINE.match(text, start, end) if start < DATELINE_REACH else None
    return _append(spans, text, start, found.end()) if found else start


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    stop = end
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if start < stop:
        spans.append((start, stop))
    return end


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield paragraphs, and within them the lines that stand for themselves."""
    wrapped = _is_wrapped(text)
    start = 0
    for match in LINE.finditer(text):
        if match.start() < start:
            continue
        after = PARAGRAPH.match(text, match.start())
        end = after.end() if after else match.end()
        if after or not (wrapped or text[end : end + 1].islower()):
            yield start, match.start()
            start = end
    yield start, len(text)


def _is_wrapped(text: str) -> bool:
    breaks = lower = 0
    for match in LINE.finditer(text):
        following = text[match.end() : match.end() + 1]
        if following.strip() and text[match.start() - 1 : match.start()] != "\n":
            breaks += 1
            lower += following.islower()
    return breaks >= WRAPPED_LINES and lower >= WRAPPED_SHARE * breaks


def _stops(text: str, start: int, end: int, language: Language) -> Iterator[int]:
    """Yield the ends of sentences inside one block."""
    for match in STOP.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, match, language):
            yield match.end()


def _ends_sentence(text: str, match: re.Match[str], language: Language) -> bool:
    following = NEXT_WORD.match(text, match.end())
    word = following[1] if following else ""
    marks = match[0]
    if word[:1].islower() and word not in ("i",):
        return False
    if not marks.startswith(".") or marks.startswith(".."):
        return True
    before = LAST_WORD.search(text, max(0, match.start() + 1 - WORD_REACH), match.start() + 1)
    last = before[0] if before else ""
    if marks != ".":
        return not (marks[1:].isalpha() or last in language.titles)
    return _ends_after_word(text, last, word, language)


def _ends_after_word(text: str, last: str, word: str, language: Language) -> bool:
    """Tell whether a full stop after ``last`` ends the sentence when ``word`` follows it."""
    if last in language.titles or (last in language.numbered and word[:1].isdigit()):
        return False
    is_initial = len(last) == 2 and last[0].isupper() and last != "I."
    if is_initial or last in language.abbreviations or (INITIALS.fullmatch(last) and len(last) > 2):
        return not word or word in language.starters
    return True
