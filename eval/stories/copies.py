"""Score copies: pairs of real items marked by hand, and variants made of texts: cut, re-headlined, edited."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from counting import Tally, jaccard
from dayline.annotate import Tools
from dayline.dedupe import Copies
from dayline.model.document import Document, DocumentId
from dayline.model.source import ItemId, SourceId
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans
from documents import public_documents
from scores import HERE, Corpus, Score, folder_files

STAGE = "stories"
MARKS = HERE / "stories" / "pairs.toml"
# the trivial way for pairs: least share of all words of headline and text that two items have in common
ALIKE = 0.5
# the trivial way for variants
FIRST_WORDS = 8
# words of a text of which variants are made, and of a cut at least
LEAST_WORDS, LEAST_CUT = 60, 25
# one word in so many is left out of an edited copy
LEFT_OUT = 15
# the stream that texts are put into, whatever their own dates
BEGINNING, APART, HOUR = datetime(2031, 1, 1, tzinfo=UTC), timedelta(minutes=10), timedelta(hours=1)
# texts after which a variant of one comes
BEHIND = 5


def pair_scores(folder: Path) -> list[Score]:
    """Measure on the marked pairs: those told to be one or to repeat one, and those that are."""
    files = folder_files(folder / "days" / "2023", "*.topic.ndjson")
    marks = tomllib.loads(MARKS.read_text(encoding="utf-8"))
    found = {document.given_id: document for file in files for document, _ in public_documents(file)}
    corpus = Corpus(name="days 383-392, marked pairs", section="public", files=(MARKS, *files))
    roots = _roots(found.values())
    words = {id_: frozenset(_words(f"{d.headline} {d.text}")) for id_, d in found.items()}
    scores = []
    for part, of in marks.items():
        ours = _tally(of, lambda one, other: roots[one] == roots[other])
        trivial = _tally(of, lambda one, other: jaccard(words[one], words[other]) >= ALIKE)
        rows = (("F1", ours.f1, trivial.f1), ("recall", ours.recall, trivial.recall))
        scores += [
            Score(
                stage=STAGE, corpus=corpus, measure=f"pairs {measure}, {part}", ours=mine,
                trivial=theirs, trivially="half of all words",
            )
            for measure, mine, theirs in rows
        ]  # fmt: skip
    return scores


def _roots(documents: Iterable[Document]) -> dict[str, str]:
    """Return for each document, by its given id, what it repeats, or itself."""
    copies, roots = Copies(), {}
    for document in sorted(documents, key=lambda each: (each.published_at or BEGINNING, each.id)):
        found = copies.add(document)
        roots[document.given_id] = str(found.of if found else document.id)
    return roots


def _tally(marks: Mapping[str, Any], are_one: Callable[[str, str], bool]) -> Tally:
    hits = sum(are_one(*pair) for pair in marks["copies"])
    false = sum(are_one(*pair) for pair in marks["others"])
    tally = Tally()
    tally.add(hits, hits + false, len(marks["copies"]))
    return tally


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def variant_scores(documents: Iterable[Document], corpus: Corpus, tools: Tools) -> list[Score]:
    """Measure on variants of texts, each under another outlet's name an hour later, in a stream of all the texts."""
    language = tools.languages["en"]
    long = [document for document in documents if len(_words(document.text)) >= LEAST_WORDS]
    texts = [
        replace(document, published_at=BEGINNING + at * APART, published_confidence="time")
        for at, document in enumerate(long)
    ]
    scores = []
    for measure, make in (("cut or re-headlined", _cuts), ("edited", _edited)):
        ours, trivial, count = 0, 0, 0
        for kind in range(len(list(make(texts[0], texts[1], language)))):
            copies, first = Copies(), dict[str, DocumentId]()
            roots = dict[DocumentId, DocumentId]()
            for at in range(len(texts) + BEHIND):
                if at < len(texts):
                    found = copies.add(texts[at])
                    roots[texts[at].id] = found.of if found else texts[at].id
                    first.setdefault(_opening(texts[at]), texts[at].id)
                if at < BEHIND:
                    continue
                document, other = texts[at - BEHIND], texts[at - BEHIND - 1]
                variant = list(make(document, other, language))[kind]
                if variant is not None:
                    found = copies.add(variant)
                    count += 1
                    ours += found is not None and found.of == roots[document.id]
                    trivial += first.get(_opening(variant)) == document.id
        scores.append(
            Score(
                stage=STAGE, corpus=corpus, measure=f"copies {measure}, recall", ours=ours / count,
                trivial=trivial / count, trivially=f"same first {FIRST_WORDS} words",
            )
        )  # fmt: skip
    return scores


def _opening(document: Document) -> str:
    return " ".join(_words(document.text)[:FIRST_WORDS])


def _cuts(document: Document, other: Document, language: Language) -> Iterator[Document | None]:
    """Yield a text whole, its first third, middle half and last two thirds, under its own and another headline."""
    sentences = [document.text[start:end] for start, end in sentence_spans(document.text, language)]
    count = len(sentences)
    thirds = sentences[: (count + 2) // 3], sentences[count // 4 : count - count // 4], sentences[count // 3 :]
    yield _variant(document, other.headline, [document.text])
    for cut in thirds:
        for headline in (document.headline, other.headline):
            yield _variant(document, headline, cut)


def _edited(document: Document, other: Document, language: Language) -> Iterator[Document | None]:
    """Yield a text with a line at its end, with words left out, and with its sentences moved by one."""
    sentences = [document.text[start:end] for start, end in sentence_spans(document.text, language)]
    words = document.text.split()
    yield _variant(document, other.headline, [*sentences, "With reports by our correspondents."])
    yield _variant(document, other.headline, [word for at, word in enumerate(words) if (at + 5) % LEFT_OUT])
    yield _variant(document, other.headline, [*sentences[1:], sentences[0]])


def _variant(document: Document, headline: str, parts: Sequence[str]) -> Document | None:
    """Return a document of another outlet an hour later; None where too little of the text is left."""
    text = " ".join(parts)
    if len(text.split()) < LEAST_CUT:
        return None
    moment = document.published_at and document.published_at + HOUR
    return replace(
        document,
        id=DocumentId(short_id("variant", document.id)),
        item_id=ItemId(short_id("variant", document.item_id)),
        source_id=SourceId("variant"),
        source_name="The Copyist",
        headline=headline,
        text=text,
        published_at=moment,
    )
