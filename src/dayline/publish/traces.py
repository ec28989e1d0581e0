"""What a day's page says of people, figures, places, threads and sources, as lines for the pages over all days."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from dayline.model.digest import Citation, Digest, FigureClaim, FigureGroup, Passage, Section
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import Annotations, Place
from dayline.model.story import ThreadId
from dayline.model.traces import (
    DaySummary,
    Evidence,
    FigurePoint,
    Line,
    PlaceNamed,
    Saying,
    SourceCited,
    ThreadDay,
    Trace,
)
from dayline.publish.corrections import changes_of
from dayline.publish.evidence import paragraph_at
from dayline.publish.links import ALSO, FIGURE, LINE, WORTH, slug_of, story_anchor
from dayline.publish.views import headline_of
from dayline.text.fingerprints import short_id


def summary_of(digest: Digest) -> DaySummary:
    """Return a day in short."""
    coverage = digest.coverage
    return DaySummary(
        day=digest.day,
        date=digest.date,
        cutoff=digest.cutoff,
        headline=headline_of(digest),
        lede=" ".join(passage.text for passage in digest.lede),
        sections=len(digest.sections),
        reports=coverage.documents,
        set_aside=coverage.set_aside,
        sources=coverage.sources,
        origins=coverage.independent_origins,
        modified=digest.modified if digest.corrections else None,
        failed=coverage.sources_failed,
    )


def anchored(digest: Digest) -> Iterator[tuple[str, Passage, Section | None]]:
    """Yield every passage of a digest's sections and of both lists, with its anchor on the day's page."""
    number = count(1)
    for section in digest.sections:
        for passage in section.passages:
            yield f"{LINE}{next(number)}", passage, section
    for prefix, passages in ((ALSO, digest.also), (WORTH, digest.worth)):
        for place, passage in enumerate(passages, start=1):
            yield f"{prefix}{place}", passage, None


def traces_of(
    digest: Digest,
    documents: Mapping[DocumentId, Document],
    annotations: Mapping[DocumentId, Annotations],
    threads: Mapping[DocumentId, ThreadId],
    recent: Sequence[tuple[int, FigurePoint]] = (),
) -> tuple[Trace, ...]:
    """Return what a day holds, by kind and then as the page has it; channels and places are those of the evidence.

    ``threads`` says to which thread over days a cited document belongs; ``recent`` are the figures of days before, in
    order, each with its day. Raises KeyError where a citation does not resolve.
    """
    day = _Day(digest, documents, annotations, threads, recent)
    lines = list(day.lines())
    return (
        *day.sayings(lines),
        *day.figures(),
        *day.places(lines),
        *day.thread_days(),
        *day.sources(lines),
    )


class _Day:
    """A digest with what its lines rest on."""

    def __init__(
        self,
        digest: Digest,
        documents: Mapping[DocumentId, Document],
        annotations: Mapping[DocumentId, Annotations],
        threads: Mapping[DocumentId, ThreadId],
        recent: Sequence[tuple[int, FigurePoint]],
    ) -> None:
        self.recent, self.changes = recent, changes_of(digest)
        self.digest, self.documents, self.annotations, self.threads = digest, documents, annotations, threads
        self.thread_of = {section.story_id: self._thread_of(section) for section in digest.sections}

    def lines(self) -> Iterator[tuple[Passage, Line]]:
        """Yield every passage of sections and of both lists, with its line."""
        for anchor, passage, section in anchored(self.digest):
            yield passage, self._line(passage, anchor, section)

    def sayings(self, lines: Sequence[tuple[Passage, Line]]) -> Iterator[Saying]:
        """Yield who speaks in which line, and where it was said."""
        known = {speaker.id: speaker for speaker in self.digest.speakers}
        for passage, line in lines:
            for id_ in dict.fromkeys(passage.speakers):
                if id_ in known:
                    yield Saying(
                        subject=id_, name=known[id_].name, role=known[id_].role, line=line,
                        channel=self._channel(passage.citations),
                    )  # fmt: skip

    def figures(self) -> Iterator[FigurePoint]:
        """Yield the claims of the day's figures; a series is one thing counted in one thread."""
        number = count(1)
        for group in self.digest.figures:
            section = self._home(group)
            thread = self.thread_of[section.story_id] if section else ""
            series = self._series(group, thread)
            for claim in group.claims:
                line = self._line(claim.passage, f"{FIGURE}{next(number)}", section)
                yield self._point(claim, group.of, series, line)

    def places(self, lines: Sequence[tuple[Passage, Line]]) -> Iterator[PlaceNamed]:
        """Yield the places that the evidence of a line names, each once a line."""
        for passage, line in lines:
            found: dict[str, Place] = {}
            for citation in passage.citations:
                held = self.annotations.get(citation.span.document_id)
                for mention in held.places if held else ():
                    if _overlap(mention.span, citation.span):
                        found.setdefault(mention.place.id, mention.place)
            for place in found.values():
                yield PlaceNamed(
                    subject=place.id, name=place.name, line=line, precision=place.precision,
                    latitude=place.latitude, longitude=place.longitude, country=place.country,
                )  # fmt: skip

    def thread_days(self) -> Iterator[ThreadDay]:
        """Yield the sections as days of their threads."""
        for section in self.digest.sections:
            first, heading = section.passages[0], section.heading.text
            yield ThreadDay(
                subject=self.thread_of[section.story_id], name=heading, outlets=section.outlets,
                origins=section.origins, line=self._line(first, story_anchor(section.story_id), section),
            )  # fmt: skip

    def sources(self, lines: Sequence[tuple[Passage, Line]]) -> Iterator[SourceCited]:
        """Yield each document that a line rests on, with the first such line."""
        seen: set[DocumentId] = set()
        for _, line in lines:
            for evidence in line.evidence:
                document = self.documents[evidence.document_id]
                if document.id not in seen:
                    seen.add(document.id)
                    yield SourceCited(
                        subject=document.source_id or document.source_name, name=document.source_name,
                        headline=document.headline,
                        line=Line(text=line.text, kind=line.kind, anchor=line.anchor, heading=line.heading,
                                  thread=line.thread, evidence=(evidence,)),
                    )  # fmt: skip

    def _line(self, passage: Passage, anchor: str, section: Section | None = None) -> Line:
        found: dict[DocumentId, Evidence] = {}
        for citation in passage.citations:
            found.setdefault(citation.span.document_id, self._evidence(citation))
        return Line(
            text=passage.text, kind=passage.kind, anchor=anchor, evidence=tuple(found.values()),
            heading=section.heading.text if section else "",
            thread=self.thread_of[section.story_id] if section else "", modified=self.changes.get(anchor),
        )  # fmt: skip

    def _evidence(self, citation: Citation) -> Evidence:
        span, document = citation.span, self.documents[citation.span.document_id]
        paragraph = 0 if span.field == "title" else paragraph_at(document.text, span.start)
        return Evidence(source_name=citation.source_name, document_id=document.id, paragraph=paragraph)

    def _point(self, claim: FigureClaim, of: str, series: str, line: Line) -> FigurePoint:
        figure, name = claim.figure, f"{of} · {line.heading}" if line.heading else of
        return FigurePoint(
            subject=series, name=name, of=of, line=line, claimant=claim.claimant, low=figure.low, high=figure.high,
            unit=figure.unit or "", hedge=figure.hedge or "", per=figure.per or "", as_of=figure.as_of or "",
            side=figure.side or "", place=figure.place or "",
        )  # fmt: skip

    def _series(self, group: FigureGroup, thread: str) -> str:
        """Return the series that a group goes on with: of earlier points of the same thing counted, the newest that one
        of its claims names as its last, or that lies at the same place or in the same thread; else a new one."""
        before = [(day, point) for day, point in reversed(self.recent) if point.of == group.of]
        named = {(claim.previous_day, claim.previous) for claim in group.claims if claim.previous_day}
        places = {claim.figure.place for claim in group.claims if claim.figure.place}
        for day, point in before:
            if (day, point.low) in named:
                return point.subject
        for _, point in before:
            if point.place in places or (thread and point.line.thread == thread):
                return point.subject
        return f"{slug_of(group.of)}-{short_id(str(self.digest.day), thread, group.of)[:8]}"

    def _home(self, group: FigureGroup) -> Section | None:
        """Return the section that shares evidence with a group of claims, else one of the same thread."""
        cited = {c.span.document_id for claim in group.claims for c in claim.passage.citations}
        for section in self.digest.sections:
            if cited & set(_cited(section)):
                return section
        threads = {self.threads[id_] for id_ in cited if id_ in self.threads}
        return next((s for s in self.digest.sections if self.thread_of[s.story_id] in threads), None)

    def _thread_of(self, section: Section) -> str:
        """Return the thread that most of a section's evidence belongs to, else the section's own story."""
        threads = Counter(self.threads[id_] for id_ in _cited(section) if id_ in self.threads)
        return min(threads, key=lambda thread: (-threads[thread], thread)) if threads else section.story_id

    def _channel(self, citations: Sequence[Citation]) -> str:
        """Return where the words of a line were said, as far as its evidence tells."""
        for citation in citations:
            held = self.annotations.get(citation.span.document_id)
            for statement in held.statements if held else ():
                if statement.channel and any(_overlap(span, citation.span) for span in statement.content):
                    return statement.channel
        return ""


def _cited(section: Section) -> list[DocumentId]:
    return [c.span.document_id for passage in (section.heading, *section.passages) for c in passage.citations]


def _overlap(one: Span, other: Span) -> bool:
    same = (one.document_id, one.field) == (other.document_id, other.field)
    return same and one.start < other.end and other.start < one.end
