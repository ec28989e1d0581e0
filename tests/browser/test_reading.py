"""Reading a day with scripts off: by mouse, by keyboard, on a phone, on paper, in an old browser."""

import re

import pytest

from dayline.publish.deliver import write_artifacts

KINDS = (
    "day/4", "day/5", "day/6", ".", "2026/05", "people", "places", "threads", "figures", "sources", "people/*",
    "places/*", "threads/*", "figures/*", "sources/*", "corrections", "export", "search",
)  # fmt: skip
LARGE = ("day/6/index.html", "people/solm/index.html", "people/solm/1.html", "people/all.html",
         "figures/killed/index.html", "sources/index.html", "sources/post/index.html", "404.html")  # fmt: skip
WIDTHS = (320, 390, 820, 1280)


def shown_notes(tab):
    """Return the ids of the notes that can be seen."""
    return tab.locator(".note").evaluate_all("notes => notes.filter(n => n.checkVisibility()).map(n => n.id)")


def focused(tab, name):
    """Return a property of the element that has the focus."""
    return tab.evaluate(f"document.activeElement.{name}")


def test_evidence_opens_by_click_and_closes_again(visit):
    tab = visit("day/6/index.html")
    assert shown_notes(tab) == []
    button = tab.get_by_role("button", name="Evidence 4, Valley Post", exact=True)
    button.click()
    assert shown_notes(tab) == ["e4"]
    note = tab.locator("#e4")
    assert (
        note.locator("mark").inner_text().startswith("“Nobody should be sleeping below that wall tonight,”")
    )
    assert "saved copy" in note.inner_text()
    note.get_by_role("button", name="Close", exact=True).click()
    assert shown_notes(tab) == []
    button.click()
    tab.mouse.click(2, 2)
    assert shown_notes(tab) == []


def test_evidence_opens_by_keyboard_and_gives_the_focus_back(visit):
    tab = visit("day/6/index.html")
    for _ in range(40):
        tab.keyboard.press("Tab")
        if focused(tab, "ariaLabel") == "Evidence 1, Valley Post":
            break
    assert focused(tab, "ariaLabel") == "Evidence 1, Valley Post"
    outline = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    tab.keyboard.press("Enter")
    assert shown_notes(tab) == ["e1"]
    tab.keyboard.press("Tab")
    assert focused(tab, "textContent") == "Close"
    tab.keyboard.press("Tab")
    assert focused(tab, "textContent") == "saved copy"
    tab.keyboard.press("Escape")
    assert shown_notes(tab) == []
    assert focused(tab, "ariaLabel") == "Evidence 1, Valley Post"


def test_a_note_opens_the_other_evidence_of_its_line_and_stays(visit):
    tab = visit("day/6/index.html")
    other = tab.locator(".note button.also").first
    note, beside = other.evaluate("e => [e.closest('.note').id, e.getAttribute('popovertarget')]")
    tab.locator(f"button.src[popovertarget={note}]").first.click()
    assert shown_notes(tab) == [note]
    other.click()
    assert sorted(shown_notes(tab)) == sorted([note, beside])
    tab.locator(f"#{beside}").get_by_role("button", name="Close", exact=True).click()
    assert shown_notes(tab) == [note]
    tab.keyboard.press("Escape")
    assert shown_notes(tab) == []


def test_a_small_chart_leads_to_its_series_by_keyboard(visits, large):
    tab = visits.open(large / "day/6/index.html")
    chart = tab.locator("a.spark").first
    name = chart.get_attribute("aria-label")
    assert re.search(r" over days: .* on day 5, .* on day 6$", name)
    chart.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/figures/*/index.html")
    assert tab.locator(".claims").count() == 1


def test_a_place_of_the_map_leads_to_its_page(visit):
    tab = visit("day/6/index.html")
    place = tab.locator(".map a.name").first
    name = place.inner_text()
    place.click()
    assert "/places/" in tab.url
    assert tab.locator("h1").inner_text() == name


def test_the_first_stop_leads_to_the_text(visit):
    tab = visit("day/6/index.html")
    tab.keyboard.press("Tab")
    assert focused(tab, "textContent") == "To the text"
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#main")


def test_every_line_opens_the_words_that_it_rests_on(visit):
    tab = visit("day/6/index.html")
    opened = tab.locator("button.src").evaluate_all("""all => all.map(button => {
        button.click()
        const shown = [...document.querySelectorAll('.note')].filter(n => n.checkVisibility())
        shown.forEach(note => note.hidePopover())
        return [button.ariaLabel, button.getAttribute('popovertarget'), shown.map(n => [n.ariaLabel, n.id])]
    })""")
    assert len(opened) > 50
    for name, target, shown in opened:
        assert shown == [[name, target]]
    assert shown_notes(tab) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_wider_than_its_window(visit, site, kind):
    """Look at the heaviest page of a kind at each width, and at the others at the narrowest."""
    paths = sorted(site.glob(f"{kind}/index.html"), key=lambda path: (path.stat().st_size, path))
    tab = visit(paths[-1], width=WIDTHS[0])
    for path in paths:
        if path != paths[-1]:
            tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= WIDTHS[0], path
    for width in WIDTHS[1:]:
        tab.set_viewport_size({"width": width, "height": 900})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, paths[-1]


def test_no_page_of_a_large_archive_is_wider_either(visits, large):
    tab = visits.open(large / LARGE[0])
    for path in LARGE:
        tab.goto((large / path).as_uri())
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_everything_a_person_said_leads_to_the_day_and_back(visit, visits):
    tab = visit("index.html")
    tab.get_by_role("link", name="People", exact=True).click()
    tab.get_by_role("link", name="Irena Solm").click()
    assert tab.locator("h1").inner_text() == "Irena Solm"
    tab.locator(".line a").first.click()
    assert tab.url.endswith("/day/6/index.html#l1")
    assert "Irena Solm" in tab.locator("p:target").inner_text()
    tab.get_by_role("link", name="over days").first.click()
    assert tab.locator("h1").inner_text().startswith("Leave by nightfall")
    tab.get_by_role("link", name="Valley Post").first.click()
    assert "/saved/" in tab.url
    assert all(address.startswith("file://") for address in visits.asked)


def test_points_of_a_chart_are_reached_by_keyboard(sites, made, tmp_path, visits):
    days = [made.full_day(5), made.full_day(6)]
    write_artifacts(sites.whole_site(days, made.CRISIS, made.SITE), tmp_path)
    charts = [path for path in sorted(tmp_path.glob("figures/*/index.html")) if "<svg" in path.read_text()]
    tab = visits.open(charts[0])
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.closest('svg') !== null"):
            break
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Day 5, ")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/day/5/index.html#f*")


def test_a_map_has_the_same_places_in_words(visit):
    tab = visit("day/6/index.html")
    drawn = set(tab.locator(".map svg text").all_text_contents())
    listed = set(tab.locator(".map li bdi").all_inner_texts())
    assert drawn
    assert drawn <= listed
    box = tab.locator(".map svg").bounding_box()
    assert box["width"] > 200


def test_saved_copies_are_no_wider_either(visit, made, site):
    tab = visit("index.html", width=390)
    for id_ in made.awkward_day()[1]:
        tab.goto((site / f"saved/{id_}.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, id_


@pytest.mark.parametrize("width", WIDTHS)
def test_an_open_note_lies_inside_the_window(visit, width):
    tab = visit("day/4/index.html", width=width)
    boxes = tab.locator("button.src").evaluate_all("""all => all.map(button => {
        button.scrollIntoView({block: 'nearest'})
        button.click()
        const note = document.querySelector('.note:popover-open')
        const {left, top, right, bottom} = note.getBoundingClientRect()
        note.hidePopover()
        return [left, top, right, bottom]
    })""")
    assert boxes
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= width, place
        assert 0 <= top < bottom <= 900, place


def test_on_paper_lines_have_numbers_and_the_evidence_stands_at_the_end(visit):
    tab = visit("day/6/index.html")
    tab.emulate_media(media="print")
    notes = tab.locator(".note:not(.others)").count()
    assert len(shown_notes(tab)) == tab.locator(".note").count() > notes
    assert tab.locator("button:visible").count() == 0
    numbers = {text.strip("[]") for text in tab.locator(".ref[href^='#e']:not(.note .ref):visible").all_inner_texts()}
    assert numbers == {str(number) for number in range(1, notes + 1)}
    heading = tab.locator(".notes h2")
    assert heading.is_visible()
    last_line = tab.locator(".unseen").bounding_box()
    assert heading.bounding_box()["y"] > last_line["y"]
    assert len(tab.pdf()) > 10_000


def test_paper_is_white_in_the_dark(visit):
    tab = visit("day/6/index.html", color_scheme="dark")
    screen = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.emulate_media(media="print", color_scheme="dark")
    paper = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (screen, paper) == ("rgb(23, 22, 20)", "rgb(255, 255, 255)")


def test_a_link_to_a_piece_of_evidence_shows_it(visit):
    tab = visit("day/6/index.html", "#e9")
    assert shown_notes(tab) == ["e9"]
    assert tab.locator("#e9").bounding_box()["y"] < 900


def test_a_browser_without_popovers_has_notes_at_the_foot(visits, site, tmp_path):
    """Take popovers out of the page: no attribute, no support (and no policy, since the style differs)."""
    old = (site / "day/6/index.html").read_text(encoding="utf-8")
    old = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", old)
    old = old.replace("<div popover ", "<div ").replace("selector(:popover-open)", "selector(:no-such)")
    (tmp_path / "old.html").write_text(old, encoding="utf-8")
    tab = visits.open(tmp_path / "old.html", width=390)
    assert len(shown_notes(tab)) == tab.locator(".note").count() > 40
    assert tab.locator("button:visible").count() == 0
    tab.get_by_role("link", name="[4]", exact=True).first.click()
    assert tab.url.endswith("#e4")
    assert tab.locator("#e4").bounding_box()["y"] < 900
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_ways_between_pages(visit, visits):
    tab = visit("index.html")
    tab.get_by_role("link", name="Water reaches the red line of the gauge").click()
    assert tab.locator("h1").inner_text() == "Water reaches the red line of the gauge"
    tab.get_by_role("link", name=re.compile("Day 6 →")).click()
    tab.get_by_role("link", name="day 4", exact=True).first.click()
    assert tab.title().startswith("Day 4: ")
    tab.locator("button.src").nth(1).click()
    tab.get_by_role("link", name="saved copy").click()
    assert tab.locator("h1").is_visible()
    tab.get_by_role("link", name="Days", exact=True).click()
    assert tab.locator("h1").inner_text() == "Varda flood, day by day"
    assert all(address.startswith("file://") for address in visits.asked)


def test_a_note_leads_to_its_paragraph_of_the_saved_copy(visit):
    tab = visit("day/6/index.html")
    tab.get_by_role("button", name="Evidence 4, Valley Post", exact=True).click()
    tab.locator("#e4").get_by_role("link", name="saved copy").click()
    paragraph = tab.locator("p:target")
    assert "“Nobody should be sleeping" in paragraph.inner_text()


def test_the_date_leads_to_the_day(visit):
    tab = visit("2026/05/14/index.html")
    tab.wait_for_url("**/day/6/index.html", timeout=5_000)
