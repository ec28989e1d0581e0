from collections.abc import Callable, Mapping, Sequence

import pytest

from dayline.model.document import Document
from dayline.rank.fading import fading
from dayline.text.languages import Language

Make = Callable[..., Document]
Languages = Mapping[str, Language]
OTHER = ["Saltmere harbour closes to grain"]


@pytest.fixture
def faded(make_document: Make, languages: Languages) -> Callable[..., list[float]]:
    def run(stories: Sequence[Sequence[str]], before: Sequence[Sequence[str]]) -> list[float]:
        made = [[make_document(headline, hours=24) for headline in own] for own in stories]
        earlier = [[make_document(headline) for headline in own] for own in before]
        return fading(made, earlier, languages=languages, origins=len)

    return run


def test_what_the_day_before_told_by_more_fades(faded: Callable[..., list[float]]) -> None:
    told = [f"Orrin dam bursts above {town}" for town in ("Tarn", "Velm", "Kessel")]
    again, other = faded([["Orrin dam bursts: a look back"], OTHER], [told])
    assert again > 0.2
    assert other == 0.0


def test_what_grows_fades_less(faded: Callable[..., list[float]]) -> None:
    headlines = [f"Orrin dam bursts, water in {town}" for town in ("Tarn", "Velm", "Kessel", "Orle")]
    growing = faded([headlines, OTHER], [headlines[:1]])[0]
    waning = faded([headlines[:1], OTHER], [headlines])[0]
    assert 0 < growing < waning < 1


def test_a_new_turn_does_not_fade(faded: Callable[..., list[float]]) -> None:
    told = ["Orrin dam watched by engineers", "Engineers watch Orrin dam by night"]
    assert faded([["Nine dead as Orrin water takes Tarn school"], OTHER], [told])[0] == 0.0


def test_without_a_day_before_nothing_fades(faded: Callable[..., list[float]]) -> None:
    assert faded([["Orrin dam bursts"], OTHER], []) == [0.0, 0.0]
