"""Pages for everybody: axe-core's rules of WCAG 2.2 AA, where a copy of it is at hand."""

import pytest

KINDS = (
    "day/4", "day/5", "day/6", ".", "2026/05", "people", "places", "threads", "figures", "sources", "people/*",
    "places/*", "threads/*", "figures/*", "sources/*", "corrections", "export",
)  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("kind", [*KINDS, "saved"])
def test_axe_finds_nothing(visit, axe, site, kind, width, scheme):
    path = min((site / "saved").glob("*.html") if kind == "saved" else site.glob(f"{kind}/index.html"))
    tab = visit(path, width=width, java_script_enabled=True, bypass_csp=True, color_scheme=scheme)
    assert axe(tab) == []
    if tab.locator("button.src").count():
        tab.locator("button.src").first.click()
        assert axe(tab) == []
