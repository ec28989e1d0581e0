"""Fill archives, each in a process of its own that is killed after a while.

Reads lines of seconds and location from standard input; prints the status of each process when it has ended.
"""

import os
import signal
import sys
import time
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from dayline.model.digest import Citation, Coverage, Digest, Passage
from dayline.model.document import Document, Duplicate, Span
from dayline.model.entities import Annotations
from dayline.model.source import RawItem, Rejected
from dayline.model.story import Assignment, Relevance
from dayline.store import Archive

BATCHES, BATCH = 12, 25
FIRST = datetime(2031, 5, 1, 6, tzinfo=UTC)


def fill(location: str) -> None:
    """Write to every table, going on where an earlier run was ended."""
    with Archive.open(location) as archive:
        for number in range(BATCHES):
            received = [receive(BATCH * number + place) for place in range(BATCH)]
            day = (FIRST + timedelta(days=number)).date().isoformat()
            bad = Rejected(item_id=f"a:{number}", stage="clean", reason="empty")
            archive.add([raw for raw, _ in received], [(document, day) for _, document in received], [bad])
        for number in range(BATCHES):
            derive(archive, number, FIRST.date() + timedelta(days=number))


def derive(archive: Archive, number: int, day: date) -> None:
    """Annotate, fold and compose one day, where that has not been done."""
    ids = [document.id for document in archive.documents(day=day.isoformat())]
    missing = archive.unannotated("1", ids)
    archive.put_annotations("1", [Annotations(document_id=found, language="en") for found in missing])
    missing = archive.without_relevance("1", ids)
    archive.put_relevance("1", [Relevance(document_id=found, score=1.0) for found in missing])
    key = archive.documents_key(day=day.isoformat())
    if archive.fold_key("flood", day.isoformat()) != key:
        made = [Assignment(document_id=found, story_id="s", similarity=0.5) for found in ids]
        copies = [Duplicate(document_id=ids[1], of=ids[0], reason="near copy", similarity=0.9)]
        archive.put_fold_day("flood", day.isoformat(), key, made, copies)
    if archive.digest_key("flood", number + 1) != key:
        archive.put_digest(compose(archive.document(ids[0]), number + 1, day), key)


def receive(number: int) -> tuple[RawItem, Document]:
    """Make an item and its document."""
    at = FIRST + timedelta(minutes=number)
    text = f"Report {number}. " + "The dam at Orsk holds, the mayor said. " * 20
    content = text.encode()
    raw_sha = sha256(content).hexdigest()
    raw = RawItem(source_id="gazette", url="", content=content, media_type="text/html", fetched_at=at,  # type: ignore[arg-type]
                  sha256=raw_sha)  # fmt: skip
    values: dict[str, Any] = {"id": raw_sha[:16], "item_id": raw_sha[16:32], "source_id": "gazette"}
    return raw, Document(
        **values, source_name="Gazette", headline=f"Плотина {number}", text=text, published_at=at,
        published_confidence="time", fetched_at=at, sha256=raw_sha, raw_sha256=raw_sha,
    )  # fmt: skip


def compose(document: Document, number: int, day: date) -> Digest:
    """Make a digest of one line."""
    cited = Citation(span=Span(document_id=document.id, start=0, end=6), url="", source_name="Gazette",
                     retrieved_at=document.fetched_at, sha256=document.sha256)  # fmt: skip
    return Digest(
        crisis_id="flood", day=number, date=day, cutoff=FIRST + timedelta(days=number), sections=(), lede=(),
        title=Passage(text=f"Day {number}: Report", kind="title", citations=(cited,)),
        coverage=Coverage(documents=BATCH, sources=1, independent_origins=1),
    )  # fmt: skip


def main() -> None:
    """Fork a process for each line; a child that has ended keeps its number until it is waited for."""
    for line in sys.stdin:
        seconds, location = line.strip().split(" ", 1)
        child = os.fork()
        if child == 0:
            fill(location)
            os._exit(0)
        if seconds != "-":
            time.sleep(float(seconds))
            os.kill(child, signal.SIGKILL)
        print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
