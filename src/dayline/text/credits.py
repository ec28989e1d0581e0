"""Whom a text credits for what it prints: agencies and outlets, as they are named at its head and foot."""

import re
from collections.abc import Iterable, Mapping

from dayline.model.document import Document

# characters at the head and at the foot of a text in which a credit stands
REACH = 260
# what stands for a name in a form
NAME = "NAME"
# the forms without words: in brackets, alone or beside a place or another agency, and after a dash at the end
FORMS = (rf"\((?:[A-Z][\w.-]*(?:/|, ))?{NAME}(?:/[\w ]+)?\)", rf"[—–-] ?\(?{NAME}\)?\.?\s*$")


class Credits:
    """Finds the origins named in a text; ``names`` maps a name as written to the origin it stands for.

    ``forms`` are regular expressions of some languages in which "NAME" is where the name stands.
    """

    def __init__(self, names: Mapping[str, str], forms: Iterable[str] = ()) -> None:
        """Compile the forms in which a name is a credit, each name as a whole word."""
        self._names = dict(names)
        spellings = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        name = rf"(?P<name>{spellings})(?!\w)"
        every = (*FORMS, *forms) if names else ()
        self._forms = tuple(re.compile(form.replace(NAME, name)) for form in every)

    def of(self, document: Document) -> tuple[str, ...]:
        """Return the origins that a document credits, in order of name, each once."""
        text = document.text
        pieces = (text[:REACH], text[-REACH:]) if len(text) > 2 * REACH else (text,)
        found = {
            self._names[match["name"]]
            for form in self._forms
            for piece in (document.headline, *pieces)
            for match in form.finditer(piece)
        }
        return tuple(sorted(found))
