"""The commands on files, without an archive: pages into documents, what these say, and their timeline."""

from typing import Annotated

import typer

from dayline.cli.options import Input, Output, Processes
from dayline.cli.printing import SET_ASIDE, tell


def clean(
    source: Input, output: Output, url: Annotated[str, typer.Option("--url", help="The page's address.")] = ""
) -> None:
    """Take the article out of HTML pages."""
    from dayline.pipeline.streams import clean_pages

    _finish(len(clean_pages(source, output, tell, url=url).rejected))


def annotate(source: Input, output: Output, processes: Processes = 2) -> None:
    """Find statements, figures, places, people and dates in documents."""
    from dayline.pipeline.streams import annotate_file

    _finish(len(annotate_file(source, output, tell, processes=processes).rejected))


def timeline(
    source: Input,
    output: Output,
    dates: Annotated[int, typer.Option("--dates", min=1, help="Dates chosen.")] = 20,
    sentences: Annotated[int, typer.Option("--sentences", min=1, help="Sentences a date.")] = 2,
    query: Annotated[str, typer.Option("--query", help="Words that the timeline is about.")] = "",
) -> None:
    """Choose the dates that mattered, and what happened on each, in the documents' own words."""
    import json

    from dayline.pipeline.outputs import make_ready, open_output
    from dayline.pipeline.streams import timeline_file

    make_ready(output)
    found, report = timeline_file(source, tell, dates=dates, sentences=sentences, query=query)
    with open_output(output) as stream:
        stream.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    _finish(len(report.rejected))


def _finish(set_aside: int) -> None:
    raise typer.Exit(SET_ASIDE if set_aside else 0)
