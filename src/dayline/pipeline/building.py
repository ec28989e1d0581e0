"""Build and publish: digests of some days as JSON and as pages."""

import json as jsonlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dayline.config import Settings
from dayline.pipeline.citing import cited_documents
from dayline.pipeline.keys import annotation_version
from dayline.pipeline.outputs import NUMBER, make_folder, make_ready, open_output, refuse_file
from dayline.pipeline.progress import Progress, silent
from dayline.pipeline.run import Built, build_days, check_closed, parse_days
from dayline.pipeline.shown import INDEX, is_shown
from dayline.publish.forms import digest_form
from dayline.store.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What was built: each day, and the page to open first (None where nothing could be printed)."""

    days: tuple[Built, ...]
    index: Path | None

    @property
    def empty(self) -> bool:
        """Tell whether some day had nothing to print."""
        return any(built.digest is None for built in self.days)


def build_and_publish(
    archive: Archive,
    settings: Settings,
    day: str,
    *,
    json: str = "",
    site: Path,
    processes: int = 1,
    progress: Progress = silent,
    issue_at: datetime | None = None,
) -> Publication:
    """Compose the days that ``day`` stands for, and write their pages, their JSON, and the index.

    With ``issue_at``, the time that it is, they are issued: DayError is raised where one of them is still open.
    ``json`` names one file; where several days are built, "{day}" in it stands for the day's number, and
    without that the digests are written as a list.
    """
    days = parse_days(day, archive, settings)
    refuse_file(site)
    if NUMBER in json:
        make_folder(Path(f"{json.partition(NUMBER)[0]}_").parent)
    elif json:
        make_ready(json)
    if issue_at:
        for number in days:
            check_closed(settings, number, issue_at)
    annotated = annotation_version(settings.crisis)
    built = tuple(
        build_days(archive, settings, days, annotated=annotated, processes=processes, progress=progress)
    )
    if issue_at:
        for result in built:
            archive.issue(settings.crisis.id, result.day, issue_at)
    digests = [result.digest for result in built if result.digest is not None]
    if json:
        _write_forms(
            json,
            [digest_form(d, cited_documents(archive, d), crisis_name=settings.crisis.name) for d in digests],
        )
    if not is_shown(archive, settings, site, annotated):
        # loading what renders takes longer than the answer that nothing has changed
        from dayline.pipeline.publishing import Publisher

        Publisher(archive, settings, site, annotation_version=annotated, processes=processes).publish()
    return Publication(days=built, index=site / INDEX if digests else None)


def _write_forms(path: str, forms: list[dict[str, Any]]) -> None:
    if NUMBER in path:
        for form in forms:
            _write(path.replace(NUMBER, str(form["day"])), form)
    else:
        _write(path, forms[0] if len(forms) == 1 else forms)


def _write(path: str, form: object) -> None:
    with open_output(path) as stream:
        stream.write(jsonlib.dumps(form, ensure_ascii=False, indent=1) + "\n")
