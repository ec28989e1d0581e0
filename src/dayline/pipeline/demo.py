"""The demonstration: the bundled sample imported and its six days built."""

from importlib.resources import as_file, files
from pathlib import Path

from dayline.config import load
from dayline.pipeline.building import Publication, build_and_publish
from dayline.pipeline.importing import Imported, import_paths
from dayline.pipeline.preparing import Progress, silent
from dayline.store.archive import Archive

DAYS = "1..6"


def run_demo(
    output: Path, *, processes: int = 1, progress: Progress = silent
) -> tuple[Publication, Imported]:
    """Import the sample into ``output``/dayline.db and write its pages to ``output``/site."""
    output.mkdir(parents=True, exist_ok=True)
    with as_file(files("dayline") / "sample") as sample:
        settings = load(sample / "crisis.toml")
        collected = [path for path in sorted(sample.iterdir()) if path.is_dir()]
        with Archive.open(str(output / "dayline.db")) as archive:
            imported = import_paths(
                archive, settings.crisis, collected, progress=lambda items, files: progress("import", items)
            )
            publication = build_and_publish(
                archive, settings, DAYS, site=output / "site", processes=processes, progress=progress
            )
    return publication, imported
