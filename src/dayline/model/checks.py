"""The checks that records make of themselves."""

from datetime import datetime

from dayline.errors import RecordError


def require(holds: bool, message: str) -> None:
    """Raise RecordError with the message unless the condition holds."""
    if not holds:
        raise RecordError(message)


def require_aware(moment: datetime | None, name: str) -> None:
    """Raise RecordError for a time without a zone."""
    require(moment is None or moment.tzinfo is not None, f"{name} has no time zone")
