"""Items out of files and folders on this machine."""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

from dayline.errors import InputError
from dayline.ingest import arrays, kinds
from dayline.ingest.kinds import FileKind
from dayline.ingest.packed import HEAD_BYTES, MAX_WHOLE, Unpacked
from dayline.ingest.warc_files import answers_in
from dayline.model.source import RawItem, Rejected, Source, SourceId
from dayline.text.fingerprints import sha256_hex

STAGE = "ingest"

# control characters, and the halves of characters that stand for bytes which are none
_UNSHOWN = re.compile("[\x01-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_STAMP = re.compile(r"(?<!\d)(\d{8}T\d{6})Z")
# a file time before this comes from a clock or a packer that knew none (zip archives say 1980)
_FIRST_FILE_TIME = datetime(1990, 1, 1, tzinfo=UTC)

Items = Iterator[RawItem | Rejected]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Origin:
    """Where the items of one file come from, and when they were fetched."""

    name: str
    fetched_at: datetime
    source: Source | None
    stream: Unpacked
    file: BinaryIO = field(repr=False)

    def item(self, content: bytes, media_type: str, line: int, source_name: str = "") -> RawItem:
        return RawItem(
            source_id=self.source.id if self.source else SourceId(_storable(source_name)),
            url=self.source.url if self.source and media_type == kinds.FEED else "",
            content=content,
            media_type=media_type,
            fetched_at=self.fetched_at,
            sha256=sha256_hex(content),
            name=f"{self.name}:{line}",
        )

    def rejected(self, reason: str, *, line: int = 1, detail: str = "") -> Rejected:
        return Rejected(item_id=f"{self.name}:{line}", stage=STAGE, reason=reason, detail=detail)


def read_paths(
    paths: Sequence[Path], *, source: Source | None = None, opened: Callable[[Path], None] = lambda path: None
) -> Items:
    """Yield the items of files and folders, folders in sorted order, hidden files left out.

    ``source`` is that of all items, where it is known; ``opened`` is told of each file as it is opened. Raises
    InputError for a path that is not there.
    """
    for path, shown in _walk(paths):
        name = _storable(shown)
        opened(path)
        try:
            file = path.open("rb")
        except OSError as error:
            if path in paths:
                raise InputError(str(path), error.strerror or "cannot be read") from error
            yield Rejected(item_id=f"{name}:1", stage=STAGE, reason=f"cannot be read: {error.strerror}")
            continue
        with file:
            yield from read_stream(file, name=name, fetched_at=_fetched_at(path), source=source)


def count_files(paths: Sequence[Path]) -> int:
    """Return how many files read_paths would open."""
    return sum(1 for _ in _walk(paths))


def read_stream(
    stream: IO[bytes],
    *,
    name: str,
    fetched_at: datetime,
    source: Source | None = None,
    kind: FileKind | None = None,
) -> Items:
    """Yield the items of one open file; its kind is told from its first bytes where it is not given."""
    unpacked = Unpacked(stream)
    buffered = io.BufferedReader(unpacked, HEAD_BYTES)
    file = cast(BinaryIO, buffered)
    origin = _Origin(name=name, fetched_at=fetched_at, source=source, stream=unpacked, file=file)
    head = buffered.peek(HEAD_BYTES)
    if head.strip():
        yield from _READERS[kind or kinds.kind_of(head, name)](origin)
    elif not unpacked.fault:
        yield origin.rejected("empty file")
    if unpacked.fault:
        yield origin.rejected(unpacked.fault)


def _walk(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Yield each file with its name as it is shown: relative to the parent of the given path."""
    for path in paths:
        if not path.exists():
            raise InputError(str(path), "no such file or folder")
        if not path.is_dir():
            yield path, path.name
            continue
        top = path.resolve()
        for below in _files_below(path):
            if below.is_symlink() and not below.resolve().is_relative_to(top):
                continue
            if below.is_file() or (below.is_dir() and not below.is_symlink()):
                yield below, str(Path(top.name) / below.relative_to(path))


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield what lies in a folder and below, sorted, hidden names left out; of folders those that cannot be read."""
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _files_below(entry)
        else:
            yield entry


def _storable(name: str) -> str:
    """Return a name as an archive can hold it and a line can show it: what is no character is escaped."""
    return _UNSHOWN.sub(lambda found: ascii(found[0])[1:-1], name.replace("\x00", ""))


def _fetched_at(path: Path) -> datetime:
    """Return the time stated in the path (nearest to the file first), else that of the file."""
    for part in reversed(path.absolute().parts):
        if stamp := _STAMP.search(part):
            try:
                return datetime.strptime(stamp[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            except ValueError:
                continue
    now = datetime.now(UTC)
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return changed if _FIRST_FILE_TIME <= changed <= now else now


def _documents(origin: _Origin) -> Items:
    """Yield the lines of NDJSON; a line cut by a fault is left out."""
    number = 0
    while line := origin.file.readline(arrays.MAX_ITEM + 1):
        number += 1
        if len(line) > arrays.MAX_ITEM:
            while line and not line.endswith(b"\n"):
                line = origin.file.readline(arrays.MAX_ITEM)
            yield origin.rejected("line too long", line=number, detail=f"more than {arrays.MAX_ITEM} bytes")
            continue
        if origin.stream.fault and not line.endswith(b"\n"):
            break
        content = line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b"")
        if content.strip():
            yield origin.item(content, _media_type(content), number)


def _media_type(content: bytes) -> str:
    """Return the media type of one line; only lines that may be Telegram messages are looked into."""
    if b'"message' not in content and b'"date_unixtime"' not in content and b'"peer_id"' not in content:
        return kinds.DOCUMENT
    try:
        return kinds.media_type_of(json.loads(content))
    except (ValueError, RecursionError):
        return kinds.DOCUMENT


def _array(origin: _Origin) -> Items:
    """Yield the elements of a JSON array: documents, or raw messages of a Telegram client library."""
    for element in arrays.elements(origin.file.read):
        if element.fault:
            if not origin.stream.fault:
                yield origin.rejected(element.fault, line=element.line)
        else:
            yield origin.item(element.written, kinds.media_type_of(element.value), element.line)


def _export(origin: _Origin) -> Items:
    """Yield the messages of a Telegram export; chats between people are set aside, one record each."""
    private: set[str] = set()
    for element in arrays.messages(origin.file.read):
        chat = element.chat or {}
        name, chat_kind = str(chat.get("name") or ""), str(chat.get("type") or "")
        if element.fault:
            if not origin.stream.fault:
                yield origin.rejected(element.fault, line=element.line)
        elif chat_kind in ("personal_chat", "bot_chat", "saved_messages"):
            if name not in private:
                private.add(name)
                yield origin.rejected("a chat between people, not a channel", line=element.line)
        else:
            yield origin.item(element.written, kinds.EXPORTED, element.line, name)


def _whole(media_type: str) -> Callable[[_Origin], Items]:
    """Return the reader of files that are one item."""

    def read(origin: _Origin) -> Items:
        content = origin.file.read(MAX_WHOLE + 1)
        if len(content) > MAX_WHOLE:
            yield origin.rejected("file too large", detail=f"more than {MAX_WHOLE} bytes")
        else:
            yield origin.item(content, media_type, 1)

    return read


def _warc(origin: _Origin) -> Items:
    """Yield the pages, feeds and previews of a WARC file, each with the address and time of its record."""
    for record in answers_in(origin.file):
        if isinstance(record, str):
            if not origin.stream.fault:
                yield origin.rejected(record)
            continue
        yield RawItem(
            source_id=origin.source.id if origin.source else SourceId(""),
            url=record.url,
            content=record.content,
            media_type=record.media_type,
            fetched_at=record.fetched_at or origin.fetched_at,
            sha256=sha256_hex(record.content),
            told=json.dumps({"charset": record.charset}) if record.charset else "",
        )


def _unknown(origin: _Origin) -> Items:
    yield origin.rejected("unknown kind of file")


_READERS: dict[FileKind, Callable[[_Origin], Items]] = {
    "documents": _documents,
    "array": _array,
    "object": _whole(kinds.DOCUMENT),
    "export": _export,
    "feed": _whole(kinds.FEED),
    "page": _whole(kinds.PAGE),
    "mail": _whole(kinds.MAIL),
    "list": _whole(kinds.LIST),
    "warc": _warc,
    "unknown": _unknown,
}
