"""The gate as a program: what it says, and what it exits with."""

import importlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import gate
from scores import HERE, Corpus, Score

Measured = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Measured:
    """Run the gate on one made-up stage whose score is given."""
    gold = tmp_path / "gold.toml"
    gold.write_text("gold", encoding="utf-8")

    def measure(*arguments: str, ours: float, data: str = "") -> int:
        def scores(section: str) -> list[Score]:
            corpus = Corpus(name=section, section="public" if section == "public" else "own", files=(gold,))
            return [
                Score(stage="dates", corpus=corpus, measure="F1", ours=ours, trivial=0.25, trivially="guess")
            ]

        stage = gate.Stage(
            name="dates",
            own=lambda tools: scores("own"),
            own_seconds=5,
            public=lambda folder, tools: scores("public"),
            public_seconds=5,
        )
        monkeypatch.setattr(gate, "STAGES", (stage,))
        monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")
        monkeypatch.setattr(gate, "tools", lambda: None)
        # another process would not know of the made-up stage
        monkeypatch.setattr(gate, "ProcessPoolExecutor", lambda processes, _: ThreadPoolExecutor(processes))
        monkeypatch.setenv(gate.DATA, data)
        return gate.main(arguments)

    return measure


def test_a_score_is_pinned_held_and_refused(run: Measured, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ours=0.5) == 1
    assert "NOT PINNED" in capsys.readouterr().out
    assert run("--pin", ours=0.5) == 0
    assert run(ours=0.5) == 0
    out = capsys.readouterr().out
    assert "0.2500 (guess)" in out
    assert "1 of 1 scores hold their floors" in out
    assert run(ours=0.4) == 1
    assert "BELOW FLOOR" in capsys.readouterr().out


def test_a_floor_is_lowered_only_with_a_reason(run: Measured, capsys: pytest.CaptureFixture[str]) -> None:
    run("--pin", ours=0.5)
    assert run("--pin", ours=0.4) == 1
    assert "lower than pinned: dates: own · F1" in capsys.readouterr().out
    assert run("--pin", "--lower", "harder cases", ours=0.4) == 0
    assert run(ours=0.4) == 0


def test_missing_data_is_said_and_never_passed(
    run: Measured, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--pin", ours=0.5, data=str(tmp_path))
    assert run(ours=0.5) == 0
    assert "public corpora: not measured: no DAYLINE_DATA" in capsys.readouterr().out
    assert run(ours=0.5, data=str(tmp_path / "nowhere")) == 0
    assert "not measured: DAYLINE_DATA names no folder" in capsys.readouterr().out
    assert run(ours=0.5, data=str(tmp_path)) == 0
    assert "2 of 2 scores hold their floors" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [("--lower", "why"), ("--pin", "--stage", "dates"), ("--stage", "poetry")]
)
def test_wrong_arguments_are_refused(run: Measured, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(*arguments, ours=0.5)
    assert stopped.value.code == 2


@pytest.mark.parametrize("stage", gate.STAGES, ids=lambda stage: stage.name)
def test_every_stage_has_its_folder_and_shows_its_differences(stage: gate.Stage) -> None:
    module = importlib.import_module(f"{stage.name}.score_{stage.name}")
    assert stage.name == module.STAGE
    assert callable(module.differences)
    assert (HERE / stage.name).is_dir()
