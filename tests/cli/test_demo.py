"""The demonstration leaves a folder in which every command can be tried."""

import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from dayline.pipeline import demo

Run = Callable[..., Any]


def test_what_it_names_can_be_tried(dayline: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(demo, "DAYS", "1")
    ran = dayline("demo", "--output", tmp_path / "demo", "--processes", "1")
    assert ran.status == 0
    config = tmp_path / "demo" / "crisis.toml"
    assert f"dayline rejected --config {config}" in ran.out
    assert dayline("rejected", "--config", config).out.count("\n") == 3
    assert dayline("search", "Karst dam", "--config", config).out
    assert (tmp_path / "demo" / "site" / "day" / "1" / "index.html").is_file()


def test_another_crisis_is_left_alone(dayline: Run, eruption: Any) -> None:
    folder = eruption.config.parent
    before = eruption.config.read_bytes()
    ran = dayline("demo", "--output", folder)
    assert ran.status == 2
    assert "is another crisis" in ran.err
    assert eruption.config.read_bytes() == before
    assert not (folder / "dayline.db").exists()


def test_its_own_crisis_is_brought_up_to_date(tmp_path: Path) -> None:
    sample = Path(str(files("dayline") / "sample"))
    shutil.copy(sample / "crisis.toml", tmp_path)
    (tmp_path / "crisis.toml").write_text((tmp_path / "crisis.toml").read_text() + "# a note\n")
    demo.put_crisis(sample, tmp_path)
    assert (tmp_path / "crisis.toml").read_bytes() == (sample / "crisis.toml").read_bytes()
    assert (tmp_path / "places.tsv").read_bytes() == (sample / "places.tsv").read_bytes()
