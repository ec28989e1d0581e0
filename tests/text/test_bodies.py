"""Bodies: one key for the forms of a name, with the state it belongs to; letters in brackets after a name."""

import pytest

from dayline.pipeline.languages import languages
from dayline.text.bodies import abbreviations, body_id, body_name, body_table_of

TABLE = body_table_of(languages()["en"])


@pytest.mark.parametrize(
    "forms",
    [
        ["Ukraine's Defence Ministry", "the Ministry of Defence of Ukraine", "Ukrainian Defense Ministry",
         "Міністерство оборони України"],
        ["Russian Defence Ministry", "Минобороны РФ"],
        ["UN Security Council", "United Nations Security Council"],
        ["SBU", "Security Service of Ukraine", "Ukraine’s Security Service"],
        ["Pentagon", "U.S. Department of Defense"],
    ],
)  # fmt: skip
def test_forms_of_one_body(forms: list[str]) -> None:
    assert len({body_id(body_name(form, TABLE)) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ukrainian Defence Ministry", "Russian Defence Ministry"), ("Defence Ministry", "Ukrainian Defence Ministry"),
     ("European Council", "Council of Europe"), ("Valley Rescue Service", "Valley Ambulance Service")],
)  # fmt: skip
def test_two_bodies(one: str, other: str) -> None:
    assert body_name(one, TABLE) != body_name(other, TABLE)


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Defence Ministry", True), ("the Government", True), ("Ukrainian government", False), ("State Department", False),
     ("Valley Rescue Service", False)],
)  # fmt: skip
def test_a_name_that_fits_many_states_is_plain(name: str, plain: bool) -> None:
    assert TABLE.is_plain(body_name(name, TABLE)) == plain


def test_letters_in_brackets() -> None:
    text = "The Lake Relief Society (LRS) and the Union of Dyke Builders (UDB) met; Jan (CIA) did not."
    found = [(text[start:end], text[first:last]) for start, end, first, last in abbreviations(text)]
    assert found == [("Lake Relief Society", "LRS"), ("Union of Dyke Builders", "UDB")]
