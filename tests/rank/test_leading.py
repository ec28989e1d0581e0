from collections.abc import Callable, Mapping

from dayline.model.document import Document, Duplicate
from dayline.model.source import Source, SourceId
from dayline.rank.leading import leading_first
from dayline.text.genres import Genre

Make = Callable[..., Document]
LEAD = (
    "Nine people were killed when the Orrin dam gave way above Tarn on Thursday night, and rescuers in boats were "
    "still searching the lower town at dawn."
)


def order(
    documents: list[Document],
    sources: Mapping[SourceId, Source],
    duplicates: list[Duplicate] | None = None,
    genres: dict[str, Genre] | None = None,
) -> list[str]:
    given = {document.id: (genres or {}).get(document.headline, "report") for document in documents}
    by_id = {document.id: document.headline for document in documents}
    found = leading_first(
        documents,
        genres=given,
        annotations={},
        sources=sources,
        duplicates={d.document_id: d for d in duplicates or []},
    )
    return [by_id[id_] for id_ in found]


def test_a_report_with_text_of_a_good_source_leads(
    make_document: Make, sources: Mapping[SourceId, Source]
) -> None:
    documents = [
        make_document("Nine killed as dam bursts above Tarn", "", source="relay", hours=3),
        make_document("Nine killed as Orrin dam bursts", LEAD, source="wire", hours=1),
        make_document("HORROR at the dam!", LEAD, source="relay", hours=2),
    ]
    assert order(documents, sources)[0] == "Nine killed as Orrin dam bursts"
    assert sorted(order(documents, sources)) == sorted(d.headline for d in documents)


def test_a_feature_never_leads_where_there_is_a_report(
    make_document: Make, sources: Mapping[SourceId, Source]
) -> None:
    documents = [
        make_document("How the Orrin dam came to burst", LEAD, source="wire"),
        make_document("Orrin dam bursts above Tarn town", "", source="relay"),
    ]
    assert order(documents, sources, genres={"How the Orrin dam came to burst": "feature"})[0].startswith(
        "Orrin"
    )


def test_the_longer_of_a_copy_and_its_teaser_leads(
    make_document: Make, sources: Mapping[SourceId, Source]
) -> None:
    teaser = make_document("Orrin dam bursts above Tarn town", "Nine killed.", source="star")
    full = make_document("Orrin dam bursts above Tarn, killing nine", LEAD, source="star", hours=1)
    duplicate = Duplicate(document_id=full.id, of=teaser.id, reason="teaser", similarity=1.0)
    assert order([teaser, full], sources, [duplicate])[0] == full.headline
