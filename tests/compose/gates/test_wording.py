"""Rule 1: words of the evidence, put together as there."""

import pytest

from dayline.compose.gates import check
from dayline.compose.gates.wording import wording_of

TEXT = (
    "Karst fired on Varda before dawn, the Varda army said, and Karst may close the bridge if the water has not "
    "fallen. Nine men and 14 women of the Third Company were held. Mayor Anna Lund met Peter Holm. "
    "Mayor Anna Lund, 58, told Peter Holm, 61, that the bridge will close, the Varda army said."
)


def refused_by_wording(text: str, one_document, **more: object) -> bool:
    evidence, compose = one_document(TEXT, **more)
    return "wording" in {refusal.gate for refusal in check(compose(text), evidence=evidence)}


@pytest.mark.parametrize(
    "text",
    [
        "Karst fired on Varda before dawn, the Varda army said.",
        "The Varda army said Karst fired on Varda before dawn.",
        "According to the Varda army, Karst fired on Varda.",
        "Karst may close the bridge if the water has not fallen.",
        "Nine men and 14 women were held.",
        "9 men and fourteen women were held.",
        "Mayor Anna Lund met Peter Holm.",
        "Mayor Anna Lund, 58, told Peter Holm, 61, that the bridge will close, the Varda army said.",
        "The Varda army said Mayor Anna Lund, 58, told Peter Holm, 61, that the bridge will close.",
    ],
)
def test_the_evidences_own_words_pass(text: str, one_document) -> None:
    assert not refused_by_wording(text, one_document)


@pytest.mark.parametrize(
    "text",
    [
        "Varda fired on Karst before dawn, the Varda army said.",
        "Karst fired rockets on Varda before dawn.",
        "Karst will close the bridge if the water has not fallen.",
        "Karst may close the bridge, the Varda army said, if the water has fallen.",
        "Karst may not close the bridge.",
        "Karst closed the bridge.",
        "14 men and nine women were held.",
        "Mayor Anna Holm met Peter Lund.",
        "Mayor Peter Holm met Anna Lund.",
        "Peter Holm, 58, told Mayor Anna Lund, 61, that the bridge will close.",
        "Mayor Anna Lund, 61, told Peter Holm, 58, that the bridge will close.",
        "The former mayor Anna Lund met Peter Holm.",
    ],
)
def test_other_words_another_order_or_a_lost_condition_do_not(text: str, one_document) -> None:
    assert refused_by_wording(text, one_document)


def test_an_alias_counts_only_where_it_is_given(one_document) -> None:
    text = "Carst fired on Varda before dawn."
    assert refused_by_wording(text, one_document)
    assert not refused_by_wording(text, one_document, aliases=(("Karst", "Carst"),))


def test_words_know_their_clause_and_their_numbers() -> None:
    words = wording_of("Twenty men, 4,200 U.S. troops", {}).words
    assert [(word.form, word.number, word.clause) for word in words] == [
        ("20", True, 0),
        ("men", False, 0),
        ("4200", True, 1),
        ("u", False, 1),
        ("s", False, 1),
        ("troops", False, 2),
    ]


@pytest.mark.parametrize(
    ("told", "is_refused"), [("Karst invaders shelled Teln.", False), ("Karst shelled Teln.", True)]
)
def test_the_editors_word_stands_only_for_a_sides_name(told: str, is_refused: bool, one_document) -> None:
    evidence, compose = one_document(told)
    found = {refusal.gate for refusal in check(compose("Karst troops shelled Teln."), evidence=evidence)}
    assert ("wording" in found) is is_refused


def test_no_number_is_left_out_on_the_way_to_another(one_document) -> None:
    evidence, compose = one_document("Karst raised its dyke by 5 feet (6 yards) in May.")
    swapped = compose("Karst raised its dyke by 6 feet (5 yards) in May.")
    assert "wording" in {refusal.gate for refusal in check(swapped, evidence=evidence)}


def test_a_sides_adjective_may_be_left_out_after_a_number(one_document) -> None:
    evidence, compose = one_document("Nine enemy boats crossed to Teln.")
    found = {refusal.gate for refusal in check(compose("Nine boats crossed to Teln."), evidence=evidence)}
    assert "wording" not in found


def test_a_sources_name_with_a_dot_is_no_word_to_prove(one_document) -> None:
    evidence, compose = one_document("Karst fired on Varda.", source_name="Watch.example")
    for words, is_refused in (("Watch.example: Karst fired on Varda.", False), ("Karst fired on example.", True)):
        found = {refusal.gate for refusal in check(compose(words), evidence=evidence)}
        assert ("wording" in found) is is_refused
