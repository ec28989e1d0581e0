"""Figures of the day: claimed numbers side by side, each with its claimant and what it was before."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dayline.compose.candidates import Candidate, stands_alone
from dayline.compose.desk import Desk
from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.phrase import sentence_drafts, voices_of
from dayline.compose.style import Style
from dayline.compose.wording import outside_quotes, respelled, with_labels_replaced
from dayline.model.claims import Figure, FigureId
from dayline.model.digest import FigureClaim, FigureGroup
from dayline.model.story import RankedStory
from dayline.text.normalize import fold
from dayline.text.numbers import numbers_in

# Groups of the table, and claims side by side in one.
MOST_GROUPS, MOST_CLAIMS = 8, 4


def figure_groups(desk: Desk, story: RankedStory) -> list[FigureGroup]:
    """Return a story's claimed numbers, one group for each thing counted."""
    material = desk.material
    groups: dict[str, list[FigureClaim]] = {}
    sentences = [c for c in desk.candidates(story.documents) if c.speaker is None and _stands_alone(c, desk)]
    for candidate, figure in _newest_claims(sentences, desk):
        claims = groups.setdefault(_own_words(label_of(figure), desk), [])
        same = any((c.figure.low, c.figure.high) == (figure.low, figure.high) for c in claims)
        passage = None
        if not same and len(claims) < MOST_CLAIMS:
            passage = desk.admit(sentence_drafts(candidate, material, desk.style), "figure")
        if passage is not None:
            claimant = _voice_before(passage.text, candidate, desk) or claimant_of(figure, candidate, desk.style)
            day, value = _previous(figure, claimant, story, desk)
            claimant = respelled(claimant, material.crisis.spelling, passage.text)
            claims.append(
                FigureClaim(passage=passage, figure=figure, claimant=claimant, previous=value, previous_day=day)
            )
    return [FigureGroup(of=label, claims=_named_first(claims)) for label, claims in groups.items() if claims]


@lru_cache(maxsize=8)
def _no_figures(style: Style) -> re.Pattern[str]:
    """Return the pattern of what says that a sentence's numbers are none of the day's."""
    return style.any_of("no_figures")


@lru_cache(maxsize=8)
def _no_people(style: Style) -> re.Pattern[str]:
    """Return the pattern of what is counted after a number and is no people."""
    things = "|".join(style.table.get("no_people", ())) or "(?!)"
    return re.compile(rf" (?:[a-z-]+ ){{0,4}}(?:{things})\b")


def _stands_alone(candidate: Candidate, desk: Desk) -> bool:
    """Tell whether a sentence says by itself what it counts, of that day, in a document that names the crisis."""
    if _no_figures(desk.style).search(candidate.text):
        return False
    return desk.subjects.names_crisis(candidate.document) and stands_alone(candidate, desk.material, desk.style)


def _named_first(claims: Sequence[FigureClaim]) -> tuple[FigureClaim, ...]:
    """Return the claims of those who claim; what an outlet states itself stands only where nobody is named."""
    named = tuple(claim for claim in claims if claim.figure.claimed_by)
    return named or tuple(claims)


def _voice_before(told: str, candidate: Candidate, desk: Desk) -> str:
    """Return the speaker named by the headline after whom a figure's sentence stands; "" for none."""
    names = (name for name, named_at in voices_of(candidate, desk.material, desk.style) if named_at)
    return next((name for name in names if told.startswith(f"{name}: ")), "")


def claimant_of(figure: Figure, candidate: Candidate, style: Style) -> str:
    """Return who claims a figure: the speaker as written, else the outlet that states it."""
    return _named(figure, style) or candidate.document.source_name


def _named(figure: Figure, style: Style) -> str:
    return style.claimant_prefix.sub("", (figure.claimed_by or "").strip(" ,;:"))


def label_of(figure: Figure) -> str:
    """Return what a figure counts, with whose side where it is given."""
    return f"{figure.of}, {figure.side}" if figure.side else str(figure.of)


def _own_words(label: str, desk: Desk) -> str:
    """Return a label without a side's names for the other."""
    lexicon = lexicon_of(desk.material.language)
    replaced = with_labels_replaced(label, lexicon.label_nouns, lexicon.label_stands_for)
    return replaced.partition(", ")[0] if lexicon.label_names.search(replaced) else replaced


def _newest_claims(candidates: Sequence[Candidate], desk: Desk) -> Iterator[tuple[Candidate, Figure]]:
    """Yield (sentence, figure), one for each claimant and thing; no "dozens".

    The newest document goes first, and in a document the toll of its main event before other numbers.
    """
    tolls = (toll for candidate in candidates for toll in desk.tolls(candidate.document.id).values())
    main = frozenset(figure.id for toll in tolls for figure in toll.figures)
    seen: set[tuple[str, str]] = set()
    pairs = [(candidate, figure) for candidate in candidates for figure in candidate.figures]
    for candidate, figure in sorted(pairs, key=lambda pair: _newest(pair[0], pair[1], main)):
        key = (label_of(figure), fold(claimant_of(figure, candidate, desk.style)))
        is_told = _is_placed(candidate) and not _is_of_somebody(candidate, figure, desk)
        if figure.of in desk.style.tolls and key not in seen and is_told and _is_counted(candidate, figure, desk.style):
            seen.add(key)
            yield candidate, figure


def _is_placed(candidate: Candidate) -> bool:
    """Tell whether a sentence says by a name where, of whom or on what day it counts."""
    return any(word[0].isupper() for word in candidate.text.split()[1:])


def _is_of_somebody(candidate: Candidate, figure: Figure, desk: Desk) -> bool:
    """Tell whether a sentence says who counts, and nobody but its outlet was read as the claimant."""
    said = lexicon_of(desk.material.language).attribution.search(outside_quotes(candidate.text))
    return said is not None and claimant_of(figure, candidate, desk.style) == candidate.document.source_name


def _newest(
    candidate: Candidate, figure: Figure, main: frozenset[FigureId]
) -> tuple[float, str, bool, int, int]:
    """Return what figures are sorted by: time of the document, newest first; main toll or not; place."""
    moment = candidate.document.published_at
    return (
        -moment.timestamp() if moment else 0.0,
        candidate.document.id,
        figure.id not in main,
        candidate.span.start,
        figure.span.start,
    )


def _is_counted(candidate: Candidate, figure: Figure, style: Style) -> bool:
    """Tell whether a figure counts people: no word such as "dozens", no turn of speech in a quotation, no groups."""
    if _no_people(style).match(candidate.document.field(figure.span.field), figure.span.end):
        return False
    quoted = [part for s in candidate.statements if s.kind == "direct" for part in s.content]
    if any(figure.span.is_within(part) for part in quoted):
        return False
    written = numbers_in(candidate.document.quote(figure.span))
    return bool(written) and not any(number.approximate for number in written)


def _previous(
    figure: Figure, claimant: str, story: RankedStory, desk: Desk
) -> tuple[int | None, float | None]:
    """Return (day, value) of the claimant's last figure for the same thing at the same place in the same matter.

    One that was higher counted something else: a toll does not fall.
    """
    for day, thread_id, earlier in desk.material.earlier_figures:
        same_thing = (earlier.of, earlier.side, earlier.unit) == (figure.of, figure.side, figure.unit)
        same_place = not (earlier.place and figure.place) or earlier.place == figure.place
        same_claimant = fold(_named(earlier, desk.style)) == fold(claimant)
        is_matter = thread_id == story.story.thread_id and same_thing and same_place and same_claimant
        if is_matter and earlier.high <= figure.high:
            return day, earlier.high
    return None, None
