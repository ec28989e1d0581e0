"""Figures over days as charts in SVG: a line a claimant, a point a claim; large with links and scales, or small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dayline.model.traces import FigurePoint
from dayline.publish.links import day_path, figure_path
from dayline.publish.spelling import counted, spell_number, spell_value

# Units of the drawing; it is scaled to the column.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560, 280, 72, 16, 16, 36
# Claimants with a line and a mark of their own; the others share the last.
MOST_LINES = 6
TICKS = 4
# Units of a small drawing, and what stays free around its points.
SMALL_WIDTH, SMALL_HEIGHT, EDGE = 120, 30, 4
# Days from which on bars are drawn, their height, and their thinnest and thickest in units.
FEWEST_BARS, STRIP_HEIGHT, THINNEST, THICKEST = 3, 36, 1.5, 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point of the chart: where it lies, its range (``top`` to ``bottom``), what it says and where it leads."""

    x: float
    y: float
    top: float
    bottom: float
    words: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The claims of one claimant; ``number``, counted from 1, chooses its look, ``path`` joins its points."""

    claimant: str
    number: int
    path: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing: series, and where the lines of the scale and the days stand with their words."""

    width: int
    height: int
    left: int
    right: int
    floor: int
    series: tuple[Series, ...]
    levels: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A small drawing of one series up to a day: for each claimant a path ("" for one claim) and the last point.

    ``words`` say the same, ``href`` leads to the page of the series.
    """

    width: int
    height: int
    floor: int
    runs: tuple[tuple[str, float, float], ...]
    words: str
    href: str


def spark_of(points: Sequence[tuple[int, FigurePoint]], *, root: str) -> Spark | None:
    """Return the small chart of a series, given in order of days; None where there are not two days, or two units.

    Its floor is nought, so that a small change looks small.
    """
    days = sorted({day for day, _ in points})
    if len(days) < 2 or len({(point.unit, point.per) for _, point in points}) > 1:
        return None
    lowest, highest = min(0.0, min(p.low for _, p in points)), max(p.high for _, p in points)
    across = (SMALL_WIDTH - 2 * EDGE) / (days[-1] - days[0])
    up = (SMALL_HEIGHT - 2 * EDGE) / ((highest - lowest) or 1.0)
    runs = []
    for claimant in dict.fromkeys(point.claimant for _, point in points):
        own = [
            (round(EDGE + across * (day - days[0]), 1),
             round(SMALL_HEIGHT - EDGE - up * ((point.low + point.high) / 2 - lowest), 1))
            for day, point in points
            if point.claimant == claimant
        ]  # fmt: skip
        path = "M" + " ".join(f"{x:g} {y:g}" for x, y in own) if len(own) > 1 else ""
        runs.append((path, *own[-1]))
    (first, start), (last, end) = points[0], points[-1]
    return Spark(
        width=SMALL_WIDTH, height=SMALL_HEIGHT, floor=SMALL_HEIGHT - EDGE, runs=tuple(runs),
        words=f"{spell_value(start)} on day {first}, {spell_value(end)} on day {last}",
        href=root + figure_path(points[-1][1].subject),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """How many lines each day has, as bars (x, width, height) that stand on the floor, with the same in words."""

    width: int
    height: int
    bars: tuple[tuple[float, float, float], ...]
    first: int
    last: int
    words: str


def strip_of(lines: Mapping[int, int]) -> Strip | None:
    """Return the bars of days, each with its number of lines; None for fewer than three days."""
    if len(lines) < FEWEST_BARS:
        return None
    first, last, most = min(lines), max(lines), max(lines.values())
    step = WIDTH / (last - first + 1)
    width = round(min(max(step * 0.8, THINNEST), THICKEST), 1)
    bars = tuple(
        (round(min(step * (day - first), WIDTH - width), 1), width, round(STRIP_HEIGHT * number / most, 1))
        for day, number in sorted(lines.items())
    )
    words = f"Lines by day: {counted(len(lines), 'day')} from {first} to {last}, at most {counted(most, 'line')} a day"
    return Strip(width=WIDTH, height=STRIP_HEIGHT, bars=bars, first=first, last=last, words=words)


def chart_of(points: Sequence[tuple[int, FigurePoint]], *, root: str) -> Chart | None:
    """Return the chart of claims in order of days; None where there are not two days, or two units."""
    days = sorted({day for day, _ in points})
    if len(days) < 2 or len({(point.unit, point.per) for _, point in points}) > 1:
        return None
    highest = max(point.high for _, point in points)
    lowest = min(0.0, min(point.low for _, point in points))
    across, up = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    step = _step((highest - lowest) or 1.0)
    ceiling = step * -(-highest // step) or step

    def x_of(day: int) -> float:
        return round(LEFT + across * (day - days[0]) / (days[-1] - days[0]), 1)

    def y_of(value: float) -> float:
        return round(TOP + up * (ceiling - value) / (ceiling - lowest), 1)

    claimants = list(dict.fromkeys(point.claimant for _, point in points))
    series = []
    for place, claimant in enumerate(claimants):
        own = [(day, point) for day, point in points if point.claimant == claimant]
        marks = tuple(
            Mark(
                x=x_of(day), y=y_of((point.low + point.high) / 2), top=y_of(point.high), bottom=y_of(point.low),
                words=f"Day {day}, {claimant}: {spell_value(point)}",
                href=f"{root}{day_path(day)}#{point.line.anchor}",
            )
            for day, point in own
        )  # fmt: skip
        path = "M" + " L".join(f"{mark.x} {mark.y}" for mark in marks) if len(marks) > 1 else ""
        series.append(Series(claimant=claimant, number=min(place + 1, MOST_LINES), path=path, marks=marks))
    levels = [lowest + step * n for n in range(int((ceiling - lowest) // step) + 1)]
    shown = days if len(days) <= 8 else [days[0], days[len(days) // 2], days[-1]]
    return Chart(
        width=WIDTH, height=HEIGHT, left=LEFT, right=WIDTH - RIGHT, floor=HEIGHT - BOTTOM, series=tuple(series),
        levels=tuple((y_of(level), spell_number(level)) for level in levels),
        days=tuple((x_of(day), f"day {day}") for day in shown),
    )  # fmt: skip


def _step(span: float) -> float:
    """Return a round step (1, 2 or 5 times a power of ten) by which a scale has about four lines."""
    power = 10.0 ** (len(str(int(span / TICKS))) - 1 if span >= TICKS else -6)
    while power * 10 <= span / TICKS:
        power *= 10
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= span / TICKS)
