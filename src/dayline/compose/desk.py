"""The desk at which one day is composed: what has been printed already, and what the gates have refused."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from dayline.compose.candidates import SENTENCES_READ, Candidate, overlap, sentence_candidates
from dayline.compose.casing import Casing
from dayline.compose.gates import Evidence, check
from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.headings import is_total, ranked_headlines
from dayline.compose.material import Draft, Material
from dayline.compose.senses import Senses
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.compose.wording import outside_quotes
from dayline.model.digest import Passage, PassageKind
from dayline.model.document import DocumentId, Span
from dayline.model.story import ThreadId
from dayline.text.normalize import fold
from dayline.text.tolls import State, Toll, main_tolls

# Jaccard of content words from which two passages say the same.
SAME_SAYING = 0.42
# … and from which a line of its own says what was printed: it is short, so it is held to less.
SAME_LINE = 0.34
# Share of a line's telling words from which a passage that holds them says what the line says; of the lines of days 5,
# 13, 40 and 391 those from .65 did, and those up to .57 did not.
WITHIN = 0.62
# Jaccard of content words from which a passage only repeats its heading.
SAME_AS_HEADING = 0.6
# Jaccard of content words from which a sentence says what one of an earlier day said, and words of one whose every word
# an earlier one holds; set by reading the likest sentences of days 385 to 392: between .5 and .6 many differ in the one
# word that matters ("arrived", "departed").
TOLD_BEFORE = 0.75
LEAST_WORDS = 4


class Desk:
    """One day's composition."""

    def __init__(self, material: Material) -> None:
        self.material, self.style = material, Style(material.language)
        self.style.recased = Casing(material).recased
        self.subjects = Subjects(material, self.style)
        self.evidence = Evidence(
            documents=material.documents,
            crisis=material.crisis,
            date=material.date,
            language=material.language,
            house=self.style,
        )
        self.withheld: list[tuple[str, str]] = []
        self.printed: list[frozenset[str]] = []
        self._candidates: dict[tuple[DocumentId, ...], tuple[Candidate, ...]] = {}
        self._headlines: dict[tuple[DocumentId, ...], tuple[Span, ...]] = {}
        self._tolls: dict[DocumentId, Mapping[State, Toll]] = {}
        self._stories = {id_: story.documents for story in material.stories for id_ in story.documents}
        self._before: dict[ThreadId, tuple[frozenset[str], ...]] = {}

    def candidates(self, documents: tuple[DocumentId, ...]) -> tuple[Candidate, ...]:
        """Return the sentences of some documents that could stand in the digest, read off them once."""
        if documents not in self._candidates:
            found = sentence_candidates(self.material, documents, self.style, self.subjects)
            self._candidates[documents] = tuple(found)
        return self._candidates[documents]

    def headlines(self, documents: tuple[DocumentId, ...]) -> tuple[Span, ...]:
        """Return the usable headlines of some documents, the best first, ranked once."""
        if documents not in self._headlines:
            ranked = ranked_headlines(self.material, documents, self.style, self.subjects)
            self._headlines[documents] = tuple(ranked)
        return self._headlines[documents]

    def tolls(self, id_: DocumentId) -> Mapping[State, Toll]:
        """Return the tolls of a document's main event, counted once; none of one that is not annotated."""
        if id_ not in self._tolls:
            material, held = self.material, self.material.annotations.get(id_)
            self._tolls[id_] = main_tolls(material.documents[id_], held, material.language) if held else {}
        return self._tolls[id_]

    @cached_property
    def senses(self) -> Senses:
        """Return the senses of the day's words, weighed by the leading headlines of its stories."""
        leads = (self.material.documents[story.documents[0]].headline for story in self.material.stories)
        return Senses(self.material.language, self.style, leads)

    def companions(self, id_: DocumentId) -> tuple[DocumentId, ...]:
        """Return the documents of a document's story, itself among them."""
        return self._stories.get(id_, (id_,))

    def people_in(self, span: Span) -> tuple[frozenset[str], ...]:
        """Return the people whom a heading or sentence names, each by the folded words of the name."""
        mentions = self.material.annotations[span.document_id].people
        return tuple(frozenset(fold(found.name).split()) for found in mentions if found.span.is_within(span))

    def admit(self, drafts: Iterable[Draft], kind: PassageKind) -> Passage | None:
        """Return the first draft that passes every gate as a passage; note why the others did not."""
        for draft in drafts:
            citations = tuple(self.material.citation(span) for span in draft.spans)
            speakers = self.material.speakers_in(draft.spans)
            passage = Passage(text=draft.text, kind=kind, citations=citations, speakers=speakers)
            refusals = check(passage, evidence=self.evidence)
            if not refusals:
                return passage
            self.withheld += [(draft.text, f"rule {r.rule}, {r.gate}: {r.detail}") for r in refusals]
        return None

    def is_outlets_word(self, text: str, span: Span) -> bool:
        """Tell whether a line stands after the name of an outlet of no side: what says whose word it is is better."""
        document = self.material.documents[span.document_id]
        source = self.material.source_of(document)
        return not (source and source.side) and text.startswith(f"{document.source_name}: ")

    def is_poor(self, headline: str) -> bool:
        """Tell whether a first sentence is better: for a side's name for soldiers, a clumsy turn, a total as a deed."""
        own = outside_quotes(headline)
        named = lexicon_of(self.material.language).label_names.search(own) or self.style.clumsy.search(own)
        return named is not None or is_total(headline, self.style)

    def is_news(self, words: frozenset[str], limit: float = SAME_SAYING) -> bool:
        """Tell whether no passage printed so far says the same."""
        return all(overlap(words, other) < limit for other in self.printed)

    def is_within(self, words: frozenset[str], share: float = WITHIN) -> bool:
        """Tell whether one passage printed so far holds most of the words that tell what a short line is about."""
        telling = self.subjects.telling(words) - self.subjects.own_people
        return any(len(telling & other) >= share * max(1, len(telling)) for other in self.printed)

    def is_new(self, words: frozenset[str], thread: ThreadId) -> bool:
        """Tell whether no headline or sentence of the thread's earlier days says the same."""
        if thread not in self._before:
            self._before[thread] = tuple(self._told_before(thread))
        return not any(
            (len(words) >= LEAST_WORDS and words <= told) or overlap(words, told) >= TOLD_BEFORE
            for told in self._before[thread]
        )

    def _told_before(self, thread: ThreadId) -> Iterator[frozenset[str]]:
        for id_ in self.material.earlier.get(thread, ()):
            document = self.material.documents[id_]
            yield self.style.content_words(document.headline)
            held = self.material.annotations.get(id_)
            for sentence in held.sentences if held else ():
                if sentence.span.field == "text" and sentence.index < SENTENCES_READ:
                    yield self.style.content_words(document.quote(sentence.span))
