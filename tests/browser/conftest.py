"""A real browser on real pages; nothing that a page asks for beyond itself is ever fetched."""

import os
import runpy
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from dayline.publish.deliver import write_artifacts

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OTHER_TESTS = Path(__file__).parents[1] / "publish"


@pytest.fixture(scope="session")
def made() -> SimpleNamespace:
    """Return the digests built by hand."""
    return SimpleNamespace(**runpy.run_path(str(OTHER_TESTS / "digests.py")))


@pytest.fixture(scope="session")
def sites() -> SimpleNamespace:
    """Return what makes whole sites of digests."""
    return SimpleNamespace(**runpy.run_path(str(OTHER_TESTS / "sites.py")))


@pytest.fixture(scope="session")
def vectors() -> SimpleNamespace:
    """Return words that attack a page."""
    return SimpleNamespace(**runpy.run_path(str(OTHER_TESTS / "vectors.py")))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium; skip where it has none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium on this machine: pages are not tested in a real browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(made: SimpleNamespace, sites: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write three days and all that follows from them; return the folder."""
    folder = tmp_path_factory.mktemp("site")
    days = [made.awkward_day(4), made.corrected_day(5), made.full_day(6)]
    write_artifacts(sites.whole_site(days, made.CRISIS, made.SITE), folder)
    return folder


@pytest.fixture(scope="session")
def large(made: SimpleNamespace, sites: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write pages of a large archive, of an empty one, and two days with the same figures; return the folder."""
    folder = tmp_path_factory.mktemp("large")
    write_artifacts(sites.whole_site([made.full_day(5), made.full_day(6)], made.CRISIS, made.SITE), folder)
    own = runpy.run_path(str(Path(__file__).with_name("pages.py")))
    write_artifacts(own["pages"](made.CRISIS, made.SITE), folder)
    return folder


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[tuple[str, list[str]]]]:
    """Return what gives the rules that a page breaks, with the elements that do.

    axe-core is the file that AXE_CORE names, else the copy in axe-playwright-python.
    """
    named, package = os.environ.get("AXE_CORE", ""), find_spec("axe_playwright_python")
    if not named and (package is None or package.origin is None):
        pytest.skip(
            "axe-core is not at hand: install axe-playwright-python, or set AXE_CORE to an axe.min.js"
        )
    file = Path(named) if named else Path(str(package and package.origin)).with_name("axe.min.js")
    source = file.read_text(encoding="utf-8")

    def violations(tab: Page) -> list[tuple[str, list[str]]]:
        tab.evaluate(source)
        found = tab.evaluate("axe.run().then(result => result.violations)")
        return [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found]

    return violations


@dataclass
class Visits:
    """Opens pages, and remembers what they did that a page of words must not do.

    A page has a tab of its own; tabs of one kind share a context, which takes longer to make than a page to read.
    """

    browser: Browser
    misdeeds: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    contexts: dict[tuple[tuple[str, Any], ...], BrowserContext] = field(default_factory=dict)
    tabs: list[Page] = field(default_factory=list)

    def open(self, file: Path, anchor: str = "", *, width: int = 1280, **options: Any) -> Page:
        """Open a file, with scripts off unless told otherwise; options are those of a browser context."""
        tab = self._context({"java_script_enabled": False, **options}).new_page()
        self.tabs.append(tab)
        tab.set_viewport_size({"width": width, "height": 900})
        tab.on("dialog", lambda dialog: (self.misdeeds.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        tab.on("popup", lambda popup: self.misdeeds.append(f"popup: {popup.url}"))
        tab.on("console", lambda message: self.misdeeds.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: self.misdeeds.append(f"error: {error}"))
        tab.on("request", self._remember)
        tab.goto(file.as_uri() + anchor)
        return tab

    def leave(self) -> None:
        """Close all tabs and forget what was done in them."""
        for tab in self.tabs:
            tab.close()
        for held in (self.misdeeds, self.asked, self.tabs):
            held.clear()

    def _context(self, options: dict[str, Any]) -> BrowserContext:
        kind = tuple(sorted(options.items()))
        if kind not in self.contexts:
            self.contexts[kind] = self.browser.new_context(**options)
            self.contexts[kind].route("**/*", self._let_only_files_through)
        return self.contexts[kind]

    def _remember(self, request: Request) -> None:
        self.asked.append(request.url)

    def _let_only_files_through(self, route: Route) -> None:
        if route.request.url.startswith("file://") and route.request.is_navigation_request():
            route.continue_()
        else:
            self.misdeeds.append(f"request: {route.request.url}")
            route.abort()


@pytest.fixture(scope="session")
def visitor(chromium: Browser) -> Visits:
    """Return who opens all pages of files."""
    return Visits(chromium)


@pytest.fixture
def visits(visitor: Visits) -> Iterator[Visits]:
    """Open pages that must do nothing but be read."""
    yield visitor
    misdeeds = list(visitor.misdeeds)
    visitor.leave()
    assert misdeeds == []


@pytest.fixture
def visit(visits: Visits, site: Path) -> Callable[..., Page]:
    """Return what opens a page of the site by its path."""
    return lambda path, *arguments, **options: visits.open(site / path, *arguments, **options)
