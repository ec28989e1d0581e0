"""The digest's JSON form: what it is, that ours has it, and that its documentation says the same."""

import copy
import json
import re
from pathlib import Path

import pytest

from dayline.publish.fields import TABLE, faults_of
from dayline.publish.forms import digest_form

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "digest-json.md"


@pytest.fixture(scope="module")
def form(made):
    digest, documents = made.full_day()
    return json.loads(json.dumps(digest_form(digest, documents, crisis_name="Varda flood")))


def test_the_forms_of_all_our_digests_are_whole(made):
    for digest, documents in (made.full_day(), made.thin_day(), made.awkward_day()):
        assert faults_of(digest_form(digest, documents, crisis_name="Varda flood")) == ()


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (("day",), "6", "digest.day: not a day: '6'"),
        (("day",), True, "digest.day: not a day: 'True'"),
        (("date",), "14 May", "digest.date: not a date: '14 May'"),
        (("cutoff",), "2026-05-14T19:00:00", "digest.cutoff: not a time: '2026-05-14T19:00:00'"),
        (("title",), "Day 7: Rain", "digest.title: not of the form 'Day 6: …'"),
        (("sections",), {}, "digest.sections: not a list"),
        (("sections", 0), None, "digest.sections[0]: not an object"),
        (("sections", 0, "passages"), [], "digest.sections[0].passages: empty"),
        (("lede", 0, "citations"), [], "digest.lede[0].citations: empty"),
        (("lede", 0, "kind"), "rumour", "digest.lede[0].kind: not a kind: 'rumour'"),
        (("lede", 0, "text"), " ", "digest.lede[0].text: not a words: ' '"),
        (
            ("lede", 0, "citations", 0, "span"),
            [5, 5],
            "digest.lede[0].citations[0].span: not a span: '[5, 5]'",
        ),
        (("lede", 0, "citations", 0, "sha256"), "0", "digest.lede[0].citations[0].sha256: not a sha256: '0'"),
        (("figures", 0, "claims", 0, "low"), "nine", "digest.figures[0].claims[0].low: not a number: 'nine'"),
        (
            ("figures", 0, "claims", 0, "hedge"),
            "maybe",
            "digest.figures[0].claims[0].hedge: not a hedge: 'maybe'",
        ),
        (("coverage", "documents"), -1, "digest.coverage.documents: not a count: '-1'"),
    ],
)
def test_each_fault_is_named(form, path, value, fault):
    broken = copy.deepcopy(form)
    place = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert fault in faults_of(broken)


def test_a_missing_field_is_named_and_a_new_one_is_not(form):
    broken = {**form, "weather": "rain"}
    assert faults_of(broken) == ()
    del broken["coverage"]
    assert faults_of(broken) == ("digest: no coverage",)
    assert faults_of([]) == ("digest: not an object",)


def test_the_documentation_has_every_field():
    words = REFERENCE.read_text(encoding="utf-8")
    for name, fields in TABLE.items():
        part = re.search(rf"^## {name}\b.*?(?=^## |\Z)", words, re.MULTILINE | re.DOTALL)
        assert part, name
        rows = re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", part[0], re.MULTILINE)
        assert dict(rows) == dict(fields), name


def test_the_example_in_the_documentation_is_whole():
    (example,) = re.findall(r"```json\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    form = json.loads(example)
    assert faults_of(form) == ()
    assert form["figures"]
    assert form["sections"][0]["background"]
