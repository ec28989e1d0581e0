"""Stage 8: an editor's decisions on a digest, each shown as such."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dayline.model.digest import Digest, FigureGroup, Passage, Section
from dayline.model.review import Decision

VERSION = "1"

_SAID = {"drop": "cut", "replace": "edited", "note": "note"}
# what a digest or a section cannot be without
_NEEDED = ("title", "heading")

Edited = dict[str, Passage | None]


def apply(digest: Digest, decisions: Iterable[Decision]) -> tuple[Digest, tuple[str, ...]]:
    """Return the digest after the decisions, oldest first, and a line for each that was not applied.

    Targets are paths in the digest as given: "title", "lede[1]", "also[0]", "worth[0]", "sections[2]",
    "sections[2].heading", "sections[2].passages[0]", "sections[2].background[0]", "figures[0].claims[1]". A
    whole section goes by its heading's text. A decision whose ``before`` is not what stands there now is
    stale, and changes nothing. A replaced passage keeps its citations; the section gets a note of every
    decision, and what was cut or replaced is kept, with who and why, in ``withheld``.
    """
    edited: Edited = dict(passages_of(digest))
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
        figures=tuple(_figures(digest, edited)),
        lede=_kept("lede", len(digest.lede), edited),
        also=_kept("also", len(digest.also), edited),
        worth=_kept("worth", len(digest.worth), edited),
        withheld=tuple(withheld),
    ), tuple(refused)


def passages_of(digest: Digest) -> Iterator[tuple[str, Passage]]:
    """Yield every passage with the path that a decision names it by; a section's path gives its heading."""
    yield "title", digest.title
    for name, passages in (("lede", digest.lede), ("also", digest.also), ("worth", digest.worth)):
        yield from ((f"{name}[{index}]", passage) for index, passage in enumerate(passages))
    for at, section in enumerate(digest.sections):
        yield f"sections[{at}]", section.heading
        yield f"sections[{at}].heading", section.heading
        for part, passages in (("passages", section.passages), ("background", section.background)):
            yield from (
                (f"sections[{at}].{part}[{index}]", passage) for index, passage in enumerate(passages)
            )
    for at, group in enumerate(digest.figures):
        yield from (
            (f"figures[{at}].claims[{index}]", claim.passage) for index, claim in enumerate(group.claims)
        )


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


def _figures(digest: Digest, edited: Mapping[str, Passage | None]) -> Iterator[FigureGroup]:
    for at, group in enumerate(digest.figures):
        claims = tuple(
            replace(claim, passage=passage)
            for index, claim in enumerate(group.claims)
            if (passage := edited[f"figures[{at}].claims[{index}]"]) is not None
        )
        if claims:
            yield replace(group, claims=claims)


def _kept(path: str, count: int, edited: Mapping[str, Passage | None]) -> tuple[Passage, ...]:
    return tuple(passage for index in range(count) if (passage := edited[f"{path}[{index}]"]) is not None)
