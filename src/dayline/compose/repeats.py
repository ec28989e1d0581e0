"""What a passage of a section adds to those before it: news of its own, or an event that was told already."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dayline.compose.candidates import overlap
from dayline.compose.desk import SAME_AS_HEADING, SAME_SAYING
from dayline.compose.material import Material
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.compose.wording import QUOTED
from dayline.model.claims import Statement
from dayline.model.document import Document, Span

# Share of a heading's telling words from which a sentence tells the event of the heading again.
RETELLS = 0.5
# Telling words that neither the heading nor a passage before has said, from which a further passage is news, or the
# share of its own, for a short one; of days 13, 40, 388 and 391, where nearly all with fewer said it again.
LEAST_FRESH, FRESH_SHARE = 5, 0.6
# Words between quotation marks from which they are a quotation and not one word held at arm's length.
LEAST_QUOTED = 5

_DIGITS = re.compile(r"\d[\d.,]*")
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """The words of a passage: those that carry meaning, and among them those that tell matters apart.

    Of these ``facts`` state facts: names, numbers, and quotations; ``numbers`` are the numbers alone. Who says it, and
    where, tells nothing more.
    """

    words: frozenset[str]
    telling: frozenset[str]
    facts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


@dataclass(slots=True)
class Told:
    """What a section has said: the words of its heading and of each passage, in their order.

    ``passages`` grows by what is said, and ``senses`` by its senses; ``heading`` is what it was made with, and
    ``elsewhere`` what the day's other sections say. ``endings`` matches what verbs and nouns end in: "arrives" tells
    "arrived" again.
    """

    heading: frozenset[str]
    telling: frozenset[str]
    elsewhere: frozenset[str] = frozenset()
    endings: re.Pattern[str] = _NOTHING
    senses: frozenset[str] = frozenset()
    passages: list[frozenset[str]] = field(default_factory=list)
    retold: bool = False

    def is_repeated_by(self, saying: Saying, limit: float = SAME_AS_HEADING) -> bool:
        """Tell whether a passage says what was said.

        A sentence repeats where its words are those of the heading or of a passage. The event of the heading is told
        once more below it, with its details; what tells it again after that, or a count that a passage gives, brings a
        fact of its own, one that no other section tells. What stands beside that brings words of its own, or a number.
        """
        words = saying.words
        if words <= self.heading or overlap(words, self.heading) >= limit:
            return True
        if any(overlap(words, other) >= SAME_SAYING for other in self.passages):
            return True
        said, retells = self._said(), self._retells(words)
        due = min(LEAST_FRESH, FRESH_SHARE * len(saying.telling))
        is_stale = len(saying.telling - said) < due and not self.counts_anew(saying)
        if self.passages and is_stale and (self.retold or not retells):
            return True
        recounts = bool(saying.numbers) and any(saying.numbers <= passage for passage in self.passages)
        return (recounts or (self.retold and retells)) and not saying.facts - said - self.elsewhere

    def counts_anew(self, saying: Saying) -> bool:
        """Tell whether a passage brings a number that was not said."""
        return bool(saying.numbers - self._said())

    def is_hour_alone(self, opening: frozenset[str], news: frozenset[str]) -> bool:
        """Tell whether a sentence has the heading's matter only in its opening, which says when its own news came."""
        return bool(self.telling & opening) and not self.telling & news

    def say(self, words: frozenset[str], senses: frozenset[str] = frozenset()) -> None:
        """Note that a passage of these words and senses is printed."""
        self.passages.append(words)
        self.senses |= senses
        self.retold = self.retold or self._retells(words)

    def words(self) -> list[frozenset[str]]:
        """Return the words of the heading, then those of each passage."""
        return [self.heading, *self.passages]

    def _said(self) -> frozenset[str]:
        return self.heading.union(*self.passages)

    def share_in(self, words: frozenset[str]) -> float:
        """Return which share of what tells the heading's matter stands among some words."""
        return len(self.telling & words) / max(1, len(self.telling))

    def _retells(self, words: frozenset[str]) -> bool:
        telling, told = ({self.endings.sub("", word) for word in own} for own in (self.telling, words))
        return bool(telling) and len(telling & told) >= RETELLS * len(telling)


def saying_in(span: Span, material: Material, style: Style, subjects: Subjects) -> Saying:
    """Return what a span says."""
    document, held = material.documents[span.document_id], material.annotations[span.document_id]
    text = document.quote(span)
    words = style.content_words(text)
    numbers = set(numbers_among(words))
    for figure in held.figures:
        if figure.span.is_within(span):
            numbers |= style.content_words(document.quote(figure.span))
    facts = set(numbers)
    for named in (found.span for mentions in (held.people, held.bodies, held.places) for found in mentions):
        if named.is_within(span):
            facts |= style.content_words(document.quote(named))
    for found in QUOTED.finditer(text):
        if len(found[0].split()) >= LEAST_QUOTED:
            facts |= style.content_words(found[0])
    aside = subjects.own_people | _said_by(held.statements, span, document, style)
    return Saying(
        words=words,
        telling=subjects.telling(words) - aside,
        facts=subjects.telling(frozenset(facts)) - aside,
        numbers=frozenset(numbers),
    )


def numbers_among(words: frozenset[str]) -> frozenset[str]:
    """Return the numbers in digits among content words, without a unit written close to them ("350m")."""
    return frozenset(found[0] for found in map(_DIGITS.match, words) if found)


def _said_by(statements: Sequence[Statement], span: Span, document: Document, style: Style) -> frozenset[str]:
    """Return the words of who speaks in a span, of the verbs that say so, and of where it was said."""
    words: set[str] = set()
    for statement in statements:
        if statement.act == "speech" and any(part.is_within(span) for part in statement.content):
            for part in (*statement.source, *statement.cue):
                words |= style.content_words(document.quote(part))
            words |= style.content_words(statement.channel or "")
    return frozenset(words)
