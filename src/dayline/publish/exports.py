"""What the days hold as tables, a set a month: statements, figures, places and threads as CSV, JSON and GeoJSON."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dayline.model.crisis import Crisis
from dayline.model.review import Artifact
from dayline.model.traces import DaySummary, FigurePoint, Line, PlaceNamed, Saying, ThreadDay, Trace
from dayline.publish.calendars import month_name
from dayline.publish.links import Site, day_path
from dayline.publish.rendering import encoded, json_lines, page
from dayline.publish.spelling import spell_month

Row = dict[str, Any]

# Signs at the beginning of a cell that make spreadsheets compute it.
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_paths(on: date) -> Iterator[str]:
    """Yield the paths of the tables of a month."""
    for name in TABLES:
        yield from (f"export/{month_name(on)}/{name}.{ending}" for ending in ("csv", "json", "geojson"))


def month_exports(days: Sequence[tuple[DaySummary, Sequence[Trace]]], *, site: Site) -> Iterator[Artifact]:
    """Yield the tables of one month from its days in order, each with what it holds; none for no days."""
    if not days:
        return
    folder = f"export/{month_name(days[0][0].date)}"
    for name in TABLES:
        rows = [row for day, traces in days for row in rows_of(name, day, traces, site)]
        yield csv_artifact(f"{folder}/{name}.csv", COLUMNS[name], rows)
        if name == "places":
            yield _geojson(f"{folder}/{name}.geojson", rows)
        else:
            yield _json(f"{folder}/{name}.json", json_lines(rows) + "\n", "application/json")


def rows_of(name: str, day: DaySummary, traces: Sequence[Trace], site: Site) -> Iterator[Row]:
    """Yield what a day has for a table."""
    kind, make = TABLES[name]
    for trace in traces:
        if isinstance(trace, kind):
            yield {"day": day.day, "date": day.date.isoformat(), **make(trace), **_evidence(day, trace.line, site)}


def exports_page(days: Sequence[DaySummary], crisis: Crisis, *, site: Site) -> Artifact:
    """Return the page that lists the tables of all months, newest first."""
    months = {month_name(day.date): spell_month(day.date) for day in sorted(days, key=lambda day: -day.day)}
    values = {
        "root": "../",
        "site": site.title,
        "crisis": crisis,
        "months": months,
        "tables": [(name, "geojson" if name == "places" else "json", COLUMNS[name]) for name in TABLES],
    }
    return page("export/index.html", "exports.html", values, styles=("pages.css",))


def csv_artifact(path: str, columns: Sequence[str], rows: Sequence[Row]) -> Artifact:
    """Return a table as CSV (RFC 4180); a text that a spreadsheet would compute begins with an apostrophe."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return Artifact(path=path, media_type="text/csv; charset=utf-8", content=encoded(stream.getvalue()))


def _cell(value: object) -> object:
    text = "; ".join(map(str, value)) if isinstance(value, list) else value
    if isinstance(text, str):
        text = text.replace("\0", "\ufffd")
        return f"'{text}" if text.lstrip(" ").startswith(COMPUTED) else text
    return text


def _geojson(path: str, rows: Sequence[Row]) -> Artifact:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {key: value for key, value in row.items() if key not in {"latitude", "longitude"}},
        }
        for row in rows
    ]
    text = f'{{"type":"FeatureCollection","features":{json_lines(features)}}}\n'
    return _json(path, text, "application/geo+json")


def _json(path: str, text: str, media_type: str) -> Artifact:
    return Artifact(path=path, media_type=media_type, content=text.encode("utf-8", "backslashreplace"))


def _evidence(day: DaySummary, line: Line, site: Site) -> Row:
    path = day_path(day.day)
    return {
        "text": line.text,
        "heading": line.heading,
        "thread": line.thread,
        "page": f"{site.address_of(path) or path}#{line.anchor}",
        "sources": list(dict.fromkeys(each.source_name for each in line.evidence)),
        "documents": [each.document_id for each in line.evidence],
    }


def _statement(trace: Saying) -> Row:
    return {"speaker_id": trace.subject, "speaker": trace.name, "role": trace.role, "channel": trace.channel}


def _figure(trace: FigurePoint) -> Row:
    return {
        "series": trace.subject, "of": trace.of, "claimed_by": trace.claimant, "low": _plain(trace.low),
        "high": _plain(trace.high), "unit": trace.unit, "hedge": trace.hedge, "per": trace.per,
        "as_of": trace.as_of, "side": trace.side, "place": trace.place,
    }  # fmt: skip


def _place(trace: PlaceNamed) -> Row:
    return {
        "place_id": trace.subject, "name": trace.name, "precision": trace.precision,
        "latitude": trace.latitude, "longitude": trace.longitude, "country": trace.country,
    }  # fmt: skip


def _thread(trace: ThreadDay) -> Row:
    return {"name": trace.name, "outlets": trace.outlets, "origins": trace.origins}


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


# Each table: the record that gives its rows, and what makes one.
TABLES: Mapping[str, tuple[type[Any], Callable[[Any], Row]]] = {
    "statements": (Saying, _statement),
    "figures": (FigurePoint, _figure),
    "places": (PlaceNamed, _place),
    "threads": (ThreadDay, _thread),
}
_FIRST, _LAST = ("day", "date"), ("text", "heading", "thread", "page", "sources", "documents")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "statements": (*_FIRST, "speaker_id", "speaker", "role", "channel", *_LAST),
    "figures": (*_FIRST, "series", "of", "claimed_by", "low", "high", "unit", "hedge", "per", "as_of", "side", "place",
                *_LAST),
    "places": (*_FIRST, "place_id", "name", "precision", "latitude", "longitude", "country", *_LAST),
    "threads": (*_FIRST, "name", "outlets", "origins", *_LAST),
}  # fmt: skip
