"""Writing artifacts to a folder: each file whole or not at all, and only where it changed."""

from collections.abc import Iterable
from pathlib import Path

from dayline.errors import InputError
from dayline.model.review import Artifact


def write_artifacts(artifacts: Iterable[Artifact], folder: Path) -> int:
    """Write files below a folder and return how many changed; raise InputError where that cannot be done."""
    changed = 0
    for artifact in artifacts:
        path = folder / artifact.path
        try:
            if path.is_file() and path.read_bytes() == artifact.content:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_name(path.name + ".part")
            half.write_bytes(artifact.content)
            half.replace(path)
        except OSError as error:
            raise InputError(str(path), error.strerror or "cannot be written") from error
        changed += 1
    return changed
