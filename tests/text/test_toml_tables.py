"""Tables of a TOML text: readers that note faults, and what they show of a wrong value."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.errors import ConfigError
from dayline.text.toml_tables import TomlFile, nearest, parse, shown


def file_of(source: str) -> TomlFile:
    return parse(source, path="gate.toml", keys={"gate": ("name", "width"), "bolts": ("id",)}, lists=("bolts",))


def test_what_is_right_leaves_no_fault() -> None:
    file = file_of('[gate]\nname = " Upper gate "\nwidth = 3\n[[bolts]]\nid = "a"\n[[bolts]]\nid = "b-1"\n')
    gate = file.table("gate")
    assert gate.text("name") == "Upper gate"
    assert gate.whole("width", range(1, 9), 1, what="a width", advice="") == 3
    assert [bolt.identifier("id") for bolt in file.tables("bolts")] == ["a", "b-1"]
    assert file.faults == []
    file.raise_first()


def test_the_fault_that_stands_first_is_raised_whatever_was_asked_first() -> None:
    file = file_of('[gate]\nname = 1\nwidth = "x"\n')
    gate = file.table("gate")
    gate.whole("width", range(1, 9), 1, what="a width", advice="write 1 to 8")
    gate.text("name")
    with pytest.raises(ConfigError) as caught:
        file.raise_first()
    assert str(caught.value) == 'gate.toml:2: name: 1 is not text (write it in quotation marks: "1")'


def test_a_misspelt_key_is_not_missing_as_well() -> None:
    file = file_of('[gate]\nnane = "x"\n')
    assert file.table("gate").text("name") == ""
    assert [reason for _, reason, _ in file.faults] == ["nane: no such key here"]


@pytest.mark.parametrize(("value", "written"), [
    (True, "true"),
    (3.5, "3.5"),
    ("Teln", '"Teln"'),
    ("a\x07b", '"a\\x07b"'),
    (date(2026, 5, 9), "2026-05-09"),
    (datetime(2026, 5, 9, 7), "2026-05-09 07:00:00"),
    ([1], "a list"),
    ({}, "a table"),
])
def test_values_are_shown_as_they_were_written(value: object, written: str) -> None:
    assert shown(value) == written


@given(st.text())
def test_what_is_shown_is_short_and_of_one_line(value: str) -> None:
    assert len(shown(value)) <= 60
    assert shown(value).isprintable()


@pytest.mark.parametrize(("value", "advice"), [
    ("Feeds", 'did you mean "feed"?'),
    ("xyz", "write one of: feed, page"),
])
def test_advice_names_the_nearest_word_or_all(value: str, advice: str) -> None:
    assert nearest(value, ("feed", "page")) == advice


@given(st.text(max_size=80))
def test_no_text_does_worse_than_a_config_error(source: str) -> None:
    found: list[int | None] = []
    try:
        found += file_of(source).lines.values()
    except ConfigError as error:
        found.append(error.line)
    assert all(line is None or 1 <= line <= source.count("\n") + 1 for line in found)
