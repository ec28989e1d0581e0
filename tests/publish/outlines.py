"""Pages as a parser sees them: elements with their attributes and text, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"meta", "link", "br", "hr", "img", "input"}


@dataclass(slots=True)
class Element:
    """An element, with the text of all that it holds."""

    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    text: str = ""


@dataclass(slots=True)
class Page:
    """The elements of a page in order, and what was wrong with their nesting."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the elements of a tag."""
        return (element for element in self.elements if element.tag == tag)

    def marked(self, name: str) -> Iterator[Element]:
        """Yield the elements of a class."""
        return (e for e in self.elements if name in e.attributes.get("class", "").split())

    def one(self, tag: str) -> Element:
        """Return the only element of a tag."""
        (element,) = self.all(tag)
        return element

    def outline(self) -> list[tuple[str, ...]]:
        """Return tags and names of attributes, without what they hold."""
        return [(element.tag, *element.attributes) for element in self.elements]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page, self.open = Page(), list[Element]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.page.faults.append(f"{tag}: an attribute twice")
        values = {name: value or "" for name, value in attrs}
        element = Element(tag, values, tuple(e.tag for e in self.open))
        self.page.elements.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.page.faults.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(content: bytes) -> Page:
    """Read a page."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    reader.page.faults += [f"<{element.tag}> is never closed" for element in reader.open]
    return reader.page
