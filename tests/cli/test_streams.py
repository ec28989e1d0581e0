"""clean, annotate, stories and timeline on files: no archive, no network, one line a document."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Forms = list[dict[str, Any]]

EACH = ("annotate", "stories")


@pytest.fixture(scope="session")
def reports(built: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one file of all reports of the made-up crisis, in time order."""
    path = tmp_path_factory.mktemp("reports") / "reports.ndjson"
    path.write_text("".join(json.dumps(report) + "\n" for report in built.crisis.documents.values()))
    return Path(path)


@pytest.fixture(scope="session")
def annotated(reports: Path, dayline: Run) -> Path:
    """Return the annotations of all reports, made once."""
    out = reports.parent / "annotated.ndjson"
    assert dayline("annotate", "--input", reports, "--output", out).status == 0
    return out


def forms(path: Path) -> Forms:
    """Return the lines of an NDJSON file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def spans_of(form: Mapping[str, Any]) -> list[list[int]]:
    """Return every span of a document's annotations."""
    found = [span for s in form["statements"] for part in ("source", "cue", "content") for span in s[part]]
    parts = ("figures", "places", "people", "bodies", "dates")
    return found + [entry["span"] for part in parts for entry in form[part]]


def test_annotations_come_in_the_order_given_with_their_public_form(annotated: Path, built: Any) -> None:
    made = forms(annotated)
    assert [form["id"] for form in made] == list(built.crisis.documents)
    for form in made:
        assert set(form) == {"id", "language", "statements", "figures", "places", "people", "bodies", "dates"}
        assert form["language"] == "en"
        for figure in form["figures"]:
            assert figure["low"] <= figure["high"]
            assert figure["statement"] is None or 0 <= figure["statement"] < len(form["statements"])
        for statement in form["statements"]:
            assert statement["kind"] in ("direct", "indirect", "mixed")
            assert statement["content"]
            assert isinstance(statement["anonymous"], bool)


def test_every_span_lies_in_the_text_as_given(annotated: Path, built: Any) -> None:
    spans = 0
    for form in forms(annotated):
        text = built.crisis.documents[form["id"]]["text"]
        for start, end in spans_of(form):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
            spans += 1
    assert spans > 60


def test_what_is_plainly_there_is_found(annotated: Path, built: Any) -> None:
    made = {form["id"]: form for form in forms(annotated)}

    def words(id_: str, span: list[int]) -> str:
        return str(built.crisis.documents[id_]["text"][span[0] : span[1]])

    spoken = [s for s in made["r1"]["statements"] if s["speaker"] == "Ines Calder"]
    assert any("may last for weeks" in words("r1", span) for s in spoken for span in s["content"])
    toll = [figure for figure in made["r7"]["figures"] if figure["of"] == "killed"]
    assert [(figure["low"], figure["high"]) for figure in toll] == [(2, 2)]
    assert any(d["value"].startswith("2025-05-04") and "Sunday" in words("r1", d["span"]) for d in made["r1"]["dates"])


@pytest.mark.parametrize("command", EACH)
def test_standard_streams_and_packed_files_give_the_same(
    command: str, reports: Path, dayline: Run, tmp_path: Path
) -> None:
    three = b"".join(reports.read_bytes().splitlines(keepends=True)[:3])
    (tmp_path / "in.ndjson").write_bytes(three)
    (tmp_path / "in.ndjson.gz").write_bytes(gzip.compress(three))
    plain, packed = tmp_path / "out.ndjson", tmp_path / "out.ndjson.gz"
    assert dayline(command, "--input", tmp_path / "in.ndjson", "--output", plain).status == 0
    assert dayline(command, "--input", tmp_path / "in.ndjson.gz", "--output", packed).status == 0
    streamed = dayline(command, "--input", "-", "--output", "-", stdin=three)
    assert streamed.status == 0
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes() == streamed.out.encode()
    assert plain.read_bytes().count(b"\n") == 3
    again = packed.read_bytes()
    dayline(command, "--input", "-", "--output", packed, stdin=three)
    assert packed.read_bytes() == again


@pytest.mark.parametrize("command", [*EACH, "timeline"])
def test_bad_lines_are_named_and_the_rest_goes_on(command: str, dayline: Run, tmp_path: Path) -> None:
    given = tmp_path / "given.ndjson"
    text = "Lava reached the coast road of Fern Point on Monday, the observatory said."
    good = {"id": "a", "title": "Lava at Fern Point", "text": text, "published": "2025-05-05T09:00:00Z"}
    other = {**good, "id": "b", "text": f"{text} Nobody was hurt."}
    rows = [json.dumps(good), "{broken", json.dumps(good), json.dumps({**good, "id": ""}), json.dumps(other)]
    given.write_text("\n".join(rows) + "\n")
    ran = dayline(command, "--input", given, "--output", tmp_path / "out")
    assert ran.status == 3
    assert [line.split(": ")[0] for line in ran.told] == [f"{given}:{number}" for number in (2, 3, 4)]
    assert "'a' has come before" in ran.told[1]
    if command != "timeline":
        assert [form["id"] for form in forms(tmp_path / "out")] == ["a", "b"]


@pytest.mark.parametrize("command", [*EACH, "timeline"])
def test_an_empty_file_is_set_aside_and_the_output_is_empty(command: str, dayline: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.ndjson").write_bytes(b"")
    ran = dayline(command, "--input", tmp_path / "empty.ndjson", "--output", tmp_path / "out")
    assert ran.status == 3
    assert ran.told == [f"{tmp_path / 'empty.ndjson'}:1: empty file"]
    assert (tmp_path / "out").read_text() == ("{}\n" if command == "timeline" else "")


def test_documents_of_every_odd_form_are_annotated(dayline: Run, tmp_path: Path) -> None:
    odd = [
        {"id": "title only", "title": "Two killed in Sable Bay, police say", "text": ""},
        {"id": "no title", "title": "", "text": "“It is over,” said Mayor Tomas Wren."},
        {"id": "spaces", "title": "   ", "text": "\n\n  Ash fell.  \n\n\n"},
        {"id": "dots", "title": "…", "text": "... “ ” ‘ «a» ((( \t 1.2.3.4"},
        {"id": "russian", "title": "Извержение вулкана", "text": "Погибли пять человек, сообщила полиция."},
        {"id": "ukrainian", "title": "Виверження", "text": "Загинули п'ятеро людей, повідомила поліція 5 травня."},
        {"id": "japanese", "title": "噴火", "text": "火山が噴火した。"},
        {"id": "one word", "title": "a", "text": "a" * 20_000},
        {"id": "no breaks", "title": "x", "text": "Ash fell and fell " * 3000},
        {"id": "marks", "title": "x", "text": "“" * 500 + "a" + "”" * 500},
        {"id": "numbers", "title": "x", "text": "1" * 400 + " people killed, " + "9" * 30 + "." + "9" * 30 + " dead"},
        {"id": "a zone", "title": "x", "text": "Ash fell on Monday.", "published": "2025-05-05T09:00:00+14:00"},
        {"id": "first year", "title": "x", "text": "Ash fell yesterday.", "published": "0001-01-01"},
        {"id": "last year", "title": "x", "text": "Ash will fall tomorrow.", "published": "9999-12-31T23:59:59Z"},
        {"id": "language", "title": "x", "text": "Ash fell.", "language": "tlh"},
        {"id": "emoji", "title": "🌋", "text": "🌋🌋 Two people 👩‍👩‍👧 were killed, police said. 🌋"},
    ]
    given = tmp_path / "odd.ndjson"
    given.write_text("".join(json.dumps(document) + "\n" for document in odd))
    ran = dayline("annotate", "--input", given, "--output", tmp_path / "out")
    assert (ran.status, ran.told) == (0, [])
    made = {form["id"]: form for form in forms(tmp_path / "out")}
    assert list(made) == [document["id"] for document in odd]
    for document in odd:
        text = document["text"]
        for start, end in spans_of(made[document["id"]]):
            assert text[start:end].strip()
    assert made["russian"]["language"] == "ru"
    assert made["ukrainian"]["language"] == "uk"


def test_stories_keep_reports_of_one_event_together_and_others_apart(
    reports: Path, dayline: Run, tmp_path: Path, built: Any
) -> None:
    copy = {**built.crisis.documents["r9"], "id": "copy", "url": "https://other.example/1", "source": "other.example"}
    given = tmp_path / "given.ndjson"
    given.write_text(reports.read_text() + json.dumps(copy) + "\n")
    assert dayline("stories", "--input", given, "--output", tmp_path / "out").status == 0
    made = {form["id"]: form for form in forms(tmp_path / "out")}
    assert all(set(form) == {"id", "story", "duplicate_of"} for form in made.values())
    assert made["r7"]["story"] == made["r8"]["story"]
    assert made["r9"]["story"] == made["r10"]["story"]
    assert made["r12"]["story"] not in {form["story"] for id_, form in made.items() if id_ != "r12"}
    assert made["copy"] == {"id": "copy", "story": made["r9"]["story"], "duplicate_of": "r9"}
    assert [form["duplicate_of"] for id_, form in made.items() if id_ != "copy"] == [None] * 16


def test_a_live_blog_is_of_no_story_and_feeds_many(dayline: Run, tmp_path: Path) -> None:
    mill = "The mill at Tarn burned down during the night and nine workers were hurt, fire chief Anna Brask said."
    ferry = "A ferry ran onto the old pier at Saltmere at noon, and harbour master Otto Venn closed the port."
    choir = "The choir of Dunmoor sang in the great hall for an hour and won the prize of the whole valley."
    texts = {"mill": mill, "ferry": ferry, "choir": choir, "live": f"{mill}\n\nGood evening.\n\n{ferry}"}
    given = tmp_path / "given.ndjson"
    given.write_text(
        "".join(
            json.dumps({"id": id_, "title": f"{id_.title()}: the day", "text": text, "published": "2026-05-10T12:00Z"})
            + "\n"
            for id_, text in texts.items()
        )
    )
    assert dayline("stories", "--input", given, "--output", tmp_path / "out", "--plain").status == 0
    made = {form["id"]: form for form in forms(tmp_path / "out")}
    assert made["live"]["story"].startswith("alone-")
    assert made["live"]["feeds"] == [made["mill"]["story"], made["ferry"]["story"]]
    assert "feeds" not in made["choir"]


def test_the_same_item_two_thousand_times_takes_no_time(dayline: Run, tmp_path: Path, built: Any) -> None:
    report = built.crisis.documents["r1"]
    same = [{**report, "id": f"s{n}", "url": f"https://other{n}.example/1"} for n in range(2000)]
    given = tmp_path / "same.ndjson"
    given.write_text("".join(json.dumps(document) + "\n" for document in same))
    assert dayline("stories", "--input", given, "--output", tmp_path / "out").status == 0
    made = forms(tmp_path / "out")
    assert len({form["story"] for form in made}) == 1
    assert {form["duplicate_of"] for form in made} == {None, "s0"}


def test_a_timeline_holds_sentences_verbatim(reports: Path, dayline: Run, tmp_path: Path, built: Any) -> None:
    out = tmp_path / "timeline.json"
    ran = dayline("timeline", "--input", reports, "--dates", 2, "--sentences", 1, "--output", out)
    assert ran.status == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert len(found) == 2
    assert list(found) == sorted(found)
    for entries in found.values():
        assert len(entries) == 1
        for entry in entries:
            start, end = entry["span"]
            assert built.crisis.documents[entry["document"]]["text"][start:end] == entry["text"]


def test_a_query_turns_a_timeline(reports: Path, dayline: Run) -> None:
    options = ("--dates", 1, "--sentences", 1, "--query", "lava road", "--output", "-")
    ran = dayline("timeline", "--input", reports, *options)
    (entries,) = json.loads(ran.out).values()
    assert "lava" in entries[0]["text"].lower()


def test_clean_names_documents_after_their_files(dayline: Run, tmp_path: Path) -> None:
    paragraph = "Lava from Mount Sable reached the coast road at Fern Point on Monday, and the road is closed. "
    page = f"<html><head><title>Lava</title></head><body><article><h1>Lava at Fern Point</h1><p>{paragraph * 3}</p></article></body></html>"  # fmt: skip  # noqa: E501
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.html").write_text(page)
    (folder / "two.html.gz").write_bytes(gzip.compress(page.replace("Monday", "Tuesday").encode()))
    (folder / "none.html").write_text("<html><body></body></html>")
    ran = dayline("clean", "--input", folder, "--output", tmp_path / "out.ndjson.gz")
    assert ran.status == 3
    assert ran.told[0].startswith("pages/none.html:1: ")
    made = [json.loads(line) for line in gzip.decompress((tmp_path / "out.ndjson.gz").read_bytes()).splitlines()]
    assert [form["id"] for form in made] == ["one", "two"]
    assert all("coast road at Fern Point" in form["text"] for form in made)
    assert set(made[0]) == {"id", "url", "source", "title", "text", "published", "language", "author"}
    streamed = dayline("clean", "--input", "-", "--output", "-", "--url", "https://a.example/1", stdin=page.encode())
    assert json.loads(streamed.out)["url"] == "https://a.example/1"


def test_what_clean_writes_the_others_read(dayline: Run, tmp_path: Path) -> None:
    paragraph = "Lava reached the coast road at Fern Point on Monday, Ines Calder of the observatory said. "
    page = f"<html><body><article><h1>Lava</h1><p>{paragraph * 4}</p></article></body></html>"
    (tmp_path / "one.html").write_text(page)
    cleaned = dayline("clean", "--input", tmp_path / "one.html", "--output", "-")
    again = dayline("annotate", "--input", "-", "--output", "-", stdin=cleaned.out.encode())
    assert again.status == 0
    assert json.loads(again.out)["id"] == "one"


def test_a_failed_run_leaves_the_earlier_output_and_no_half(dayline: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.ndjson"
    out.write_text("as it was\n")
    assert dayline("stories", "--input", tmp_path / "missing", "--output", out).status == 2
    assert out.read_text() == "as it was\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.ndjson"]


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_killed_run_leaves_the_earlier_output(tmp_path: Path) -> None:
    out = tmp_path / "out.ndjson"
    out.write_text("as it was\n")
    command = [sys.executable, "-m", "dayline", "stories", "--input", "-", "--output", str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as running:
        assert running.stdin is not None
        for number in range(400):
            row = {"id": str(number), "title": f"Ash falls on Sable Bay again, day {number}", "text": "Ash fell."}
            running.stdin.write(json.dumps(row).encode() + b"\n")
        running.stdin.flush()
        half, waited_until = tmp_path / "out.ndjson.part", time.monotonic() + 30
        while not half.exists() and time.monotonic() < waited_until:
            time.sleep(0.02)
        assert half.exists()
        running.send_signal(signal.SIGKILL)
    assert out.read_text() == "as it was\n"
