"""How quick pages are where it is slow: first paint, what moves after it, long tasks; as Lighthouse counts them.

The line is one of 1.6 Mbit/s with 150 ms of delay, the processor a fourth of this one: Lighthouse's "slow 4G" phone.
Times depend on what else a machine does, so they are printed (`pytest -s`) and not judged; what moves and what is
asked for is judged.
"""

import json
import threading
from functools import partial

import pytest

from dayline.publish.serve import server_of

KINDS = ("day/6", ".", "people", "people/*", "figures/*")
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4
# The layout shift up to which Lighthouse calls a page good.
SHIFT = 0.1
READ = """() => new Promise(done => {
    const found = {shift: 0, largest: 0, blocked: 0}
    const watch = (type, add) => new PerformanceObserver(list => list.getEntries().forEach(add))
        .observe({type, buffered: true})
    watch('layout-shift', entry => { found.shift += entry.value })
    watch('largest-contentful-paint', entry => { found.largest = entry.startTime / 1000 })
    watch('longtask', entry => { found.blocked += Math.max(0, entry.duration - 50) })
    setTimeout(() => done({
        ...found,
        first: performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000,
        requests: performance.getEntriesByType('resource').length,
        bytes: performance.getEntriesByType('navigation')[0].transferSize,
        elements: document.querySelectorAll('*').length,
    }), 150)
})"""


@pytest.fixture
def measure(chromium, site):
    """Return what measures a page of the served site on a slow phone."""
    contexts = []
    with server_of(site, 0) as server:
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05))
        thread.start()

        def measured(path):
            context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
            contexts.append(context)
            tab = context.new_page()
            line = context.new_cdp_session(tab)
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", LINE)
            line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            tab.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="load")
            return tab.evaluate(READ)

        yield measured
        for context in contexts:
            context.close()
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_comes_whole_and_stays_where_it_is(measure, site, kind):
    path = min(site.glob(f"{kind}/index.html")).relative_to(site).as_posix()
    found = measure(path)
    print(kind, json.dumps(found))
    assert found["shift"] <= SHIFT
    assert found["requests"] == 0
    assert found["first"] > 0


def test_the_search_page_asks_for_its_own_files_and_moves_nothing(measure):
    found = measure("search/")
    print("search", json.dumps(found))
    assert found["requests"] == 2
    assert found["shift"] <= SHIFT
