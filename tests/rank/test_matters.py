from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations, Place, PlaceId, PlaceMention
from dayline.rank.matters import group_matters
from dayline.text.languages import Language

Make = Callable[..., Document]
Languages = Mapping[str, Language]
DAM, FAIR, VOTE, ROAD = (
    (1.0, 0.0, 0.0, 0.0),
    (0.0, 1.0, 0.0, 0.0),
    (0.0, 0.0, 1.0, 0.0),
    (0.0, 0.0, 0.0, 1.0),
)
Headlines = Sequence[tuple[str, Sequence[float] | None]]


@pytest.fixture
def grouped(make_document: Make, languages: Languages) -> Callable[..., list[list[list[str]]]]:
    def run(*stories: Headlines, places: Mapping[str, str] | None = None) -> list[list[list[str]]]:
        documents = [[make_document(headline) for headline, _ in story] for story in stories]
        meanings = {
            document.id: vector
            for own, story in zip(documents, stories, strict=True)
            for document, (_, vector) in zip(own, story, strict=True)
            if vector is not None
        }
        annotations = {
            document.id: _naming(document, (places or {})[document.headline])
            for own in documents
            for document in own
            if document.headline in (places or {})
        }
        groups = group_matters(documents, meanings=meanings, annotations=annotations, languages=languages)
        return [[[document.headline for document in own] for _, own in parts] for parts in groups]

    return run


def _naming(document: Document, name: str) -> Annotations:
    start = document.headline.index(name)
    place = Place(id=PlaceId(name), name=name, kind="settlement", latitude=1.0, longitude=1.0)
    mention = PlaceMention(span=document.span(start, start + len(name), "title"), place=place)
    return Annotations(document_id=DocumentId(document.id), language="en", places=(mention,))


OTHERS: Headlines = [("Brass fair opens", FAIR), ("Brass fair a success", FAIR)]
MORE: Headlines = [("Council to vote on levy", VOTE), ("Levy vote put off", VOTE)]


def test_stories_of_one_meaning_and_like_headlines_are_one_matter(
    grouped: Callable[..., list[list[list[str]]]],
) -> None:
    groups = grouped([("Orrin dam bursts", DAM)], [("Orrin dam gives way", DAM)], OTHERS, MORE)
    assert [["Orrin dam bursts"], ["Orrin dam gives way"]] in groups
    assert len(groups) == 3


def test_a_stranger_leaves_its_story(grouped: Callable[..., list[list[list[str]]]]) -> None:
    story = [("Orrin dam bursts", DAM), ("Orrin dam: nine dead", DAM), ("Road to Tarn reopens", ROAD)]
    groups = grouped(story, OTHERS, MORE)
    assert [["Orrin dam bursts", "Orrin dam: nine dead"]] in groups
    assert [["Road to Tarn reopens"]] in groups


def test_the_largest_part_of_a_matter_comes_first(grouped: Callable[..., list[list[list[str]]]]) -> None:
    large = [("Orrin dam bursts", DAM), ("Orrin dam burst at dawn", DAM)]
    groups = grouped([("Orrin dam gives way", DAM)], large, OTHERS, MORE)
    assert [[headline for headline, _ in large], ["Orrin dam gives way"]] in groups


def test_documents_without_a_meaning_stay_with_their_story(
    grouped: Callable[..., list[list[list[str]]]],
) -> None:
    groups = grouped([("Orrin dam bursts", DAM), ("Damm gebrochen", None)], [("Fest", None), ("Markt", None)])
    assert groups == [[["Orrin dam bursts", "Damm gebrochen"]], [["Fest", "Markt"]]]


def test_what_happens_in_two_towns_is_two_matters(grouped: Callable[..., list[list[list[str]]]]) -> None:
    headlines = ("Two hurt by blast in Tarn", "Market in Marl hit by blast")
    stories = [[(headline, (0.6, 0.8, 0.0, 0.0) if n else DAM)] for n, headline in enumerate(headlines)]
    apart = grouped(*stories, MORE, places={headlines[0]: "Tarn", headlines[1]: "Marl"})
    together = grouped(*stories, MORE)
    assert len(apart) == len(together) + 1


def test_no_stories_no_matters(grouped: Callable[..., list[list[list[str]]]]) -> None:
    assert grouped() == []


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([DAM, FAIR, VOTE, ROAD, None]), min_size=1, max_size=4), max_size=6))
def test_every_document_is_in_one_matter_and_the_order_of_meanings_is_nothing(
    make_document: Make, stories: list[list[Sequence[float] | None]]
) -> None:
    documents = [
        [make_document(f"Story {n} told {m}") for m, _ in enumerate(own)] for n, own in enumerate(stories)
    ]
    meanings = {
        document.id: vector
        for own, vectors in zip(documents, stories, strict=True)
        for document, vector in zip(own, vectors, strict=True)
        if vector is not None
    }
    groups = group_matters(documents, meanings=meanings, annotations={}, languages={})
    turned = group_matters(documents, meanings=dict(reversed(meanings.items())), annotations={}, languages={})
    told = [document.id for parts in groups for _, own in parts for document in own]
    assert sorted(told) == sorted(document.id for own in documents for document in own)
    assert groups == turned


def test_two_stories_of_several_documents_take_more_to_be_one_matter(
    grouped: Callable[..., list[list[list[str]]]],
) -> None:
    near = (0.66, 0.0, 0.0, 0.75)

    def stories(count: int) -> tuple[Headlines, Headlines]:
        sent = [(f"Kessel sends boats, {n}", DAM) for n in ("one", "two", "three")[:count]]
        held = [(f"Kessel holds spies, {n}", near) for n in ("four", "five", "six")[:count]]
        return sent, held

    few, many = (grouped(*stories(count), OTHERS, MORE) for count in (2, 3))
    assert len(few) == 3
    assert len(many) == 4


def test_what_is_common_is_learned_from_earlier_documents_too(make_document: Make, languages: Languages) -> None:
    leaning = (0.8, 0.0, 0.0, 0.6)
    lava, roof = make_document("Lava cuts the coast road"), make_document("Roof falls in under ash at Tarn")
    earlier = [make_document(f"Ash over the island {n}", hours=-n) for n in range(12)]
    own = {lava.id: leaning, roof.id: (0.8, 0.6, 0.0, 0.0)}
    alone, beside = (
        group_matters(
            [[lava, roof]],
            meanings={**own, **{document.id: DAM for document in shown}},
            annotations={},
            languages=languages,
            earlier=shown,
        )
        for shown in ([], earlier)
    )
    assert len(alone) <= len(beside) == 2
