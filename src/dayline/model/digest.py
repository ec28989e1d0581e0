"""The digest: passages that cannot be without evidence, and what is made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dayline.model.checks import require, require_aware
from dayline.model.claims import Figure, PersonId
from dayline.model.document import DocumentId, Span
from dayline.model.review import Decision
from dayline.model.story import StoryId

PassageKind = Literal["quote", "report", "figure", "background", "heading", "title"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The evidence of a passage: a span of a saved document, and where that document came from."""

    span: Span
    url: str
    source_name: str
    retrieved_at: datetime
    sha256: str

    def __post_init__(self) -> None:
        require_aware(self.retrieved_at, "Citation.retrieved_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence or two of the digest; cannot be built without a citation. ``speakers`` are who says so in it."""

    text: str
    kind: PassageKind
    citations: tuple[Citation, ...]
    speakers: tuple[PersonId, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.text.strip()), "Passage: no text")
        require(bool(self.citations), f"Passage without a citation: {self.text[:80]!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks in a digest: the record's id and name, the other spellings, and the role given last."""

    id: PersonId
    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One story of the digest; ``background`` passages carry the day they come from in ``background_days``.

    ``documents`` are those of its story that were published within the day, the leading one first.
    """

    story_id: StoryId
    heading: Passage
    passages: tuple[Passage, ...]
    background: tuple[Passage, ...] = ()
    background_days: tuple[int, ...] = ()
    outlets: int = 0
    origins: int = 0
    notes: tuple[str, ...] = ()
    documents: tuple[DocumentId, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.passages), f"Section {self.story_id}: no passages")
        require(
            len(self.background) == len(self.background_days),
            f"Section {self.story_id}: background without its days",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureClaim:
    """One claimed number with its evidence; ``previous`` is the claimant's last figure, where known."""

    passage: Passage
    figure: Figure
    claimant: str
    previous: float | None = None
    previous_day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """Claims about one thing side by side, never added up."""

    of: str
    claims: tuple[FigureClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the day was drawn from, and what could not be seen.

    ``sources_partly`` answered, but items of them may be missing or late: each with what is wrong, in words.
    """

    documents: int
    sources: int
    independent_origins: int
    set_aside: int = 0
    sources_failed: tuple[str, ...] = ()
    sources_silent: tuple[str, ...] = ()
    sources_partly: tuple[str, ...] = ()
    sides_missing: tuple[str, ...] = ()
    languages_unread: tuple[str, ...] = ()
    figures_not_updated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One day of a crisis; ``title`` starts with "Day N: "; ``withheld`` says what the gates refused and why.

    ``corrections`` are what was changed since the day was issued, oldest first.
    """

    crisis_id: str
    day: int
    date: date
    cutoff: datetime
    title: Passage
    lede: tuple[Passage, ...]
    sections: tuple[Section, ...]
    figures: tuple[FigureGroup, ...] = ()
    also: tuple[Passage, ...] = ()
    worth: tuple[Passage, ...] = ()
    coverage: Coverage
    speakers: tuple[Speaker, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    corrections: tuple[Decision, ...] = ()

    def __post_init__(self) -> None:
        require_aware(self.cutoff, "Digest.cutoff")
        require(
            self.title.text.startswith(f"Day {self.day}: "),
            f"Digest: title of another day: {self.title.text}",
        )

    @property
    def modified(self) -> datetime:
        """Return when the day was last changed: at its cut-off, or by a correction."""
        return max([self.cutoff, *(correction.at for correction in self.corrections)])


def passages_of(digest: Digest) -> Iterator[tuple[str, Passage]]:
    """Yield every passage but the title with its path."""
    for name, passages in (("lede", digest.lede), ("also", digest.also), ("worth", digest.worth)):
        yield from ((f"{name}[{index}]", passage) for index, passage in enumerate(passages))
    for at, section in enumerate(digest.sections):
        yield f"sections[{at}].heading", section.heading
        for part, passages in (("passages", section.passages), ("background", section.background)):
            yield from ((f"sections[{at}].{part}[{index}]", passage) for index, passage in enumerate(passages))
    for at, group in enumerate(digest.figures):
        yield from ((f"figures[{at}].claims[{index}]", claim.passage) for index, claim in enumerate(group.claims))


def targets_of(digest: Digest) -> Iterator[tuple[str, Passage]]:
    """Yield what a decision can name: the title, every passage, and before its heading each section, as that."""
    yield "title", digest.title
    for path, passage in passages_of(digest):
        if path.endswith("].heading"):
            yield path.removesuffix(".heading"), passage
        yield path, passage
