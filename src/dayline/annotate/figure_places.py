"""Where a figure was counted: the place of its sentence that a preposition introduces, nearest after it."""

from bisect import bisect_left
from collections.abc import Sequence

from dayline.annotate.figure_words import FigureWords
from dayline.model.document import Field
from dayline.model.entities import PlaceMention

BEFORE_REACH = 16  # characters before a place in which its preposition stands
COARSE = "country"  # a kind that is taken only where the sentence names nothing more precise


class Whereabouts:
    """The places of a field that stand after a preposition of place."""

    def __init__(self, text: str, field: Field, places: Sequence[PlaceMention], words: FigureWords) -> None:
        self.mentions = [
            mention
            for mention in sorted(places, key=lambda mention: mention.span.start)
            if mention.span.field == field
            and words.place_before.search(
                text[max(0, mention.span.start - BEFORE_REACH) : mention.span.start]
            )
        ]
        self.starts = [mention.span.start for mention in self.mentions]

    def of(self, sentence: tuple[int, int], end: int) -> str | None:
        """Return the name of the place for a figure that ends at ``end`` in a sentence."""
        first, last = bisect_left(self.starts, sentence[0]), bisect_left(self.starts, sentence[1])
        held = self.mentions[first:last]
        precise = [mention for mention in held if mention.place.kind != COARSE] or held
        after = [mention for mention in precise if mention.span.start >= end]
        return (after[0] if after else precise[-1]).place.name if precise else None
