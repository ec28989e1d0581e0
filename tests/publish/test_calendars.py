"""The front page and the months: every day is reached, by its number and by its date."""

import pytest

from dayline.publish.calendars import NEWEST_DAYS, index_artifacts, month_artifacts, on_the_same_date
from dayline.publish.site import day_artifacts
from dayline.publish.traces import summary_of

NUMBERS = (1, 2, 23, 24, 240, 241, 242, 243, 244, 245)


@pytest.fixture(scope="module")
def days(made):
    """Return days of several months and two years, out of order."""
    return [summary_of(made.thin_day(number)[0]) for number in reversed(NUMBERS)]


def test_the_front_page_has_the_newest_days_and_leads_to_all(made, reading, days):
    page = reading.read(next(iter(index_artifacts(days, made.CRISIS, site=made.SITE))).content)
    newest = [e.attributes["href"] for e in page.all("a") if "li" in e.within]
    assert newest == [f"day/{number}/index.html" for number in sorted(NUMBERS, reverse=True)[:NEWEST_DAYS]]
    assert [e.text for e in page.all("h2")] == ["The newest days", "2027", "2026"]
    cells = {e.attributes["href"]: e.text for e in page.all("a") if "td" in e.within}
    assert list(cells) == [f"day/{n}/index.html" for n in (240, 241, 242, 243, 244, 245, 1, 2, 23, 24)]
    assert cells["day/23/index.html"] == "31 23"
    months = [e.attributes["href"] for e in page.all("a") if "h3" in e.within and "li" not in e.within]
    assert months == ["2027/01/index.html", "2026/05/index.html", "2026/06/index.html"]


def test_a_month_lists_its_days_and_leads_to_the_months_beside(made, reading, days):
    pages = {file.path: reading.read(file.content) for file in month_artifacts(days, made.CRISIS, site=made.SITE)}
    assert list(pages) == ["2026/05/index.html", "2026/06/index.html", "2027/01/index.html"]
    june = pages["2026/06/index.html"]
    assert [e.attributes["href"] for e in june.all("a") if "li" in e.within] == ["../../day/24/index.html"]
    beside = [e.attributes["href"] for e in june.all("a") if "rel" in e.attributes]
    assert beside == ["../../2026/05/index.html", "../../2027/01/index.html"]
    rows = [e for e in june.all("tr") if "tbody" in e.within]
    assert len(rows) == 5
    assert len(list(june.all("td"))) == 35


def test_a_front_page_of_no_days_says_so(made):
    (page,) = index_artifacts([], made.CRISIS, site=made.SITE)
    assert b"No day has been published yet." in page.content
    assert list(month_artifacts([], made.CRISIS, site=made.SITE)) == []


def test_a_day_tells_of_its_date_in_earlier_years(made, reading, days):
    digest, documents = made.thin_day(732)
    before = [summary_of(made.thin_day(number)[0]) for number in (1, 366, 365)]
    dates = on_the_same_date([*before, summary_of(digest)])
    ago = [each for each in dates[digest.date.month, digest.date.day] if each.date < digest.date]
    assert [each.day for each in ago] == [366, 1]
    content = next(iter(day_artifacts(digest, documents, made.CRISIS, site=made.SITE, years_ago=ago))).content
    page = reading.read(content)
    assert page.faults == []
    text = content.decode()
    assert "1 year ago today, on day 366: <a href=\"../../day/366/index.html\">" in text
    assert "2 years ago today, on day 1: <a href=\"../../day/1/index.html\">" in text


def test_the_last_of_february_has_its_own_years(made):
    leap = [day for day in (summary_of(made.thin_day(n)[0]) for n in range(290, 1400)) if day.date.month == 2]
    dates = on_the_same_date(leap)
    assert {each.date.year for each in dates[2, 29]} == {2028}
