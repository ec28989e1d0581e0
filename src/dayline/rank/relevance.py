"""How much a document has to do with a crisis, from the terms of its configuration alone."""

from dayline.model.document import Document
from dayline.model.story import Relevance
from dayline.text.names import TermMatcher

# a term in the headline counts as often as this many in the text, where its own weight there is not given
TITLE_FACTOR = 2.0
# characters of a text that say what it is about: from 600 to 1,500 the same on 500 items and 53 long statements
OPENING = 1000
# part of its weight that a term has which a text names only after them: round-ups come to speak of everything
LATER = 0.5
# score from which a document belongs to the crisis
RELEVANT = 1.0
# score from which a document is annotated and put into stories: half of what belongs, for a teaser may say too
# little where others of its story say enough
CANDIDATE = 0.5


def relevance(document: Document, *, matcher: TermMatcher) -> Relevance:
    """Add up the weights of the terms that a document holds, each counted once: where it says most."""
    in_title, in_text = matcher.matches(document.headline), matcher.matches(document.text)
    opening = in_text if len(document.text) <= OPENING else matcher.matches(document.text[:OPENING])

    def weight(index: int) -> float:
        term = matcher.terms[index]
        if index in in_title:
            return TITLE_FACTOR * term.weight if term.title is None else term.title
        return term.weight if index in opening else LATER * term.weight

    found = {index: weight(index) for index in sorted(in_title.keys() | in_text.keys())}
    reasons = tuple(
        f"{matcher.terms[index].names[0]} {weight:+.2f}"
        for index, weight in sorted(found.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    )
    return Relevance(document_id=document.id, score=round(sum(found.values()), 6), reasons=reasons)
