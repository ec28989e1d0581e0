"""What editors decide, and what is published."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dayline.model.checks import require, require_aware

Action = Literal["drop", "replace", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An editor's word, shown as such: who, when, what was done to which passage, before, after, and why.

    ``target`` is a path such as "sections[2].passages[0]".
    """

    by: str
    at: datetime
    action: Action
    target: str
    before: str = ""
    after: str = ""
    reason: str

    def __post_init__(self) -> None:
        require_aware(self.at, "Decision.at")
        require(bool(self.by and self.reason), "Decision: by and reason must not be empty")


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
