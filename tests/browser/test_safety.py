"""Words that attack, in a browser that would let them act."""

from collections import Counter

import pytest

from dayline.publish.deliver import write_artifacts

# Vectors put into one digest.
BATCH = 125
DAY = "day/6/index.html"
# Tags and names of attributes of the page as the browser built it.
SHAPE = """() => [...document.querySelectorAll('*')].map(
    e => [e.localName, ...[...e.attributes].map(a => a.name).filter(n => n !== 'lang' && n !== 'class')].join(' '))"""


@pytest.fixture
def write_day(made, sites, tmp_path):
    """Return what writes the site of a day made of some words, or only the page of the day."""

    def write(words, name, *, only=""):
        digest, documents = made.hostile_day(words)
        files = sites.whole_site([(digest, documents)], made.CRISIS, made.Site(title=words[0]), named=words[0])
        write_artifacts([next(file for file in files if file.path == only)] if only else files, tmp_path / name)
        return tmp_path / name / only

    return write


def shapes_of(visits, *files):
    """Return the elements that pages have when scripts run and no policy holds them back."""
    tab = visits.open(files[0], java_script_enabled=True, bypass_csp=True)
    shapes = []
    for file in files:
        tab.goto(file.as_uri())
        shapes.append(Counter(part for part in tab.evaluate(SHAPE) if not part.startswith(("a href rel", "text "))))
    return shapes


def test_our_own_vectors_do_nothing(visits, vectors, write_day):
    words = list(vectors.OWN)
    hostile = write_day(words, "hostile")
    harmless = write_day([f"word {place}" for place in range(len(words))], "harmless")
    pages = ("index.html", DAY)
    assert shapes_of(visits, *(hostile / path for path in pages)) == shapes_of(
        visits, *(harmless / path for path in pages)
    )
    ours = shapes_of(visits, *sorted((harmless / "saved").glob("*.html"))[:4])
    copies = shapes_of(visits, *sorted((hostile / "saved").glob("*.html")))
    assert len(copies) > len(words)
    assert {part for shape in copies for part in shape} <= {part for shape in ours for part in shape}
    visits.open(hostile / "2026/05/14/index.html").wait_for_url("**/day/6/index.html")
    assert all(address.startswith("file://") for address in visits.asked)


def test_public_vectors_do_nothing(visits, vectors, write_day):
    every = vectors.public_vectors()
    if not every:
        pytest.skip("the public vectors are not at hand: set DAYLINE_DATA")
    batches = [every[start : start + BATCH] for start in range(0, len(every), BATCH)]
    pages = [write_day(words, f"hostile-{place}", only=DAY) for place, words in enumerate(batches)]
    for words, shape in zip(batches, shapes_of(visits, *pages), strict=True):
        if words in (batches[0], batches[-1]):
            harmless = [f"word {place}" for place in range(len(words))]
            (expected,) = shapes_of(visits, write_day(harmless, f"harmless-{len(words)}", only=DAY))
        assert shape == expected, words[0]
    assert all(address.startswith("file://") for address in visits.asked)


def test_the_policy_lets_nothing_be_added(visits, site):
    tab = visits.open(site / "day/6/index.html", java_script_enabled=True)
    tab.evaluate("""() => {
        const script = document.createElement('script')
        script.textContent = 'window.acted = true'
        const style = document.createElement('style')
        style.textContent = 'body { display: none }'
        const image = document.createElement('img')
        image.src = 'https://attacker.example/pixel.gif'
        const frame = document.createElement('iframe')
        frame.src = 'https://attacker.example/'
        document.body.append(script, style, image, frame)
    }""")
    tab.wait_for_timeout(200)
    assert tab.evaluate("window.acted") is None
    assert tab.locator("h1").is_visible()
    refused = [deed for deed in visits.misdeeds if "Content Security Policy" in deed]
    assert len(refused) == len(visits.misdeeds) >= 4
    visits.misdeeds.clear()
