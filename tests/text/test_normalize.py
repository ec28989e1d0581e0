import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.text.normalize import fold, fold_parts, squeeze, squeeze_paragraphs

texts = st.text(max_size=80)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zelenskyi", "Zelenskiy", "Zelenskyy", "Zelenskii", "ZELENSKY", "Zelensky"),
        ("Orbán", "orban"),
        ("25,000", "25\u00a0000", "25\u202f000", "25000"),
        ("O’Brien", "O'Brien", "oʼbrien"),
        ("Ust–Kan", "Ust-Kan", "Ust‑Kan", "Ust-K\u00adan"),
        ("Straße", "STRASSE"),
    ],
)
def test_fold_makes_spellings_one(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Iran", "Iraq"), ("2,5", "25"), ("1,0000", "10000"), ("Sella", "Stella")])
def test_fold_keeps_apart_what_differs(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_squeeze_paragraphs_keeps_lines_and_paragraphs() -> None:
    assert squeeze_paragraphs(" a  b\r\nc \n \n\n\td\u2028e ") == "a b\nc\n\nd\ne"


@given(texts)
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert squeeze_paragraphs(squeeze_paragraphs(text)) == squeeze_paragraphs(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.sampled_from("aбyiI1234,. \n\t\u00a0\u2009\u200b\u0301¨½…É'’-"), max_size=60))
def test_a_text_folded_by_parts_is_the_folded_text(text: str) -> None:
    assert " ".join(filter(None, fold_parts(text, fold))) == fold(text)
