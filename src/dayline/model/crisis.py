"""A crisis as its configuration describes it, and the arithmetic of its days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from dayline.errors import DayError
from dayline.model.checks import require
from dayline.model.source import Source

TermKind = Literal["place", "person", "organisation", "term"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days, first and last included, on which the counter stands still."""

    first: date
    last: date

    def __post_init__(self) -> None:
        require(self.first <= self.last, f"Pause: {self.first} is after {self.last}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that speak for (or, with a negative weight, against) a document belonging to the crisis.

    ``names`` are spellings of one thing, matched as whole words. Weights add up, each term counted once a
    document; 1.0 is enough to belong. ``title`` is the weight in a headline, twice the other where it is None.
    """

    names: tuple[str, ...]
    kind: TermKind = "term"
    weight: float = 1.0
    title: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """A person or body that the crisis names: the house's name first, then others and nicknames; and its roles."""

    kind: Literal["person", "body"]
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.names), "KnownActor: no name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """All that the stages must know of a crisis.

    ``cutoff_hour`` is local time, 1 to 24; day N ends at that hour of its date, and begins where the day
    before ended. ``spelling`` maps a spelling to the house's. ``sides`` names the sides to be covered. ``places`` are
    the paths of files with places beside the world's.
    """

    id: str
    name: str
    first_day: date
    zone: tzinfo
    cutoff_hour: int = 24
    pauses: tuple[Pause, ...] = ()
    languages: tuple[str, ...] = ("en",)
    sources: tuple[Source, ...] = ()
    terms: tuple[Term, ...] = ()
    spelling: tuple[tuple[str, str], ...] = ()
    sides: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    actors: tuple[KnownActor, ...] = ()

    def __post_init__(self) -> None:
        require(
            1 <= self.cutoff_hour <= 24, f"Crisis {self.id}: cut-off hour {self.cutoff_hour} is not 1 to 24"
        )

    def _paused_before(self, day: date) -> int:
        return sum(max(0, (min(pause.last, day) - pause.first).days + 1) for pause in self.pauses)

    def is_paused(self, day: date) -> bool:
        """Tell whether the counter stands still on a date."""
        return any(pause.first <= day <= pause.last for pause in self.pauses)

    def number_of(self, day: date) -> int:
        """Return the number of a date; days before day 1 count 0, -1, …; raise DayError while paused."""
        if self.is_paused(day):
            raise DayError(f"{self.name}: the counter was paused on {day}")
        return (day - self.first_day).days + 1 - self._paused_before(day)

    def date_of(self, number: int) -> date:
        """Return the date of a numbered day; raise DayError for one that no calendar has."""
        try:
            day = self.first_day + timedelta(days=number - 1)
            for pause in sorted(self.pauses, key=lambda pause: pause.first):
                if pause.first <= day:
                    day += timedelta(days=(pause.last - pause.first).days + 1)
        except OverflowError as error:
            raise DayError(f"{self.name}: there is no day {number}") from error
        return day

    def cutoff_of(self, day: date) -> datetime:
        """Return the moment (UTC) at which the digest of a date closes."""
        midnight = datetime.combine(day, time(), self.zone)
        local = (midnight + timedelta(hours=self.cutoff_hour)).replace(tzinfo=None)
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def date_at(self, moment: datetime) -> date:
        """Return the date of the digest that a moment falls into."""
        day = moment.astimezone(self.zone).date()
        return day if moment < self.cutoff_of(day) else day + timedelta(days=1)
