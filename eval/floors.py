"""The pinned floors: read from and written to baseline.json, and what a score is worth against its floor."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from scores import Corpus, Score, Section

PARTED = " · "  # between corpus and measure
SCALE = 10_000.0  # a pinned share has four digits


class LowerError(Exception):
    """A floor would be lowered, and nobody has said why; ``scores`` are the names of those."""

    def __init__(self, scores: Sequence[str]) -> None:
        self.scores = tuple(scores)
        super().__init__(f"would lower {', '.join(scores)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A score with its floor (None where none is pinned), what to say of it, and whether the gate lets it pass."""

    score: Score
    floor: float | None
    verdict: str
    passes: bool


@dataclass(slots=True)
class Baseline:
    """The pinned floors: section, stage and corpus, measure; beside each corpus its hash."""

    sections: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> "Baseline":
        """Read the file; an absent one pins nothing."""
        if not path.exists():
            return cls()
        held = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            sections={name: held.get(name, {}) for name in ("own", "public")}, lowered=held.get("lowered", [])
        )

    def write(self, path: Path) -> None:
        """Write the file, sorted, so that a change shows as what it is."""
        held = {name: self.sections.get(name, {}) for name in ("own", "public")} | {"lowered": self.lowered}
        path.write_text(
            json.dumps(held, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )

    def judge(self, score: Score, sha256: str) -> Judged:
        """Compare a score with its floor; a corpus that is not the one pinned fails whatever the score."""
        entry = self._entry(score)
        floor = entry.get("floors", {}).get(score.measure)
        if floor is None:
            return Judged(score=score, floor=None, verdict="NOT PINNED", passes=False)
        if entry["sha256"] != sha256:
            return Judged(score=score, floor=floor, verdict="CORPUS CHANGED", passes=False)
        gain = (floor - score.ours) if score.faults else _rounded(score) - floor
        if gain < -score.slack:
            verdict = "ABOVE LIMIT" if score.faults else "BELOW FLOOR"
            return Judged(score=score, floor=floor, verdict=verdict, passes=False)
        verdict = "ok" if gain == 0 else "ok, better: pin it" if gain > 0 else "ok, within slack"
        return Judged(score=score, floor=floor, verdict=verdict, passes=True)

    def forgotten(self, scores: Iterable[Score], section: Section) -> list[str]:
        """Return the names of pinned scores of a section that were not measured."""
        measured = {
            (_corpus_key(score), score.measure) for score in scores if score.corpus.section == section
        }
        return [
            f"{key}{PARTED}{measure}"
            for key, entry in self.sections.get(section, {}).items()
            for measure in entry["floors"]
            if (key, measure) not in measured
        ]

    def pin(
        self, scores: Sequence[Score], hashes: Mapping[Corpus, str], *, reason: str, day: date
    ) -> list[str]:
        """Set the floors to the scores, and forget those of measured sections that are no longer measured.

        Returns a line for each change. Raises LowerError, and changes nothing, where a floor would sink or go
        and there is no reason; a reason is kept.
        """
        changes = [(score, self._floor(score), _rounded(score)) for score in scores]
        lower = [(s, old, new) for s, old, new in changes if old is not None and _is_worse(s, old, new)]
        gone = [(section, name) for section in _sections(scores) for name in self.forgotten(scores, section)]
        if (lower or gone) and not reason:
            raise LowerError([*(_name(score) for score, _, _ in lower), *(name for _, name in gone)])
        for score, old, new in lower:
            self.lowered.append(_note(day, _name(score), old, new, reason))
        for section, name in gone:
            self.lowered.append(_note(day, name, self._forget(section, name), None, reason))
        for score, _, new in changes:
            entry = self.sections.setdefault(score.corpus.section, {}).setdefault(
                _corpus_key(score), {"floors": {}}
            )
            entry["sha256"] = hashes[score.corpus]
            entry["floors"][score.measure] = new
        return [f"{_name(score)}: {old} -> {new}" for score, old, new in changes if old != new]

    def _forget(self, section: Section, name: str) -> float:
        """Take a pinned score out of the file, and its corpus with the last one; return the floor."""
        key, _, measure = name.rpartition(PARTED)
        entry = self.sections[section][key]
        floor: float = entry["floors"].pop(measure)
        if not entry["floors"]:
            del self.sections[section][key]
        return floor

    def _entry(self, score: Score) -> dict[str, Any]:
        return self.sections.get(score.corpus.section, {}).get(_corpus_key(score), {})

    def _floor(self, score: Score) -> float | None:
        floor: float | None = self._entry(score).get("floors", {}).get(score.measure)
        return floor


def _sections(scores: Iterable[Score]) -> list[Section]:
    return list(dict.fromkeys(score.corpus.section for score in scores))


def _note(day: date, name: str, old: float | None, new: float | None, reason: str) -> dict[str, Any]:
    return {"date": day.isoformat(), "score": name, "from": old, "to": new, "reason": reason}


def _corpus_key(score: Score) -> str:
    return f"{score.stage}: {score.corpus.name}"


def _name(score: Score) -> str:
    return f"{_corpus_key(score)}{PARTED}{score.measure}"


def _rounded(score: Score) -> float:
    """Return a score as it is pinned: a share rounded down, a count as it is."""
    return score.ours if score.faults else math.floor(score.ours * SCALE + 1e-9) / SCALE


def _is_worse(score: Score, old: float, new: float) -> bool:
    return new > old if score.faults else new < old
