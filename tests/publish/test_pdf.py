"""A day on paper: tagged, the same bytes again, and nothing asked of anybody."""

import re
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from threading import Thread

import pytest

from dayline.publish import pdf
from dayline.publish.links import Site
from dayline.publish.pdf import _written, day_pdf

try:
    import weasyprint  # noqa: F401 (is it there?)
except (ImportError, OSError):
    pytest.skip("WeasyPrint, or libpango, is not on this machine: no PDF is made", allow_module_level=True)


@pytest.fixture(scope="module")
def paper(made, sites):
    """Return a full day as PDF, made twice."""
    digest, documents = made.full_day()
    traces = sites.traces_by_day([(digest, documents)])[digest.day]
    return [day_pdf(digest, documents, made.CRISIS, site=made.SITE, traces=traces).content for _ in range(2)]


@pytest.fixture(scope="module")
def tree(made, sites):
    """Return the elements of the tree of a full day, from the top in order, and the file before it is written out."""
    digest, documents = made.full_day()
    traces = sites.traces_by_day([(digest, documents)])[digest.day]
    found = []
    with pytest.MonkeyPatch.context() as patch:
        finish = pdf._mark_margins
        patch.setattr(pdf, "_mark_margins", lambda paper, file: (finish(paper, file), found.append(file)))
        day_pdf(digest, documents, made.CRISIS, site=made.SITE, traces=traces)
    (file,) = found
    held = {each.reference: each for each in file.objects}

    def under(reference):
        element = held[reference]
        if "S" in element:
            yield element
            for kid in element["K"]:
                if not isinstance(kid, int):
                    yield from under(kid)

    return [each for top in held[file.catalog["StructTreeRoot"]]["K"] for each in under(top)], file


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """Run a server, and return its port and what it is asked for."""
    found: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.append(self.path)
            self.send_error(404)

        def log_message(self, format: str, *words: object) -> None:  # noqa: A002 (the name that the server has)
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], found
    server.shutdown()
    server.server_close()


def unpacked(stream: bytes) -> bytes:
    """Return a stream as it is, or what was packed into it."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def objects_of(content: bytes) -> bytes:
    """Return the objects of a PDF, those in packed streams too."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return content + b"\n".join(map(unpacked, streams))


def test_the_same_day_is_the_same_file(paper):
    assert paper[0] == paper[1]
    assert paper[0].startswith(b"%PDF-1.7")


def test_it_is_tagged_and_says_so(paper):
    held = objects_of(paper[0])
    for mark in (b"/StructTreeRoot", b"/Marked true", b"/Lang", b'pdfuaid:part="1"', b"/S /H1", b"/S /H2", b"/S /Table",
                 b"/S /TH", b"/S /Figure", b"/Alt", b"/Outlines", b"/DisplayDocTitle true", b"/Tabs /S", b"/ParentTree",
                 b"<rdf:li xml:lang=\"x-default\">Day 6: Leave by nightfall"):  # fmt: skip
        assert mark in held, mark


def steps_of(levels):
    """Return by how much each heading goes below the one before it."""
    return [int(level) - int(before) for before, level in pairwise(levels)]


def test_the_tree_of_tags_has_what_a_screen_reader_goes_by(tree):
    """Check what PDF/UA-1 asks of the structure, as far as a tree shows it."""
    elements, pdf = tree
    assert pdf.catalog["MarkInfo"]["Marked"] == "true"
    assert bytes(pdf.catalog["Lang"].data) == b"(en)"
    kinds = [each["S"].removeprefix("/") for each in elements]
    assert kinds[0] == "Document"
    levels = [kind[1] for kind in kinds if re.fullmatch(r"H[1-6]", kind)]
    assert levels.count("1") == 1
    assert levels[0] == "1"
    assert max(steps_of(levels)) <= 1
    rows, items = {"Table", "THead", "TBody"}, {"LI"}
    within = {"TR": rows, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": items, "Lbl": items}
    held = {each.reference: each for each in elements}
    for each in elements[1:]:
        kind, parent = each["S"].removeprefix("/"), held[each["P"]]["S"].removeprefix("/")
        assert parent in within.get(kind, {parent}), (kind, parent)


def test_figures_have_words_tables_have_headers_and_links_are_tagged_with_words(tree):
    elements, pdf = tree
    figures = [each for each in elements if each["S"] == "/Figure"]
    assert [each["Alt"].string for each in figures] == ["Map of 3 of the places listed below"]
    headers = {each["ID"].string for each in elements if each["S"] == "/TH"}
    cells = [each["A"] for each in elements if each["S"] == "/TD"]
    assert len(cells) > len(headers)
    assert all({name.string for name in cell["Headers"]} & headers for cell in cells)
    links = [each for each in pdf.objects if isinstance(each, dict) and each.get("Subtype") == "/Link"]
    held = {each.reference: each for each in pdf.objects}
    tagged = [
        held[kid]["Obj"]
        for each in elements
        if each["S"] == "/Link"
        for kid in each["K"]
        if not isinstance(kid, int) and held[kid].get("Type") == "/OBJR"
    ]
    assert sorted(tagged) == sorted(each.reference for each in links)
    assert all(each["Contents"].string for each in links)


def test_all_that_is_painted_is_content_of_the_tree_or_an_artifact(paper):
    """Read the streams of pages: what shows words stands within marks, and those of margins are artifacts."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", paper[0], re.DOTALL)
    pages = [text for text in map(unpacked, streams) if b" Tf" in text and b"BDC" in text]
    assert len(pages) > 2
    for page in pages:
        depth, numbers = 0, []
        for mark, number in re.findall(rb"(BMC|BDC|EMC|\[<[^]]*\] TJ|<[0-9a-f]+> Tj)|/MCID (\d+)", page):
            numbers += [int(number)] if number else []
            if mark in {b"BMC", b"BDC"}:
                depth += 1
            elif mark == b"EMC":
                depth -= 1
            elif mark:
                assert depth > 0
        assert depth == 0
        assert numbers == sorted(set(numbers))
        assert page.count(b"/Artifact\n<</Type /Pagination>>\nBDC") >= 1


def test_dates_are_those_of_the_day_and_not_of_a_clock(paper):
    held = objects_of(paper[0])
    assert b"D:20260514190000Z" in held
    assert set(re.findall(rb"D:(20\d\d)", held)) == {b"2026"}


def test_every_note_is_a_place_that_links_lead_to(made, paper):
    held = objects_of(paper[0])
    numbers = {int(number) for number in re.findall(rb"\(e(\d+)\)", held)}
    digest, _ = made.full_day()
    assert len(numbers) >= len({c.span for s in digest.sections for p in s.passages for c in p.citations})


def test_nothing_is_fetched_from_anywhere(asked, tmp_path):
    port, found = asked
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>secret</text></svg>')
    here = f"http://127.0.0.1:{port}"
    hostile = f"""<html lang="en"><head><title>x</title><link rel="stylesheet" href="{here}/a.css">
        <style>@import url({here}/b.css); @font-face {{ font-family: f; src: url({here}/f.woff) }}
        body {{ font-family: f; background: url({here}/c.png) }}</style></head>
        <body><img alt="a" src="{here}/d.png"><img alt="b" src="file://{secret}"><img alt="c" src="dayline:map">
        <object data="{here}/e.svg"></object><embed src="{here}/g.svg">words</body></html>"""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{here}/h.png"/></svg>'
    content = _written(hostile, drawing, b"x")
    assert found == []
    assert b"secret" not in objects_of(content)


def test_hostile_words_of_every_kind_are_printed_as_words(made, sites, vectors):
    words = [*vectors.OWN[:40], *vectors.public_vectors()[::9]]
    digest, documents = made.hostile_day(words)
    traces = sites.traces_by_day([(digest, documents)], named=words[0])[digest.day]
    content = day_pdf(digest, documents, made.CRISIS, site=Site(title=words[0]), traces=traces).content
    held = objects_of(content)
    assert not any(mark in held for mark in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/SubmitForm"))
    assert not re.search(rb"/URI \((?!https?:)", held)
