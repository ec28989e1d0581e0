"""Parsing: exactly the text, our sentence ends, bounded pieces, and noise at bounded cost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.annotate.headline_case import in_lower_case, is_title_case
from dayline.annotate.parsing import PIECE, parse, unparsed
from dayline.annotate.tree import Tree
from dayline.pipeline import resources
from dayline.pipeline.languages import languages
from dayline.text.sentences import sentence_spans

ENGLISH = languages()["en"]


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_a_parse_is_over_exactly_its_text(texts: list[str]) -> None:
    assert [doc.text for doc in parse(resources.parser(), texts, ENGLISH)] == texts
    assert all(unparsed(resources.parser(), text).text == text for text in texts)


def test_sentences_of_the_parse_are_ours() -> None:
    text = "Mr. Koss left. “Is it safe?” she asked. The U.S. called\n\nNothing else"
    (doc,) = parse(resources.parser(), [text], ENGLISH)
    begins = [doc[0].idx, *(token.idx for token in doc[1:] if token.is_sent_start)]
    assert begins == [start for start, _ in sentence_spans(text, ENGLISH)]


def test_a_long_text_is_parsed_in_pieces_and_comes_back_whole() -> None:
    text = "Olena Vell said the dam would hold. " * (3 * PIECE // 36)
    (doc,) = parse(resources.parser(), [text], ENGLISH)
    tree = Tree.of(doc)
    assert doc.text == text
    assert tree.words.count("said") == tree.deps.count("ROOT")


@pytest.mark.parametrize(
    "noise", ["(" * 50_000, "a" * 50_000, "😀" * 30_000, "\n" * 50_000, "\x00\x07" * 20_000, "a\u0301" * 20_000]
)
def test_noise_is_cut_into_few_tokens(noise: str) -> None:
    (doc,) = parse(resources.parser(), [noise], ENGLISH)
    assert doc.text == noise
    assert len(doc) < len(noise) // 50


def test_a_lone_surrogate_keeps_its_place() -> None:
    (doc,) = parse(resources.parser(), ["Koss \ud800 left."], ENGLISH)
    assert doc.text == "Koss \ufffd left."


def test_capitals_of_headlines() -> None:
    common = frozenset({"dam", "will", "hold", "says"})
    assert is_title_case("Dam Above Velm Will Hold This Year")
    assert not is_title_case("Dam above Velm will hold this year")
    assert in_lower_case("The Dam Will Hold, Koss Says", common) == "The dam will hold, Koss says"


def test_a_headline_in_capitals_comes_back_as_written() -> None:
    headline = "Koss Says The Dam Above Velm Will Never Be Rebuilt"
    (doc,) = parse(resources.parser(), [headline], ENGLISH)
    assert doc.text == headline
    assert [token.text for token in doc if token.dep_ == "ROOT"] == ["Says"]


def test_the_tree_is_the_parse() -> None:
    (doc,) = parse(resources.parser(), ["Jan Koss, the mayor, left. Nobody saw him go."], ENGLISH)
    tree = Tree.of(doc)
    assert tree.words == [token.text for token in doc]
    assert tree.heads == [token.head.i for token in doc]
    assert tree.left == [token.left_edge.i for token in doc]
    assert tree.right == [token.right_edge.i for token in doc]
    assert [tree.text[start:end] for start, end in zip(tree.starts, tree.ends, strict=True)] == tree.words
