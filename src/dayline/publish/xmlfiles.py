"""XML files: elements to bytes, of characters that XML has."""

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from dayline.model.review import Artifact

# What no XML 1.0 file may hold, not even as a reference.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NAMESPACES: Mapping[str, str] = {
    "": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
for prefix, space in NAMESPACES.items():
    register_namespace(prefix or "atom", space)


def cleaned(text: str) -> str:
    """Replace what XML cannot hold, as pages show what they cannot."""
    return _NO_XML.sub("\ufffd", text)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Add an element with a text and attributes; "dc:title" stands in the namespace of that prefix."""
    prefix, colon, local = name.rpartition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
    element = SubElement(parent, tag, {key.rstrip("_"): cleaned(value) for key, value in attributes.items()})
    element.text = cleaned(text) or None
    return element


def xml_artifact(path: str, root: Element, *, media_type: str) -> Artifact:
    """Return an XML file."""
    indent(root, " ")
    content: Any = tostring(root, encoding="utf-8", xml_declaration=True)
    return Artifact(path=path, media_type=media_type, content=content + b"\n")
