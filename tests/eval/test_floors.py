"""The gate's promise: no score sinks unsaid, and no corpus changes unseen."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floors import Baseline, LowerError
from scores import Corpus, Score

DAY = date(2026, 5, 14)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    file = tmp_path / "gold.toml"
    file.write_text("one", encoding="utf-8")
    return Corpus(name="own", section="own", files=(file,))


def score(
    corpus: Corpus, ours: float, *, measure: str = "F1", faults: bool = False, slack: float = 0.0
) -> Score:
    return Score(stage="dates", corpus=corpus, measure=measure, ours=ours, faults=faults, slack=slack)


def pinned(corpus: Corpus, *scores: Score) -> Baseline:
    baseline = Baseline()
    baseline.pin(scores, {corpus: corpus.sha256()}, reason="", day=DAY)
    return baseline


def verdict(baseline: Baseline, measured: Score) -> tuple[str, bool]:
    judged = baseline.judge(measured, measured.corpus.sha256())
    return judged.verdict, judged.passes


def test_a_score_at_above_and_below_its_floor(corpus: Corpus) -> None:
    baseline = pinned(corpus, score(corpus, 0.8))
    assert verdict(baseline, score(corpus, 0.8)) == ("ok", True)
    assert verdict(baseline, score(corpus, 0.9)) == ("ok, better: pin it", True)
    assert verdict(baseline, score(corpus, 0.7999)) == ("BELOW FLOOR", False)
    assert verdict(baseline, score(corpus, 0.795, slack=0.01)) == ("ok, within slack", True)
    assert verdict(baseline, score(corpus, 0.78, slack=0.01)) == ("BELOW FLOOR", False)


def test_a_count_of_faults_has_a_limit(corpus: Corpus) -> None:
    baseline = pinned(corpus, score(corpus, 2, faults=True))
    assert verdict(baseline, score(corpus, 2, faults=True)) == ("ok", True)
    assert verdict(baseline, score(corpus, 0, faults=True)) == ("ok, better: pin it", True)
    assert verdict(baseline, score(corpus, 3, faults=True)) == ("ABOVE LIMIT", False)


def test_what_is_not_pinned_does_not_pass(corpus: Corpus) -> None:
    assert verdict(Baseline(), score(corpus, 1.0)) == ("NOT PINNED", False)
    assert verdict(pinned(corpus, score(corpus, 0.5)), score(corpus, 1.0, measure="recall")) == (
        "NOT PINNED",
        False,
    )


def test_a_changed_corpus_fails_whatever_the_score(corpus: Corpus) -> None:
    baseline = pinned(corpus, score(corpus, 0.5))
    corpus.files[0].write_text("two", encoding="utf-8")
    assert verdict(baseline, score(corpus, 1.0)) == ("CORPUS CHANGED", False)


def test_a_floor_sinks_only_with_a_reason_that_is_kept(corpus: Corpus) -> None:
    baseline, hashes = pinned(corpus, score(corpus, 0.8)), {corpus: corpus.sha256()}
    with pytest.raises(LowerError, match=r"dates: own · F1"):
        baseline.pin([score(corpus, 0.7)], hashes, reason="", day=DAY)
    assert verdict(baseline, score(corpus, 0.75)) == ("BELOW FLOOR", False)
    baseline.pin([score(corpus, 0.7)], hashes, reason="harder corpus", day=DAY)
    assert verdict(baseline, score(corpus, 0.7)) == ("ok", True)
    assert baseline.lowered == [
        {"date": "2026-05-14", "score": "dates: own · F1", "from": 0.8, "to": 0.7, "reason": "harder corpus"}
    ]


def test_a_measure_does_not_vanish_unsaid(corpus: Corpus) -> None:
    baseline = pinned(corpus, score(corpus, 0.8), score(corpus, 0.9, measure="recall"))
    assert baseline.forgotten([score(corpus, 0.8)], "own") == ["dates: own · recall"]
    with pytest.raises(LowerError):
        baseline.pin([score(corpus, 0.8)], {corpus: corpus.sha256()}, reason="", day=DAY)
    baseline.pin([score(corpus, 0.8)], {corpus: corpus.sha256()}, reason="asked by F1", day=DAY)
    assert baseline.forgotten([score(corpus, 0.8)], "own") == []


def test_pinning_one_section_leaves_the_other_alone(corpus: Corpus) -> None:
    public = Corpus(name="LGL", section="public", files=corpus.files)
    baseline = pinned(public, score(public, 0.6))
    baseline.pin([score(corpus, 0.9)], {corpus: corpus.sha256()}, reason="", day=DAY)
    assert verdict(baseline, score(public, 0.6)) == ("ok", True)


@given(st.floats(0, 1))
def test_what_was_pinned_passes_again(value: float) -> None:
    corpus = Corpus(name="own", section="own", files=())
    assert verdict(pinned(corpus, score(corpus, value)), score(corpus, value)) == ("ok", True)


def test_the_file_gives_back_what_was_written(corpus: Corpus, tmp_path: Path) -> None:
    baseline = pinned(corpus, score(corpus, 0.8))
    baseline.write(tmp_path / "baseline.json")
    assert Baseline.read(tmp_path / "baseline.json").sections == {**baseline.sections, "public": {}}
    assert Baseline.read(tmp_path / "none.json").sections == {}
