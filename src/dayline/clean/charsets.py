"""Which characters bytes stand for: what is said of them is believed only where it can be true."""

import codecs
import re

# characters beyond ASCII from which on bytes that are UTF-8 are so by no accident, whatever they say
NO_ACCIDENT = 3
# characters that are read for one that is not, so that text which was cut or joined badly counts as UTF-8 all the same
READ_FOR_ONE_LOST = 10
# letters beyond ASCII that follow on each other: 1.1 in French, 1.3 in Polish, 5 in Ukrainian read as Latin
LONG_RUN = 2.5
# share of Cyrillic letters in upper case behind lower case: 0 in prose and in headlines all in capitals, .03 and more
# where one Cyrillic set is taken for another, which turns cases over
MOST_INVERTED = 0.01
# Cyrillic letters beside Latin ones or signs, as a share of all: under .01 in prose, half where French is taken for it
MOST_MIXED = 0.1

# what these have in common is that ASCII stands for itself
_PLAIN = ("utf-8", "ascii", "iso8859", "cp125", "koi8", "mac", "latin")
_UTF_8 = ("utf-8", "ascii")
# what a page may be in; Python knows more by such names, and some of it takes hours for what strangers send
_KNOWN = (*_PLAIN, "gb", "big5", "euc", "shift", "cp", "iso2022", "hz", "johab", "tis", "kz", "ptcp")
# browsers read these names as the larger sets, and so do those who write them
_MEANT = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
          "euc_kr": "cp949", "big5": "big5hkscs"}  # fmt: skip
_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
_BEYOND_LATIN = re.compile("[\u00a1-\u024f]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_INVERTED = re.compile("[\u0430-\u045f](?=[\u0400-\u042f]{2})")
_MIXED = re.compile("[\u0400-\u04ff](?=[A-Za-z¡-ª¬®-¶])|(?<=[A-Za-z¡-ª¬®-¶])[\u0400-\u04ff]")
_EBCDIC = b"\x4c\x6f\xa7\x94"
# how texts begin in which a letter takes two or four bytes: with a mark, or with zeros beside "<" or "{"
_WIDE = (
    (re.compile(rb"\xff\xfe\x00\x00|[<{]\x00\x00\x00"), "utf-32-le"),
    (re.compile(rb"\x00\x00(?:\xfe\xff|\x00[<{])"), "utf-32-be"),
    (re.compile(rb"\xff\xfe|[<{]\x00"), "utf-16-le"),
    (re.compile(rb"\xfe\xff|\x00[<{]"), "utf-16-be"),
)


def decoded(content: bytes, *said: str) -> str | None:
    """Return bytes as text, and None for those in which ASCII does not stand for itself: they say so themselves.

    ``said`` are the sets of characters that the header of the answer and the content name, the best word first.
    """
    if text := wide(content):
        return text
    if content.startswith(_EBCDIC) or b"\x00" in content[:4]:
        return None
    names = [name for name in map(_named, said) if name]
    if content.isascii():
        return content.decode("ascii") if all(name.startswith(_PLAIN) for name in names) else None
    text = content.decode("utf-8-sig", "replace")
    beyond, lost = sum(character > "\x7f" for character in text), text.count("\ufffd")
    others = [name for name in names if name not in _UTF_8]
    if lost == 0 and (beyond >= NO_ACCIDENT or not others):
        return text
    said_so = [found for name in others if (found := _strictly(content, name)) is not None]
    likely = next(filter(is_plausible, said_so), None)
    if likely is not None:
        return likely
    if lost == 0 or beyond - lost >= READ_FOR_ONE_LOST * lost:
        return text
    western = _strictly(content, "cp1252") or content.decode("latin-1")
    if is_plausible(western):
        return western
    guessed = _guessed(content)
    return next(filter(None, (guessed if is_plausible(guessed) else "", *said_so, guessed)), western)


def wide(content: bytes) -> str:
    """Return bytes as text where they begin as one in UTF-16 or UTF-32 does, else ""."""
    name = next((name for beginning, name in _WIDE if beginning.match(content)), "")
    return content.decode(name, "replace").removeprefix("\ufeff") if name else ""


def is_plausible(text: str) -> bool:
    """Tell whether text may be what somebody wrote, and not the letters of one set read as those of another."""
    if _CONTROLS.search(text):
        return False
    runs = _BEYOND_LATIN.findall(text)
    if runs and sum(map(len, runs)) / len(runs) >= LONG_RUN:
        return False
    cyrillic = len(_CYRILLIC.findall(text))
    is_turned = len(_INVERTED.findall(text)) > MOST_INVERTED * cyrillic
    return not is_turned and len(_MIXED.findall(text)) <= MOST_MIXED * cyrillic


def _named(name: str) -> str:
    """Return the name that Python knows a set of characters by, as what is meant by it; "" for none."""
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return ""
    # what takes two or four bytes a letter is none of these: it shows itself by its zeros
    return _MEANT.get(known, known) if known.startswith(_KNOWN) else ""


def _strictly(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guessed(content: bytes) -> str:
    """Return bytes as the text that their statistics speak for, "" where they are silent."""
    # loaded here: what says rightly what it is need not wait for it
    from trafilatura.utils import detect_encoding

    return next((text for name in detect_encoding(content) if (text := _strictly(content, name)) is not None), "")
