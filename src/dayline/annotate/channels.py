"""Where words were spoken or written, as the text says it: "state television", "interview with the Courier"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dayline.text.languages import Language

LONGEST = 80  # characters: a longer phrase has swallowed more than the channel
_WORD = r"(?!(?:a|an|the|said|told|says|that|which|who|and|or|but|in|on|at|with|to|for|of|by|from)\b)[\w’'-]+"
_ARTICLE = r"(?:(?:a|an|the|his|her|its|their|one|another|this|that)\s+)?"


@lru_cache(maxsize=16)
def _pattern(language: Language) -> re.Pattern[str] | None:
    names = sorted(language.words("statements", "channels"), key=lambda name: (-len(name), name))
    if not names:
        return None
    nouns = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(
        rf"\b(?:in|on|at|via|during|through|over|by|told|into)\s+{_ARTICLE}"
        rf"(?P<channel>(?:{_WORD}\s+){{0,3}}?(?:{nouns})\b(?:\s+(?:{nouns})\b)*"
        rf"(?:\s+(?:on|with|to|by|from)\s+(?:the\s+)?[A-Z][\w’'&.-]*(?:\s+[A-Z][\w’'&.-]*){{0,3}})?)",
        re.IGNORECASE,
    )


def channel_in(text: str, start: int, end: int, left_out: Sequence[tuple[int, int]], language: Language) -> str | None:
    """Return the channel named within [start, end) of a text, outside the ranges of what was said."""
    pattern = _pattern(language)
    if pattern is None:
        return None
    for match in pattern.finditer(text, start, end):
        begin, finish = match.span("channel")
        if any(first < finish and begin < last for first, last in left_out):
            continue
        found = _without_lower_tail(text[begin:finish])
        if len(found) <= LONGEST:
            return found.rstrip(".’'-")
    return None


def _without_lower_tail(phrase: str) -> str:
    """Drop a tail that the search without regard to case took for a name: "interview with reporters"."""
    match = re.search(r"\s+(?:on|with|to|by|from)\s+(?:the\s+)?(?=[a-z])(?!the\s)[^\s]+.*$", phrase)
    return " ".join((phrase[: match.start()] if match else phrase).split())
