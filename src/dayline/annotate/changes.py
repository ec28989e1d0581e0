"""Stated changes of a number: "(+150)", "up from 3", "to 12 from 9", "two more than on Monday"."""

import re
from decimal import Decimal

from dayline.annotate.figure_words import FigureWords, plain
from dayline.annotate.quantities import Quantity, stated_change

LINK_REACH = 45  # characters between what is counted and the number that it is compared with
RISE_REACH = 40  # characters before a number in which "rose to" stands


def change_by(
    text: str, counted: tuple[Quantity, int], following: Quantity, words: FigureWords
) -> Decimal | None:
    """Return the change of a quantity that the number after it states; None where that one is its own figure.

    ``counted`` is a quantity with the end of the words for what it counts.
    """
    quantity, end = counted
    bracket = stated_change(text, end)
    if bracket is not None and following.start < bracket[1]:
        return bracket[0]
    between = text[end : following.left]
    if quantity.low != quantity.high or following.unit not in (None, quantity.unit):
        return None
    if not end <= following.left <= end + LINK_REACH or re.search(r"[.;:!?\n\d]", between):
        return None
    if words.changed_from.search(between) or (
        words.bare_from.fullmatch(between)
        and words.rise_to.search(text[max(0, quantity.left - RISE_REACH) : quantity.left])
    ):
        return quantity.low - following.low
    if (step := words.changed_by.search(between)) and words.after_change.match(text, following.end):
        return following.low * words.steps[plain(step["step"])]
    if more := words.more_than.match(text, following.end):
        return following.low * words.steps[plain(more["step"])]
    return None
