"""The changed passages by which the gates are measured: each says what its evidence does not."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dayline.compose.gates import Evidence
from dayline.model.crisis import Crisis
from dayline.model.digest import Citation, Coverage, Digest, Passage
from dayline.model.document import Document
from dayline.pipeline.languages import languages
from digest.mutants import judged
from documents import gold_document

GATE = "“The gate at Orrin did not close,” the mayor, Ilva Dorn, told reporters on Wednesday."
ROAD = "About 4,200 people took the road to Lower Tessin, police said."
DOCUMENTS = tuple(
    gold_document(name, f"{sentence} It was raining.", title="Rain", published=date(2026, 5, 14))
    for name, sentence in (("gate", GATE), ("road", ROAD))
)
EVIDENCE = Evidence(
    documents={document.id: document for document in DOCUMENTS},
    crisis=Crisis(id="orrin", name="Orrin", first_day=date(2026, 5, 9), zone=UTC),
    date=date(2026, 5, 14),
    language=languages()["en"],
)


def passage(document: Document, text: str) -> Passage:
    citation = Citation(
        span=document.span(0, len(text)),
        url=document.url,
        source_name=document.source_name,
        retrieved_at=datetime(2026, 5, 14, tzinfo=UTC),
        sha256=document.sha256,
    )
    return Passage(text=text, kind="report", citations=(citation,))


def test_every_kind_of_mutant_is_made_and_refused() -> None:
    lede = (passage(DOCUMENTS[0], GATE), passage(DOCUMENTS[1], ROAD))
    digest = Digest(
        crisis_id="orrin", day=6, date=date(2026, 5, 14), cutoff=datetime(2026, 5, 15, tzinfo=UTC),
        title=replace(lede[0], text=f"Day 6: {GATE}"), lede=lede, sections=(),
        coverage=Coverage(documents=2, sources=2, independent_origins=2),
    )  # fmt: skip
    mutants = list(judged(digest, EVIDENCE))
    made = {mutant.passage.text: mutant.kind for mutant in mutants}
    assert made[GATE.replace("Wednesday", "Thursday")] == "dates"
    assert made[GATE.replace("at Orrin", "Orrin at")] == "quotations"
    assert made[GATE.replace("the mayor", "the former mayor")] == "roles"
    assert made[GATE.replace("Ilva Dorn", "Lower Tessin")] in {"names", "speakers"}
    assert made[ROAD.replace("4,200", "4,201")] == "numbers"
    assert made[ROAD.replace("About 4", "4")] == "hedges"
    assert made[ROAD.replace(", police said", "")] == "lost speakers"
    assert all(mutant.refused for mutant in mutants), [m.passage.text for m in mutants if not m.refused]
    assert not all(mutant.is_loose for mutant in mutants)
