"""Pages for everybody: axe-core's rules of WCAG 2.2 AA, where a copy of it is at hand, on every kind of page."""

import pytest

KINDS = (
    "day/4", "day/5", "day/6", ".", "2026/05", "people", "places", "threads", "figures", "sources", "people/*",
    "places/*", "threads/*", "figures/*", "sources/*", "corrections", "export",
)  # fmt: skip
FILES = ("saved/*.html", "404.html")


@pytest.fixture
def look(visit, axe):
    """Return what opens a page at a width in light or dark, and looks at it with its notes closed and open."""

    def looked(path, width, scheme):
        tab = visit(path, width=width, java_script_enabled=True, bypass_csp=True, color_scheme=scheme)
        assert axe(tab) == []
        for fold in tab.locator("summary").all()[:2]:
            fold.click()
        if tab.locator("button.src").count():
            tab.locator("button.src").first.click()
        assert axe(tab) == []

    return looked


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("kind", [*(f"{kind}/index.html" for kind in KINDS), *FILES])
def test_axe_finds_nothing(look, site, kind, width, scheme):
    look(min(site.glob(kind)), width, scheme)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
@pytest.mark.parametrize(
    "path",
    ["day/6/index.html", "people/solm/index.html", "people/solm/1.html", "people/index.html", "people/all.html",
     "figures/killed/index.html", "sources/index.html", "sources/post/index.html", "index.html",
     "corrections/index.html"],
)  # fmt: skip
def test_axe_finds_nothing_in_a_large_archive_or_an_empty_one(visits, axe, large, path, width, scheme):
    tab = visits.open(large / path, width=width, java_script_enabled=True, bypass_csp=True, color_scheme=scheme)
    assert axe(tab) == []


def test_axe_finds_nothing_on_the_page_that_leads_from_a_date(visits, axe, site, tmp_path):
    """Take the leading away, so that the page stays."""
    page = (site / "2026/05/14/index.html").read_text(encoding="utf-8")
    (tmp_path / "moved.html").write_text(page.replace('http-equiv="refresh"', 'name="gone"'), encoding="utf-8")
    tab = visits.open(tmp_path / "moved.html", java_script_enabled=True, bypass_csp=True)
    assert axe(tab) == []
