"""Headlines that quote somebody in other words than the text below them does."""

import re

from dayline.compose.wording import QUOTED
from dayline.model.document import Document, Span
from dayline.text.normalize import fold

# Words of a quotation that is compared: of fewer, a headline may quote one phrase and the text another.
LEAST_QUOTED = 5
# Share of its words that one of the text has from which both are of the same utterance.
SAME_UTTERANCE = 0.7
_WORD = re.compile(r"\w+")


def misquotes(document: Document, span: Span) -> bool:
    """Tell whether a headline puts in quotation marks what its text quotes in other words."""
    quoted = [_words(found[0]) for found in QUOTED.finditer(document.quote(span))]
    quoted = [words for words in quoted if len(words) >= LEAST_QUOTED]
    if not quoted or not document.text:
        return False
    text = " ".join(_words(document.text))
    told = [frozenset(_words(found[0])) for found in QUOTED.finditer(document.text)]
    return any(
        " ".join(words) not in text and any(len(other & set(words)) >= SAME_UTTERANCE * len(words) for other in told)
        for words in quoted
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))
