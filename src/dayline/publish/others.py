"""The other sources of a section: who else carried its story that day, each outlet once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from dayline.model.digest import Section
from dayline.model.document import Document, DocumentId
from dayline.publish.links import OTHERS, saved_path

# Outlets of a section that are listed, each with a saved copy; more are counted. Eight keep a page of seven sections
# within its weight.
MOST_OTHERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """A document beside those that a section cites; ``time`` is the local one of its day, "" where it is not known."""

    source: str
    time: str
    saved: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The other outlets of a section, the first of them; ``count`` is how many there are.

    ``number`` and ``heading`` are the section's.
    """

    number: int
    heading: str
    listed: tuple[Other, ...]
    count: int

    @property
    def anchor(self) -> str:
        """Return the list's id on the page."""
        return f"{OTHERS}{self.number}"

    @property
    def more(self) -> int:
        """Return how many are not listed."""
        return self.count - len(self.listed)


def documents_of_others(section: Section, documents: Mapping[DocumentId, Document]) -> list[Document]:
    """Return the weightiest document of each outlet that carries a section's story and is not cited there, in order."""
    passages = (section.heading, *section.passages)
    seen = {citation.source_name for passage in passages for citation in passage.citations}
    found = []
    for id_ in section.documents:
        if id_ in documents and documents[id_].source_name not in seen:
            seen.add(documents[id_].source_name)
            found.append(documents[id_])
    return found


def others_of(
    section: Section, documents: Mapping[DocumentId, Document], zone: tzinfo, *, number: int, root: str
) -> Others | None:
    """Return the other sources of a section as its page lists them; None where there are none."""
    found = documents_of_others(section, documents)
    listed = tuple(
        Other(source=each.source_name, time=_time_of(each, zone), saved=root + saved_path(each.id))
        for each in found[:MOST_OTHERS]
    )
    return Others(number=number, heading=section.heading.text, listed=listed, count=len(found)) if found else None


def _time_of(document: Document, zone: tzinfo) -> str:
    if document.published_at is None or document.published_on is not None:
        return ""
    return f"{document.published_at.astimezone(zone):%H:%M}"
