"""How far a matter only goes on with what the day before told, and told by more."""

from collections.abc import Callable, Mapping, Sequence

from dayline.model.document import Document
from dayline.rank.headline_words import rarity, shares_of
from dayline.text.languages import Language
from dayline.text.vectors import dot, unit

# Cosine of headlines from which a story of the day before is the same matter; set by reading the first ten stories of
# days 2 to 40 and 384 to 392 beside the likest of the day before.
SAME_MATTER = 0.4


def fading(
    stories: Sequence[Sequence[Document]],
    before: Sequence[Sequence[Document]],
    *,
    languages: Mapping[str, Language],
    origins: Callable[[Sequence[Document]], int],
) -> list[float]:
    """Return, for each story of the day, 0 to 1: how like the day before's it is, times the part told before.

    The part is that of the origins of both days which the day before had: what grows is news again.
    """
    shares = [shares_of(documents, languages) for documents in (*before, *stories)]
    rare = rarity(shares)
    vectors = [unit({word: share * rare[word] for word, share in words.items()}) for words in shares]
    return [
        _of_one(
            documents,
            [(dot(vector, other), told) for other, told in zip(vectors, before, strict=False)],
            origins,
        )
        for documents, vector in zip(stories, vectors[len(before) :], strict=True)
    ]


def _of_one(
    documents: Sequence[Document],
    before: Sequence[tuple[float, Sequence[Document]]],
    origins: Callable[[Sequence[Document]], int],
) -> float:
    alike = [(likeness, told) for likeness, told in before if likeness >= SAME_MATTER]
    if not alike:
        return 0.0
    likest = max(likeness for likeness, _ in alike)
    then, now = origins([d for _, told in alike for d in told]), origins(documents)
    return (likest - SAME_MATTER) / (1 - SAME_MATTER) * then / (then + now)
