"""Laws that hold for any text: the exact sentence passes, an unknown name or number never does."""

import string
from datetime import UTC, datetime

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dayline.compose.gates import check

LITERAL_GATES = {"evidence", "wording", "numbers", "names"}
WORDS = st.sampled_from(
    (
        "The",
        "the",
        "a",
        "Karst",
        "Teln",
        "Brenna",
        "Zelenskiy",
        "pro-Karst",
        "dam",
        "dams",
        "nine",
        "14",
        "4,200",
        "about",
        "at",
        "least",
        "not",
        "may",
        "if",
        "men",
        "of",
        "in",
        "and",
        "said",
        "2.5",
        "million",
        "hundreds",
        "Lund’s",
        "U.S.",
        "troops",
        "12",
        "May",
        "Wednesday",
        "yesterday",
        "twenty-five",
        "first",
        "“water”",
        "gate",
        "—",
        ",",
        ";",
        "(",
        ")",
        "1st",
    )
)
SENTENCES = st.lists(WORDS, min_size=4, max_size=25).map(" ".join)
# no round ones, which may be those of "2.5 million"
NUMBERS = st.integers(5_000, 10**9).filter(lambda number: number % 10**5)
ANYTHING = (
    st.text(
        # letters that fold to one letter: a fraction such as "¼" is refused even where the evidence has it
        alphabet=st.characters(max_codepoint=0xFF, exclude_categories=["Cc", "No", "Lm", "Sk"]),
        min_size=1,
        max_size=80,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
relaxed = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@relaxed
@given(sentence=SENTENCES, before=SENTENCES)
@example(sentence="2.5 The The The", before="The The The may")
def test_an_exact_sentence_passes_the_gates_on_words(sentence: str, before: str, one_document) -> None:
    evidence, compose = one_document(f"{before}. {sentence}")
    assert not {refusal.gate for refusal in check(compose(sentence), evidence=evidence)} & LITERAL_GATES


@relaxed
@given(text=ANYTHING)
def test_any_text_cited_as_a_whole_holds_its_own_names_and_numbers(text: str, one_document) -> None:
    evidence, compose = one_document(text)
    assert not {refusal.gate for refusal in check(compose(text), evidence=evidence)} & {"numbers", "names"}


@relaxed
@given(
    sentence=SENTENCES, at=st.integers(0, 24), letters=st.text(string.ascii_lowercase, min_size=3, max_size=8)
)
def test_an_inserted_name_is_refused(sentence: str, at: int, letters: str, one_document) -> None:
    evidence, compose = one_document(sentence)
    words = sentence.split(" ")
    words.insert(at % len(words), "Xq" + letters)
    assert "names" in {refusal.gate for refusal in check(compose(" ".join(words)), evidence=evidence)}


@relaxed
@given(sentence=SENTENCES, at=st.integers(0, 24), number=NUMBERS)
def test_an_inserted_number_is_refused(sentence: str, at: int, number: int, one_document) -> None:
    evidence, compose = one_document(sentence, published=datetime(2026, 5, 14, tzinfo=UTC))
    words = sentence.split(" ")
    words.insert(at % len(words), f"{number}x")
    assert "numbers" in {refusal.gate for refusal in check(compose(" ".join(words)), evidence=evidence)}
