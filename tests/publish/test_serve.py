"""The site over HTTP: its files under their types, its own page for what is missing, and nothing else."""

import threading
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from dayline.errors import InputError
from dayline.publish.deliver import write_artifacts
from dayline.publish.links import Site
from dayline.publish.serve import HERE, server_of


@pytest.fixture(scope="module")
def folder(made, sites, tmp_path_factory):
    """Write a site, with a file beside it."""
    home = tmp_path_factory.mktemp("home")
    write_artifacts(sites.whole_site([made.full_day(6)], made.CRISIS, Site(title="Varda flood")), home / "site")
    (home / "secret.txt").write_text("secret", encoding="utf-8")
    return home / "site"


@pytest.fixture(scope="module")
def ask(folder):
    """Return what asks the running server, and gives status, headers and content."""
    with server_of(folder, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()

        def asked(path, method="GET"):
            connection = HTTPConnection(HERE, server.server_port, timeout=5)
            connection.request(method, path)
            answer = connection.getresponse()
            found = answer.status, answer.headers, answer.read()
            connection.close()
            return found

        yield asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html; charset=utf-8"), ("/day/6/", "text/html; charset=utf-8"),
     ("/search/search.js", "text/javascript"),
     ("/day/6/digest.json", "application/json"), ("/feed/atom.xml", "application/xml"),
     ("/export/2026-05/figures.csv", "text/csv; charset=utf-8"), ("/day/6/digest.md", "text/markdown; charset=utf-8"),
     ("/sources.opml", "text/x-opml"), ("/export/2026-05/places.geojson", "application/geo+json")],
)  # fmt: skip
def test_files_have_their_types(ask, path, kind):
    status, headers, content = ask(path)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert content
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" not in headers


def test_saved_copies_are_in_a_sandbox(ask, folder):
    for path in sorted((folder / "saved").iterdir())[:4]:
        status, headers, _ = ask(f"/saved/{path.name}")
        assert status == 200
        assert headers["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize("path", ["/day/7/", "/nothing", "/day/", "/../secret.txt", "/%2e%2e/secret.txt", "/day/6/%00"])
def test_what_is_missing_has_the_sites_own_page(ask, reading, path):
    status, headers, content = ask(path)
    assert status == 404
    page = reading.read(content)
    assert page.one("h1").text == "There is no page at this address"
    assert "secret" not in content.decode()
    for link in page.all("a"):
        address = link.attributes["href"]
        assert address.startswith("#") or ask(urlsplit(address).path)[0] == 200, address
    assert ask(path, "HEAD")[2] == b""
    assert headers["Content-Length"] == str(len(content))


def test_only_this_machine_is_answered_and_only_reading(ask, folder):
    assert HERE == "127.0.0.1"
    assert ask("/", "POST")[0] == ask("/", "PUT")[0] == 501


def test_without_a_site_or_with_a_taken_port_there_is_no_server(folder, tmp_path):
    with pytest.raises(InputError, match="build the site first"):
        server_of(tmp_path, 0)
    with server_of(folder, 0) as server, pytest.raises(InputError, match="in use"):
        server_of(folder, server.server_port)
    with pytest.raises(InputError, match="is no port"):
        server_of(folder, 70_000)
