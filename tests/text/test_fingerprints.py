from hypothesis import given
from hypothesis import strategies as st

from dayline.text.fingerprints import document_id, item_id, sha256_hex, short_id

texts = st.text(alphabet=st.characters(), max_size=60)


def test_ids_never_change() -> None:
    assert short_id("story", "a") == "f30eacd0d8c2a51a"
    assert item_id("post", "valleypost.example/1") == "79c892c03d80b5c1"
    assert document_id("post", "valleypost.example/1", "Six dead", "Six died.") == "04a9893ca689a947"
    assert sha256_hex(b"Six died.") == "f0b257a70945d7c6a631e1f14745ef37365f74f431e2aa592e8566bc58eefe19"


def test_another_text_or_headline_is_another_document_of_the_same_item() -> None:
    headlines, bodies = ("Six dead", "Nine dead"), ("a", "b")
    versions = {document_id("post", "1", headline, text) for headline in headlines for text in bodies}
    assert len(versions) == 4
    assert item_id("post", "1") == item_id("post", "1") != item_id("wire", "1")


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_ids_tell_parts_apart(one: list[str], other: list[str]) -> None:
    assert (short_id(*one) == short_id(*other)) == (one == other)
    assert len(short_id(*one)) == 16


def test_half_characters_have_ids_too() -> None:
    assert short_id("\ud83d") != short_id("\ude00")
