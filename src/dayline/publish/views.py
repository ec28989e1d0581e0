"""What a page shows of a digest: passages with their evidence in context, times in the crisis's zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from urllib.parse import urlsplit

from dayline.model.crisis import Crisis
from dayline.model.digest import Citation, Digest, FigureClaim, Passage, Section
from dayline.model.document import Document, DocumentId

# Characters of the document shown before and after the cited words.
CONTEXT = 240
HEDGES = {
    "about": "about",
    "at least": "at least",
    "up to": "up to",
    "more than": "more than",
    "less than": "less than",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """One citation as it opens beside a line."""

    source: str
    published: str
    before: str
    words: str
    after: str
    in_title: bool
    retrieved: str
    url: str
    saved: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A passage, the id of its evidence on the page, and the evidence."""

    text: str
    kind: str
    anchor: str
    sources: str
    evidence: tuple[EvidenceView, ...]
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section with its lines."""

    heading: LineView
    note: str
    lines: tuple[LineView, ...]
    background: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A row of the figures: what, number, who claims it, and the change since the claimant's last figure."""

    of: str
    number: str
    claimant: str
    change: str
    line: LineView


@dataclass(slots=True)
class PageView:
    """Gathers the lines of one page and numbers their evidence."""

    documents: Mapping[DocumentId, Document]
    zone: tzinfo
    root: str
    lines: list[LineView] = field(default_factory=list)

    def line(self, passage: Passage, day: int | None = None) -> LineView:
        """Return a passage as a line of the page, and remember its evidence."""
        sources = dict.fromkeys(citation.source_name for citation in passage.citations)
        view = LineView(
            text=passage.text,
            kind=passage.kind,
            anchor=f"e{len(self.lines) + 1}",
            sources=", ".join(sources),
            day=day,
            evidence=tuple(self._evidence(citation) for citation in passage.citations),
        )
        self.lines.append(view)
        return view

    def section(self, section: Section) -> SectionView:
        """Return a section with its lines."""
        return SectionView(
            heading=self.line(section.heading),
            note=" · ".join(section.notes),
            lines=tuple(self.line(passage) for passage in section.passages),
            background=tuple(
                self.line(passage, day)
                for passage, day in zip(section.background, section.background_days, strict=True)
            ),
        )

    def claim(self, claim: FigureClaim) -> ClaimView:
        """Return a claimed figure as a row."""
        figure = claim.figure
        number = (
            spell_number(figure.low)
            if figure.low == figure.high
            else (f"{spell_number(figure.low)} to {spell_number(figure.high)}")
        )
        hedge = f"{HEDGES[figure.hedge]} " if figure.hedge else ""
        return ClaimView(
            of=str(figure.of),
            number=hedge + number,
            claimant=claim.claimant,
            change=_change(claim),
            line=self.line(claim.passage),
        )

    def _evidence(self, citation: Citation) -> EvidenceView:
        span = citation.span
        document = self.documents[span.document_id]
        characters = document.field(span.field)
        start, end = max(0, span.start - CONTEXT), min(len(characters), span.end + CONTEXT)
        before, after = characters[start : span.start], characters[span.end : end]
        if start > 0:
            before = "… " + before.partition(" ")[2]
        if end < len(characters):
            after = after.rpartition(" ")[0] + " …"
        return EvidenceView(
            source=citation.source_name,
            published=spell_published(document, self.zone),
            before=before,
            words=document.quote(span),
            after=after,
            in_title=span.field == "title",
            retrieved=spell_moment(citation.retrieved_at, self.zone),
            url=safe_url(citation.url),
            saved=f"{self.root}saved/{document.id}.html",
            sha256=citation.sha256,
        )


def _change(claim: FigureClaim) -> str:
    if claim.figure.change:
        return f"{claim.figure.change:+,.0f}"
    if claim.previous is None or claim.previous_day is None:
        return ""
    difference = claim.figure.high - claim.previous
    if not difference:
        return f"as on day {claim.previous_day}"
    return f"{difference:+,.0f} since day {claim.previous_day}"


def spell_number(value: float) -> str:
    """Return a number with commas between thousands, without an empty fraction."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def spell_date(day: date) -> str:
    """Return "Thursday, 23 March 2023"."""
    return f"{day:%A}, {day.day} {day:%B} {day.year}"


def spell_moment(moment: datetime, zone: tzinfo) -> str:
    """Return "23 March 2023, 14:05" in the zone."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B} {local.year}, {local:%H:%M}"


def spell_published(document: Document, zone: tzinfo) -> str:
    """Return when a document was published, as precisely as it is known."""
    if document.published_on is not None:
        return f"{document.published_on.day} {document.published_on:%B} {document.published_on.year}"
    if document.published_at is None:
        return "no date given"
    return spell_moment(document.published_at, zone) + (
        " (in doubt)" if document.published_confidence == "low" else ""
    )


def safe_url(url: str) -> str:
    """Return an address that a page may link to, "" for any that is not plain http or https."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    plain = parts.scheme in {"http", "https"} and parts.netloc and not any(ord(c) < 33 for c in url)
    return url if plain else ""


def day_path(number: int) -> str:
    """Return the path of a day's page, counted from the site's root."""
    return f"day/{number}/index.html"


def coverage_lines(digest: Digest) -> tuple[str, ...]:
    """Return what could not be seen, one sentence each."""
    coverage, lines = digest.coverage, []
    if coverage.sources_failed:
        lines.append("Failed: " + ", ".join(coverage.sources_failed) + ".")
    if coverage.sources_silent:
        shown = coverage.sources_silent[:12]
        more = len(coverage.sources_silent) - len(shown)
        lines.append("Nothing came from " + ", ".join(shown) + (f" and {more} others." if more else "."))
    if coverage.sides_missing:
        lines.append("No source of " + ", ".join(coverage.sides_missing) + " was heard.")
    if coverage.languages_unread:
        lines.append("Kept but not read: reports in " + ", ".join(coverage.languages_unread) + ".")
    if coverage.figures_not_updated:
        lines.append("Not updated: " + ", ".join(coverage.figures_not_updated) + ".")
    return tuple(lines)


def closing_time(digest: Digest, crisis: Crisis) -> str:
    """Return the local time at which the day closed."""
    local = digest.cutoff.astimezone(crisis.zone)
    return "24:00" if (local.hour, local.minute) == (0, 0) else f"{local:%H:%M}"
