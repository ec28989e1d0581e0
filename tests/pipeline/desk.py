"""A made-up crisis that collects from made-up sites, with a clock that stands until it is moved."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from types import ModuleType
from typing import Any

from dayline.config import Settings, load
from dayline.ingest.fetch import Gate, Limits
from dayline.ingest.guard import Policy
from dayline.model.document import Document
from dayline.model.source import RawItem
from dayline.pipeline.cleaning import Cleaned, clean_items
from dayline.pipeline.collecting import Collected, collect
from dayline.store.archive import Archive
from dayline.text.sources import SourceBook

BEGUN = datetime(2031, 5, 4, 12, tzinfo=UTC)
LONG = "The Varda rose by two metres in the night. " + " ".join(
    f"At {hour} o'clock the gauge in quarter {hour} of the lower town stood at {hour * 7} centimetres, the office said."
    for hour in range(2, 14)
)

CRISIS = """
[crisis]
name = "Varda flood"
id = "varda"
first_day = 2031-05-01
[collect]
contact = "desk@varda.example"
pace = 0
ports = [{port}]
networks = ["127.0.0.1"]
[[relevance]]
names = ["Varda"]
"""


def source(name: str, url: str, **more: str) -> str:
    """Return a source as the crisis file has it."""
    lines = [f'[[sources]]\nid = "{name}"\nname = "{name.title()}"\naddress = "{url}"']
    return "\n".join([*lines, *(f"{key} = {value}" for key, value in more.items())]) + "\n"


def rss(*entries: tuple[str, str, str], hour: int = 6) -> str:
    """Return a feed of (address, headline, text) in hours before noon."""
    items = "".join(
        f"<item><title>{headline}</title><link>{url}</link><description>{text}</description>"
        f"<pubDate>Sun, 04 May 2031 {hour:02}:{number:02}:00 GMT</pubDate></item>"
        for number, (url, headline, text) in enumerate(entries)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


GOOD = rss(("https://a.example/b", "Varda falls", LONG))


def article(headline: str, text: str) -> str:
    """Return a page with an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
    return (
        f'<!doctype html><html lang="en"><head><title>{headline}</title></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{headline}</h1>{body}</article></body></html>"
    )


class Desk:
    """A crisis with its archive and the web that it collects from; the clock stands until it is moved."""

    # seconds for a whole answer
    patience = 2.0

    def __init__(self, folder: Path, web: Any, faults: ModuleType, location: str = "") -> None:
        self.folder, self.web, self.faults = folder, web, faults
        self.now = BEGUN
        self.sources: list[str] = []
        self.archive = Archive.open(location or str(folder / "dayline.db"))

    @property
    def settings(self) -> Settings:
        """Return the crisis file as it stands."""
        path = self.folder / "crisis.toml"
        path.write_text(CRISIS.format(port=self.web.port) + "".join(self.sources), encoding="utf-8")
        return load(path)

    def add(self, name: str, host: str, path: str, reply: Any, **more: str) -> str:
        """Add a source and what it answers; return its address."""
        url = str(self.web.on(host, path, reply))
        self.sources.append(source(name, url, **more))
        return url

    def gate(self, settings: Settings) -> Gate:
        """Return a gate that leads to the loopback alone, within short times."""
        policy = Policy(ports=frozenset(settings.collect.ports), networks=(ip_network("127.0.0.1/32"),))
        return Gate(agent="dayline/0 (+desk@varda.example)", now=lambda: self.now, policy=policy,
                    resolve=self.web.resolve, limits=Limits(seconds=self.patience, body=500_000))  # fmt: skip

    def collect(self, **options: Any) -> Collected:
        """Take a round."""
        settings = self.settings
        options.setdefault("read", self.read)
        return collect(self.archive, settings, self.gate(settings), now=lambda: self.now, **options)

    def read(self, item: RawItem) -> Cleaned:
        """Read an item here, since a process of its own takes a second to start."""
        crisis = self.settings.crisis
        return clean_items([item], crisis, SourceBook(crisis.sources))

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    @property
    def documents(self) -> list[Document]:
        """Return every document, of each item the newest version."""
        return list(self.archive.documents())
