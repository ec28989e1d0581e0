"""What one document says of the people and bodies in it, by the fullest name it gives each."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dayline.model.document import Document
from dayline.model.entities import ActorKind, Annotations


@dataclass(slots=True)
class Found:
    """One name in one document: its written forms, the roles beside it, and how many statements it makes."""

    kind: ActorKind
    name: str
    forms: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    statements: int = 0


def found_in(document: Document, annotations: Annotations) -> list[Found]:
    """Return the people, then the bodies of a document, each name once, in the order of the text."""
    found: dict[tuple[ActorKind, str], Found] = {}
    for kind, name, form, role in _mentions(document, annotations):
        one = found.setdefault((kind, name), Found(kind, name))
        one.forms.add(form)
        if role:
            one.roles.add(role)
    for statement in (each for each in annotations.statements if each.act == "speech"):
        speaking = found.get(("person", statement.speaker or "")) or found.get(("body", statement.speaker or ""))
        if speaking is not None:
            speaking.statements += 1
    return list(found.values())


def _mentions(document: Document, annotations: Annotations) -> Iterator[tuple[ActorKind, str, str, str | None]]:
    for mention in annotations.people:
        yield "person", mention.name, " ".join(document.quote(mention.span).split()), mention.role
    for body in annotations.bodies:
        yield "body", body.name, " ".join(document.quote(body.span).split()), None
