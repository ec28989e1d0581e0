"""Tables as Parquet: typed, whole, and the same bytes again."""

from io import BytesIO

import pytest

from dayline.publish.exports import COLUMNS, TABLES, rows_of
from dayline.publish.parquet import parquet_files
from dayline.publish.traces import summary_of

parquet = pytest.importorskip("pyarrow.parquet", reason="PyArrow is not installed: no Parquet is made")


@pytest.fixture(scope="module")
def days(made, sites):
    """Return two days with what they hold, one of them hostile and with half characters."""
    both = [made.full_day(6), made.hostile_day(["=1+1", "half \ud83d", "\x00"], 7)]
    traces = sites.traces_by_day(both)
    return [(summary_of(digest), traces[digest.day]) for digest, _ in both]


def test_each_table_has_its_rows_with_their_types(made, days):
    files = {file.path: file.content for file in parquet_files(iter(days), site=made.SITE)}
    assert set(files) == {f"{name}.parquet" for name in TABLES}
    for name in TABLES:
        table = parquet.read_table(BytesIO(files[f"{name}.parquet"]))
        assert tuple(table.column_names) == COLUMNS[name]
        rows = [row for day, traces in days for row in rows_of(name, day, traces, made.SITE)]
        found = table.to_pylist()
        assert [row["day"] for row in found] == [row["day"] for row in rows]
        for one, other in zip(found, rows, strict=True):
            assert one["text"] == other["text"].encode("utf-8", "replace").decode()
            assert one["date"].isoformat() == other["date"]
            assert one["documents"] == other["documents"]
    figures = parquet.read_table(BytesIO(files["figures.parquet"]))
    assert str(figures.schema.field("low").type) == "double"


def test_the_same_days_give_the_same_bytes(made, days):
    first, again = ([file.content for file in parquet_files(iter(days), site=made.SITE)] for _ in range(2))
    assert first == again


def test_no_days_make_empty_tables(made):
    for file in parquet_files([], site=made.SITE):
        assert parquet.read_table(BytesIO(file.content)).num_rows == 0
