"""The tables of all days as Parquet, a file a table, typed; needs the extra ``parquet``."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dayline.errors import InputError
from dayline.model.review import Artifact
from dayline.model.traces import DaySummary, Trace
from dayline.publish.exports import COLUMNS, TABLES, rows_of
from dayline.publish.links import Site
from dayline.publish.rendering import encoded

# Columns that are no texts; lists are lists of texts.
KINDS: Mapping[str, str] = {
    "day": "whole", "date": "date", "low": "number", "high": "number", "latitude": "number", "longitude": "number",
    "outlets": "whole", "origins": "whole", "sources": "list", "documents": "list",
}  # fmt: skip
# Rows written at a time.
GROUP = 10_000


def parquet_files(days: Iterable[tuple[DaySummary, Sequence[Trace]]], *, site: Site) -> Iterator[Artifact]:
    """Yield a file for each table, from days in order, read once; the same days give the same bytes.

    Raises InputError where PyArrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise InputError("parquet", 'PyArrow is needed: install "dayline[parquet]"') from error
    kinds = {
        "whole": pyarrow.int32(), "number": pyarrow.float64(), "date": pyarrow.date32(), "text": pyarrow.string(),
        "list": pyarrow.list_(pyarrow.string()),
    }  # fmt: skip
    waiting: dict[str, list[Mapping[str, Any]]] = {name: [] for name in TABLES}
    schemas = {name: pyarrow.schema([(c, kinds[KINDS.get(c, "text")]) for c in COLUMNS[name]]) for name in TABLES}
    sinks = {name: pyarrow.BufferOutputStream() for name in TABLES}
    writers = {name: pyarrow.parquet.ParquetWriter(sinks[name], schemas[name], compression="zstd") for name in TABLES}

    def write(name: str) -> None:
        writers[name].write_table(pyarrow.Table.from_pylist(waiting[name], schema=schemas[name]))
        waiting[name].clear()

    for day, traces in days:
        for name in TABLES:
            waiting[name] += [_typed(row) for row in rows_of(name, day, traces, site)]
            if len(waiting[name]) >= GROUP:
                write(name)
    for name in TABLES:
        write(name)
        writers[name].close()
        content: bytes = sinks[name].getvalue().to_pybytes()
        yield Artifact(path=f"{name}.parquet", media_type="application/vnd.apache.parquet", content=content)


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with a date as one, and texts without half characters, which Parquet does not hold."""
    values = {name: _whole(value) for name, value in row.items()}
    return {**values, "date": date.fromisoformat(row["date"])}


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return encoded(value).decode() if isinstance(value, str) else value
