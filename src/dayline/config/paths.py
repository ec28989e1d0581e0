"""Paths that a crisis file names."""

from pathlib import Path

from dayline.text.toml_lines import KeyPath
from dayline.text.toml_tables import TomlFile, shown


def path_of(text: str, file: TomlFile, key: KeyPath) -> Path:
    """Return the path that a text of the file means: relative ones count from the file, "~" is a home folder."""
    folder = Path(file.path).parent
    try:
        return folder / Path(text).expanduser()
    except RuntimeError:
        file.refuse(key, f"{shown(text)} begins with a home folder that is not known here", "write the path in full")
        return folder / text
