"""What expressions are beside one another."""

from datetime import date

import pytest

from dayline.annotate.date_context import settled
from dayline.annotate.date_grammar import grammar_of
from dayline.annotate.date_reader import Found
from dayline.pipeline.languages import languages

DAY = date(2031, 5, 9)


def expression(text: str, words: str, value: str, shift: str) -> Found:
    start = text.index(words)
    is_time = shift.startswith("T") or "T" in value
    return Found(start, start + len(words), "TIME" if is_time else "DATE", value, 0, shift)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("at 5 p.m. on Tuesday", [("5 p.m.", "", "T17:00"), ("Tuesday", "2031-05-06", "")],
         [("5 p.m. on Tuesday", "2031-05-06T17:00")]),
        ("Tuesday; at 5 p.m. it rained", [("Tuesday", "2031-05-06", ""), ("5 p.m.", "", "T17:00")],
         [("Tuesday", "2031-05-06"), ("5 p.m.", "2031-05-06T17:00")]),
        ("Tuesday was dry.\n5 p.m. is late", [("Tuesday", "2031-05-06", ""), ("5 p.m.", "", "T17:00")],
         [("Tuesday", "2031-05-06"), ("5 p.m.", "2031-05-09T17:00")]),
        ("Overnight into Friday", [("Overnight", "2031-05-08TNI", ""), ("Friday", "2031-05-09", "")],
         [("Overnight into Friday", "2031-05-08TNI")]),
        ("in March 2030, two months later", [("March 2030", "2030-03", ""), ("two months later", "", "M+2")],
         [("March 2030", "2030-03"), ("two months later", "2030-05")]),
        ("a day later", [("a day later", "", "D+1")], [("a day later", "2031-05-10")]),
        ("2030-Q1 beside a year earlier", [("2030-Q1", "2030-Q1", ""), ("a year earlier", "", "Y-1")],
         [("2030-Q1", "2030-Q1"), ("a year earlier", "2029-Q1")]),
    ],
)  # fmt: skip
def test_neighbours(
    text: str, found: list[tuple[str, str, str]], expected: list[tuple[str, str]]
) -> None:
    grammar = grammar_of(languages()["en"])
    assert grammar is not None
    result = settled([expression(text, words, value, shift) for words, value, shift in found], text, grammar, DAY)
    assert [(text[f.start : f.end], f.value) for f in result] == expected
