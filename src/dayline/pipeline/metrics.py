"""How collecting does, in the text format that Prometheus reads (its node exporter takes it from a file)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from dayline.pipeline.health import Health
from dayline.pipeline.outputs import open_output
from dayline.pipeline.running import Turn

# THE TABLE of what is told of each source: name, meaning, value (None where there is none yet).
OF_SOURCES: tuple[tuple[str, str, Callable[[Health], float | None]], ...] = (
    ("documents", "Documents that a source has given in all.", lambda one: one.documents),
    ("last_answer_seconds", "When a source last answered.", lambda one: _seconds(_answered(one))),
    ("last_new_seconds", "When a source last had something new.", lambda one: _seconds(_changed(one))),
    ("oldest_item_seconds", "When the oldest item in the last answer of a source was published.",
     lambda one: _seconds(one.state.oldest if one.state else None)),
    ("usual_gap_seconds", "The usual time between two items of a source.",
     lambda one: one.state.gap if one.state and one.state.gap else None),
    ("newest_item_seconds", "When the newest item of a source was published.", lambda one: _seconds(one.newest)),
    ("failures", "Failures of a source in a row.", lambda one: one.state.failures if one.state else None),
)
OF_TURNS: tuple[tuple[str, str, Callable[[Turn], float | None]], ...] = (
    ("time_seconds", "When the last turn began.", lambda turn: turn.at.timestamp()),
    ("requests", "Requests of the last turn.", lambda turn: turn.collected.asked),
    ("failed", "Requests of the last turn that failed.", lambda turn: turn.collected.failed),
    ("documents", "New documents of the last turn.", lambda turn: turn.collected.documents),
    ("bytes", "Bytes that came in the last turn.", lambda turn: turn.collected.size),
    ("published", "Days that the last turn composed.", lambda turn: sum(len(p.days) for p in turn.published)),
)


def metrics(crisis: str, found: Sequence[Health], turn: Turn) -> str:
    """Return what a turn did and how the sources do, as gauges with the crisis and the source as labels."""
    lines: list[str] = []
    for name, meaning, value in OF_TURNS:
        lines += _gauge(f"dayline_turn_{name}", meaning, [(f'{{crisis="{crisis}"}}', value(turn))])
    for name, meaning, of in OF_SOURCES:
        rows = [(f'{{crisis="{crisis}",source="{one.source.id}"}}', of(one)) for one in found if one.is_asked]
        lines += _gauge(f"dayline_source_{name}", meaning, rows)
    return "\n".join(lines) + "\n"


def write_metrics(path: Path, text: str) -> None:
    """Put a file in place of the one before, whole; raise InputError where it cannot be written."""
    with open_output(str(path)) as stream:
        stream.write(text)


def _gauge(name: str, meaning: str, rows: Iterable[tuple[str, float | None]]) -> list[str]:
    told = [f"{name}{labels} {value:.15g}" for labels, value in rows if value is not None]
    return [f"# HELP {name} {meaning}", f"# TYPE {name} gauge", *told] if told else []


def _answered(one: Health) -> datetime | None:
    return one.state.succeeded_at if one.state else None


def _changed(one: Health) -> datetime | None:
    return one.state.changed_at if one.state else None


def _seconds(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None
