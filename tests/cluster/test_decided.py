from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import groupby

import pytest

from dayline.cluster import Clusterer
from dayline.errors import RecordError
from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.review import StoryDecision
from dayline.model.story import Assignment, StoryId
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]
Languages = Mapping[str, Language]
Place = Callable[..., dict[DocumentId, StoryId | None]]


def decision(action: str, *documents: Document, minute: int = 0) -> StoryDecision:
    return StoryDecision(
        by="R. Voss",
        at=datetime(2031, 4, 20, 8, minute, tzinfo=UTC),
        action=action,  # type: ignore[arg-type]
        documents=tuple(document.id for document in documents),
        since=date(2031, 4, 10),
        reason="two dams",
    )


def days(documents: Iterable[Document]) -> list[list[Document]]:
    return [list(batch) for _, batch in groupby(documents, key=lambda d: d.published_at and d.published_at.date())]


def assigned(
    documents: Iterable[Document], languages: Languages, decisions: Iterable[StoryDecision] = ()
) -> dict[DocumentId, Assignment]:
    clusterer = Clusterer(languages=languages, decisions=tuple(decisions))
    made = [one for batch in days(documents) for one in clusterer.place((d, None, None) for d in batch)]
    return {one.document_id: one for one in made}


@pytest.fixture(scope="module")
def dams(make_document: MakeDocument) -> list[Document]:
    """Three reports of one dam over two days, two of another, and a choir."""
    return [
        make_document("Orrin dam bursts above Tarn", "The Orrin dam above Tarn burst at dawn, engineers said."),
        make_document("Dam above Tarn bursts", "Engineers said the Orrin dam above Tarn burst.", hours=1, source="b"),
        make_document("Kessel dam holds", "The Kessel dam held all night, and divers saw no crack.", hours=2),
        make_document("Choir of Velm sings", "The choir of Velm sang Haydn in the new hall.", hours=3),
        make_document("Divers see no crack in Kessel dam", "The Kessel dam held, divers said.", hours=4, source="b"),
        make_document("Orrin dam: engineers fear second burst", "Above Tarn the Orrin dam may burst again, engineers "
                      "said, as it burst at dawn.", hours=25),
    ]  # fmt: skip


def test_without_decisions_the_dams_are_two_stories(dams: list[Document], languages: Languages) -> None:
    made = assigned(dams, languages)
    stories = [made[document.id].story_id for document in dams]
    assert stories[0] == stories[1] == stories[5]
    assert stories[2] == stories[4]
    assert len(set(stories)) == 3


def test_joined_stories_are_one_from_their_beginning(dams: list[Document], languages: Languages) -> None:
    made = assigned(dams, languages, [decision("join", dams[2], dams[0])])
    stories = [made[document.id].story_id for document in dams]
    assert len({stories[at] for at in (0, 1, 2, 4)}) == 1
    assert made[dams[5].id].thread_id == made[dams[0].id].thread_id
    assert stories[3] != stories[0]
    assert made[dams[0].id].reasons == made[dams[2].id].reasons == ("joined by R. Voss: two dams",)
    assert made[dams[1].id].reasons[0].startswith("shares ")


def test_split_documents_are_a_story_of_their_own(dams: list[Document], languages: Languages) -> None:
    before = assigned(dams, languages)
    made = assigned(dams, languages, [decision("split", dams[1])])
    stories = [made[document.id].story_id for document in dams]
    assert stories[0] == before[dams[0].id].story_id
    assert stories.count(stories[1]) == 1 + (stories[5] == stories[1])
    assert made[dams[1].id].reasons == ("split off by R. Voss: two dams",)


def test_what_is_split_off_stays_together_over_days(dams: list[Document], languages: Languages) -> None:
    made = assigned(dams, languages, [decision("split", dams[1], dams[5])])
    assert made[dams[1].id].story_id == made[dams[5].id].story_id != made[dams[0].id].story_id


def test_a_story_that_begins_a_day_later_is_joined_to_the_first(
    dams: list[Document], make_document: MakeDocument, languages: Languages
) -> None:
    later = make_document("Mill of Dunmoor burns", "The mill of Dunmoor burned down at noon.", hours=26)
    again = make_document("Dunmoor mill: nothing left", "Nothing is left of the mill of Dunmoor that burned.", hours=50)
    made = assigned([*dams, later, again], languages, [decision("join", dams[2], later)])
    assert made[later.id].story_id == made[dams[2].id].story_id


def test_a_later_decision_takes_an_earlier_one_back(dams: list[Document], languages: Languages) -> None:
    apart = decision("split", dams[1])
    again = decision("join", dams[0], dams[1], minute=1)
    for given in ([apart, again], [again, apart]):
        made = assigned(dams, languages, given)
        assert made[dams[0].id].story_id == made[dams[1].id].story_id


def test_a_copy_can_be_split_from_what_it_copies(
    dams: list[Document], make_document: MakeDocument, languages: Languages
) -> None:
    copy = make_document(dams[0].headline, dams[0].text, hours=5, source="relay")
    found = Duplicate(document_id=copy.id, of=dams[0].id, reason="same text", similarity=1.0)
    for decisions in ((), (decision("split", copy),)):
        clusterer = Clusterer(languages=languages, decisions=decisions)
        items = [(document, None, found if document is copy else None) for document in (*dams[:5], copy)]
        made = {one.document_id: one.story_id for one in clusterer.place(items)}
        assert (made[copy.id] == made[dams[0].id]) == (not decisions)


def test_a_decision_holds_when_days_are_put_back(dams: list[Document], languages: Languages) -> None:
    decisions = (decision("split", dams[1], dams[5]), decision("join", dams[2], dams[0], minute=1))
    unbroken = assigned(dams, languages, decisions)
    clusterer = Clusterer(languages=languages, decisions=decisions)
    for document in dams[:5]:
        clusterer.restore(document, None, unbroken[document.id])
    assert clusterer.place([(dams[5], None, None)]) == [unbroken[dams[5].id]]


def test_a_decision_names_enough_documents(dams: list[Document]) -> None:
    with pytest.raises(RecordError, match="needs 2"):
        decision("join", dams[0], dams[0])
    with pytest.raises(RecordError, match="needs 1"):
        decision("split")
