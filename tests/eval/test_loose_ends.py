"""The second look at traceability notices what no evidence holds."""

from datetime import UTC, date, datetime

import pytest

from dayline.compose.gates import Evidence
from dayline.model.crisis import Crisis
from dayline.model.digest import Citation, Passage
from dayline.text.languages import Language
from digest.loose_ends import loose_ends
from documents import gold_document

DOCUMENT = gold_document(
    "report",
    "“The wall held, but the gate did not,” Ilva Dorn said on Wednesday. Some 4,200 people left.",
    title="Gate fails below Orrin",
    published=date(2026, 5, 14),
)
EVIDENCE = Evidence(
    documents={DOCUMENT.id: DOCUMENT},
    crisis=Crisis(id="orrin", name="Orrin", first_day=date(2026, 5, 9), zone=UTC),
    date=date(2026, 5, 14),
    language=Language("en"),
)


def ends(text: str) -> list[str]:
    citation = Citation(
        span=DOCUMENT.span(0, len(DOCUMENT.text)),
        url="",
        source_name="gold",
        retrieved_at=datetime(2026, 5, 14, tzinfo=UTC),
        sha256=DOCUMENT.sha256,
    )
    return list(loose_ends(Passage(text=text, kind="report", citations=(citation,)), EVIDENCE))


@pytest.mark.parametrize(
    "text",
    [
        '"The wall held, but the gate did not," Ilva Dorn said on Wednesday, 13 May.',
        "“The wall held, … the gate did not,” Dorn said.",
        "Some 4200 people left.",
    ],
)
def test_what_stands_in_the_evidence_is_not_loose(text: str) -> None:
    assert ends(text) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("“The wall fell,” Dorn said.", "quotation '“The wall fell,”'"),
        ("Some 4,300 people left.", "number 4300"),
        ("Dorn said so on 3 March.", "number 3"),
    ],
)
def test_what_does_not_is(text: str, end: str) -> None:
    assert ends(text) == [end]
