"""The lede's line for a section: its heading's news in other words, from another headline or a short sentence."""

from collections.abc import Iterator, Sequence
from itertools import chain

from dayline.compose.candidates import overlap
from dayline.compose.desk import SAME_SAYING, Desk
from dayline.compose.headings import is_title_case
from dayline.compose.leaning import lacks_thing
from dayline.compose.overtaken import is_overtaken, is_stale
from dayline.compose.phrase import headline_drafts, sentence_drafts
from dayline.model.digest import Passage
from dayline.model.document import DocumentId, Span

# Jaccard of content words below which a line says a heading's news in other words.
SAME_LEDE = 0.65
# … and that from which it says that news at all, with so many words in common; of 75 lines of the lede that were read.
LEAST_LIKE, LEAST_SHARED = 0.2, 3
# Headlines that are tried.
HEADLINES_TRIED = 5
# Words of a sentence that is short enough.
MOST_WORDS = 26


def lede_line(
    desk: Desk,
    documents: tuple[DocumentId, ...],
    headlines: Sequence[Span],
    about: frozenset[str],
    heading: Span,
    told: Sequence[frozenset[str]],
) -> Passage | None:
    """Return what says a heading's news in other words than the heading and the section's passages, None for nothing.

    ``told`` are the content words of the heading, then of the passages.
    """
    lines = chain(
        _headlines(desk, headlines, about, heading, told), _sentences(desk, documents, about, heading, told)
    )
    spare = None
    for line in filter(None, lines):
        if not desk.is_outlets_word(line.text, line.citations[0].span):
            return line
        spare = spare or line
    return spare


def _headlines(
    desk: Desk,
    headlines: Sequence[Span],
    about: frozenset[str],
    heading: Span,
    told: Sequence[frozenset[str]],
) -> Iterator[Passage | None]:
    for span in headlines[:HEADLINES_TRIED]:
        document = desk.material.documents[span.document_id]
        words = desk.style.content_words(document.quote(span))
        if (
            all(overlap(words, other) < SAME_LEDE for other in told)
            and _is_the_news(desk, span, words, heading, told[0])
            and desk.subjects.keeps_to(about, document, words)
            and not is_title_case(document.quote(span))
        ):
            yield desk.admit(headline_drafts(span, desk.material, desk.style, ""), "report")


def _sentences(
    desk: Desk,
    documents: tuple[DocumentId, ...],
    about: frozenset[str],
    heading: Span,
    told: Sequence[frozenset[str]],
) -> Iterator[Passage | None]:
    candidates = sorted(desk.candidates(documents), key=lambda c: (-overlap(c.words, told[0]), c.document.id, c.span))
    for candidate in candidates:
        if (
            candidate.speaker is None
            and len(candidate.text.split()) <= MOST_WORDS
            and overlap(candidate.words, told[0]) < SAME_LEDE
            and all(overlap(candidate.words, other) < SAME_SAYING for other in told[1:])
            and _is_the_news(desk, candidate.span, candidate.words, heading, told[0])
            and desk.subjects.keeps_to(about, candidate.document, candidate.words)
            and not lacks_thing(candidate.text, frozenset(), desk.style)
        ):
            yield desk.admit(sentence_drafts(candidate, desk.material, desk.style), "report")


def _is_the_news(desk: Desk, span: Span, words: frozenset[str], heading: Span, news: frozenset[str]) -> bool:
    """Tell whether a span says a heading's news, of no other place, and not as what it was before it came."""
    shares = overlap(words, news) >= LEAST_LIKE and len(words & news) >= min(LEAST_SHARED, len(news))
    is_past = is_stale(desk, span) or is_overtaken(desk, span, heading)
    return shares and not desk.subjects.is_elsewhere(heading, span) and not is_past
