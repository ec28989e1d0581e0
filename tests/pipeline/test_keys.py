"""What decides each result: keys that change with it, and cost little to ask for."""

import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from dayline.config import load
from dayline.model.crisis import Crisis
from dayline.pipeline import keys

SAMPLE = Path(str(files("dayline") / "sample" / "crisis.toml"))
# Packages of the stages that come between the bytes received and the digest.
STAGES = ("clean", "dedupe", "annotate", "actors", "cluster", "rank", "compose")
HEAVY = ("spacy", "sklearn", "numpy", "trafilatura", "feedparser", "httpcore")


@pytest.fixture(scope="module")
def crisis() -> Crisis:
    """Return the crisis of the sample."""
    return load(SAMPLE).crisis


def test_nothing_that_makes_a_digest_is_loaded_to_ask_whether_one_is_up_to_date() -> None:
    told = f"""
import sys
import dayline.pipeline.building
loaded = [name for name in sys.modules if name.split(".")[:2] in [["dayline", stage] for stage in {STAGES}]]
print(*loaded, *(name for name in {HEAVY} if name in sys.modules))
"""
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_tables_of_later_stages_do_not_change_annotations() -> None:
    assert keys.language_key() != keys.language_key(annotation=True)


@pytest.mark.parametrize("stage", ["relevance", "annotate", "dedupe", "cluster", "actors"])
def test_a_stage_raised_changes_what_rests_on_it(stage: str, crisis: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys.fold_version(crisis)
    was = keys.version_of
    monkeypatch.setattr(keys, "version_of", lambda name: was(name) + "+" * (name == stage))
    assert keys.fold_version(crisis) != before


def test_documents_are_cleaned_anew_where_a_source_is_told_by_another_name(crisis: Crisis) -> None:
    renamed = replace(crisis, sources=(replace(crisis.sources[0], name="Another Post"), *crisis.sources[1:]))
    assert keys.cleaning_key(renamed) != keys.cleaning_key(crisis)
    assert keys.annotation_version(renamed) == keys.annotation_version(crisis)
