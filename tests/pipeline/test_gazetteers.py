"""The gazetteer: where it lies, and the places that a crisis brings."""

from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path

import pytest

from dayline.errors import InputError
from dayline.model.crisis import Crisis
from dayline.pipeline import gazetteers

TABLE = "name,lat,lon,place,aliases\nTelnivka Nova,47.1,24.2,village,Nova Telnivka\n"


@pytest.fixture(autouse=True)
def data_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def crisis(*places: Path) -> Crisis:
    return Crisis(
        id="flood", name="Flood", first_day=date(2026, 5, 9), zone=UTC, places=tuple(str(path) for path in places)
    )


@pytest.mark.parametrize("where", [gazetteers.cache_folder, gazetteers.imported_places_path])
def test_without_a_home_folder_a_variable_is_asked_for(
    where: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for variable in ("XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    with pytest.raises(InputError, match="is not set"):
        where()


def written(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def test_the_cache_lies_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert gazetteers.cache_folder() == tmp_path / "dayline"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert gazetteers.cache_folder() == Path.home() / ".cache" / "dayline"


def test_a_cache_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    written(tmp_path / "dayline", "a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    gazetteers.close_gazetteers()
    try:
        with pytest.raises(InputError, match="gazetteer cannot be built"):
            gazetteers.gazetteer()
    finally:
        gazetteers.close_gazetteers()


def test_a_crisis_knows_its_own_places_and_no_other_does(tmp_path: Path) -> None:
    own = crisis(written(tmp_path / "villages.csv", TABLE))
    for name in ("Telnivka Nova", "Nova Telnivka"):
        (place,) = gazetteers.gazetteer(own).lookup(name)
        assert (place.name, place.latitude) == ("Telnivka Nova", 47.1)
    assert gazetteers.gazetteer(own).lookup("Geneva")
    assert gazetteers.gazetteer(crisis()).lookup("Telnivka Nova") == ()


def test_the_key_follows_the_content_of_the_files_and_not_their_names(tmp_path: Path) -> None:
    first, same = (written(tmp_path / name, TABLE) for name in ("a.csv", "b.csv"))
    key = gazetteers.gazetteer_key(crisis(first))
    assert key == gazetteers.gazetteer_key(crisis(same)) != gazetteers.gazetteer_key(crisis())
    written(first, TABLE + "Obertal,47.2,24.1,town,\n")
    assert gazetteers.gazetteer_key(crisis(first)) != key
    gazetteers.close_gazetteers()
    assert gazetteers.gazetteer(crisis(first)).lookup("Obertal")


def test_a_wrong_line_is_told_and_the_others_count(tmp_path: Path) -> None:
    path = written(tmp_path / "villages.csv", TABLE + "Obertal,,24.1,town,\nMarnice,47.3,24.1,town,\n")
    (fault,) = gazetteers.faults_in(crisis(path))
    assert fault.startswith(f"{path}:3: ")
    assert gazetteers.gazetteer(crisis(path)).lookup("Marnice")


def test_a_file_that_went_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gone"):
        gazetteers.gazetteer_key(crisis(tmp_path / "gone.csv"))
