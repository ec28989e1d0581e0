"""JSON arrays read element by element, so that an export of any size takes little memory."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# bytes taken from the file at a time
PIECE = 256 * 1024
# bytes that a single line or array element may have: a thousand times a long article
MAX_ITEM = 16 * 1024 * 1024

_BETWEEN = re.compile(r"[\s,]*")
_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of an array: its value, its bytes as they stood, its first line counted from 1.

    ``chat`` holds the fields that stood before the array in the same object. ``fault`` says instead why
    reading had to stop here.
    """

    value: object = None
    written: bytes = b""
    line: int
    chat: dict[str, object] | None = None
    fault: str = ""


class _Window:
    """The part of a JSON text that is in memory."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self.text = ""
        self.position = 0
        self.line = 1
        self.ended = False
        self._read = read
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")

    def grow(self) -> bool:
        """Take more of the file, what is behind the position thrown away; tell whether there was more."""
        self.line += self.text.count("\n", 0, self.position)
        self.text = self.text[self.position :]
        self.position = 0
        piece = self._read(max(PIECE, len(self.text)))
        self.ended = not piece
        self.text += self._decoder.decode(piece, final=self.ended)
        return not self.ended

    @property
    def here(self) -> int:
        return self.line + self.text.count("\n", 0, self.position)

    def skip(self) -> str:
        """Go past white space and commas; return the next character, "" at the end."""
        while True:
            between = _BETWEEN.match(self.text, self.position)
            self.position = between.end() if between else self.position
            if self.position < len(self.text):
                return self.text[self.position]
            if not self.grow():
                return ""


def elements(read: Callable[[int], bytes]) -> Iterator[Element]:
    """Yield the elements of a JSON array that is the whole file; end with a fault where it breaks off."""
    window = _Window(read)
    if window.skip() != "[":
        yield Element(line=1, fault="not a JSON array in UTF-8")
        return
    window.position += 1
    yield from _elements_here(window, None)


def messages(read: Callable[[int], bytes]) -> Iterator[Element]:
    """Yield the elements of every list called "messages", each with the fields that stood before it."""
    window = _Window(read)
    lists = 0
    while True:
        found = _MESSAGES.search(window.text, window.position)
        if found:
            chat = _fields_before(window.text[window.position : found.start()])
            window.position = found.end()
            lists += 1
            yield from _elements_here(window, chat)
            continue
        # a key cut by the window's edge must be found in the next one
        window.position = max(window.position, len(window.text) - PIECE)
        if not window.grow():
            break
    if not lists:
        yield Element(line=1, fault="no list of messages")


def _elements_here(window: _Window, chat: dict[str, object] | None) -> Iterator[Element]:
    while (following := window.skip()) != "]":
        if not following:
            yield Element(line=window.here, chat=chat, fault="JSON breaks off")
            return
        try:
            value, end = _DECODER.raw_decode(window.text, window.position)
            is_whole = end < len(window.text) or window.ended
        except (ValueError, RecursionError) as error:
            is_whole, is_deep = False, isinstance(error, RecursionError)
            if is_deep or window.ended or len(window.text) - window.position > MAX_ITEM:
                reason = "nested too deeply" if is_deep else str(error)
                yield Element(line=window.here, chat=chat, fault=f"JSON is broken: {reason}")
                window.position = len(window.text)
                return
        if not is_whole:
            window.grow()
            continue
        written = window.text[window.position : end].encode("utf-8", "surrogateescape")
        yield Element(value=value, written=written, line=window.here, chat=chat)
        window.position = end
    window.position += 1


def _fields_before(text: str) -> dict[str, object]:
    """Return the plain fields of the object whose later field was found: what follows the last open brace."""
    try:
        fields = json.loads("{" + text.rpartition("{")[2].rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
