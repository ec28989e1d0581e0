"""How much each story of the day weighs, as a sum of named parts."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dayline.model.claims import Statement
from dayline.model.document import Document, DocumentId, Duplicate
from dayline.model.entities import Annotations
from dayline.model.source import Source, SourceId
from dayline.model.story import RankedStory, Relevance, Story, ThreadId
from dayline.rank.abroad import told_abroad
from dayline.rank.consequence import courtesy, money, words_of_consequence
from dayline.rank.fading import fading
from dayline.rank.headline_words import likeness_above
from dayline.rank.leading import leading_first
from dayline.rank.matters import one_story_a_matter
from dayline.rank.origins import Origins
from dayline.rank.relevance import RELEVANT
from dayline.rank.tolls import is_running_total, tolls_of
from dayline.rank.weights import RankWeights
from dayline.text.genres import Genre, genre_of
from dayline.text.languages import Language
from dayline.text.normalize import fold

# reasons that other rules look for
ANONYMOUS, NOT_TO_LEAD = "anonymous only", "not to lead"
# how far behind the leading story one stays that may not lead
LEAST_BEHIND = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What ranking is given, at hand for one story after another."""

    documents: Mapping[DocumentId, Document]
    annotations: Mapping[DocumentId, Annotations]
    relevance: Mapping[DocumentId, Relevance]
    duplicates: Mapping[DocumentId, Duplicate]
    sources: Mapping[SourceId, Source]
    languages: Mapping[str, Language]
    seen_before: Collection[ThreadId]
    origins: Origins
    weights: RankWeights
    genres: dict[DocumentId, Genre] = field(default_factory=dict)

    def genre(self, document: Document) -> Genre:
        if document.id not in self.genres:
            self.genres[document.id] = genre_of(document, self.languages)
        return self.genres[document.id]

    def of(self, story: RankedStory) -> list[Document]:
        return [self.documents[id_] for id_ in story.documents]

    def language(self, document: Document) -> str:
        held = self.annotations.get(document.id)
        return (held.language if held else "") or document.language


def rank_stories(
    stories: Sequence[Story],
    *,
    documents: Mapping[DocumentId, Document],
    annotations: Mapping[DocumentId, Annotations],
    relevance: Mapping[DocumentId, Relevance],
    duplicates: Mapping[DocumentId, Duplicate],
    sources: Mapping[SourceId, Source],
    today: Collection[DocumentId] | None = None,
    seen_before: Collection[ThreadId] = (),
    languages: Mapping[str, Language] | None = None,
    meanings: Mapping[DocumentId, Sequence[float]] | None = None,
    before: Sequence[Sequence[Document]] = (),
    earlier: Sequence[Document] = (),
    read: str = "",
    weights: RankWeights | None = None,
) -> tuple[RankedStory, ...]:
    """Return the stories that belong to the crisis, those of one matter put together, weightiest first.

    ``today`` are the documents of the day (all where it is None): only they count, and only they are listed.
    ``seen_before`` are threads of earlier digests; ``meanings`` are sentence vectors by which stories of one matter
    are known; ``before`` are the documents of the day before by story; ``earlier`` are
    documents with meanings that only show what is common; ``read`` is the language of the digest, where
    stories in others count for the one that tells the same in it. A reason "opinion", "feature" or "leisure" marks a
    story that no report tells.
    """
    desk = _Desk(
        documents=documents,
        annotations=annotations,
        relevance=relevance,
        duplicates=duplicates,
        sources=sources,
        languages=languages or {},
        seen_before=seen_before,
        origins=Origins(sources, languages),
        weights=weights or RankWeights(),
    )
    belonging = []
    for story in stories:
        own = [
            documents[id_] for id_ in story.documents if id_ in documents and (today is None or id_ in today)
        ]
        if own and _belongs(own, relevance) >= RELEVANT:
            belonging.append((story, own))
    matters = one_story_a_matter(
        [pair for pair in belonging if not pair[0].decided],
        meanings=meanings or {},
        annotations=annotations,
        languages=desk.languages,
        earlier=earlier,
    )
    decided = [pair for pair in belonging if pair[0].decided]
    ranked = [_rank(story, own, desk) for story, own in (*matters, *decided)]
    ranked = _told_abroad(_fading(ranked, before, desk), read, desk)
    return _named_first(_sides_heard(_told_above(ranked, desk), desk))


def _belongs(documents: Sequence[Document], relevance: Mapping[DocumentId, Relevance]) -> float:
    """Return a story's relevance: the mean of the upper half of its documents, since teasers say little."""
    scores = sorted((relevance[d.id].score if d.id in relevance else 0.0 for d in documents), reverse=True)
    upper = scores[: (len(scores) + 1) // 2]
    return math.fsum(upper) / len(upper)


def _rank(story: Story, documents: Sequence[Document], desk: _Desk) -> RankedStory:
    weights = desk.weights
    outlets = len({desk.origins.outlet(document) for document in documents})
    origins = desk.origins.count(documents, desk.duplicates)
    held = (desk.annotations[d.id] for d in documents if d.id in desk.annotations)
    statements = [s for annotations in held for s in annotations.statements if s.act == "speech"]
    tier = min((desk.sources[d.source_id].tier if d.source_id in desk.sources else 3) for d in documents)
    belongs = min(weights.most_relevance, _belongs(documents, desk.relevance) - RELEVANT)
    parts = [
        ("origins", weights.origins * math.log2(1 + origins)),
        ("outlets", weights.outlets * math.log2(1 + outlets)),
        ("dispatches", weights.dispatches * math.log2(min(weights.most_dispatches, len(documents)))),
        ("tier", weights.tiers[tier - 1]),
        *_speakers(statements, desk),
        *_tolls(documents, desk, told_before=story.thread_id in desk.seen_before),
        ("consequence", weights.consequence * words_of_consequence(documents, desk.languages)),
        ("money", weights.money * money(documents, desk.annotations)),
        ("courtesy", weights.courtesy * courtesy(documents, desk.languages)),
        ("new", weights.new if story.thread_id not in desk.seen_before else 0.0),
        ("relevance", weights.relevance * belongs),
        ("single origin", weights.single_origin if origins == 1 else 0.0),
        (ANONYMOUS, weights.anonymous_only if _only_anonymous(statements) else 0.0),
        *_genre(documents, desk),
    ]
    order = leading_first(
        documents,
        genres={d.id: desk.genre(d) for d in documents},
        annotations=desk.annotations,
        duplicates=desk.duplicates,
        sources=desk.sources,
    )
    reasons = _rounded(parts)
    return RankedStory(
        story=story, documents=order, score=_total(reasons), reasons=reasons, outlets=outlets, origins=origins
    )


def _rounded(parts: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple((name, round(value, 3)) for name, value in parts if abs(value) >= 0.0005)


def _total(reasons: Sequence[tuple[str, float]]) -> float:
    return round(math.fsum(value for _, value in reasons), 3)


def _speakers(statements: Sequence[Statement], desk: _Desk) -> list[tuple[str, float]]:
    """Weigh who speaks: persons by name, and those among them whose role ranks."""
    roles: dict[str, str] = {}
    for statement in statements:
        if statement.speaker and statement.anonymity is None:
            roles[fold(statement.speaker)] = roles.get(fold(statement.speaker)) or fold(statement.role or "")
    leading = [
        fold(str(role))
        for language in desk.languages.values()
        for role in language.table("rank").get("leading_roles", ())
    ]
    ranking = sum(
        any(role.startswith(word) or f" {word}" in role for word in leading) for role in roles.values()
    )
    most = desk.weights.most_speakers
    return [
        ("speakers", desk.weights.speaker * min(most, len(roles))),
        ("ranking speakers", desk.weights.ranking_speaker * min(most, ranking)),
    ]


def _tolls(documents: Sequence[Document], desk: _Desk, *, told_before: bool) -> list[tuple[str, float]]:
    """Weigh the tolls of the day, less where an earlier day told of the matter: then a part of it is not new.

    A running total, which grows a little every day, weighs nothing by its size.
    """
    killed, wounded = tolls_of(
        documents, desk.annotations, desk.languages, most=desk.weights.largest_toll
    )
    if (killed or wounded) and is_running_total(documents, desk.languages):
        return [("running total", desk.weights.running_total)]
    share = desk.weights.told_before if told_before else 1.0
    return [
        ("killed", share * desk.weights.killed * math.log10(1 + killed)),
        ("wounded", share * desk.weights.wounded * math.log10(1 + wounded)),
    ]


def _only_anonymous(statements: Sequence[Statement]) -> bool:
    """Tell whether all that is said is said by nobody with a name."""
    return bool(statements) and all(statement.anonymity is not None for statement in statements)


def _genre(documents: Sequence[Document], desk: _Desk) -> list[tuple[str, float]]:
    """Mark a story that no report tells by its most frequent genre."""
    genres = Counter(desk.genre(document) for document in documents)
    if genres["report"]:
        return []
    name = max(genres, key=lambda genre: (genres[genre], genre))
    values = {
        "feature": desk.weights.feature,
        "opinion": desk.weights.opinion,
        "leisure": desk.weights.leisure,
    }
    return [(str(name), values.get(name, desk.weights.opinion))]


def _fading(
    ranked: Sequence[RankedStory], before: Sequence[Sequence[Document]], desk: _Desk
) -> list[RankedStory]:
    """Weigh down what the day before told by more."""
    parts = fading(
        [desk.of(story) for story in ranked],
        before,
        languages=desk.languages,
        origins=lambda documents: desk.origins.count(documents, desk.duplicates),
    )
    return [
        _with(story, ("fading", desk.weights.fading * part)) for story, part in zip(ranked, parts, strict=True)
    ]


def _told_abroad(ranked: Sequence[RankedStory], read: str, desk: _Desk) -> list[RankedStory]:
    """Count the origins and outlets that tell a story in other languages as it counts its own."""
    is_read = [any(desk.language(d) in ("", read) for d in desk.of(story)) for story in ranked]
    result = list(ranked)
    for number, others in told_abroad([desk.of(story) for story in ranked], is_read=is_read).items():
        story, told = ranked[number], [ranked[other] for other in others]
        origins = (1 + story.origins + sum(other.origins for other in told)) / (1 + story.origins)
        outlets = (1 + story.outlets + sum(other.outlets for other in told)) / (1 + story.outlets)
        value = desk.weights.origins * math.log2(origins) + desk.weights.outlets * math.log2(outlets)
        value *= desk.weights.abroad
        result[number] = _with(story, ("told abroad", value))
    return result


def _told_above(ranked: Sequence[RankedStory], desk: _Desk) -> list[RankedStory]:
    """Weigh down, best first, each story whose headlines say nearly what those of a weightier one say."""
    order = sorted(ranked, key=_order)
    headlines = [desk.of(story) for story in order]
    result = []
    for story, likest in zip(order, likeness_above(headlines, desk.languages), strict=True):
        beyond = max(0.0, likest - desk.weights.two_matters) / (1 - desk.weights.two_matters)
        result.append(_with(story, ("told above", desk.weights.told_above * beyond)))
    return result


def _sides_heard(ranked: Sequence[RankedStory], desk: _Desk) -> tuple[RankedStory, ...]:
    """Weigh down, best first, each further story that one side's outlets alone tell."""
    heard: Counter[str] = Counter()
    result = []
    for story in sorted(ranked, key=_order):
        sides = {
            desk.sources[desk.documents[id_].source_id].side
            if desk.documents[id_].source_id in desk.sources
            else ""
            for id_ in story.documents
        }
        side = next(iter(sides)) if len(sides) == 1 else ""
        if side:
            value = max(desk.weights.most_side_heard, desk.weights.side_heard * heard[side])
            heard[side] += 1
            story = _with(story, ("side heard", value))
        result.append(story)
    return tuple(sorted(result, key=_order))


def _named_first(ranked: Sequence[RankedStory]) -> tuple[RankedStory, ...]:
    """Weigh down stories that only people without a name tell until one that others tell leads the day."""
    named = [story for story in ranked if ANONYMOUS not in dict(story.reasons)]
    if not named:
        return tuple(ranked)
    most = max(story.score for story in named) - LEAST_BEHIND
    lowered = [
        _with(story, (NOT_TO_LEAD, most - story.score))
        if ANONYMOUS in dict(story.reasons) and story.score > most
        else story
        for story in ranked
    ]
    return tuple(sorted(lowered, key=_order))


def _with(story: RankedStory, part: tuple[str, float]) -> RankedStory:
    reasons = (*story.reasons, *_rounded([part]))
    return replace(story, score=_total(reasons), reasons=reasons)


def _order(story: RankedStory) -> tuple[float, int, str]:
    return (-story.score, -story.origins, story.story.id)
