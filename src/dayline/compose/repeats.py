"""What a passage of a section adds to those before it: news of its own, or an event that was told already."""

from dataclasses import dataclass, field

from dayline.compose.candidates import overlap
from dayline.compose.desk import SAME_AS_HEADING, SAME_SAYING
from dayline.compose.material import Material, Style
from dayline.compose.subjects import Subjects
from dayline.compose.wording import QUOTED
from dayline.model.document import Span

# Share of a heading's telling words from which a sentence tells the event of the heading again.
RETELLS = 0.5
# Words between quotation marks from which they are a quotation and not one word held at arm's length.
LEAST_QUOTED = 5


@dataclass(slots=True)
class Told:
    """What a section has said: the words of its heading and of each passage, in their order.

    ``passages`` grows by what is said; ``heading`` is what it was made with.
    """

    heading: frozenset[str]
    telling: frozenset[str]
    passages: list[frozenset[str]] = field(default_factory=list)
    retold: bool = False

    def is_repeated_by(self, words: frozenset[str], facts: frozenset[str], limit: float = SAME_AS_HEADING) -> bool:
        """Tell whether a passage of these words, among them those that state facts, says what was said.

        A sentence repeats where its words are those of the heading or of a passage. The event of the heading is told
        once more below it, with its details; what tells it again after that must bring a fact of its own.
        """
        if words <= self.heading or overlap(words, self.heading) >= limit:
            return True
        if any(overlap(words, other) >= SAME_SAYING for other in self.passages):
            return True
        return self.retold and self._retells(words) and not facts - self._said()

    def say(self, words: frozenset[str]) -> None:
        """Note that a passage of these words is printed."""
        self.passages.append(words)
        self.retold = self.retold or self._retells(words)

    def words(self) -> list[frozenset[str]]:
        """Return the words of the heading, then those of each passage."""
        return [self.heading, *self.passages]

    def _said(self) -> frozenset[str]:
        return self.heading.union(*self.passages)

    def _retells(self, words: frozenset[str]) -> bool:
        return len(self.telling & words) >= RETELLS * len(self.telling)


def facts_in(span: Span, material: Material, style: Style, subjects: Subjects) -> frozenset[str]:
    """Return the words of a span that state facts: names that tell matters apart, numbers, and quotations."""
    text = material.documents[span.document_id].quote(span)
    words = {word for word in style.content_words(text) if any(c.isdigit() for c in word)}
    held = material.annotations[span.document_id]
    for named in (found.span for mentions in (held.people, held.bodies, held.places) for found in mentions):
        if named.is_within(span):
            words |= style.content_words(material.documents[span.document_id].quote(named))
    for found in QUOTED.finditer(text):
        if len(found[0].split()) >= LEAST_QUOTED:
            words |= style.content_words(found[0])
    return subjects.telling(frozenset(words)) - subjects.own_people
