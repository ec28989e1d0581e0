"""The plan of a day."""

from dayline.compose.desk import Desk as Composition
from dayline.compose.select import MOST_SECTIONS, SPARE_SECTIONS, Plan, plan
from dayline.model.story import RankedStory

from .conftest import Desk

HEADLINES = (
    "Governor orders evacuation of three villages",
    "Ministry denies failure of the second gate",
    "Police count nine dead in Lower Brenna",
    "Parliament summons the water minister for Friday",
    "Rail line between Hallin and Teln is closed",
    "Health office lifts advice to boil drinking water",
    "Insurers expect claims of ninety million crowns",
    "Bakers deliver bread to the shelters by boat",
    "Army engineers close the gap behind the mill",
    "School in Marsk opens its doors to families",
    "Court hears the case of the dyke inspector",
    "Union asks for rest days for the firefighters",
    "Farmers move forty cows to the upper meadow",
    "Museum saves its paintings from the cellar",
)


def _plan(desk: Desk, stories: list[RankedStory]) -> Plan:
    return plan(Composition(desk.material(*stories)))


def test_the_weightiest_stories_are_sections_and_the_rest_lines(desk: Desk) -> None:
    stories = [
        desk.story(f"s{i}", [desk.document(f"d{i}", headline)], score=9.0 - i / 10)
        for i, headline in enumerate(HEADLINES)
    ]
    made = _plan(desk, stories)
    assert [s.story.id for s in made.sections] == [f"s{i}" for i in range(MOST_SECTIONS + SPARE_SECTIONS)]
    assert len(made.sections) + len(made.lines) == len(HEADLINES)


def test_a_story_far_below_the_first_is_a_line(desk: Desk) -> None:
    stories = [
        desk.story("a", [desk.document("d1", HEADLINES[0])], score=9.0),
        desk.story("b", [desk.document("d2", HEADLINES[1])], score=1.0),
    ]
    made = _plan(desk, stories)
    assert [s.story.id for s in made.lines] == ["b"]


def test_one_great_story_leaves_the_others_their_sections(desk: Desk) -> None:
    scores = (30.0, 8.0, 7.0, 6.0)
    stories = [
        desk.story(f"s{n}", [desk.document(f"d{n}", HEADLINES[n])], score=score)
        for n, score in enumerate(scores)
    ]
    assert len(_plan(desk, stories).sections) == len(scores)


def test_opinion_and_features_feed_no_section(desk: Desk) -> None:
    stories = [
        desk.story("o", [desk.document("d1", HEADLINES[0])], reasons=(("opinion", 0.0),)),
        desk.story("f", [desk.document("d2", HEADLINES[1])], reasons=(("feature", 0.0),)),
        desk.story("n", [desk.document("d3", HEADLINES[2])]),
    ]
    made = _plan(desk, stories)
    assert [s.story.id for s in made.sections] == ["n"]


def test_what_several_origins_tell_leads_before_a_single_source(desk: Desk) -> None:
    rumour = desk.story("rumour", [desk.document("d1", HEADLINES[1])], score=9.0, outlets=1, origins=1)
    told = desk.story("told", [desk.document("d2", HEADLINES[0])], score=6.0, outlets=3, origins=2)
    assert [s.story.id for s in _plan(desk, [rumour, told]).sections] == ["told", "rumour"]


def test_on_a_day_of_single_sources_the_order_stays(desk: Desk) -> None:
    stories = [
        desk.story(name, [desk.document(f"d{name}", headline)], score=score, outlets=1, origins=1)
        for name, headline, score in (("a", HEADLINES[0], 5.0), ("b", HEADLINES[1], 4.0))
    ]
    assert [s.story.id for s in _plan(desk, stories).sections] == ["a", "b"]


def test_stories_of_one_headline_are_one_matter_and_of_one_thread_need_not_be(desk: Desk) -> None:
    one = desk.story("a", [desk.document("d1", "Governor orders evacuation of three villages")], thread="t")
    same_thread = desk.story(
        "b", [desk.document("d2", "Buses leave the valley before nightfall")], thread="t"
    )
    same_news = desk.story(
        "c", [desk.document("d3", "Governor orders evacuation of the three villages below")]
    )
    other = desk.story("d", [desk.document("d4", HEADLINES[5])])
    made = _plan(desk, [one, same_thread, same_news, other])
    assert [set(s.documents) for s in made.sections] == [{"d1", "d3"}, {"d2"}, {"d4"}]


def test_a_story_without_a_usable_headline_takes_no_place(desk: Desk) -> None:
    silent = desk.story("q", [desk.document("d1", "Will the dam hold through the night?")])
    assert _plan(desk, [silent]).sections == ()


def test_on_a_day_without_headlines_what_the_others_tell_too_leads(desk: Desk) -> None:
    texts = (
        "Bakers in Hallin deliver bread to the shelters by boat.",
        "The dyke at Teln broke over forty metres in the night, police said.",
        "Soldiers work to close the dyke that broke at Teln in the night.",
    )
    stories = [
        desk.story(f"s{i}", [desk.document(f"d{i}", "", text)], score=2.0 - i / 10) for i, text in enumerate(texts)
    ]
    assert _plan(desk, stories).sections[-1].story.id == "s0"
    headed = [
        desk.story(f"h{i}", [desk.document(f"e{i}", HEADLINES[i], text)], score=2.0 - i / 10)
        for i, text in enumerate(texts)
    ]
    assert _plan(desk, headed).sections[0].story.id == "h0"
