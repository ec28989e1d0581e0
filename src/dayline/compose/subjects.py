"""The words by which a day's matters are told apart, and what of a story keeps to its heading."""

from collections import Counter

from dayline.compose.material import Material, Style
from dayline.model.document import Document, DocumentId
from dayline.text.genres import genres_of

# Share of the day's documents from which a word says nothing about a matter ("Ukraine", "Russian", "war").
COMMON_SHARE = 0.12
# Characters of a text that say what the whole is about.
OPENING = 400
# Words, of those that tell matters apart, that a sentence or its document must share with the heading.
SHARED_WORDS = 2


class Subjects:
    """The telling words of one day's documents."""

    def __init__(self, material: Material, style: Style) -> None:
        self._material, self._style = material, style
        self._genres = genres_of(material.language)
        self._words: dict[DocumentId, frozenset[str]] = {}
        documents = [material.documents[id_] for story in material.stories for id_ in story.documents]
        counts = Counter(word for document in documents for word in style.content_words(_opening(document)))
        least = max(6.0, COMMON_SHARE * len(documents))
        self._common = frozenset(word for word, count in counts.items() if count > least)

    def telling(self, words: frozenset[str]) -> frozenset[str]:
        """Return the words that tell matters apart."""
        return words - self._common

    def of(self, document: Document) -> frozenset[str]:
        """Return the telling words of a document's headline and opening."""
        if document.id not in self._words:
            self._words[document.id] = self.telling(self._style.content_words(_opening(document)))
        return self._words[document.id]

    def is_usable(self, document: Document) -> bool:
        """Tell whether a document is a report in the digest's language: round-ups and opinion feed no section."""
        annotations = self._material.annotations.get(document.id)
        right_language = annotations is not None and annotations.language == self._material.language.code
        return right_language and self._genres.of(document) not in {"round-up", "opinion"}

    def keeps_to(
        self, heading: frozenset[str], document: Document, sentence: frozenset[str] = frozenset()
    ) -> bool:
        """Tell whether a sentence, or else its document, is about what the heading is about."""
        telling = self.telling(heading)
        needed = min(SHARED_WORDS, max(1, len(telling) - 1))
        if len(telling & self.telling(sentence)) >= needed:
            return True
        headline = self.telling(self._style.content_words(document.headline))
        return len(telling & (headline or self.of(document))) >= needed


def _opening(document: Document) -> str:
    return f"{document.headline} {document.text[:OPENING]}"
