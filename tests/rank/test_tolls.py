from collections.abc import Callable, Mapping

import pytest

from dayline.model.document import Document
from dayline.rank.tolls import is_running_total
from dayline.text.languages import Language

Make = Callable[..., Document]


@pytest.mark.parametrize(
    "headline",
    [
        "Flood has killed 41 since the start of the disaster",
        "Forty-one dead since 9 May",
        "41 people killed in Varda since April 9",
        "The waters already kill 41",
        "Relief society: 41 killed since the flood began",
    ],
)
def test_a_count_of_all_so_far_is_a_running_total(
    make_document: Make, languages: Mapping[str, Language], headline: str
) -> None:
    assert is_running_total([make_document(headline)], languages)


@pytest.mark.parametrize("headline", ["Nine killed as dam bursts", "Toll of Tarn blast rises to nine"])
def test_the_toll_of_an_event_is_none(
    make_document: Make, languages: Mapping[str, Language], headline: str
) -> None:
    assert not is_running_total([make_document(headline)], languages)


def test_half_of_the_documents_must_say_so(make_document: Make, languages: Mapping[str, Language]) -> None:
    total, event = make_document("41 dead since 9 May"), make_document("Nine killed as dam bursts")
    other = make_document("Nine die below the dam")
    assert is_running_total([total, event], languages)
    assert not is_running_total([total, event, other], languages)
