from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.pipeline.streams import days_of

START = datetime(2031, 4, 10, 6, tzinfo=UTC)


def document(name: str, hours: float | None) -> Document:
    published = None if hours is None else START + timedelta(hours=hours)
    return Document(
        id=DocumentId(name),
        item_id=ItemId(name),
        source_id=SourceId("post"),
        source_name="post",
        headline=name,
        text="",
        published_at=published,
        published_confidence="time" if published else "low",
        fetched_at=START + timedelta(days=30),
        sha256="0" * 64,
        raw_sha256="0" * 64,
    )


def days(hours: Sequence[float | None]) -> list[set[str]]:
    stream = [(document(f"{at}", at), None) for at in hours]
    return [{held.id for held, _ in batch} for batch in days_of(stream)]


def test_a_day_is_over_an_hour_past_its_end() -> None:
    assert days([1, 17.5, 18.5, 17.9, 30]) == [{"1", "17.5", "17.9"}, {"18.5", "30"}]


def test_documents_without_dates_are_one_day() -> None:
    assert len(days([None] * 5)) == 1


@pytest.mark.parametrize("seed", range(5))
def test_order_within_an_hour_changes_nothing(seed: int) -> None:
    hours = [at / 4 for at in range(300)]
    random = Random(seed)
    assert days(sorted(hours, key=lambda at: at + random.random() * 0.99)) == days(hours)
