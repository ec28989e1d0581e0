"""Bodies: which runs of capitals are ministries, agencies and the like, and by what fullest name."""

from collections.abc import Callable

import pytest

from dayline.model.document import Document
from dayline.model.entities import Annotations

Annotated = Callable[..., tuple[Document, Annotations]]


def bodies_of(annotated: Annotated, text: str) -> list[tuple[str, str]]:
    document, annotations = annotated(text, "")
    return [(document.quote(mention.span), mention.name) for mention in annotations.bodies]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Ravenian Defence Ministry denied it.", ["Ravenian Defence Ministry"]),
        ("The Ministry of Water of the Republic answered.", ["Ministry of Water of the Republic"]),
        ("Ukraine's Security Service opened a case.", ["Ukraine's Security Service"]),
        ("He spoke to the UN and to NATO in May.", ["UN", "NATO"]),
        ("Ukrainian armed forces held the road.", ["Ukrainian armed forces"]),
        ("The Russian authorities say it, and Ukraine's army too.", ["Russian authorities", "Ukraine's army"]),
        ("Ukraine's winter was hard, the Russian road long.", []),
        ("Olena Vell left the city on Monday.", []),
        ("The River Office on Monday closed the lock.", ["River Office"]),
    ],
)
def test_bodies_are_found_whole(text: str, found: list[str], annotated: Annotated) -> None:
    assert [written for written, _ in bodies_of(annotated, text)] == found


def test_a_shorter_name_and_letters_take_the_full_name(annotated: Annotated) -> None:
    text = (
        "The Lake Relief Society (LRS) gave out bread. The LRS has forty volunteers. Ukraine's Defence Ministry sent "
        "boats, and the Defence Ministry said so."
    )
    names = [name for _, name in bodies_of(annotated, text)]
    assert names == ["Lake Relief Society"] * 3 + ["Ukraine's Defence Ministry"] * 2
