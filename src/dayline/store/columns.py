"""What the columns of the archive hold: any characters, times, dates and lists, portable over databases.

Times are integers, microseconds since 1970 in UTC: they sort the same everywhere. Dates are ISO 8601 text.
"""

import json
import re
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import BigInteger, Text, TypeDecorator
from sqlalchemy.engine import Dialect

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# a noncharacter, so free to mark the characters that a database cannot hold: NUL and half surrogate pairs
ESCAPE = "\U0010ffff"
UNSTORABLE = re.compile("[\x00\ud800-\udfff\U0010ffff]")
ESCAPED = re.compile(ESCAPE + "([0-9a-f]{4})")


class Characters(TypeDecorator[str]):
    """Any Python string, given back as it was; the columns are made to compare and sort by code points."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Escape what the database cannot hold."""
        if value is None or (value.isascii() and "\0" not in value) or not UNSTORABLE.search(value):
            return value
        return UNSTORABLE.sub(lambda match: f"{ESCAPE}{ord(match[0]) & 0xFFFF:04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Undo the escapes."""
        if value is None or ESCAPE not in value:
            return value
        return ESCAPED.sub(lambda match: ESCAPE if match[1] == "ffff" else chr(int(match[1], 16)), value)


class Moment(TypeDecorator[datetime]):
    """A time with its zone, as microseconds since 1970; comes back in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Count the microseconds."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Build the time from its microseconds."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A date as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write the date."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read the date."""
        return None if value is None else date.fromisoformat(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write the array, in ASCII."""
        return None if value is None else json.dumps(value) if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Read the array."""
        return None if value is None else () if value == "[]" else tuple(json.loads(value))
