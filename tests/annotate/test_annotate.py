"""Annotation as a whole: order, fields, empty documents, the same result alone and among others."""

from collections.abc import Callable

from dayline.annotate import Tools, annotate, annotate_many
from dayline.model.document import Document
from dayline.model.entities import Annotations

Annotated = Callable[..., tuple[Document, Annotations]]


def test_documents_come_back_in_order_and_as_if_alone(tools: Tools, annotated: Annotated) -> None:
    texts = ["Jan Koss said the dam held.", "", "Вода спала, і її рівень росте.", "“No,” said Olena Vell. " * 900]
    documents = [annotated(text, "Velm waits for water", "", name=str(n))[0] for n, text in enumerate(texts)]
    together = list(annotate_many(iter(documents), tools=tools))
    assert [found.document_id for found in together] == ["0", "1", "2", "3"]
    assert together == [annotate(document, tools=tools) for document in documents]


def test_a_headline_alone_is_annotated(annotated: Annotated) -> None:
    _, annotations = annotated("", "Koss says dam held")
    assert [span.field for span in annotations.statements[0].content] == ["title"]
    assert [(sentence.span.field, sentence.index) for sentence in annotations.sentences] == [("title", 0)]


def test_sentences_are_counted_in_each_field(annotated: Annotated) -> None:
    _, annotations = annotated("One. Two.", "Three")
    assert [(item.span.field, item.index) for item in annotations.sentences] == [("title", 0), ("text", 0), ("text", 1)]


def test_a_language_without_tables_gives_sentences_only(annotated: Annotated) -> None:
    _, annotations = annotated("Woda w rzece opadła. Droga jest otwarta! " * 3, "Wóda", "pl")
    assert annotations.language == "pl"
    assert annotations.statements == annotations.people == ()
    assert len(annotations.sentences) == 7
