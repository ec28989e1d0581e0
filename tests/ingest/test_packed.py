import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.ingest import packed
from dayline.ingest.packed import Unpacked

PACKERS: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, bz2.compress, lzma.compress]
WORDS = b"The dam broke in the night. " * 10_000


def read_all(content: bytes) -> tuple[bytes, str]:
    unpacked = Unpacked(io.BytesIO(content))
    return io.BufferedReader(unpacked).read(), unpacked.fault


@pytest.mark.parametrize("pack", PACKERS)
def test_what_was_packed_comes_out(pack: Callable[[bytes], bytes]) -> None:
    assert read_all(pack(WORDS)) == (WORDS, "")


def test_packed_files_one_after_another_are_one() -> None:
    assert read_all(gzip.compress(b"one ") + gzip.compress(b"two")) == (b"one two", "")


def test_a_cut_file_gives_what_can_be_read() -> None:
    noise = bytes(range(256)) * 400
    half = gzip.compress(noise)[:-200]
    content, fault = read_all(half)
    assert noise.startswith(content)
    assert content
    assert fault == "compressed file is cut short"


def test_a_damaged_file_says_so() -> None:
    content = bytearray(gzip.compress(WORDS))
    content[len(content) // 2] ^= 0xFF
    assert read_all(bytes(content))[1]


def test_a_bomb_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "UNPACKED_FREE", 1_000_000)
    content, fault = read_all(gzip.compress(bytes(50_000_000)))
    assert fault == f"unpacks to more than {packed.MAX_RATIO} times its size"
    assert len(content) < 12_000_000


def test_little_that_unpacks_to_much_is_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_all(gzip.compress(bytes(5_000_000))) == (bytes(5_000_000), "")


class Failing(io.RawIOBase):
    """A file on a disk that fails after a while."""

    def __init__(self) -> None:
        self.left = 3

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.left -= 1
        if not self.left:
            raise OSError(5, "Input/output error")
        return b"x" * min(size, 70_000)


def test_a_failing_disk_ends_the_file() -> None:
    unpacked = Unpacked(Failing())  # type: ignore[arg-type]
    assert set(io.BufferedReader(unpacked).read()) == {ord("x")}
    assert unpacked.fault == "cannot be read: Input/output error"


@given(st.binary(max_size=200), st.sampled_from([b"", b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\x00", gzip.compress(b"abc")]))
def test_no_bytes_raise(content: bytes, start: bytes) -> None:
    read_all(start + content)
