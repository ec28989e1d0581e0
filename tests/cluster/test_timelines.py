from collections.abc import Callable

from dayline.cluster.timelines import timeline
from dayline.model.document import Document
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]


def test_days_that_are_named_often_are_chosen(make_document: MakeDocument, english: Language) -> None:
    documents = [
        make_document(
            "Dam",
            "The Orrin dam above Tarn burst on Friday and nine people died in the lower town that night.",
            hours=24 * day,
            source=f"s{day}",
        )
        for day in range(2, 6)
    ] + [
        make_document(
            "Rain", "Rain fell on the hills above Velm for most of the quiet day, farmers there said."
        )
    ]
    found = timeline(documents, dates=1, sentences=1, language=english)
    assert list(found) == ["2031-04-11"]
    (span,) = found["2031-04-11"]
    document = next(d for d in documents if d.id == span.document_id)
    assert document.quote(span).startswith("The Orrin dam")


def test_every_sentence_is_verbatim_and_none_is_repeated(week: list[Document], english: Language) -> None:
    found = timeline(week, dates=4, sentences=3, language=english)
    by_id = {document.id: document for document in week}
    assert 1 <= len(found) <= 4
    for spans in found.values():
        assert 1 <= len(spans) <= 3
        quotes = [by_id[span.document_id].quote(span) for span in spans]
        assert len(set(quotes)) == len(quotes)


def test_given_dates_replace_plain_reading(make_document: MakeDocument, english: Language) -> None:
    text = "The council of Tarn voted on Tuesday to mend the old Orrin dam before the summer rains came."
    documents = [make_document("Vote", text), make_document("Vote again", text + " More was said.", hours=48)]
    found = timeline(
        documents,
        dates=1,
        sentences=1,
        language=english,
        find_dates=lambda document: [(document.span(0, 10), "2031-04-11")],
    )
    assert list(found) == ["2031-04-11"]


def test_a_query_draws_its_days(make_document: MakeDocument, english: Language) -> None:
    documents = [
        make_document(
            "Meals",
            "The plan for school meals was debated by the council of Velm all evening long.",
            hours=24 * day,
        )
        for day in (0, 0.1, 0.2)
    ]
    documents += [
        make_document(
            "Dam", "The dam above Tarn burst in the night and the lower town went under water.", hours=24
        )
    ]
    found = timeline(documents, dates=1, sentences=1, query="dam", language=english)
    assert list(found) == ["2031-04-11"]


def test_no_dates_no_timeline(make_document: MakeDocument, english: Language) -> None:
    assert (
        timeline([make_document("Dam", "The dam burst.", hours=None)], dates=3, sentences=1, language=english)
        == {}
    )
    assert timeline([], dates=3, sentences=1, language=english) == {}
