"""Headlines without what outlets hang on them: their own name, the section, the time."""

import re

from dayline.text.normalize import fold

# words that a headline keeps at least: a tail is not cut off a head of fewer
LEAST_WORDS = 3

_SECTION = re.compile(r"\s[«»]\s.*$")
_TIME = re.compile(r"\s*\(?\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}\)?\s*$")
_TAIL = re.compile(r"\s(?:[|–—-])\s(?P<tail>[^|–—]{2,40})$")
_LETTERS = re.compile(r"[^\W_]+")


def bare_headline(headline: str, source_name: str = "") -> str:
    """Return a headline without a section behind «, a time in figures, and the outlet's name at its end."""
    bare = headline.strip()
    for pattern in (_SECTION, _TIME):
        bare = _cut(bare, pattern)
    names = frozenset(_words(source_name)) - {"com", "net", "org", "the", "news", "co", "uk"}
    while (match := _TAIL.search(bare)) and names & frozenset(_words(match["tail"])):
        shorter = _cut(bare, _TAIL)
        if shorter == bare:
            break
        bare = shorter
    return bare


def _cut(headline: str, pattern: re.Pattern[str]) -> str:
    shorter = pattern.sub("", headline, count=1).strip()
    return shorter if len(shorter.split()) >= LEAST_WORDS else headline


def _words(text: str) -> list[str]:
    return _LETTERS.findall(fold(text))
