"""The gist of a day without headlines: what most of its reports tell, each sentence something new."""

from itertools import islice

from dayline.compose import compose
from dayline.compose.desk import Desk as Composition
from dayline.compose.gist import DAY_WORDS, gist_of, until

from .conftest import Desk

DYKE = "The side dyke at Lower Brenna broke in the night and the water took forty houses."
AGAIN = "In the night the side dyke at Lower Brenna broke, and water took forty houses there."
SOLDIERS = "Soldiers of the Hallin barracks filled sandbags at the side dyke of Lower Brenna until morning."
SHELTER = "People whose houses the water took at Lower Brenna sleep in the school of Marsk."
BREAD = "Bakers of the harbour quarter in Hallin gave away nine hundred loaves on Wednesday."


def _gist(desk: Desk, *texts: str) -> list[str]:
    stories = [desk.story(f"s{i}", [desk.document(f"d{i}", "", text)]) for i, text in enumerate(texts)]
    composition = Composition(desk.material(*stories))
    return [passage.text for passage in gist_of(composition, stories)]


def test_what_the_others_tell_too_comes_first_and_what_nobody_else_tells_last(desk: Desk) -> None:
    found = _gist(desk, BREAD, DYKE, SOLDIERS, SHELTER)
    assert set(found) == {BREAD, DYKE, SOLDIERS, SHELTER}
    assert found[-1] == BREAD


def test_what_was_said_is_not_said_again(desk: Desk) -> None:
    assert len({DYKE, AGAIN} & set(_gist(desk, DYKE, AGAIN, SOLDIERS))) == 1


def test_a_sentence_that_leans_on_one_before_it_is_none(desk: Desk) -> None:
    assert not any("evacuated" in text for text in _gist(desk, DYKE, "The besieged city was evacuated in the night."))


def test_what_was_printed_in_the_meantime_is_not_said(desk: Desk) -> None:
    stories = [desk.story(f"s{i}", [desk.document(f"d{i}", "", text)]) for i, text in enumerate((DYKE, BREAD))]
    composition = Composition(desk.material(*stories))
    gist = gist_of(composition, stories)
    first = next(gist).text
    composition.printed.append(composition.style.content_words(BREAD if first == DYKE else DYKE))
    assert list(gist) == []


def test_passages_are_taken_until_the_words_are_full_and_the_rest_stays(desk: Desk) -> None:
    stories = [desk.story(f"s{i}", [desk.document(f"d{i}", "", text)]) for i, text in enumerate((DYKE, BREAD, SHELTER))]
    gist = gist_of(Composition(desk.material(*stories)), stories)
    assert list(until(gist, 0)) == []
    assert len(list(until(gist, 1))) == 1
    assert len(list(until(gist, 1000))) == 2
    assert list(islice(gist, 1)) == []


def test_only_a_day_without_headlines_opens_with_its_gist(desk: Desk) -> None:
    texts = (BREAD, DYKE, SOLDIERS, SHELTER)
    bare = compose(desk.material(*(desk.story(f"s{i}", [desk.document(f"d{i}", "", t)]) for i, t in enumerate(texts))))
    assert bare is not None
    assert bare.lede[0].text in {DYKE, SOLDIERS, SHELTER}
    headed = compose(
        desk.material(
            desk.story("h", [desk.document("e", "Side dyke breaks in Lower Brenna, forty houses flooded", DYKE)])
        )
    )
    assert headed is not None
    assert headed.lede[0].text == "Side dyke breaks in Lower Brenna, forty houses flooded."


def test_a_day_of_one_report_is_told_by_its_gist_where_nothing_could_head_a_section(desk: Desk) -> None:
    long = (
        "The water ministry, which had let two warnings of its own engineers lie unread since the first days of March, "
        "ordered the second gate above Hallin to be opened by hand before noon on Thursday after the motors failed."
    )
    digest = compose(desk.material(desk.story("s", [desk.document("d", "", long)])))
    assert digest is not None
    assert not digest.sections
    assert [passage.text for passage in digest.lede] == [long]
    assert len(long.split()) < DAY_WORDS
