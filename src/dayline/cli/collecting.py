"""The commands that ask sources: a round, a run without end, and how the sources do."""

import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from dayline.cli.options import ArchivePlace, Config, Processes, Site
from dayline.cli.printing import SET_ASIDE, bar, say, source_lines, tell, tell_all, turn_lines
from dayline.publish.spelling import counted


def collect(
    config: Config,
    archive: ArchivePlace = "",
    everything: Annotated[bool, typer.Option("--all", help="Ask every source, due or not.")] = False,
) -> None:
    """Ask every source that is due, once, and keep what it gives."""
    from dayline.config import load
    from dayline.pipeline.collecting import collect as collect_round
    from dayline.pipeline.collecting import gate_for
    from dayline.pipeline.locking import alone
    from dayline.pipeline.running import lock_path
    from dayline.store.archive import Archive

    settings = load(config)
    if not settings.collect.contact:
        tell_all([f"{config}: no contact in [collect]: the servers that are asked are not told whom to write to"])
    stopping = _stopping()
    with alone(lock_path(settings)), Archive.open(archive or settings.archive) as store, bar("collect") as advance:
        done = collect_round(
            store,
            settings,
            gate_for(settings),
            stop=stopping.is_set,
            everything=everything,
            progress=lambda stage, count: advance(count, 0),
        )
    for source_id, reason in done.faults:
        tell_all([f"{source_id}: {reason}"])
    for rejected in done.rejected:
        tell(rejected)
    say(
        f"{counted(done.asked, 'request')}, {done.pages:,} of them for pages: {counted(done.new, 'new answer')}, "
        f"{done.same:,} unchanged, {done.failed:,} failed; {counted(done.documents, 'new document')}, "
        f"{len(done.rejected):,} set aside"
    )
    raise typer.Exit(SET_ASIDE if done.faults or done.rejected else 0)


def run(
    config: Config,
    archive: ArchivePlace = "",
    output: Site = None,
    processes: Processes = 1,
    once: Annotated[bool, typer.Option("--once", help="Take one turn and end, for cron and timers.")] = False,
    metrics: Annotated[
        Path | None, typer.Option("--metrics", help="A file that is written anew after each turn, for Prometheus.")
    ] = None,
) -> None:
    """Collect, compose at the cut-off hour and publish, until told to stop (SIGTERM, Ctrl-C)."""
    from dayline.config import load
    from dayline.pipeline.clock import utc_now
    from dayline.pipeline.collecting import gate_for
    from dayline.pipeline.health import health
    from dayline.pipeline.metrics import metrics as as_text
    from dayline.pipeline.metrics import write_metrics
    from dayline.pipeline.outputs import make_ready, refuse_file
    from dayline.pipeline.running import Turn
    from dayline.pipeline.running import run as run_turns
    from dayline.store.archive import Archive

    settings = load(config)
    refuse_file(output or settings.site)
    if metrics:
        make_ready(str(metrics))
    stopping = _stopping()
    with Archive.open(archive or settings.archive) as store:

        def tell_turn(turn: Turn) -> None:
            say("\n".join(turn_lines(turn)))
            if metrics:
                write_metrics(metrics, as_text(settings.crisis.id, health(store, settings, utc_now()), turn))

        run_turns(
            store,
            settings,
            gate_for(settings),
            tell=tell_turn,
            stop=stopping.is_set,
            pause=stopping.wait,
            processes=processes,
            once=once,
            site=output,
        )


def sources(
    config: Config,
    archive: ArchivePlace = "",
    opml: Annotated[bool, typer.Option("--opml", help="Write the sources that are asked as OPML.")] = False,
    from_opml: Annotated[
        Path | None, typer.Option("--from-opml", help="Write the feeds of an OPML file as [[sources]] instead.")
    ] = None,
) -> None:
    """Show how every source does: last answer, newest item, how many in all, and what is wrong."""
    from dayline.config import load
    from dayline.pipeline.clock import utc_now
    from dayline.pipeline.health import health
    from dayline.pipeline.outlines import sources_as_opml, sources_from_opml
    from dayline.pipeline.outputs import open_output
    from dayline.store.archive import Archive

    settings = load(config)
    if from_opml:
        with open_output("-") as stream:
            stream.write(sources_from_opml(from_opml, settings))
        return
    if opml:
        with open_output("-") as stream:
            stream.write(sources_as_opml(settings))
        return
    with Archive.open(archive or settings.archive, create=False) as store:
        found = health(store, settings, utc_now())
    for line in source_lines(found):
        say(line)
    raise typer.Exit(SET_ASIDE if any(one.words for one in found) else 0)


def _stopping() -> threading.Event:
    """Return an event that is set when the system asks this program to end; asked twice, it ends at once."""
    stopping = threading.Event()

    def stop(number: int, frame: object) -> None:
        if stopping.is_set():
            raise KeyboardInterrupt
        stopping.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
    return stopping
