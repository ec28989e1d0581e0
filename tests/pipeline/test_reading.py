"""Reading in a process of its own: what takes too long or too much costs only itself."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from desk import GOOD

from dayline.ingest import kinds
from dayline.ingest.front_pages import named_feed
from dayline.model.crisis import Crisis
from dayline.model.document import Document
from dayline.model.source import RawItem, Source, SourceId
from dayline.pipeline import reading
from dayline.pipeline.cleaning import Cleaned
from dayline.pipeline.reading import Reader
from dayline.text.fingerprints import sha256_hex

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)
CRISIS = Crisis(id="varda", name="Varda flood", first_day=NOON.date(), zone=UTC)


def item(content: str) -> RawItem:
    """Return a feed as it was received."""
    return RawItem(source_id=SourceId("courier"), url="https://courier.example/feed", content=content.encode(),
                   media_type=kinds.FEED, fetched_at=NOON, sha256=sha256_hex(content.encode()))  # fmt: skip


def headlines(cleaned: Cleaned) -> list[str]:
    """Return the headlines of what was read."""
    return [document.headline for document, _ in cleaned.documents if isinstance(document, Document)]


def test_items_are_read_and_one_that_takes_too_long_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with Reader(CRISIS) as reader:
        assert headlines(reader.clean(item(GOOD))) == ["Varda falls"]
        assert reader.clean(item("no feed")).rejected[0].reason == "feed is broken"
        monkeypatch.setattr(reader, "_seconds", 0.0)
        set_aside = reader.clean(item(GOOD.replace("<item>", "<item><x/>" * 20_000)))
        assert [one.reason for one in set_aside.rejected] == ["took longer than 0 seconds to read"]
        assert set_aside.rejected[0].item_id == "https://courier.example/feed"
        monkeypatch.setattr(reader, "_seconds", reading.SECONDS)
        assert headlines(reader.clean(item(GOOD))) == ["Varda falls"]


def test_a_process_that_dies_is_replaced() -> None:
    with Reader(CRISIS) as reader:
        reader.clean(item(GOOD))
        assert reader._process is not None
        reader._process.kill()
        reader._process.join()
        assert headlines(reader.clean(item(GOOD))) == ["Varda falls"]


def test_memory_beyond_the_bound_costs_only_the_item() -> None:
    with Reader(CRISIS, memory=300 * 1024**2) as reader:
        huge = GOOD.replace("Varda falls", "Varda " * 12_000_000)
        assert reader.clean(item(huge)).rejected
    with Reader(CRISIS) as reader:
        assert headlines(reader.clean(item(GOOD))) == ["Varda falls"]


def test_links_of_a_front_page_are_found_in_that_process_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise AssertionError("the program itself must not parse what strangers sent")

    monkeypatch.setattr("lxml.html.document_fromstring", fail)
    courier = Source(id=SourceId("courier"), name="Courier", kind="page", url="https://courier.example/")
    page = '<html><body><a href="/2031/05/04/varda-falls-in-the-night">Varda falls in the night</a></body></html>'
    front = replace(item(page), media_type=kinds.FRONT_PAGE)
    with Reader(replace(CRISIS, sources=(courier,))) as reader:
        cleaned = reader.clean(front)
    assert [link.headline for link in cleaned.links] == ["Varda falls in the night"]
    assert named_feed(page.encode(), "https://courier.example/") == ""
