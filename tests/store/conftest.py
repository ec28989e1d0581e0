"""Archives to test on, and strategies by which hypothesis makes any record with ``st.from_type``."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import strategies as st

from dayline.model.claims import Figure, Sentence, Statement
from dayline.model.digest import Citation, Coverage, Digest, FigureClaim, FigureGroup, Passage, Section
from dayline.model.document import Document, Duplicate, Span
from dayline.model.entities import (
    Annotations,
    BodyMention,
    PersonMention,
    Place,
    PlaceMention,
    Sighting,
    TimeExpression,
)
from dayline.model.review import Decision
from dayline.model.source import RawItem, Rejected
from dayline.model.story import Assignment, Relevance
from dayline.model.traces import (
    DaySummary,
    Evidence,
    FigurePoint,
    Line,
    PlaceNamed,
    Saying,
    SourceCited,
    ThreadDay,
)
from dayline.store import Archive


@pytest.fixture(scope="module")
def new_archive(new_location: Callable[[], str]) -> Callable[[], Archive]:
    """Give a function that opens a new, empty archive."""
    return lambda: Archive.open(new_location())


@pytest.fixture
def archive(new_archive: Callable[[], Archive]) -> Iterator[Archive]:
    """Give a new, empty archive."""
    with new_archive() as opened:
        yield opened


# any characters at all, those that databases refuse among them
WORDS = st.text(st.characters(exclude_categories=()), max_size=12)
FILLED = WORDS.filter(str.strip)
NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False))
SHARES = st.floats(0, 1)
IDS = st.text("0123456789abcdef", min_size=16, max_size=16)
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))
DATES = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def _few(strategy: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, min_size=least, max_size=2).map(tuple)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _span(document_id: Any, start: int, length: int, field: Any) -> Span:
    return Span(document_id=document_id, start=start, end=start + length, field=field)


def _figure(low: float, more: float, **rest: Any) -> Figure:
    return Figure(low=low, high=max(low, more), **rest)


def _raw_item(content: bytes, **rest: Any) -> RawItem:
    return RawItem(content=content, sha256=sha256(content).hexdigest(), **rest)


def _document(headline: str, text: str, published: tuple[str, Any], **rest: Any) -> Document:
    confidence, at = published
    return Document(
        headline=headline,
        text=text if headline or text else "text",
        published_confidence=confidence,  # type: ignore[arg-type]
        published_at=at,
        **rest,
    )


def _section(background: tuple[Passage, ...], **rest: Any) -> Section:
    return Section(background=background, background_days=tuple(range(len(background))), **rest)


def _digest(day: int, title: Passage, **rest: Any) -> Digest:
    titled = Passage(text=f"Day {day}: {title.text}", kind="title", citations=title.citations)
    return Digest(day=day, title=titled, **rest)


SPANS = st.builds(_span, IDS, st.integers(0, 9999), st.integers(1, 500), st.sampled_from(["text", "title"]))
FIGURES = st.builds(
    _figure, NUMBERS, NUMBERS, id=IDS, span=SPANS, unit=_maybe(WORDS), of=_maybe(WORDS), side=_maybe(WORDS),
    hedge=_maybe(st.sampled_from(["about", "up to"])), per=_maybe(WORDS), as_of=_maybe(WORDS),
    since=_maybe(WORDS), change=_maybe(NUMBERS), claimed_by=_maybe(WORDS), statement_id=_maybe(IDS),
)  # fmt: skip
STATEMENTS = st.builds(
    Statement, id=IDS, kind=st.sampled_from(["direct", "indirect", "mixed"]), content=_few(SPANS, 1),
    cue=_few(SPANS), source=_few(SPANS), speaker_id=_maybe(IDS), speaker=_maybe(WORDS), role=_maybe(WORDS),
    channel=_maybe(WORDS), reported_by=_maybe(WORDS), anonymity=_maybe(WORDS),
)  # fmt: skip
PLACES = st.builds(
    Place, id=IDS, name=WORDS, kind=st.sampled_from(["settlement", "region"]), latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180), country=WORDS, region=WORDS, population=st.integers(0, 10**8),
    gazetteer_id=_maybe(st.integers(0, 10**8)),
)  # fmt: skip
MENTIONS = st.builds(PersonMention, span=SPANS, name=WORDS, person_id=_maybe(IDS), role=_maybe(WORDS))
EXPRESSIONS = st.builds(TimeExpression, span=SPANS, type=st.sampled_from(["DATE", "SET"]), value=WORDS)
PASSAGES = st.builds(
    Passage, text=FILLED, kind=st.sampled_from(["quote", "report", "heading"]),
    citations=_few(st.builds(Citation, span=SPANS, url=WORDS, source_name=WORDS, retrieved_at=TIMES,
                             sha256=WORDS), 1),
)  # fmt: skip
SECTIONS = st.builds(
    _section, _few(PASSAGES), story_id=IDS, heading=PASSAGES, passages=_few(PASSAGES, 1),
    outlets=st.integers(0, 99), origins=st.integers(0, 99), notes=_few(WORDS),
)  # fmt: skip
CLAIMS = st.builds(
    FigureClaim, passage=PASSAGES, figure=FIGURES, claimant=WORDS, previous=_maybe(NUMBERS),
    previous_day=_maybe(st.integers(-9, 999)),
)  # fmt: skip
LINES = st.builds(
    Line, text=WORDS, kind=st.sampled_from(["quote", "report"]), anchor=WORDS, heading=WORDS, thread=WORDS,
    evidence=_few(st.builds(Evidence, source_name=WORDS, document_id=IDS, paragraph=st.integers(0, 99))),
)
COVERAGE = st.builds(
    Coverage, documents=st.integers(0), sources=st.integers(0), independent_origins=st.integers(0),
    sources_failed=_few(WORDS), languages_unread=_few(WORDS),
)  # fmt: skip

STRATEGIES: dict[type, st.SearchStrategy[Any]] = {
    Annotations: st.builds(
        Annotations, document_id=IDS, language=WORDS, figures=_few(FIGURES), statements=_few(STATEMENTS),
        sentences=_few(st.builds(Sentence, span=SPANS, index=st.integers(0, 99))), people=_few(MENTIONS),
        places=_few(st.builds(PlaceMention, span=SPANS, place=PLACES)), dates=_few(EXPRESSIONS),
        bodies=_few(st.builds(BodyMention, span=SPANS, name=WORDS)),
    ),
    Digest: st.builds(
        _digest, st.integers(-5, 999), PASSAGES, crisis_id=FILLED, date=DATES, cutoff=TIMES,
        lede=_few(PASSAGES), sections=_few(SECTIONS), also=_few(PASSAGES), worth=_few(PASSAGES),
        figures=_few(st.builds(FigureGroup, of=WORDS, claims=_few(CLAIMS))), coverage=COVERAGE,
        withheld=_few(st.tuples(WORDS, WORDS)),
    ),
    Decision: st.builds(
        Decision, by=FILLED, at=TIMES, action=st.sampled_from(["drop", "replace", "note"]), target=WORDS,
        before=WORDS, after=WORDS, reason=FILLED,
    ),
    RawItem: st.builds(
        _raw_item, st.binary(max_size=200), source_id=WORDS, url=WORDS, media_type=WORDS, fetched_at=TIMES,
        name=WORDS,
    ),
    Rejected: st.builds(Rejected, item_id=WORDS, stage=WORDS, reason=WORDS, detail=WORDS),
    Document: st.builds(
        _document, WORDS, WORDS, st.tuples(st.just("time"), TIMES) | st.tuples(st.just("low"), _maybe(TIMES)),
        id=IDS, item_id=IDS, given_id=WORDS, source_id=WORDS, source_name=WORDS, url=WORDS, byline=WORDS,
        language=WORDS, published_on=_maybe(DATES), fetched_at=TIMES, sha256=WORDS, raw_sha256=IDS,
        labels=_few(WORDS),
    ),
    Relevance: st.builds(Relevance, document_id=IDS, score=NUMBERS, reasons=_few(WORDS)),
    Assignment: st.builds(
        Assignment, document_id=IDS, story_id=_maybe(IDS), similarity=SHARES, reasons=_few(WORDS),
        thread_id=_maybe(IDS),
    ),
    Sighting: st.builds(
        Sighting, actor_id=IDS, kind=st.sampled_from(["person", "body"]), text=WORDS, first=DATES, last=DATES,
        facet=st.sampled_from(["self", "name", "role"]), documents=st.integers(1, 99), statements=st.integers(0, 99),
        document_id=IDS,
    ),
    **{record: st.builds(record, subject=IDS, name=WORDS, line=LINES) for record in (Saying, ThreadDay, SourceCited)},
    FigurePoint: st.builds(FigurePoint, subject=IDS, name=WORDS, line=LINES, of=WORDS, claimant=WORDS, low=NUMBERS,
                           high=NUMBERS, unit=WORDS, place=WORDS),
    PlaceNamed: st.builds(PlaceNamed, subject=IDS, name=WORDS, line=LINES, precision=st.sampled_from(["site", "area"]),
                          latitude=st.floats(-90, 90), longitude=st.floats(-180, 180), country=WORDS),
    DaySummary: st.builds(DaySummary, day=st.integers(-5, 999), date=DATES, cutoff=TIMES, headline=WORDS, lede=WORDS,
                          sections=st.integers(0, 99)),
    Duplicate: st.builds(
        Duplicate, document_id=IDS, of=IDS, reason=st.sampled_from(["same text", "teaser"]), similarity=SHARES,
    ),
}  # fmt: skip
for kind, strategy in STRATEGIES.items():
    st.register_type_strategy(kind, strategy)


def make_received(
    headline: str = "Dam at Orsk holds", text: str = "The dam at Orsk holds, the mayor said.", *,
    item: str = "orsk", at: datetime = datetime(2031, 5, 4, 9, tzinfo=UTC), raw: str = "", **changes: Any,
) -> tuple[RawItem, Document]:  # fmt: skip
    """Make a raw item and the document of it; ``at`` is when both were fetched."""
    content = (raw or f"{headline}\n{text}").encode("utf-8", "surrogatepass")
    item_sha = sha256(content).hexdigest()
    received = RawItem(
        source_id="gazette", url=f"https://gazette.example/{item}", content=content,  # type: ignore[arg-type]
        media_type="text/html", fetched_at=at, sha256=item_sha, name=f"{item}.html",
    )  # fmt: skip
    values: dict[str, Any] = {
        "id": sha256(repr((item, headline, text)).encode()).hexdigest()[:16], "item_id": f"item-{item}",
        "source_id": "gazette", "source_name": "Valley Gazette", "url": received.url, "headline": headline,
        "text": text, "language": "en", "published_at": datetime(2031, 5, 4, 8, tzinfo=UTC),
        "published_confidence": "time", "fetched_at": at, "sha256": sha256(repr(text).encode()).hexdigest(),
        "raw_sha256": item_sha,
    }  # fmt: skip
    return received, Document(**{**values, **changes})


Receive = Callable[..., tuple[RawItem, Document]]


@pytest.fixture(scope="session")
def receive() -> Receive:
    """Give the function that makes a raw item and its document."""
    return make_received
