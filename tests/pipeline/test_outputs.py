"""Files written where a command is told to: their folders made first, whole or not at all."""

import gzip
import os
import threading
from pathlib import Path

import pytest

from dayline.errors import InputError
from dayline.pipeline.outputs import make_ready, open_output, refuse_file


def test_a_file_takes_its_name_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson"
    path.write_text("before\n")
    with open_output(str(path)) as stream:
        stream.write("after\n")
        assert path.read_text() == "before\n"
    assert path.read_text() == "after\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.ndjson"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"), open_output(str(tmp_path)):
        pass
    assert not list(tmp_path.iterdir())


def test_a_fault_leaves_the_earlier_file_and_no_half(tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson.gz"
    path.write_bytes(b"before")

    def fail() -> None:
        with open_output(str(path)) as stream:
            stream.write("half\n")
            raise RuntimeError("a fault")

    with pytest.raises(RuntimeError, match="a fault"):
        fail()
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.ndjson.gz"]


def test_a_packed_file_holds_no_time_and_no_name(tmp_path: Path) -> None:
    for name in ("one.gz", "other.gz"):
        with open_output(str(tmp_path / name)) as stream:
            stream.write("Плотина\n")
    one = (tmp_path / "one.gz").read_bytes()
    assert one == (tmp_path / "other.gz").read_bytes()
    assert gzip.decompress(one).decode() == "Плотина\n"


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "of" / "the" / "day.ndjson"
    with open_output(str(path)) as stream:
        stream.write("one\n")
    assert path.read_text() == "one\n"


@pytest.mark.parametrize("place", ["file/out", "file/deeper/out"])
def test_a_file_is_no_folder(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("of somebody")
    for refused in (lambda: make_ready(str(tmp_path / place)), lambda: refuse_file((tmp_path / place).parent)):
        with pytest.raises(InputError) as caught:
            refused()
        assert str(caught.value) == f"{tmp_path / 'file'}: is a file where a folder is needed"
    assert (tmp_path / "file").read_text() == "of somebody"


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(InputError, match=f"{tmp_path}: may not be written to"):
        make_ready(str(tmp_path / "out"))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(InputError) as caught:
        make_ready(str(tmp_path / "no" / "out"))
    assert str(caught.value) == f"{tmp_path / 'no'}: cannot be made (Permission denied)"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    path, read = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: read.append(path.read_text()))
    reader.start()
    with open_output(str(path)) as stream:
        stream.write("through\n")
    reader.join()
    assert read == ["through\n"]
    assert path.is_fifo()
