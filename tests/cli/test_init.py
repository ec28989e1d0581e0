"""dayline init: a crisis file written, and one checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dayline import config

Run = Callable[..., Any]


def test_it_writes_a_commented_file_and_checks_it(
    dayline: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = dayline("init")
    assert (ran.status, ran.err) == (0, "")
    text = (tmp_path / "crisis.toml").read_text(encoding="utf-8")
    assert text == config.template()
    assert "crisis.toml is well: Varda flood, day 1 is 2026-05-09" in ran.out


def test_a_file_that_is_there_stays_as_it_is(dayline: Run, eruption: Any) -> None:
    before = eruption.config.read_bytes()
    ran = dayline("init", eruption.config)
    assert ran.status == 0
    assert "Sable eruption, day 1 is 2025-05-04, 4 sources, 3 terms" in ran.out
    assert eruption.config.read_bytes() == before


def test_checking_writes_nothing(dayline: Run, tmp_path: Path) -> None:
    ran = dayline("init", "--check", tmp_path / "crisis.toml")
    assert ran.status == 2
    assert "there is no such file" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_file_is_refused_with_its_line_and_what_to_write(dayline: Run, eruption: Any) -> None:
    text = eruption.config.read_text().replace("cutoff_hour = 22", "cutoff_hour = 25")
    eruption.config.write_text(text)
    ran = dayline("init", eruption.config)
    assert ran.status == 2
    wrong = text.splitlines().index("cutoff_hour = 25") + 1
    assert ran.err == (
        f"dayline: {eruption.config}:{wrong}: cutoff_hour: 25 is not an hour of the day "
        "(write 1 to 24; 24 is midnight)\n"
    )


def test_what_is_doubtful_is_a_warning(dayline: Run, eruption: Any) -> None:
    eruption.config.write_text(eruption.config.read_text().replace('"mainland"]', '"mainland", "abroad"]'))
    ran = dayline("init", eruption.config)
    assert ran.status == 0
    assert '"abroad" has no source' in ran.err
