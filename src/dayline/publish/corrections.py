"""Corrections as readers see them: on the page of their day, on the page of all, in feeds and in forms.

What was withdrawn is not repeated: of it only the place and the reason are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import accumulate
from re import fullmatch

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest, Passage, targets_of
from dayline.model.review import Artifact, Decision
from dayline.publish.forms import moment_form
from dayline.publish.links import ALSO, LINE, WORTH, Site, day_path, story_anchor
from dayline.publish.rendering import page
from dayline.publish.spelling import spell_moment

ANCHOR = "c"
WORDS = {"refiled": "Refiled", "corrected": "Corrected", "withdrawn": "Withdrawn"}
# What a correction is of, by the beginning of its target; a section's parts come first.
PLACES = (
    (r"sections\[\d+\]\.passages.*", "a line"),
    (r"sections\[\d+\]\.background.*", "a line of background"),
    (r"sections\[\d+\]\.heading", "a heading"),
    (r"sections\[\d+\]", "a section"),
    (r"figures.*", "a figure"),
    (r"lede.*", "the summary"),
    (r"also.*", "a line of “Also reported”"),
    (r"worth.*", "a line of “Worth your time”"),
    (r"title", "the title"),
    (r"day", "the whole day"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """A correction in words; ``href`` leads to what was corrected, ``anchor`` is its name on its day's page."""

    anchor: str
    kind: str
    place: str
    href: str
    when: str
    moment: str
    before: str
    after: str
    reason: str
    by: str
    day: int


def correction_views(
    corrections: Sequence[Decision], day: int, zone: tzinfo, *, places: Mapping[str, str] | None = None
) -> tuple[CorrectionView, ...]:
    """Return the corrections of a day, given oldest first; ``places`` are the anchors of what they are about."""
    return tuple(
        CorrectionView(
            anchor=f"{ANCHOR}{number}",
            kind=each.kind or "",
            place=place_of(each.target),
            href=f"#{(places or {}).get(each.target, 'main')}",
            when=spell_moment(each.at, zone),
            moment=moment_form(each.at),
            before="" if each.kind == "withdrawn" else each.before,
            after=each.after,
            reason=each.reason,
            by=each.by,
            day=day,
        )
        for number, each in enumerate(corrections, start=1)
    )


def place_of(target: str) -> str:
    """Return what a correction is of, in words."""
    return next(words for form, words in PLACES if fullmatch(form, target))


def anchors_of(digest: Digest) -> dict[str, str]:
    """Return, of what can be corrected and has a name on its page, the name by the path."""
    found = {}
    before = [0, *accumulate(len(section.passages) for section in digest.sections)]
    for at, section in enumerate(digest.sections):
        story = story_anchor(section.story_id)
        found[f"sections[{at}]"] = found[f"sections[{at}].heading"] = story
        found |= {f"sections[{at}].passages[{n}]": f"{LINE}{before[at] + n + 1}" for n in range(len(section.passages))}
        found |= {f"sections[{at}].background[{n}]": story for n in range(len(section.background))}
    found |= {f"also[{n}]": f"{ALSO}{n + 1}" for n in range(len(digest.also))}
    found |= {f"worth[{n}]": f"{WORTH}{n + 1}" for n in range(len(digest.worth))}
    if digest.figures:
        found |= {each.target: "figures" for each in digest.corrections if each.target.startswith("figures")}
    return found


def changes_of(digest: Digest) -> dict[str, datetime]:
    """Return when lines, and sections, were last corrected, by their names on the page.

    A heading's correction is one of all its lines. So is what was withdrawn one of the whole day: where somebody spoke
    there may be nobody now.
    """
    found: dict[str, datetime] = {}
    sections = {f"sections[{at}]": story_anchor(section.story_id) for at, section in enumerate(digest.sections)}
    for path, anchor in anchors_of(digest).items() if digest.corrections else ():
        home = path.partition(".")[0]
        names = {anchor, sections.get(home, anchor)}
        for each in digest.corrections:
            if each.kind == "withdrawn" or each.target in {path, home, f"{home}.heading"}:
                found |= {name: max(each.at, found.get(name, each.at)) for name in names}
    return found


def marks_of(digest: Digest) -> dict[Passage, tuple[tuple[str, str], ...]]:
    """Return the lines that were corrected, each with what was done to it and the name of the correction."""
    standing = {path: passage for path, passage in targets_of(digest) if not path.startswith("figures")}
    marks: dict[Passage, tuple[tuple[str, str], ...]] = {}
    for number, each in enumerate(digest.corrections, start=1):
        if each.target in standing:
            passage = standing[each.target]
            marks[passage] = (*marks.get(passage, ()), (each.kind or "", f"{ANCHOR}{number}"))
    return marks


def in_words(correction: Decision) -> str:
    """Return a correction as a sentence or two of plain words."""
    head = f"{WORDS[correction.kind or 'corrected']}, {place_of(correction.target)}: {correction.reason}"
    if correction.kind == "withdrawn":
        return head
    return f"{head.rstrip('.')}. It read: “{correction.before}” It reads now: “{correction.after}”"


def corrections_page(corrections: Sequence[tuple[int, Decision]], crisis: Crisis, *, site: Site) -> Artifact:
    """Return the page of what was corrected on all days, given in order of times; newest first."""
    views = [view for _, _, view in numbered(corrections, crisis)]
    values = {
        "root": "../",
        "site": site.title,
        "crisis": crisis,
        "zone": str(crisis.zone),
        "words": WORDS,
        "corrections": [(view, f"../{day_path(view.day)}#{view.anchor}") for view in reversed(views)],
    }
    return page("corrections/index.html", "corrections.html", values, styles=("pages.css",))


def numbered(
    corrections: Sequence[tuple[int, Decision]], crisis: Crisis
) -> Iterator[tuple[int, Decision, CorrectionView]]:
    """Yield corrections of several days, in order of times, each as it is numbered on the page of its day."""
    of_day: dict[int, list[Decision]] = {}
    for day, each in corrections:
        own = of_day.setdefault(day, [])
        own.append(each)
        yield day, each, correction_views(own, day, crisis.zone)[-1]
