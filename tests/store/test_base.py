"""One transaction a call, undone whole by any exception; errors in one line of words."""

import sqlite3

import pytest
from sqlalchemy import insert

from dayline.errors import ArchiveError, RecordError
from dayline.store import Archive
from dayline.store.base import batches, in_words, iso_day
from dayline.store.tables import meta


def test_batches_hold_everything_in_order() -> None:
    assert list(batches(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(batches([])) == []


@pytest.mark.parametrize("day", ["2031-05-04", "2024-02-29", "0001-01-01"])
def test_a_date_is_given_back(day: str) -> None:
    assert iso_day(day) == day


@pytest.mark.parametrize(
    "day", ["", "2031-5-4", "20310504", "2031-02-29", "2031-W18-7", "2031-05-04T00:00", "ten"]
)
def test_anything_else_is_refused(day: str) -> None:
    with pytest.raises(ArchiveError, match="not a date of the form"):
        iso_day(day)


def test_a_transaction_is_undone_whole(archive: Archive) -> None:
    def write_and_stop() -> None:
        with archive._writing() as connection:
            connection.execute(insert(meta), {"key": "half", "value": "done"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_stop()
    assert archive.note("half") is None


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (sqlite3.OperationalError("database or disk is full"), "a.db: no space is left on the disk"),
        (sqlite3.DatabaseError("database disk image is malformed"), "a.db: the file is damaged"),
        (sqlite3.OperationalError("something\nelse"), "a.db: something else"),
        (RecordError("a packed record is damaged"), "a.db: a packed record is damaged"),
    ],
)
def test_errors_become_one_line(error: Exception, message: str) -> None:
    with pytest.raises(ArchiveError) as caught, in_words("a.db"):
        raise error
    assert str(caught.value) == message
    assert caught.value.__cause__ is error
