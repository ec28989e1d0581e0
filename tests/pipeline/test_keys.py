"""What decides each result: keys that change with it, and cost little to ask for."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dayline.clean.page_words import PageWords
from dayline.config import load
from dayline.model.crisis import Crisis
from dayline.pipeline import keys, languages
from dayline.pipeline.building import build_and_publish
from dayline.pipeline.importing import import_paths
from dayline.store.archive import Archive

SAMPLE = Path(str(files("dayline") / "sample" / "crisis.toml"))
# Packages of the stages that come between the bytes received and the digest.
STAGES = ("clean", "dedupe", "annotate", "actors", "cluster", "rank", "compose")
HEAVY = ("jinja2", "spacy", "sklearn", "numpy", "trafilatura", "feedparser", "httpcore")


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a copy of the tables of languages, which is read in their place."""
    folder = tmp_path / "languages"
    folder.mkdir()
    for entry in (files("dayline") / "languages").iterdir():
        (folder / entry.name).write_bytes(entry.read_bytes())
    monkeypatch.setattr(keys, "files", lambda package: tmp_path)
    monkeypatch.setattr(languages, "files", lambda package: tmp_path)
    monkeypatch.setattr(keys, "language_key", keys.language_key.__wrapped__)
    yield folder
    languages.languages.cache_clear()


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
    assert keys.language_key() != keys.language_key("annotate")


@pytest.mark.parametrize("stage", ["relevance", "annotate", "dedupe", "cluster", "actors"])
def test_a_stage_raised_changes_what_rests_on_it(stage: str, crisis: Crisis, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fold_version(crisis)
    was = keys.version_of
    monkeypatch.setattr(keys, "version_of", lambda name: was(name) + "+" * (name == stage))
    assert fold_version(crisis) != before


def test_documents_are_cleaned_anew_where_a_source_is_told_by_another_name(crisis: Crisis) -> None:
    renamed = replace(crisis, sources=(replace(crisis.sources[0], name="Another Post"), *crisis.sources[1:]))
    assert keys.cleaning_key(renamed) != keys.cleaning_key(crisis)
    assert keys.annotation_version(renamed) == keys.annotation_version(crisis)


def test_a_table_that_cleaning_reads_changes_how_documents_are_cleaned(crisis: Crisis, tables: Path) -> None:
    key, words = keys.cleaning_key(crisis), _page_words()
    read = []
    for table in sorted(tables.glob("*.toml")):
        content = table.read_bytes()
        table.write_bytes(b"# nothing\n")
        if _page_words() != words:
            read.append(table.name)
            assert keys.cleaning_key(crisis) != key, table.name
        table.write_bytes(content)
    assert {"uk.published.toml", "ru.dates.toml", keys.OTHER} <= set(read)


def test_another_table_changes_nothing_for_cleaning(crisis: Crisis, tables: Path) -> None:
    key = keys.cleaning_key(crisis)
    (tables / "en.figures.toml").write_bytes(b"# nothing\n")
    assert keys.cleaning_key(crisis) == key


@pytest.mark.parametrize(
    ("name", "value"),
    [("version", lambda package: "another"), ("LANGUAGES", ("en",)), ("OTHER", "none.toml")],
    ids=["detector", "languages", "further languages"],
)
def test_another_detector_or_language_changes_how_documents_are_cleaned(
    crisis: Crisis, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys.cleaning_key(crisis)
    monkeypatch.setattr(keys, name, value)
    assert keys.cleaning_key(crisis) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda crisis: replace(crisis, cutoff_hour=crisis.cutoff_hour - 1),
        lambda crisis: replace(crisis, zone=ZoneInfo("Pacific/Auckland")),
        lambda crisis: replace(crisis, sources=crisis.sources[1:]),
        lambda crisis: replace(crisis, sources=(replace(crisis.sources[0], names=("KP",)), *crisis.sources[1:])),
        lambda crisis: replace(crisis, sources=(replace(crisis.sources[0], url="https://b.test"), *crisis.sources[1:])),
    ],
)
def test_what_the_crisis_says_of_days_and_sources_changes_how_documents_are_cleaned(
    change: Callable[[Crisis], Crisis], crisis: Crisis
) -> None:
    assert keys.cleaning_key(change(crisis)) != keys.cleaning_key(crisis)


def test_a_build_asks_once_what_places_are_known(
    eruption: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(keys, "gazetteer_key", lambda crisis: asked.append(crisis) or "places")
    settings = load(eruption.config)
    with Archive.open(settings.archive) as archive:
        import_paths(archive, settings.crisis, [eruption.collected])
        build_and_publish(archive, settings, "1..3", site=tmp_path / "site")
        assert len(asked) == 1
        build_and_publish(archive, settings, "1..3", site=tmp_path / "site")
        assert len(asked) == 2


def fold_version(crisis: Crisis) -> str:
    """Return the version of what rests on annotations made now."""
    return keys.fold_version(crisis, keys.annotation_version(crisis))


def _page_words() -> PageWords:
    languages.languages.cache_clear()
    return languages.page_words.__wrapped__()
