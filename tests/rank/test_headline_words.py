from collections.abc import Callable, Mapping

import pytest

from dayline.model.document import Document
from dayline.rank.headline_words import likeness_above
from dayline.text.languages import Language

Make = Callable[..., Document]


def test_what_most_headlines_share_is_the_matter(
    make_document: Make, languages: Mapping[str, Language]
) -> None:
    dam = [make_document(f"Orrin dam bursts{tail}") for tail in ("", ", nine dead", " above Tarn")]
    again = [
        make_document("Engineers knew Orrin dam would burst"),
        make_document("Orrin dam: who is to blame"),
    ]
    grain = [make_document("Saltmere harbour closes to grain")]
    likeness = likeness_above([dam, again, grain], languages)
    assert likeness[0] == 0.0
    assert likeness[1] > 0.3
    assert likeness[2] == pytest.approx(0.0)


def test_equal_stories_are_wholly_alike(make_document: Make, languages: Mapping[str, Language]) -> None:
    one = [make_document("Orrin dam bursts")]
    other = [make_document("Harbour closes")]
    assert likeness_above([one, other, one], languages)[2] == pytest.approx(1.0)


def test_a_story_without_headlines_is_compared_by_its_text(
    make_document: Make, languages: Mapping[str, Language]
) -> None:
    one, other = [make_document("Orrin dam bursts")], [make_document("", "The Orrin dam bursts above Tarn.")]
    assert likeness_above([one, other], languages)[1] > 0.3


def test_no_stories_no_likeness(languages: Mapping[str, Language]) -> None:
    assert likeness_above([], languages) == []
