"""Days as PDF and their tables as Parquet, from what the archive holds of them."""

from pathlib import Path

from dayline.config import Settings
from dayline.errors import DayError
from dayline.model.review import Artifact
from dayline.pipeline.citing import cited_documents
from dayline.pipeline.outputs import NUMBER, make_folder, make_ready
from dayline.publish.deliver import write_artifacts
from dayline.publish.links import Site
from dayline.publish.parquet import parquet_files
from dayline.publish.pdf import day_pdf
from dayline.store.archive import Archive


def print_day(archive: Archive, settings: Settings, day: int, output: str) -> Path:
    """Write a day as PDF and return its file; raise DayError where it has no digest."""
    digest = archive.digest(settings.crisis.id, day)
    if digest is None:
        raise DayError(f"day {day} has no digest: build it first")
    path = Path(output.replace(NUMBER, str(day)))
    make_ready(str(path))
    made = day_pdf(
        digest,
        cited_documents(archive, digest),
        settings.crisis,
        site=Site(title=settings.title, address=settings.address),
        traces=archive.traces_of_day(settings.crisis.id, day),
    )
    write_artifacts([Artifact(path=path.name, media_type=made.media_type, content=made.content)], path.parent)
    return path


def write_tables(archive: Archive, settings: Settings, folder: Path) -> int:
    """Write the tables of all published days as Parquet to a folder, and return the number of days."""
    make_folder(folder)
    crisis_id = settings.crisis.id
    summaries = archive.day_summaries(crisis_id)
    days = ((each, archive.traces_of_day(crisis_id, each.day)) for each in summaries)
    write_artifacts(parquet_files(days, site=Site(title=settings.title, address=settings.address)), folder)
    return len(summaries)
