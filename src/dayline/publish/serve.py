"""The folder of a site over HTTP, on this machine only: to look at it, with the search, before it is copied away."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dayline.errors import InputError

HERE = "127.0.0.1"
NOT_FOUND = "404.html"
# What every answer says: be asked again, take files for what they are called, tell nobody where a reader came from.
HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}
# What answers for saved copies say beside: their page has no origin, and so nothing of the site's.
SANDBOX = "sandbox allow-top-navigation-by-user-activation"
TYPES = {
    ".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml",
    ".json": "application/json", ".geojson": "application/geo+json", ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8", ".js": "text/javascript", ".opml": "text/x-opml",
}  # fmt: skip


class SiteHandler(SimpleHTTPRequestHandler):
    """Hands out files of the site, and its own page for what is not there; lists no folders, writes no log."""

    def guess_type(self, path: Any) -> str:
        """Return the media type of a file by its name."""
        return TYPES.get(Path(path).suffix) or super().guess_type(path)

    def end_headers(self) -> None:
        """End the headers with those of every answer."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        if urlsplit(self.path).path.startswith("/saved/"):
            self.send_header("Content-Security-Policy", SANDBOX)
        super().end_headers()

    def send_head(self) -> Any:
        """Begin the answer; a path that no file can have is one of a file that is missing."""
        try:
            return super().send_head()
        except ValueError:
            return self.send_error(404)

    def list_directory(self, path: object) -> None:
        """Refuse to list a folder."""
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where a file is missing."""
        page = Path(self.directory) / NOT_FOUND
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *words: object) -> None:  # noqa: A002 (the name that the server has)
        """Keep no note of who reads what."""


def server_of(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a folder that is bound to a port of this machine (0: any free one) and not running yet.

    Raises InputError where there is no site, or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise InputError(str(folder), "has no index.html: build the site first")
    try:
        return ThreadingHTTPServer((HERE, port), partial(SiteHandler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        raise InputError(f"port {port}", getattr(error, "strerror", "") or "is no port") from error
