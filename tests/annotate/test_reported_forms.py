"""Covering of quotations, and sentences of covered texts."""

from hypothesis import given
from hypothesis import strategies as st

from dayline.annotate.quotations import find_quotations
from dayline.annotate.reported_forms import COVER, covered, reported_in, sentences_in
from dayline.pipeline.languages import languages


def test_a_quotation_is_covered_and_no_sentence_ends_in_it() -> None:
    text = "«Ми йдемо. Ми прийдемо!» — сказав Т. Кожух. Ніч була тиха."
    plain = covered(text, find_quotations(text))
    assert len(plain) == len(text)
    assert plain.startswith("«" + COVER)
    assert [text[a:b].strip() for a, b in sentences_in(plain)] == [
        "«Ми йдемо. Ми прийдемо!» — сказав Т. Кожух.", "Ніч була тиха."
    ]  # fmt: skip


@given(st.text(alphabet="аіМ «».,:—\n?щозявив", max_size=80), st.sampled_from(["uk", "ru"]))
def test_what_is_reported_lies_within_the_text(text: str, language: str) -> None:
    plain = covered(text, find_quotations(text))
    for one in reported_in(plain, list(sentences_in(plain)), languages()[language]):
        assert all(0 <= start < end <= len(text) for start, end in (*one.content, one.cue))
        assert all(plain[start:end].strip() for start, end in one.content)
