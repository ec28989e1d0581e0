"""Words and windows as the tagger reads them: cases, and laws that hold for any text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dayline.annotate.quotations import find_quotations
from dayline.annotate.windows import (
    CAPITAL,
    CAPITALS,
    CLOSES,
    DIGITS,
    LOWER,
    MIXED,
    MOST_PIECES,
    OPENS,
    OTHER,
    OUTSIDE,
    PARAGRAPH,
    QUOTED,
    SENTENCE,
    WITHIN,
    Pieces,
    Words,
    runs_of,
    shape_of,
    window_of,
    words_of,
)


def read(text: str, most: int = 3) -> Words:
    """Read a text whose words are cut into pieces of at most so many characters."""
    ids, words, starts, ends = [], [], [], []
    for number, match in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
        for start in range(match.start(), match.end(), most):
            ids.append(len(ids))
            words.append(number)
            starts.append(start)
            ends.append(min(start + most, match.end()))
    begins = [match.start() for match in re.finditer(r"(?<![^\n])\S|(?<=\. )\S", text)]
    return words_of(text, Pieces(ids, words, starts, ends), begins, find_quotations(text))


def test_shapes() -> None:
    words = ["dam", "Velm", "U", "UN", "McKay", "T72", "’", "день", "10"]
    assert [shape_of(word) for word in words] == [
        LOWER, CAPITAL, CAPITAL, CAPITALS, MIXED, DIGITS, OTHER, LOWER, DIGITS,
    ]  # fmt: skip


def test_words_carry_case_quotation_and_beginnings() -> None:
    words = read("Koss said: “We stay.” He left. Go.\n\nNow.")
    texts = ["Koss", "said", ":", "“", "We", "stay", ".", "”", "He", "left", ".", "Go", ".", "Now", "."]
    assert len(words.spans) == len(texts)
    states = [state for _, state, _ in words.features]
    assert states == [OUTSIDE] * 3 + [OPENS, QUOTED, QUOTED, QUOTED, CLOSES] + [OUTSIDE] * 7
    begins = {texts[at]: begin for at, (_, _, begin) in enumerate(words.features) if begin != WITHIN}
    assert begins == {"Koss": PARAGRAPH, "Go": SENTENCE, "Now": PARAGRAPH}


def test_a_window_ends_with_a_paragraph_where_it_can() -> None:
    words = read("aa. bb.\n\ncc. dd. ee. ff. gg.")
    assert [len(run) for run in runs_of(words, most=6)] == [4, 6, 4]
    assert [len(run) for run in runs_of(words, most=7)] == [4, 6, 4]
    assert [len(run) for run in runs_of(words, most=6, first_most=2)] == [2, 6, 6]


TEXTS = st.lists(st.sampled_from(["Koss said", "“We go.”", "\n\n", "a" * 40, ". ", " ", "42"]), max_size=60)


@given(parts=TEXTS, most=st.integers(1, MOST_PIECES))
def test_windows_hold_every_word_once_and_keep_their_size(parts: list[str], most: int) -> None:
    words = read("".join(parts))
    runs = list(runs_of(words, most=most))
    assert [index for run in runs for index in run] == list(range(len(words.spans)))
    for run in runs:
        window = window_of(words, run)
        first_word = words.firsts[run.start + 1] - words.firsts[run.start]
        assert len(window.ids) == len(window.features) <= max(most, first_word)
        assert window.heads[0] == 0
        assert window.characters(1, len(run)) == (words.spans[run.start][0], words.spans[run.stop - 1][1])
