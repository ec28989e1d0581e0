"""The commands on places: files of villages, sites and regions that the world's gazetteer lacks."""

from pathlib import Path
from typing import Annotated

import typer

from dayline.cli.printing import SET_ASIDE, bar, say, tell
from dayline.publish.spelling import counted

app = typer.Typer(no_args_is_help=True, help="Places of your own beside the world's.")


@app.command("import")
def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(help="GeoNames country dumps (.txt, .zip), or tables with name, lat and lon."),
    ],
) -> None:
    """Bring places into this machine's gazetteer; importing the same file again adds nothing."""
    from dayline.pipeline.place_files import import_places

    with bar("places") as advance:
        done = import_places(paths, tell, progress=lambda count: advance(count, 0))
    say(f"{counted(done.places, 'place')} read, {done.new:,} new, {counted(done.rejected, 'line')} set aside")
    raise typer.Exit(SET_ASIDE if done.rejected else 0)


@app.command("list")
def list_() -> None:
    """Show the files whose places are kept."""
    from dayline.pipeline.place_files import files_imported

    for name, places in files_imported():
        say(f"{name}: {counted(places, 'place')}")


@app.command()
def clear() -> None:
    """Forget every imported place."""
    from dayline.pipeline.place_files import forget_places

    forget_places()
    say("no imported places are kept")
