"""Entities: the same as spaCy's own recogniser finds, whatever the text."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.annotate.entities import set_entities
from dayline.annotate.parsing import RECOGNISER
from dayline.pipeline import resources

TEXTS = (
    "Olena Vell, the mayor of Velm, told the Courier on Thursday that 12 people had left.\n\nNobody saw Jan Koss.",
    "The Ministry of Water and Dams of the Republic of Ravenia signed the Treaty of Tarn on 9 May 2031 with Ostmark.",
    "Koss",
    "he left at 5 p.m. with 3 per cent of $2 million",
    "Vell and Koss. Koss and Vell\n\n  Mara Ilic of Tarn",
)
WORDS = ("Olena Vell", "the", "Ministry", "of", "May 9", ".", "\n\n", "12", ",", "left")


def _tokens(text: str) -> Any:
    doc = resources.parser().make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text in (".", "\n\n")
    return doc


def _read(texts: list[str]) -> list[list[tuple[int, int, str]]]:
    docs = [_tokens(text) for text in texts]
    set_entities(resources.parser().get_pipe(RECOGNISER), docs)
    return _entities(docs)


def _as_spacy_reads(texts: list[str]) -> list[list[tuple[int, int, str]]]:
    docs = [_tokens(text) for text in texts]
    recogniser = resources.parser().get_pipe(RECOGNISER)
    recogniser.set_annotations(docs, recogniser.predict(docs))
    return _entities(docs)


def _entities(docs: list[Any]) -> list[list[tuple[int, int, str]]]:
    return [[(entity.start, entity.end, entity.label_) for entity in doc.ents] for doc in docs]


def test_people_places_and_dates_are_found() -> None:
    (found,) = _read([TEXTS[0]])
    assert {(0, 2, "PERSON"), (20, 23, "PERSON")} & set(found)
    assert "DATE" in {label for _, _, label in found}


def test_the_entities_are_those_that_spacy_finds() -> None:
    found = _read(list(TEXTS))
    assert sum(map(len, found)) > len(TEXTS)
    assert found == _as_spacy_reads(list(TEXTS))


@settings(max_examples=30)
@given(st.lists(st.lists(st.sampled_from(WORDS)), max_size=3))
def test_any_run_of_words_is_read_as_spacy_reads_it(texts: list[list[str]]) -> None:
    written = [" ".join(words) for words in texts]
    assert _read(written) == _as_spacy_reads(written)


@pytest.mark.parametrize("texts", [[], [""], ["", " "]])
def test_nothing_is_found_in_nothing(texts: list[str]) -> None:
    assert not any(_read(texts))
