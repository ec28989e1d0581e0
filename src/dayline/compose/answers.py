"""What a drafter answered, read as strictly as what any stranger sends: passages, or words on why there are none."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Characters of an answer, its passages, and the citations of one, beyond which it is not read.
MOST_ANSWER, MOST_DRAFTED, MOST_CITED = 60_000, 40, 12
# A block of code, which many models put round JSON.
_FENCE = re.compile(r"\A\s*```[a-z]*\s*\n(?P<inside>.*?)\n?\s*```\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """One passage as drafted: which planned one it is for, its words, and the ids of the evidence that it cites."""

    slot: str
    text: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer: its passages, and what of it could not be read, as (its words, why)."""

    passages: tuple[Drafted, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()


def read_answer(text: str) -> Answer:
    """Read an answer; what has not the agreed form is a fault, and costs only itself where it is one passage."""
    if len(text) > MOST_ANSWER:
        return _unreadable(f"an answer of {len(text):,} characters")
    fenced = _FENCE.match(text)
    try:
        given = json.loads(fenced["inside"] if fenced else text)
    except (ValueError, RecursionError):
        return _unreadable("an answer that is not JSON", text)
    listed = given.get("passages") if isinstance(given, dict) else None
    if not isinstance(listed, list):
        return _unreadable("an answer without a list of passages", text)
    if len(listed) > MOST_DRAFTED:
        return _unreadable(f"an answer of {len(listed)} passages")
    passages: list[Drafted] = []
    faults: list[tuple[str, str]] = []
    for entry in listed:
        read = next(_drafted(entry), None)
        if read is None:
            faults.append((shown(json.dumps(entry, ensure_ascii=False)), "not a passage with id, text and citations"))
        elif any(read.slot == other.slot for other in passages):
            faults.append((shown(read.text), f"a second passage for {shown(read.slot)}"))
        else:
            passages.append(read)
    return Answer(passages=tuple(passages), faults=tuple(faults))


def _drafted(entry: Any) -> Iterator[Drafted]:
    """Yield an entry as a passage; nothing where it has not the form of one."""
    if not isinstance(entry, dict):
        return
    slot, text, cited = entry.get("id"), entry.get("text"), entry.get("citations")
    if not (isinstance(slot, str) and isinstance(text, str) and isinstance(cited, list)):
        return
    if text.strip() and 0 < len(cited) <= MOST_CITED and all(isinstance(one, str) for one in cited):
        yield Drafted(slot=slot, text=text, cited=tuple(dict.fromkeys(cited)))


def _unreadable(reason: str, text: str = "") -> Answer:
    return Answer(faults=((shown(text), reason),))


def shown(text: str) -> str:
    """Return the beginning of strange words on one line, fit to be kept and printed."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in text[:400]).split())
    return plain[:159] + "…" if len(plain) > 160 else plain
