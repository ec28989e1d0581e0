"""What stands under a section's heading: on how many it rests, and that nobody is named where nobody is."""

from collections.abc import Sequence

from dayline.compose.desk import Desk
from dayline.compose.gates.speakers import anonymous_only
from dayline.model.claims import Statement
from dayline.model.digest import Passage
from dayline.model.story import RankedStory


def section_notes(desk: Desk, story: RankedStory, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return the notes of a section; ``passages`` are its heading and its lines."""
    return (_origin_note(desk, story), *_anonymity_note(desk, passages))


def _origin_note(desk: Desk, story: RankedStory) -> str:
    if story.outlets <= 1:
        return desk.style.words_for("one_outlet" if len(story.documents) > 1 else "one_source")
    if story.origins <= 1:
        return desk.style.words_for("one_origin", outlets=story.outlets)
    origins = min(story.outlets, story.origins)
    return desk.style.words_for("many_origins", outlets=story.outlets, origins=origins)


def _anonymity_note(desk: Desk, passages: Sequence[Passage]) -> list[str]:
    """Say that nobody is named, and what is said of the source instead.

    So it is where the heading or the line below it is told by somebody without a name, and nothing of the section
    by anybody with one.
    """
    leading = [statement for passage in passages[:2] for statement in _statements_in(desk, passage)]
    told = [statement for passage in passages for statement in _statements_in(desk, passage)]
    if not (anonymous_only(leading) and anonymous_only(told)):
        return []
    sources = dict.fromkeys(statement.anonymity for statement in told if statement.anonymity)
    return [desk.style.words_for("nobody_named", who=", ".join(f"“{who}”" for who in sources))]


def _statements_in(desk: Desk, passage: Passage) -> list[Statement]:
    """Return what is said, not what is wanted or done, in what a passage cites."""
    return [
        statement
        for span in (citation.span for citation in passage.citations)
        for statement in desk.material.annotations[span.document_id].statements
        if statement.act == "speech" and any(part.is_within(span) for part in statement.content)
    ]
