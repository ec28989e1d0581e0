import time
from datetime import UTC, datetime, timedelta

import pytest

from dayline.dedupe import REMEMBERED_DAYS, Copies
from dayline.model.document import Document
from dayline.text.fingerprints import document_id, item_id, sha256_hex

START = datetime(2031, 4, 10, 6, tzinfo=UTC)
LEAD = (
    "Nine people were killed when the Orrin dam gave way above Tarn on Thursday night, mayor Hanna Brask said, "
    "and rescuers in boats were still searching the lower town at dawn."
)
REST = (
    " The dam, built in 1962, had been inspected in March. Engineers had asked for new gates twice, and twice the "
    "council put the vote off. Schools in Tarn and Velm stay closed, and the bridge at Saltmere is shut to lorries "
    "until the pillars have been looked at by divers from the coast guard."
)


def document(
    headline: str, text: str = "", *, source: str = "post", key: str = "", hours: float | None = 0
) -> Document:
    published = START + timedelta(hours=hours) if hours is not None else None
    return Document(
        id=document_id(source, key or headline + text, headline, text),
        item_id=item_id(source, key or headline + text),
        source_id=source,
        source_name=source,
        headline=headline,
        text=text,
        language="en",
        published_at=published,
        published_confidence="time" if published else "low",
        fetched_at=START + timedelta(days=90),
        sha256=sha256_hex(text.encode()),
        raw_sha256=sha256_hex(headline.encode()),
    )


@pytest.mark.parametrize(
    ("headline", "text", "reason"),
    [
        ("Dam bursts above Tarn", LEAD + REST, "same text"),
        ("Night of fear in the valley", LEAD + REST, "same text"),
        (
            "Dam bursts above Tarn",
            LEAD.replace("Nine", "nine").replace("Thursday night", "Thursday  night") + REST,
            "same text",
        ),
        (
            "Flood: the latest",
            LEAD + REST.replace("twice the council", "twice the town council") + " — Northwire.",
            "near copy",
        ),
        ("Nine dead in Tarn", LEAD, "teaser"),
        ("Dam bursts above Tarn", "", "teaser"),
        ("", LEAD.split(",")[0], "teaser"),
    ],
)
def test_what_repeats_a_report_is_found(headline: str, text: str, reason: str) -> None:
    copies = Copies()
    first = document("Dam bursts above Tarn", LEAD + REST, source="wire")
    assert copies.add(first) is None
    found = copies.add(document(headline, text, hours=2))
    assert found is not None
    assert (found.of, found.reason) == (first.id, reason)
    assert 0 < found.similarity <= 1


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        (
            "Choir of Velm sings",
            "The choir of Velm sang on Thursday night before nine hundred people in the new hall.",
        ),
        ("Dam", ""),
        (
            "Second dam watched after burst above Tarn",
            "Engineers watched the Kessel dam after the burst above Tarn.",
        ),
    ],
)
def test_what_is_its_own_report_is_no_copy(headline: str, text: str) -> None:
    copies = Copies()
    copies.add(document("Dam bursts above Tarn", LEAD + REST, source="wire"))
    copies.add(document("Dam", "", source="other"))
    assert copies.add(document(headline, text, hours=2, key="x")) is None


def test_versions_of_one_item_are_no_copies() -> None:
    copies = Copies()
    copies.add(document("Dam bursts", LEAD, key="item"))
    assert copies.add(document("Dam bursts above Tarn", LEAD + REST, key="item", hours=1)) is None
    assert copies.add(document("Dam bursts above Tarn", LEAD + REST, key="item", hours=2)) is None


def test_a_copy_of_a_copy_points_to_the_first() -> None:
    copies = Copies()
    documents = [
        document("Dam bursts above Tarn", LEAD + REST, source=name, hours=n) for n, name in enumerate("abc")
    ]
    found = [copies.add(one) for one in documents]
    assert [one and one.of for one in found] == [None, documents[0].id, documents[0].id]


def test_a_standing_line_under_other_headlines_is_no_copy() -> None:
    copies = Copies()
    line = "Follow all of today's news from the valley here with our reporters."
    assert copies.add(document("Choir sings", line)) is None
    assert copies.add(document("Dam bursts", line, hours=1)) is None


def test_an_equal_headline_after_days_is_another_item() -> None:
    copies = Copies()
    copies.add(document("Water rises again in Tarn", "", source="a"))
    assert copies.add(document("Water rises again in Tarn", "", source="b", hours=24 * 2)) is not None
    assert copies.add(document("Water rises again in Tarn", "", source="c", hours=24 * 6)) is None


def test_what_is_older_than_the_window_is_forgotten() -> None:
    copies = Copies()
    copies.add(document("Dam bursts above Tarn", LEAD + REST))
    assert (
        copies.add(document("Dam bursts", LEAD + REST, source="b", hours=24 * (REMEMBERED_DAYS + 1))) is None
    )


def test_documents_without_dates_are_compared() -> None:
    copies = Copies()
    copies.add(document("Dam bursts above Tarn", LEAD + REST, hours=None))
    assert copies.add(document("Dam bursts above Tarn", LEAD + REST, source="b", hours=None)) is not None


def _week() -> list[Document]:
    found = []
    for n in range(120):
        text = f"{LEAD.replace('Nine', str(n // 7))} Report {n // 5} from square {n % 5}." + REST * (n % 3)
        found.append(document(f"Report {n % 11} from Tarn square", text, source=f"s{n % 4}", hours=n))
    return found


@pytest.mark.parametrize("cut", [0, 1, 40, 77, 119])
def test_putting_back_equals_having_lived_through_it(cut: int) -> None:
    week, copies = _week(), Copies()
    unbroken = [copies.add(one) for one in week]
    again = Copies()
    for one, duplicate in zip(week[:cut], unbroken, strict=False):
        again.restore(one, duplicate)
    assert [again.add(one) for one in week[cut:]] == unbroken[cut:]
    assert any(unbroken)


def test_thousands_of_copies_cost_no_more_each() -> None:
    def seconds(count: int) -> float:
        copies, documents = (
            Copies(),
            [document("Dam bursts above Tarn", LEAD + REST, source=f"s{n}") for n in range(count)],
        )
        begin = time.perf_counter()
        found = [copies.add(one) for one in documents]
        assert sum(one is not None for one in found) == count - 1
        return time.perf_counter() - begin

    seconds(50)
    assert seconds(2000) < 10 * 8 * max(seconds(200), 0.01)
