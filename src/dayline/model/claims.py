"""What texts say: sentences, statements and figures."""

from dataclasses import dataclass
from typing import Literal, NewType

from dayline.model.checks import require
from dayline.model.document import Span

StatementId = NewType("StatementId", str)
FigureId = NewType("FigureId", str)
PersonId = NewType("PersonId", str)

StatementKind = Literal["direct", "indirect", "mixed"]
# words uttered or written; a thought, wish, feeling or intention; a deed (a decision, an order, talks on a topic)
StatementAct = Literal["speech", "attitude", "act"]
Hedge = Literal["about", "at least", "up to", "more than", "less than"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, by its span, and its place in the field (text or title), counted from 0.

    ``has_verb`` is False where the parser found no verb that a sentence (or headline) can stand on.
    """

    span: Span
    index: int
    has_verb: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody said something, thought or wanted it, or did something about it: ``act`` tells which.

    ``content``, ``cue`` and ``source`` are the spans of what was said, of the word that says so, and of the
    speaker as written; content may have several. ``speaker`` is the full name where one is known; ``role`` the
    role as the text gives it; ``channel`` where it was said; ``reported_by`` the outlet that relays it;
    ``anonymity`` the descriptor of a source without a name ("people familiar with the matter"), else None.
    """

    id: StatementId
    kind: StatementKind
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker_id: PersonId | None = None
    speaker: str | None = None
    role: str | None = None
    channel: str | None = None
    reported_by: str | None = None
    anonymity: str | None = None
    act: StatementAct = "speech"

    def __post_init__(self) -> None:
        require(bool(self.content), "Statement: no content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A counted number as data.

    ``low`` and ``high`` are equal but for a range; ``unit`` is what sort of thing ("people", "USD", "km"),
    ``of`` what is counted ("killed", "tanks"); ``place`` the name of the place where; ``per`` the period that it
    is for ("month"; "night" for "overnight"); ``as_of`` and ``since`` TIMEX3 dates; ``change`` a stated
    difference ("(+150)", "up from 3"); ``claimed_by`` who claims it, as written.
    """

    id: FigureId
    span: Span
    low: float
    high: float
    unit: str | None = None
    of: str | None = None
    side: str | None = None
    place: str | None = None
    hedge: Hedge | None = None
    per: str | None = None
    as_of: str | None = None
    since: str | None = None
    change: float | None = None
    claimed_by: str | None = None
    statement_id: StatementId | None = None

    def __post_init__(self) -> None:
        require(self.low <= self.high, f"Figure {self.id}: low {self.low} above high {self.high}")
