"""What one version of a text has that another has not."""

from hypothesis import given
from hypothesis import strategies as st

from dayline.text.differences import difference

paragraphs = st.lists(st.sampled_from(["The dam holds.", "Six are missing.", "Tarn is dry.", "The mayor spoke."]))


def test_a_changed_paragraph_is_shown_as_it_was_and_as_it_is() -> None:
    old = ["Dam holds", "Six are missing.", "The mayor spoke."]
    new = ["Dam holds", "Four are missing.", "The mayor spoke.", "Tarn is dry."]
    assert list(difference(old, new)) == [("-", "Six are missing."), ("+", "Four are missing."), ("+", "Tarn is dry.")]


@given(paragraphs, paragraphs)
def test_what_is_not_shown_stands_in_both(old: list[str], new: list[str]) -> None:
    shown = list(difference(old, new))
    left_old, left_new = list(old), list(new)
    for mark, words in shown:
        (left_old if mark == "-" else left_new).remove(words)
    assert sorted(left_old) == sorted(left_new)
    assert not list(difference(old, old))
