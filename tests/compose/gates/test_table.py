"""The table of gates: every gate keeps a rule of the editorial page, and says how."""

import inspect

import pytest

from dayline.compose import gates
from dayline.compose.gates import GATES, Evidence, Gate, check

EDITORIAL_RULES = range(1, 16)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_each_gate_has_a_rule_and_says_what_it_refuses(gate: Gate) -> None:
    assert gate.rule in EDITORIAL_RULES
    assert (inspect.getdoc(gate.check) or "").startswith("Refuse ")


def test_gates_are_each_named_once() -> None:
    assert len({gate.name for gate in GATES}) == len({gate.check for gate in GATES}) == len(GATES)


def test_the_rules_of_the_first_day_are_kept() -> None:
    assert {1, 2, 3, 11} <= {gate.rule for gate in GATES}


def test_refusals_carry_the_rule_and_name_of_their_gate(passage, evidence: Evidence) -> None:
    bad = passage(
        "He boasted that “nine” hit Kolm on 3 June?", "post: Nine people died", "courier: No gate has failed"
    )
    found = check(bad, evidence=evidence)
    assert {(refusal.rule, refusal.gate) for refusal in found} <= {(gate.rule, gate.name) for gate in GATES}
    assert {refusal.gate for refusal in found} >= {
        "wording",
        "names",
        "numbers",
        "dates",
        "loaded verbs",
        "judgement",
    }
    assert all(refusal.detail for refusal in found)


def test_the_table_is_the_public_one() -> None:
    assert gates.GATES is GATES
    assert isinstance(GATES, tuple)


def test_a_text_without_end_is_refused_at_once(one_document) -> None:
    text = "Karst dam " * 300_000 + "broke."
    evidence, compose = one_document(text)
    assert [refusal.detail for refusal in check(compose(text), evidence=evidence)] == ["too long"]


def test_a_headline_without_end_costs_no_time(one_document) -> None:
    evidence, compose = one_document("Karst dam broke on Thursday.", headline="Karst dam " * 50_000)
    assert check(compose("Karst dam broke on Thursday."), evidence=evidence) == ()
