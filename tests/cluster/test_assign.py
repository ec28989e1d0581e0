from collections.abc import Callable, Mapping
from itertools import groupby
from random import Random

import pytest

from dayline.cluster import Clusterer
from dayline.model.document import Document
from dayline.model.story import Assignment
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]
Languages = Mapping[str, Language]


def day_of(document: Document) -> str:
    return document.published_at.date().isoformat() if document.published_at else ""


def place(clusterer: Clusterer, documents: list[Document]) -> list[Assignment]:
    """Place documents as they come, a batch a day."""
    batches = [list(batch) for _, batch in groupby(documents, key=day_of)]
    return [made for batch in batches for made in clusterer.place((d, None, None) for d in batch)]


def run(documents: list[Document], languages: Languages) -> list[Assignment]:
    return place(Clusterer(languages=languages), documents)


def test_one_event_told_by_two_outlets_is_one_story(
    make_document: MakeDocument, languages: Languages
) -> None:
    first = make_document(
        "Nine killed as Orrin dam bursts above Tarn",
        "Nine people died in Tarn when the Orrin dam gave way on Thursday night.",
    )
    other = make_document("Orrin dam burst kills nine in Tarn, mayor says", "", hours=3, source="star")
    strange = make_document(
        "Velm orchestra opens its season", "The Velm orchestra plays Haydn on Friday.", hours=4
    )
    placed = run([first, other, strange], languages)
    assert placed[0].story_id == placed[1].story_id
    assert placed[2].story_id != placed[0].story_id
    assert placed[1].reasons[0].startswith("shares ")


def test_two_events_of_one_kind_in_two_towns_stay_apart(
    make_document: MakeDocument, week: list[Document], languages: Languages
) -> None:
    tarn = make_document(
        "Fire destroys bakery in Tarn",
        "A fire destroyed the Lund bakery in Tarn. Owner Per Lund "
        "was unhurt. Police suspect an oven that was left on over the holiday; flour sacks burned "
        "until noon.",
        hours=149,
    )
    velm = make_document(
        "Fire destroys barn near Velm",
        "A fire destroyed a barn on the Osk farm near Velm. Farmer "
        "Ida Osk lost forty cows. Lightning is blamed: a storm crossed the hills at midnight and "
        "split two oaks.",
        hours=150,
    )
    again = make_document(
        "Baker Per Lund unhurt as fire takes Tarn bakery",
        "The Lund bakery in Tarn burned down.",
        hours=151,
        source="star",
    )
    placed = {a.document_id: a.story_id for a in run([*week, tarn, velm, again], languages)}
    assert placed[tarn.id] == placed[again.id] != placed[velm.id]


def test_a_capital_and_its_name_come_together(make_document: MakeDocument, languages: Languages) -> None:
    documents = [
        make_document("Ministers meet in Warsaw over grain", "Ministers met in Warsaw to talk about grain."),
        make_document(
            "Storm breaks windows in the Danish capital",
            "A storm broke windows in the Danish capital, where roofs flew across Nyhavn square.",
            hours=1,
        ),
        make_document(
            "Roofs fly over Nyhavn as storm hits Copenhagen",
            "Roofs flew and windows broke as a storm hit Copenhagen and its Nyhavn square.",
            hours=2,
            source="star",
        ),
    ]
    placed = run(documents, languages)
    assert placed[1].story_id == placed[2].story_id != placed[0].story_id


@pytest.mark.parametrize(
    ("headline", "reason"),
    [
        ("Orrin flood at a glance: what we know on day 6", "round-up"),
        ("Orrin flood live: rescuers reach Tarn", "round-up"),
        ("Your Tuesday Briefing: water falls", "round-up"),
        ("Evening briefing: the dam and the vote", "round-up"),
        ("Opinion: the dam was a warning", "opinion"),
    ],
)
def test_what_tells_of_many_events_belongs_to_none(
    headline: str, reason: str, make_document: MakeDocument, languages: Languages
) -> None:
    placed = run([make_document(headline, "Water fell in Tarn.")], languages)[0]
    assert placed.story_id is None
    assert placed.reasons == (reason,)


def test_silence_closes_a_story_and_the_thread_goes_on(
    make_document: MakeDocument, languages: Languages
) -> None:
    filler = [
        make_document(
            f"Council of Velm debates item {n}",
            f"The council of Velm debated item {n} of its list for {n} hours.",
            hours=n / 4,
        )
        for n in range(1, 60)
    ]
    first = make_document(
        "Engineers warn of cracks in the Orrin dam near Tarn", "Cracks in the dam have grown, engineers said."
    )

    def placed_after(hours: float) -> Assignment:
        later = make_document(
            "Divers film the wall of the Orrin dam",
            "Pumps and cement were ordered from Saltmere, while a choir of nuns sang on the meadow, "
            "and the sluice was opened by hand, to the dismay of anglers.",
            hours=hours,
            source="star",
        )
        return run([first, *filler, later], languages)[-1]

    opened = run([first], languages)[0]
    assert placed_after(15).story_id == opened.story_id
    assert placed_after(6.5 * 24).story_id != opened.story_id
    assert placed_after(6.5 * 24).thread_id == opened.thread_id
    assert placed_after(6.5 * 24).reasons == ("opens a story", f"goes on with {opened.thread_id}")


def test_a_version_stays_in_its_story_under_any_headline(
    make_document: MakeDocument, languages: Languages
) -> None:
    first = make_document("Dam gives way", "The Orrin dam gave way at dawn.", key="one")
    again = make_document("Hundreds flee after night of fear", "Hundreds fled.", hours=2, key="one")
    placed = run([first, again], languages)
    assert placed[1].story_id == placed[0].story_id
    assert placed[1].reasons[0].startswith("version")


def test_languages_are_not_compared(make_document: MakeDocument, languages: Languages) -> None:
    one = make_document("Hanna Brask in Tarn", "Hanna Brask: Tarn, Orrin.")
    other = make_document("Hanna Brask w Tarn", "Hanna Brask: Tarn, Orrin.", hours=1, language="pl")
    placed = run([one, other], languages)
    assert placed[0].story_id != placed[1].story_id


def test_a_replay_gives_the_same_assignments(week: list[Document], languages: Languages) -> None:
    assert run(week, languages) == run(week, languages)


@pytest.mark.parametrize("day", range(10, 16))
def test_putting_back_equals_having_lived_through_it(
    day: int, week: list[Document], languages: Languages
) -> None:
    unbroken = run(week, languages)
    cut = sum(day_of(document) < f"2031-04-{day:02}" for document in week)
    clusterer = Clusterer(languages=languages)
    for document, assignment in zip(week[:cut], unbroken, strict=False):
        clusterer.restore(document, None, assignment)
    assert place(clusterer, week[cut:]) == unbroken[cut:]


def test_what_is_older_than_the_window_need_not_be_put_back(
    make_document: MakeDocument, week: list[Document], languages: Languages
) -> None:
    old = [
        make_document(
            f"Frost {n} in Dunmoor", f"Frost number {n} came to Dunmoor and Tarn.", hours=-24 * 9 + n
        )
        for n in range(20)
    ]
    last_days = [document for document in week if document.published_at and document.published_at.day >= 12]
    unbroken = dict(zip([d.id for d in old + week], run(old + week, languages), strict=True))
    clusterer = Clusterer(languages=languages)
    for document in week:
        if document not in last_days:
            clusterer.restore(document, None, unbroken[document.id])
    assert place(clusterer, last_days) == [unbroken[d.id] for d in last_days]


def test_closed_stories_are_forgotten(make_document: MakeDocument, languages: Languages) -> None:
    clusterer = Clusterer(languages=languages)
    held = []
    for day in range(30):
        batch = [
            make_document(
                f"Item {day}-{n} of Tarn", f"Word{day}x{n} told of thing{n} in Tarn.", hours=24 * day + n / 2
            )
            for n in range(20)
        ]
        clusterer.place((document, None, None) for document in batch)
        held.append(sum(len(story.documents) for story in clusterer.stories()))
    assert max(held) <= 8 * 20
    assert held[-1] == held[10]


def test_a_document_that_comes_again_stays_where_it_is(
    make_document: MakeDocument, languages: Languages
) -> None:
    document = make_document("Nine killed as Orrin dam bursts above Tarn", "The Orrin dam burst above Tarn.")
    clusterer = Clusterer(languages=languages)
    assert place(clusterer, [document])[0].story_id == place(clusterer, [document])[0].story_id
    assert [story.documents for story in clusterer.stories()] == [(document.id,)]


def test_documents_without_dates_stay_together(make_document: MakeDocument, languages: Languages) -> None:
    one = make_document(
        "Nine killed as Orrin dam bursts above Tarn", "The Orrin dam burst above Tarn.", hours=None
    )
    other = make_document(
        "Orrin dam bursts above Tarn: nine killed", "The dam burst.", hours=None, source="star"
    )
    placed = run([one, other], languages)
    assert placed[0].story_id == placed[1].story_id


def test_a_flood_of_one_item_is_one_story_and_does_not_push_out_others(
    make_document: MakeDocument, languages: Languages
) -> None:
    fire = make_document(
        "Mill fire in Tarn kills miller Jon Aker", "Miller Jon Aker died in the Tarn mill fire."
    )
    copies = [
        make_document(
            "Nine killed as Orrin dam bursts above Tarn",
            "The Orrin dam burst above Tarn.",
            hours=1,
            source=f"s{n}",
        )
        for n in range(3000)
    ]
    later = make_document(
        "Jon Aker, miller of Tarn, died in mill fire",
        "The mill fire in Tarn killed Jon Aker.",
        hours=2,
        source="star",
    )
    placed = run([fire, *copies, later], languages)
    assert len({a.story_id for a in placed[1:-1]}) == 1
    assert placed[-1].story_id == placed[0].story_id


def test_stories_are_told_with_their_documents_in_order(week: list[Document], languages: Languages) -> None:
    clusterer = Clusterer(crisis_id="flood", languages=languages)
    placed = {made.document_id: made.story_id for made in place(clusterer, week)}
    stories = clusterer.stories()
    assert {id_ for story in stories for id_ in story.documents} == {
        id_ for id_, story in placed.items() if story
    }
    for story in stories:
        assert story.crisis_id == "flood"
        assert story.first_seen <= story.last_seen
        assert {id_ for id_ in placed if placed[id_] == story.id} == set(story.documents)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_within_a_day_changes_nothing(
    seed: int, week: list[Document], languages: Languages
) -> None:
    today = [document for document in week if day_of(document) == day_of(week[0])]
    rest = week[len(today) : 60]
    Random(seed).shuffle(today)
    assert {a.document_id: a for a in run(today + rest, languages)} == {
        a.document_id: a for a in run(week[:60], languages)
    }
