"""Receiving: what an answer is kept as, what it gives, and when its address is asked again."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dayline.config import Settings
from dayline.ingest import kinds
from dayline.ingest.answers import form_of, is_page
from dayline.ingest.fetch import Answer, Failure
from dayline.ingest.front_pages import Link
from dayline.ingest.manners import back_off, fresh_for, gap_of, interval_of, jitter
from dayline.ingest.warc import WarcFolder
from dayline.model.collection import AddressState, Fetch, Outcome, TakenDown
from dayline.model.document import Document
from dayline.model.source import RawItem, Rejected, Source, SourceId
from dayline.pipeline.cleaning import Cleaned
from dayline.pipeline.gaps import Search, followed_back
from dayline.pipeline.maps import Maps, fresh, to_ask, why_not
from dayline.pipeline.vanishing import Watch
from dayline.rank import relevance
from dayline.store.archive import Archive
from dayline.text.fingerprints import sha256_hex, short_id
from dayline.text.names import TermMatcher

# characters below which an entry of a feed is a teaser: leads have 150 to 500, whole articles in feeds 1,500 and more
TEASER = 1_000
# answers that may have nothing new in them
LISTS = (kinds.PREVIEW, kinds.FEED, kinds.SITEMAP, kinds.SITEMAP_INDEX)
# words of a link from which on it says what its page is about
TELLING_WORDS = 4
# times that a linked page is asked for before the teaser has to do
MOST_TRIES = 4
# when an article is looked at again for changes after it came; most corrections come within hours
LOOK_AGAIN = (timedelta(hours=6), timedelta(days=2))
# answers after which a page is not asked for again
GONE = frozenset({404, 410, 451})
# characters of the longest ETag that is believed; hashes have 64
LONGEST_TAG = 256
# tier of the sources whose every item is wanted, whatever its words: official bodies and agencies
ALWAYS_WANTED_TIER = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of one asking: its record, the pages to ask for next, and what was set aside."""

    fetch: Fetch
    linked: tuple[AddressState, ...] = ()
    rejected: tuple[Rejected, ...] = ()


class Receiver:
    """Takes answers into the archive, one at a time; ``seed`` decides the jitter of all waits."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        *,
        warc: WarcFolder,
        read: Callable[[RawItem], Cleaned],
        seed: str,
        may_ask: Callable[[str], bool],
    ) -> None:
        """Take answers for the sources of a crisis; ``read`` cleans, ``may_ask`` tells which links are worth a try."""
        self._archive, self._settings = archive, settings
        self._warc, self._clean, self._seed, self._may_ask = warc, read, seed, may_ask
        self._sources = {source.id: source for source in settings.crisis.sources}
        self._matcher = TermMatcher(settings.crisis.terms)

    def take(self, state: AddressState, got: Answer | Failure) -> Received:
        """Keep what came, read it, and note the new state of its address."""
        if isinstance(got, Failure):
            return self._failed(state, got.fetched_at, got.reason, failure=got)
        content_hash = sha256_hex(got.content)
        if got.status == 304 and not state.sha256:
            return self._failed(state, got.fetched_at, "the server answered 304 to a first request", answer=got)
        if got.status == 304 or content_hash == state.sha256:
            return self._unchanged(state, got)
        media_type = self._media_type(state, got)
        file = self._warc.file_of(got.fetched_at)
        self._warc.mend(file, self._archive.warc_end(file))
        warc, offset = self._warc.write(got)
        fetch = replace(_fetch(state, got.fetched_at, "new"), status=got.status, size=len(got.sent),
                        sha256=content_hash, warc=warc, offset=offset, reason=_moved(got))  # fmt: skip
        if isinstance(media_type, str):
            return self._failed(state, got.fetched_at, media_type, answer=got, fetch=fetch)
        item = RawItem(source_id=self._publisher(state), url=state.url, content=got.content, media_type=media_type[0],
                       fetched_at=got.fetched_at, sha256=content_hash,
                       told=_heard(state.told, kinds.charset_of(got.header("content-type"))))  # fmt: skip
        self._archive.receive(item, replace(fetch, settled=False))
        return self._read(state, fetch, item, got)

    def take_up(self) -> int:
        """Read what an ended run has kept and not read; return how much that was."""
        waiting = self._archive.unsettled()
        states = self._archive.addresses({fetch.url for fetch in waiting})
        for fetch in waiting:
            state = states.get(fetch.url) or AddressState(
                url=fetch.url, source_id=fetch.source_id, role=fetch.role, next_at=fetch.at
            )
            kept = self._archive.raw(fetch.sha256)
            told = _heard(state.told, json.loads(kept.told or "{}").get("charset", ""))
            item = replace(kept, source_id=self._publisher(state), url=state.url, told=told, fetched_at=fetch.at)
            self._read(state, fetch, item, None)
        return len(waiting)

    def _publisher(self, state: AddressState) -> SourceId:
        """Return whose words an address gives: behind a list of others' articles, its page says so."""
        source = self._sources.get(state.source_id)
        is_listed = state.role == "page" and source is not None and source.kind == "list"
        return SourceId("") if is_listed else state.source_id

    def _media_type(self, state: AddressState, got: Answer) -> tuple[str] | str:
        """Return the media type of what came, or why it is of no use."""
        source = self._sources[state.source_id]
        is_map = Maps.of(state).depth > 0
        if state.role == "page" and Search.of(state) is None and not is_map:
            return (kinds.PAGE,) if is_page(got.content) else "gave no web page"
        form = form_of(got.content, source, got.final_url)
        if isinstance(form, str):
            return form
        return (why_not(state, form) if is_map else "") or (form.media_type,)

    def _read(self, state: AddressState, fetch: Fetch, item: RawItem, got: Answer | None) -> Received:
        cleaned = self._clean(item)
        if fault := _fault(state, item, cleaned):
            fetch = replace(fetch, outcome="failed", reason=fault)
        documents = [document for document, _ in cleaned.documents]
        known = self._archive.documents_by_id([document.id for document in documents])
        new = [document for document in documents if document.id not in known]
        linked: tuple[AddressState, ...] = ()
        if item.media_type == kinds.SITEMAP_INDEX:
            named = tuple(link.url for link in cleaned.links if self._may_ask(link.url))
            state = replace(Maps.of(state), named=named).kept_with(state)
            linked = self._maps(state, fetch.at, is_new=True)
        elif state.role == "source" or Search.of(state) or Maps.of(state).depth:
            state = replace(Maps.of(state), named=()).kept_with(state) if Maps.of(state).named else state
            linked = self._linked(state, item, new, cleaned.links)
        back = followed_back(self._archive, state, item, documents, cleaned.older)
        linked += (back.page,) if back.page else ()
        after = self._after(state, fetch, cleaned, got, has_new=bool(new or linked))
        states = self._with_gap(after, back.gap) if back.gap else (after,)
        if back.gap:
            fetch = replace(fetch, reason="; ".join(filter(None, (fetch.reason, self._in_words(back.gap)))))
        gone = Watch(self._archive).missing(documents, fetch.at) if item.media_type == kinds.PREVIEW else []
        added = self._archive.settle(fetch, (*states, *linked), cleaned.documents, cleaned.rejected, gone)
        fetch = replace(fetch, documents=added.documents)
        return Received(fetch=fetch, linked=linked, rejected=tuple(cleaned.rejected))

    def _after(
        self, state: AddressState, fetch: Fetch, cleaned: Cleaned, got: Answer | None, *, has_new: bool
    ) -> AddressState:
        """Return the state of an address after an answer that could be read."""
        if fetch.outcome == "failed":
            return self._missed(state, fetch.at, fetch.reason, got.status if got else 0, None)
        times = [d.published_at for d, _ in cleaned.documents if d.published_at and d.published_confidence == "time"]
        state = replace(
            state,
            tried_at=fetch.at,
            succeeded_at=fetch.at,
            changed_at=fetch.at if has_new or state.changed_at is None else state.changed_at,
            failures=0,
            error="",
            visits=state.visits + 1,
            sha256=fetch.sha256,
            etag=_tag(got, "etag"),
            last_modified=_tag(got, "last-modified"),
            moved_to=got.moved_to if got else state.moved_to,
            gap=gap_of(times).total_seconds() if times else state.gap,
            oldest=min(times, default=None),
        )
        return replace(state, next_at=self._next(state, got, fetch.at))

    def _with_gap(self, after: AddressState, gap: Search) -> tuple[AddressState, ...]:
        """Return the states to keep where items may be missing: that of the source's own address says so."""
        own = after if after.url == gap.at else self._archive.addresses([gap.at]).get(gap.at)
        noted = (replace(own, missed_since=gap.since, missed_until=gap.reached),) if own else ()
        return noted if own is after else (after, *noted)

    def _in_words(self, gap: Search) -> str:
        return gap.in_words(self._settings.crisis.zone)

    def _next(self, state: AddressState, got: Answer | None, at: datetime) -> datetime | None:
        """Return when an address is asked again after a good answer."""
        if (Search.of(state) and self._sources[state.source_id].kind != "telegram") or Maps.of(state).depth:
            return None
        if state.role == "page":
            return at + LOOK_AGAIN[state.visits - 1] if 0 < state.visits <= len(LOOK_AGAIN) else None
        fresh = fresh_for(got.header("cache-control")) if got else timedelta()
        wait = max(interval_of(timedelta(seconds=state.gap)), fresh)
        return at + wait * jitter(f"{self._seed} {state.url} {at.isoformat()}")

    def _unchanged(self, state: AddressState, got: Answer) -> Received:
        state = replace(state, tried_at=got.fetched_at, succeeded_at=got.fetched_at, failures=0, error="",
                        visits=state.visits + 1, moved_to=got.moved_to)  # fmt: skip
        # one row a digest day for all that did not change: most requests are such
        day = self._settings.crisis.date_at(got.fetched_at).isoformat()
        fetch = replace(_fetch(state, got.fetched_at, "same"), id=short_id("same", state.url, day), status=got.status,
                        size=len(got.sent), sha256=state.sha256, reason=_moved(got))  # fmt: skip
        linked = self._maps(state, got.fetched_at, is_new=False)
        self._archive.settle(fetch, [replace(state, next_at=self._next(state, got, got.fetched_at)), *linked])
        return Received(fetch=fetch, linked=linked)

    def _failed(
        self,
        state: AddressState,
        at: datetime,
        reason: str,
        *,
        failure: Failure | None = None,
        answer: Answer | None = None,
        fetch: Fetch | None = None,
    ) -> Received:
        """Note a failure: what was known of the last good answer stays as it is."""
        status = failure.status if failure else answer.status if answer else 0
        size = failure.sent if failure else len(answer.sent) if answer else 0
        fetch = replace(fetch or _fetch(state, at, "failed"), outcome="failed", status=status, reason=reason, size=size)
        after = self._missed(state, at, reason, status, failure.retry_at if failure else None)
        gap = Search.of(state) if after.next_at is None else None
        states = self._with_gap(after, gap) if gap else (after,)
        if gap:
            fetch = replace(fetch, reason=f"{reason}; {self._in_words(gap)}")
        self._archive.settle(fetch, states, gone=self._gone(state, at, reason) if status in GONE else ())
        return Received(fetch=fetch)

    def _gone(self, state: AddressState, at: datetime, reason: str) -> list[TakenDown]:
        """Return the items that a page which is there no more has given."""
        items = self._archive.items_of(state.sha256) if state.role == "page" and state.sha256 else set()
        return [TakenDown(item_id=item, at=at, reason=reason) for item in sorted(items)]

    def _missed(
        self, state: AddressState, at: datetime, reason: str, status: int, retry_at: datetime | None
    ) -> AddressState:
        failures = state.failures + 1
        wait = back_off(failures, seed=f"{self._seed} {state.url}")
        next_at: datetime | None = max(at + wait, retry_at or at)
        if state.role == "page" and (failures >= MOST_TRIES or status in GONE):
            next_at = None
        return replace(state, tried_at=at, failures=failures, error=reason, next_at=next_at)

    def _linked(
        self, state: AddressState, item: RawItem, new: Iterable[Document], links: Sequence[Link]
    ) -> tuple[AddressState, ...]:
        """Return the pages to ask for: behind new teasers of a feed or list, and behind new links of a front page."""
        source = self._sources.get(state.source_id)
        if source is None or not self._settings.collect.full_text:
            return ()
        wanted: dict[str, str] = {}
        for document in new if item.media_type in (kinds.FEED, kinds.LIST) else ():
            if document.url and len(document.text) < TEASER and self._is_wanted(source, document):
                wanted[document.url] = _told(url=document.url, headline=document.headline, byline=document.byline,
                                             published=_date_of(document), language=document.language)  # fmt: skip
        links = fresh(links, item.fetched_at) if Maps.of(state).depth else links
        known = self._archive.addresses([*wanted, *(link.url for link in links)])
        for link in links:
            if link.url not in known and self._is_telling(source, link):
                wanted[link.url] = _told(url=link.url, headline=link.headline, published=link.published)
        states = []
        for url, told in wanted.items():
            held = known.get(url)
            if (held and held.role == "source") or not self._may_ask(url):
                continue
            page = held or AddressState(url=url, source_id=source.id, role="page", next_at=item.fetched_at)
            states.append(replace(page, next_at=item.fetched_at, told=told, failures=0, visits=0))
        return tuple(states)

    def _maps(self, state: AddressState, at: datetime, *, is_new: bool) -> tuple[AddressState, ...]:
        """Return the sitemaps to ask with an index; none for any other address."""
        return to_ask(self._archive, state, at, is_new=is_new) if self._settings.collect.full_text else ()

    def _is_telling(self, source: Source, link: Link) -> bool:
        """Tell whether a link may lead to an article on the crisis: it says so, or it says too little."""
        if len(link.headline.split()) < TELLING_WORDS:
            return True
        return source.tier <= ALWAYS_WANTED_TIER or bool(self._matcher.matches(link.headline))

    def _is_wanted(self, source: Source, document: Document) -> bool:
        """Tell whether the page behind a teaser is worth asking for: it may belong to the crisis."""
        return source.tier <= ALWAYS_WANTED_TIER or relevance(document, matcher=self._matcher).score > 0


def _fault(state: AddressState, item: RawItem, cleaned: Cleaned) -> str:
    """Return why nothing could be taken from an answer, "" where something was, or where there is nothing new."""
    may_be_empty = state.role == "source" or item.media_type in LISTS
    if cleaned.documents or (may_be_empty and not cleaned.rejected):
        return ""
    if not cleaned.rejected:
        return "no article in the page"
    first = cleaned.rejected[0]
    return first.reason + (f" ({first.detail})" if first.detail else "")


def _moved(got: Answer) -> str:
    return f"moved for good to {got.moved_to}" if got.moved_to else ""


def _tag(got: Answer | None, name: str) -> str:
    """Return a header by which a version is known; one that is longer than any such is not sent back."""
    value = got.header(name) if got else ""
    return value if len(value) <= LONGEST_TAG else ""


def _fetch(state: AddressState, at: datetime, outcome: Outcome) -> Fetch:
    return Fetch(id=short_id("fetch", state.url, at.isoformat()), source_id=state.source_id, url=state.url,
                 role=state.role, at=at, outcome=outcome)  # fmt: skip


def _told(**words: str) -> str:
    return json.dumps({name: value for name, value in words.items() if value}, ensure_ascii=False)


def _heard(told: str, charset: str) -> str:
    """Return what is told of an item, with the set of characters that the header of its answer named."""
    return json.dumps({**json.loads(told or "{}"), "charset": charset}, ensure_ascii=False) if charset else told


def _date_of(document: Document) -> str:
    """Return a document's date as its source stated it: a time, a date, or nothing that can be believed."""
    if document.published_confidence == "low" or document.published_at is None:
        return ""
    return (document.published_on or document.published_at).isoformat()
