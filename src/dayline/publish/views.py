"""What a day's page shows of a digest: lines with their notes, figures as claimed, what was not seen."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import count

from dayline.model.digest import Coverage, Digest, FigureClaim, Passage, Section
from dayline.model.document import Document, DocumentId
from dayline.model.story import StoryId
from dayline.publish.charts import Spark
from dayline.publish.evidence import Note, Notes
from dayline.publish.links import FIGURE, LINE, day_path, story_anchor, thread_path
from dayline.publish.others import Others, others_of
from dayline.publish.spelling import (
    counted,
    spell_change,
    spell_figure,
    spell_groups,
    spell_language,
    spell_list,
    spell_number,
    spell_timex,
)

# Names in one sentence; more are counted there, and listed whole in a fold below it.
MOST_NAMES = 12
# Characters of a title, and of a heading, from which it is set smaller.
LONG_TITLE, LONG_HEADING = 90, 110


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLink:
    """An earlier day; ``path`` is "" where it has no page."""

    number: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A passage and its notes; ``day`` is the day that background comes from, ``anchor`` its name on the page.

    ``marks`` say what was done to it since the day was issued, each with the name of the correction.
    """

    text: str
    kind: str
    notes: tuple[Note, ...]
    day: DayLink | None = None
    anchor: str = ""
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section with its lines; ``remarks`` say on how much it rests and what an editor did.

    ``thread`` leads to the page of its thread over days, "" where there is none; ``others`` are the sources of its
    story that it does not cite.
    """

    anchor: str
    heading: LineView
    remarks: tuple[str, ...]
    thread: str
    lines: tuple[LineView, ...]
    background: tuple[LineView, ...]
    others: Others | None = None

    @property
    def is_long(self) -> bool:
        """Tell whether the heading is to be set smaller."""
        return len(self.heading.text) >= LONG_HEADING


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claimed number; ``claimant`` is "" where the evidence's own source claims it.

    ``change`` says how it differs from the claimant's last figure, or, where a range or a hedge leaves no
    exact difference, what that was; ``since``, the words that follow, is the day of it.
    """

    number: str
    claimant: str
    as_of: str
    change: str
    since: DayLink | None
    line: LineView


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Rival claims about one thing; ``section`` is the one they belong to, where two groups bear one name.

    ``spark`` is what was claimed of it up to that day.
    """

    of: str
    claims: tuple[ClaimView, ...]
    section: SectionView | None = None
    spark: Spark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenView:
    """What could not be seen, as a sentence; ``names`` are all of them where the sentence only counts them."""

    text: str
    names: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class PageView:
    """Turns the records of a digest into what its page shows; ``days`` are the numbers that have a page.

    ``sparks`` are small charts by the anchor of a claim, ``beside`` the documents of the stories of sections;
    ``others`` gathers, by the number of a note, the other sources of the section that it belongs to.
    """

    notes: Notes
    root: str
    year: int
    days: Collection[int]
    threads: Mapping[StoryId, str] = field(default_factory=dict)
    marks: Mapping[Passage, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    sparks: Mapping[str, Spark] = field(default_factory=dict)
    beside: Mapping[DocumentId, Document] = field(default_factory=dict)
    others: dict[int, Others] = field(default_factory=dict)
    _lines: Iterator[int] = field(default_factory=lambda: count(1))
    _claims: Iterator[int] = field(default_factory=lambda: count(1))
    _sections: Iterator[int] = field(default_factory=lambda: count(1))

    def line(self, passage: Passage, day: int | None = None, *, anchor: str = "") -> LineView:
        """Return a passage as a line of the page."""
        return LineView(
            text=passage.text,
            kind=passage.kind,
            notes=self.notes.of(passage),
            day=None if day is None else self.day(day),
            anchor=anchor,
            marks=self.marks.get(passage, ()) if self.marks else (),
        )

    def lines(self, passages: tuple[Passage, ...], prefix: str = "") -> tuple[LineView, ...]:
        """Return passages as lines, with a prefix as lines that can be linked to."""
        return tuple(
            self.line(passage, anchor=f"{prefix}{place}" if prefix else "")
            for place, passage in enumerate(passages, start=1)
        )

    def day(self, number: int) -> DayLink:
        """Return a day with its path, where it has a page."""
        return DayLink(number=number, path=self.root + day_path(number) if number in self.days else "")

    def section(self, section: Section) -> SectionView:
        """Return a section with its lines."""
        outlets, origins = counted(section.outlets, "outlet"), counted(section.origins, "origin")
        heading = self.line(section.heading)
        lines = tuple(self.line(passage, anchor=f"{LINE}{next(self._lines)}") for passage in section.passages)
        others = others_of(section, self.beside, self.notes.zone, number=next(self._sections), root=self.root)
        if others is not None:
            for note in (note for line in (heading, *lines) for note in line.notes):
                self.others.setdefault(note.number, others)
        return SectionView(
            anchor=story_anchor(section.story_id),
            heading=heading,
            remarks=section.notes or ((f"{outlets}, {origins}",) if section.outlets else ()),
            thread=self.root + thread_path(thread) if (thread := self.threads.get(section.story_id, "")) else "",
            lines=lines,
            others=others,
            background=tuple(
                self.line(passage, day)
                for passage, day in zip(section.background, section.background_days, strict=True)
            ),
        )

    def groups(self, digest: Digest, sections: Sequence[SectionView]) -> tuple[GroupView, ...]:
        """Return the figures of the day, in the order given."""
        names = spell_groups(digest.figures)
        home = {
            citation.span.document_id: view
            for section, view in zip(digest.sections, sections, strict=True)
            for passage in (section.heading, *section.passages)
            for citation in passage.citations
        }
        found = []
        for name, group in zip(names, digest.figures, strict=True):
            claims = tuple(self._claim(claim, group.of) for claim in group.claims)
            if claims:
                found.append(
                    GroupView(
                        of=name[:1].upper() + name[1:],
                        claims=claims,
                        section=home.get(group.claims[0].figure.span.document_id) if names.count(name) > 1 else None,
                        spark=self.sparks.get(claims[0].line.anchor),
                    )
                )
        return tuple(found)

    def _claim(self, claim: FigureClaim, label: str) -> ClaimView:
        figure, line = claim.figure, self.line(claim.passage, anchor=f"{FIGURE}{next(self._claims)}")
        as_of, start = (spell_timex(value, year=self.year) for value in (figure.as_of, figure.since))
        names = {note.source.casefold() for note in line.notes}
        change, since = self._change(claim)
        return ClaimView(
            number=spell_figure(figure, label=label),
            claimant="" if names == {claim.claimant.casefold()} else claim.claimant,
            as_of=", ".join(filter(None, (as_of and f"as of {as_of}", start and f"since {start}"))),
            change=change,
            since=since,
            line=line,
        )

    def _change(self, claim: FigureClaim) -> tuple[str, DayLink | None]:
        figure = claim.figure
        if figure.change is not None:
            return spell_change(figure.change), None
        if claim.previous is None or claim.previous_day is None:
            return "", None
        day = self.day(claim.previous_day)
        if figure.low != figure.high or figure.hedge:
            return f"was {spell_number(claim.previous)} on", day
        return f"{spell_change(figure.high - claim.previous)} since", day


def drawn_from(coverage: Coverage) -> str:
    """Return what a day was drawn from, as a sentence without its stop."""
    aside = min(coverage.set_aside, coverage.documents)
    return (
        f"Drawn from {counted(coverage.documents - aside, 'report')} by {counted(coverage.sources, 'source')}, "
        f"{coverage.independent_origins:,} of independent origin"
    ) + (f"; {counted(aside, 'other')} set aside" if aside else "")


def unseen(coverage: Coverage) -> tuple[UnseenView, ...]:
    """Return what could not be seen, a sentence for each sort of thing."""
    lines = (
        ("Could not be read: {}.", "{}", coverage.sources_failed),
        ("Read, but perhaps not whole or not up to date: {}.", "{} sources", coverage.sources_partly),
        ("Nothing came from {}.", "{} sources", coverage.sources_silent),
        ("No source was heard that speaks for {}.", "{} sides", coverage.sides_missing),
        ("Kept, but not read: reports in {}.", "{} languages", tuple(map(spell_language, coverage.languages_unread))),
        ("No new figure for {}.", "{} things counted", coverage.figures_not_updated),
    )
    return tuple(_unseen(words, number, names) for words, number, names in lines if names)


def _unseen(words: str, number: str, names: tuple[str, ...]) -> UnseenView:
    if len(names) <= MOST_NAMES:
        return UnseenView(text=words.format(spell_list(names)))
    return UnseenView(text=words.format(number.format(f"{len(names):,}")), names=names)


def headline_of(digest: Digest) -> str:
    """Return the title without its "Day N: "."""
    return digest.title.text.partition(": ")[2]


def closing_time(digest: Digest, zone: tzinfo) -> str:
    """Return the local time at which the day closed."""
    local = digest.cutoff.astimezone(zone)
    return "24:00" if (local.hour, local.minute) == (0, 0) else f"{local:%H:%M}"
