"""A drafter's part in a digest: what a section gives it, and what of its answer may stand in place of our own words.

The plan stays ours: which stories, in which order, resting on which evidence. A drafted passage takes the place of one
that is planned where it rests on that one's evidence and passes every gate; else ours stands, and the reason is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dayline.compose.answers import Answer, Drafted, shown
from dayline.compose.assemble import MOST_WITHHELD, speakers_of
from dayline.compose.candidates import by_weight, overlap
from dayline.compose.desk import SAME_SAYING, Desk
from dayline.compose.gates import check
from dayline.compose.gates.grounds import Refusal
from dayline.compose.gates.whole import check_digest
from dayline.compose.material import Material, published_date
from dayline.compose.notes import section_notes
from dayline.compose.wording import QUOTED, closed, respelled, typographic
from dayline.model.digest import Digest, Passage, Section
from dayline.model.document import Span
from dayline.model.story import RankedStory

# Pieces of evidence that a drafter is given for a section: those of the planned passages, then the weightiest others.
MOST_EVIDENCE = 12
# Content words that a passage must share with each piece of evidence that it cites (all, where that has fewer).
LEAST_SHARED = 2
# What stands before the reasons for which a drafter's words were not printed.
DRAFTER = "drafter"
# Marks that a passage may have although its evidence has not: those that join words and set quotations.
MARKS = frozenset(" .,;:’‘“”'\"()[]–—-")

# Of a passage: its section's place, and its own there.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a drafter is given of one section: the plain values that are sent, and what their ids stand for.

    ``place`` is the section's in the digest; ``evidence`` the span of each id; ``slots`` the passage that an id is
    for, with the ids of its own evidence.
    """

    place: int
    values: Mapping[str, Any]
    evidence: Mapping[str, Span]
    slots: Mapping[str, tuple[int, frozenset[str]]]


def briefs(material: Material, digest: Digest, most: int) -> tuple[Brief, ...]:
    """Return what a drafter is given of a digest's first sections, as many as ``most``."""
    desk = Desk(material)
    stories = {story.story.id: story for story in material.stories}
    return tuple(
        _brief(desk, digest, place, stories.get(section.story_id))
        for place, section in enumerate(digest.sections[:most])
    )


def _brief(desk: Desk, digest: Digest, place: int, story: RankedStory | None) -> Brief:
    section, material = digest.sections[place], desk.material
    planned = dict.fromkeys(citation.span for passage in section.passages for citation in passage.citations)
    spans = [*planned, *(span for span in _others(desk, section, story) if span not in planned)]
    evidence = {f"e{number}": span for number, span in enumerate(spans[: max(MOST_EVIDENCE, len(planned))], start=1)}
    ids = {span: id_ for id_, span in evidence.items()}
    slots = {
        f"p{at + 1}": (at, frozenset(ids[citation.span] for citation in passage.citations))
        for at, passage in enumerate(section.passages)
    }
    values = {
        "crisis": material.crisis.name,
        "day": digest.day,
        "date": digest.date.isoformat(),
        "heading": section.heading.text,
        "passages": [
            {"id": slot, "text": section.passages[at].text, "citations": sorted(own, key=list(evidence).index)}
            for slot, (at, own) in slots.items()
        ],
        "evidence": [{"id": id_, **_told(material, span)} for id_, span in evidence.items()],
    }
    return Brief(place=place, values=values, evidence=evidence, slots=slots)


def _others(desk: Desk, section: Section, story: RankedStory | None) -> Iterator[Span]:
    """Yield sentences of a section's story that keep to its heading and are no speech, the weightiest first."""
    if story is None:
        return
    about = desk.subjects.about(desk.style.content_words(section.heading.text), story.documents)
    for candidate in by_weight(desk.candidates(story.documents)):
        if candidate.speaker is None and desk.subjects.keeps_to(about, candidate.document, candidate.words):
            yield candidate.span


def _told(material: Material, span: Span) -> dict[str, str]:
    """Return what is told of a piece of evidence; who speaks, and as what, where one person does."""
    document = material.documents[span.document_id]
    day = published_date(document)
    told = {
        "source": document.source_name,
        "published": day.isoformat() if day else "",
        "headline": document.headline,
        "text": document.quote(span),
    }
    said = {
        (statement.speaker or "", statement.role or "")
        for statement in material.annotations[document.id].statements
        if statement.act == "speech" and any(part.is_within(span) for part in statement.content)
    }
    speaker, role = next(iter(said)) if len(said) == 1 else ("", "")
    return told | {key: value for key, value in (("speaker", speaker), ("role", role)) if value}


def redraft(
    material: Material,
    digest: Digest,
    answers: Sequence[tuple[Brief, Answer]],
    *,
    model: str,
    silent: Sequence[tuple[str, str]] = (),
) -> Digest:
    """Return the digest with what of a drafter's answers passes the gates in place of our own words.

    What does not is withheld with its reason, and so is what got no answer (``silent``: its heading, why). A digest
    without a fault stays without one.
    """
    desk = Desk(material)
    drafted = {
        (brief.place, at): passage
        for brief, answer in answers
        for at, passage in _admitted(desk, digest, brief, answer)
    }
    whole = _with(digest, drafted)
    while drafted and (refused := dict(check_digest(whole, evidence=desk.evidence))):
        for key, refusal in _culprits(drafted, refused).items():
            _refuse(desk, drafted.pop(key).text, _told_refusal(refusal))
        whole = _with(digest, drafted)
    withheld = tuple(dict.fromkeys((*desk.withheld, *silent, *digest.withheld)))[:MOST_WITHHELD]
    return replace(_noted(desk, whole, drafted, model), withheld=withheld, speakers=speakers_of(material, whole))


def _culprits(drafted: Mapping[Place, Passage], refused: Mapping[str, Refusal]) -> dict[Place, Refusal]:
    """Return the drafted passages that a fault of the whole is laid to: those at its path, else all of the section."""
    paths = {key: f"sections[{key[0]}].passages[{key[1]}]" for key in drafted}
    at_fault = {key: refused[path] for key, path in paths.items() if path in refused}
    beside = {key: refused[f"sections[{key[0]}]"] for key in drafted if f"sections[{key[0]}]" in refused}
    return at_fault or beside or dict.fromkeys(drafted, next(iter(refused.values())))


def _told_refusal(refusal: Refusal) -> str:
    return f"rule {refusal.rule}, {refusal.gate}: {refusal.detail}"


def _admitted(desk: Desk, digest: Digest, brief: Brief, answer: Answer) -> Iterator[tuple[int, Passage]]:
    """Yield the passages of an answer that may stand, each with its place; note why the others may not."""
    section = digest.sections[brief.place]
    for words, reason in answer.faults:
        _refuse(desk, ": ".join(filter(None, (section.heading.text, words))), reason)
    texts = [passage.text for passage in section.passages]
    for drafted in answer.passages:
        reason = _fault(brief, drafted)
        if reason:
            _refuse(desk, drafted.text, reason)
            continue
        at, _ = brief.slots[drafted.slot]
        passage = _passage(desk, brief, drafted)
        if passage.text == texts[at]:
            continue
        reasons = list(_reasons(desk, passage, [text for i, text in enumerate(texts) if i != at]))
        for reason in reasons:
            _refuse(desk, passage.text, reason)
        if not reasons:
            texts[at] = passage.text
            yield at, passage


def _fault(brief: Brief, drafted: Drafted) -> str:
    """Return what is wrong with what a passage is for, or with what it cites."""
    if drafted.slot not in brief.slots:
        return "for no passage of the plan"
    unknown = [id_ for id_ in drafted.cited if id_ not in brief.evidence]
    if unknown:
        return f"cites {len(unknown)} of its ids from nowhere"
    missing = brief.slots[drafted.slot][1] - set(drafted.cited)
    return f"leaves out evidence of the plan: {', '.join(sorted(missing))}" if missing else ""


def _passage(desk: Desk, brief: Brief, drafted: Drafted) -> Passage:
    """Return a drafted passage in the house's form."""
    material = desk.material
    spans = tuple(brief.evidence[id_] for id_ in drafted.cited)
    backing = " ".join(f"{material.documents[s.document_id].headline} {material.documents[s.document_id].quote(s)}"
                       for s in spans)  # fmt: skip
    text = closed(respelled(typographic(drafted.text), material.crisis.spelling, backing))
    return Passage(
        text=text,
        kind="quote" if QUOTED.search(text) else "report",
        citations=tuple(material.citation(span) for span in spans),
        speakers=material.speakers_in(spans),
    )


def _reasons(desk: Desk, passage: Passage, others: Sequence[str]) -> Iterator[str]:
    """Yield why a drafted passage must not be printed beside the others of its section."""
    refusals = check(passage, evidence=desk.evidence)
    yield from map(_told_refusal, refusals)
    if refusals:
        return
    words = desk.style.content_words(passage.text)
    for citation in passage.citations:
        span = citation.span
        evidence = desk.style.content_words(desk.material.documents[span.document_id].quote(span))
        if len(words & evidence) < min(LEAST_SHARED, len(evidence)):
            yield f"cites what it does not tell: {desk.material.documents[span.document_id].source_name}"
    told = "".join(desk.material.documents[citation.span.document_id].quote(citation.span)
                   for citation in passage.citations)  # fmt: skip
    strange = {mark for mark in passage.text if not mark.isalnum()} - MARKS - set(told)
    if strange:
        yield f"marks that the evidence has not: {' '.join(sorted(strange))}"
    if any(overlap(words, desk.style.content_words(other)) >= SAME_SAYING for other in others):
        yield "says what another passage of the section says"


def _refuse(desk: Desk, text: str, reason: str) -> None:
    """Keep why a drafter's words are not printed; both are shown on terminals and pages."""
    desk.withheld.append((shown(text), f"{DRAFTER}: {shown(reason)}"))


def _with(digest: Digest, drafted: Mapping[Place, Passage]) -> Digest:
    sections = tuple(
        replace(section, passages=tuple(drafted.get((place, at), own) for at, own in enumerate(section.passages)))
        for place, section in enumerate(digest.sections)
    )
    return replace(digest, sections=sections)


def _noted(desk: Desk, digest: Digest, drafted: Mapping[Place, Passage], model: str) -> Digest:
    """Say under each section how many of its passages a drafter worded."""
    stories = {story.story.id: story for story in desk.material.stories}
    sections = list(digest.sections)
    for place in sorted({place for place, _ in drafted}):
        section, story = sections[place], stories[sections[place].story_id]
        count = sum(there == place for there, _ in drafted)
        note = str(desk.material.language.table("drafter")["note"]).format(
            count=count, passages=len(section.passages), model=model
        )
        as_told = replace(story, outlets=section.outlets, origins=section.origins)
        notes = section_notes(desk, as_told, (section.heading, *section.passages))
        sections[place] = replace(section, notes=(*notes, note))
    return replace(digest, sections=tuple(sections))
