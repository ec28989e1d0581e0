"""Bodies of answers, unpacked as they come, within bounds."""

import zlib

from dayline.ingest.guard import Refused

ACCEPTED = "gzip, deflate"
# a packed body may unpack to this many bytes whatever it weighs, and to so many times its weight beyond that: feeds
# and pages pack to a fifth, an empty table to a fiftieth, a bomb to a thousandth
UNPACKED_FREE = 1024 * 1024
MAX_RATIO = 100
# how a packed file begins that follows on another
_MEMBER = b"\x1f\x8b\x08"


class Unpacking:
    """The content of a body that is sent packed or not; at most one packing, as its header says."""

    def __init__(self, coding: str, *, limit: int, enough: int = 0) -> None:
        """Begin; raise Refused for a packing that was not asked for.

        More than ``limit`` bytes are refused; after ``enough`` (0: only all) the rest is left.
        """
        self._enough = enough
        self._coding = coding.strip().casefold()
        self._limit = limit
        self._content = bytearray()
        self._taken = 0
        self._unpacker: zlib._Decompress | None = None
        if self._coding in ("gzip", "x-gzip"):
            self._unpacker = zlib.decompressobj(wbits=31)
        elif self._coding not in ("", "identity", "deflate"):
            raise Refused(f"packed as {self._coding[:40]!r}, which was not asked for")

    def take(self, piece: bytes) -> None:
        """Take what has come; raise Refused where it cannot be unpacked, or unpacks to too much."""
        self._taken += len(piece)
        if self._coding == "deflate" and self._unpacker is None and piece:
            # two things go by this name: with zlib's frame (RFC 9110), and without one
            self._unpacker = zlib.decompressobj(wbits=15 if piece[0] & 0x0F == 8 else -15)
        if self._unpacker is None:
            self._content += piece
        else:
            self._unpack(piece)

    def _unpack(self, piece: bytes) -> None:
        assert self._unpacker is not None
        while piece:
            if self._unpacker.eof:
                if not piece.startswith(_MEMBER):
                    return
                # files that were packed one by one may follow on each other (RFC 1952, 2.2)
                self._unpacker = zlib.decompressobj(wbits=31)
            room = min(self._enough or self._limit, max(UNPACKED_FREE, MAX_RATIO * self._taken)) - len(self._content)
            try:
                self._content += self._unpacker.decompress(piece, max(room, 0) + 1)
            except zlib.error as error:
                raise Refused(f"says that it is packed as {self._coding}, and is not: {error}") from error
            if self.has_enough:
                return
            if len(self._content) > self._limit:
                raise Refused(f"unpacks to more than {self._limit:,} bytes")
            if len(self._content) > max(UNPACKED_FREE, MAX_RATIO * self._taken):
                raise Refused(f"unpacks to more than {MAX_RATIO} times its size")
            piece = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail

    @property
    def has_enough(self) -> bool:
        """Tell whether the rest can be left."""
        return 0 < self._enough <= len(self._content)

    def whole(self) -> bytes:
        """Return the content, as much as is enough; raise Refused where the packing breaks off before that."""
        if self.has_enough:
            return bytes(self._content[: self._enough])
        if self._unpacker is not None and not self._unpacker.eof:
            raise Refused("the packed answer is cut short")
        return bytes(self._content)
