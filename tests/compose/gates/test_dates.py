"""Rule 11: dates are the event's, and are read on the right day."""

from datetime import UTC, date, datetime

import pytest

from dayline.compose.gates import check

THURSDAY = datetime(2026, 5, 14, 9, tzinfo=UTC)
MONDAY = datetime(2026, 5, 11, 9, tzinfo=UTC)


def faults(text: str, told: str, one_document, **more: object) -> list[str]:
    evidence, compose = one_document(told, **more)
    return [refusal.detail for refusal in check(compose(text), evidence=evidence) if refusal.gate == "dates"]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("The dam broke on 11 May.", "The dam broke on 11 May."),
        ("The dam broke on Sept. 3.", "The dam broke on Sept. 3."),
        ("The dam broke on Mar 3.", "The dam broke on 3 March."),
        ("The dam broke on May 11.", "The dam broke on Monday, 11 May."),
        ("The dam broke on Tuesday.", "The dam broke on Tuesday, 12 May."),
        ("The dam broke on Tuesday.", "The dam broke on Tuesday."),
        ("The dam broke yesterday.", "The dam broke on 13 May."),
        ("The dam broke yesterday.", "The dam broke on Wednesday, 13 May."),
        ("The dam broke this morning.", "The dam broke on Thursday morning."),
        ("The dam broke overnight.", "The dam broke overnight."),
        ("The dam broke today.", "The dam broke today."),
        ("The dam will open on Friday.", "The dam will open on Friday, 15 May."),
        ("The dam will open tomorrow.", "The dam will open on 15 May."),
        ("The dam opens by Friday.", "The dam opens by Friday, 15 May."),
        ("The dam broke, she said.", "The Post reported on 14 May: the dam broke."),
        ("The dam broke, she said.", "From Thursday, 14 May (day 6): The dam broke, she said."),
        ("The dam broke on day 3 of the flood.", "The dam broke on day 3 of the flood."),
        ("It stuck on Tuesday, she said on Tuesday.", "She said on Tuesday it stuck on Tuesday."),
        ("It stuck on Wednesday, she said today.", "It stuck on Wednesday, she said on Thursday."),
        ("The dam broke in 1990 on 11 May.", "The dam broke on Friday, 11 May 1990."),
    ],
)
def test_backed_dates_pass(told: str, text: str, one_document) -> None:
    assert faults(text, told, one_document) == []


@pytest.mark.parametrize(
    ("told", "text", "fault"),
    [
        ("The dam broke on 11 May.", "The dam broke on 12 May.", "not backed"),
        ("The dam broke on 11 May.", "The dam broke on Tuesday, 11 May.", "was no Tuesday"),
        ("The dam broke on Tuesday.", "The dam broke on 5 May.", "not backed"),
        ("The dam broke on Tuesday.", "The dam broke on Tuesday, 13 May.", "not backed"),
        ("The dam broke on Tuesday.", "The dam broke on Monday.", "not in the evidence"),
        ("The dam broke on Friday.", "The dam broke on Friday, 15 May.", "not backed"),
        ("The dam was hit by a log on Friday.", "The dam was hit by a log on Friday, 15 May.", "not backed"),
        ("The dam broke yesterday.", "The dam broke on 12 May.", "not backed"),
        ("The dam broke.", "The dam broke on Thursday.", "not in the evidence"),
        ("The dam broke.", "The dam broke on 14 May.", "not backed"),
        ("The dam broke.", "From Thursday, 14 May (day 5): The dam broke.", "not the day"),
        ("The dam broke.", "From Wednesday, 13 May (day 5): The dam broke.", "not backed"),
        ("The dam broke on day 3.", "The dam broke on day 4.", "not the day"),
        ("It stuck on Tuesday, she said on Wednesday.", "She said on Wednesday it stuck on Wednesday.", "named 2"),
        ("It stuck on Tuesday, she said today.", "It stuck on Thursday, she said on Thursday.", "named 2"),
    ],
)
def test_other_dates_are_refused(told: str, text: str, fault: str, one_document) -> None:
    assert any(fault in detail for detail in faults(text, told, one_document))


@pytest.mark.parametrize(
    "words", ["today", "yesterday", "tomorrow", "overnight", "this morning", "last night"]
)
def test_relative_words_of_another_day_are_refused(words: str, one_document) -> None:
    told = f"The dam broke {words}."
    assert faults(told, told, one_document, published=THURSDAY) == []
    assert faults(told, told, one_document, published=MONDAY)
    assert faults(f"From Monday, 11 May (day 3): {told}", told, one_document, published=MONDAY) == []


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("last week", datetime(2026, 5, 9, 9, tzinfo=UTC)),
        ("this month", datetime(2026, 4, 30, 9, tzinfo=UTC)),
        ("last year", datetime(2025, 12, 31, 9, tzinfo=UTC)),
    ],
)
def test_relative_weeks_months_and_years_are_refused_in_another(
    words: str, published: datetime, one_document
) -> None:
    told = f"The dam broke {words}."
    assert faults(told, told, one_document, published=MONDAY) == []
    assert faults(told, told, one_document, published=published)


def test_a_weekday_that_has_come_round_since_is_refused(one_document) -> None:
    told = "The dam broke on Wednesday."
    assert faults(told, told, one_document, published=THURSDAY) == []
    assert faults(told, told, one_document, published=MONDAY)
    assert faults("The dam broke on Wednesday, 6 May.", told, one_document, published=MONDAY) == []


def test_quotations_keep_their_days(one_document) -> None:
    told = "“It broke yesterday, on Wednesday,” Lund said."
    assert faults(told, told, one_document, published=MONDAY) == []


@pytest.mark.parametrize(
    "more",
    [
        {"published": None},
        {"published_confidence": "low"},
        {"published": datetime(2026, 5, 14, 22, 30, tzinfo=UTC)},
    ],
)
def test_a_document_without_a_certain_date_resolves_nothing(more: dict, one_document) -> None:
    assert faults("The dam broke on 13 May.", "The dam broke yesterday.", one_document, **more)


def test_a_date_without_a_time_is_taken_as_it_is(one_document) -> None:
    more = {
        "published": datetime(2026, 5, 14, 12, tzinfo=UTC),
        "published_confidence": "day",
        "published_on": date(2026, 5, 14),
    }
    assert faults("The dam broke on 13 May.", "The dam broke yesterday.", one_document, **more) == []


def test_the_end_of_february_is_no_trap(one_document) -> None:
    more = {"published": datetime(2026, 2, 27, 9, tzinfo=UTC), "on": date(2026, 2, 27)}
    assert faults("It broke on Sunday, 29 February.", "It broke on 29 February.", one_document, **more)
    assert (
        faults(
            "It broke on Thursday, 29 February 2024.", "It broke on 29 February 2024.", one_document, **more
        )
        == []
    )


def test_tomorrow_is_refused_where_the_day_of_the_report_is_not_certain(one_document) -> None:
    told = "The dam opens tomorrow afternoon."
    assert faults(told, told, one_document, published=datetime(2026, 5, 13, 22, 30, tzinfo=UTC))
    assert faults(told, told, one_document, published=THURSDAY) == []
