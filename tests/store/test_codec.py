"""Every record comes back from the codec equal, or is refused."""

import json
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.errors import RecordError
from dayline.model.claims import Figure, Sentence
from dayline.model.digest import Coverage, Digest
from dayline.model.document import Document, Duplicate, Span
from dayline.model.entities import Annotations, TimeExpression
from dayline.model.review import Decision
from dayline.model.story import Assignment, Relevance
from dayline.store.codec import decode, encode, json_of, pack, plain_of, unpack

RECORDS = (Annotations, Digest, Decision, Document, Relevance, Assignment, Duplicate)


@given(st.one_of(*(st.from_type(kind) for kind in RECORDS)))
def test_a_record_comes_back_equal(record: Any) -> None:
    assert unpack(type(record), pack(record)) == record


@given(st.from_type(Annotations))
def test_a_home_document_changes_nothing_but_the_form(record: Annotations) -> None:
    packed = pack(record, home=record.document_id)
    assert unpack(Annotations, packed, home=record.document_id) == record


@given(st.from_type(Digest))
def test_plain_values_are_json_in_ascii(record: Digest) -> None:
    line = json_of(encode(record))
    assert line.isascii()
    assert "\n" not in line
    assert json.loads(line) == encode(record)


def test_spans_are_compact() -> None:
    span = Span(document_id="d", start=3, end=8)
    assert encode(span, home="d") == [3, 8]
    assert encode(replace(span, field="title"), home="d") == [3, 8, "title"]
    assert encode(span, home="other") == [3, 8, "text", "d"]


def test_fields_at_their_default_are_left_out() -> None:
    assert encode(Annotations(document_id="d", language="en")) == {"document_id": "d", "language": "en"}


def test_times_come_back_in_utc() -> None:
    kyiv = timezone(timedelta(hours=3))
    decision = Decision(
        by="A", at=datetime(2031, 5, 4, 12, tzinfo=kyiv), action="drop", target="t", reason="r"
    )
    assert encode(decision)["at"] == "2031-05-04T09:00:00+00:00"
    assert unpack(Decision, pack(decision)).at.tzinfo is UTC


SENTENCE = {"span": [0, 4], "index": 0}


@pytest.mark.parametrize(
    ("kind", "plain", "message"),
    [
        (Sentence, {**SENTENCE, "mood": "glad"}, "Sentence: unknown or missing fields mood"),
        (Sentence, {"span": [0, 4]}, "Sentence: unknown or missing fields index"),
        (Sentence, [], "expected the fields of a Sentence, not list '[]'"),
        (Sentence, {**SENTENCE, "index": "0"}, "Sentence.index: expected a whole number, not str '0'"),
        (Sentence, {**SENTENCE, "index": True}, "Sentence.index: expected a whole number, not bool 'True'"),
        (Sentence, {**SENTENCE, "span": [0]}, "Sentence.span: expected a span"),
        (Sentence, {**SENTENCE, "span": [0, 4, "footnote"]}, "Sentence.span: expected a span"),
        (Sentence, {**SENTENCE, "span": [4, 4]}, "Sentence.span: Span: [4, 4) is empty or turned round"),
        (TimeExpression, {"span": [0, 4], "type": "EVER", "value": ""}, "type: expected one of DATE, TIME"),
        (Relevance, {"document_id": "d", "score": "1"}, "Relevance.score: expected a finite number"),
        (Relevance, {"document_id": "d", "score": 1, "reasons": "dam"}, "reasons: expected a list"),
        (Decision, {"by": "A", "at": "2031-05-04T09:00:00"}, "unknown or missing fields action, reason"),
        (datetime, "2031-05-04T09:00:00", "expected a time with its zone"),
        (datetime, "noon", "expected a time"),
        (date, 4, "expected a date"),
    ],
)
def test_wrong_plain_values_are_refused(kind: type, plain: Any, message: str) -> None:
    with pytest.raises(RecordError) as refusal:
        decode(kind, plain, home="d")
    assert message in str(refusal.value)


def test_a_span_without_its_document_is_refused() -> None:
    with pytest.raises(RecordError, match="expected a span"):
        decode(Span, [0, 4])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"low": float("nan"), "high": float("nan")}, "Figure.low: expected a finite number"),
        ({"high": float("inf")}, "Figure.high: expected a finite number"),
        ({"unit": 5}, "Figure.unit: expected text, not int"),
        ({"span": [0, 4]}, "Figure.span: expected a span"),
    ],
)
def test_records_that_hold_something_else_are_refused(changes: dict[str, Any], message: str) -> None:
    figure = Figure(id="f", span=Span(document_id="d", start=0, end=4), low=1.0, high=2.0)
    for name, value in changes.items():
        object.__setattr__(figure, name, value)
    with pytest.raises(RecordError, match=message):
        encode(figure)


def test_a_list_where_a_tuple_belongs_is_refused() -> None:
    coverage = Coverage(documents=1, sources=1, independent_origins=1, sources_failed=["Radio"])  # type: ignore[arg-type]
    with pytest.raises(RecordError, match=r"Coverage\.sources_failed: expected a tuple"):
        encode(coverage)


def test_a_naive_time_is_refused() -> None:
    decision = Decision(by="A", at=datetime(2031, 5, 4, tzinfo=UTC), action="drop", target="t", reason="r")
    object.__setattr__(decision, "at", datetime(2031, 5, 4))
    with pytest.raises(RecordError, match=r"Decision\.at: expected a time with its zone"):
        encode(decision)


@dataclass(frozen=True)
class Loose:
    """A record of a type that has no form."""

    anything: dict[str, str]


def test_a_type_without_a_form_is_refused() -> None:
    with pytest.raises(RecordError, match="no form for values of type"):
        encode(Loose({}))


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"not zlib",
        pack(Coverage(documents=1, sources=1, independent_origins=1))[:-3],
        zlib.compress(b"{"),
        zlib.compress(b"\xff"),
    ],
)
def test_damaged_bytes_are_refused(damaged: bytes) -> None:
    with pytest.raises(RecordError, match="damaged"):
        plain_of(damaged)
