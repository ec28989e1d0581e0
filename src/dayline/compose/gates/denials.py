"""What is denied in a day's documents, and whether a deed is among it."""

import re
from collections.abc import Iterable, Iterator

from dayline.compose.gates.deeds import Deeds
from dayline.compose.style import Style
from dayline.compose.wording import outside_quotes
from dayline.model.document import Document
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans

# Characters of a text in which a denial is looked for: beyond them news repeats its background.
READ = 600
# Words in common with a denial from which a deed is the one denied, or fewer where they are so much of what tells it;
# set by reading all deeds of 50 days that have two or more: most of those with two alone were other deeds.
SHARED, FEWER, SHARE = 3, 2, 0.5


class Denials:
    """What is denied in some documents: for each sentence that denies something, its words and its headline's."""

    def __init__(self, documents: Iterable[Document], style: Style, language: Language, deeds: Deeds) -> None:
        self._style, self._language, self._deeds = style, language, deeds
        self._denied = tuple(words for each in documents for words in self._denied_in(each))

    def covers(self, told: str) -> bool:
        """Tell whether what a text tells is denied somewhere."""
        words = self._telling(told)
        return any(
            len(both := words & denied) >= SHARED or (len(both) >= FEWER and len(both) >= SHARE * len(words))
            for denied in self._denied
        )

    def _denied_in(self, document: Document) -> Iterator[frozenset[str]]:
        text = document.text[:READ]
        if not self._deeds.denial.search(f"{document.headline}\n{text}"):
            return
        sentences = (
            document.headline,
            *(text[start:end] for start, end in sentence_spans(text, self._language)),
        )
        for sentence in sentences:
            told = f"{document.headline} {sentence}"
            if self._deeds.denial.search(outside_quotes(sentence)) and re.search(self._deeds.side, told):
                yield self._telling(told)

    def _telling(self, text: str) -> frozenset[str]:
        """Return the words that tell one deed from another: those of no quotation, side or weekday."""
        plain = re.sub(self._deeds.side, " ", self._style.weekdays.sub(" ", outside_quotes(text)))
        return self._style.content_words(plain)
