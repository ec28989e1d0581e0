"""Statements: texts beside who says what in them, headlines, and laws that hold for any text."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dayline.annotate.attributions import find_attributions
from dayline.annotate.intervals import Intervals
from dayline.annotate.quotations import find_quotations
from dayline.annotate.statements import QUOTE_MARKS, kind_of
from dayline.annotate.tree import Tree
from dayline.model.claims import Statement
from dayline.model.document import Document, Span
from dayline.model.entities import Annotations
from dayline.pipeline import resources

Annotated = Callable[..., tuple[Document, Annotations]]
CASES = sorted((Path(__file__).parents[1] / "cases" / "annotate" / "statements").iterdir())
OPTIONAL = ("speaker", "role", "channel", "reported_by", "anonymity")


def as_written(document: Document, statement: Statement) -> dict[str, Any]:
    def quotes(spans: Sequence[Span]) -> list[str]:
        return [document.quote(span) for span in spans]

    found: dict[str, Any] = {
        "kind": statement.kind,
        "source": " / ".join(quotes(statement.source)),
        "cue": " / ".join(quotes(statement.cue)),
        "content": quotes(statement.content),
    }
    return found | {key: value for key in OPTIONAL if (value := getattr(statement, key)) is not None}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, annotated: Annotated) -> None:
    text = (case / "input.txt").read_bytes().decode("utf-8")
    expected: Mapping[str, Any] = tomllib.loads((case / "expected.toml").read_text(encoding="utf-8"))
    document, annotations = annotated(text)
    assert [as_written(document, statement) for statement in annotations.statements] == expected["statements"]


@pytest.mark.parametrize(
    ("headline", "kind", "source", "content"),
    [
        ("Orlen 'must do more' for Velm, says Tarn", "mixed", "Tarn", "Orlen 'must do more' for Velm"),
        ("Operator to blame, Koss says", "indirect", "Koss", "Operator to blame"),
        ("Tarn: 'We will rebuild'", "direct", "Tarn", "'We will rebuild'"),
        ("'We will never leave': Tarn", "direct", "Tarn", "'We will never leave'"),
        ("Ravenia says it opened the gates", "indirect", "Ravenia", "it opened the gates"),
        ("Dam will hold, says minister", "indirect", "minister", "Dam will hold"),
        ("Ten dead in Velm flood - officials", "indirect", "officials", "Ten dead in Velm flood"),
        ("Nine killed in flood, mayor says", "indirect", "mayor", "Nine killed in flood"),
        ("Tarn says 'no deal' until spring", "mixed", "Tarn", "'no deal' until spring"),
        ("Minister Tells Koss The Dam Will Not Be Rebuilt Before Spring", "indirect", "Minister",
         "The Dam Will Not Be Rebuilt Before Spring"),
    ],
)  # fmt: skip
def test_headlines_speak_in_their_own_forms(
    headline: str, kind: str, source: str, content: str, annotated: Annotated
) -> None:
    document, annotations = annotated("", headline)
    (statement,) = annotations.statements
    found = as_written(document, statement)
    assert (found["kind"], found["source"], found["content"]) == (kind, source, [content])
    assert all(span.field == "title" for span in (*statement.content, *statement.cue, *statement.source))


@pytest.mark.parametrize(
    "headline",
    ["Dam failure: what we know", "Velm floods LIVE: ten dead", "BREAKING: Dam bursts", "Warning: 'Do not cross'"],
)
def test_a_colon_alone_makes_no_speaker(headline: str, annotated: Annotated) -> None:
    assert annotated("", headline)[1].statements == ()


def test_names_are_full_over_headline_and_text(annotated: Annotated) -> None:
    _, annotations = annotated("Marta Lind, the president, left on Monday.", "Lind says dam will hold")
    (statement,) = annotations.statements
    assert (statement.speaker, statement.role) == ("Marta Lind", "president")
    assert statement.speaker_id == annotations.people[0].person_id


def test_a_pronoun_keeps_to_the_person_it_fits(annotated: Annotated) -> None:
    text = "Olena Vell met Petro Lys in Velm. She said the dam was safe. He said it was not."
    _, annotations = annotated(text)
    assert [statement.speaker for statement in annotations.statements] == ["Olena Vell", "Petro Lys"]


def test_nobody_is_called_he(annotated: Annotated) -> None:
    document, annotations = annotated('He said the road was shut. "We wait," they said.')
    assert [statement.speaker for statement in annotations.statements] == [None, None]
    assert [document.quote(item.source[0]) for item in annotations.statements] == ["He", "they"]


def test_texts_in_other_languages_have_no_statements(annotated: Annotated) -> None:
    _, annotations = annotated("Burmistrz powiedział: «Odbudujemy go». Woda opadła.", language="pl")
    assert annotations.language == "pl"
    assert annotations.statements == ()
    assert len(annotations.sentences) == 2


PIECES = [
    "“We stay,” said Olena Vell.", '"Go," he said. "Now."', "Koss told reporters the dam\u00a0had failed.", "😀", "**",
    "\r\n\r\n", "\n", " ", "according to police", "“Open", "closed”", "said", "Jan Koss:", "'must go'", "\u200b",
    "\x00",
    "She added: “One.\n\n“Two.”", "The U.N. warned of floods", "—", "),", "כן", "да",
]  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12), separator=st.sampled_from([" ", "", "\u00a0", "\n"]))
def test_every_span_quotes_back_and_direct_speech_stands_between_marks(
    pieces: list[str], separator: str, annotated: Annotated
) -> None:
    document, annotations = annotated(separator.join(pieces), "Koss: 'We go'")
    for statement in annotations.statements:
        quotes = [document.quote(span) for span in (*statement.content, *statement.cue, *statement.source)]
        assert all(quotes)
        if statement.kind == "direct":
            assert document.quote(statement.content[0])[0] in QUOTE_MARKS
            assert document.quote(statement.content[-1])[-1] in QUOTE_MARKS
    ids = [statement.id for statement in annotations.statements]
    assert len(ids) == len(set(ids))


def test_kinds() -> None:
    text = "He said “no” and “yes”."
    quoted = Intervals([(8, 12), (17, 22)])
    assert kind_of(text, [(8, 12)], quoted) == "direct"
    assert kind_of(text, [(8, 12), (17, 22)], quoted) == "direct"
    assert kind_of(text, [(3, 22)], quoted) == "mixed"
    assert kind_of(text, [(0, 7)], quoted) == "indirect"


def test_long_texts_of_nothing_but_speech_take_time_in_proportion() -> None:
    text = '"Yes," he said. ' * 400
    parsed = resources.parser()(text)
    attributions = find_attributions(Tree.of(parsed), find_quotations(text), resources.tagger())
    assert len(attributions) > 300
