"""Which document of a story speaks for it: a report in sentences, of a good source, at the heart of the matter."""

from collections.abc import Mapping, Sequence

from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.entities import Annotations
from dayline.model.source import Source, SourceId
from dayline.text.genres import Genre
from dayline.text.headlines import bare_headline
from dayline.text.normalize import fold

# what each mark of a leading document is worth; set by reading the leading documents of days 5, 20, 390 to 392
GENRES: Mapping[Genre, float] = {
    "report": 3.0,
    "feature": 0.0,
    "leisure": -1.0,
    "opinion": -2.0,
    "round-up": -2.0,
}
TIERS = {1: 0.6, 2: 0.4, 3: 0.0}
HAS_TEXT = 1.0
FULL_LEAD = 0.5
COPY = -0.5
CENTRAL = 3.0
STATEMENT = 0.2
MOST_STATEMENTS = 3
LATEST = 0.4
SHOUTED = -0.8
# words from which a text holds a whole lead sentence
LEAD_WORDS = 20
# words of a headline that says something without saying all
HEADLINE_WORDS = range(5, 19)
PLAIN_HEADLINE = 0.5


def leading_first(
    documents: Sequence[Document],
    *,
    genres: Mapping[DocumentId, Genre],
    annotations: Mapping[DocumentId, Annotations],
    duplicates: Mapping[DocumentId, Duplicate],
    sources: Mapping[SourceId, Source],
) -> tuple[DocumentId, ...]:
    """Return the documents of a story, the one that speaks best for it first."""
    given = {document.id: document for document in documents}
    words = {
        id_: _content_words(bare_headline(document.headline, document.source_name))
        for id_, document in given.items()
    }
    order = {
        document.id: place
        for place, document in enumerate(
            sorted(documents, key=lambda found: (found.published_at or found.fetched_at, found.id))
        )
    }

    def worth(document: Document) -> float:
        source, duplicate = sources.get(document.source_id), duplicates.get(document.id)
        of = given.get(duplicate.of) if duplicate else None
        held = annotations.get(document.id)
        return (
            GENRES[genres[document.id]]
            + TIERS[source.tier if source else 3]
            + HAS_TEXT * bool(document.text)
            + FULL_LEAD * (len(document.text.split()) >= LEAD_WORDS)
            + COPY * (of is not None and len(document.text) <= len(of.text))
            + CENTRAL * _centrality(document.id, words)
            + STATEMENT * min(MOST_STATEMENTS, len(held.statements) if held else 0)
            + LATEST * order[document.id] / max(1, len(documents) - 1)
            + PLAIN_HEADLINE * (len(document.headline.split()) in HEADLINE_WORDS)
            + SHOUTED * _is_shouted(document.headline)
        )

    weighed = {document.id: worth(document) for document in documents}
    return tuple(sorted(weighed, key=lambda id_: (-weighed[id_], order[id_], id_)))


def _content_words(text: str) -> frozenset[str]:
    return frozenset(word for word in fold(text).replace("'", " ").split() if len(word) > 3)


def _centrality(document_id: DocumentId, words: Mapping[DocumentId, frozenset[str]]) -> float:
    """Return the mean share of words that a headline has in common with the story's others, 0 to 1."""
    own = words[document_id]
    others = [other for id_, other in words.items() if id_ != document_id]
    if not own or not others:
        return 0.0
    return sum(len(own & other) / len(own | other) for other in others) / len(others)


def _is_shouted(headline: str) -> bool:
    """Tell whether a headline shouts: a question or exclamation mark, or words all in capitals."""
    shouted = sum(word.isupper() and len(word) > 4 for word in headline.split())
    return headline.rstrip().endswith(("!", "?")) or shouted >= 1
