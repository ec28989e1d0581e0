"""What building the site costs: days from nothing, new days, nothing new; seconds, bytes, memory.

Run `python bench/pages.py [--days 1000]`. The archive is made up: 30 passages a day in six sections, each on a document
of its own, with speakers, figures and places that come back from day to day. Making it is not counted. The first new
day links every file of the site, the next only what changed.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

from dayline.config import Settings
from dayline.config.network import Collecting
from dayline.model.claims import Figure, FigureId, PersonId, Statement, StatementId
from dayline.model.crisis import Crisis
from dayline.model.digest import (
    Citation,
    Coverage,
    Digest,
    FigureClaim,
    FigureGroup,
    Passage,
    Section,
    Speaker,
)
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations, Place, PlaceId, PlaceMention
from dayline.model.source import ItemId, RawItem, SourceId
from dayline.model.story import StoryId
from dayline.pipeline.publishing import Publisher
from dayline.store.archive import Archive
from dayline.text.fingerprints import sha256_hex, short_id

SECTIONS, LINES = 6, 5
WORDS = (
    "river", "dam", "wall", "gate", "water", "village", "bridge", "road", "school", "council", "order", "rain",
    "night", "morning", "police", "people", "boats", "sandbags", "shelter", "power", "station", "rail", "line",
    "bread", "fuel", "doctor", "nurse", "engineer", "report", "count", "house", "street", "valley", "market",
    "church", "field", "ferry", "tower", "signal", "wind", "storm", "relief", "truck", "tanker", "pump", "dyke",
    "levee", "slope", "forest", "meadow",
)  # fmt: skip
PEOPLE = [
    f"{first} {last}"
    for first in ["Irena", "Tomas", "Mira", "Jon", "Edda", "Pavel", "Ana", "Karel"]
    for last in ["Solm", "Rell", "Osk", "Tavel", "Korm", "Grun", "Velt", "Vasht"]
]
PLACES = [
    f"{name} {part}"
    for name in ["Teln", "Brenna", "Lindrava", "Orlin", "Hallin", "Marsk"]
    for part in ["North", "South", "East", "West", "Mill", "Bridge"]
]
OUTLETS = [f"Valley Paper {number}" for number in range(15)]
FIRST = date(2022, 2, 24)
CRISIS = Crisis(id="bench", name="Bench", first_day=FIRST, zone=UTC)
VERSION = "bench"


def sentence(chance: random.Random, length: int) -> str:
    """Make a sentence of some words."""
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."


def received(chance: random.Random, day: int, number: int, line: str) -> tuple[RawItem, Document]:
    """Make an item and the document of it, about 250 words around a line."""
    paragraphs = [" ".join(sentence(chance, 14) for _ in range(6)) for _ in range(3)]
    text = f"{paragraphs[0]}\n\n{line} {paragraphs[1]}\n\n{paragraphs[2]}"
    outlet, on = chance.choice(OUTLETS), FIRST + timedelta(days=day - 1)
    at = datetime(on.year, on.month, on.day, 6 + number % 12, tzinfo=UTC)
    content = f"{day}-{number} {text}".encode()
    url = f"https://paper.example/{day}/{number}"
    raw = RawItem(
        source_id=SourceId(outlet),
        url=url,
        content=content,
        media_type="text/plain",
        fetched_at=at,
        sha256=sha256_hex(content),
    )
    return raw, Document(
        id=DocumentId(short_id(str(day), str(number))),
        item_id=ItemId(short_id(url)),
        source_id=SourceId(outlet),
        source_name=outlet,
        url=url,
        headline=sentence(chance, 8).rstrip("."),
        text=text,
        language="en",
        published_at=at,
        published_confidence="time",
        fetched_at=at,
        sha256=sha256_hex(text.encode()),
        raw_sha256=raw.sha256,
    )


def cite(document: Document, words: str, *, in_title: bool = False) -> Citation:
    """Cite words of a document."""
    characters = document.headline if in_title else document.text
    start = characters.index(words)
    return Citation(
        span=document.span(start, start + len(words), "title" if in_title else "text"),
        url=document.url,
        source_name=document.source_name,
        retrieved_at=document.fetched_at,
        sha256=document.sha256,
    )


def make_day(archive: Archive, day: int) -> None:
    """Put a day's documents, annotations and digest into an archive."""
    chance = random.Random(day)
    lines = []
    for _ in range(SECTIONS * LINES):
        person, place = chance.choice(PEOPLE), chance.choice(PLACES)
        line = f"“{sentence(chance, 9)}” {person} said in {place}, where {chance.randint(2, 900)} {sentence(chance, 6)}"
        lines.append((line, person, place))
    both = [received(chance, day, number, line) for number, (line, _, _) in enumerate(lines)]
    on = (FIRST + timedelta(days=day - 1)).isoformat()
    archive.add([raw for raw, _ in both], [(document, on) for _, document in both])
    documents = [document for _, document in both]
    archive.put_annotations(VERSION, [annotated(d, p) for d, (_, _, p) in zip(documents, lines, strict=True)])
    archive.put_digest(digest_of(day, documents, lines), f"key {day}")


def annotated(document: Document, place: str) -> Annotations:
    """Annotate a document with a place and a statement."""
    start = document.text.index(place)
    number = PLACES.index(place)
    spot = Place(
        id=PlaceId(short_id(place)),
        name=place,
        kind="settlement",
        latitude=47 + number % 6 / 3,
        longitude=33 + number / 9,
        country="UA",
    )
    spoken = document.span(start - 60, start - 1)
    statement = Statement(id=StatementId(document.id), kind="direct", content=(spoken,), channel="briefing")
    mention = PlaceMention(span=document.span(start, start + len(place)), place=spot)
    return Annotations(document_id=document.id, language="en", places=(mention,), statements=(statement,))


def digest_of(day: int, documents: list[Document], lines: list[tuple[str, str, str]]) -> Digest:
    """Make a digest in which each document gives a line."""
    passages = [
        Passage(
            text=line, kind="quote", citations=(cite(document, line),), speakers=(PersonId(short_id(person)),)
        )
        for document, (line, person, _) in zip(documents, lines, strict=True)
    ]
    headings = [
        Passage(
            text=document.headline,
            kind="heading",
            citations=(cite(document, document.headline, in_title=True),),
        )
        for document in documents[::LINES]
    ]
    sections = tuple(
        Section(
            story_id=StoryId(f"thread-{day // 4}-{place}"),
            heading=heading,
            outlets=3,
            origins=2,
            passages=tuple(passages[place * LINES : (place + 1) * LINES]),
        )
        for place, heading in enumerate(headings)
    )
    on = FIRST + timedelta(days=day - 1)
    people = {
        person: Speaker(id=PersonId(short_id(person)), name=person, role="mayor") for _, person, _ in lines
    }
    title = Passage(text=f"Day {day}: {headings[0].text}", kind="title", citations=headings[0].citations)
    return Digest(
        crisis_id=CRISIS.id,
        day=day,
        date=on,
        cutoff=datetime(on.year, on.month, on.day, 22, tzinfo=UTC),
        title=title,
        lede=tuple(Passage(text=f"{h.text}.", kind="report", citations=h.citations) for h in headings[:3]),
        sections=sections,
        speakers=tuple(people.values()),
        figures=tuple(figures(day, documents, lines)),
        coverage=Coverage(documents=len(documents), sources=12, independent_origins=20),
    )


def figures(day: int, documents: list[Document], lines: list[tuple[str, str, str]]) -> Iterator[FigureGroup]:
    """Yield two groups of two claims."""
    for place in (0, LINES):
        claims = []
        for at in (place, place + 1):
            line, person, _ = lines[at]
            citation = cite(documents[at], line)
            figure = Figure(
                id=FigureId(f"{day}-{at}"),
                span=citation.span,
                low=day + at,
                high=day + at,
                of="killed",
                unit="people",
                place=PLACES[place],
            )
            words = Passage(text=line, kind="figure", citations=(citation,))
            claims.append(FigureClaim(passage=words, figure=figure, claimant=person.split()[1]))
        yield FigureGroup(of="killed", claims=tuple(claims))


def family() -> dict[int, list[str]]:
    """Return this process and those that it started, and they: what Linux tells of each."""
    found: dict[int, list[str]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            found[int(path.name)] = (path / "stat").read_text().rpartition(")")[2].split()
    own = {os.getpid()}
    while more := {number for number, told in found.items() if int(told[1]) in own} - own:
        own |= more
    return {number: found[number] for number in own if number in found}


def work_done() -> float:
    """Return the processor time of this process and those that work for it, ended ones too, in seconds."""
    ticks = sum(sum(map(int, told[11:15])) for told in family().values())
    return ticks / os.sysconf("SC_CLK_TCK")


def memory() -> float:
    """Return the memory of this process and those that work for it in MB, shared pages counted once."""
    size = 0
    for number in family():
        with suppress(OSError):
            lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
            size += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return size / 1024


class Watch(Thread):
    """Looks at the memory twice a second until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most, self.stopped = 0.0, Event()

    def run(self) -> None:
        """Look."""
        while True:
            self.most = max(self.most, memory())
            if self.stopped.wait(0.5):
                return


def timed(name: str, publisher: Publisher) -> None:
    """Publish days and print what it took."""
    os.sync()  # what was made before is on disk, and not in the way
    watch = Watch()
    watch.start()
    began, spent = time.perf_counter(), work_done()
    publisher.publish()
    wall, work = time.perf_counter() - began, work_done() - spent
    watch.stopped.set()
    watch.join()
    print(f"{name:24} {wall:7.2f} s  {work:7.2f} s of work  at most {watch.most:5.0f} MB", flush=True)


def main() -> None:
    """Make an archive, publish it, add a day, publish that, and publish again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=1000, help="days to publish from nothing")
    parser.add_argument("--processes", type=int, default=2, help="processes that write pages")
    given = parser.parse_args()
    count = given.days
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        settings = Settings(
            crisis=CRISIS,
            archive="",
            site=site,
            title="Bench",
            path=Path("bench.toml"),
            collect=Collecting(warc=Path(folder) / "warc"),
            address="https://bench.example/",
        )
        with Archive.open(str(Path(folder) / "archive.db")) as archive:
            for day in range(1, count + 1):
                make_day(archive, day)
            publisher = Publisher(archive, settings, site, annotation_version=VERSION, processes=given.processes)
            timed(f"{count} days from nothing", publisher)
            make_day(archive, count + 1)
            timed("the first new day", publisher)
            make_day(archive, count + 2)
            timed("one new day", publisher)
            timed("nothing new", publisher)
        files = [path for path in site.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        day_page = (site / f"day/{count}/index.html").stat().st_size
        print(f"{len(files):,} files, {size / 1e6:,.0f} MB; the page of a day {day_page / 1000:.0f} kB")


if __name__ == "__main__":
    main()
