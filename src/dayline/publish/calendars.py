"""The front page, the calendar with a page a month, and the page that stands for none."""

from bisect import bisect_right
from calendar import Calendar
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from dayline.model.crisis import Crisis
from dayline.model.review import Artifact
from dayline.model.traces import DaySummary
from dayline.publish.links import Site, day_path, month_path
from dayline.publish.rendering import page
from dayline.publish.spelling import MONTHS, counted, spell_date, spell_day, spell_month

# Days that the front page shows in full: a week.
NEWEST_DAYS = 7
MONTH_ROOT = "../../"


def index_artifacts(days: Sequence[DaySummary], crisis: Crisis, *, site: Site) -> Iterator[Artifact]:
    """Yield the front page, from days in any order."""
    newest_first = sorted(days, key=lambda day: day.day, reverse=True)
    values = {
        "root": "",
        "site": site.title,
        "crisis": crisis,
        "days": [_entry(day) for day in newest_first[:NEWEST_DAYS]],
        "is_all": len(newest_first) <= NEWEST_DAYS,
        "years": list(_years(newest_first)),
        "first_day": spell_day(crisis.first_day),
        "count": counted(len(newest_first), "day"),
        "address": site.address,
    }
    yield page("index.html", "index.html", values, styles=("index.css",))


def missing_page(*, site: Site) -> Artifact:
    """Return the page for addresses at which there is none; its links count from the root of the server."""
    root = urlsplit(site.address).path or "/"
    return page("404.html", "missing.html", {"root": root, "site": site.title}, styles=("pages.css",))


def on_the_same_date(days: Iterable[DaySummary]) -> dict[tuple[int, int], list[DaySummary]]:
    """Return days by month and day of the month, those of the later years first."""
    found: dict[tuple[int, int], list[DaySummary]] = {}
    for day in sorted(days, key=lambda each: each.date, reverse=True):
        found.setdefault((day.date.month, day.date.day), []).append(day)
    return found


def month_name(on: date) -> str:
    """Return "2023-03", by which a month is known."""
    return on.isoformat()[:7]


def month_artifacts(
    days: Sequence[DaySummary], crisis: Crisis, *, site: Site, months: Collection[str] | None = None
) -> Iterator[Artifact]:
    """Yield a page for each month that has a day, or just for the given ones and those beside them."""
    in_order = sorted(days, key=lambda day: day.day)
    groups = [(month, list(own)) for month, own in groupby(in_order, key=lambda day: month_name(day.date))]
    names = [month for month, _ in groups]
    wanted = None if months is None else _present(months, names)
    for place, (_, own) in enumerate(groups):
        if wanted is not None and not wanted.intersection(names[max(0, place - 1) : place + 2]):
            continue
        values = {
            "root": MONTH_ROOT,
            "site": site.title,
            "crisis": crisis,
            "name": spell_month(own[0].date),
            "weeks": _weeks(own),
            "days": [_entry(day) for day in own],
            "count": counted(len(own), "day"),
            "previous": _month_link(groups[place - 1]) if place else None,
            "following": _month_link(groups[place + 1]) if place + 1 < len(groups) else None,
        }
        yield page(month_path(own[0].date), "month.html", values, styles=("index.css",))


def _present(months: Collection[str], names: Sequence[str]) -> set[str]:
    """Return the months that are there, and for one that is there no more the one before it."""
    return {names[max(0, bisect_right(names, month) - 1)] for month in months} if names else set()


def _month_link(group: tuple[str, list[DaySummary]]) -> dict[str, str]:
    first = group[1][0].date
    return {"path": month_path(first), "name": spell_month(first)}


def _years(newest_first: Sequence[DaySummary]) -> Iterator[dict[str, Any]]:
    """Yield the years, newest first, with their months as calendars."""
    for year, group in groupby(newest_first, key=lambda day: day.date.year):
        months = [(month, list(own)) for month, own in groupby(reversed(list(group)), key=lambda day: day.date.month)]
        yield {
            "year": year,
            "months": [
                {"name": MONTHS[month - 1], "path": month_path(own[0].date), "weeks": _weeks(own)}
                for month, own in months
            ],
        }


def _weeks(days: Sequence[DaySummary]) -> list[list[dict[str, Any] | None]]:
    """Return the weeks of a month, Monday first: each day with its date, and its number where it has a page."""
    pages = {day.date: day for day in days}
    first = days[0].date
    return [
        [
            {"date": on.day, "number": pages[on].day, "path": day_path(pages[on].day), "headline": pages[on].headline}
            if on in pages
            else {"date": on.day, "number": None}
            if on.month == first.month
            else None
            for on in week
        ]
        for week in Calendar().monthdatescalendar(first.year, first.month)
    ]


def _entry(day: DaySummary) -> dict[str, Any]:
    return {
        "number": day.day,
        "path": day_path(day.day),
        "headline": day.headline,
        "date": spell_date(day.date),
        "iso_date": day.date.isoformat(),
        "lede": day.lede,
        "size": (
            f"{counted(day.sections, 'section')} · {counted(day.reports - day.set_aside, 'report')} by "
            f"{counted(day.sources, 'source')}, {day.origins:,} of independent origin"
        ),
    }
