"""Words of the spelling dictionary."""

import pytest

from dayline.text.dictionaries import is_word


@pytest.mark.parametrize("word", ["flood", "floods", "flooded", "counteroffensive"])
def test_words_and_their_forms_are_known(word: str) -> None:
    assert is_word(word, "en")


@pytest.mark.parametrize("word", ["varda", "oskar", "повінь", "łódź", "karst" * 900])
def test_names_and_what_no_word_can_hold_are_not(word: str) -> None:
    assert not is_word(word, "en")


def test_a_language_without_a_dictionary_has_no_known_words() -> None:
    assert not is_word("flood", "uk")
