"""Texts into parses: own sentence ends, pieces of bounded size, the parser in batches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from dayline.annotate.entities import set_entities
from dayline.annotate.headline_case import in_lower_case, is_title_case, restored
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc


# Components of the spaCy pipeline that no rule here reads; leaving them out saves about a third of its time.
NLP_EXCLUDE: tuple[str, ...] = ("lemmatizer", "attribute_ruler")

RECOGNISER = "ner"  # the component that entities.py reads in its own way

PIECE = 8_000  # characters: most that is parsed at once, so that memory does not grow with the text
LONGEST_SENTENCE = 2_000  # characters: a longer "sentence" is cut at white space: lists, tables, noise
LONGEST_WORD = 200  # characters: a longer run without white space is cut: noise that costs the tokenizer dear
BATCH = (
    64_000  # characters parsed in one batch: the parser's memory grows by about 8 MB for every thousand words
)
IS_START, NO_START = 1, -1  # how spaCy writes down where sentences begin and where none does
WORDS = re.compile(r"\S+|\s+")
SURROGATE = re.compile("[\ud800-\udfff]")
LEAST_LETTERS = 0.4  # share of letters and digits below which a piece is noise, and not cut at every mark


def parse(nlp: Any, texts: Sequence[str], language: Language) -> Iterator[Doc]:
    """Yield a parse over exactly each text, in order; sentences begin where ``sentence_spans`` has them.

    Lone surrogates, which the parser cannot read, are read as U+FFFD.
    """
    texts = [SURROGATE.sub("\ufffd", text) for text in texts]
    common = _common(language)
    read = [in_lower_case(text, common) if common and is_title_case(text) else text for text in texts]
    cuts = [_pieces(text, language) for text in texts]
    pieces = (
        (end - start, _tokens(nlp, text[start:end], [begin - start for begin in begins]))
        for text, parts in zip(read, cuts, strict=True)
        for start, end, begins in parts
    )
    parsed = (doc for batch in _batches(pieces) for doc in _parsed(nlp, batch))
    for text, as_read, parts in zip(texts, read, cuts, strict=True):
        whole = _whole(nlp, list(islice(parsed, len(parts))), as_read)
        yield whole if as_read == text else restored(whole, text)


def _parsed(nlp: Any, batch: list[Doc]) -> list[Doc]:
    """Return a batch with tags, dependencies and entities."""
    parsed = list(nlp.pipe(batch, batch_size=len(batch), disable=[RECOGNISER]))
    set_entities(nlp.get_pipe(RECOGNISER), parsed)
    return parsed


@lru_cache(maxsize=16)
def _common(language: Language) -> frozenset[str]:
    return frozenset(str(language.table("common").get("words", "")).split())


def _batches(pieces: Iterable[tuple[int, Doc]]) -> Iterator[list[Doc]]:
    """Yield the pieces, each given with its number of characters, in batches."""
    batch: list[Doc] = []
    size = 0
    for length, piece in pieces:
        if batch and size + length > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(piece)
        size += length
    if batch:
        yield batch


def _whole(nlp: Any, pieces: Sequence[Doc], text: str) -> Doc:
    from spacy.tokens import Doc

    if not pieces:
        return Doc(nlp.vocab)
    if len(pieces) == 1:
        return pieces[0]
    whole = Doc.from_docs(list(pieces), ensure_whitespace=False)
    if whole is None or whole.text != text:
        raise AssertionError("pieces of a text do not make the text")
    return whole


def _pieces(text: str, language: Language) -> list[tuple[int, int, list[int]]]:
    """Return [start, end) of pieces that cover the text, with the characters at which sentences begin."""
    begins = [start for span in sentence_spans(text, language) for start in _cuts(text, *span)]
    pieces: list[tuple[int, int, list[int]]] = []
    start, held = 0, list[int]()
    for begin in begins:
        following = begin - start
        if held and following > PIECE:
            cut = held[-1] if held[-1] > start and held[-1] - start <= PIECE else begin
            pieces.append((start, cut, [at for at in held if at < cut]))
            start, held = cut, [at for at in held if at >= cut]
        held.append(begin)
    if start < len(text):
        pieces.append((start, len(text), held))
    return pieces


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence begins, and where it is cut if it is longer than any sentence can be."""
    yield start
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        start = space + 1 if space > 0 else start + LONGEST_SENTENCE
        yield start


def _tokens(nlp: Any, text: str, begins: Sequence[int]) -> Doc:
    """Return the unparsed tokens of a piece with its sentence ends set."""
    doc = _tokenized(nlp, text)
    starts = doc.to_array(["IDX"]).tolist()
    marks = [NO_START] * len(starts)
    for begin in begins:
        marks[max(0, bisect_right(starts, begin) - 1)] = IS_START
    if marks:
        marks[0] = IS_START
        column: Any = np.array(marks, dtype=np.int64).astype(np.uint64).reshape(-1, 1)
        doc.from_array(["SENT_START"], column)
    return doc


def _tokenized(nlp: Any, text: str) -> Doc:
    """Return the tokens of a text; noise, and runs without white space longer than any word, are cut blindly."""
    from spacy.tokens import Doc

    solid = [word for word in text.split() if len(word) > LONGEST_WORD]
    if not solid and _is_prose(text):
        whole: Doc = nlp.make_doc(text)
        return whole
    words: list[str] = []
    spaces: list[bool] = []
    start = 0
    while start < len(text):
        end = _word_cut(text, start)
        part = text[start:end]
        start = end
        if not _is_prose(part):
            words.append(part)
            spaces.append(False)
            continue
        for token in nlp.make_doc(part):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _is_prose(text: str) -> bool:
    solid = len(text) - sum(map(str.isspace, text))
    return len(text) <= LONGEST_WORD // 4 or sum(map(str.isalnum, text)) >= LEAST_LETTERS * solid


def _word_cut(text: str, start: int) -> int:
    """Return where to cut next: after white space where there is some, else after LONGEST_WORD characters."""
    limit = min(len(text), start + LONGEST_WORD)
    if limit == len(text):
        return limit
    return next((at for at in range(limit, start, -1) if text[at - 1].isspace()), limit)


def unparsed(nlp: Any, text: str) -> Doc:
    """Return a text in a language that the parser does not read: words and white space, nothing known of them."""
    from spacy.tokens import Doc

    words = WORDS.findall(SURROGATE.sub("\ufffd", text))
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))
