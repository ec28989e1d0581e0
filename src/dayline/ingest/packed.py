"""Files as they lie on disk, compressed or not, read within bounds."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import IO

# bytes of a file that are looked at to tell its kind
HEAD_BYTES = 64 * 1024
# bytes of the largest unpacked file that is read whole (a feed, a page); the largest feed seen was 7 MB
MAX_WHOLE = 64 * 1024 * 1024
# a packed file may unpack to this many bytes whatever it weighs, and to so many times its weight beyond that:
# news as NDJSON packs to a tenth, one item a thousand times over to a hundredth, a bomb to a thousandth
UNPACKED_FREE = 64 * 1024 * 1024
MAX_RATIO = 200

_BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError)
_OPENERS = (
    (b"\x1f\x8b", gzip.open),
    (b"BZh", bz2.open),
    (b"\xfd7zXZ\x00", lzma.open),
)


class Unpacked(io.RawIOBase):
    """The bytes of an open file, unpacked where its first bytes say so; closing it is the opener's affair.

    Never raises while reading: at a fault the stream ends, and ``fault`` says what was wrong.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        self.fault = ""
        self._given = 0
        self._counted = _Counted(packed)
        buffered = io.BufferedReader(self._counted, HEAD_BYTES)
        self._take: Callable[[int], bytes] = buffered.read
        self._is_packed = False
        try:
            magic = buffered.peek(6)
        except _BROKEN as error:
            self.fault = _reason(error)
            return
        for start, opener in _OPENERS:
            if magic.startswith(start):
                # read1 gives what is whole before a break, where read would lose it
                self._take, self._is_packed = opener(buffered, "rb").read1, True
                break

    def readable(self) -> bool:
        """Tell the buffer above that this can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer as far as there are bytes; return how many, 0 at the end or at a fault."""
        filled = 0
        while filled < len(buffer) and not self.fault:
            try:
                piece = self._take(len(buffer) - filled)
            except _BROKEN as error:
                self.fault = _reason(error)
                break
            if not piece:
                break
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
            self._given += len(piece)
            if self._is_packed and self._given > max(UNPACKED_FREE, MAX_RATIO * self._counted.taken):
                self.fault = f"unpacks to more than {MAX_RATIO} times its size"
        return filled


class _Counted(io.RawIOBase):
    """A file that counts the bytes taken from it, in ``taken``."""

    def __init__(self, file: IO[bytes]) -> None:
        self.taken = 0
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


def _reason(error: Exception) -> str:
    """Return in words what stopped the reading."""
    if isinstance(error, EOFError):
        return "compressed file is cut short"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"compressed file is broken: {error}"
