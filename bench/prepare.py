"""Import documents into a new archive and make their days ready: what the benchmark times.

python bench/prepare.py CRISIS.toml ARCHIVE DOCUMENTS PROCESSES
"""

import sys
from datetime import date
from pathlib import Path

from dayline.config import load
from dayline.pipeline.importing import import_paths
from dayline.pipeline.preparing import Preparation
from dayline.store.archive import Archive


def main() -> None:
    """Import, judge relevance, find copies, annotate, and put into stories; compose nothing."""
    config, archive, documents, processes = sys.argv[1:]
    settings = load(Path(config))
    with Archive.open(archive) as store:
        import_paths(store, settings.crisis, [Path(documents)])
        Preparation(store, settings, processes=int(processes)).prepare(date.max)


if __name__ == "__main__":
    main()
