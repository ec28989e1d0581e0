"""What one published day holds of one subject, a line each: from these the pages over all days are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dayline.model.checks import require_aware
from dayline.model.digest import PassageKind
from dayline.model.document import DocumentId
from dayline.model.entities import Precision

SubjectKind = Literal["person", "figure", "place", "thread", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySummary:
    """A published day in short; ``headline`` is its title without "Day N: ", ``modified`` when it was corrected.

    ``failed`` are the sources that could not be read, as the day's coverage names them.
    """

    day: int
    date: date
    cutoff: datetime
    headline: str
    lede: str = ""
    sections: int = 0
    reports: int = 0
    set_aside: int = 0
    sources: int = 0
    origins: int = 0
    modified: datetime | None = None
    failed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_aware(self.cutoff, "DaySummary.cutoff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The saved copy that a line rests on, and the paragraph of it, counted from 1; 0 is the headline."""

    source_name: str
    document_id: DocumentId
    paragraph: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a day's page: its text, its anchor there, the heading that it stands under, its thread.

    ``modified`` is when it was last corrected, by itself or its heading, or something withdrawn from its day; None
    where it stands as it was issued.
    """

    text: str
    kind: PassageKind
    anchor: str
    heading: str = ""
    thread: str = ""
    evidence: tuple[Evidence, ...] = ()
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A person's or body's words in a line; ``subject`` is the id of the record, ``role`` as given that day."""

    subject: str
    name: str
    line: Line
    role: str = ""
    channel: str = ""

    @property
    def note(self) -> str:
        """Return what tells the person from others of the name."""
        return self.role


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePoint:
    """One claimed number of a series: what is counted (``of``) in one thread; its ``name`` tells both.

    Claims of several claimants are rivals.
    """

    subject: str
    name: str
    line: Line
    of: str
    claimant: str
    low: float
    high: float
    unit: str = ""
    hedge: str = ""
    per: str = ""
    as_of: str = ""
    side: str = ""
    place: str = ""

    @property
    def note(self) -> str:
        """Return what is counted."""
        return self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNamed:
    """A place that the evidence of a line names; latitude and longitude in degrees."""

    subject: str
    name: str
    line: Line
    precision: Precision
    latitude: float
    longitude: float
    country: str = ""

    @property
    def note(self) -> str:
        """Return what the point stands for."""
        return self.precision


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadDay:
    """A section of a day as part of a thread over days; its line is the section's first."""

    subject: str
    name: str
    line: Line
    outlets: int = 0
    origins: int = 0

    @property
    def note(self) -> str:
        """Return the first line of the section."""
        return self.line.text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCited:
    """A document of a source that a day rests on; its line is the first that does."""

    subject: str
    name: str
    line: Line
    headline: str = ""

    @property
    def note(self) -> str:
        """Return the headline of the document."""
        return self.headline


Trace = Saying | FigurePoint | PlaceNamed | ThreadDay | SourceCited

# Which record tells of which kind of subject.
TRACES: Mapping[SubjectKind, type[Trace]] = {
    "person": Saying,
    "figure": FigurePoint,
    "place": PlaceNamed,
    "thread": ThreadDay,
    "source": SourceCited,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody or something with a page of its own: the name it bore first and last, its days and lines.

    ``note`` is the last line's: a role, what is counted, a precision, a line, a headline.
    ``changed`` is the first day whose lines its pages do not show yet, None where they show all.
    """

    kind: SubjectKind
    id: str
    name: str
    first_name: str
    note: str = ""
    first: int
    last: int
    lines: int
    changed: int | None = None
