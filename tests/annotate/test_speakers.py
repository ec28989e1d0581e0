"""Speakers without a person's name: bodies in lower case, groups, and documents."""

from collections.abc import Callable

import pytest

from dayline.model.document import Document
from dayline.model.entities import Annotations

Annotated = Callable[..., tuple[Document, Annotations]]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The Ukrainian armed forces said nine drones were shot down.", ["Ukrainian armed forces"]),
        ("The US military said the drone was hit. The military added that it sank.", ["US military"] * 2),
        ("The Russian defence ministry denied it. The ministry said it hit a depot.", ["Russian defence ministry"] * 2),
        ("Ukraine's military said on Tuesday that it held the town.", ["Ukraine's military"]),
        ("A statement by the Foreign Ministry of Ukraine said the envoy was out.", ["Foreign Ministry of Ukraine"]),
        ("The River Office's report said the dam had failed.", ["River Office"]),
        ("In a report, Olena Vell said the dam had failed.", ["Olena Vell"]),
    ],
)  # fmt: skip
def test_bodies_speak_by_their_names(text: str, speakers: list[str], annotated: Annotated) -> None:
    _, annotations = annotated(text)
    assert [statement.speaker for statement in annotations.statements] == speakers


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("City officials said the water was back.", "City officials"),
        ("The residents said they had heard two blasts.", "residents"),
        ("The mayor of Velm said the bridge was shut.", "mayor of Velm"),
    ],
)
def test_groups_and_holders_without_a_name_have_a_role(text: str, role: str, annotated: Annotated) -> None:
    (statement,) = annotated(text)[1].statements
    assert (statement.speaker, statement.role, statement.anonymity) == (None, role, None)


def test_a_document_that_nobody_is_named_for_is_a_channel(annotated: Annotated) -> None:
    (statement,) = annotated("The joint statement said the talks would go on.")[1].statements
    assert (statement.speaker, statement.role, statement.channel) == (None, None, "joint statement")
