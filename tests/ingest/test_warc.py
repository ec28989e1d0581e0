"""WARC files are added to record by record, and only what is torn is cut."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from dayline.errors import InputError
from dayline.ingest.fetch import Answer
from dayline.ingest.warc import WarcFolder

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
HEADERS = (("Content-Type", "text/html; charset=ж"), ("Transfer-Encoding", "chunked"), ("X", "a"), ("X", "b"))


def answer(content: bytes, at: datetime = NOON) -> Answer:
    """Return an answer."""
    return Answer(url="https://a.example/1", final_url="https://a.example/2", moved_to="", status=200, reason="OK",
                  headers=HEADERS, sent=content, content=content, machine="2a00::1", fetched_at=at)  # fmt: skip


def folder(path: Path) -> WarcFolder:
    """Return a folder of files."""
    return WarcFolder(path / "warc", name="varda", software="dayline 1")


def test_a_file_a_day_begins_with_what_wrote_it(tmp_path: Path) -> None:
    made = folder(tmp_path)
    late = NOON + timedelta(hours=12)
    assert [made.write(answer(b"x", at))[0][-18:-8] for at in (NOON, late)] == ["2031-05-04", "2031-05-05"]
    with (tmp_path / "warc" / "varda-2031-05-05.warc.gz").open("rb") as stream:
        kinds = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(stream)]
    assert kinds[0] == ("warcinfo", b"software: dayline 1\r\nformat: WARC File Format 1.0\r\n")
    assert kinds[1] == ("response", b"x")


def test_a_record_is_found_by_its_offset_and_its_digests_hold(tmp_path: Path) -> None:
    made = folder(tmp_path)
    offsets = [made.write(answer(content))[1] for content in (b"one", b"", bytes(range(256)) * 999)]
    content = (tmp_path / "warc" / "varda-2031-05-04.warc.gz").read_bytes()
    for offset, payload in zip(offsets, (b"one", b"", bytes(range(256)) * 999), strict=True):
        record = next(iter(ArchiveIterator(io.BytesIO(content[offset:]), check_digests="raise")))
        assert record.content_stream().read() == payload
        assert record.rec_headers["WARC-Target-URI"] == "https://a.example/2"
        assert record.http_headers.get_header("Transfer-Encoding") is None
        assert record.http_headers.get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"


@pytest.mark.parametrize("known", [0, 1])
def test_only_a_torn_end_is_cut(tmp_path: Path, known: int) -> None:
    made = folder(tmp_path)
    file, first = made.write(answer(b"one"))
    _, second = made.write(answer(b"two" * 999))
    path = tmp_path / "warc" / file
    whole = path.read_bytes()
    record = whole[second:]
    for length in (1, 5, 11, len(record) // 2, len(record) - 1):
        path.write_bytes(whole + record[:length])
        folder(tmp_path).mend(file, (first, second)[known])
        assert path.read_bytes() == whole


@pytest.mark.parametrize("start", [0, 7, 10_000])
def test_what_is_not_ours_is_never_cut(tmp_path: Path, start: int) -> None:
    made = folder(tmp_path)
    file, _ = made.write(answer(b"one"))
    path = tmp_path / "warc" / file
    for content in (path.read_bytes(), path.read_bytes() + b"words of somebody else" * 9, b"words"):
        path.write_bytes(content)
        folder(tmp_path).mend(file, start)
        assert path.read_bytes() == content
    folder(tmp_path).mend("missing.warc.gz", start)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "warc").write_text("a file")
    with pytest.raises(InputError, match="warc"):
        folder(tmp_path).write(answer(b"x"))


def test_files_of_days_long_ago_can_be_let_go(tmp_path: Path) -> None:
    made = folder(tmp_path)
    for days in range(3):
        made.write(answer(b"x", NOON + timedelta(days=days)))
    others = [tmp_path / "warc" / name for name in ("notes.txt", "varda.warc.gz", "varda-east-2031-01-01.warc.gz")]
    for other in others:
        other.write_bytes(b"kept")
    assert made.forget(NOON.date() - timedelta(days=1)) == []
    assert made.forget(NOON.date() + timedelta(days=2)) == ["varda-2031-05-04.warc.gz", "varda-2031-05-05.warc.gz"]
    assert {path.name for path in (tmp_path / "warc").iterdir()} == {
        "varda-2031-05-06.warc.gz", *(other.name for other in others)}  # fmt: skip
    assert folder(tmp_path / "nowhere").forget(NOON.date()) == []
