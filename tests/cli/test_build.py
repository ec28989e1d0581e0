"""dayline build: days composed from an archive, published, and made again with the same bytes."""

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from dayline.model.document import DocumentId
from dayline.model.review import Decision
from dayline.store import Archive

Run = Callable[..., Any]
Form = dict[str, Any]


def passages(digest: Form) -> Iterator[Form]:
    """Yield every passage of a digest's JSON."""
    yield from digest["lede"] + digest["also"] + digest["worth"]
    for section in digest["sections"]:
        yield section["heading"]
        yield from section["passages"] + section["background"]
    for group in digest["figures"]:
        yield from group["claims"]


def citations(digest: Form) -> Iterator[Form]:
    """Yield every citation of a digest's JSON."""
    for passage in passages(digest):
        yield from passage["citations"]


def files_of(folder: Path) -> Mapping[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def versions_of(archive: Path, table: str) -> dict[str, str]:
    """Return the version that each document's derived row carries."""
    with Archive.open(str(archive), create=False) as store, store._reading() as connection:
        rows = connection.exec_driver_sql(f"SELECT document_id, version FROM {table}")
        return {row[0]: row[1] for row in rows}


def test_each_day_has_a_title_and_sections(built: Any) -> None:
    for number, digest in built.digests.items():
        assert digest["title"].startswith(f"Day {number}: ")
        assert digest["date"] == f"2025-05-0{number + 3}"
        # 22:00 on the Azores in summer is 22:00 UTC
        assert digest["cutoff"] == f"2025-05-0{number + 3}T22:00:00Z"
        assert digest["crisis"] == "Sable eruption"
        assert digest["sections"]
        assert digest["lede"]
        assert all(section["passages"] for section in digest["sections"])


def test_every_citation_quotes_the_file_that_was_imported(built: Any) -> None:
    seen = 0
    for digest in built.digests.values():
        for citation in citations(digest):
            given = built.crisis.documents[citation["document"]]
            start, end = citation["span"]
            assert given[citation["field"]][start:end] == citation["text"]
            assert hashlib.sha256(given["text"].encode()).hexdigest() == citation["sha256"]
            assert citation["url"] == given["url"]
            seen += 1
    assert seen > 15


def test_no_passage_is_without_a_citation_or_cites_the_future(built: Any) -> None:
    for digest in built.digests.values():
        cutoff = datetime.fromisoformat(digest["cutoff"])
        for passage in passages(digest):
            assert passage["text"].strip()
            assert passage["citations"]
        for citation in citations(digest):
            published = built.crisis.documents[citation["document"]]["published"]
            assert datetime.fromisoformat(published) <= cutoff


def test_what_has_nothing_to_do_with_the_crisis_is_left_out(built: Any) -> None:
    cited = {c["document"] for digest in built.digests.values() for c in citations(digest)}
    assert cited
    assert not cited & {"r6", "r12"}
    assert [digest["coverage"]["documents"] for digest in built.digests.values()] == [6, 6, 4]
    assert [digest["coverage"]["set_aside"] for digest in built.digests.values()] == [1, 1, 0]


def test_a_toll_that_rises_is_an_update_of_the_same_figure(built: Any) -> None:
    (killed,) = [group for group in built.digests[3]["figures"] if group["of"] == "killed"]
    claims = [(claim["low"], claim["previous"], claim["previous_day"]) for claim in killed["claims"]]
    assert (5, 2, 2) in claims
    assert all(low == 5 for low, _, _ in claims)


def test_what_was_not_heard_is_said(built: Any) -> None:
    assert built.digests[2]["coverage"]["sides_missing"] == ["mainland"]
    assert built.digests[2]["coverage"]["sources_silent"] == ["Coast Guard"]


def test_the_site_is_whole_and_needs_nothing_from_elsewhere(built: Any) -> None:
    files = files_of(built.site)
    assert {"index.html", *(f"day/{n}/index.html" for n in (1, 2, 3)), "2025/05/04/index.html"} <= set(files)
    assert not [name for name in files if name.endswith(".part")]
    for name, content in files.items():
        if not name.endswith(".html"):
            continue
        text = content.decode()
        if name == "search/index.html":
            text = text.replace('<script src="search.js" defer></script>', "")
        assert "<script" not in re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', text)
        for target in re.findall(r'(?<!rel=")href="([^"#:]+)(?:#[^"]*)?"', text):
            # the page for no page is shown at any address, so its links count from the root
            there = built.site / target.lstrip("/") if name == "404.html" else (built.site / name).parent / target
            assert there.exists(), f"{name}: {target}"


def test_the_site_holds_the_same_digest_as_the_json(built: Any) -> None:
    for number, digest in built.digests.items():
        assert json.loads((built.site / f"day/{number}/digest.json").read_text(encoding="utf-8")) == digest


def test_each_line_of_a_page_opens_its_evidence(built: Any) -> None:
    page = (built.site / "day/2/index.html").read_text(encoding="utf-8")
    for citation in citations(built.digests[2]):
        assert citation["sha256"] in page
    assert page.count("popovertarget=") >= sum(1 for _ in passages(built.digests[2]))


def test_building_again_changes_no_byte(built: Any, dayline: Run, tmp_path: Path) -> None:
    before = {name: (path, path.stat().st_mtime_ns) for name, path in _paths(built.site)}
    export = dayline("export", "--config", built.crisis.config).out
    ran = dayline("build", "--config", built.crisis.config, "--day", "1..3", "--json", tmp_path / "all.json")
    assert ran.status == 0
    assert {name: (path, path.stat().st_mtime_ns) for name, path in _paths(built.site)} == before
    assert dayline("export", "--config", built.crisis.config).out == export
    assert json.loads((tmp_path / "all.json").read_text()) == list(built.digests.values())


def _paths(folder: Path) -> Iterator[tuple[str, Path]]:
    yield from ((str(path.relative_to(folder)), path) for path in folder.rglob("*") if path.is_file())


def test_another_archive_of_the_same_files_gives_the_same_bytes(
    built: Any, dayline: Run, make_crisis: Callable[[Path], Any], tmp_path: Path
) -> None:
    crisis = make_crisis(tmp_path)
    # imported and built day by day, the newest folder first, where the other was made at one go
    for folder in sorted(crisis.collected.iterdir(), reverse=True):
        assert dayline("import", folder, "--config", crisis.config).status == 0
    for day in ("2025-05-04", "2", "latest"):
        assert dayline("build", "--config", crisis.config, "--day", day, "--processes", 1).status == 0
    assert files_of(tmp_path / "site") == files_of(built.site)
    # where a file lay is told from the path that was given
    export = dayline("export", "--config", crisis.config).out.replace('"name":"2025', '"name":"collected/2025')
    assert export == dayline("export", "--config", built.crisis.config).out


def test_forms_of_a_day(built: Any, dayline: Run, tmp_path: Path) -> None:
    titles = [digest["title"] for digest in built.digests.values()]
    for text, wanted in (
        ("2", titles[1:2]), ("2025-05-05", titles[1:2]), ("latest", titles[2:]), ("1..2", titles[:2]),
        ("2025-05-05..3", titles[1:]), ("2..latest", titles[1:]),
    ):  # fmt: skip
        ran = dayline("build", "--config", built.crisis.config, "--day", text)
        assert ran.status == 0, ran.err
        assert ran.out.splitlines()[:-1] == wanted
        assert ran.out.splitlines()[-1] == f"open {built.site / 'index.html'}"


def test_json_of_one_day_is_one_object(built: Any, dayline: Run, tmp_path: Path) -> None:
    assert dayline("build", "--config", built.crisis.config, "--day", "2", "--json", tmp_path / "2.json").status == 0
    assert json.loads((tmp_path / "2.json").read_text(encoding="utf-8")) == built.digests[2]
    assert [path.name for path in tmp_path.iterdir()] == ["2.json"]


def test_json_is_packed_and_streamed_like_every_output(
    built: Any, dayline: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    packed = dayline("build", "--config", built.crisis.config, "--day", "2", "--json", "2.json.gz")
    assert packed.status == 0
    assert json.loads(gzip.decompress((tmp_path / "2.json.gz").read_bytes())) == built.digests[2]
    streamed = dayline("build", "--config", built.crisis.config, "--day", "2", "--json", "-")
    assert json.loads(streamed.out) == built.digests[2]
    assert [path.name for path in tmp_path.iterdir()] == ["2.json.gz"]


@pytest.fixture
def own(make_crisis: Callable[[Path], Any], dayline: Run, tmp_path: Path) -> Any:
    """Return a made-up crisis that may be changed, imported and built."""
    crisis = make_crisis(tmp_path)
    assert dayline("import", crisis.collected, "--config", crisis.config).status == 0
    assert dayline("build", "--config", crisis.config, "--day", "1..3").status == 0
    return crisis


def test_a_changed_term_touches_no_annotation(own: Any, dayline: Run, tmp_path: Path) -> None:
    archive = tmp_path / "dayline.db"
    annotations, relevance = versions_of(archive, "annotations"), versions_of(archive, "relevance")
    own.config.write_text(own.config.read_text().replace('"crater"]', '"crater", "tremors"]'))
    assert dayline("build", "--config", own.config, "--day", "1..3").status == 0
    assert versions_of(archive, "annotations") == annotations
    changed = versions_of(archive, "relevance")
    assert changed.keys() == relevance.keys()
    assert all(changed[id_] != version for id_, version in relevance.items())


def test_a_term_that_lets_more_in_annotates_only_what_is_new(own: Any, dayline: Run, tmp_path: Path) -> None:
    archive = tmp_path / "dayline.db"
    before = versions_of(archive, "annotations")
    own.config.write_text(own.config.read_text() + '\n[[relevance]]\nnames = ["ferry line"]\nweight = 1.0\n')
    assert dayline("build", "--config", own.config, "--day", "1..3").status == 0
    after = versions_of(archive, "annotations")
    with Archive.open(str(archive)) as store:
        (shares,) = store.find_given("r12")
    assert after == before | {shares.id: next(iter(before.values()))}


@pytest.mark.parametrize(
    ("old", "new"),
    [('title = "Mount Sable, day by day"', 'title = "Sable"'), ("tier = 2", "tier = 3"),
     ('name = "Coast Guard"', 'name = "The Coast Guard"'), ("cutoff_hour = 22", "cutoff_hour = 22 # ten"),
     ("[outputs]", '[spelling]\n"Sable Bay" = "Sáble Bay"\n\n[outputs]')],
)  # fmt: skip
def test_a_change_that_touches_no_text_computes_nothing_of_it_anew(
    old: str, new: str, own: Any, dayline: Run, tmp_path: Path
) -> None:
    archive = tmp_path / "dayline.db"
    before = {table: versions_of(archive, table) for table in ("annotations", "relevance")}
    text = own.config.read_text()
    assert old in text
    own.config.write_text(text.replace(old, new))
    assert dayline("build", "--config", own.config, "--day", "1..3").status == 0
    assert {table: versions_of(archive, table) for table in ("annotations", "relevance")} == before


def test_house_spelling_changes_the_digest_and_not_its_evidence(own: Any, dayline: Run, tmp_path: Path) -> None:
    own.config.write_text(own.config.read_text() + '\n[spelling]\n"Sable Bay" = "Sáble Bay"\n')
    assert dayline("build", "--config", own.config, "--day", "2", "--json", tmp_path / "2.json").status == 0
    digest = json.loads((tmp_path / "2.json").read_text(encoding="utf-8"))
    shown = [passage["text"] for passage in passages(digest)]
    assert any("Sáble Bay" in text for text in shown)
    assert not any("Sable Bay" in text for text in shown if "“" not in text)
    assert all("Sáble" not in citation["text"] for citation in citations(digest))


def corrected(own: Any, dayline: Run) -> None:
    """Import the report on the evacuation as its outlet corrected it, fetched a day after the digest closed."""
    report = dict(own.documents["r11"])
    report["text"] = report["text"].replace("1,410", "1,140")
    later = own.collected / "20250506T120000Z"
    later.mkdir()
    (later / "again.ndjson").write_text(json.dumps(report) + "\n")
    assert dayline("import", later, "--config", own.config).out == "1 item read, 1 new document, 0 set aside\n"


def test_a_corrected_page_is_a_new_version_of_the_same_item(own: Any, dayline: Run, tmp_path: Path) -> None:
    corrected(own, dayline)
    with Archive.open(str(tmp_path / "dayline.db")) as store:
        first, second = store.find_given("r11")
        assert first.item_id == second.item_id
        assert [document.id for document in store.versions(first.item_id)] == [first.id, second.id]
        assert ("1,410" in first.text, "1,140" in second.text) == (True, True)


def test_the_earlier_day_goes_on_citing_the_version_it_knew(own: Any, dayline: Run, tmp_path: Path) -> None:
    before = (tmp_path / "site/day/2/index.html").read_bytes()
    assert b"1,410" in before
    corrected(own, dayline)
    assert dayline("build", "--config", own.config, "--day", "1..3").status == 0
    assert (tmp_path / "site/day/2/index.html").read_bytes() == before
    assert b"1,140" not in (tmp_path / "site/day/2/digest.json").read_bytes()


def test_a_correction_fetched_before_the_cut_off_is_what_counts(own: Any, dayline: Run, tmp_path: Path) -> None:
    report = dict(own.documents["r11"])
    report["text"] = report["text"].replace("1,410", "1,140")
    later = own.collected / "20250505T215900Z"
    later.mkdir()
    (later / "again.ndjson").write_text(json.dumps(report) + "\n")
    assert dayline("import", later, "--config", own.config).status == 0
    assert dayline("build", "--config", own.config, "--day", "2").status == 0
    digest = (tmp_path / "site/day/2/digest.json").read_text(encoding="utf-8")
    assert "1,140" in digest
    assert "1,410" not in digest


def test_a_late_report_of_an_earlier_day_is_told_when_that_day_is_built_again(
    own: Any, dayline: Run, tmp_path: Path
) -> None:
    late = {**own.documents["r1"], "id": "late", "url": "https://observatory.example/2025/05/04/late",
            "published": "2025-05-04T16:00:00Z", "title": "Thirty tremors an hour under Mount Sable",
            "text": "Mount Sable shook thirty times an hour on Sunday afternoon, the observatory said."}  # fmt: skip
    folder = own.collected / "20250507T060000Z"
    folder.mkdir()
    (folder / "late.ndjson").write_text(json.dumps(late) + "\n")
    assert dayline("import", folder, "--config", own.config).status == 0
    assert dayline("build", "--config", own.config, "--day", "1", "--json", tmp_path / "1.json").status == 0
    digest = json.loads((tmp_path / "1.json").read_text(encoding="utf-8"))
    assert digest["coverage"]["documents"] == 7


def test_a_decision_is_applied_and_only_its_day_is_made_again(own: Any, dayline: Run, tmp_path: Path) -> None:
    before = files_of(tmp_path / "site")
    digest = json.loads(before["day/2/digest.json"])
    words = digest["sections"][0]["passages"][-1]["text"]
    target = f"sections[0].passages[{len(digest['sections'][0]['passages']) - 1}]"
    at = datetime.fromisoformat("2025-05-06T08:00:00Z")
    with Archive.open(str(tmp_path / "dayline.db")) as store:
        decision = Decision(by="R. Voss", at=at, action="drop", target=target, before=words, reason="said above")
        store.put_decision("sable-eruption", 2, decision)
    assert dayline("build", "--config", own.config, "--day", "1..3").status == 0
    after = files_of(tmp_path / "site")
    made = json.loads(after["day/2/digest.json"])["sections"][0]
    assert words not in [passage["text"] for passage in made["passages"]]
    assert any("R. Voss: said above" in note for note in made["notes"])
    assert after["day/1/digest.json"] == before["day/1/digest.json"]
    assert after["day/3/digest.json"] == before["day/3/digest.json"]


def test_search_finds_documents_by_their_words(built: Any, dayline: Run) -> None:
    ran = dayline("search", "market hall", "--config", built.crisis.config)
    assert ran.status == 0
    assert "Harbour Courier  Two killed as roof falls under ash in Sable Bay" in ran.out
    assert "Volcano" not in ran.out
    one = dayline("search", "market hall", "--limit", 1, "--config", built.crisis.config)
    assert len(one.out.splitlines()) < len(ran.out.splitlines())


def test_why_names_the_parts_of_a_story_s_weight(built: Any, dayline: Run) -> None:
    ran = dayline("why", "2", "--config", built.crisis.config)
    assert ran.status == 0
    first, story, found, *rest = ran.out.splitlines()
    assert first.startswith("Day 2: ")
    assert any(report["title"] in story for report in built.crisis.documents.values())
    assert re.fullmatch(r" +\d+ outlets, \d+ origins, \d+ reports; section 1", found)
    weighed = list(takewhile(lambda line: line.startswith("     "), rest))
    assert {line.split(":")[0].strip() for line in weighed} <= {"for", "against"}
    parts = [float(value) for value in re.findall(r" ([+-]\d+\.\d+)", " ".join(weighed))]
    assert len(parts) > 3
    assert abs(float(story.split()[1]) - sum(parts)) < 0.05
    assert "independent origins +" in weighed[0]
    assert all(line.startswith("withheld: rule ") for line in rest if "withheld" in line)


def test_the_export_is_ndjson_of_every_table(built: Any, dayline: Run, tmp_path: Path) -> None:
    out = tmp_path / "export.ndjson"
    assert dayline("export", "--config", built.crisis.config, "--output", out).status == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    counts = {table: sum(row["table"] == table for row in rows) for table in {row["table"] for row in rows}}
    assert (counts["raw_items"], counts["documents"], counts["digests"]) == (16, 16, 3)
    assert counts["annotations"] == counts["assignments"] == 14
    assert all(DocumentId(row["id"]) for row in rows if row["table"] == "documents")
