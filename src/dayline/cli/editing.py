"""The commands of editors: correct what was published, see what changed below it, print it, give out its tables."""

from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from dayline.cli.options import ArchivePlace, Config, Day, Days, Site, need_words
from dayline.cli.printing import SET_ASIDE, changed_line, resting_line, say, tell_all, version_lines
from dayline.model.review import CorrectionKind

if TYPE_CHECKING:
    from dayline.pipeline.correcting import Wanted



def correct(
    config: Config,
    day: Day,
    target: Annotated[
        str, typer.Option("--target", help="What is corrected, as the list of lines names it, or: day.")
    ] = "",
    kind: Annotated[str, typer.Option("--kind", help="refiled, corrected or withdrawn.")] = "corrected",
    after: Annotated[str, typer.Option("--after", help="The right words.")] = "",
    number: Annotated[
        str, typer.Option("--number", help="The right number of a figure, 6, or its range, 5..7.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="What readers are told: what was wrong, and where.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who answers for it.")] = "",
    archive: ArchivePlace = "",
    output: Site = None,
) -> None:
    """Correct a published day in public, or, without a target, list its lines as targets name them."""
    from dayline.config import load
    from dayline.pipeline.building import build_and_publish
    from dayline.pipeline.clock import utc_now
    from dayline.pipeline.correcting import correct_day, lines_of
    from dayline.pipeline.run import parse_days
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        (number_of_day, *_) = parse_days(day, store, settings)
        if not target:
            for path, text in lines_of(store, settings, number_of_day):
                say(f"{path}  {text}")
            return
        wanted = _wanted(kind, target, after, number, reason, by)
        others = correct_day(store, settings, number_of_day, wanted, utc_now())
        built = build_and_publish(store, settings, str(number_of_day), site=output or settings.site)
    for result in built.days:
        tell_all(result.stale)
    say(f"day {number_of_day}, {target}: {kind}")
    if others:
        say("other lines that rest on the same documents:")
    for found in others:
        say(resting_line(found))


def changes(config: Config, archive: ArchivePlace = "") -> None:
    """List every published line that rests on a document which its source has changed since."""
    from dayline.config import load
    from dayline.pipeline.correcting import changed_lines
    from dayline.store.archive import Archive

    settings = load(config)
    lost = False
    with Archive.open(archive or settings.archive, create=False) as store:
        for found in changed_lines(store, settings):
            say(resting_line(found))
            lost = lost or not found.stands
    raise typer.Exit(SET_ASIDE if lost else 0)


def versions(
    config: Config,
    archive: ArchivePlace = "",
    item: Annotated[str, typer.Option("--item", help="A document's id or address: show what changed in it.")] = "",
) -> None:
    """List the items that their sources changed or took down since they came, or what changed in one of them."""
    from dayline.config import load
    from dayline.pipeline.versions import changed_items, versions_of
    from dayline.store.archive import Archive

    with Archive.open(archive or load(config).archive, create=False) as store:
        if item:
            lines = [line for version in versions_of(store, item) for line in version_lines(version)]
        else:
            lines = [changed_line(found) for found in changed_items(store)]
    for line in lines:
        say(line)


def pdf(
    config: Config,
    day: Days,
    archive: ArchivePlace = "",
    output: Annotated[
        str, typer.Option("--output", help="The file; {day} in it is the number of the day.")
    ] = "day-{day}.pdf",
) -> None:
    """Write a built day as PDF, its evidence as notes at the end."""
    from dayline.config import load
    from dayline.pipeline.outputs import NUMBER
    from dayline.pipeline.papers import print_day
    from dayline.pipeline.run import parse_days
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        days = parse_days(day, store, settings)
        if len(days) > 1 and NUMBER not in output:
            raise typer.BadParameter(f"for several days, the name of the file needs {NUMBER}")
        for number in days:
            say(f"open {print_day(store, settings, number, output)}")


def tables(
    config: Config,
    output: Annotated[Path, typer.Option("--output", help="The folder of the files.")],
    archive: ArchivePlace = "",
) -> None:
    """Write statements, figures, places and threads of all published days as Parquet, a file each."""
    from dayline.config import load
    from dayline.pipeline.papers import write_tables
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        say(f"{write_tables(store, settings, output)} days in {output}")


def _wanted(kind: str, target: str, after: str, number: str, reason: str, by: str) -> "Wanted":
    from dayline.pipeline.correcting import Wanted

    if kind not in get_args(CorrectionKind):
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(get_args(CorrectionKind))}")
    need_words(("--reason", reason), ("--by", by))
    low, high = _range_of(number) if number else (None, None)
    return Wanted(
        kind=cast(CorrectionKind, kind), target=target, after=after, reason=reason, by=by, low=low, high=high
    )


def _range_of(number: str) -> tuple[float, float]:
    low, dots, high = number.partition("..")
    try:
        ends = (float(low), float(high if dots else low))
    except ValueError:
        ends = (nan, nan)
    if not all(map(isfinite, ends)):
        raise typer.BadParameter(f"{number!r} is no number: write 6, or 5..7")
    return ends
