"""What editors decide, and what is published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dayline.model.checks import require, require_aware

Action = Literal["drop", "replace", "note"]
# What is done to a day that readers have: form, a fact in it, or wrong at the root.
CorrectionKind = Literal["refiled", "corrected", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An editor's word, shown as such: who, when, what was done to which passage, before, after, and why.

    ``target`` is a path such as "sections[2].passages[0]". A decision on an issued day is a correction, shown to
    readers, and has a ``kind``; ``low`` and ``high`` are the right number of a corrected figure.
    """

    by: str
    at: datetime
    action: Action
    target: str
    before: str = ""
    after: str = ""
    reason: str
    kind: CorrectionKind | None = None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        require_aware(self.at, "Decision.at")
        require(bool(self.by and self.reason), "Decision: by and reason must not be empty")
        if self.kind:
            action = "drop" if self.kind == "withdrawn" else "replace"
            require(self.action == action, f"Decision: {self.kind} is done by {action}, not by {self.action}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file of the published site: path from its root, media type, bytes."""

    path: str
    media_type: str
    content: bytes

    def __post_init__(self) -> None:
        require(
            not self.path.startswith("/") and ".." not in self.path.split("/"),
            f"Artifact: path {self.path!r} leaves the site",
        )
