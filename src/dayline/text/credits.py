"""Whom a text credits for what it prints: agencies and outlets, as they are named at its head and foot."""

import re
from collections.abc import Mapping

from dayline.model.document import Document

# characters at the head and at the foot of a text in which a credit stands
REACH = 260


class Credits:
    """Finds the origins named in a text; ``names`` maps a name as written to the origin it stands for."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Compile the forms in which a name is a credit, each name as a whole word."""
        self._names = dict(names)
        spellings = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        name = rf"(?P<name{{0}}>{spellings})(?!\w)"
        forms = (
            r"\((?:[A-Z][\w.-]*(?:/|, ))?" + name.format(1) + r"(?:/[\w ]+)?\)",
            r"[—–-] ?\(?" + name.format(2) + r"\)?\.?\s*$",
            r"(?:^|[.\n(] ?)" + name.format(3) + r" (?:contributed|material was used)",
            r"\b(?:with|from) (?:reporting|files|material) (?:by|from) (?:the )?" + name.format(4),
            r"\b(?:[Aa]ccording to|told|[Rr]eported by|reports? by|citing|quoted by|in an interview with) (?:the )?"
            + name.format(5),
            r"(?<![\w.])"
            + name.format(6)
            + r"(?: news agency)? (?:reports?|reported|said|says|has learned)\b",
        )
        self._forms = tuple(re.compile(form) for form in forms) if names else ()

    def of(self, document: Document) -> tuple[str, ...]:
        """Return the origins that a document credits, in order of name, each once."""
        text = document.text
        pieces = (text[:REACH], text[-REACH:]) if len(text) > 2 * REACH else (text,)
        found = {
            self._names[next(filter(None, match.groups()))]
            for form in self._forms
            for piece in (document.headline, *pieces)
            for match in form.finditer(piece)
        }
        return tuple(sorted(found))
