"""dayline collect, sources and run, as a person at the shell meets them."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dayline.config import load
from dayline.ingest.opml import read_opml
from dayline.pipeline.locking import alone

Run = Callable[..., Any]

CRISIS = """
[crisis]
name = "Varda flood"
id = "varda"
first_day = 2031-05-01
[collect]
contact = "desk@varda.example"
pace = 0
ports = [{port}]
networks = ["127.0.0.1"]
[[sources]]
id = "courier"
name = "Courier"
address = "http://127.0.0.1:{port}/feed"
[[sources]]
id = "radio"
name = "Radio & Sons"
address = "http://127.0.0.1:{port}/nothing"
[[relevance]]
names = ["Varda"]
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><item><title>Varda falls</title>
<link>http://127.0.0.1:1/a</link><description>The river fell.</description></item></channel></rss>"""


@pytest.fixture
def crisis(tmp_path: Path, web: Any, faults: ModuleType) -> Path:
    """Return a crisis file of two sources, of which one answers."""
    web.on("127.0.0.1", "/feed", faults.whole(FEED, headers=[("ETag", '"1"')]))
    path = tmp_path / "crisis.toml"
    path.write_text(CRISIS.format(port=web.port), encoding="utf-8")
    return path


def test_a_round_says_what_it_did_and_a_second_has_nothing_to_do(crisis: Path, dayline: Run) -> None:
    first = dayline("collect", "--config", crisis)
    assert first.status == 3
    assert first.out.startswith("2 requests, 0 of them for pages: 1 new answer, 0 unchanged, 1 failed; 1 new doc")
    assert first.told == ["dayline: radio: the server answered 404 Said"]
    assert dayline("collect", "--config", crisis).out.startswith("0 requests")
    assert dayline("collect", "--config", crisis, "--all").out.startswith("2 requests")


def test_sources_are_shown_with_what_is_wrong(crisis: Path, dayline: Run) -> None:
    dayline("collect", "--config", crisis)
    shown = dayline("sources", "--config", crisis)
    assert shown.status == 3
    assert [line.split()[-1] for line in shown.out.splitlines()[:2]] == ["source", "courier"]
    assert shown.out.splitlines()[2].endswith("radio: the server answered 404 Said")


def test_what_is_no_feed_goes_out_as_a_link(crisis: Path, dayline: Run) -> None:
    more = '[[sources]]\nid = "front"\nname = "Front"\nkind = "page"\naddress = "https://front.example/news"\n'
    crisis.write_text(crisis.read_text(encoding="utf-8") + more, encoding="utf-8")
    lines = dayline("sources", "--config", crisis, "--opml").out.splitlines()
    front = [line.strip() for line in lines if "front.example" in line]
    assert front == [
        '<outline type="link" text="Front" title="Front" url="https://front.example/news" language="en"/>'
    ]


def test_sources_go_out_as_opml_and_come_in_again(crisis: Path, dayline: Run, tmp_path: Path) -> None:
    outlines = tmp_path / "sources.opml"
    outlines.write_text(dayline("sources", "--config", crisis, "--opml").out, encoding="utf-8")
    assert [(one.name, one.url) for one in read_opml(outlines)] == [
        (source.name, source.url) for source in load(crisis).crisis.sources
    ]
    assert dayline("sources", "--config", crisis, "--from-opml", outlines).out == ""
    text = outlines.read_text(encoding="utf-8").replace("/feed", "/other").replace("127.0.0.1", "post.example")
    outlines.write_text(text, encoding="utf-8")
    tables = dayline("sources", "--config", crisis, "--from-opml", outlines).out
    crisis.write_text(crisis.read_text(encoding="utf-8") + "\n" + tables, encoding="utf-8")
    assert [source.id for source in load(crisis).crisis.sources][2:] == ["post", "post-2"]


@pytest.mark.parametrize("content", ["", "<rss/>", "no XML", "<opml", "<Content-Length: 9\r\n?xml?><opml/>",
                                     '<!DOCTYPE o [<!ENTITY a "b">]><html>&a;</html>'])  # fmt: skip
def test_what_is_no_opml_is_refused(crisis: Path, dayline: Run, tmp_path: Path, content: str) -> None:
    path = tmp_path / "wrong.opml"
    path.write_text(content, encoding="utf-8")
    ran = dayline("sources", "--config", crisis, "--from-opml", path)
    assert (ran.status, ran.told) in [(2, [f"dayline: {path}: is no OPML"]), (0, [])]
    assert ran.out == ""


def test_two_runs_do_not_collect_at_once(crisis: Path, dayline: Run) -> None:
    with alone(crisis.parent / ".varda.lock"):
        for command in (("collect",), ("run", "--once")):
            ran = dayline(*command, "--config", crisis)
            assert ran.status == 2
            assert "another run is under way" in ran.err
    assert dayline("collect", "--config", crisis).status == 3


def test_a_lock_is_let_go_when_its_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    program = (
        "import sys, time; from pathlib import Path; from dayline.pipeline.locking import alone\n"
        "with alone(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Exception, match="another run"), alone(path):
            pass
        holder.kill()
        holder.wait()
    with alone(path):
        pass


def test_a_turn_is_told_in_a_form_for_prometheus(crisis: Path, dayline: Run, tmp_path: Path) -> None:
    path = tmp_path / "dayline.prom"
    assert dayline("run", "--once", "--config", crisis, "--metrics", path).status == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 'dayline_turn_requests{crisis="varda"} 2' in lines
    assert 'dayline_source_documents{crisis="varda",source="courier"} 1' in lines
    assert 'dayline_source_failures{crisis="varda",source="radio"} 1' in lines
    assert not [line for line in lines if "last_answer" in line and "radio" in line]
    assert all(line.startswith("# ") or len(line.split(" ")) == 2 for line in lines)


def test_a_run_that_is_told_to_end_while_it_collects_takes_in_what_is_under_way(
    tmp_path: Path, web: Any, faults: ModuleType, dayline: Run
) -> None:
    path = tmp_path / "crisis.toml"
    text = CRISIS.format(port=web.port).replace("[[sources]]", "[[ignored]]").partition("[[ignored]]")[0]
    good = faults.whole(FEED)
    for number in range(20):
        web.on("127.0.0.1", f"/{number}", lambda line, request: (line.wait(0.3), good(line, request)))
        address = f'address = "http://127.0.0.1:{web.port}/{number}"'
        text += f'[[sources]]\nid = "s{number}"\nname = "S {number}"\n{address}\n'
    path.write_text(text + '[[relevance]]\nnames = ["Varda"]\n', encoding="utf-8")
    arguments = [sys.executable, "-m", "dayline", "run", "--config", path]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 60
        while not web.asked("127.0.0.1", "/1") and time.monotonic() < deadline:
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
        assert running.stdout is not None
        said = running.stdout.read()
    asked = len([request for request in web.requests if request.path != "/robots.txt"])
    assert 2 <= asked < 20
    assert f"{asked} requests, 0 failed, {asked} new documents" in said
    assert dayline("collect", "--config", path).out.startswith(f"{20 - asked} requests")


def test_a_run_ends_cleanly_when_it_is_told_to(crisis: Path, web: Any, dayline: Run) -> None:
    arguments = [sys.executable, "-m", "dayline", "run", "--config", crisis]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        lines = [running.stdout.readline(), running.stdout.readline()]
        begun = time.monotonic()
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
        assert time.monotonic() - begun < 10
    assert "radio failed: the server answered 404" in lines[0]
    assert "2 requests, 1 failed, 1 new document," in lines[1]
    assert dayline("search", "fell", "--config", crisis).out
