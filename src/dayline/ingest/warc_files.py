"""Pages and feeds out of WARC files, dayline's own or those of others."""

from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from dayline.ingest import kinds
from dayline.ingest.packed import HEAD_BYTES, MAX_WHOLE

_MEDIA_TYPES: dict[kinds.FileKind, str] = {"feed": kinds.FEED, "page": kinds.PAGE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One answer of a server: its address, its time (None where the record has none), content and media type.

    ``charset`` is what its header named ("" for nothing, or UTF-8).
    """

    url: str
    fetched_at: datetime | None
    content: bytes
    media_type: str
    charset: str = ""


def answers_in(file: BinaryIO) -> Iterator[Recorded | str]:
    """Yield the good answers of an unpacked WARC file that may hold news; at a fault, what was wrong, and end."""
    try:
        with _unheard():
            records = iter(ArchiveIterator(file))
        while True:
            with _unheard():
                record = next(records, None)
                found = _recorded(record) if record and record.rec_type in ("response", "resource") else None
            if record is None:
                return
            if found is not None:
                yield found
    except Exception as error:  # the library lets out whatever it stumbles over in hostile bytes
        yield f"WARC is broken: {' '.join(str(error).split())[:150] or type(error).__name__}"


def _unheard() -> redirect_stderr[StringIO]:
    """Keep off the terminal what the library prints of a broken file: it is what strangers wrote, codes and all."""
    return redirect_stderr(StringIO())


def _recorded(record: Any) -> Recorded | None:
    if record.http_headers is not None and record.http_headers.get_statuscode() not in ("200", "203"):
        return None
    content = record.content_stream().read(MAX_WHOLE + 1)
    if not content.strip() or len(content) > MAX_WHOLE:
        return None
    media_type = _MEDIA_TYPES.get(kinds.kind_of(content[:HEAD_BYTES], ""), "")
    if kinds.PREVIEW_MARK.search(content) and media_type == kinds.PAGE:
        media_type = kinds.PREVIEW
    url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    if not media_type or not url.startswith(("http://", "https://")):
        return None
    stated = record.http_headers.get_header("Content-Type") if record.http_headers else ""
    return Recorded(url=url, fetched_at=_moment(record), content=content, media_type=media_type,
                    charset=kinds.charset_of(stated or ""))  # fmt: skip


def _moment(record: Any) -> datetime | None:
    try:
        stated = datetime.fromisoformat(str(record.rec_headers.get_header("WARC-Date")))
    except ValueError:
        return None
    return stated.replace(tzinfo=UTC) if stated.tzinfo is None else stated
