"""The page as a whole: its title, what it says twice, and when it closed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dayline.compose.gates import Evidence
from dayline.compose.gates.whole import check_digest
from dayline.model.claims import Figure
from dayline.model.digest import Coverage, Digest, FigureClaim, FigureGroup, Section
from dayline.model.document import Span

TOLL = "Nine people died in Lower Brenna and 14 were missing, police said."
ORDER = (
    "The order covers about 4,200 people in Upper Brenna, Lower Brenna and Teln, the regional emergency service said "
    "in a Telegram post."
)
STAYED = "Rescuers moved at least 600 people on Wednesday, and nearly 90 stayed."


@pytest.fixture
def digest(passage) -> Digest:
    """Return a digest without a fault."""
    leave, denial = (
        "Leave by nightfall, governor tells villages below the dam",
        "No gate has failed, water ministry says",
    )
    first = passage(leave, f"post: {leave}", kind="heading", field="title")
    second = passage(denial, f"courier: {denial}", kind="heading", field="title")
    claim = FigureClaim(
        passage=passage(TOLL, f"post: {TOLL}", kind="figure"),
        claimant="police",
        figure=Figure(id="f", span=Span(document_id="post", start=0, end=4), low=9, high=9),
    )  # type: ignore[arg-type]
    return Digest(
        crisis_id="varda",
        day=6,
        date=datetime(2026, 5, 14).date(),
        cutoff=datetime(2026, 5, 14, 22, tzinfo=UTC),
        title=replace(
            first,
            text=f"Day 6: {leave}; {denial}",
            kind="title",
            citations=first.citations + second.citations,
        ),
        lede=(replace(second, text=denial + ".", kind="report"),),
        sections=(
            Section(story_id="a", heading=first, passages=(passage(ORDER, f"post: {ORDER}"),)),  # type: ignore[arg-type]
            Section(story_id="b", heading=second, passages=(passage(STAYED, f"courier: {STAYED}"),)),  # type: ignore[arg-type]
        ),
        figures=(FigureGroup(of="dead", claims=(claim,)),),
        coverage=Coverage(documents=3, sources=3, independent_origins=3),
    )


def where(digest: Digest, evidence: Evidence) -> set[tuple[str, str]]:
    return {(place, refusal.gate) for place, refusal in check_digest(digest, evidence=evidence)}


def with_section(digest: Digest, **changes: object) -> Digest:
    return replace(digest, sections=(replace(digest.sections[0], **changes), *digest.sections[1:]))


def test_a_digest_without_fault(digest: Digest, evidence: Evidence) -> None:
    assert check_digest(digest, evidence=evidence) == ()


@pytest.mark.parametrize(
    ("title", "gate"),
    [
        ("Day 6: ", "form"),
        ("Day 6: Leave by nightfall, mayor tells villages below the dam", "wording"),
        ("Day 6: Holm tells villages below the dam", "names"),
        ("Day 6: Nine gates failed, ministry says", "numbers"),
    ],
)
def test_titles(title: str, gate: str, digest: Digest, evidence: Evidence) -> None:
    changed = replace(digest, title=replace(digest.title, text=title))
    assert ("title", gate) in where(changed, evidence)


def test_the_day_must_be_the_dates(digest: Digest, evidence: Evidence) -> None:
    changed = replace(digest, day=7, title=replace(digest.title, text=digest.title.text.replace("6", "7")))
    assert ("title", "form") in where(changed, evidence)


def test_nothing_is_said_twice(digest: Digest, evidence: Evidence) -> None:
    twin = replace(digest.sections[1], passages=digest.sections[0].passages)
    found = where(replace(digest, sections=(digest.sections[0], twin)), evidence)
    assert ("sections[1].passages[0]", "repetition") in found
    twin = replace(digest.sections[1], heading=digest.sections[0].heading)
    found = where(replace(digest, sections=(digest.sections[0], twin)), evidence)
    assert ("sections[1].heading", "repetition") in found


def test_a_section_says_more_than_its_heading(digest: Digest, evidence: Evidence) -> None:
    heading = digest.sections[0].heading
    bare = with_section(digest, passages=(replace(heading, text=heading.text + ".", kind="report"),))
    assert ("sections[0]", "form") in where(bare, evidence)


def test_each_passage_goes_through_the_gates(digest: Digest, evidence: Evidence, passage) -> None:
    wrong = passage("Ten people died.", f"post: {TOLL}")
    claim = replace(digest.figures[0].claims[0], passage=wrong)
    changed = replace(
        with_section(digest, background=(wrong,), background_days=(5,)),
        also=(wrong,),
        worth=(wrong,),
        lede=(wrong,),
        figures=(FigureGroup(of="dead", claims=(claim,)),),
    )
    places = {place for place, gate in where(changed, evidence) if gate == "numbers"}
    assert places == {"lede[0]", "also[0]", "worth[0]", "sections[0].background[0]", "figures[0].claims[0]"}


def test_nothing_rests_on_what_came_after_the_cutoff(digest: Digest, evidence: Evidence) -> None:
    early = replace(digest, cutoff=datetime(2026, 5, 14, 10, tzinfo=UTC))
    assert ("sections[0].passages[0]", "cut-off") in where(early, evidence)
    assert ("sections[1].passages[0]", "cut-off") not in where(early, evidence)
