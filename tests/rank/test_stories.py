import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count

import pytest

from dayline.model.claims import Figure, FigureId, Statement, StatementId
from dayline.model.document import Document, Field
from dayline.model.entities import Annotations
from dayline.model.source import Source, SourceId
from dayline.model.story import RankedStory, Relevance, Story, StoryId, ThreadId
from dayline.rank import rank_stories
from dayline.rank.weights import RankWeights
from dayline.text.languages import Language

Make = Callable[..., Document]
Languages = Mapping[str, Language]
Sources = Mapping[SourceId, Source]
NUMBERS = count()


def story(documents: Sequence[Document], thread: str = "") -> Story:
    id_ = StoryId(f"story-{documents[0].id}")
    return Story(
        id=id_,
        crisis_id="flood",
        documents=tuple(d.id for d in documents),
        thread_id=ThreadId(thread or id_),
        first_seen=min(d.fetched_at for d in documents),
        last_seen=max(d.fetched_at for d in documents),
    )


def said(
    document: Document, speaker: str | None, role: str | None = None, anonymity: str | None = None
) -> Annotations:
    statement = Statement(
        id=StatementId(f"s{next(NUMBERS)}"),
        kind="indirect",
        content=(document.span(0, 3, "title"),),
        speaker=speaker,
        role=role,
        anonymity=anonymity,
    )
    return Annotations(document_id=document.id, language="en", statements=(statement,))


def counted(document: Document, words: str, amount: float, unit: str = "people", of: str = "killed") -> Annotations:
    """Return the annotations of a document of which some words are a figure."""
    field: Field = "title" if words in document.headline else "text"
    start = (document.headline if field == "title" else document.text).index(words)
    span = document.span(start, start + len(words), field)
    figure = Figure(id=FigureId("f"), span=span, low=amount, high=amount, unit=unit, of=of)
    return Annotations(document_id=document.id, language="en", figures=(figure,))


@pytest.fixture
def rank(languages: Languages, sources: Sources) -> Callable[..., tuple[RankedStory, ...]]:
    def ranked(
        *groups: Sequence[Document],
        scores: Mapping[str, float] | None = None,
        annotations: Mapping[str, Annotations] | None = None,
        threads: Mapping[int, str] | None = None,
        decided: Mapping[str, tuple[str, ...]] | None = None,
        **others: object,
    ) -> tuple[RankedStory, ...]:
        documents = {d.id: d for group in groups for d in group}
        relevance = {id_: Relevance(document_id=id_, score=(scores or {}).get(id_, 2.0)) for id_ in documents}
        made = [story(group, (threads or {}).get(n, "")) for n, group in enumerate(groups)]
        stories = [replace(each, decided=(decided or {}).get(each.id, ())) for each in made]
        return rank_stories(
            stories,
            documents=documents,
            annotations=annotations or {},
            relevance=relevance,  # type: ignore[arg-type]
            duplicates={},
            sources=sources,
            languages=languages,
            **others,
        )  # type: ignore[arg-type]

    return ranked


def test_the_parts_sum_to_the_weight(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    found = rank(
        [make_document("Nine killed as dam bursts", source=s) for s in ("wire", "star", "mill")],
        [make_document("Governor visits Velm", source="office")],
        [make_document("Why did the dam burst?", source="post")],
    )
    for one in found:
        assert one.score == pytest.approx(math.fsum(value for _, value in one.reasons), abs=1e-3)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_the_corroborated_leads_before_a_violent_rumour(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    rumour = make_document("Hundreds killed in massacre at mill", source="relay")
    corroborated = [
        make_document("Four killed as dam bursts above Tarn", source="wire"),
        make_document("Dam bursts above Tarn, four dead", source="star"),
    ]
    found = rank([rumour], corroborated)
    assert found[0].documents[0] in {d.id for d in corroborated}
    assert dict(found[1].reasons)["single origin"] < 0


def test_who_is_anonymous_only_never_leads(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    whispered = [
        make_document(f"Coup attack kills {n} in Velm strike", source=s)
        for n, s in enumerate(("wire", "star", "post"))
    ]
    named = [make_document("Mayor says school reopens", source="mill")]
    annotations = {d.id: said(d, None, anonymity="people familiar with the matter") for d in whispered}
    annotations[named[0].id] = said(named[0], "Hanna Brask", "mayor of Tarn")
    found = rank(whispered, named, annotations=annotations)
    assert dict(next(s for s in found if len(s.documents) == 3).reasons)["anonymous only"] < 0
    assert found[0].documents == (named[0].id,)


def test_what_several_outlets_have_from_the_unnamed_comes_right_behind(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    whispered = [
        make_document(f"Coup attack kills {n} in Velm strike", source=s)
        for n, s in enumerate(("wire", "star", "post"))
    ]
    named, small = (
        make_document("Mayor of Tarn calls talks", source="star"),
        make_document("Fair opens", hours=1),
    )
    annotations = {d.id: said(d, None, anonymity="people familiar with the matter") for d in whispered}
    annotations[named.id] = said(named, "Hanna Brask", "mayor of Tarn")
    found = rank(whispered, [named], [small], annotations=annotations)
    assert [len(story.documents) for story in found] == [1, 3, 1]
    assert dict(found[1].reasons)["not to lead"] < 0


def test_what_does_not_belong_is_left_out(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    inside, outside = make_document("Dam bursts"), make_document("Choir sings")
    found = rank([inside], [outside], scores={outside.id: 0.9})
    assert [one.documents for one in found] == [(inside.id,)]


def test_only_the_days_documents_count_and_are_listed(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    old, new = (
        make_document("Dam cracks", source="star"),
        make_document("Dam bursts", source="wire", hours=30),
    )
    gone = make_document("Frost in Velm", source="mill")
    found = rank([old, new], [gone], today={new.id})
    assert [(one.documents, one.outlets, one.origins) for one in found] == [((new.id,), 1, 1)]


def test_a_matter_seen_before_weighs_less(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    dam, choir = make_document("Dam watched by engineers"), make_document("Bridge watched by engineers")
    found = rank([dam], [choir], threads={0: "old"}, seen_before={"old"})
    assert [dict(one.reasons).get("new", 0) > 0 for one in found] == [True, False]


def test_tolls_and_ranking_speakers_weigh(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    toll, plain, spoken = (
        make_document(f"Water reached {town} at dawn", source="post", hours=n)
        for n, town in enumerate(("Tarn", "Velm", "Kessel"))
    )
    annotations = {
        toll.id: counted(toll, "Water", 40),
        spoken.id: said(spoken, "Ada Kell", "prime minister"),
    }
    parts = {
        one.documents[0]: dict(one.reasons)
        for one in rank([toll], [plain], [spoken], annotations=annotations)
    }
    assert parts[toll.id]["killed"] > 1
    assert parts[spoken.id]["ranking speakers"] > 0
    assert "killed" not in parts[plain.id]
    assert "speakers" not in parts[plain.id]


def test_a_toll_in_passing_is_not_the_days(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    text = "Anglers met at the bridge where 400 were killed in the flood of 1962."
    first, other = (
        make_document(f"Anglers {word} at the bridge", text[:-1] + word, source=s)
        for word, s in (("meet", "star"), ("gather", "post"))
    )
    figures = {d.id: counted(d, "400", 400) for d in (first, other)}
    (alone,) = rank([first, other], annotations={first.id: figures[first.id]})
    (both,) = rank([first, other], annotations=figures)
    assert "killed" not in dict(alone.reasons)
    assert dict(both.reasons)["killed"] > 0


def test_the_sum_of_a_whole_war_is_no_toll(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    document = make_document("25,000 killed since the first flood")
    (found,) = rank([document], annotations={document.id: counted(document, "25,000", 25_000)})
    assert "killed" not in dict(found.reasons)


@pytest.mark.parametrize(
    ("headline", "mark"),
    [
        ("How the dam came to burst", "feature"),
        ("Opinion: the dam was a warning", "opinion"),
        ("The River Sings review – a flood of song", "leisure"),
    ],
)
def test_what_no_report_tells_is_marked(
    headline: str, mark: str, rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    (found,) = rank([make_document(headline)])
    assert dict(found.reasons)[mark] < 0


def test_a_matter_told_above_is_weighed_down(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    first = [make_document("Orrin dam bursts above Tarn", source=s) for s in ("wire", "star", "post")]
    again = [make_document("Orrin dam bursts, Tarn under water", source=s) for s in ("mill", "relay")]
    other = [make_document("Grain harbour at Saltmere closes", source=s) for s in ("mill", "relay")]
    found = {one.documents[0]: dict(one.reasons) for one in rank(first, again, other)}
    marked = [id_ for id_, parts in found.items() if "told above" in parts]
    assert len(marked) == 1
    assert marked[0] in {d.id for d in again}


def test_a_story_that_editors_decided_about_stays_as_it_is(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    groups = [[make_document("Dam bursts above Tarn", source=name)] for name in "abc"]
    meanings = {group[0].id: (1.0, 0.0) for group in groups}
    apart = {story(groups[0]).id: ("split off by R. Voss: another dam",)}
    assert len(rank(*groups, meanings=meanings)) == 1
    assert [len(found.documents) for found in rank(*groups, meanings=meanings, decided=apart)] == [2, 1]


def test_one_side_does_not_fill_the_day(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    towns = ("Tarn bakery", "Velm harbour", "Kessel bridge", "Dunmoor school", "Saltmere mill")
    groups = [[make_document(f"{town} stays shut", source="office")] for town in towns]
    found = rank(*groups)
    heard = [dict(one.reasons).get("side heard", 0.0) for one in found]
    assert heard == sorted(heard, reverse=True)
    assert heard[0] == 0.0
    assert heard[-1] == pytest.approx(4 * RankWeights().side_heard)


def test_a_replay_gives_the_same_order(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    groups = [[make_document(f"Water {n} in Tarn", source="post", hours=n)] for n in range(12)]
    assert rank(*groups) == rank(*reversed(groups))


def test_a_prince_at_the_dam_comes_after_a_loan_for_it(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    prince = [
        make_document(f"Prince Odo thanks {who} of Tarn", source=s)
        for who, s in (("boatmen", "star"), ("nurses", "wire"), ("cooks", "post"))
    ]
    loan = [
        make_document(f"Bank {word} Velm $4bn loan", source=s)
        for word, s in (("grants", "star"), ("gives", "post"))
    ]
    figures = {d.id: counted(d, "$4bn", 4e9, unit="USD", of="") for d in loan}
    found = rank(prince, loan, annotations=figures)
    assert found[0].documents[0] in {d.id for d in loan}
    assert dict(found[0].reasons)["money"] > 0
    assert dict(found[1].reasons)["courtesy"] < 0


def test_what_the_day_before_told_more_of_weighs_less(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    told = [make_document("Dam watched by engineers", source=s) for s in ("wire", "star", "mill")]
    again, fresh = (
        make_document("Dam watched by engineers", hours=24),
        make_document("Grain ships leave Kessel", hours=24),
    )
    parts = {one.documents[0]: dict(one.reasons) for one in rank([again], [fresh], before=[told])}
    assert parts[again.id]["fading"] < 0
    assert "fading" not in parts[fresh.id]


def test_outlets_in_other_languages_count_for_the_story_that_they_tell(
    rank: Callable[..., tuple[RankedStory, ...]], make_document: Make
) -> None:
    dam, grain = (
        make_document("Orrin dam bursts, says Hanna Brask"),
        make_document("Kestrel fleet leaves Saltmere"),
    )
    abroad = [
        make_document(f"Zapora Orrinu pękła, mówi Hanna Brask {n}", source=s)
        for n, s in ((1, "star"), (2, "wire"))
    ]
    annotations = {d.id: Annotations(document_id=d.id, language="pl") for d in abroad}
    parts = {
        one.documents[0]: dict(one.reasons)
        for one in rank([dam], [grain], abroad, annotations=annotations, read="en")
    }
    assert parts[dam.id]["told abroad"] > 0
    assert all("told abroad" not in reasons for id_, reasons in parts.items() if id_ != dam.id)
    assert all(
        "told abroad" not in dict(one.reasons)
        for one in rank([dam], [grain], abroad, annotations=annotations)
    )
