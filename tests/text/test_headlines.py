import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.text.headlines import bare_headline


@pytest.mark.parametrize(
    ("headline", "source", "bare"),
    [
        ("Dam bursts above Tarn - Valley Post", "Valley Post", "Dam bursts above Tarn"),
        (
            "Dam bursts above Tarn | Floods | Valley Post",
            "valleypost.example",
            "Dam bursts above Tarn | Floods | Valley Post",
        ),
        ("Dam bursts above Tarn – Post", "Valley Post", "Dam bursts above Tarn"),
        (
            "Dam bursts above Tarn (10.04.31 06:12) « Floods | Valley.NET",
            "Valley.net",
            "Dam bursts above Tarn",
        ),
        ("Dam bursts above Tarn - governor", "Valley Post", "Dam bursts above Tarn - governor"),
        ("Dam bursts | Valley Post", "Valley Post", "Dam bursts | Valley Post"),
        ("Valley Post", "Valley Post", "Valley Post"),
        ("", "Valley Post", ""),
    ],
)
def test_tails_are_cut(headline: str, source: str, bare: str) -> None:
    assert bare_headline(headline, source) == bare


@given(st.text(max_size=120), st.text(max_size=20))
def test_what_is_left_is_the_head_of_the_headline(headline: str, source: str) -> None:
    bare = bare_headline(headline, source)
    assert headline.strip().startswith(bare)
    assert bool(bare) == bool(headline.strip())
