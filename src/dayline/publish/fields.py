"""The fields of the digest's JSON form as one table, and what is wrong with a value that is said to have it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

# What a field holds: "?" after a type allows null, "[…]" is a list of it; a name in capitals is an object of TABLE.
TABLE: Mapping[str, Mapping[str, str]] = {
    "DIGEST": {
        "crisis": "words",
        "day": "day",
        "date": "date",
        "title": "words",
        "cutoff": "time",
        "lede": "[PASSAGE]",
        "sections": "[SECTION]",
        "figures": "[GROUP]",
        "also": "[PASSAGE]",
        "worth": "[PASSAGE]",
        "speakers": "[SPEAKER]",
        "coverage": "COVERAGE",
        "modified": "time",
        "corrections": "[CORRECTION]",
    },
    "CORRECTION": {
        "kind": "correction",
        "at": "time",
        "by": "words",
        "target": "words",
        "before": "text",
        "after": "text",
        "reason": "words",
    },
    "SECTION": {
        "heading": "PASSAGE",
        "passages": "[PASSAGE]",
        "background": "[BACKGROUND]",
        "story": "words",
        "outlets": "count",
        "independent_origins": "count",
        "notes": "[words]",
    },
    "PASSAGE": {"text": "words", "kind": "kind", "speakers": "[words]", "citations": "[CITATION]"},
    "BACKGROUND": {
        "text": "words", "kind": "kind", "speakers": "[words]", "citations": "[CITATION]", "day": "day",
    },
    "SPEAKER": {"id": "words", "name": "words", "aliases": "[words]", "role": "text?"},
    "CITATION": {
        "document": "words",
        "field": "field",
        "url": "text",
        "source": "words",
        "span": "span",
        "text": "words",
        "sha256": "sha256",
        "retrieved": "time",
    },
    "GROUP": {"of": "words", "claims": "[CLAIM]"},
    "CLAIM": {
        "text": "words",
        "low": "number",
        "high": "number",
        "unit": "text?",
        "of": "text?",
        "side": "text?",
        "hedge": "hedge?",
        "per": "text?",
        "as_of": "text?",
        "cumulative_since": "text?",
        "change": "number?",
        "span": "span",
        "field": "field",
        "claimed_by": "text",
        "previous": "number?",
        "previous_day": "day?",
        "citation": "CITATION",
        "citations": "[CITATION]",
    },
    "COVERAGE": {
        "documents": "count",
        "sources": "count",
        "sources_failed": "[words]",
        "sources_silent": "[words]",
        "sources_partly": "[words]",
        "independent_origins": "count",
        "set_aside": "count",
        "sides_missing": "[words]",
        "languages_unread": "[words]",
        "figures_not_updated": "[words]",
    },
}
KINDS = ("quote", "report", "figure", "background", "heading", "title")
CORRECTIONS = ("refiled", "corrected", "withdrawn")
HEDGES = ("about", "at least", "up to", "more than", "less than")
# Lists that are never empty: what they belong to cannot be without one.
NEVER_EMPTY = frozenset({"citations", "passages", "claims"})

_SHA256 = re.compile(r"[0-9a-f]{64}")


def faults_of(form: object) -> tuple[str, ...]:
    """Return what keeps a value from being a digest in JSON form, a line each; none where it is one.

    Unknown fields are no fault: a later version may add some.
    """
    return tuple(_faults(form, "DIGEST", "digest"))


def _faults(value: object, kind: str, where: str) -> Iterator[str]:
    if kind.endswith("?"):
        if value is not None:
            yield from _faults(value, kind.removesuffix("?"), where)
    elif kind.startswith("["):
        if not isinstance(value, list):
            yield f"{where}: not a list"
            return
        if not value and where.rpartition(".")[2] in NEVER_EMPTY:
            yield f"{where}: empty"
        for place, each in enumerate(value):
            yield from _faults(each, kind[1:-1], f"{where}[{place}]")
    elif kind in TABLE:
        yield from _faults_of_object(value, kind, where)
    elif not _is(value, kind):
        yield f"{where}: not a {kind}: {str(value)[:60]!r}"


def _faults_of_object(value: object, kind: str, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: not an object"
        return
    for name, field in TABLE[kind].items():
        if name in value:
            yield from _faults(value[name], field, f"{where}.{name}")
        else:
            yield f"{where}: no {name}"
    if kind == "DIGEST" and not str(value.get("title")).startswith(f"Day {value.get('day')}: "):
        yield f"{where}.title: not of the form 'Day {value.get('day')}: …'"


def _is(value: Any, kind: str) -> bool:
    """Tell whether a value is of one of the simple kinds."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    tests: Mapping[str, bool] = {
        "text": isinstance(value, str),
        "words": isinstance(value, str) and bool(value.strip()),
        "number": is_number,
        "count": is_whole and value >= 0,
        "day": is_whole,
        "kind": value in KINDS,
        "correction": value in CORRECTIONS,
        "hedge": value in HEDGES,
        "field": value in ("text", "title"),
        "sha256": isinstance(value, str) and bool(_SHA256.fullmatch(value)),
        "date": isinstance(value, str) and _reads(value, date),
        "time": isinstance(value, str) and value.endswith("Z") and _reads(value, datetime),
        "span": isinstance(value, list)
        and len(value) == 2
        and all(type(each) is int for each in value)
        and 0 <= value[0] < value[1],
    }
    return tests[kind]


def _reads(value: str, kind: type[date] | type[datetime]) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True
