"""What each reason for a story's place is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RankWeights:
    """What each part of a story's weight is worth; set by reading days 5, 20 and 390 to 392 against their news."""

    # per doubling of independent origins, and of outlets
    origins: float = 1.6
    outlets: float = 0.6
    # what those of other languages count of that: they look at home first
    abroad: float = 0.6
    # per doubling of the day's documents: what a desk comes back to is weightier than what it tells once
    dispatches: float = 0.8
    most_dispatches: int = 8
    # the best tier of source, by tier
    tiers: tuple[float, float, float] = (0.8, 0.5, 0.0)
    # each named speaker, and each of rank, up to so many
    speaker: float = 0.25
    ranking_speaker: float = 0.4
    most_speakers: int = 3
    # per power of ten of people killed, wounded; numbers beyond a thousand are sums of a war, not an event's
    killed: float = 0.8
    wounded: float = 0.4
    largest_toll: float = 1000.0
    # what of a toll counts where an earlier day told of the matter
    told_before: float = 0.5
    # a toll of the whole crisis so far, told again
    running_total: float = -2.0
    # the weightiest two words of consequence of a headline, mean of the story's headlines
    consequence: float = 2.0
    # per power of ten of the money that the headlines name
    money: float = 0.3
    # royals, stars, prizes and sport in all headlines, and nothing grave
    courtesy: float = -3.0
    # a matter that the day before told in the same words, and by many more
    fading: float = -3.0
    # a matter not told on an earlier day
    new: float = 0.5
    # per point of relevance above what belongs, up to so many points
    relevance: float = 0.7
    most_relevance: float = 2.0
    single_origin: float = -0.6
    # all that is said is said without a name: so much, and as much more as keeps it from leading the day
    anonymous_only: float = -2.0
    feature: float = -1.5
    opinion: float = -3.0
    leisure: float = -3.0
    # a matter that a weightier story tells already: for headlines' words wholly the same
    told_above: float = -9.0
    # cosine of two stories' headlines up to which they are two matters
    two_matters: float = 0.2
    # each earlier story in rank that the same side's outlets alone tell
    side_heard: float = -0.12
    most_side_heard: float = -0.5
