"""How much a document has to do with a crisis, from the terms of its configuration alone."""

from dayline.model.document import Document
from dayline.model.story import Relevance
from dayline.text.names import TermMatcher

# a term in the headline counts as often as this many in the text
TITLE_FACTOR = 2.0
# score from which a document belongs to the crisis
RELEVANT = 1.0
# score from which a document is annotated and put into stories: half of what belongs, for a teaser may say too
# little where others of its story say enough
CANDIDATE = 0.5


def relevance(document: Document, *, matcher: TermMatcher) -> Relevance:
    """Add up the weights of the terms that a document holds, each counted once, in the headline TITLE_FACTOR-fold."""
    in_title, in_text = matcher.matches(document.headline), matcher.matches(document.text)
    found = {
        index: matcher.terms[index].weight * (TITLE_FACTOR if index in in_title else 1.0)
        for index in sorted(in_title.keys() | in_text.keys())
    }
    reasons = tuple(
        f"{matcher.terms[index].names[0]} {weight:+.2f}"
        for index, weight in sorted(found.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    )
    return Relevance(document_id=document.id, score=round(sum(found.values()), 6), reasons=reasons)
