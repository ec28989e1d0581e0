"""THE TABLE: every stage of dayline, what it takes and gives, and the version that its results carry.

A result in the archive stands until the version of its stage, or what the stage was given, changes. The versions stand
here, and not with the code of the stages, so that whoever only asks what is up to date need not load all that code.
"""

from dataclasses import dataclass

from dayline.model.digest import Digest
from dayline.model.document import Document, Duplicate
from dayline.model.entities import Annotations, Sighting
from dayline.model.review import Artifact, Decision
from dayline.model.source import RawItem, Rejected, Source
from dayline.model.story import Assignment, RankedStory, Relevance, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: the records it takes and gives; a pure one reads no clock, file, network or chance."""

    name: str
    takes: tuple[type, ...]
    gives: tuple[type, ...]
    version: str
    pure: bool = True


STAGES: tuple[Stage, ...] = (
    Stage(name="ingest", takes=(Source,), gives=(RawItem, Rejected), version="2", pure=False),
    Stage(name="clean", takes=(RawItem,), gives=(Document, Rejected), version="7"),
    Stage(name="relevance", takes=(Document,), gives=(Relevance,), version="3"),
    Stage(name="dedupe", takes=(Document,), gives=(Duplicate,), version="2"),
    Stage(name="annotate", takes=(Document,), gives=(Annotations,), version="24"),
    Stage(name="cluster", takes=(Document, Annotations), gives=(Assignment, Story), version="4"),
    Stage(name="actors", takes=(Document, Annotations), gives=(Sighting,), version="2"),
    Stage(name="rank", takes=(Story,), gives=(RankedStory,), version="4"),
    Stage(name="compose", takes=(RankedStory, Annotations), gives=(Digest,), version="15"),
    Stage(name="review", takes=(Digest, Decision), gives=(Digest,), version="2"),
    Stage(name="publish", takes=(Digest,), gives=(Artifact,), version="10"),
)


def version_of(name: str) -> str:
    """Return the version of a stage."""
    return next(stage.version for stage in STAGES if stage.name == name)


def versions() -> str:
    """Return the versions of all stages as one string, for keys."""
    return " ".join(f"{stage.name}={stage.version}" for stage in STAGES)
