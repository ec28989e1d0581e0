"""Pages for everybody: axe-core's rules of WCAG 2.2 AA, where a copy of it is at hand."""

import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

PAGES = ("day/4/index.html", "day/5/index.html", "day/6/index.html", "index.html", "2026/05/14/index.html")


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit, axe, path, width, scheme):
    tab = visit(path, width=width, java_script_enabled=True, bypass_csp=True, color_scheme=scheme)
    if path.startswith("2026"):
        tab.wait_for_url("**/day/6/index.html")
    for note in ("", "e1"):
        if note and tab.locator("button.src").count():
            tab.locator("button.src").first.click()
        tab.evaluate(axe)
        found = tab.evaluate("axe.run().then(result => result.violations)")
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == [], json.dumps(found)[
            :2000
        ]
