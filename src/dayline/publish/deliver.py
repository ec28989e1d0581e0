"""Writing to the folder of a site: each file whole or not at all, only where it changed, and nothing outside."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from dayline.errors import InputError
from dayline.model.review import Artifact

# the names of files that are being written
HALF_WRITTEN = r"\.\d+\.part$"


def write_artifacts(artifacts: Iterable[Artifact], folder: Path) -> int:
    """Write files below a folder and return how many changed; raise InputError where that cannot be done.

    A file that a killed run left half-written never bears its name. A link below the folder that leads out
    of it is refused.
    """
    changed = 0
    root = folder.resolve()
    known: set[Path] = set()
    for artifact in artifacts:
        path = folder / artifact.path
        try:
            _refuse_names(artifact.path)
            parent = path.parent
            if parent not in known:
                _refuse_strangers(path, root)
                parent.mkdir(parents=True, exist_ok=True)
                known.add(parent)
            if not _holds(path, artifact.content):
                _write_whole(path, artifact.content)
                changed += 1
        except (FileExistsError, NotADirectoryError) as error:
            raise InputError(str(_first_file(path, folder)), "is a file where a folder is needed") from error
        except IsADirectoryError as error:
            raise InputError(str(path), "is a folder where a file is needed") from error
        except OSError as error:
            raise InputError(str(path), error.strerror or "cannot be written") from error
    return changed


def remove_files(paths: Iterable[str], folder: Path) -> None:
    """Remove files below a folder where they are there, and the folders that this leaves empty.

    Raises InputError where that cannot be done. A link below the folder that leads out of it is refused.
    """
    root = folder.resolve()
    for name in paths:
        path = folder / name
        if not path.exists():
            continue
        try:
            _refuse_names(name)
            _refuse_strangers(path, root)
            path.unlink()
            for parent in path.parents:
                if parent == folder or any(parent.iterdir()):
                    break
                parent.rmdir()
        except OSError as error:
            raise InputError(str(path), error.strerror or "cannot be removed") from error


def _refuse_names(given: str) -> None:
    if not {"", ".", ".."}.isdisjoint(given.split("/")) or "\0" in given or "\\" in given:
        raise InputError(given, "is no path of a file in the site")


def _refuse_strangers(path: Path, root: Path) -> None:
    if not path.parent.resolve().is_relative_to(root):
        raise InputError(str(path), "lies outside the folder of the site")


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file is there, no link, and holds some bytes."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == len(content) and path.read_bytes() == content


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside the file and rename; the process's number keeps two runs apart."""
    half = f"{path}.{os.getpid()}.part"
    try:
        with open(half, "wb") as file:  # noqa: PTH123 (a path made of words is quicker than one made of parts)
            file.write(content)
        os.replace(half, path)  # noqa: PTH105
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise


def _first_file(path: Path, folder: Path) -> Path:
    """Return the file that stands where a folder on the way to a path should be."""
    way = [*reversed(path.parent.parents), path.parent]
    return next((step for step in way if step.exists() and not step.is_dir()), folder)
