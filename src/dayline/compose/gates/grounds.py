"""What a passage may rest on: the saved documents behind its citations, and nothing else."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dayline.compose.gates.deeds import deeds_of
from dayline.compose.gates.denials import Denials
from dayline.compose.gates.lexicon import Lexicon, lexicon_of
from dayline.compose.gates.likeness import folded, words_of
from dayline.compose.style import Style
from dayline.errors import SpanError
from dayline.model.crisis import Crisis
from dayline.model.digest import Citation, Passage
from dayline.model.document import Document, DocumentId
from dayline.model.source import Source, SourceId
from dayline.text.languages import Language

_LOWER_CASE_WORD = re.compile(r"\b[^\W\d_][\w’-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a passage must not be printed: the number of the editorial rule, the gate, and the detail."""

    rule: int
    gate: str
    detail: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """All that the gates may look at for one digest; ``date`` is the digest's, ``language`` the one it is in.

    ``aliases`` pairs a spelling with another of the same name (the house table has that form); while it is
    empty, only spellings that fold to the same are one name.
    """

    documents: Mapping[DocumentId, Document]
    crisis: Crisis
    date: datetime.date
    language: Language
    aliases: tuple[tuple[str, str], ...] = ()
    house: Style | None = None

    @property
    def lexicon(self) -> Lexicon:
        """Return the words to judge by; raise KeyError where the language has no such tables."""
        return lexicon_of(self.language)

    @cached_property
    def lower_case_words(self) -> frozenset[str]:
        """Return the words that some document has in lower case: no names, though a capital may open them."""
        return lower_case_words(self.documents.values())

    @cached_property
    def style(self) -> Style:
        """Return the house's way of wording, by which content words are told: the composer's own where it is given."""
        return self.house or Style(self.language)

    @cached_property
    def denials(self) -> Denials:
        """Return what the documents deny."""
        deeds = deeds_of(self.language, self.crisis.sides)
        return Denials(self.documents.values(), self.style, self.language, deeds)

    @cached_property
    def sources(self) -> Mapping[SourceId, Source]:
        """Return the crisis's sources by id."""
        return {source.id: source for source in self.crisis.sources}

    def local_date(self, document: Document) -> datetime.date | None:
        """Return the document's date in the zone of the crisis; None where it is not known."""
        if document.published_confidence == "low" or document.published_at is None:
            return None
        if document.published_confidence == "day":
            return document.published_on or document.published_at.astimezone(datetime.UTC).date()
        return document.published_at.astimezone(self.crisis.zone).date()

    def certain_date(self, document: Document) -> datetime.date | None:
        """Return the document's date where it is the same in the crisis's zone and in UTC, else None."""
        local = self.local_date(document)
        if local is None or document.published_at is None or document.published_confidence == "day":
            return local
        return local if document.published_at.astimezone(datetime.UTC).date() == local else None

    def source_words(self, document: Document) -> frozenset[str]:
        """Return the words of the source's name that the document itself vouches for.

        A document that was given with an address for its source vouches only for words of that address: the
        name was put there by the configuration. One that dayline read from its source carries the name.
        """
        named = words_of(document.source_name)
        if not document.given_id:
            return named
        source = self.sources.get(document.source_id)
        addresses = (source.url, *source.addresses) if source else ()
        words = [words_of(address) for address in addresses if address]
        return named.intersection(*words) if words else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One citation that resolves: its document, and the words that its span quotes."""

    citation: Citation
    document: Document
    text: str


@dataclass(frozen=True, eq=False)
class Support:
    """A passage's evidence, resolved once for all gates; citations that do not resolve support nothing."""

    evidence: Evidence
    grounds: tuple[Ground, ...]

    @classmethod
    def of(cls, passage: Passage, evidence: Evidence) -> "Support":
        """Resolve the citations of a passage."""
        resolved = (resolve(citation, evidence.documents) for citation in passage.citations)
        return cls(evidence, tuple(ground for ground in resolved if ground is not None))

    @property
    def lexicon(self) -> Lexicon:
        """Return the words to judge by."""
        return self.evidence.lexicon

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Return the cited words, a string a citation."""
        return tuple(ground.text for ground in self.grounds)

    @cached_property
    def headlines(self) -> tuple[str, ...]:
        """Return the headlines of the cited documents."""
        return tuple(document.headline for document in self.documents)

    def without_owner(self, text: str) -> str:
        """Return a text without the country before an office, where what is cited speaks for that country or none.

        The two headings of a title rest on two sources, and each has passed by itself.
        """
        sides = {source.side for source in map(self._source_of, self.documents) if source and source.side}
        side = re.escape(sides.pop()) if len(sides) == 1 else ""
        owned = rf"(?:^|(?<=[–:;,-] )){side}[’']s (?={self.lexicon.bare_office})"
        return re.sub(owned, "", text) if side else text

    def _source_of(self, document: Document) -> Source | None:
        return self.evidence.sources.get(document.source_id)

    @cached_property
    def background(self) -> str:
        """Return headlines, bylines and spelled dates of the cited documents."""
        return ". ".join(self._background_of(document) for document in self.documents)

    @cached_property
    def cited_words(self) -> frozenset[str]:
        """Return the folded words of the cited spans alone."""
        return words_of("\n".join(self.texts))

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the folded words that a name may be made of: evidence, background, source, known aliases."""
        named = frozenset[str]().union(*(self.evidence.source_words(document) for document in self.documents))
        backed = self.cited_words | words_of(self.background) | named
        text = folded(" ".join((*self.texts, self.background)))
        for one, other in self.evidence.aliases:
            for known, alias in ((one, other), (other, one)):
                if re.search(rf"(?<!\w){re.escape(folded(known))}(?!\w)", text):
                    backed |= words_of(alias)
        return backed

    @property
    def spellings(self) -> Mapping[str, str]:
        """Return one folded spelling for each single-word alias."""
        pairs = ((folded(one), folded(other)) for one, other in self.evidence.aliases)
        return {one: other for one, other in pairs if " " not in one + other}

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Return the cited documents, each once."""
        return tuple({ground.document.id: ground.document for ground in self.grounds}.values())

    def _background_of(self, document: Document) -> str:
        day, spelled = self.evidence.certain_date(document), ""
        if day:
            weekday, month = self.lexicon.weekdays[day.weekday()], self.lexicon.months[day.month - 1]
            spelled = f"{weekday} {day.day} {month} {day.year}"
        return ". ".join((document.headline, document.byline, spelled))


def resolve(citation: Citation, documents: Mapping[DocumentId, Document]) -> Ground | None:
    """Return what a citation points at; None where the document is missing or the span lies outside it."""
    document = documents.get(citation.span.document_id)
    if document is None:
        return None
    try:
        return Ground(citation=citation, document=document, text=document.quote(citation.span))
    except SpanError:
        return None


def lower_case_words(documents: Iterable[Document]) -> frozenset[str]:
    """Return the words that some document has in lower case, as written."""
    return frozenset(
        word
        for document in documents
        for word in _LOWER_CASE_WORD.findall(document.text)
        if word[0].islower()
    )
