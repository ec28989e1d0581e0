"""Cited words in their context."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.errors import SpanError
from dayline.model.document import Document, DocumentId, Span
from dayline.model.source import ItemId, SourceId
from dayline.publish.evidence import ELLIPSIS, paragraph_at, paragraphs, pieces

TEXT = "One two three. Four five six. Seven eight nine. Ten eleven twelve."


def document(text: str, headline: str = "") -> Document:
    return Document(
        id=DocumentId("d"), item_id=ItemId("d"), source_id=SourceId("s"), source_name="S", headline=headline, text=text,
        published_at=None, published_confidence="low", fetched_at=datetime(2026, 5, 14, tzinfo=UTC), sha256="0" * 64,
        raw_sha256="0" * 64,
    )  # fmt: skip


def shown(text: str, *ranges: tuple[int, int], context: int) -> str:
    held = document(text)
    spans = [held.span(start, end) for start, end in ranges]
    return "".join(f"[{p.text}]" if p.is_cited else p.text for p in pieces(held, spans, context=context))


@pytest.mark.parametrize(
    ("ranges", "around", "expected"),
    [
        ([(15, 29)], 8, "… three. [Four five six.] Seven …"),
        ([(15, 29)], 1000, "One two three. [Four five six.] Seven eight nine. Ten eleven twelve."),
        ([(0, 3)], 6, "[One] two …"),
        ([(59, 66)], 8, "… eleven [twelve.]"),
        ([(0, 66)], 8, f"[{TEXT}]"),
        ([(0, 3), (15, 19)], 20, "[One] two three. [Four] five six. Seven …"),
        ([(0, 3), (48, 51)], 6, "[One] two … nine. [Ten] …"),
        ([(0, 7), (4, 13)], 1, "[One two three]. …"),
        ([(0, 3), (3, 7)], 1, "[One two] …"),
    ],
)
def test_context_is_cut_between_words(ranges, around, expected):
    assert shown(TEXT, *ranges, context=around) == expected


def test_words_without_spaces_keep_their_context():
    assert shown("水" * 50, (20, 22), context=5) == "… 水水水水水[水水]水水水水水 …"


def test_a_foreign_or_overlong_span_is_refused():
    held = document(TEXT)
    for span in (
        Span(document_id=DocumentId("d"), start=60, end=70),
        Span(document_id=DocumentId("other"), start=0, end=3),
    ):
        with pytest.raises(SpanError):
            list(pieces(held, [span]))


@given(st.data())
def test_the_cited_words_are_verbatim_and_the_context_is_the_documents(data):
    text = data.draw(st.text(alphabet="ab \n.—", min_size=1, max_size=120))
    held = document(text or "x")
    bounds = st.integers(0, len(text) - 1)
    ranges = data.draw(st.lists(st.tuples(bounds, bounds), min_size=1, max_size=3))
    spans = sorted({held.span(min(a, b), max(a, b) + 1) for a, b in ranges})
    made = list(pieces(held, spans, context=data.draw(st.integers(0, 30))))
    cited = "".join(piece.text for piece in made if piece.is_cited)
    places = sorted({place for span in spans for place in range(span.start, span.end)})
    assert cited == "".join(text[place] for place in places)
    for piece in made:
        assert all(part.strip() in text for part in piece.text.split(ELLIPSIS))


@given(st.text(alphabet="ab\n", max_size=60), st.data())
def test_a_character_stands_in_the_paragraph_named(text, data):
    parts = paragraphs(text)
    for place, character in enumerate(text):
        if character != "\n":
            assert character in parts[paragraph_at(text, place) - 1]
    assert "".join(parts).replace("\n", "") == text.replace("\n", "")
