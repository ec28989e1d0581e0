"""Pages for everybody: axe-core's rules of WCAG 2.2 AA, where a copy of it is at hand."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

KINDS = (
    "day/4", "day/5", "day/6", ".", "2026/05", "people", "places", "matters", "figures", "sources", "people/*",
    "places/*", "matters/*", "figures/*", "sources/*", "corrections", "export", "search",
)  # fmt: skip


@pytest.fixture(scope="module")
def axe():
    """Return axe-core's source: the file that AXE_CORE names, else the copy in axe-playwright-python."""
    named, package = os.environ.get("AXE_CORE", ""), find_spec("axe_playwright_python")
    if named:
        return Path(named).read_text(encoding="utf-8")
    if package is None or package.origin is None:
        pytest.skip(
            "axe-core is not at hand: install axe-playwright-python, or set AXE_CORE to an axe.min.js"
        )
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("kind", [*KINDS, "saved"])
def test_axe_finds_nothing(visit, axe, site, kind, width, scheme):
    path = min((site / "saved").glob("*.html") if kind == "saved" else site.glob(f"{kind}/index.html"))
    tab = visit(path, width=width, java_script_enabled=True, bypass_csp=True, color_scheme=scheme)
    tab.evaluate(axe)
    assert violations(tab) == []
    if tab.locator("button.src").count():
        tab.locator("button.src").first.click()
        assert violations(tab) == []


def violations(tab):
    """Return the rules that a page breaks, with the elements that do."""
    found = tab.evaluate("axe.run().then(result => result.violations)")
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]
