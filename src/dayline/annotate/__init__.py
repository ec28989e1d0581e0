"""What one document says: sentences, statements, figures, places, people and dates, each pointing at its words."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import Any

from dayline.annotate.bodies import find_bodies
from dayline.annotate.dates import find_dates
from dayline.annotate.declined import Declined, find_declined
from dayline.annotate.figures import find_figures
from dayline.annotate.parsing import NLP_EXCLUDE, parse, unparsed
from dayline.annotate.people import find_people
from dayline.annotate.places import Gazetteer, find_places
from dayline.annotate.reading import Reading
from dayline.annotate.statements import find_statements
from dayline.annotate.tagging import SpanTagger
from dayline.annotate.tree import Tree
from dayline.model.claims import Figure, Sentence, Statement
from dayline.model.document import Document, Field
from dayline.model.entities import Annotations, TimeExpression
from dayline.model.source import SourceId
from dayline.text.detection import find_language
from dayline.text.languages import Language
from dayline.text.persons import name_table_of
from dayline.text.sentences import sentence_spans

# The language that the parser reads. Ukrainian and Russian are read by rule; texts in others get sentences, dates,
# figures and places.
PARSED = "en"
FIELDS: tuple[Field, ...] = ("title", "text")
# Tags (Penn Treebank) of finite verbs, and of those that a headline may stand on ("nine killed", "to meet").
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
HEADLINE_VERBS = FINITE | {"VB", "VBN", "VBG"}
BATCH = 64_000  # characters of documents annotated at once: what their parses take is freed after each batch
# Words that the parser keeps (about 15 MB), so that it need not cut and describe the common ones in each batch anew.
KEPT_WORDS = 30_000

__all__ = ["NLP_EXCLUDE", "Gazetteer", "SpanTagger", "Tools", "annotate", "annotate_many"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What annotation needs: the parser, the tagger of attributions, tables of languages, a detector, the gazetteer.

    ``nlp`` is a spaCy pipeline loaded without NLP_EXCLUDE; ``detect`` maps one line of text to a language
    code; ``focus`` are ISO codes of the countries that the crisis is about; ``zone`` its time zone, ``began``
    its first day; ``homes`` where its outlets sit.
    """

    nlp: Any
    tagger: SpanTagger
    languages: Mapping[str, Language]
    detect: Callable[[str], str]
    gazetteer: Gazetteer
    zone: tzinfo
    focus: tuple[str, ...] = ()
    began: date | None = None
    homes: Mapping[SourceId, str] = field(default_factory=dict)


def annotate(document: Document, *, tools: Tools) -> Annotations:
    """Return all that is found in one document."""
    return next(annotate_many([document], tools=tools))


def annotate_many(documents: Iterable[Document], *, tools: Tools) -> Iterator[Annotations]:
    """Yield the annotations of each document, in order; memory does not grow with their number."""
    for batch in _batches(documents):
        with tools.nlp.memory_zone() if len(tools.nlp.vocab) > KEPT_WORDS else nullcontext():
            found = list(_annotate_batch(batch, tools))
        yield from found


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.headline) + len(document.text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _annotate_batch(batch: list[Document], tools: Tools) -> Iterator[Annotations]:
    codes = [find_language(document, detect=tools.detect) for document in batch]
    read = [
        document.field(field)
        for document, code in zip(batch, codes, strict=True)
        if code == PARSED
        for field in FIELDS
    ]
    english = _language(PARSED, tools)
    parsed = parse(tools.nlp, read, english)
    for document, code in zip(batch, codes, strict=True):
        spoken = _language(code, tools)
        readings = tuple(
            Reading(
                document=document,
                field=field,
                language=code,
                parsed=next(parsed) if code == PARSED else unparsed(tools.nlp, document.field(field)),
            )
            for field in FIELDS
        )
        yield _annotations(document, code, spoken, readings, tools)


def _language(code: str, tools: Tools) -> Language:
    return tools.languages.get(code) or Language(code)


def _annotations(
    document: Document, code: str, spoken: Language, readings: tuple[Reading, ...], tools: Tools
) -> Annotations:
    home = tools.homes.get(document.source_id, "")
    found_places = find_places(readings, gazetteer=tools.gazetteer, focus=tools.focus, home=home, language=spoken)
    trees = {reading.field: Tree.of(reading.parsed) for reading in readings} if code == PARSED else {}
    found_people = find_people(readings, language=spoken, places=found_places, trees=trees) if trees else ()
    found_bodies = (
        find_bodies(readings, language=spoken, people=found_people, places=found_places, trees=trees) if trees else ()
    )
    declined = Declined()
    if not trees:
        declined = find_declined(readings, spoken, found_places, names=name_table_of(_language(PARSED, tools)))
        found_people, found_bodies = declined.people, declined.bodies
    said: list[Statement] = []
    when: list[TimeExpression] = []
    counted: list[Figure] = []
    for reading in readings:
        spoken_here = declined.statements.get(reading.field, ())
        if trees:
            spoken_here = find_statements(
                reading, found_people, found_bodies, language=spoken, tree=trees[reading.field], tagger=tools.tagger
            )
        dated = find_dates(reading, language=spoken, zone=tools.zone, began=tools.began)
        said.extend(spoken_here)
        when.extend(dated)
        counted.extend(
            find_figures(reading, spoken_here, dated, found_places, language=spoken, began=tools.began)
        )
    return Annotations(
        document_id=document.id,
        language=code,
        sentences=_sentences(document, spoken, trees),
        statements=tuple(said),
        figures=tuple(counted),
        places=found_places,
        people=found_people,
        dates=tuple(when),
        bodies=found_bodies,
    )


def _sentences(document: Document, spoken: Language, trees: Mapping[Field, Tree]) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(
            span=document.span(start, end, field),
            index=index,
            has_verb=field not in trees or _has_verb(trees[field], start, end, field),
        )
        for field in FIELDS
        for index, (start, end) in enumerate(sentence_spans(document.field(field), spoken))
    )


def _has_verb(tree: Tree, start: int, end: int, field: Field) -> bool:
    """Tell whether a finite verb stands in a sentence; a headline may do with a participle or an infinitive."""
    verbs = FINITE if field == "text" else HEADLINE_VERBS
    first, last = bisect_left(tree.starts, start), bisect_left(tree.starts, end)
    return any(tag in verbs for tag in tree.tags[first:last])
