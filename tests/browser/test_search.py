"""Search as a reader uses it: over a server that only hands out files, with the page's own policy in force."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dayline.publish.deliver import write_artifacts
from dayline.publish.searching import block_artifacts, search_artifacts
from dayline.text.spellings import spelling_key

NAMES = (
    "Zelenskyy", "Зеленський", "Zelensky", "Володимир", "Vladimir", "Щербак", "Shcherbak", "Łukasz", "Їжакевич",
    "Юрій", "Yurii", "Kyiv", "Київ", "Kharkiv", "Харьков", "O’Brien", "straße", "naïve", "Ёлкин", "Xhaka", "9K720",
)  # fmt: skip


class Quiet(SimpleHTTPRequestHandler):
    """Hands out files and says nothing; it has no icon, which browsers ask for where no policy forbids it."""

    def do_GET(self):
        """Answer for the icon that there is none."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def serve():
    """Return what serves a folder on this machine, and gives its address."""
    servers = {}

    def served(folder):
        if folder not in servers:
            servers[folder] = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
            threading.Thread(target=servers[folder].serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield served
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture
def look(chromium, serve):
    """Return what looks words up in a site; no page may ask for anything outside, or say a word to the console."""
    contexts, misdeeds = [], []

    def looked(folder, words, **options):
        address = serve(folder)
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(5_000)
        tab.on("console", lambda message: misdeeds.append(message.text))
        tab.on("pageerror", lambda error: misdeeds.append(str(error)))
        tab.on("dialog", lambda dialog: (misdeeds.append(dialog.message), dialog.dismiss()))
        tab.on("request", lambda request: request.url.startswith(address) or misdeeds.append(request.url))
        tab.goto(f"{address}/search/index.html")
        tab.get_by_label("Words").fill(words)
        tab.locator("#count:not(:empty)").wait_for()
        return tab

    yield looked
    for context in contexts:
        context.close()
    assert misdeeds == []


@pytest.mark.parametrize("words", ["Вовк", "Vovk", "ганна вовк", "Hanna Vovk", "HANNA"])
def test_a_ukrainian_name_is_found_in_both_scripts(look, site, words):
    tab = look(site, words)
    (name,) = tab.locator("#names a").all()
    assert name.inner_text() == "Ганна Вовк"
    name.click()
    assert tab.locator("h1").inner_text() == "Ганна Вовк"


def test_lines_are_found_newest_first_and_lead_to_their_day(look, site):
    tab = look(site, "wall tonight")
    assert tab.locator("#count").inner_text() == "1 line"
    line = tab.locator("#found li")
    assert line.locator("mark").all_inner_texts() == ["wall", "tonight"]
    line.locator("p:not(.when) a").click()
    assert tab.url.endswith("/day/6/index.html#l1")
    assert "Nobody should be sleeping" in tab.locator("p:target").inner_text()
    days = look(site, "water").locator("#found .when a").all_inner_texts()
    assert days == sorted(days, key=lambda day: -int(day.split()[1]))
    assert len(set(days)) > 1


def test_lines_stand_under_their_day_and_older_days_come_when_asked_for(look, made, tmp_path):
    digests = [made.full_day(day)[0] for day in range(1, 13)]
    days = [digest.day for digest in digests]
    write_artifacts(search_artifacts(days, [], made.CRISIS, site=made.SITE), tmp_path)
    write_artifacts(block_artifacts(0, digests), tmp_path)
    tab = look(tmp_path, "sleeping below")
    assert tab.locator("#count").inner_text() == "10 lines of 10 days so far"
    assert tab.locator("#found .when a").all_text_contents() == [f"Day {day}" for day in range(12, 2, -1)]
    assert tab.locator("#found small").first.inner_text() == "Leave by nightfall, governor tells villages below the dam"
    tab.get_by_role("button", name="Look further back").click()
    tab.locator("#found li").nth(11).wait_for()
    assert tab.locator("#found .when a").last.text_content() == "Day 1"
    assert tab.evaluate("document.activeElement.textContent") == "Day 2"
    assert tab.locator("#count").inner_text() == "12 lines of 12 days"
    assert not tab.locator("#more").is_visible()


def test_days_further_back_are_not_read_before_they_are_asked_for(look, made, tmp_path):
    old, new = ([made.full_day(day + 100 * block)[0] for day in range(1, 13)] for block in (0, 1))
    write_artifacts(search_artifacts([d.day for d in old + new], [], made.CRISIS, site=made.SITE), tmp_path)
    for block, days in enumerate((old, new)):
        write_artifacts(block_artifacts(block, days), tmp_path)
    tab = look(tmp_path, "sleeping")
    read = "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.includes('/words/'))"
    assert [name.rpartition("/words/")[2] for name in tab.evaluate(read)] == ["1/s.json"]
    for days in (20, 24):
        tab.locator("#more").click()
        tab.locator("#found li").nth(days - 1).wait_for()
    assert len(tab.evaluate(read)) == 2
    assert tab.locator("#count").inner_text() == "24 lines of 24 days"


def test_what_is_not_there_is_not_found(look, site):
    tab = look(site, "zzzz")
    assert tab.locator("#count").inner_text() == "0 lines"
    assert tab.locator("#found li").count() == 0


def test_an_address_keeps_what_was_looked_for(look, site):
    tab = look(site, "dam wall")
    tab.reload()
    tab.wait_for_selector("#found li")
    assert tab.get_by_label("Words").input_value() == "dam wall"


def test_the_browser_makes_the_keys_that_the_files_have(look, site):
    tab = look(site, "water")
    rules = json.loads((site / "search/rules.json").read_text(encoding="utf-8"))["rules"]
    found = tab.evaluate("([rules, names]) => names.map(keyMaker(rules))", [rules, list(NAMES)])
    assert dict(zip(NAMES, found, strict=True)) == {name: spelling_key(name) for name in NAMES}


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing(look, axe, site, width, scheme):
    tab = look(site, "water", viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    tab.locator("#found li").first.wait_for()
    assert axe(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_page_says_where_to_go(visit):
    tab = visit("search/index.html")
    assert tab.get_by_label("Words").count() == 0 or not tab.get_by_label("Words").is_visible()
    assert "Searching needs a script" in tab.locator("main").inner_text()


def test_hostile_words_are_found_as_text(look, made, sites, vectors, tmp_path):
    words = [f"{words} findable" for words in vectors.OWN]
    digest, documents = made.hostile_day(words)
    files = sites.whole_site([(digest, documents)], made.CRISIS, made.Site(title=words[0]), named=words[0])
    write_artifacts(files, tmp_path / "site")
    tab = look(tmp_path / "site", "findable")
    tab.wait_for_selector("#found li")
    assert tab.locator("#found p:not(.when)").count() >= len(words)
    assert {e.lower() for e in tab.evaluate("[...document.querySelectorAll('main *')].map(e => e.localName)")} <= {
        "div", "h1", "p", "label", "input", "button", "noscript", "ul", "ol", "li", "a", "mark", "small", "span",
    }  # fmt: skip
