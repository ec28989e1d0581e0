"""The main toll of a report."""

from datetime import UTC, datetime

import pytest

from dayline.annotate import annotate
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.pipeline.languages import languages
from dayline.pipeline.resources import tools
from dayline.text.tolls import main_tolls

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headline", "text", "killed", "wounded"),
    [
        ("Ferry fire kills 12", "At least 11 people died and 30 were hurt in Tarn.", 12, 30),
        ("Dozens dead in Tarn", "The quake killed 45 people on Sunday. Dozens were hurt.", 45, 12),
        ("Clash at Tarn", "Nine rebels and six soldiers were killed on Monday.", 15, None),
        ("School fire", "Eighteen people were killed, including ten children.", 18, None),
        ("Fire kills 30 children", "At least 30 children were among 39 people killed in Tarn.", 39, None),
        ("Talks go on", "A shell killed two people. The war has killed more than 200,000.", 2, None),
        ("7 hurt in Tarn", "Seven people were hurt by a shell.", None, 7),
        ("Gas in Tarn", "It killed between 500 and 1,300 people.", (500, 1300), None),
    ],
)
def test_the_main_toll(
    headline: str, text: str, killed: int | tuple[int, int] | None, wounded: int | None
) -> None:
    document = Document(
        id=DocumentId("d"), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline=headline,
        text=text, language="en", published_at=NOON, published_confidence="time", fetched_at=NOON,
        sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip
    found = main_tolls(document, annotate(document, tools=tools()), languages()["en"])
    values = {state: (toll.low, toll.high) for state, toll in found.items()}
    assert values.get("killed") == (
        None if killed is None else killed if isinstance(killed, tuple) else (killed,) * 2
    )
    assert values.get("wounded") == (None if wounded is None else (wounded, wounded))


def test_the_figures_of_a_sum_are_kept() -> None:
    text = "Nine rebels and six soldiers were killed on Monday."
    document = Document(
        id=DocumentId("d"), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline="",
        text=text, language="en", published_at=NOON, published_confidence="time", fetched_at=NOON,
        sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip
    toll = main_tolls(document, annotate(document, tools=tools()), languages()["en"])["killed"]
    assert [document.quote(figure.span) for figure in toll.figures] == ["Nine", "six"]
