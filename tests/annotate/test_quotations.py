"""Quotation marks: which belong together, in every form, over paragraphs, and among apostrophes."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.annotate.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for quotation in find_quotations(text) for start, end in quotation.parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said. “Now.”", ["“We go,”", "“Now.”"]),
        ('"We go," she said. "Now."', ['"We go,"', '"Now."']),
        ("''We go,'' she said", ["''We go,''"]),
        ("«Так», — сказав він. „Nein“, sagte er", ["«Так»", "„Nein“"]),
        ("Koss 'must go', say the miners' union", ["'must go'"]),
        ("‘It’s the workers’ fault,’ she said", ["‘It’s the workers’ fault,’"]),
        ("“She said ‘no’ to us,” he said", ["“She said ‘no’ to us,”"]),
        ("“In “plain” words,” he said", ["“In “plain” words,”"]),
        ('a 5" pipe and a 6" pipe', []),
        ("an “open quotation\n\nand a new paragraph.", []),
        ("**“Bold,”** he said", ["“Bold,”"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_runs_over_paragraphs_that_open_with_its_mark() -> None:
    text = "He said: “One.\n\n“Two.\r\n\r\n“Three,” he said."
    (quotation,) = find_quotations(text)
    assert quoted(text) == ["“One.", "“Two.", "“Three,”"]
    assert text[quotation.start : quotation.end].startswith("“One")
    assert text[quotation.start : quotation.end].endswith("Three,”")


def test_single_marks_are_told_apart() -> None:
    single, double = find_quotations("He is 'ready' and “able”.")
    assert single.single
    assert not double.single


@given(st.text(alphabet=st.sampled_from(list("ab ,.\n\"“”'‘’«»„s")), max_size=80) | st.text(max_size=80))
def test_quotations_are_in_order_apart_and_inside_the_text(text: str) -> None:
    parts = [part for quotation in find_quotations(text) for part in quotation.parts]
    assert parts == sorted(parts)
    assert all(0 <= start < end <= len(text) for start, end in parts)
    assert all(first[1] <= second[0] for first, second in pairwise(parts))


@pytest.mark.parametrize("marks", ["(“", pytest.param("“" * 20_000 + "”" * 20_000, id="nested"), '"', "„“", "'a “"])
def test_a_text_of_marks_alone_is_read_in_one_walk(marks: str) -> None:
    text = (marks * (40_000 // len(marks) + 1))[:40_000]
    begun = time.process_time()
    find_quotations(text)
    # a walk from each mark to all others would take half a minute
    assert time.process_time() - begun < 5
