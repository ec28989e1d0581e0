"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[Path, typer.Option("--config", help="The crisis file.")]
ArchivePlace = Annotated[str, typer.Option("--archive", help="The archive: a file or a database URL.")]
Day = Annotated[str, typer.Option("--day", help="393, 2023-03-23 or latest.")]
Days = Annotated[str, typer.Option("--day", help="393, 2023-03-23, 383..392 or latest.")]
Processes = Annotated[int, typer.Option("--processes", min=1, help="Processes that annotate.")]
Input = Annotated[str, typer.Option("--input", help="A file or folder; - is standard input.")]
Output = Annotated[
    str, typer.Option("--output", help="A file, compressed where it ends in .gz; - is standard output.")
]
Site = Annotated[Path | None, typer.Option("--output", help="The folder of the site.")]


def need_words(*options: tuple[str, str]) -> None:
    """Refuse options, given by their names and values, that hold no words."""
    for name, value in options:
        if not value.strip():
            raise typer.BadParameter(f"{name} needs words")
