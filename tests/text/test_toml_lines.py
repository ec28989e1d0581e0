"""Lines of TOML keys: hard cases beside their lines, and laws against the standard library's parser."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.text.toml_lines import KeyPath, key_lines, line_of

HARD = """\
# a comment = "not a key" [nor a table]
title = "a # inside, [brackets], 'quotes' and \\" too"

[crisis]
first = 2026-05-09
at = 2026-05-09 07:32:00Z
names = [
  "one",   # the first
  # nothing here
  "two", 'three]',
]
long = \"\"\"
fake = 1
[fake]
ends "in" quotes\"\"\"\"\"
after = '''
literal \\'''
"a key. with = signs" . plain = 1

[[sources]]
id = "a"
[sources.deep]
x.y = { b = [1, [2,
  3]], c = "}" }
[[sources]]
id = "b"
[[sources.parts]]
n = 1
[[sources.parts]]
n = 2
[ "крим" ]
"Київ" = +1_000.5e-3
last = [
]
"""


def paths_of(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path} - {()} | {found for key, child in items for found in paths_of(child, (*path, key))}


@pytest.mark.parametrize(("path", "line"), [
    (("title",), 2),
    (("crisis",), 4),
    (("crisis", "at"), 6),
    (("crisis", "names"), 7),
    (("crisis", "names", 0), 8),
    (("crisis", "names", 1), 10),
    (("crisis", "names", 2), 10),
    (("crisis", "long"), 12),
    (("crisis", "after"), 16),
    (("crisis", "a key. with = signs", "plain"), 18),
    (("sources",), 20),
    (("sources", 0, "id"), 21),
    (("sources", 0, "deep"), 22),
    (("sources", 0, "deep", "x", "y", "b", 1, 1), 24),
    (("sources", 0, "deep", "x", "y", "c"), 24),
    (("sources", 1), 25),
    (("sources", 1, "id"), 26),
    (("sources", 1, "parts", 0, "n"), 28),
    (("sources", 1, "parts", 1, "n"), 30),
    (("крим", "Київ"), 32),
    (("крим", "last"), 33),
])
def test_hard_cases_have_their_line(path: KeyPath, line: int) -> None:
    assert key_lines(HARD)[path] == line


def test_every_path_of_the_parser_is_found_and_no_other() -> None:
    assert set(key_lines(HARD)) == paths_of(tomllib.loads(HARD))


def test_windows_line_ends_count_once() -> None:
    assert key_lines(HARD.replace("\n", "\r\n")) == key_lines(HARD)


def test_nothing_stands_in_nothing() -> None:
    assert key_lines("") == {}
    assert key_lines("# only\n\n# comments") == {}


def test_the_nearest_table_stands_for_a_missing_key() -> None:
    lines = key_lines("[crisis]\nname = 'x'\n")
    assert line_of(lines, ("crisis", "first_day")) == 1
    assert line_of(lines, ("crisis", "name", 7)) == 2
    assert line_of(lines, ("sources", 3, "side")) is None


WORDS = st.text("abcxyzäж0123-_", min_size=1, max_size=8)
SCALARS = st.one_of(
    st.sampled_from(["1", "-0.5", "true", "inf", "2026-05-09", "2026-05-09 10:00:00", "0xff", '""', "''"]),
    st.sampled_from(['"# [x] = {y}"', "'it = \"so\"'", '"a\\"b\\\\"', '"""one"""', "'''two'''"]),
)
GAPS = st.sampled_from(["", "\n", "# note = [1]\n", "\n  # \"open\n\n"])


@given(data=st.data(), names=st.lists(WORDS, min_size=1, max_size=4, unique=True))
def test_written_keys_are_found_on_the_line_they_were_written_on(data: st.DataObject, names: list[str]) -> None:
    source, expected = "", {}
    for name in names:
        source += data.draw(GAPS)
        header = data.draw(st.sampled_from(['["{}"]', '[["{}"]]', '[ "{}" ] # why']))
        path: KeyPath = (name, 0) if header.startswith("[[") else (name,)
        expected[path] = source.count("\n") + 1
        source += header.format(name) + "\n"
        for key in data.draw(st.lists(WORDS, max_size=4, unique=True)):
            source += data.draw(GAPS)
            expected[(*path, key)] = source.count("\n") + 1
            source += f'"{key}" = '
            items = data.draw(st.lists(SCALARS, max_size=3))
            if len(items) == 1:
                source += items[0] + "\n"
                continue
            source += "["
            for position, item in enumerate(items):
                source += data.draw(GAPS)
                expected[(*path, key, position)] = source.count("\n") + 1
                source += item + ","
            source += "]\n"
    lines = key_lines(source)
    assert set(lines) == paths_of(tomllib.loads(source))
    assert {path: lines[path] for path in expected} == expected
