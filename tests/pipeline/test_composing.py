from datetime import UTC, datetime

from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.pipeline.composing import LEAST_IN_COMMON, _meanings


def document(number: int) -> Document:
    return Document(
        id=DocumentId(f"d{number}"),
        item_id=ItemId(f"i{number}"),
        source_id=SourceId("post"),
        source_name="Post",
        headline=f"Water rises in town {number}",
        text="",
        language="en",
        published_at=None,
        published_confidence="low",
        fetched_at=datetime(2031, 4, 10, tzinfo=UTC),
        sha256="0",
        raw_sha256="0",
    )


def test_nothing_is_common_to_a_few_documents() -> None:
    documents = [document(number) for number in range(LEAST_IN_COMMON)]
    assert _meanings(documents).keys() == {each.id for each in documents}
    assert _meanings(documents[1:]) == {}
