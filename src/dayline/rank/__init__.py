"""What belongs to a crisis, and how much each story of the day weighs."""

from dayline.rank.origins import origins
from dayline.rank.relevance import CANDIDATE, RELEVANT, relevance
from dayline.rank.stories import rank_stories

__all__ = ["CANDIDATE", "RELEVANT", "origins", "rank_stories", "relevance"]
