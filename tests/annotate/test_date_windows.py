"""The stretches that patterns are tried in hold all that the patterns would find."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.annotate.calendar_dates import CalendarReader
from dayline.annotate.date_grammar import grammar_of
from dayline.annotate.date_windows import NUMBER, PATTERNS, windows
from dayline.annotate.durations import DurationReader
from dayline.pipeline.languages import languages

TEXTS = sorted((Path(__file__).parents[1] / "cases" / "annotate" / "dates").glob("*/input.txt"))
WORDS = ["Monday", "2", "days", "ago", "of", "12 March", "in the past", "night", "the", "walls,", "stood\n", "1990s"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("code", ["en", "uk", "ru"])
def test_nothing_lies_outside(path: Path, code: str) -> None:
    text, grammar = path.read_text(encoding="utf-8"), grammar_of(languages()[code])
    assert grammar is not None
    everywhere = {group: [(0, len(text))] for group in PATTERNS}
    for kind in (CalendarReader, DurationReader):
        reader = kind(text, grammar, date(2031, 5, 9))
        assert set(reader.all(windows(text, grammar.anchors))) == set(reader.all(everywhere))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_stretches_are_in_order_apart_and_hold_every_figure(text: str) -> None:
    grammar = grammar_of(languages()["en"])
    assert grammar is not None
    found = windows(text, grammar.anchors)
    for stretches in found.values():
        ends = [0, *(place for stretch in stretches for place in stretch)]
        assert all(one <= other for one, other in zip(ends, [*ends[1:], len(text)], strict=True))
    for place, character in enumerate(text):
        assert not character.isdigit() or any(start <= place < end for start, end in found[NUMBER])
