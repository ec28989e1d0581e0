"""dayline places: import, list, clear, and what annotation then knows."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dayline.cli.app import app
from dayline.cli.printing import SET_ASIDE, WRONG
from dayline.errors import InputError
from dayline.pipeline import gazetteers

HEADER = "osm_type,osm_id,place,name,name:uk,lat,lon,region:name\n"


@pytest.fixture(autouse=True)
def data_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def test_an_imported_village_is_known_to_annotation(tmp_path: Path) -> None:
    villages = tmp_path / "villages.csv"
    villages.write_text(HEADER + "node,5,village,Telnivka Nova,,49.2,37.1,Kharkiv Oblast\n", encoding="utf-8")
    before = gazetteers.gazetteer_key()
    found = CliRunner().invoke(app, ["places", "import", str(villages)])
    assert (found.exit_code, found.stdout) == (0, "1 place read, 1 new, 0 lines set aside\n")
    assert gazetteers.gazetteer_key() != before

    documents, annotated = tmp_path / "docs.ndjson", tmp_path / "out.ndjson"
    row = {
        "id": "a",
        "title": "",
        "text": "The bridge in Telnivka Nova was mended.",
        "published": "2025-05-04",
    }
    documents.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert (
        CliRunner().invoke(app, ["annotate", "--input", str(documents), "--output", str(annotated)]).exit_code
        == 0
    )
    (place,) = json.loads(annotated.read_text(encoding="utf-8"))["places"]
    assert (place["name"], place["country"], place["precision"]) == ("Telnivka Nova", "UA", "settlement")

    assert CliRunner().invoke(app, ["places", "list"]).stdout == "villages.csv: 1 place\n"
    assert CliRunner().invoke(app, ["places", "clear"]).exit_code == 0
    assert gazetteers.gazetteer_key() == before
    assert CliRunner().invoke(app, ["places", "list"]).stdout == ""


def test_bad_lines_are_reported_and_the_rest_is_kept(tmp_path: Path) -> None:
    villages = tmp_path / "villages.csv"
    villages.write_text(
        HEADER + "node,5,village,,,49.2,37.1,\nnode,6,village,Telniv,,49.2,37.1,\n", encoding="utf-8"
    )
    found = CliRunner().invoke(app, ["places", "import", str(villages)])
    assert found.exit_code == SET_ASIDE
    assert found.stdout == "1 place read, 1 new, 1 line set aside\n"
    assert found.stderr == f"{villages}:2: has no name\n"


def test_a_file_that_holds_no_places_is_refused(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("nothing\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["places", "import", str(notes)])
    assert isinstance(found.exception, InputError)
    assert WRONG == 2
    assert CliRunner().invoke(app, ["places", "list"]).stdout == ""
