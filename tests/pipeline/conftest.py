"""The desk, for every test that collects."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PLACE = Path(__file__).parent / "desk.py"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("desk", PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["desk"] = module
    spec.loader.exec_module(module)
    return module


DESK = _loaded()


@pytest.fixture
def desk(tmp_path: Path, web: Any, faults: ModuleType) -> Iterator[Any]:
    """Open a desk."""
    made = DESK.Desk(tmp_path, web, faults)
    yield made
    made.archive.close()
