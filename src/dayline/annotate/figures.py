"""Figures."""
from collections.abc import Sequence

from dayline.annotate.reading import Reading
from dayline.model.claims import Figure, Statement
from dayline.model.entities import TimeExpression
from dayline.text.languages import Language

VERSION = "1"


def find_figures(
    reading: Reading, statements: Sequence[Statement], dates: Sequence[TimeExpression], *, language: Language
) -> tuple[Figure, ...]:
    """Find figures."""
    return ()
