import gzip
import io
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.errors import InputError
from dayline.ingest import arrays, files
from dayline.ingest.files import count_files, read_paths, read_stream
from dayline.model.source import RawItem, Rejected, Source, SourceId
from dayline.text.fingerprints import sha256_hex

NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)
LINES = b'{"id": "1", "title": "Six dead"}\n\n{"id": "2", "title": "Nine dead"}\r\n'
RSS = b'<rss version="2.0"><channel></channel></rss>'
PAGE = b"<!doctype html><title>Six dead</title>"


def items_of(content: bytes, name: str = "a") -> list[RawItem | Rejected]:
    return list(read_stream(io.BytesIO(content), name=name, fetched_at=NOON))


def items_at(*paths: Path) -> list[RawItem]:
    found = list(read_paths(paths))
    assert all(isinstance(item, RawItem) for item in found), found
    return [item for item in found if isinstance(item, RawItem)]


def test_a_folder_is_read_sorted_with_what_lies_below(tmp_path: Path) -> None:
    folder = tmp_path / "week"
    (folder / "b").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "c.ndjson").write_bytes(LINES)
    (folder / "b" / "feed.xml.gz").write_bytes(gzip.compress(RSS))
    (folder / "a.html").write_bytes(PAGE)
    (folder / ".hidden.html").write_bytes(PAGE)
    (folder / ".git" / "x.html").write_bytes(PAGE)
    found = items_at(folder)
    assert [(item.name, item.media_type.rpartition("/")[2], item.content) for item in found] == [
        ("week/a.html:1", "html", PAGE),
        ("week/b/feed.xml.gz:1", "x-feed", RSS),
        ("week/c.ndjson:1", "x-dayline-document+json", b'{"id": "1", "title": "Six dead"}'),
        ("week/c.ndjson:3", "x-dayline-document+json", b'{"id": "2", "title": "Nine dead"}'),
    ]
    assert all(item.sha256 == sha256_hex(item.content) for item in found)
    opened: list[Path] = []
    list(read_paths([folder], opened=opened.append))
    assert len(opened) == count_files([folder]) == 3


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.html").write_bytes(PAGE)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "page.html").write_bytes(PAGE)
    (inside / "same.html").symlink_to(inside / "page.html")
    (inside / "secret.html").symlink_to(tmp_path / "outside" / "secret.html")
    (inside / "folder").symlink_to(tmp_path / "outside")
    (inside / "round").symlink_to(inside)
    (inside / "nowhere").symlink_to(tmp_path / "gone")
    assert [item.name for item in items_at(inside)] == ["inside/page.html:1", "inside/same.html:1"]


def test_a_missing_path_is_an_error_and_an_empty_file_is_not(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_paths([tmp_path / "gone"]))
    (tmp_path / "empty.ndjson").touch()
    (tmp_path / "blank.html").write_bytes(b" \n ")
    assert [(record.item_id, record.reason) for record in read_paths([tmp_path]) if isinstance(record, Rejected)] == [
        (f"{tmp_path.name}/blank.html:1", "empty file"),
        (f"{tmp_path.name}/empty.ndjson:1", "empty file"),
    ]


def test_a_file_that_may_not_be_read_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.html").write_bytes(PAGE)
    really_open = Path.open

    def refuse(path: Path, *arguments: object) -> object:
        if path.name == "a.html":
            raise PermissionError(13, "Permission denied")
        return really_open(path, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    first, second = read_paths([tmp_path])
    assert isinstance(first, Rejected)
    assert first.reason == "cannot be read: Permission denied"
    assert isinstance(second, RawItem)


def test_a_folder_that_may_not_be_read_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b.html").write_bytes(PAGE)
    (tmp_path / "closed").mkdir()
    really_list = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return really_list(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    page, closed = read_paths([tmp_path])
    assert isinstance(page, RawItem)
    assert isinstance(closed, Rejected)
    assert closed.item_id == f"{tmp_path.name}/closed:1"
    assert closed.reason.startswith("cannot be read: ")


@pytest.mark.skipif(os.name != "posix", reason="this system has no such names")
def test_a_name_of_any_bytes_is_shown_on_one_line(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode("a\nb\x1bé".encode() + b"\xff.bin")).write_bytes(b"no news")
    (found,) = read_paths([tmp_path])
    assert isinstance(found, Rejected)
    assert found.item_id == f"{tmp_path.name}/a\\nb\\x1bé\\udcff.bin:1"


def test_the_time_of_fetching_is_read_from_the_path_else_from_the_file(tmp_path: Path) -> None:
    stamped = tmp_path / "20310501T060000Z" / "post"
    stamped.mkdir(parents=True)
    (stamped / "page.html").write_bytes(PAGE)
    (stamped / "page.20310502T070000Z.html").write_bytes(PAGE)
    plain, unset = tmp_path / "plain.html", tmp_path / "unset.html"
    plain.write_bytes(PAGE)
    os.utime(plain, (1_700_000_000, 1_700_000_000))
    unset.write_bytes(PAGE)
    os.utime(unset, (315_532_800, 315_532_800))
    times = {item.name.rpartition("/")[2]: item.fetched_at for item in items_at(tmp_path)}
    assert times["page.html:1"] == datetime(2031, 5, 1, 6, tzinfo=UTC)
    assert times["page.20310502T070000Z.html:1"] == datetime(2031, 5, 2, 7, tzinfo=UTC)
    assert times["plain.html:1"] == datetime.fromtimestamp(1_700_000_000, UTC)
    assert times["unset.html:1"].year > 2000


def test_a_known_source_is_that_of_every_item(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(RSS)
    (tmp_path / "page.html").write_bytes(PAGE)
    post = Source(id=SourceId("post"), name="The Valley Post", url="https://valleypost.example/feed")
    found = [(item.source_id, item.url) for item in read_paths([tmp_path], source=post) if isinstance(item, RawItem)]
    assert found == [("post", post.url), ("post", "")]


def test_unknown_kinds_are_set_aside() -> None:
    (record,) = items_of(b"%PDF-1.7 ...", "report.pdf")
    assert record == Rejected(item_id="report.pdf:1", stage="ingest", reason="unknown kind of file")


def test_a_line_too_long_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "MAX_ITEM", 1000)
    first, second, third = items_of(LINES[:33] + b'{"id": "' + b"x" * 500_000 + b'"}\n' + LINES[34:], "a.ndjson")
    assert isinstance(first, RawItem)
    assert isinstance(second, Rejected)
    assert (second.item_id, second.reason) == ("a.ndjson:2", "line too long")
    assert isinstance(third, RawItem)
    assert third.name == "a.ndjson:3"


def test_a_cut_archive_gives_its_whole_lines_then_one_refusal() -> None:
    lines = b"".join(json.dumps({"id": str(n), "title": sha256_hex(b"%d" % n)}).encode() + b"\n" for n in range(5000))
    *whole, last = items_of(gzip.compress(lines)[:-5000], "a.ndjson.gz")
    assert len(whole) > 1000
    assert all(isinstance(item, RawItem) and json.loads(item.content) for item in whole)
    assert isinstance(last, Rejected)
    assert last.reason == "compressed file is cut short"


def test_a_whole_file_has_a_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_WHOLE", 100)
    (record,) = items_of(PAGE + b"x" * 100)
    assert isinstance(record, Rejected)
    assert record.reason == "file too large"


def test_private_chats_of_an_export_are_set_aside_once() -> None:
    message = {"id": 1, "type": "message", "text": "Hello"}
    export = {"chats": {"list": [
        {"name": "A friend", "type": "personal_chat", "id": 2, "messages": [message, message]},
        {"name": "Staff", "type": "public_channel", "id": 1, "messages": [message]},
    ]}}
    refused, kept = items_of(json.dumps(export).encode(), "result.json")
    assert isinstance(refused, Rejected)
    assert refused.reason == "a chat between people, not a channel"
    assert isinstance(kept, RawItem)
    assert kept.source_id == "Staff"


def test_an_item_is_read_only_when_it_is_asked_for() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            self.taken += size
            return (LINES * (size // len(LINES) + 1))[:size]

    endless = Endless()
    stream = read_stream(endless, name="a.ndjson", fetched_at=NOON)  # type: ignore[arg-type]
    assert isinstance(next(stream), RawItem)
    assert endless.taken < 1_000_000


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"[", b"{", b'[{"id": ', b"<rss>", b"\x1f\x8b\x08", b'{"messages": [', b"\xff\xfe<\x00"]),
    st.sampled_from(["a", "a.ndjson", "a.html", "a.json", "a.xml.gz"]),
)
def test_no_bytes_raise_and_every_item_says_where_it_lay(content: bytes, start: bytes, name: str) -> None:
    for item in items_of(start + content, name):
        place = item.name if isinstance(item, RawItem) else item.item_id
        assert place.rpartition(":")[0] == name
        assert int(place.rpartition(":")[2]) >= 1
