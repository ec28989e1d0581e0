from collections.abc import Callable

import pytest

from dayline.model.crisis import Term
from dayline.model.document import Document
from dayline.rank import CANDIDATE, RELEVANT, relevance
from dayline.rank.relevance import LATER, OPENING, TITLE_FACTOR
from dayline.text.names import TermMatcher

TERMS = (
    Term(names=("Orrin", "Orrin valley"), kind="place", weight=0.5),
    Term(names=("dam",), weight=0.4),
    Term(names=("Brask",), kind="person", weight=0.6),
    Term(names=("football",), weight=-1.0),
    Term(names=("Varda",), kind="place", weight=0.2, title=0.9),
)
BEFORE = "Something else. " * (OPENING // 16 + 1)


@pytest.mark.parametrize(
    ("headline", "text", "score"),
    [
        ("Water", "The dam above Orrin broke.", 0.9),
        ("The dam above Orrin broke", "", 0.9 * TITLE_FACTOR),
        ("Orrin", "Orrin and again Orrin", 0.5 * TITLE_FACTOR),
        ("Football in Orrin", "", (0.5 - 1.0) * TITLE_FACTOR),
        ("Madam Braska", "damned", 0.0),
        ("", "Nothing of the kind.", 0.0),
        ("Varda", "Varda", 0.9),
        ("", "Varda", 0.2),
        ("", BEFORE + "Orrin", LATER * 0.5),
        ("", "Orrin. " + BEFORE + "Orrin", 0.5),
        ("Orrin", BEFORE + "Orrin", 0.5 * TITLE_FACTOR),
    ],
)
def test_terms_add_up_each_once(
    headline: str, text: str, score: float, make_document: Callable[..., Document]
) -> None:
    assert relevance(make_document(headline, text), matcher=TermMatcher(TERMS)).score == pytest.approx(score)


def test_reasons_name_what_matched_weightiest_first(make_document: Callable[..., Document]) -> None:
    found = relevance(make_document("Brask", "dam"), matcher=TermMatcher(TERMS))
    assert found.reasons == ("Brask +1.20", "dam +0.40")


def test_what_belongs_is_also_a_candidate() -> None:
    assert CANDIDATE <= RELEVANT
