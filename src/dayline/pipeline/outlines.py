"""Lists of sources, out of the crisis file and into it."""

import json
import re
from pathlib import Path

from dayline.config import Settings
from dayline.ingest.answers import is_asked
from dayline.ingest.opml import read_opml, write_opml
from dayline.text.addresses import bare_address, bare_host, host_of


def sources_as_opml(settings: Settings) -> str:
    """Return the sources of a crisis that have an address to ask."""
    return write_opml(settings.title, [source for source in settings.crisis.sources if is_asked(source)])


def sources_from_opml(path: Path, settings: Settings) -> str:
    """Return the feeds of an OPML file that the crisis file lacks, as the tables to add to it."""
    known = {
        bare_address(address) for source in settings.crisis.sources for address in (source.url, *source.addresses)
    }
    ids: set[str] = {source.id for source in settings.crisis.sources}
    tables = []
    for outline in read_opml(path):
        if bare_address(outline.url) in known:
            continue
        host = bare_host(host_of(outline.url)) or "source"
        name = " ".join(outline.name.split()) or host
        source_id = _new_id(re.sub(r"[^a-z0-9]+", "-", host.partition(".")[0].casefold()).strip("-") or "source", ids)
        lines = ["[[sources]]", f"id = {_text(source_id)}", f"name = {_text(name)}", f"address = {_text(outline.url)}"]
        tables.append("\n".join(lines) + "\n")
    return "\n".join(tables)


def _new_id(wanted: str, ids: set[str]) -> str:
    """Return an id that is not taken, and take it."""
    number, found = 2, wanted
    while found in ids:
        found, number = f"{wanted}-{number}", number + 1
    ids.add(found)
    return found


def _text(words: str) -> str:
    """Return a text as TOML writes it."""
    return json.dumps(re.sub(r"[\x00-\x1f\x7f]", " ", words), ensure_ascii=False)
