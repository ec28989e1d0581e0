"""Import places: files of a country's or a region's places into this machine's gazetteer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dayline.errors import InputError
from dayline.ingest.places import read_places
from dayline.model.source import Rejected
from dayline.pipeline.gazetteers import close_gazetteers, imported_places_path, world_path
from dayline.store.imported_places import imported_files, importing

BATCH = 1000  # lines between two strokes of the bar


@dataclass(slots=True)
class PlacesRead:
    """What an import of places met: places in the files, of them new ones, and lines that were set aside."""

    places: int = 0
    new: int = 0
    rejected: int = 0


def import_places(
    paths: Sequence[Path],
    tell: Callable[[Rejected], None],
    *,
    progress: Callable[[int], None] = lambda count: None,
) -> PlacesRead:
    """Read files into the imported places; a line that is wrong is told and does not stop the rest."""
    done = PlacesRead()
    target = imported_places_path()
    try:
        with importing(target, world_path()) as places:
            for path in paths:
                before = done.places
                for number, found in enumerate(read_places(path), 1):
                    if isinstance(found, Rejected):
                        done.rejected += 1
                        tell(found)
                    elif found is not None:
                        done.places += 1
                        done.new += places.add(found)
                    if number % BATCH == 0:
                        progress(BATCH)
                places.finish_file(path.name, done.places - before)
    except OSError as error:
        raise InputError(str(target), f"places cannot be kept: {error.strerror}") from error
    close_gazetteers()
    return done


def files_imported() -> list[tuple[str, int]]:
    """Return the names of the files whose places are kept, and how many places each held."""
    return imported_files(imported_places_path())


def forget_places() -> None:
    """Let go of every imported place."""
    imported_places_path().unlink(missing_ok=True)
    close_gazetteers()
