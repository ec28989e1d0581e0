"""Small charts: what they draw, what they say in words, and when there is none."""

from dayline.model.traces import FigurePoint, Line
from dayline.publish.charts import EDGE, SMALL_HEIGHT, SMALL_WIDTH, WIDTH, spark_of, strip_of


def point(day, low, claimant="police", **more):
    """Make a claim."""
    line = Line(text="x", kind="figure", anchor="f1")
    return day, FigurePoint(subject="killed-1", name="killed", of="killed", line=line, claimant=claimant, low=low,
                            high=more.pop("high", low), **more)  # fmt: skip


def test_a_small_chart_has_a_line_a_claimant_and_stands_on_nought():
    spark = spark_of([point(2, 6), point(2, 40, "relief", hedge="about"), point(4, 9), point(6, 12)], root="../../")
    (police, x, y), (relief, _, high) = spark.runs
    assert police.startswith("M4 ")
    assert relief == ""
    assert (x, high) == (SMALL_WIDTH - EDGE, EDGE)
    up = (SMALL_HEIGHT - 2 * EDGE) / 40
    assert y == round(SMALL_HEIGHT - EDGE - 12 * up, 1)
    assert spark.words == "6 on day 2, 12 on day 6"
    assert spark.href == "../../figures/killed-1/index.html"


def test_a_small_chart_needs_two_days_and_one_unit():
    assert spark_of([point(2, 6), point(2, 7, "relief")], root="") is None
    assert spark_of([point(2, 6), point(3, 7, unit="villages")], root="") is None
    assert spark_of([point(2, 0), point(3, 0)], root="").runs[0][2] == SMALL_HEIGHT - EDGE


def test_bars_of_days_lie_within_the_strip():
    for lines in ({1: 1, 2: 5, 3: 2}, {1: 1, 500: 2, 1000: 3}, dict.fromkeys(range(1, 1001), 1)):
        strip = strip_of(lines)
        assert len(strip.bars) == len(lines)
        assert all(x >= 0 and x + width <= WIDTH and 0 < height <= strip.height for x, width, height in strip.bars)
    assert strip_of({1: 1, 2: 1}) is None
