from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dayline.cluster.features import Features, features
from dayline.cluster.terms import NAME, NUMBER, OPENING, ROOM, WORD, Terms
from dayline.cluster.words import StoryWords
from dayline.model.document import Document

MakeDocument = Callable[..., Document]


def read(make_document: MakeDocument, *texts: str) -> list[Features]:
    return [features(make_document("-", text), None, StoryWords(), "en") for text in texts]


def test_a_row_has_the_terms_of_its_document(make_document: MakeDocument) -> None:
    (document,) = read(make_document, "Nine of 40 left Tarn. " + "Nothing else, nothing. " * 30 + "Late word.")
    terms = Terms({})
    row = terms.row(document)
    kinds = {terms.term(number): kind for number, kind in zip(row.terms.tolist(), row.kinds.tolist(), strict=True)}
    assert list(kinds) == list(document.words)
    assert kinds["40"] == WORD + NUMBER + OPENING
    assert kinds["tarn"] == WORD + NAME + OPENING
    assert kinds["late"] == WORD


def test_what_is_taken_out_leaves_no_trace(make_document: MakeDocument) -> None:
    held, gone = read(make_document, "Water falls", "Water rose")
    lived, fresh = Terms({}), Terms({})
    for terms, documents in ((lived, (gone, held)), (fresh, (held,))):
        rows = [terms.row(document) for document in documents]
        for row in rows:
            terms.hold(row)
            terms.count(row)
    before = lived.weight("water")
    out = lived.row(gone)
    lived.count(out, -1)
    lived.let_go(out)
    assert before < lived.weight("water")
    assert [lived.weight(term) for term in ("water", "rose")] == [fresh.weight(term) for term in ("water", "rose")]


def test_a_number_that_is_free_is_given_again(make_document: MakeDocument) -> None:
    terms = Terms({})
    for document in read(make_document, *(f"{n} shared {n + 1}" for n in range(50))):
        row = terms.row(document)
        terms.hold(row)
        terms.let_go(row)
    assert len(terms) == 3


def test_before_any_document_common_words_weigh_less() -> None:
    terms = Terms({"police": 0.2})
    assert terms.weight("police") < terms.weight("brask")


def test_there_is_room_for_any_number_of_terms(make_document: MakeDocument) -> None:
    terms, count = Terms({}), ROOM * 3
    for document in read(make_document, *(" ".join(map(str, range(n, n + 256))) for n in range(10, count, 256))):
        terms.count(terms.row(document))
    assert len(terms) >= count
    assert terms.weight("10") == terms.weight(str(count)) > 0


@given(texts=st.lists(st.text(alphabet="abc 12.", max_size=30), max_size=8))
def test_weights_follow_the_counts(make_document: MakeDocument, texts: list[str]) -> None:
    terms, documents = Terms({}), read(make_document, *texts)
    for document in documents:
        terms.count(terms.row(document))
    holding = {term: sum(term in document.words for document in documents) for d in documents for term in d.words}
    for term, count in holding.items():
        assert np.isclose(terms.weight(term), np.log((len(documents) + 30) / (count + 30 * 0.002 + 0.5)))
