"""Every command of dayline; each does no more than parse, call the library once, and print."""

import io
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from dayline import __version__
from dayline.cli import collecting, editing, giving, on_files, places, sending, stories
from dayline.cli.options import ArchivePlace, Config, Days, Output, Processes, Site
from dayline.cli.printing import FAULT, SET_ASIDE, WRONG, actor_lines, bar, rejected_line, say, tell, tell_all
from dayline.errors import ConfigError, DayError, DaylineError, InputError, StoryError
from dayline.publish.spelling import counted

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="From a crisis's many sources to one numbered daily digest, every line traced to its source.",
)

app.add_typer(places.app, name="places")
app.add_typer(stories.app, name="stories")


def main() -> None:
    """Run a command, and leave with its exit status: 0, 1 a fault, 2 wrong arguments, 3 some items set aside."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    _open_streams()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # what is told holds letters that a terminal may lack: it gets their numbers
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(standalone_mode=True)
    except (ConfigError, DayError, InputError, StoryError) as error:
        tell_all([str(error)])
        sys.exit(WRONG)
    except DaylineError as error:
        tell_all([str(error)])
        sys.exit(FAULT)
    except BrokenPipeError:
        _close_output()
        sys.exit(FAULT)
    except OSError as error:
        _close_output()
        tell_all([f"{error.filename or 'the output'}: {error.strerror or error}"])
        sys.exit(WRONG)


def _open_streams() -> None:
    """Let standard streams that are closed lead nowhere, and not to the first file that is opened."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _close_output() -> None:
    """Let nothing that is still to be written fail once more when the program ends."""
    with suppress(OSError):  # it may be no file of the system's
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(value: bool) -> None:
    if value:
        say(f"dayline {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Compose a provable daily digest of a long crisis."""


@app.command()
def init(
    path: Annotated[Path, typer.Argument(help="Where the crisis file goes, or the one to check.")] = Path(
        "crisis.toml"
    ),
    check: Annotated[bool, typer.Option("--check", help="Only check the file that is there.")] = False,
) -> None:
    """Write a commented crisis file and check it; one that is there is checked and left as it is."""
    from dayline import config
    from dayline.pipeline.gazetteers import faults_in
    from dayline.pipeline.outputs import open_output

    if not check and not path.exists():
        with open_output(str(path)) as stream:
            stream.write(config.template())
        say(f"{path} is written: name the crisis, its first day, its sources, and what belongs to it")
    for warning in config.check(path):
        tell_all([warning])
    settings = config.load(path)
    for fault in faults_in(settings.crisis):
        tell_all([fault])
    say(
        f"{path} is well: {settings.crisis.name}, day 1 is {settings.crisis.first_day}, "
        f"{len(settings.crisis.sources)} sources, {len(settings.crisis.terms)} terms"
    )


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders: documents, feeds, pages, channels.")],
    config: Config,
    archive: ArchivePlace = "",
) -> None:
    """Bring files into the archive; importing the same thing again adds nothing."""
    from dayline.config import load
    from dayline.pipeline.importing import count_files, import_paths
    from dayline.store.archive import Archive

    settings, files = load(config), count_files(paths)
    with Archive.open(archive or settings.archive) as store, bar("import", total=files) as advance:
        done = import_paths(store, settings.crisis, paths, progress=advance)
    for rejected in done.rejected:
        tell(rejected)
    found = f"{counted(done.read, 'item')} read, {counted(done.new_documents, 'new document')}"
    say(f"{found}, {len(done.rejected)} set aside")
    raise typer.Exit(SET_ASIDE if done.rejected else 0)


app.command()(collecting.collect)
app.command()(collecting.run)
app.command()(collecting.sources)
app.command()(editing.correct)
app.command()(editing.changes)
app.command()(editing.versions)
app.command()(editing.pdf)
app.command()(editing.tables)
app.command()(sending.send)
app.command()(giving.serve)
app.command()(giving.keep)


@app.command()
def build(
    config: Config,
    day: Days,
    archive: ArchivePlace = "",
    json: Annotated[str, typer.Option("--json", help="Write the digest as JSON.")] = "",
    output: Site = None,
    processes: Processes = 2,
    issue: Annotated[
        bool, typer.Option("--issue", help="Issue the days: from now on they change by dayline correct only.")
    ] = False,
) -> None:
    """Compose the digest of a day, or of several, from the archive, and publish it."""
    from dayline.config import load
    from dayline.pipeline.building import build_and_publish
    from dayline.pipeline.clock import utc_now
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store, bar("build") as advance:
        built = build_and_publish(
            store,
            settings,
            day,
            json=json,
            site=output or settings.site,
            processes=processes,
            progress=lambda stage, count: advance(count, 0),
            issue_at=utc_now() if issue else None,
        )
    for result in built.days:
        title = result.digest.title.text if result.digest else f"Day {result.day}: nothing to print"
        say(title + (" (stands as issued)" if result.issued else ""), err=json == "-")
        for stale in result.stale:
            tell_all([stale])
    if built.index:
        say(f"open {built.index}", err=json == "-")
    raise typer.Exit(SET_ASIDE if built.empty else 0)


@app.command()
def demo(
    output: Annotated[
        Path, typer.Option("--output", help="The folder for the crisis file, the archive and the pages.")
    ] = Path("demo"),
    processes: Processes = 2,
) -> None:
    """Import the bundled sample, a made-up crisis of six days, build its days, and say where to look."""
    from dayline.pipeline.demo import CONFIG, run_demo

    with bar("demo") as advance:
        built, imported = run_demo(output, processes=processes, progress=lambda stage, count: advance(count, 0))
    say(
        f"{imported.read} items read, {len(imported.rejected)} of them set aside "
        f"(dayline rejected --config {output / CONFIG} shows why)"
    )
    for result in built.days:
        say(result.digest.title.text if result.digest else f"Day {result.day}: nothing to print")
    say(f"open {built.index}")


@app.command()
def rejected(config: Config, archive: ArchivePlace = "") -> None:
    """Show what was set aside, at which stage and why."""
    from dayline.config import load
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        for item in store.rejected():
            say(rejected_line(item, item.stage))


@app.command()
def why(
    day: Annotated[str, typer.Argument(help="393, 2023-03-23 or latest.")],
    config: Config,
    archive: ArchivePlace = "",
) -> None:
    """Show why a day's stories stand in their order, and what the gates withheld."""
    from dayline.config import load
    from dayline.pipeline.reasons import reasons
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        for line in reasons(store, settings, day):
            say(line)


@app.command()
def people(
    config: Config,
    name: Annotated[str, typer.Argument(help="A name, or a word of one, in any spelling.")] = "",
    archive: ArchivePlace = "",
    bodies: Annotated[bool, typer.Option("--bodies", help="Show bodies (ministries, armies …) instead.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Records shown.")] = 20,
) -> None:
    """Show who is known: each person's names and roles with their dates, in how many documents, how many statements."""
    from dayline.config import load
    from dayline.pipeline.people import actors_named
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        found = actors_named(store, settings, name, "body" if bodies else "person")
    for actor in found[:limit]:
        say("\n".join(actor_lines(actor)))
    if not found:
        tell_all([f"nobody is known as {name!r}" if name else "nobody is known yet: build a day first"])


@app.command()
def export(config: Config, archive: ArchivePlace = "", output: Output = "-") -> None:
    """Write everything the archive holds as NDJSON, in one order whatever the order of imports."""
    from dayline.config import load
    from dayline.pipeline.outputs import open_output
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store, open_output(output) as stream:
        store.export(stream)


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="Words, in Latin or Cyrillic letters.")],
    config: Config,
    archive: ArchivePlace = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="Documents shown.")] = 20,
) -> None:
    """Find documents of the archive by their words."""
    from dayline.config import load
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        for document_id, snippet in store.search(words, limit=limit):
            document = store.document(document_id)
            moment = document.published_at.isoformat() if document.published_at else "no date"
            say(f"{document_id}  {moment}  {document.source_name}  {document.headline}\n    {snippet}")


app.command()(on_files.clean)
app.command()(on_files.annotate)
app.command()(on_files.timeline)
