"""The commands on stories: documents of a file put into stories, and an archive's stories joined and split."""

from typing import TYPE_CHECKING, Annotated

import typer

from dayline.cli.options import ArchivePlace, Config, Day, Processes, need_words
from dayline.cli.printing import SET_ASIDE, say, tell

if TYPE_CHECKING:
    from dayline.model.review import StoryDecision

app = typer.Typer(help="Stories: which documents tell of one event.")

By = Annotated[str, typer.Option("--by", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, as readers are told.")]


@app.callback(invoke_without_command=True)
def stories(
    context: typer.Context,
    source: Annotated[str, typer.Option("--input", help="A file or folder; - is standard input. Needed.")] = "",
    output: Annotated[
        str, typer.Option("--output", help="A file, compressed where it ends in .gz; - is standard output. Needed.")
    ] = "",
    processes: Processes = 2,
    plain: Annotated[
        bool, typer.Option("--plain", help="Go by the words alone: fast, and less exact.")
    ] = False,
) -> None:
    """Put documents into stories, and find copies."""
    from dayline.pipeline.streams import stories_file

    if context.invoked_subcommand:
        return
    for name, given in (("--input", source), ("--output", output)):
        if not given:
            raise typer.BadParameter(f"Missing option '{name}'.")
    done = stories_file(source, output, tell, processes=processes, plain=plain)
    raise typer.Exit(SET_ASIDE if done.rejected else 0)


@app.command("list")
def list_(
    config: Config,
    day: Day,
    archive: ArchivePlace = "",
) -> None:
    """Show the stories of a day and their documents, each by its id, those of the digest's sections first."""
    from dayline.config import load
    from dayline.pipeline.deciding import listed
    from dayline.store.archive import Archive

    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        for line in listed(store, settings, day):
            say(line)


@app.command()
def join(
    stories: Annotated[list[str], typer.Argument(help="Stories by their ids: two or more.")],
    config: Config,
    by: By,
    reason: Reason,
    archive: ArchivePlace = "",
) -> None:
    """Make one story of several; builds from now on keep it so."""
    from dayline.config import load
    from dayline.pipeline.clock import utc_now
    from dayline.pipeline.deciding import join_stories
    from dayline.store.archive import Archive

    need_words(("--by", by), ("--reason", reason))
    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        _say(join_stories(store, settings.crisis, stories, by=by, reason=reason, at=utc_now()))


@app.command()
def split(
    documents: Annotated[list[str], typer.Argument(help="Documents of one story by their ids.")],
    config: Config,
    by: By,
    reason: Reason,
    archive: ArchivePlace = "",
) -> None:
    """Take documents out of their story and make them one of their own; builds from now on keep it so."""
    from dayline.config import load
    from dayline.pipeline.clock import utc_now
    from dayline.pipeline.deciding import split_story
    from dayline.store.archive import Archive

    need_words(("--by", by), ("--reason", reason))
    settings = load(config)
    with Archive.open(archive or settings.archive, create=False) as store:
        _say(split_story(store, settings.crisis, documents, by=by, reason=reason, at=utc_now()))


def _say(decision: "StoryDecision") -> None:
    say(f"{decision.told}: kept; build the days from {decision.since} on again")
