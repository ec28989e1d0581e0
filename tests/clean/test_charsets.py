"""Which characters bytes stand for, whatever is said of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.clean.charsets import decoded, is_plausible

UKRAINIAN = "Уночі в місті Тарн прорвало дамбу, рятувальники вивозять мешканців нижніх вулиць, повідомила рада. " * 3
FRENCH = "À Genève, la rivière a débordé et les équipes ont évacué le quartier, selon la mairie « dans la nuit ». " * 3
POLISH = "Wczoraj w nocy pękła tama, ratownicy wywożą mieszkańców dolnych ulic, powiedział burmistrz Żółkowa. " * 3
CHINESE = "塔恩市大坝昨夜决堤，救援人员正在疏散居民，市议会表示水位仍在上涨。"


@pytest.mark.parametrize("said", ["", "utf-8", "windows-1251", "iso-8859-1", "windows-1252", "no-such", "utf-16"])
@pytest.mark.parametrize(
    ("text", "charset"),
    [(UKRAINIAN, "utf-8"), (UKRAINIAN, "cp1251"), (UKRAINIAN, "koi8-u"), (UKRAINIAN, "iso8859-5"), (FRENCH, "utf-8"),
     (FRENCH, "cp1252"), (POLISH, "utf-8"), (CHINESE, "utf-8")],
)  # fmt: skip
def test_text_is_read_whatever_is_said_of_it(text: str, charset: str, said: str) -> None:
    assert decoded(text.encode(charset), said) == text


@pytest.mark.parametrize(
    ("text", "charset", "said"),
    [(POLISH, "cp1250", "windows-1250"), (CHINESE, "gb18030", "gb2312"), (CHINESE, "gbk", "GBK"),
     ("Дамба", "koi8-r", "koi8-r"), ("Ж", "cp1251", "windows-1251"), ("ДАМБУ ПРОРВАЛО", "cp1251", "windows-1251"),
     ("Müller", "latin-1", "ISO-8859-1"), ("“Dam”", "cp1252", "iso-8859-1"), ("é", "utf-8", "utf-8"),
     ("é", "utf-8", "")],
)  # fmt: skip
def test_what_is_said_is_believed_where_it_can_be_true(text: str, charset: str, said: str) -> None:
    assert decoded(text.encode(charset), said) == text


def test_the_header_counts_before_the_content() -> None:
    assert decoded("Я".encode("koi8-r"), "koi8-r", "windows-1251") == "Я"
    assert decoded("Я".encode("koi8-r"), "", "koi8-r") == "Я"


def test_text_that_was_cut_within_a_letter_is_the_same_text_without_it() -> None:
    content = UKRAINIAN.encode()
    cut = content[: len(content) // 2]
    cut = cut if cut[-1] & 0xC0 == 0xC0 else content[: len(cut) + 1]
    assert decoded(cut + b"</p>", "") == cut[:-1].decode() + "\ufffd</p>"


@pytest.mark.parametrize("content", ["Dam".encode("utf-32-be"), "<?xml".encode("cp037"), b"\x00\x01\x02\x03"])
def test_what_says_itself_what_it_is_is_left(content: bytes) -> None:
    assert decoded(content, "") is None


@pytest.mark.parametrize("said", ["idna", "punycode", "unicode_escape", "utf-7", "zip", "rot13"])
def test_what_is_no_set_of_characters_of_pages_is_not_tried(said: str) -> None:
    assert decoded(b"a-\\x41+AMk-\xc3\xa9" * 9, said) == "a-\\x41+AMk-é" * 9
    assert decoded(b"a-" * 500_000 + b"\xe9", said) == "a-" * 500_000 + "é"


def test_letters_of_one_set_read_as_those_of_another_are_not_plausible() -> None:
    for text in (UKRAINIAN, FRENCH, POLISH, CHINESE, "", "Dam"):
        assert is_plausible(text)
    for made, read in (("cp1251", "cp1252"), ("koi8-u", "cp1251"), ("koi8-u", "cp1252"), ("utf-8", "cp1251")):
        assert not is_plausible(UKRAINIAN.encode(made).decode(read, "replace"))
    assert not is_plausible(FRENCH.encode("cp1252").decode("cp1251", "replace"))


@given(st.binary(max_size=200), st.text(max_size=20), st.text(max_size=20))
def test_no_bytes_raise(content: bytes, header: str, declared: str) -> None:
    decoded(content, header, declared)


@pytest.mark.parametrize("name", ["utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("said", ["", "utf-8", "windows-1251"])
def test_letters_of_two_and_four_bytes_are_read_whatever_is_said(name: str, said: str) -> None:
    assert decoded("<a>Дамба</a>".encode(name), said) == "<a>Дамба</a>"
