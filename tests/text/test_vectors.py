import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.text.vectors import dot, unit

VECTORS = st.dictionaries(st.text(max_size=2), st.floats(0.01, 100), max_size=8)


@given(VECTORS)
def test_a_unit_vector_has_length_1_and_the_empty_one_stays_empty(vector: dict[str, float]) -> None:
    assert dot(unit(vector), unit(vector)) == pytest.approx(1.0 if vector else 0.0)


@given(VECTORS, VECTORS)
def test_the_product_goes_both_ways_and_cosines_end_at_1(
    one: dict[str, float], other: dict[str, float]
) -> None:
    assert dot(one, other) == pytest.approx(dot(other, one))
    assert 0.0 <= dot(unit(one), unit(other)) <= 1.0 + 1e-9


def test_only_what_both_have_counts() -> None:
    assert dot({"dam": 2.0, "gate": 1.0}, {"dam": 3.0, "rain": 5.0}) == 6.0
    assert unit({"dam": 3.0, "gate": 4.0}) == {"dam": 3 / 5, "gate": 4 / 5}
    assert math.isclose(dot(unit({"dam": 1.0}), unit({"gate": 1.0})), 0.0)
