"""The record that every scorer gives, and the corpora that scores are measured on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Section = Literal["own", "public"]

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent

# What a score that rests on the parser may lie below its floor: its numbers differ a little from one processor
# to another, and one parse in a corpus of a hundred attributions is worth about as much.
PARSER_SLACK = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Files that a score is measured on; its hash changes with any of them."""

    name: str
    section: Section
    files: tuple[Path, ...]

    def sha256(self) -> str:
        """Return the hash over the names and bytes of the files."""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One measured number beside that of a trivial way to the same end.

    Larger is better, but for ``faults``: a count that should be 0. ``trivial`` is None where no trivial way
    exists, ``trivially`` says what it does.
    """

    stage: str
    corpus: Corpus
    measure: str
    ours: float
    trivial: float | None = None
    trivially: str = ""
    slack: float = 0.0
    faults: bool = False


def folder_files(folder: Path, *patterns: str) -> tuple[Path, ...]:
    """Return the files of a folder that fit any of the patterns, in order; all of them without patterns."""
    wanted: Sequence[str] = patterns or ("**/*",)
    return tuple(sorted({file for pattern in wanted for file in folder.glob(pattern) if file.is_file()}))
