from datetime import UTC, datetime

import pytest

from dayline.model.document import Document
from dayline.pipeline.languages import languages
from dayline.text.credits import REACH, Credits

NOW = datetime(2031, 4, 10, tzinfo=UTC)
ENGLISH = languages()["en"].table("credits")["forms"]
CREDITS = Credits({"Northwire": "Northwire", "NW": "Northwire", "Valley Post": "Valley Post"}, ENGLISH)


def document(text: str, headline: str = "Dam bursts") -> Document:
    return Document(
        id="d",
        item_id="i",
        source_id="s",
        source_name="s",
        headline=headline,
        text=text,
        language="en",
        published_at=NOW,
        published_confidence="time",
        fetched_at=NOW,
        sha256="0" * 64,
        raw_sha256="0" * 64,
    )


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("TARN (Northwire) - The dam broke.", ("Northwire",)),
        ("TARN (Northwire/VPA) The dam broke.", ("Northwire",)),
        ("The dam broke. — NW.", ("Northwire",)),
        ("The dam broke, the governor told Northwire.", ("Northwire",)),
        ("The dam broke. Northwire contributed to this report.", ("Northwire",)),
        ("The dam broke, Valley Post reported, citing engineers.", ("Valley Post",)),
        ("According to the Valley Post and (Northwire), it broke.", ("Northwire", "Valley Post")),
        ("The dam broke near the Northwire building.", ()),
        ("Northwires broke in the storm (NWX).", ()),
        ("", ()),
    ],
)
def test_credits_are_found_by_their_form(text: str, origins: tuple[str, ...]) -> None:
    assert CREDITS.of(document(text)) == origins


def test_only_head_and_foot_are_read() -> None:
    padding = "The water rose. " * 60
    assert len(padding) > 2 * REACH
    assert CREDITS.of(document(f"{padding}He told Northwire. {padding}")) == ()


def test_without_words_marks_alone_credit() -> None:
    bare = Credits({"Northwire": "Northwire"})
    assert bare.of(document("TARN (Northwire) - The dam broke.")) == ("Northwire",)
    assert bare.of(document("The dam broke, the governor told Northwire.")) == ()


def test_without_names_nobody_is_credited() -> None:
    assert Credits({}).of(document("TARN (Northwire) - It broke.")) == ()
