"""What the stages behind cleaning are given: vectors of sentences."""

import logging

import pytest

from dayline.pipeline.resources import meaning


def test_texts_of_like_meaning_have_like_vectors() -> None:
    dam, wall, fair = (
        meaning()(text)
        for text in ("The dam has burst.", "The wall of the reservoir broke.", "A brass festival opened in the town.")
    )
    assert sum(a * a for a in dam) == pytest.approx(1.0)
    assert sum(a * b for a, b in zip(dam, wall, strict=True)) > sum(
        a * b for a, b in zip(dam, fair, strict=True)
    )


def test_a_text_without_words_means_nothing() -> None:
    assert set(meaning()("")) == {0.0}


def test_reading_vectors_leaves_logging_alone() -> None:
    before = list(logging.getLogger().handlers)
    meaning()("The dam has burst.")
    assert logging.getLogger().handlers == before
