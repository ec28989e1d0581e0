"""The demonstration: the bundled sample imported and its six days built."""

from importlib.resources import as_file, files
from pathlib import Path

from dayline.config import load
from dayline.errors import InputError
from dayline.pipeline.building import Publication, build_and_publish
from dayline.pipeline.importing import Imported, import_paths
from dayline.pipeline.outputs import open_output
from dayline.pipeline.progress import Progress, silent
from dayline.store.archive import Archive

DAYS = "1..6"
CONFIG, PLACES = "crisis.toml", "places.tsv"


def run_demo(
    output: Path, *, processes: int = 1, progress: Progress = silent
) -> tuple[Publication, Imported]:
    """Put the sample's crisis file into a folder, and beside it its archive and its pages."""
    output.mkdir(parents=True, exist_ok=True)
    with as_file(files("dayline") / "sample") as sample:
        put_crisis(sample, output)
        settings = load(output / CONFIG)
        collected = [path for path in sorted(sample.iterdir()) if path.is_dir()]
        with Archive.open(settings.archive) as archive:
            imported = import_paths(
                archive, settings.crisis, collected, progress=lambda items, files: progress("import", items)
            )
            publication = build_and_publish(
                archive, settings, DAYS, site=settings.site, processes=processes, progress=progress
            )
    return publication, imported


def put_crisis(sample: Path, folder: Path) -> None:
    """Copy the crisis file and its places; raise InputError where the folder has another crisis."""
    own, given = (sample / CONFIG).read_text(encoding="utf-8"), folder / CONFIG
    if given.exists() and not given.read_bytes().startswith(own.partition("\n")[0].encode()):
        raise InputError(str(given), "is another crisis: name another folder with --output")
    for name in (CONFIG, PLACES):
        with open_output(str(folder / name)) as stream:
            stream.write((sample / name).read_text(encoding="utf-8"))
