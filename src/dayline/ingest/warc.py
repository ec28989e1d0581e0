"""What servers answered, as it came, in WARC files (ISO 28500) that other programs read too."""

import base64
import glob
import hashlib
import uuid
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

from dayline.errors import InputError
from dayline.ingest.fetch import Answer

PIECE = 1 << 20  # bytes looked through at a time


class WarcFolder:
    """WARC files, one a day, each record packed by itself, so that a torn end costs only itself."""

    def __init__(self, folder: Path, *, name: str, software: str) -> None:
        """Write to files called NAME-DATE.warc.gz in a folder, which is made where it is missing."""
        self._folder, self._name, self._software = folder, name, software
        self._mended: set[str] = set()

    def file_of(self, moment: datetime) -> str:
        """Return the name of the file for what comes at a moment."""
        return f"{self._name}-{moment.astimezone(UTC):%Y-%m-%d}.warc.gz"

    def forget(self, before: date) -> list[str]:
        """Remove the files of the days before a date; return their names. Raises InputError."""
        found = sorted(self._folder.glob(f"{glob.escape(self._name)}-????-??-??.warc.gz"))
        gone = [path for path in found if path.name[len(self._name) + 1 :][:10] < before.isoformat()]
        try:
            for path in gone:
                path.unlink()
        except OSError as error:
            raise InputError(str(path), error.strerror or "cannot be removed") from error
        return [path.name for path in gone]

    def mend(self, file: str, start: int) -> None:
        """Take away a torn record at the end of a file, looked for from a record that is known to be whole.

        Done once a run, before the first record is added: what an ended run has left half written was never received.
        """
        path = self._folder / file
        if file in self._mended or not path.exists():
            self._mended.add(file)
            return
        with path.open("r+b") as stream:
            end = _torn_at(stream, start)
            if end is not None:
                stream.truncate(end)
        self._mended.add(file)

    def write(self, answer: Answer) -> tuple[str, int]:
        """Add an answer; return the file's name and where in it the record begins. Raises InputError."""
        file = self.file_of(answer.fetched_at)
        path = self._folder / file
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as stream:
                if stream.tell() == 0:
                    self._introduce(stream, file)
                offset = stream.tell()
                stream.write(_answer_record(answer))
        except OSError as error:
            raise InputError(str(path), error.strerror or "cannot be written") from error
        return file, offset

    def _introduce(self, stream: IO[bytes], file: str) -> None:
        about = f"software: {self._software}\r\nformat: WARC File Format 1.0\r\n".encode()
        moment = datetime.strptime(file[len(self._name) + 1 :][:10], "%Y-%m-%d")
        stream.write(
            _record(
                "warcinfo",
                [("WARC-Date", f"{moment:%Y-%m-%dT%H:%M:%SZ}"), ("WARC-Record-ID", _id(file)), ("WARC-Filename", file)],
                about,
                "application/warc-fields",
            )
        )


def _answer_record(answer: Answer) -> bytes:
    """Return an answer as one packed record: the server's own lines and the body as it was sent."""
    # the transfer's own coding is gone from the bytes, so its header must not promise it
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()] + [
        f"{'X-Archive-Orig-' if name.casefold() == 'transfer-encoding' else ''}{name}: {value}"
        for name, value in answer.headers
    ]
    block = "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + answer.sent
    moment = answer.fetched_at.astimezone(UTC)
    headers = [
        ("WARC-Target-URI", answer.final_url),
        ("WARC-Date", f"{moment:%Y-%m-%dT%H:%M:%SZ}"),
        ("WARC-Record-ID", _id(f"{answer.url} {moment.isoformat()}")),
        ("WARC-IP-Address", answer.machine),
        ("WARC-Payload-Digest", _digest(answer.sent)),
    ]
    return _record("response", headers, block, "application/http; msgtype=response")


def _record(kind: str, headers: Sequence[tuple[str, str]], block: bytes, media_type: str) -> bytes:
    """Return one record, packed by itself (WARC 1.0, section 4 and annex D)."""
    stated = [("WARC-Type", kind), *headers, ("WARC-Block-Digest", _digest(block)), ("Content-Type", media_type),
              ("Content-Length", str(len(block)))]  # fmt: skip
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in stated)]
    packer = zlib.compressobj(wbits=31)
    return packer.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n") + packer.flush()


def _id(name: str) -> str:
    """Return a record's name, the same for the same record."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}>"


def _digest(content: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def _torn_at(stream: IO[bytes], start: int) -> int | None:
    """Return where the last member of a packed file begins if it breaks off, counted from one that begins at ``start``.

    None for a file that ends with a whole member, and for one that holds something else: that is not ours to cut.
    """
    stream.seek(start)
    place, member, pending = start, zlib.decompressobj(wbits=31), b""
    taken = 0
    while piece := pending or stream.read(PIECE):
        try:
            member.decompress(piece)
        except zlib.error:
            return None
        pending = member.unused_data
        taken += len(piece) - len(pending)
        if member.eof:
            place += taken
            member, taken = zlib.decompressobj(wbits=31), 0
    return place if taken else None
