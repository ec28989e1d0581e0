"""What every build writes anew: the front page, the calendar, lists of subjects, and files for machines."""

from collections.abc import Iterable
from datetime import date

from dayline.model.traces import TRACES, DaySummary, SubjectKind
from dayline.pipeline.pages import Pages
from dayline.publish.calendars import index_artifacts, missing_page, month_artifacts, month_name
from dayline.publish.corrections import corrections_page
from dayline.publish.deliver import write_artifacts
from dayline.publish.exports import exports_page
from dayline.publish.feeds import FEED_DAYS, feed_artifacts
from dayline.publish.indexes import list_pages
from dayline.publish.links import day_path, subject_path
from dayline.publish.listings import news_sitemap, opml, sitemap
from dayline.publish.searching import search_artifacts

# Kinds of subjects that the search finds by name.
NAMED: tuple[SubjectKind, ...] = ("person", "place")


def write_lists(pages: Pages, changed: Iterable[int]) -> None:
    """Write the front page, the months of changed days, lists of subjects, feeds, sitemaps and the search page."""
    archive, crisis, summaries = pages.archive, pages.crisis, pages.summaries
    site, folder = pages.site, pages.folder
    newest = [pages.digest(each.day) for each in summaries[-FEED_DAYS:]]
    write_artifacts(index_artifacts(summaries, crisis, site=site), folder)
    months = {month_name(crisis.date_of(day)) for day in changed}
    write_artifacts(month_artifacts(summaries, crisis, site=site, months=months), folder)
    paths: list[tuple[str, int]] = []
    for kind in TRACES:
        subjects = archive.subjects(crisis.id, kind)
        printed = {subject.name for subject in subjects}
        idle = [each.name for each in crisis.sources if each.name not in printed] if kind == "source" else []
        failures = pages.failures if kind == "source" else {}
        write_artifacts(list_pages(kind, subjects, site=site, failures=failures, unprinted=idle), folder)
        paths += [(subject_path(subject), subject.last) for subject in subjects]
    corrections = archive.corrections(crisis.id)
    write_artifacts([corrections_page(corrections, crisis, site=site)], folder)
    write_artifacts(feed_artifacts(newest, crisis, site=site, corrections=corrections), folder)
    write_artifacts(
        [opml(crisis, site=site), exports_page(summaries, crisis, site=site), missing_page(site=site)], folder
    )
    named = [s for kind in NAMED for s in archive.subjects(crisis.id, kind)]
    days = [each.day for each in summaries]
    write_artifacts(search_artifacts(days, named, crisis, site=site), folder)
    if site.address:
        dates = {each.day: each.date for each in summaries}
        dated = ((day_path(each.day), _changed_on(each)) for each in reversed(summaries))
        subjects_of = ((path, dates[day]) for path, day in paths)
        write_artifacts([sitemap((*dated, *subjects_of), site=site)], folder)
        write_artifacts([news_sitemap(newest, site=site)], folder)


def _changed_on(day: DaySummary) -> date:
    return day.modified.date() if day.modified else day.date
