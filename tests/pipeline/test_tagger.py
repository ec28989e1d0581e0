"""The shipped tagger: its pieces point at their words, and its scores are those of a window alone."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from dayline.annotate.quotations import find_quotations
from dayline.annotate.tagging import find_tagged
from dayline.annotate.windows import Window, windows_of, words_of
from dayline.pipeline import resources
from dayline.pipeline.tagger import PieceReader

TEXT = "“The dam — café and all — will hold,” said Olena Vell.\n\nShe added that the road was open."


def windows(text: str) -> list[Window]:
    return list(windows_of(words_of(text, resources.tagger().pieces(text), [0], find_quotations(text))))


def test_pieces_lie_where_their_words_do() -> None:
    pieces = resources.tagger().pieces(TEXT)
    assert len(pieces.ids) == len(pieces.words) == len(pieces.starts) == len(pieces.ends)
    words: dict[int, str] = {}
    for word, start, end in zip(pieces.words, pieces.starts, pieces.ends, strict=True):
        words[word] = words.get(word, "") + TEXT[start:end]
    assert [words[index] for index in range(6)] == ["“", "The", "dam", "—", "café", "and"]
    assert list(resources.tagger().pieces("").ids) == []


def test_the_runtime_keeps_and_reports_nothing_of_this_machine(tmp_path: Path) -> None:
    # elsewhere than on a machine that says it tests
    quiet = {"CI", "TF_BUILD", "GITHUB_ACTIONS", "ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME", "XDG_DATA_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in quiet} | {"HOME": str(tmp_path)}
    work = "from dayline.pipeline.resources import tagger; print(len(tagger().pieces('The dam holds.').ids))"
    ran = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True, env=environment)
    assert ran.stdout == "4\n"
    assert not list(tmp_path.rglob("*"))


def test_scores_do_not_depend_on_what_was_read_before() -> None:
    tagger = resources.tagger()
    (window,) = windows(TEXT)
    alone = tagger.scores(window)
    tagger.scores(windows("Koss denied it. " * 90)[0])
    again = tagger.scores(window)
    assert np.array_equal(alone.labels, again.labels)
    assert np.array_equal(alone.to_cue, again.to_cue)
    assert np.array_equal(alone.to_source, again.to_source)


def test_it_finds_who_says_what() -> None:
    found = list(find_tagged(TEXT, [0, TEXT.index("She")], find_quotations(TEXT), resources.tagger()))
    said = [[TEXT[slice(*part)] for part in (*item.source, *item.cue, *item.content)] for item in found]
    assert said == [
        ["Olena Vell", "said", "“The dam — café and all — will hold,”"],
        ["She", "added", "that the road was open"],
    ]


def test_a_vocabulary_without_its_marks_is_refused(tmp_path: Path) -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece

    Tokenizer(WordPiece({"a": 0}, unk_token="a")).save(str(tmp_path / "v.json"))
    with pytest.raises(ValueError, match=r"\[CLS\]"):
        PieceReader(tmp_path / "v.json")
