import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.ingest import arrays
from dayline.ingest.arrays import elements, messages

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


class Slow(io.BytesIO):
    """A file that gives a few bytes at a time."""

    def __init__(self, content: bytes, step: int) -> None:
        super().__init__(content)
        self.step = step

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self.step)


@given(st.lists(values, max_size=6), st.integers(min_value=1, max_value=9), st.booleans(), st.sampled_from([None, 2]))
def test_any_array_in_any_pieces(array: list[object], step: int, is_ascii: bool, indent: int | None) -> None:
    content = json.dumps(array, ensure_ascii=is_ascii, indent=indent).encode("utf-8", "surrogatepass")
    found = list(elements(Slow(content, step).read))
    assert [element.value for element in found] == array
    assert [json.loads(element.written) for element in found] == array


def test_lines_are_counted() -> None:
    found = list(elements(io.BytesIO(b'[\n{"a": 1},\n\n{"a":\n 2},\n{"a": 3}]').read))
    assert [element.line for element in found] == [2, 4, 6]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'[{"a": 1}, {"a": ', "JSON is broken"),
        (b'[{"a": 1},', "JSON breaks off"),
        (b'[{"a": 1}, {"a" 2}]', "JSON is broken"),
        (b"\xff\xfe[\x00", "not a JSON array in UTF-8"),
    ],
)
def test_what_was_whole_is_given_before_the_fault(content: bytes, fault: str) -> None:
    *whole, last = elements(io.BytesIO(content).read)
    assert [element.value for element in whole] == [{"a": 1}] * (b"1" in content)
    assert last.fault.startswith(fault)


def test_an_element_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "MAX_ITEM", 1000)
    monkeypatch.setattr(arrays, "PIECE", 100)
    read = io.BytesIO(b'["' + b"x" * 100_000).read
    (last,) = elements(read)
    assert last.fault.startswith("JSON is broken")
    assert len(read()) > 90_000


def test_nesting_without_end_is_given_up() -> None:
    (last,) = elements(io.BytesIO(b"[" * 200_000).read)
    assert last.fault == "JSON is broken: nested too deeply"


def test_messages_come_with_the_fields_of_their_chat() -> None:
    export = {
        "about": "all of an account",
        "chats": {"list": [
            {"name": "Staff", "type": "public_channel", "id": 1,
             "messages": [{"id": 1, "text": '"messages": ['}, {"id": 2}]},
            {"name": "A friend", "type": "personal_chat", "id": 2, "messages": []},
            {"name": "Waters", "type": "public_channel", "id": 3, "messages": [{"id": 9}]},
        ]},
    }
    for step in (1, 7, 1000):
        found = list(messages(Slow(json.dumps(export).encode(), step).read))
        assert [(element.chat or {}).get("name") for element in found] == ["Staff", "Staff", "Waters"]
        assert [element.value for element in found][-1] == {"id": 9}


def test_an_export_without_messages_says_so() -> None:
    (only,) = messages(io.BytesIO(b'{"chats": {}}').read)
    assert only.fault == "no list of messages"
