"""What round-ups tell of: each of their paragraphs goes to the report of the day that it is most like."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dayline.cluster.terms import OTHER_SHARE, PRIOR_DOCUMENTS
from dayline.cluster.words import StoryWords, stems
from dayline.model.document import Document, DocumentId, Span
from dayline.text.languages import Language
from dayline.text.vectors import unit

# least cosine of a paragraph to a report's headline and opening; of leads of the incidents and of ECB+ taken for
# paragraphs .82 and .97 then go to their own event, at 0.2 .70 and .97
LEAST_LIKE = 0.3
# words of a report's text that, with its headline, a paragraph is compared with
OPENING_WORDS = 80
# words from which a paragraph tells something
LEAST_WORDS = 8

_PARAGRAPH = re.compile(r"[^\n]+")


def feed(
    round_ups: Sequence[Document], reports: Sequence[Document], language: Language
) -> dict[DocumentId, tuple[Span, ...]]:
    """Return, by report, the paragraphs of round-ups that tell of what it tells, in the order of the round-ups.

    All are of one language.
    """
    words = StoryWords.from_language(language)
    paragraphs = [span for document in round_ups for span in _paragraphs(document)]
    texts = {document.id: document for document in round_ups}
    bags = [Counter(stems(_opening(report), words)) for report in reports]
    told = [Counter(stems(texts[span.document_id].quote(span), words)) for span in paragraphs]
    rarity = _rarity([*bags, *told], words)
    holding: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for stem, weight in _vector(bag, rarity).items():
            holding[stem].append((number, weight))
    fed: defaultdict[DocumentId, list[Span]] = defaultdict(list)
    for span, bag in zip(paragraphs, told, strict=True):
        likeness: defaultdict[int, float] = defaultdict(float)
        for stem, weight in _vector(bag, rarity).items():
            for number, other in holding[stem]:
                likeness[number] += weight * other
        best = max(likeness, key=lambda number: (likeness[number], -number), default=None)
        if best is not None and likeness[best] >= LEAST_LIKE:
            fed[reports[best].id].append(span)
    return {report: tuple(spans) for report, spans in fed.items()}


def _paragraphs(document: Document) -> Iterator[Span]:
    for match in _PARAGRAPH.finditer(document.text):
        if len(match[0].split()) >= LEAST_WORDS:
            yield document.span(*match.span())


def _opening(report: Document) -> str:
    return f"{report.headline}\n{' '.join(report.text.split()[:OPENING_WORDS])}"


def _rarity(bags: Sequence[Counter[str]], words: StoryWords) -> dict[str, float]:
    """Return the inverse document frequency of each stem, beside the shares of all the world's reports."""
    held = Counter(stem for bag in bags for stem in bag)
    known = {stem: count + PRIOR_DOCUMENTS * words.shares.get(stem, OTHER_SHARE) + 0.5 for stem, count in held.items()}
    return {stem: max(0.0, math.log((len(bags) + PRIOR_DOCUMENTS) / count)) for stem, count in known.items()}


def _vector(bag: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    return unit({stem: (1 + math.log(count)) * rarity[stem] for stem, count in bag.items()})
