"""A whole archive as one file to be kept: the database, the site, the crisis file, and a hash of each."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dayline.config import Settings
from dayline.errors import InputError
from dayline.pipeline.outputs import make_ready, open_output
from dayline.store.archive import Archive

MANIFEST, NOTE = "SHA256SUMS", "README.txt"
DATABASE, ROWS = "archive.db", "archive.ndjson"
# The time of each file within, so that the same files give the same bytes: the first that the format has.
TIME = (1980, 1, 1, 0, 0, 0)
PERMISSIONS = 0o644 << 16
CHUNK = 1 << 20
WORDS = """\
{name}: a whole archive, made by dayline.

site/            the pages; open site/index.html. They need no server, no network and no script.
{database}{crisis}       the crisis file that all was made with.
{manifest}       the SHA-256 of every other file. To check: sha256sum -c {manifest}

Each line of each page leads to the saved words that it rests on, and to their SHA-256.
The words of sources belong to their publishers.
"""
HELD = {
    DATABASE: "archive.db       everything received and everything made of it: a SQLite database, without who reads.\n",
    ROWS: "archive.ndjson   every row of the archive, a line each; received bytes by their hash and length only.\n",
}


def keep(archive: Archive, settings: Settings, output: Path) -> int:
    """Write archive, site and crisis file with a manifest as one ZIP file, and return the number of its files.

    It takes its name when it is whole. Of an archive that is no SQLite file the rows are kept instead. Raises
    InputError where something cannot be read or written.
    """
    make_ready(str(output))
    half = output.with_name(f"{output.name}.part")
    try:
        with TemporaryDirectory(dir=output.parent) as scratch, ZipFile(half, "w", ZIP_DEFLATED) as packed:
            hashes: dict[str, str] = {}
            held = _database(archive, Path(scratch))
            sources = [(held.name, held), (settings.path.name, settings.path), *_site(settings.site)]
            for name, path in sources:
                hashes[name] = _add(packed, name, path)
            words = WORDS.format(
                name=settings.title, database=HELD[held.name], crisis=settings.path.name, manifest=MANIFEST
            )
            hashes[NOTE] = sha256(words.encode()).hexdigest()
            packed.writestr(_entry(NOTE), words.encode())
            lines = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
            packed.writestr(_entry(MANIFEST), lines.encode())
        half.replace(output)
    except OSError as error:
        raise InputError(str(error.filename or output), error.strerror or str(error)) from error
    finally:
        half.unlink(missing_ok=True)
    return len(hashes) + 1


def _database(archive: Archive, folder: Path) -> Path:
    """Write the database, or its rows, to a folder and return the file."""
    path = folder / DATABASE
    if archive.copy(path):
        return path
    rows = folder / ROWS
    with open_output(str(rows)) as stream:
        archive.export(stream)
    return rows


def _site(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of the site in order of their names, no links."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"site/{path.relative_to(folder).as_posix()}", path


def _add(packed: ZipFile, name: str, path: Path) -> str:
    """Put a file into the ZIP file, a piece at a time, and return its hash."""
    digest = sha256()
    with path.open("rb") as source, packed.open(_entry(name), "w", force_zip64=True) as target:
        while piece := source.read(CHUNK):
            digest.update(piece)
            target.write(piece)
    return digest.hexdigest()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, TIME)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, PERMISSIONS
    return entry
