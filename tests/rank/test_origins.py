from collections.abc import Callable, Mapping

from dayline.model.document import Document, Duplicate
from dayline.model.source import Source, SourceId
from dayline.rank import origins

Make = Callable[..., Document]
Sources = Mapping[SourceId, Source]
TEXT = "Nine people were killed when the Orrin dam gave way above Tarn."


def test_an_agency_in_five_papers_is_one_origin(make_document: Make, sources: Sources) -> None:
    documents = [
        make_document("Dam bursts", f"TARN (Northwire) - {TEXT}", source=name)
        for name in ("star", "post", "mill")
    ]
    documents.append(make_document("Dam gone", f"{TEXT} — NW.", source="relay"))
    documents.append(make_document("Dam bursts, agency", TEXT, source="wire"))
    assert origins(documents, duplicates={}, sources=sources) == 1


def test_outlets_that_credit_nobody_are_their_own(make_document: Make, sources: Sources) -> None:
    documents = [
        make_document(f"Dam {name}", TEXT, source=name) for name in ("star", "post", "unknown.example")
    ]
    assert origins(documents, duplicates={}, sources=sources) == 3


def test_several_items_of_one_outlet_are_one_origin(make_document: Make, sources: Sources) -> None:
    documents = [make_document(f"Dam {n}", TEXT, source="post") for n in range(4)]
    assert origins(documents, duplicates={}, sources=sources) == 1


def test_a_copy_has_the_origin_of_what_it_repeats(make_document: Make, sources: Sources) -> None:
    first, copy = make_document("Dam", TEXT, source="star"), make_document("Dam!", TEXT, source="relay")
    duplicates = {copy.id: Duplicate(document_id=copy.id, of=first.id, reason="same text", similarity=1.0)}
    assert origins([first, copy], duplicates=duplicates, sources=sources) == 1
    assert origins([copy], duplicates=duplicates, sources=sources) == 1


def test_two_copies_of_what_lies_outside_are_one_origin(make_document: Make, sources: Sources) -> None:
    first = make_document("Dam", TEXT, source="star")
    copies = [make_document(f"Dam {n}", TEXT, source=f"relay{n}") for n in range(2)]
    duplicates = {
        c.id: Duplicate(document_id=c.id, of=first.id, reason="near copy", similarity=0.9) for c in copies
    }
    assert origins(copies, duplicates=duplicates, sources=sources) == 1


def test_a_report_of_several_agencies_is_the_outlets_own(make_document: Make, sources: Sources) -> None:
    mixed = make_document(
        "Dam", f"{TEXT} With reporting by Northwire. According to Valley Post, boats came.", source="star"
    )
    plain = make_document("Dam gone", f"{TEXT} (Northwire)", source="relay")
    assert origins([mixed, plain], duplicates={}, sources=sources) == 2


def test_no_documents_no_origins(sources: Sources) -> None:
    assert origins([], duplicates={}, sources=sources) == 0
