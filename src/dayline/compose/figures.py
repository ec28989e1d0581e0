"""Figures of the day: claimed numbers side by side, each with its claimant and what it was before."""

from collections.abc import Iterator, Sequence

from dayline.compose.candidates import TOLL, Candidate
from dayline.compose.material import Material
from dayline.model.claims import Figure
from dayline.model.story import RankedStory
from dayline.text.normalize import fold

# Groups of the table, and claims side by side in one.
MOST_GROUPS, MOST_CLAIMS = 8, 4


def claimant_of(figure: Figure, candidate: Candidate) -> str:
    """Return who claims a figure: the speaker as written, else the outlet that states it."""
    return figure.claimed_by or candidate.document.source_name


def figure_candidates(candidates: Sequence[Candidate]) -> Iterator[tuple[str, Candidate, Figure]]:
    """Yield (what is counted, sentence, figure) of a story, newest document first, one a claimant and thing."""
    seen: set[tuple[str, str]] = set()

    def newest(candidate: Candidate) -> tuple[float, str]:
        moment = candidate.document.published_at
        return (-moment.timestamp() if moment else 0.0, candidate.document.id)

    for candidate in sorted(candidates, key=newest):
        for figure in candidate.figures:
            counted = figure.of or ""
            key = (label_of(figure), fold(claimant_of(figure, candidate)))
            if counted in TOLL and key not in seen:
                seen.add(key)
                yield label_of(figure), candidate, figure


def label_of(figure: Figure) -> str:
    """Return what a figure counts, with whose side where it is given."""
    return f"{figure.of}, {figure.side}" if figure.side else str(figure.of)


def previous_of(
    figure: Figure, claimant: str, story: RankedStory, material: Material
) -> tuple[int, float] | None:
    """Return (day, value) of the claimant's last figure for the same thing in the same matter, if there is one."""
    for day, thread_id, earlier in material.earlier_figures:
        same_thing = (earlier.of, earlier.side, earlier.unit) == (figure.of, figure.side, figure.unit)
        if (
            thread_id == story.story.thread_id
            and same_thing
            and fold(earlier.claimed_by or "") == fold(claimant)
        ):
            return day, earlier.high
    return None
