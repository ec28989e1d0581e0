"""The commands that give the archive to others: on this machine, and as one file to be kept."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from dayline.cli.options import ArchivePlace, Config
from dayline.cli.printing import say


def serve(
    config: Config,
    port: Annotated[int, typer.Option("--port", min=0, help="The port; 0 is any that is free.")] = 8000,
    output: Annotated[Path | None, typer.Option("--output", help="The folder of the site.")] = None,
) -> None:
    """Hand the site out on this machine, until interrupted; for others use a web server."""
    from dayline.config import load
    from dayline.publish.serve import HERE, server_of

    settings = load(config)
    with server_of(output or settings.site, port) as server, suppress(KeyboardInterrupt):
        say(f"http://{HERE}:{server.server_port}/")
        server.serve_forever()


def keep(
    config: Config,
    output: Annotated[Path, typer.Option("--output", help="The ZIP file.")],
    archive: ArchivePlace = "",
) -> None:
    """Pack archive, site and crisis file with a hash of each into one file that can be kept."""
    from dayline.config import load
    from dayline.pipeline.keeping import keep as pack
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        count = pack(store, settings, output)
    say(f"{output}: {count} files, {output.stat().st_size:,} bytes")
