"""Worth your time: features, interviews, and programmes with their guests; never a report."""

import re
from collections.abc import Iterator
from functools import cached_property

from dayline.compose.desk import SAME_AS_HEADING, SAME_LINE, Desk
from dayline.compose.headings import title_span
from dayline.compose.material import Draft
from dayline.compose.phrase import headline_drafts
from dayline.compose.style import Style
from dayline.compose.wording import QUOTED, closed
from dayline.model.digest import Passage
from dayline.model.document import Document, Span
from dayline.model.entities import PersonMention
from dayline.model.story import RankedStory
from dayline.text.genres import genres_of
from dayline.text.names import TermMatcher

MOST_WORTH = 6
# Guests of a programme that are named.
MOST_GUESTS = 3
# Sentences of a programme's text in which its guests are sought: beyond them the talk has begun.
SENTENCES_READ = 5
# Characters of a programme's text in which the crisis is named.
TEXT_READ = 600
# Weight of the crisis's terms in a title from which the piece is about the crisis and does not only mention it.
ABOUT = 0.5
# The question that a programme's title ends in.
_ASKED = re.compile(r"\s*[:–—|-]\s[^:]*\?$")


class Works:
    """Tells which documents are worth a reader's time, by the language's ``worth`` table."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.genres = genres_of(desk.material.language)
        self.terms = TermMatcher(desk.material.crisis.terms)
        self._table = desk.material.language.table("worth")

    def _any_of(self, key: str) -> re.Pattern[str]:
        patterns = self._table.get(key, ())
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.IGNORECASE)

    @cached_property
    def _written(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        return self._any_of("title"), self._any_of("url"), self._any_of("label")

    @cached_property
    def _never(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        return self._any_of("never_title"), self._any_of("never_url")

    @cached_property
    def _programme(self) -> re.Pattern[str]:
        return self._any_of("programme")

    @cached_property
    def _hosted(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self._table.get("hosted", ()))

    @cached_property
    def _announced(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern) for pattern in self._table.get("announced", ()))

    def guests_of(self, document: Document) -> tuple[PersonMention, ...]:
        """Return whom a programme talks to, as its text names them with a role; none for what is no programme."""
        if not self._programme.search(f"{document.url} {document.headline} {' '.join(document.labels)}"):
            return ()
        outlet = self.desk.style.content_words(document.source_name)
        people = [
            mention
            for mention in self.desk.material.annotations[document.id].people
            if mention.role
            and " " in mention.name
            and _is_whole(document, mention)
            and not outlet & self.desk.style.content_words(mention.role)
        ]
        named = {
            mention.name: mention
            for region in self._regions(document, outlet)
            for mention in people
            if mention.span.is_within(region) and not self._is_of_another(document, region, mention)
        }
        return tuple(sorted(named.values(), key=lambda mention: mention.span))[:MOST_GUESTS]

    def _is_of_another(self, document: Document, region: Span, mention: PersonMention) -> bool:
        """Tell whether a preposition before a person says that the guest is somebody of theirs ("the partner of …")."""
        before = document.text[region.start : mention.span.start]
        role = before.rfind(mention.role or "")
        words = (before[:role] if role >= 0 else before).lower().split()
        named = [word for word in words if word not in self.desk.style.articles]
        return bool(named) and named[-1] in self.desk.style.table.get("prepositions", ())

    def _regions(self, document: Document, outlet: frozenset[str]) -> Iterator[Span]:
        """Yield where a text names guests: a list that it announces, or those whom the outlet's people talk to."""
        sentences = [
            s.span for s in self.desk.material.annotations[document.id].sentences if s.span.field == "text"
        ]
        for place, sentence in enumerate(sentences[:SENTENCES_READ]):
            ours = outlet & self.desk.style.content_words(document.quote(sentence))
            end = sentences[min(place + 1, len(sentences) - 1)].end
            for patterns, last in ((self._hosted if ours else (), sentence.end), (self._announced, end)):
                text = document.text[sentence.start : last]
                for match in (found for pattern in patterns for found in pattern.finditer(text)):
                    yield document.span(sentence.start + match.start("guests"), sentence.start + match.end("guests"))

    def is_about(self, document: Document, reach: int = 0) -> bool:
        """Tell whether a document's title, or so many characters of its text, names the crisis."""
        found = self.terms.matches(f"{document.headline}\n{document.text[:reach]}")
        return sum(self.terms.terms[index].weight for index in found) >= ABOUT

    def is_piece(self, document: Document) -> bool:
        """Tell whether a document is a written feature, an interview or a podcast by its title, address or labels."""
        title, url, label = self._written
        return bool(
            title.search(document.headline.strip())
            or url.search(document.url)
            or any(label.fullmatch(word.strip()) for word in document.labels)
        )

    def is_unlabelled(self, document: Document) -> bool:
        """Tell whether a title states something whole, which reads as a report: only its address calls it a piece."""
        title = document.headline.strip()
        if self._written[0].search(title) or QUOTED.match(title):
            return False
        held = self.desk.material.annotations[document.id].sentences
        return any(sentence.span.field == "title" and sentence.has_verb for sentence in held)

    def may_stand(self, document: Document) -> bool:
        """Tell whether nothing speaks against a document: its genre, its kind of title or address, its matter."""
        title, url = self._never
        return (
            self.genres.of(document) in {"report", "feature"}
            and not title.search(document.headline.strip())
            and not url.search(document.url)
            and self.desk.subjects.is_usable(document)
        )


def worth_lines(desk: Desk, stories: tuple[RankedStory, ...]) -> tuple[Passage, ...]:
    """Return a line for each piece, programmes with guests first, no outlet twice in a row where there is a choice."""
    works = Works(desk)
    waiting = sorted(_pieces(works, stories), key=lambda piece: not piece[1])
    lines: list[Passage] = []
    told: list[frozenset[str]] = []
    last = ""
    while waiting and len(lines) < MOST_WORTH:
        place = next((at for at, (document, _) in enumerate(waiting) if document.source_id != last), 0)
        document, guests = waiting.pop(place)
        words = desk.style.content_words(document.headline)
        if not desk.is_news(words, SAME_AS_HEADING) or any(_same(words, other) for other in told):
            continue
        line = desk.admit(_drafts(desk, document, guests), "report")
        if line is not None:
            lines.append(line)
            told.append(words)
            last = document.source_id
    return tuple(lines)


def _same(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) >= SAME_LINE * len(words | other)


def _pieces(
    works: Works, stories: tuple[RankedStory, ...]
) -> Iterator[tuple[Document, tuple[PersonMention, ...]]]:
    for story in stories:
        for id_ in story.documents:
            document = works.desk.material.documents[id_]
            if id_ in works.desk.material.annotations and works.may_stand(document):
                guests = works.guests_of(document)
                if works.is_about(document, TEXT_READ) if guests else _is_titled(works, document):
                    yield document, guests


def _is_titled(works: Works, document: Document) -> bool:
    """Tell whether a piece's title says that it is one, is about the crisis, and asks nothing; a side's pleads."""
    source = works.desk.material.source_of(document)
    if source is not None and source.side:
        return False
    return (
        "?" not in document.headline
        and works.is_piece(document)
        and not works.is_unlabelled(document)
        and works.is_about(document)
    )


def _is_whole(document: Document, mention: PersonMention) -> bool:
    """Tell whether a guest's role, where it stands in the text, is not cut inside a compound."""
    at = document.text.find(mention.role or "")
    around = document.text[max(0, at - 1) : at] + document.text[at + len(mention.role or "") :][:1]
    return at >= 0 and not set(around) & set("-–/")


def _says_all(plain: str, with_topic: str, style: Style) -> bool:
    """Tell whether a title says its topic once more."""
    return style.content_words(with_topic) <= style.content_words(plain)


def _drafts(desk: Desk, document: Document, guests: tuple[PersonMention, ...]) -> Iterator[Draft]:
    """Yield a piece's title with its guests and their roles, then without."""
    span, plain = title_span(document, desk.style, topic=True), title_span(document, desk.style)
    if span and plain and _says_all(document.quote(plain), document.quote(span), desk.style):
        span = plain
    if span is None:
        return
    if guests and (asked := _ASKED.search(document.quote(span))):
        span = document.span(span.start, span.start + asked.start(), "title")
    title = next(headline_drafts(span, desk.material, desk.style), None)
    if title is None:
        return
    if guests:
        names = "; ".join(f"{mention.name} ({mention.role})" for mention in guests)
        told = desk.style.words_for("with_guests", title=title.text.removesuffix("."), guests=names)
        sentences = [s.span for s in desk.material.annotations[document.id].sentences]
        homes = (home for mention in guests for home in sentences if mention.span.is_within(home))
        evidence: tuple[Span, ...] = tuple(dict.fromkeys((span, *homes)))
        yield Draft(text=closed(told), spans=evidence)
    yield title
