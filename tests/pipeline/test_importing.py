"""Import tells how far it is: items as they come, and files out of all there are."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from dayline.model.crisis import Crisis
from dayline.pipeline.importing import count_files, import_paths
from dayline.store.archive import Archive

CRISIS = Crisis(id="orrin", name="Orrin flood", first_day=date(2031, 5, 4), zone=ZoneInfo("UTC"))


def test_progress_counts_every_item_and_every_file(tmp_path: Path) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    for name, lines in (("a", 2), ("b", 0), ("c", 3)):
        rows = [f'{{"id": "{name}{n}", "title": "Water at Velm {name}{n}", "text": ""}}\n' for n in range(lines)]
        (folder / f"{name}.ndjson").write_text("".join(rows))
    told: list[tuple[int, int]] = []
    with Archive.open(str(tmp_path / "a.db")) as archive:
        done = import_paths(archive, CRISIS, [folder], progress=lambda items, files: told.append((items, files)))
    assert sum(items for items, _ in told) == done.read == 6
    assert sum(files for _, files in told) == count_files([folder]) == 3
