"""The digest from the plan: each passage is worded, led through the gates, and kept, replaced or withheld."""

from collections.abc import Iterable, Iterator, Sequence

from dayline.compose.candidates import (
    Candidate,
    overlap,
    sentence_candidates,
)
from dayline.compose.figures import MOST_CLAIMS, MOST_GROUPS, claimant_of, figure_candidates, previous_of
from dayline.compose.gates import Evidence, check
from dayline.compose.headings import headline_span, ranked_headlines
from dayline.compose.material import Draft, Material, Style
from dayline.compose.phrase import heading_text, headline_draft, published_date, sentence_drafts, speech_draft
from dayline.compose.select import MOST_LINES, MOST_WORTH, plan
from dayline.model.claims import Figure
from dayline.model.digest import Digest, FigureClaim, FigureGroup, Passage, PassageKind, Section
from dayline.model.document import Document, Span
from dayline.model.story import RankedStory

# Passages of a section; the first section of the day may be longer than the last.
MOST_PASSAGES, LATER_PASSAGES = 5, 3
# Jaccard of content words from which two passages say the same.
SAME_SAYING = 0.42
# Jaccard of content words from which a passage only repeats its heading or an earlier section.
SAME_AS_HEADING = 0.72
LEDE_SENTENCES = 3
MOST_WITHHELD = 200


class Desk:
    """One day's composition: what has been printed already, and what the gates have refused."""

    def __init__(self, material: Material, style: Style) -> None:
        self.material, self.style = material, style
        self.evidence = Evidence(
            documents=material.documents,
            crisis=material.crisis,
            date=material.date,
            language=material.language,
        )
        self.withheld: list[tuple[str, str]] = []
        self.printed: list[frozenset[str]] = []

    def admit(self, drafts: Iterable[Draft], kind: PassageKind) -> Passage | None:
        """Return the first draft that passes every gate as a passage; note why the others did not."""
        for draft in drafts:
            passage = Passage(
                text=draft.text,
                kind=kind,
                citations=tuple(self.material.citation(span) for span in draft.spans),
            )
            refusals = check(passage, evidence=self.evidence)
            if not refusals:
                return passage
            self.withheld += [(draft.text, f"rule {r.rule}, {r.gate}: {r.detail}") for r in refusals]
        return None

    def says_something_new(self, words: frozenset[str], limit: float = SAME_SAYING) -> bool:
        """Tell whether no passage printed so far says the same."""
        return all(overlap(words, other) < limit for other in self.printed)


def compose(material: Material) -> Digest | None:
    """Compose a day's digest; None where no line of the day passes the gates."""
    style = Style(material.language)
    desk, day = Desk(material, style), plan(material, style)
    sections: list[Section] = []
    demoted: list[RankedStory] = []
    groups: list[FigureGroup] = []
    spare: list[Passage | None] = []
    for story in day.sections:
        made = _section(desk, story, len(sections))
        if made is None:
            demoted.append(story)
            continue
        sections.append(made[0])
        spare.append(made[1])
        groups += _figures(desk, story)
    for story in day.lines:
        groups += _figures(desk, story)
    lede = tuple(
        extra or _as_sentence(section.heading) for section, extra in zip(sections, spare, strict=True)
    )
    also = _lines(desk, [*demoted, *day.lines], MOST_LINES)
    worth = _lines(desk, day.worth, MOST_WORTH)
    if not sections and also:
        sections, also = _thin_day(also, [*demoted, *day.lines])
        lede = tuple(section.passages[0] for section in sections)
    if not sections:
        return None
    return Digest(
        crisis_id=material.crisis.id,
        day=material.day,
        date=material.date,
        cutoff=material.crisis.cutoff_of(material.date),
        title=_title(material, sections),
        lede=lede[:LEDE_SENTENCES],
        sections=tuple(sections),
        figures=tuple(groups[:MOST_GROUPS]),
        also=also,
        worth=worth,
        coverage=material.coverage,
        withheld=tuple(dict.fromkeys(desk.withheld))[:MOST_WITHHELD],
    )


def _section(desk: Desk, story: RankedStory, place: int) -> tuple[Section, Passage | None] | None:
    """Return a section and a sentence left over for the lede; None where nothing of it passes the gates."""
    material, style = desk.material, desk.style
    headlines = ranked_headlines(material, story.documents, style)
    heading = _heading(desk, headlines)
    if heading is None:
        return None
    heading_words = style.content_words(heading.text)
    candidates = list(sentence_candidates(material, story.documents, style))
    most = MOST_PASSAGES if place < 2 else LATER_PASSAGES
    own: list[frozenset[str]] = [heading_words]
    passages: list[Passage] = []
    spare: Passage | None = None
    for candidate in _by_weight(candidates):
        if len(passages) == most and (spare is not None or place >= LEDE_SENTENCES):
            break
        if not _adds(candidate.words, own) or not desk.says_something_new(candidate.words):
            continue
        passage = _passage(desk, candidate)
        if passage is None:
            continue
        own.append(candidate.words)
        if len(passages) < most:
            passages.append(passage)
        else:
            spare = passage
    for span in headlines:
        if len(passages) >= min(most, 2 + (place < 2)):
            break
        words = style.content_words(material.documents[span.document_id].quote(span))
        if _adds(words, own, SAME_SAYING) and desk.says_something_new(words):
            line = desk.admit([headline_draft(span, material, style)], "report")
            if line is not None:
                own.append(words)
                passages.append(line)
    if not passages:
        return None
    desk.printed += own
    background, days = _background(desk, story)
    return Section(
        story_id=story.story.id,
        heading=heading,
        passages=tuple(passages),
        background=background,
        background_days=days,
        outlets=story.outlets,
        origins=story.origins,
        notes=_notes(desk, story),
    ), spare


def _heading(desk: Desk, headlines: Sequence[Span]) -> Passage | None:
    for span in headlines:
        draft = Draft(text=heading_text(span, desk.material), spans=(span,))
        passage = desk.admit([draft], "heading")
        if passage is not None and desk.says_something_new(desk.style.content_words(passage.text)):
            return passage
    return None


def _by_weight(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Order sentences by weight; the newer of two equals first."""

    def key(candidate: Candidate) -> tuple[float, str, int]:
        return (-round(candidate.weight, 6), candidate.document.id, candidate.span.start)

    return sorted(candidates, key=key)


def _adds(words: frozenset[str], own: Sequence[frozenset[str]], limit: float = SAME_AS_HEADING) -> bool:
    """Tell whether words add to a heading (first of ``own``) and to the passages after it."""
    return overlap(words, own[0]) < limit and all(overlap(words, other) < SAME_SAYING for other in own[1:])


def _passage(desk: Desk, candidate: Candidate) -> Passage | None:
    if candidate.speaker is not None:
        return desk.admit([speech_draft(candidate, candidate.speaker, desk.style)], "quote")
    quoted = any(statement.kind in {"direct", "mixed"} for statement in candidate.statements)
    return desk.admit(sentence_drafts(candidate, desk.material, desk.style), "quote" if quoted else "report")


def _as_sentence(heading: Passage) -> Passage:
    text = heading.text if heading.text.endswith((".", "!", "?", "”", "’")) else heading.text + "."
    return Passage(text=text, kind="report", citations=heading.citations)


def _background(desk: Desk, story: RankedStory) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
    """Return one sentence from the newest earlier day of the story's thread, with that day's number."""
    material, style = desk.material, desk.style
    for document_id in material.earlier.get(story.story.thread_id, ()):
        document = material.documents[document_id]
        published = published_date(document)
        moment = document.published_at
        if published is None or moment is None:
            continue
        date = document.published_on or material.crisis.date_at(moment)
        if date >= material.date or material.crisis.is_paused(date):
            continue
        number = material.crisis.number_of(date)
        for draft, words in _background_drafts(desk, document):
            if number < 1 or not desk.says_something_new(words):
                continue
            told = style.words_for(
                "earlier",
                weekday=style.weekday(published),
                date=style.spell_date(published),
                day=number,
                sentence=draft.text,
            )
            passage = desk.admit([Draft(text=told, spans=draft.spans)], "background")
            if passage is not None:
                desk.printed.append(words)
                return (passage,), (number,)
    return (), ()


def _background_drafts(desk: Desk, document: Document) -> Iterator[tuple[Draft, frozenset[str]]]:
    for candidate in _by_weight(list(sentence_candidates(desk.material, [document.id], desk.style)))[:2]:
        if candidate.speaker is None:
            for draft in sentence_drafts(candidate, desk.material, desk.style):
                yield draft, candidate.words
    span = headline_span(document, desk.style)
    if span is not None:
        yield headline_draft(span, desk.material, desk.style), desk.style.content_words(document.quote(span))


def _notes(desk: Desk, story: RankedStory) -> tuple[str, ...]:
    style = desk.style
    if story.outlets <= 1:
        note = style.words_for("one_outlet") if len(story.documents) > 1 else style.words_for("one_source")
    elif story.origins <= 1:
        note = style.words_for("one_origin", outlets=story.outlets)
    else:
        note = style.words_for("many_origins", outlets=story.outlets, origins=story.origins)
    return (note,)


def _figures(desk: Desk, story: RankedStory) -> list[FigureGroup]:
    """Return the story's claimed numbers, one group for each thing counted."""
    material = desk.material
    groups: dict[str, list[FigureClaim]] = {}
    candidates = [c for c in sentence_candidates(material, story.documents, desk.style) if c.speaker is None]
    for label, candidate, figure in figure_candidates(candidates):
        claims = groups.setdefault(label, [])
        if len(claims) >= MOST_CLAIMS or any(_same_claim(claim, figure) for claim in claims):
            continue
        passage = desk.admit(sentence_drafts(candidate, material, desk.style), "figure")
        if passage is None:
            continue
        claimant = claimant_of(figure, candidate)
        before = previous_of(figure, claimant, story, material)
        claims.append(
            FigureClaim(
                passage=passage,
                figure=figure,
                claimant=claimant,
                previous=before[1] if before else None,
                previous_day=before[0] if before else None,
            )
        )
    return [FigureGroup(of=label, claims=tuple(claims)) for label, claims in groups.items() if claims]


def _same_claim(claim: FigureClaim, figure: Figure) -> bool:
    return (claim.figure.low, claim.figure.high) == (figure.low, figure.high)


def _lines(desk: Desk, stories: Sequence[RankedStory], most: int) -> tuple[Passage, ...]:
    """Return one line a story: its best headline that passes the gates and repeats nothing printed."""
    lines: list[Passage] = []
    for story in stories:
        if len(lines) == most:
            break
        for span in ranked_headlines(desk.material, story.documents, desk.style)[:3]:
            words = desk.style.content_words(desk.material.documents[span.document_id].quote(span))
            if not desk.says_something_new(words, SAME_SAYING - 0.08):
                break
            line = desk.admit([headline_draft(span, desk.material, desk.style)], "report")
            if line is not None:
                desk.printed.append(words)
                lines.append(line)
                break
    return tuple(lines)


def _thin_day(
    also: tuple[Passage, ...], stories: Sequence[RankedStory]
) -> tuple[list[Section], tuple[Passage, ...]]:
    """Make a section of the first line of a day on which no story had more than its headline."""
    first = also[0]
    document_id = first.citations[0].span.document_id
    story = next(s for s in stories if document_id in s.documents)
    heading = Passage(text=first.text.removesuffix("."), kind="heading", citations=first.citations)
    return [
        Section(
            story_id=story.story.id,
            heading=heading,
            passages=(first,),
            outlets=story.outlets,
            origins=story.origins,
        )
    ], also[1:]


def _title(material: Material, sections: Sequence[Section]) -> Passage:
    """Return "Day N: first heading, second heading"."""
    leading = [section.heading for section in sections[:2]]
    texts = [heading.text for heading in leading]
    joint = "; " if any("," in text or ";" in text or ":" in text for text in texts) else ", "
    citations = tuple(dict.fromkeys(citation for heading in leading for citation in heading.citations))
    return Passage(text=f"Day {material.day}: {joint.join(texts)}", kind="title", citations=citations)
