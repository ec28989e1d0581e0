"""People: who is named, by what full name, in what role, and who is not a person."""

from collections.abc import Callable

import pytest

from dayline.model.document import Document
from dayline.model.entities import Annotations
from dayline.text.persons import person_id, person_name

Annotated = Callable[..., tuple[Document, Annotations]]


def people_of(annotated: Annotated, text: str, headline: str = "") -> list[tuple[str, str, str | None]]:
    document, annotations = annotated(text, headline)
    return [(document.quote(mention.span), mention.name, mention.role) for mention in annotations.people]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ravenian Foreign Minister Dmytro Hall left.", "Dmytro Hall", "Ravenian Foreign Minister"),
        ("Olena Vell, the head of the regional council, left.", "Olena Vell", "head of the regional council"),
        ("Ravenia's president, Marta Lind, left.", "Marta Lind", "Ravenia's president"),
        ("The mayor of Velm, Jan Koss, said nothing.", "Jan Koss", "mayor of Velm"),
        ("Petra Lin, 34, a nurse, said nothing.", "Petra Lin", "nurse"),
        ("A former mayor, Ivan Roe, was seen.", "Ivan Roe", "former mayor"),
        ("Mr. Koss left.", "Koss", None),
        ("Secretary of State Anna Brandt left.", "Anna Brandt", "Secretary of State"),
        ("General Sorin Pace was late.", "Sorin Pace", "General"),
        ("Head of the Office of the President Ivan Roe left.", "Ivan Roe", "Head of the Office of the President"),
        ("Key Marta Lind ally left.", "Marta Lind", None),
    ],
)
def test_roles_are_kept_as_written(text: str, name: str, role: str | None, annotated: Annotated) -> None:
    assert [(found, kept) for _, found, kept in people_of(annotated, text)] == [(name, role)]


@pytest.mark.parametrize(
    "text",
    [
        "Lebanese president vows to rebuild the port.",
        "The ambassador spoke to the Ravenian Defence Ministry on Monday.",
        "He said it. She did not. They left in May.",
        "The Velm Courier reported the flood.",
    ],
)
def test_no_person_is_made_up(text: str, annotated: Annotated) -> None:
    assert people_of(annotated, text) == []


def test_a_surname_takes_the_full_name_wherever_it_stands(annotated: Annotated) -> None:
    found = people_of(annotated, "John Doe met reporters. Doe was tired.", "Doe leaves talks")
    assert [name for _, name, _ in found] == ["John Doe"] * 3


def test_two_of_one_surname_stay_apart(annotated: Annotated) -> None:
    text = "Anna Koss met Ivan Koss on Monday. Anna Koss left. Koss went by car."
    assert [name for _, name, _ in people_of(annotated, text)] == ["Anna Koss", "Ivan Koss", "Anna Koss", "Anna Koss"]


def test_an_initial_is_never_merged(annotated: Annotated) -> None:
    text = "Dr. G. Maxwell wrote a letter. Grete Maxwell, the mayor, answered. Mrs. Maxwell left."
    found = people_of(annotated, text)
    assert [name for _, name, _ in found] == ["G. Maxwell", "Grete Maxwell", "Grete Maxwell"]


def test_only_a_full_name_has_an_id() -> None:
    ids = [person_id(person_name(name)) for name in ("Koss", "J. Koss", "Jan Koss", "JAN KOSS", "Ivan Koss")]
    assert ids[:2] == [None, None]
    assert ids[2] == ids[3] != ids[4]
