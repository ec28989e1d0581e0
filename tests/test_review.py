"""Editors' decisions on a digest: applied where they fit, shown, and reported where they do not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dayline.errors import RecordError
from dayline.model.claims import Figure
from dayline.model.digest import (
    Citation,
    Coverage,
    Digest,
    FigureClaim,
    FigureGroup,
    Passage,
    PassageKind,
    Section,
    targets_of,
)
from dayline.model.document import DocumentId, Span
from dayline.model.review import Action, CorrectionKind, Decision
from dayline.review import apply, correct

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


def passage(text: str, kind: PassageKind = "report") -> Passage:
    citation = Citation(
        span=Span(document_id=DocumentId("post"), start=0, end=9),
        url="https://post.example/1",
        source_name="Post",
        retrieved_at=NOON,
        sha256="0" * 64,
    )
    return Passage(text=text, kind=kind, citations=(citation,))


def section(name: str) -> Section:
    return Section(
        story_id=name,
        heading=passage(f"{name} heading", "heading"),
        notes=("one origin",),  # type: ignore[arg-type]
        passages=(passage(f"{name} first."), passage(f"{name} second.")),
        background=(passage(f"{name} old."), passage(f"{name} older.")),
        background_days=(5, 4),
    )


@pytest.fixture
def digest() -> Digest:
    """Return a digest of two sections."""
    figure = Figure(id="f", span=Span(document_id=DocumentId("post"), start=0, end=4), low=9, high=9)  # type: ignore[arg-type]
    return Digest(
        crisis_id="varda",
        day=6,
        date=date(2026, 5, 14),
        cutoff=NOON,
        title=passage("Day 6: Dam breaks", "title"),
        lede=(passage("Lede one."), passage("Lede two.")),
        sections=(section("dam"), section("rail")),
        figures=(
            FigureGroup(
                of="dead",
                claims=(FigureClaim(passage=passage("Nine died."), figure=figure, claimant="police"),),
            ),
        ),
        also=(passage("Also."),),
        worth=(passage("Worth."),),
        coverage=Coverage(documents=1, sources=1, independent_origins=1),
    )


def decision(action: Action, target: str, before: str = "", after: str = "", *, hour: int = 0) -> Decision:
    return Decision(
        by="A. Lund",
        at=NOON + timedelta(hours=hour),
        action=action,
        target=target,
        before=before,
        after=after,
        reason="as agreed",
    )


def test_no_decisions_change_nothing(digest: Digest) -> None:
    assert apply(digest, []) == (digest, ())


def test_a_replaced_passage_keeps_its_citations_and_is_noted(digest: Digest) -> None:
    changed, stale = apply(
        digest, [decision("replace", "sections[1].passages[0]", "rail first.", "Rail closed.")]
    )
    now = changed.sections[1].passages[0]
    assert (now.text, now.citations) == ("Rail closed.", digest.sections[1].passages[0].citations)
    assert changed.sections[1].notes == ("one origin", "edited by A. Lund: as agreed")
    assert changed.withheld == (("rail first.", "edited by A. Lund: as agreed"),)
    assert stale == ()
    assert changed.sections[0] == digest.sections[0]


def test_targets_count_in_the_digest_as_given(digest: Digest) -> None:
    changed, stale = apply(
        digest,
        [
            decision("drop", "lede[0]", "Lede one."),
            decision("replace", "lede[1]", "Lede two.", "Lede 2.", hour=1),
            decision("drop", "sections[0].background[0]", "dam old."),
            decision("drop", "also[0]", "Also."),
            decision("drop", "sections[0].passages[0]", "dam first."),
            decision("drop", "worth[0]", "Worth."),
            decision("drop", "figures[0].claims[0]", "Nine died."),
        ],
    )
    assert stale == ()
    assert [p.text for p in changed.lede] == ["Lede 2."]
    assert [p.text for p in changed.sections[0].passages] == ["dam second."]
    assert [p.text for p in changed.sections[0].background] == ["dam older."]
    assert changed.sections[0].background_days == (4,)
    assert (changed.also, changed.worth, changed.figures) == ((), (), ())
    assert len(changed.withheld) == 7


def test_later_decisions_see_the_earlier_ones(digest: Digest) -> None:
    first = decision("replace", "title", "Day 6: Dam breaks", "Day 6: Dam holds")
    second = decision("replace", "title", "Day 6: Dam holds", "Day 6: Dam leaks", hour=1)
    changed, stale = apply(digest, [second, first])
    assert (changed.title.text, stale) == ("Day 6: Dam leaks", ())


def test_a_note_changes_no_words(digest: Digest) -> None:
    changed, stale = apply(
        digest, [decision("note", "sections[0]"), decision("note", "sections[0].heading", "dam heading")]
    )
    assert changed == replace(
        digest,
        sections=(
            replace(digest.sections[0], notes=("one origin", *["note by A. Lund: as agreed"] * 2)),
            digest.sections[1],
        ),
    )
    assert stale == ()


def test_a_section_goes_by_its_heading_or_with_its_last_passage(digest: Digest) -> None:
    changed, stale = apply(
        digest,
        [
            decision("drop", "sections[0]", "dam heading"),
            decision("drop", "sections[1].passages[0]", "rail first."),
            decision("drop", "sections[1].passages[1]", "rail second."),
        ],
    )
    assert (changed.sections, stale) == ((), ())
    assert ("rail heading", "cut with its last passage") in changed.withheld


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (decision("replace", "lede[0]", "Lede 1.", "New."), "it reads 'Lede one.'"),
        (decision("drop", "lede[0]"), "it reads 'Lede one.'"),
        (decision("drop", "lede[7]", "Lede one."), "no such place"),
        (decision("drop", "sections[0].passages[1].text", "x"), "no such place"),
        (decision("note", "lede[0]", "Lede 1."), "it reads 'Lede one.'"),
        (decision("drop", "title", "Day 6: Dam breaks"), "replaced only"),
        (decision("drop", "sections[0].heading", "dam heading"), "replaced only"),
        (decision("replace", "sections[0]", "dam heading", "Dam"), "cut only"),
        (decision("replace", "lede[0]", "Lede one.", "  "), "nothing to put"),
        (decision("replace", "title", "Day 6: Dam breaks", "Dam breaks"), "a title begins with"),
    ],
)
def test_a_decision_that_does_not_fit_is_reported_and_not_applied(
    wrong: Decision, why: str, digest: Digest
) -> None:
    changed, stale = apply(digest, [wrong])
    assert changed == digest
    assert len(stale) == 1
    assert stale[0].startswith(f"{wrong.target}: not applied")
    assert why in stale[0]


def test_what_was_cut_cannot_be_replaced(digest: Digest) -> None:
    cut = decision("drop", "lede[0]", "Lede one.")
    changed, stale = apply(
        digest, [cut, replace(cut, action="replace", after="New.", at=cut.at + timedelta(hours=1))]
    )
    assert [p.text for p in changed.lede] == ["Lede two."]
    assert stale == ("lede[0]: not applied, it was cut before",)


def test_every_passage_has_a_path(digest: Digest) -> None:
    paths = dict(targets_of(digest))
    for path, found in paths.items():
        changed, stale = apply(digest, [decision("replace", path, found.text, f"Day 6: {path}.")])
        assert (stale == ()) is (path not in {"sections[0]", "sections[1]"})
        assert (f"Day 6: {path}." in {p.text for p in dict(targets_of(changed)).values()}) is (stale == ())


def correction(
    kind: CorrectionKind, target: str, before: str = "", after: str = "", *, hour: int = 0, number: float | None = None
) -> Decision:
    action: Action = "drop" if kind == "withdrawn" else "replace"
    made = decision(action, target, before, after, hour=hour)
    return replace(made, kind=kind, low=number, high=number)


def test_a_corrected_line_keeps_its_place_and_the_digest_says_so(digest: Digest) -> None:
    fix = correction("corrected", "sections[0].passages[1]", "dam second.", "Dam third.")
    changed, refused = correct(digest, [fix])
    assert refused == ()
    assert [p.text for p in changed.sections[0].passages] == ["dam first.", "Dam third."]
    assert changed.sections[0].passages[1].citations == digest.sections[0].passages[1].citations
    assert changed.corrections == (fix,)
    assert changed.modified == fix.at
    assert (changed.withheld, changed.sections[1]) == (digest.withheld, digest.sections[1])


def test_a_corrected_heading_is_the_name_of_its_section_too(digest: Digest) -> None:
    changed, refused = correct(
        digest,
        [
            correction("refiled", "sections[1].heading", "rail heading", "Rail heading"),
            correction("withdrawn", "sections[1]", "Rail heading", hour=1),
        ],
    )
    assert refused == ()
    assert changed.sections[1].heading.text == "Withdrawn"
    assert [p.text for p in changed.sections[1].passages] == ["Withdrawn: as agreed"] * 2
    assert [p.text for p in changed.sections[1].background] == ["Withdrawn: as agreed"] * 2


def test_a_withdrawn_line_is_a_notice_that_nobody_said(digest: Digest) -> None:
    spoken = replace(digest.also[0], speakers=("somebody",))  # type: ignore[arg-type]
    changed, _ = correct(replace(digest, also=(spoken,)), [correction("withdrawn", "also[0]", "Also.")])
    assert (changed.also[0].text, changed.also[0].speakers) == ("Withdrawn: as agreed", ())


def test_a_withdrawn_day_keeps_its_number_and_the_reason(digest: Digest) -> None:
    changed, refused = correct(
        digest, [correction("withdrawn", "day"), correction("corrected", "lede[0]", "Lede one.", "Lede 1.", hour=1)]
    )
    assert changed.title.text == "Day 6: withdrawn"
    assert [p.text for p in changed.lede] == ["Withdrawn: as agreed"]
    assert (changed.sections, changed.figures, changed.also, changed.worth) == ((), (), (), ())
    assert refused == ("lede[0]: not corrected, it was withdrawn before",)


def test_a_corrected_figure_has_its_new_number_and_no_comparison(digest: Digest) -> None:
    claim = replace(digest.figures[0].claims[0], previous=6, previous_day=5)
    group = replace(digest.figures[0], claims=(claim,))
    fix = correction("corrected", "figures[0].claims[0]", "Nine died.", "Eight died.", number=8)
    changed, refused = correct(replace(digest, figures=(group,)), [fix])
    assert refused == ()
    found = changed.figures[0].claims[0]
    assert (found.passage.text, found.figure.low, found.figure.high) == ("Eight died.", 8, 8)
    assert (found.previous, found.previous_day) == (None, None)
    gone, _ = correct(digest, [correction("withdrawn", "figures[0].claims[0]", "Nine died.")])
    assert gone.figures == ()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (correction("corrected", "lede[0]", "Lede 1.", "New."), "it reads 'Lede one.'"),
        (correction("corrected", "lede[7]", "Lede one.", "New."), "no such place"),
        (correction("withdrawn", "title", "Day 6: Dam breaks"), "replaced only"),
        (correction("corrected", "title", "Day 6: Dam breaks", "Dam"), "a title begins with"),
        (correction("refiled", "day", "", "New."), "withdrawn only"),
        (correction("corrected", "figures[0].claims[0]", "Nine died.", "Eight died."), "number of a figure"),
        (correction("corrected", "lede[0]", "Lede one.", "New.", number=2), "only a figure"),
        (replace(correction("corrected", "figures[0].claims[0]", "Nine died.", "8", number=8), low=9), "a low and"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(wrong: Decision, why: str, digest: Digest) -> None:
    changed, refused = correct(digest, [wrong])
    assert changed == digest
    assert len(refused) == 1
    assert why in refused[0]


def test_a_correction_does_what_its_kind_says() -> None:
    with pytest.raises(RecordError):
        replace(decision("note", "title"), kind="corrected")
    with pytest.raises(RecordError):
        replace(decision("replace", "title"), kind="withdrawn")
