"""The gist of a day without headlines: the sentences that say most of what its reports tell, each something new.

Where nothing says what a report is about, ranking reads little of it, and a day shared out over its stories may begin
with any of them. So such a day opens with what most of its reports tell.
"""

from collections.abc import Iterator, Sequence

from dayline.compose.candidates import Candidate, overlap, speculates, stands_alone
from dayline.compose.desk import SAME_LINE, Desk
from dayline.compose.phrase import sentence_drafts
from dayline.model.digest import Passage
from dayline.model.story import RankedStory

# Words of the gist, and of a day of few reports, whose gist is longer by what sections and lines lack of them; a last
# sentence counts whole. On four T17 topics 60 to 100 and 150 to 350 are alike.
GIST_WORDS, DAY_WORDS = 80, 200
# What it takes, for wholly the same words, that a sentence says what one before it said (maximal marginal relevance,
# Carbonell and Goldstein 1998). On four T17 topics .3 to .6 are alike, and 1 is worse.
SAID = 0.4


def gist_of(desk: Desk, stories: Sequence[RankedStory]) -> Iterator[Passage]:
    """Yield the sentences nearest to what the day's reports tell, less what those before them say, as long as asked.

    What is printed in the meantime is not said again.
    """
    waiting = list(_sentences(desk, stories))
    nearness = {each.span: desk.subjects.centroid.nearness(each.words) for each in waiting}
    likest = dict.fromkeys(nearness, 0.0)
    while waiting:
        best = max(waiting, key=lambda each: nearness[each.span] - SAID * likest[each.span])
        waiting.remove(best)
        passage = _passage(desk, best)
        if passage is not None:
            yield passage
            likest = {each.span: max(likest[each.span], overlap(each.words, best.words)) for each in waiting}


def until(passages: Iterator[Passage], words: int) -> Iterator[Passage]:
    """Yield passages until so many words are full; the others stay to be asked for."""
    while words > 0 and (passage := next(passages, None)):
        words -= len(passage.text.split())
        yield passage


def _passage(desk: Desk, candidate: Candidate) -> Passage | None:
    """Return a sentence as the gates let it pass, None where they do not or where it was printed."""
    if not desk.is_news(candidate.words, SAME_LINE) or desk.is_within(candidate.words):
        return None
    passage = desk.admit(sentence_drafts(candidate, desk.material, desk.style), "report")
    if passage is not None:
        desk.printed.append(candidate.words)
    return passage


def _sentences(desk: Desk, stories: Sequence[RankedStory]) -> Iterator[Candidate]:
    """Yield the sentences of some stories that need nothing before them."""
    for candidate in (each for story in stories for each in desk.candidates(story.documents)):
        leans = not stands_alone(candidate, desk.material, desk.style)
        if candidate.speaker is None and not leans and not speculates(candidate.text, desk.material):
            yield candidate
