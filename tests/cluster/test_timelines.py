from collections.abc import Callable
from datetime import UTC
from functools import partial

from dayline.annotate.dates import dates_of
from dayline.cluster import timelines
from dayline.model.document import Document, Span
from dayline.pipeline.languages import languages
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]


def dates_in_text(document: Document) -> list[tuple[Span, str]]:
    return [(e.span, e.value) for e in dates_of(document, "text", language=languages()["en"], zone=UTC)]


def no_dates(document: Document) -> list[tuple[Span, str]]:
    return []


timeline = partial(timelines.timeline, find_dates=dates_in_text)


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


def test_the_days_are_those_that_are_given(make_document: MakeDocument, english: Language) -> None:
    text = "The council of Tarn voted on Tuesday to mend the old Orrin dam before the summer rains came."
    documents = [
        make_document("Vote", text, hours=72),
        make_document("Rain", "Rain fell on the hills of Velm all day, farmers there said.", hours=0),
    ]
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


def test_a_day_still_named_weeks_later_outweighs_one_named_at_once(
    make_document: MakeDocument, english: Language
) -> None:
    named = ("The Orrin dam above Tarn burst on 10 April and the lower town went under water.",
             "The council of Velm met on 12 April to speak of the lower town and the water.")  # fmt: skip
    documents = [
        make_document("Report", named[0], hours=24 * 20),
        make_document("Report", named[1], hours=24 * 3, source="other"),
        make_document("First", "Rain fell on the lower town and on the dam above Tarn, farmers said.", source="a"),
    ]
    found = timeline(documents, dates=1, sentences=1, language=english)
    assert list(found) == ["2031-04-10"]


def test_what_all_documents_tell_is_told_before_what_one_adds(
    make_document: MakeDocument, english: Language
) -> None:
    told = "The Orrin dam above Tarn burst and nine people died in the lower town {}."
    documents = [
        make_document("Dam", f"{text} Mayor Pell wore a green coat and spoke of her garden in Velm.", source=name)
        for name, text in (("a", told.format("at night")), ("b", told.format("in the dark")), ("c", told.format("")))
    ]
    found = timeline(documents, dates=1, sentences=1, language=english, find_dates=no_dates)
    ((span,),) = found.values()
    document = next(d for d in documents if d.id == span.document_id)
    assert document.quote(span).startswith("The Orrin dam")


def test_no_day_repeats_what_another_told(make_document: MakeDocument, english: Language) -> None:
    text = "The Orrin dam above Tarn burst and nine people died in the lower town{}."
    documents = [
        make_document("Dam", text.format(end), hours=24 * day, source=f"s{day}")
        for day, end in ((0, ""), (2, " that night"))
    ]
    found = timeline(documents, dates=2, sentences=1, language=english, find_dates=no_dates)
    assert len(found) == 1


def test_no_dates_no_timeline(make_document: MakeDocument, english: Language) -> None:
    assert (
        timeline([make_document("Dam", "The dam burst.", hours=None)], dates=3, sentences=1, language=english)
        == {}
    )
    assert timeline([], dates=3, sentences=1, language=english) == {}


def test_of_days_named_as_often_the_one_that_stands_out_is_chosen(
    make_document: MakeDocument, english: Language
) -> None:
    named = {"2031-04-11": 3, "2031-04-12": 4, "2031-04-13": 4, "2031-04-16": 4}
    days = [day for day, times in named.items() for _ in range(times)]
    documents = [
        make_document(f"Dam {n}", f"The Orrin dam above Tarn was watched by {n} men.", hours=24 * 9)
        for n in range(10, 10 + len(days))
    ]
    given = {document.id: day for document, day in zip(documents, days, strict=True)}
    documents.append(make_document("Rain", "Rain fell on the hills above Velm all day.", hours=-24))
    found = timeline(
        documents,
        dates=1,
        sentences=1,
        language=english,
        find_dates=lambda d: [(d.span(0, 10), given[d.id])] if d.id in given else [],
    )
    assert list(found) == ["2031-04-16"]


def test_what_was_planned_for_a_day_is_told_after_what_happened_on_it(
    make_document: MakeDocument, english: Language
) -> None:
    planned = "The Orrin dam above Tarn will be opened to let the lower town dry out on 12 April."
    happened = "The Orrin dam above Tarn burst as it was opened on 12 April and nine people died there."
    documents = [
        make_document("Plan", planned, source="a", hours=0),
        make_document("Plan", f"Engineers wait. {planned[:-1]}, engineers said.", source="b", hours=1),
        make_document("Report", happened, source="c", hours=72),
    ]
    found = timeline(documents, dates=1, sentences=1, language=english)
    ((day, (span,)),) = found.items()
    document = next(d for d in documents if d.id == span.document_id)
    assert (day, document.quote(span)) == ("2031-04-12", happened)
