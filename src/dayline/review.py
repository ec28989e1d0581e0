"""Stage 8: an editor's decisions on a digest, each shown as such.

Before a day is issued, decisions edit it. Afterwards they are corrections: words give way to other words or to a
notice in the same place, so that no link to a line leads elsewhere, and the digest carries the list of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dayline.model.digest import Digest, FigureClaim, FigureGroup, Passage, Section, targets_of
from dayline.model.review import Decision

_SAID = {"drop": "cut", "replace": "edited", "note": "note"}
# what a digest or a section cannot be without
_NEEDED = ("title", "heading")
# the target of a correction of a whole day
DAY = "day"

Edited = dict[str, Passage | None]


def apply(digest: Digest, decisions: Iterable[Decision]) -> tuple[Digest, tuple[str, ...]]:
    """Return the digest after the decisions, oldest first, and a line for each that was not applied.

    Targets are paths in the digest as given: "title", "lede[1]", "also[0]", "worth[0]", "sections[2]",
    "sections[2].heading", "sections[2].passages[0]", "sections[2].background[0]", "figures[0].claims[1]". A
    whole section goes by its heading's text. A decision whose ``before`` is not what stands there now is
    stale, and changes nothing. A replaced passage keeps its citations; the section gets a note of every
    decision, and what was cut or replaced is kept, with who and why, in ``withheld``.
    """
    edited: Edited = dict(targets_of(digest))
    notes: dict[str, list[str]] = {}
    withheld, refused = list(digest.withheld), []
    for decision in sorted(decisions, key=lambda each: each.at):
        reason = _why_not(decision, edited, digest)
        if reason:
            refused.append(f"{decision.target}: not applied, {reason}")
            continue
        note = f"{_SAID[decision.action]} by {decision.by}: {decision.reason}"
        notes.setdefault(decision.target.partition(".")[0], []).append(note)
        if decision.action != "note":
            withheld.append((decision.before, note))
            edited[decision.target] = _changed(decision, edited)
    sections = tuple(_sections(digest, edited, notes, withheld))
    return replace(
        digest,
        title=edited["title"] or digest.title,
        sections=sections,
        figures=tuple(_figures(digest, edited, {})),
        lede=_kept("lede", len(digest.lede), edited),
        also=_kept("also", len(digest.also), edited),
        worth=_kept("worth", len(digest.worth), edited),
        withheld=tuple(withheld),
    ), tuple(refused)


def _why_not(decision: Decision, edited: Mapping[str, Passage | None], digest: Digest) -> str:
    """Return why a decision cannot be applied; "" where it can."""
    if decision.target not in edited:
        return "the digest has no such place"
    now = edited[decision.target]
    if now is None:
        return "it was cut before"
    if (decision.before or decision.action != "note") and decision.before != now.text:
        return f"it reads {now.text!r} and not {decision.before!r}"
    if decision.action == "drop" and decision.target.endswith(_NEEDED):
        return "it can be replaced only"
    if decision.action == "replace":
        if decision.target.startswith("sections[") and "." not in decision.target:
            return "a whole section can be cut only"
        if not decision.after.strip():
            return "there is nothing to put in its place"
        if decision.target == "title" and not decision.after.startswith(f"Day {digest.day}: "):
            return f"a title begins with 'Day {digest.day}: '"
    return ""


def _changed(decision: Decision, edited: Mapping[str, Passage | None]) -> Passage | None:
    now = edited[decision.target]
    return replace(now, text=decision.after) if now is not None and decision.action == "replace" else None


def _sections(
    digest: Digest,
    edited: Mapping[str, Passage | None],
    notes: Mapping[str, list[str]],
    withheld: list[tuple[str, str]],
) -> Iterator[Section]:
    for at, section in enumerate(digest.sections):
        path = f"sections[{at}]"
        passages = _kept(f"{path}.passages", len(section.passages), edited)
        if edited[path] is None:
            continue
        if not passages:
            withheld.append((section.heading.text, "cut with its last passage"))
            continue
        stays = [index for index in range(len(section.background)) if edited[f"{path}.background[{index}]"]]
        yield replace(
            section,
            heading=edited[f"{path}.heading"] or section.heading,
            passages=passages,
            background=_kept(f"{path}.background", len(section.background), edited),
            background_days=tuple(section.background_days[index] for index in stays),
            notes=(*section.notes, *notes.get(path, ())),
        )


def _figures(
    digest: Digest, edited: Mapping[str, Passage | None], numbers: Mapping[str, Decision]
) -> Iterator[FigureGroup]:
    for at, group in enumerate(digest.figures):
        claims = tuple(
            replace(_numbered(claim, numbers.get(f"figures[{at}].claims[{index}]")), passage=passage)
            for index, claim in enumerate(group.claims)
            if (passage := edited[f"figures[{at}].claims[{index}]"]) is not None
        )
        if claims:
            yield replace(group, claims=claims)


def _numbered(claim: FigureClaim, correction: Decision | None) -> FigureClaim:
    """Return a claim with its right number; the hedge, and what the wrong one was compared with, go."""
    if correction is None or correction.low is None or correction.high is None:
        return claim
    figure = replace(claim.figure, low=correction.low, high=correction.high, hedge=None, change=None)
    return replace(claim, figure=figure, previous=None, previous_day=None)


def _kept(path: str, count: int, edited: Mapping[str, Passage | None]) -> tuple[Passage, ...]:
    return tuple(passage for index in range(count) if (passage := edited[f"{path}[{index}]"]) is not None)


def correct(digest: Digest, corrections: Iterable[Decision]) -> tuple[Digest, tuple[str, ...]]:
    """Return an issued digest after its corrections, oldest first, and a line for each that was not applied.

    Targets are those of ``apply``, counted in the digest as issued, and "day". What is withdrawn gives way to a notice
    in its place; only a withdrawn figure goes. A withdrawn line has no speakers any more: nobody said the notice.
    """
    edited: Edited = dict(targets_of(digest))
    numbers: dict[str, Decision] = {}
    done: list[Decision] = []
    refused: list[str] = []
    for correction in sorted(corrections, key=lambda each: each.at):
        withdrawn = any(each.kind == "withdrawn" and _is_within(correction.target, each.target) for each in done)
        reason = "it was withdrawn before" if withdrawn else _why_not_corrected(correction, edited, digest)
        if reason:
            refused.append(f"{correction.target}: not corrected, {reason}")
            continue
        done.append(correction)
        if correction.target != DAY:
            edited |= dict(_corrected(correction, edited))
        if correction.kind != "withdrawn" and correction.low is not None:
            numbers[correction.target] = correction
    shown = tuple(done)
    if any(each.target == DAY for each in done):
        notice = _noticed(digest.title, done[-1])
        title = replace(digest.title, text=f"Day {digest.day}: withdrawn")
        kept = replace(digest, sections=(), figures=(), also=(), worth=(), lede=(notice,), title=title)
        return replace(kept, corrections=shown), tuple(refused)
    changed = _with(digest, edited)
    figures = tuple(_figures(digest, edited, numbers))
    return replace(changed, figures=figures, corrections=shown), tuple(refused)


def notice_of(correction: Decision) -> str:
    """Return what stands where something was withdrawn."""
    return f"Withdrawn: {correction.reason}"


def _is_within(target: str, other: str) -> bool:
    return other == DAY or target == other or target.startswith(f"{other}.")


def _why_not_corrected(correction: Decision, edited: Edited, digest: Digest) -> str:
    """Return why a correction cannot be made; "" where it can."""
    target = correction.target
    if target == DAY:
        return "" if correction.kind == "withdrawn" else "a whole day can be withdrawn only"
    reason = _why_not(correction, edited, digest)
    if reason:
        return reason
    if target.startswith("figures[") and correction.kind == "corrected" and correction.low is None:
        return "the right number of a figure is needed"
    if correction.low is not None and not target.startswith("figures["):
        return "only a figure has a number"
    if (correction.low is None) != (correction.high is None) or (correction.low or 0) > (correction.high or 0):
        return "a number has a low and a high end"
    return ""


def _corrected(correction: Decision, edited: Edited) -> Iterator[tuple[str, Passage | None]]:
    """Yield every path whose passage a correction changes, with what stands there after it."""
    target, now = correction.target, edited[correction.target]
    if now is None:
        return
    if correction.kind != "withdrawn":
        yield target, replace(now, text=correction.after)
        if target.endswith(".heading"):
            yield target.removesuffix(".heading"), replace(now, text=correction.after)
    elif target.startswith("figures["):
        yield target, None
    elif not target.startswith("sections[") or "." in target:
        yield target, _noticed(now, correction)
    else:
        for path, passage in edited.items():
            if passage is not None and path.startswith(f"{target}."):
                yield path, _noticed(passage, correction)
        heading = replace(now, text="Withdrawn", speakers=())
        yield target, heading
        yield f"{target}.heading", heading


def _noticed(passage: Passage, correction: Decision) -> Passage:
    return replace(passage, text=notice_of(correction), speakers=())


def _with(digest: Digest, edited: Edited) -> Digest:
    """Return a digest with other words in the same places."""
    return replace(
        digest,
        title=edited["title"] or digest.title,
        lede=_kept("lede", len(digest.lede), edited),
        also=_kept("also", len(digest.also), edited),
        worth=_kept("worth", len(digest.worth), edited),
        sections=tuple(
            replace(
                section,
                heading=edited[f"sections[{at}].heading"] or section.heading,
                passages=_kept(f"sections[{at}].passages", len(section.passages), edited),
                background=_kept(f"sections[{at}].background", len(section.background), edited),
            )
            for at, section in enumerate(digest.sections)
        ),
    )
