"""The figures of the days before a day, read once for days that follow one another."""

from collections.abc import Iterable, Sequence

from dayline.model.traces import FigurePoint, Trace
from dayline.pipeline.keys import BACKGROUND_DAYS
from dayline.store.archive import Archive


class RecentFigures:
    """Gives the figures of the days on which background may rest; asked for days in order, it reads each one once."""

    def __init__(self, archive: Archive, crisis_id: str) -> None:
        self._archive, self._crisis_id = archive, crisis_id
        self._held: dict[int, Sequence[tuple[int, FigurePoint]]] = {}

    def before(self, day: int) -> list[tuple[int, FigurePoint]]:
        """Return the figures of the days before one, in order, each with its day."""
        days = range(day - BACKGROUND_DAYS, day)
        self._held = {each: points for each, points in self._held.items() if each >= days[0]}
        for each in days:
            if each not in self._held:
                self._held[each] = self._archive.figure_points(self._crisis_id, each, each)
        return [point for each in days for point in self._held[each]]

    def put(self, day: int, traces: Iterable[Trace]) -> None:
        """Take what a day holds now."""
        self._held[day] = [(day, trace) for trace in traces if isinstance(trace, FigurePoint)]
