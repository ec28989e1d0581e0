"""What a drafter sends is read as what a stranger sends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.compose.answers import MOST_ANSWER, MOST_CITED, MOST_DRAFTED, Drafted, read_answer

GOOD = {"id": "p1", "text": "The dyke held.", "citations": ["e1", "e2", "e1"]}
READ = Drafted(slot="p1", text="The dyke held.", cited=("e1", "e2"))


def answer(*entries: object) -> str:
    """Return an answer of some passages."""
    return json.dumps({"passages": entries})


@pytest.mark.parametrize("wrapped", ["{}", "```json\n{}\n```", " \n```\n{}```\n"])
def test_a_passage_is_read_with_a_fence_round_it_or_without(wrapped: str) -> None:
    read = read_answer(wrapped.replace("{}", answer(GOOD)))
    assert (read.passages, read.faults) == ((READ,), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "an answer that is not JSON"),
        ("Here are your passages!", "an answer that is not JSON"),
        ('{"passages": [', "an answer that is not JSON"),
        ("[" * 50_000, "an answer that is not JSON"),
        ("9" * 9_000, "an answer that is not JSON"),
        ("[]", "an answer without a list of passages"),
        ('{"passages": {"p1": "The dyke held."}}', "an answer without a list of passages"),
        ("null", "an answer without a list of passages"),
        ("x" * (MOST_ANSWER + 1), f"an answer of {MOST_ANSWER + 1:,} characters"),
        (answer(*[GOOD] * (MOST_DRAFTED + 1)), f"an answer of {MOST_DRAFTED + 1} passages"),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_no_passage(text: str, reason: str) -> None:
    read = read_answer(text)
    assert read.passages == ()
    assert [fault for _, fault in read.faults] == [reason]


@pytest.mark.parametrize(
    "changed",
    [
        {"id": 1}, {"id": None}, {"text": ""}, {"text": "\n "}, {"text": ["The dyke held."]}, {"citations": []},
        {"citations": "e1"}, {"citations": [1]}, {"citations": [f"e{n}" for n in range(MOST_CITED + 1)]},
        {"citations": None},
    ],
)  # fmt: skip
def test_a_passage_of_another_form_costs_only_itself(changed: dict[str, object]) -> None:
    read = read_answer(answer(GOOD | {"id": "p2"} | changed, "no passage", GOOD))
    assert read.passages == (READ,)
    assert [fault for _, fault in read.faults] == ["not a passage with id, text and citations"] * 2


def test_of_two_passages_for_one_the_first_counts() -> None:
    read = read_answer(answer(GOOD, GOOD | {"text": "The dyke broke."}))
    assert read.passages == (READ,)
    assert read.faults == (("The dyke broke.", "a second passage for p1"),)


def test_strange_words_are_shown_short_and_without_what_moves_a_terminal() -> None:
    ((words, _),) = read_answer("\x1b[2J\u202eno\ud800 " + "x" * 1000).faults
    assert words.startswith("[2J no x")
    assert len(words) == 160


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.text() | ANY_JSON.map(json.dumps))
def test_anything_at_all_is_read_without_an_exception(text: str) -> None:
    read = read_answer(text)
    assert read.passages or read.faults or "passages" in text
