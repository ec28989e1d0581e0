"""What collecting costs: many sources on a server of this machine, round after round.

    python bench/collecting.py [--sources N] [--items N] [--rounds N]

Prints one JSON object: ``requests``, ``mebibytes`` and ``seconds`` of the first round over all sources,
``items_per_second`` of it, ``requests_per_second`` of the rounds that follow (every source is asked again and every
twentieth has one new item), ``memory_first`` and ``memory_last`` (peak in MiB) after the first and the last round,
``memory_reader`` of the largest of the processes that read what came.
"""

import argparse
import json
import resource
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path

from dayline.config import load
from dayline.ingest.fetch import Gate
from dayline.ingest.guard import Policy
from dayline.pipeline.collecting import collect
from dayline.store.archive import Archive

BEGUN = datetime(2031, 5, 4, 12, tzinfo=UTC)
# every so many of the sources have a new item in each round
NEWS_EVERY = 20
TEXT = "The Varda stood at {n} centimetres at gauge {n}, the office said, and fell by {m} in the night. " * 12


class Feeds:
    """The feeds of a round: each has its items, and a tag that changes with them."""

    def __init__(self, items: int) -> None:
        self.items, self.round = items, 0

    def version(self, source: int) -> int:
        """Return how many new items a source has had."""
        return sum((source + turn) % NEWS_EVERY == 0 for turn in range(1, self.round + 1))

    def content(self, source: int) -> bytes:
        """Return a feed."""
        newest = self.items + self.version(source)
        entries = "".join(
            f"<item><title>Varda at gauge {source}-{n}</title><link>https://h{source}.example/{n}</link>"
            f"<description>{TEXT.format(n=source * 1000 + n, m=n)}</description>"
            f"<pubDate>{(BEGUN - timedelta(minutes=20 * (newest - n))):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
            for n in range(newest - self.items, newest)
        )
        return f'<rss version="2.0"><channel><title>Gauge</title>{entries}</channel></rss>'.encode()


def serve(feeds: Feeds) -> ThreadingHTTPServer:
    """Start a server of feeds."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            if not name.isdigit():
                self.send_error(404)
                return
            tag = f'"{name}-{feeds.version(int(name))}"'
            if self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            content = feeds.content(int(name))
            self.send_response(200)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def memory(whose: int = resource.RUSAGE_SELF) -> float:
    """Return the peak memory of this process, or of the largest of those that it has ended, in MiB."""
    peak = resource.getrusage(whose).ru_maxrss
    return round(peak / (1024**2 if sys.platform == "darwin" else 1024), 1)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()
    feeds = Feeds(max(1, options.items // options.sources))
    server = serve(feeds)
    port = server.server_address[1]
    clock = [BEGUN]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crisis.toml"
        sources = "".join(
            f'[[sources]]\nid = "s{n}"\nname = "S{n}"\naddress = "http://h{n}.example:{port}/{n}"\n'
            for n in range(options.sources)
        )
        path.write_text(
            '[crisis]\nname = "Varda"\nid = "varda"\nfirst_day = 2031-05-01\n[collect]\npace = 0\nfull_text = false\n'
            f'ports = [{port}]\n[[relevance]]\nnames = ["Varda"]\n{sources}',
            encoding="utf-8",
        )
        settings = load(path)
        gate = Gate(
            agent="dayline", now=lambda: clock[0], resolve=lambda host, port: ["127.0.0.1"],
            policy=Policy(ports=frozenset({port}), networks=(ip_network("127.0.0.1/32"),)),
        )  # fmt: skip
        with Archive.open(str(Path(folder) / "dayline.db")) as archive:
            begun = time.perf_counter()
            first = collect(archive, settings, gate, now=lambda: clock[0])
            seconds = time.perf_counter() - begun
            memory_first, asked = memory(), 0
            begun = time.perf_counter()
            for turn in range(1, options.rounds):
                feeds.round = turn
                clock[0] += timedelta(hours=1)
                done = collect(archive, settings, gate, now=lambda: clock[0], everything=True)
                asked += done.asked
                if done.failed:
                    raise SystemExit(f"round {turn}: {done.faults[:3]}")
            later = time.perf_counter() - begun
            documents = archive.count()
    server.shutdown()
    print(
        json.dumps(
            {
                "sources": options.sources, "documents": documents, "requests": first.asked, "failed": first.failed,
                "mebibytes": round(first.size / 1024**2, 1), "seconds": round(seconds, 1),
                "items_per_second": round(first.documents / seconds, 1), "rounds": options.rounds,
                "requests_per_second": round(asked / later, 1) if later else 0.0,
                "memory_first": memory_first, "memory_last": memory(),
                "memory_reader": memory(resource.RUSAGE_CHILDREN),
            }
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
