"""Base forms by a table of endings."""

from dayline.annotate.inflections import MOST_FORMS, base_forms

ENDINGS = {"ові": ["ів"], "і": ["", "а"], "у": ["а"], "ої": ["а"], "ки": ["ка"]}


def test_each_word_is_bent_for_itself() -> None:
    assert list(base_forms("Харкові", ENDINGS)) == ["Харків", "Харков", "Харкова"]
    assert "Нова Каховка" in list(base_forms("Нової Каховки", ENDINGS))


def test_short_words_stay() -> None:
    assert list(base_forms("Рі", ENDINGS)) == []


def test_long_names_cost_no_more() -> None:
    assert len(list(base_forms(" ".join(["Харкові"] * 30), ENDINGS))) <= MOST_FORMS
