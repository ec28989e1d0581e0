"""Languages of documents: letters first, then the detector, then the document's claim."""

from datetime import UTC, datetime

import pytest

from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.text.detection import find_language

DAY = datetime(2031, 5, 9, 8, tzinfo=UTC)


def language_of(text: str, claimed: str = "", detected: str = "und") -> str:
    document = Document(
        id=DocumentId("d"), item_id=ItemId("i"), source_id=SourceId("s"), source_name="S", headline=text or "-",
        text=text, language=claimed, published_at=DAY, published_confidence="time", fetched_at=DAY,
        sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip
    return find_language(document, detect=lambda _: detected)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Вода в річці піднялася на два метри, її рівень росте", "uk"),
        ("Уровень воды в реке поднялся, это объявили вчера", "ru"),
        ("The word її stands in this English sentence about a river", "en"),
    ],
)
def test_letters_decide_before_the_detector(text: str, language: str) -> None:
    assert language_of(text, detected="en") == language


def test_a_text_too_short_to_tell_keeps_its_claim() -> None:
    assert language_of("12:30", claimed="pl") == "pl"
    assert language_of("12:30") == "und"


def test_a_headline_keeps_its_claim_and_a_long_text_does_not() -> None:
    assert language_of("Velm dam holds for now", claimed="en-GB", detected="nl") == "en"
    assert language_of("Woda w rzece opada. " * 8, claimed="en", detected="pl") == "pl"


def test_a_claim_in_another_script_is_not_believed() -> None:
    assert language_of("Вода спала до утра", claimed="en", detected="ru") == "ru"


def test_nothing_known_is_said_so() -> None:
    assert language_of("lorem ipsum dolor sit amet " * 4, detected="") == "und"
