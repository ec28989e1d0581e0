"""Measure every stage beside a trivial way to the same end, and refuse a score below its pinned floor.

    python eval/gate.py                      measure; exit status 1 where a score is below its floor
    python eval/gate.py --pin                measure, and pin what was measured as the new floors
    python eval/gate.py --pin --lower WHY    the same where a floor sinks: the reason is kept in baseline.json
    python eval/gate.py --stage dates        only this stage (nothing can be pinned)
    python eval/gate.py --differences dates  what was missed, invented or wrong in dayline's own corpus

DAYLINE_DATA may name the folder of public corpora (eval/README.md): then the gate measures on them as well.
"""

import argparse
import importlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from articles import score_articles
from dates import score_dates
from dayline.annotate import Tools
from dayline.pipeline.resources import tools
from digest import score_digest
from figures import score_figures
from floors import Baseline, Judged, LowerError
from people import score_people
from places import score_places
from relevance import score_relevance
from scores import HERE, Corpus, Score
from statements import score_statements
from stories import score_stories
from timelines import score_timelines

BASELINE = HERE / "baseline.json"
DATA = "DAYLINE_DATA"
# Parts of the table that are measured at once; each process takes up to 1.5 GB.
PROCESSES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: how it is scored on dayline's own corpus and on public ones, and in how many seconds."""

    name: str
    own: Callable[[Tools], list[Score]]
    own_seconds: int
    public: Callable[[Path, Tools], list[Score]] | None = None
    public_seconds: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """What is measured at once: a stage on dayline's own corpora, or on the public ones in ``data``."""

    name: str
    seconds: int
    data: Path | None


STAGES: tuple[Stage, ...] = (
    Stage(
        name="articles", own=score_articles.own_scores, own_seconds=5,
        public=score_articles.public_scores, public_seconds=15,
    ),
    Stage(
        name="statements", own=score_statements.own_scores, own_seconds=15,
        public=score_statements.public_scores, public_seconds=45,
    ),
    Stage(
        name="figures", own=score_figures.own_scores, own_seconds=15,
        public=score_figures.public_scores, public_seconds=45,
    ),
    Stage(
        name="places", own=score_places.own_scores, own_seconds=15,
        public=score_places.public_scores, public_seconds=60,
    ),
    Stage(
        name="people", own=score_people.own_scores, own_seconds=20,
        public=score_people.public_scores, public_seconds=20,
    ),
    Stage(name="dates", own=score_dates.own_scores, own_seconds=10),
    Stage(
        name="stories", own=score_stories.own_scores, own_seconds=30,
        public=score_stories.public_scores, public_seconds=300,
    ),
    Stage(
        name="timelines", own=score_timelines.own_scores, own_seconds=1,
        public=score_timelines.public_scores, public_seconds=60,
    ),
    Stage(
        name="relevance", own=score_relevance.own_scores, own_seconds=5,
        public=score_relevance.public_scores, public_seconds=10,
    ),
    Stage(
        name="digest", own=score_digest.own_scores, own_seconds=30,
        public=score_digest.public_scores, public_seconds=380,
    ),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return the exit status."""
    options = _options(arguments)
    os.environ["XDG_DATA_HOME"] = str(HERE / "none")  # places that somebody imported here are not measured
    if options.differences:
        return _print_differences(options.differences)
    folder = os.environ.get(DATA, "")
    data = Path(folder) if folder and Path(folder).is_dir() else None
    stages = [stage for stage in STAGES if options.stage in ("", stage.name)]
    scores = _measured(stages, data)
    baseline = Baseline.read(BASELINE)
    hashes = {corpus: corpus.sha256() for corpus in dict.fromkeys(score.corpus for score in scores)}
    if options.pin:
        return _pin(baseline, scores, hashes, options.lower)
    judged = [baseline.judge(score, hashes[score.corpus]) for score in scores]
    _print_table(judged)
    forgotten = [] if options.stage else baseline.forgotten(scores, "own")
    if not options.stage and data is not None:
        forgotten += baseline.forgotten(scores, "public")
    for name in forgotten:
        print(f"pinned but not measured: {name}")
    if data is None:
        print(f"public corpora: not measured: {_why_no_data(folder)}")
    failed = [each for each in judged if not each.passes]
    print(f"{len(judged) - len(failed)} of {len(judged)} scores hold their floors")
    return 1 if failed or forgotten else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [stage.name for stage in STAGES]
    parser.add_argument("--pin", action="store_true", help="pin what is measured as the new floors")
    parser.add_argument("--lower", metavar="WHY", default="", help="the reason for which floors may sink")
    parser.add_argument("--stage", choices=names, default="", help="measure one stage only")
    parser.add_argument("--differences", choices=names, default="", help="show what one stage gets wrong")
    options = parser.parse_args(arguments)
    if options.lower and not options.pin:
        parser.error("--lower goes with --pin")
    if options.pin and options.stage:
        parser.error("--pin measures every stage: leave --stage out")
    return options


def _measured(stages: Sequence[Stage], data: Path | None) -> list[Score]:
    """Return the scores in the order of the table, measured over PROCESSES, what takes longest first."""
    parts = [_Part(stage.name, stage.own_seconds, None) for stage in stages]
    if data is not None:
        parts += [_Part(stage.name, stage.public_seconds, data) for stage in stages if stage.public is not None]
    measured: dict[_Part, list[Score]] = {}
    with ProcessPoolExecutor(min(PROCESSES, len(parts)), get_context("spawn")) as pool:
        asked = {pool.submit(_measure, part): part for part in sorted(parts, key=lambda part: -part.seconds)}
        for future in as_completed(asked):
            part, (measured[part], seconds) = asked[future], future.result()
            over = f", over its budget of {part.seconds} s" if seconds > part.seconds else ""
            print(f"{part.name}, {'public' if part.data else 'own'}: {seconds:.0f} s{over}", file=sys.stderr)
    names = [stage.name for stage in STAGES]
    order = sorted(measured, key=lambda part: (names.index(part.name), part.data is not None))
    return [score for part in order for score in measured[part]]


def _measure(part: "_Part") -> tuple[list[Score], float]:
    """Return the scores of a part, and the seconds that they took."""
    start = time.monotonic()
    stage = next(stage for stage in STAGES if stage.name == part.name)
    if part.data is not None and stage.public is not None:
        scores = stage.public(part.data, tools())
    else:
        scores = stage.own(tools())
    return scores, time.monotonic() - start


def _pin(baseline: Baseline, scores: Sequence[Score], hashes: dict[Corpus, str], reason: str) -> int:
    try:
        changes = baseline.pin(scores, hashes, reason=reason, day=datetime.now(UTC).date())
    except LowerError as error:
        for name in error.scores:
            print(f"lower than pinned: {name}")
        print('nothing is pinned: say why with --lower "REASON"')
        return 1
    baseline.write(BASELINE)
    print(*changes, f"{len(changes)} floors changed", sep="\n")
    return 0


def _why_no_data(folder: str) -> str:
    return f"{DATA} names no folder ({folder})" if folder else f"no {DATA}"


def _print_table(judged: Sequence[Judged]) -> None:
    rows = [("stage", "corpus", "measure", "ours", "trivial", "floor", "verdict")]
    for each in judged:
        score = each.score
        trivial = (
            "-" if score.trivial is None else f"{_shown(score.trivial, score.faults)} ({score.trivially})"
        )
        bound = "at most " if score.faults else ""
        floor = "-" if each.floor is None else bound + _shown(each.floor, score.faults)
        ours = _shown(score.ours, score.faults)
        rows.append((score.stage, score.corpus.name, score.measure, ours, trivial, floor, each.verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _shown(value: float, faults: bool) -> str:
    return f"{value:.0f}" if faults else f"{value:.4f}"


def _print_differences(name: str) -> int:
    module = importlib.import_module(f"{name}.score_{name}")
    print(*module.differences(tools()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
