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


TEASER = (
    "Nine people were killed and forty hurt when the Orrin dam gave way above Tarn on Thursday night, "
    "mayor Hanna Brask told reporters at dawn."
)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Nine dead in Tarn", "Mayor Hanna Brask said at dawn that " + TEASER.split(",")[0].lower() + "."),
        ("Night of fear in Tarn", TEASER.replace("and forty hurt ", "").replace("above Tarn", "over Tarn")),
        ("Night of fear", TEASER.split(",")[0] + "."),
    ],
)
def test_an_agency_s_sentence_that_was_edited_is_a_copy(headline: str, text: str) -> None:
    copies = Copies()
    first = document("Dam bursts above Tarn", TEASER, source="wire")
    copies.add(first)
    found = copies.add(document(headline, text, source="star", hours=1))
    assert found is not None
    assert found.of == first.id


def test_the_same_told_in_other_words_is_no_copy() -> None:
    copies = Copies()
    copies.add(document("Dam bursts above Tarn", TEASER, source="wire"))
    other = "Rescuers counted nine dead in Tarn on Friday after the Orrin dam gave way, and mayor Hanna Brask wept."
    assert copies.add(document("Tarn mourns", other, source="star", hours=1)) is None


@pytest.mark.parametrize(
    ("one", "other", "hours"),
    [
        ("Orrin flood, day 3: live", "Orrin flood, day 4: live", 24),
        ("Choir of Velm sings Haydn", "Mill of Dunmoor burns down", 1),
        ("What we know of the Orrin flood", "Orrin flood: a look back at the year", 24 * 4),
    ],
)
@pytest.mark.parametrize("text", ["Follow all the news from the valley here with our reporters.", TEASER, LEAD + REST])
def test_what_an_outlet_prints_every_day_is_no_copy(one: str, other: str, hours: float, text: str) -> None:
    copies = Copies()
    copies.add(document(one, text))
    found = copies.add(document(other, text, hours=hours))
    assert (found is None) == (text != LEAD + REST or "Choir" in one)


def test_of_outlets_that_are_not_known_nothing_is_a_standing_line() -> None:
    copies = Copies()
    copies.add(document("Choir of Velm sings Haydn", TEASER, source="unknown"))
    assert copies.add(document("Mill of Dunmoor burns down", TEASER, source="unknown", hours=1)) is not None


@pytest.mark.parametrize(
    ("one", "other", "source", "is_copy"),
    [
        ("Dam bursts above Tarn, nine dead", "Dam bursts above Tarn, nine killed", "post", True),
        ("Minister says Orrin dam was sound", "Orrin dam was sound, minister says", "post", True),
        ("Orrin flood live, day 3 in Tarn", "Orrin flood live, day 4 in Tarn", "post", False),
        ("Divers look for cracks in the Orrin dam", "Divers look for cracks in the Orrin dam above Tarn", "star", True),
        ("Dam above Tarn bursts, nine people dead", "Dam above Tarn bursts; hundreds flee to Velm", "star", False),
        ("“Nine” dead in Tarn flood", "Nine dead in Tarn flood", "star", True),
    ],
)  # fmt: skip
def test_items_of_headlines_alone_are_known_by_nearly_equal_ones(
    one: str, other: str, source: str, is_copy: bool
) -> None:
    copies = Copies()
    copies.add(document(one, TEASER))
    assert (copies.add(document(other, "", source=source, hours=3)) is not None) == is_copy


def test_a_rubric_s_next_day_is_no_copy() -> None:
    copies = Copies()
    copies.add(document("The flood: what matters today", LEAD))
    assert copies.add(document("The flood: what matters today", REST.strip(), hours=24)) is None
    later = "A choir of nuns sang for the divers at noon."
    assert copies.add(document("The flood: what matters today", later, hours=25))


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
