from collections.abc import Callable

from dayline.cluster import feed
from dayline.model.document import Document
from dayline.text.languages import Language

MakeDocument = Callable[..., Document]

LIVE = """Good evening, and welcome to what the day brought from the valley and the coast of our country.

The mill at Tarn burned down during the night, and nine workers were hurt, fire chief Anna Brask said.

Signed up yet?

At Saltmere the ferry ran onto the old pier at noon; the harbour master Otto Venn closed the port for a day."""


def reports(make_document: MakeDocument) -> list[Document]:
    return [
        make_document("Nine hurt as mill burns in Tarn", "Fire chief Anna Brask said the mill burned all night."),
        make_document("Ferry hits pier in Saltmere", "Harbour master Otto Venn closed the port for the ferry."),
        make_document("Choir wins prize", "The choir of Dunmoor sang in the great hall and won a prize of gold."),
    ]


def test_each_paragraph_goes_to_the_report_that_it_is_most_like(
    make_document: MakeDocument, english: Language
) -> None:
    live, given = make_document("Live: the day", LIVE), reports(make_document)
    fed = feed([live], given, english)
    mill, ferry, _ = given
    assert {report: [live.quote(span).split()[2] for span in spans] for report, spans in fed.items()} == {
        mill.id: ["at"],
        ferry.id: ["the"],
    }
    assert live.quote(fed[ferry.id][0]) == LIVE.split("\n\n")[3]


def test_nothing_is_fed_without_reports_or_round_ups(make_document: MakeDocument, english: Language) -> None:
    assert feed([make_document("Live: the day", LIVE)], [], english) == {}
    assert feed([], reports(make_document), english) == {}
