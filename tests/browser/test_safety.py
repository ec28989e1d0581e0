"""Words that attack, in a browser that would let them act."""

from collections import Counter

import pytest

from dayline.publish.deliver import write_artifacts
from dayline.publish.site import day_artifacts, index_artifacts

# Vectors put into one digest.
BATCH = 125
# Tags and names of attributes of the page as the browser built it.
SHAPE = """() => [...document.querySelectorAll('*')].map(
    e => [e.localName, ...[...e.attributes].map(a => a.name).filter(n => n !== 'lang' && n !== 'class')].join(' '))"""


@pytest.fixture
def write_day(made, tmp_path):
    """Return what writes the site of a day made of some words."""

    def write(words, name):
        digest, documents = made.hostile_day(words)
        files = day_artifacts(
            digest, documents, made.CRISIS, title=words[0], previous=digest, following=digest, days={1}
        )
        write_artifacts(files, tmp_path / name)
        write_artifacts(index_artifacts([digest], made.CRISIS, title=words[0]), tmp_path / name)
        return tmp_path / name

    return write


def shape_of(visits, file):
    """Return the elements that a page has when scripts run and no policy holds them back."""
    tab = visits.open(file, java_script_enabled=True, bypass_csp=True)
    shape = Counter(part for part in tab.evaluate(SHAPE) if not part.startswith("a href rel"))
    tab.context.close()
    return shape


def test_our_own_vectors_do_nothing(visits, vectors, write_day):
    words = list(vectors.OWN)
    hostile = write_day(words, "hostile")
    harmless = write_day([f"word {place}" for place in range(len(words))], "harmless")
    for path in ("index.html", "day/6/index.html"):
        assert shape_of(visits, hostile / path) == shape_of(visits, harmless / path), path
    ours = {
        part for file in sorted((harmless / "saved").glob("*.html"))[:4] for part in shape_of(visits, file)
    }
    for file in (hostile / "saved").glob("*.html"):
        assert set(shape_of(visits, file)) <= ours, file.name
    visits.open(hostile / "2026/05/14/index.html").wait_for_url("**/day/6/index.html")
    assert all(address.startswith("file://") for address in visits.asked)


def test_public_vectors_do_nothing(visits, vectors, write_day):
    every = vectors.public_vectors()
    if not every:
        pytest.skip("the public vectors are not at hand: set DAYLINE_DATA")
    expected = {}
    for start in range(0, len(every), BATCH):
        words = every[start : start + BATCH]
        if len(words) not in expected:
            harmless = write_day([f"word {place}" for place in range(len(words))], f"harmless-{start}")
            expected[len(words)] = shape_of(visits, harmless / "day/6/index.html")
        hostile = write_day(words, f"hostile-{start}")
        assert shape_of(visits, hostile / "day/6/index.html") == expected[len(words)], start
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
