import re

from hypothesis import given
from hypothesis import strategies as st

from dayline.cluster.words import END, StoryWords

TOKENS = re.compile(
    r"\d+(?:[.,:]\d+)*[^\W_]*|[^\W\d_]+(?:['’][^\W\d_]+)?|[.!?:](?=\s|$)|\n\s*\n"  # as one pattern over the whole text
)


@given(st.text(alphabet=st.sampled_from("aÉби12.,:!'’ \n\t\u00a0-_"), max_size=60))
def test_runs_between_spaces_are_read_as_the_whole_text_would_be(text: str) -> None:
    words = StoryWords()
    tokens = [token for token in TOKENS.findall(text) if not re.fullmatch(r"\d{1,2}[.:]\d{2}(?:[.:]\d{2,4})?", token)]
    ends = [not token[0].isalnum() for token in tokens]
    assert [reading is END for reading in words.read(text)] == ends
    assert [reading[2] for reading in words.read(text)] == [token[0].isupper() for token in tokens]


def test_a_run_that_comes_again_is_read_the_same() -> None:
    words = StoryWords(stop=frozenset({"the"}), suffixes=("s",))
    assert words.read("The floods, the floods.") == words.read("The floods, the floods.")
    assert [reading[1] for reading in words.read("The floods.\n\nTarn")] == [(), ("flood",), (), (), ("tarn",)]
