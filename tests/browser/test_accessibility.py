"""Pages for everybody: axe-core's rules of WCAG 2.2 AA, where a copy of it is at hand, on every kind of page."""

import pytest

KINDS = (
    "day/4", "day/5", "day/6", ".", "2026/05", "people", "places", "threads", "figures", "sources", "people/*",
    "places/*", "threads/*", "figures/*", "sources/*", "corrections", "export",
)  # fmt: skip
FILES = ("saved/*.html", "404.html")
# Width and colours, and whether what can be opened is open.
LOOKS = ((390, "dark", True), (1280, "light", False))
# Pages of a large archive, and of an empty one, that have what the small one has not, and in which look.
LARGE = (
    ("people/solm/1.html", 1280, "dark"), ("people/all.html", 390, "light"),
    ("figures/killed/index.html", 390, "light"), ("figures/killed/index.html", 1280, "dark"),
    ("sources/index.html", 390, "dark"),
    ("sources/post/index.html", 390, "light"), ("index.html", 1280, "dark"), ("corrections/index.html", 390, "light"),
)  # fmt: skip


@pytest.mark.parametrize(("width", "scheme", "is_open"), LOOKS)
@pytest.mark.parametrize("kind", [*(f"{kind}/index.html" for kind in KINDS), *FILES])
def test_axe_finds_nothing(visit, axe, site, kind, width, scheme, is_open):
    tab = visit(min(site.glob(kind)), width=width, java_script_enabled=True, bypass_csp=True, color_scheme=scheme)
    if is_open:
        for fold in tab.locator("summary").all()[:2]:
            fold.click()
        if tab.locator("button.src").count():
            tab.locator("button.src").first.click()
    assert axe(tab) == []


@pytest.mark.parametrize(("path", "width", "scheme"), LARGE)
def test_axe_finds_nothing_in_a_large_archive_or_an_empty_one(visits, axe, large, path, width, scheme):
    tab = visits.open(large / path, width=width, java_script_enabled=True, bypass_csp=True, color_scheme=scheme)
    assert axe(tab) == []


def test_axe_finds_nothing_on_the_page_that_leads_from_a_date(visits, axe, site, tmp_path):
    """Take the leading away, so that the page stays."""
    page = (site / "2026/05/14/index.html").read_text(encoding="utf-8")
    (tmp_path / "moved.html").write_text(page.replace('http-equiv="refresh"', 'name="gone"'), encoding="utf-8")
    tab = visits.open(tmp_path / "moved.html", java_script_enabled=True, bypass_csp=True)
    assert axe(tab) == []
