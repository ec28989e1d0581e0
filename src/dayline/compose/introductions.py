"""Headlines that name somebody bare: office and whole name are put in, and bodies written out, as reports have them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from dayline.compose.material import Draft, Material
from dayline.compose.namings import best_naming
from dayline.compose.offices import country_told
from dayline.compose.speakers import headline_speaker
from dayline.compose.style import Style
from dayline.compose.wording import (
    Edit,
    apply_edits,
    is_inside,
    quoted_ranges,
    respelled,
    typographic,
)
from dayline.model.document import Document, Span
from dayline.text.spellings import spelling_key

# Words of a headline with what was put in.
MOST_WORDS = 30
# Outlets whose headlines have somebody's name without an office, or a body's letters, from which every reader is taken
# to know who that is.
KNOWN_TO = 3
# What parts those who do something together: "Roe, Doe meet".
_APART = re.compile(r", | and ")
_SURNAME = re.compile(r"[^\W\d_a-z][\w’'-]*[a-z]")
# A body's letters: "HSV", and not the owner's "HSV’s".
_LETTERS = re.compile(r"(?<![\w’'(&-])[A-Z]{3,6}(?![\w’')&-])")
# A body's whole name, with small words between the others; and the beginning of a word with a capital.
_WHOLE = re.compile(r"[A-Z][\w’'-]*(?:(?: (?:of|the|for|and|on|in))* [A-Z][\w’'-]*)+")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z]")
# By how many words a whole name may have more or less than letters.
MOST_OFF = 1


def introduced(draft: Draft, title: Span, material: Material, style: Style, before: str) -> Draft | None:
    """Return a headline's draft with office and whole name of who speaks or acts in it, and its bodies written out.

    ``before`` is the text of the section so far: whom it names is not named in full again. None where the draft stays
    as it is, or would be too long for a line.
    """
    office = country_told(draft.text, material.documents[title.document_id], material, style)
    names = (*_people(draft.text, title, material, style), *_bodies(draft.text, title, material))
    found = [
        (edit, span)
        for edit, span in (*names, *((office,) if office else ()))
        if not re.search(rf"(?<!\w){re.escape(draft.text[edit.start : edit.end])}(?!\w)", before)
    ]
    text = apply_edits(draft.text, (edit for edit, _ in found))
    if text == draft.text or len(text.split()) > MOST_WORDS:
        return None
    return replace(draft, text=text, spans=tuple(dict.fromkeys((*draft.spans, *(span for _, span in found)))))


def _people(text: str, title: Span, material: Material, style: Style) -> Iterator[tuple[Edit, Span]]:
    """Yield what to put for bare names, each with where it is written.

    What stands after an outlet's name and a colon gets no second speaker before a colon.
    """
    document = material.documents[title.document_id]
    for name in _bare_names(document, title, material, style):
        shown = respelled(name, material.crisis.spelling, document.headline)
        found = re.search(rf"(?<![\w’'-]){re.escape(shown)}(?![\w’'-])", text)
        if found is None or is_inside(*found.span(), quoted_ranges(text)) or _is_placed(text, found.start(), style):
            continue
        if ": " in text[: found.start()] and text.startswith(":", found.end()):
            continue
        naming = best_naming(name, document, material)
        if naming is None:
            continue
        words = _house_words(naming.span, document, material)
        words = words[0].upper() + words[1:] if found.start() == 0 else words
        words += "," if naming.follows and text.startswith(" ", found.end()) else ""
        yield Edit(start=found.start(), end=found.end(), words=words), naming.span


def _house_words(span: Span, document: Document, material: Material) -> str:
    """Return what a span says in the house's spelling, backed by its own words and the headlines."""
    other = material.documents[span.document_id]
    words = typographic(other.quote(span))
    return respelled(words, material.crisis.spelling, f"{document.headline} {other.headline} {words}")


def _bare_names(document: Document, title: Span, material: Material, style: Style) -> list[str]:
    """Return those who speak or act in a headline by a name without an office, and whom few outlets tell of."""
    people = material.annotations[document.id].people
    names = [document.quote(each.span) for each in people if each.role is None and each.span.is_within(title)]
    acting = [name for name in names if _is_subject(name, document, title, material)]
    speaker = headline_speaker(document, material, style)
    if speaker is not None and _SURNAME.fullmatch(document.quote(speaker)):
        acting.append(document.quote(speaker))
    return [name for name in dict.fromkeys(acting) if not _is_known(name, material)]


def _is_subject(name: str, document: Document, title: Span, material: Material) -> bool:
    """Tell whether somebody speaks or acts in a headline, alone or in a list."""
    held = material.annotations[document.id]
    names = {document.quote(other.span) for other in held.people if other.span.is_within(title)}
    sources = (part for statement in held.statements for part in statement.source if part.is_within(title))
    listed = (_APART.split(document.quote(source)) for source in sources)
    return any(name in each and names.issuperset(each) for each in listed)


def _is_known(name: str, material: Material) -> bool:
    """Tell whether several outlets name somebody in their headlines without an office."""
    surname = spelling_key(name.rpartition(" ")[2])
    outlets = {
        material.documents[id_].source_id
        for id_, held in material.annotations.items()
        for each in held.people
        if each.span.field == "title" and each.role is None
        if spelling_key(material.documents[id_].quote(each.span).rpartition(" ")[2]) == surname
    }
    return len(outlets) >= KNOWN_TO


def _is_placed(text: str, at: int, style: Style) -> bool:
    """Tell whether what stands right before a name says who that is ("Varda’s Roe", "harbour critic Roe")."""
    before = text[:at].rstrip().rpartition(" ")[2]
    if not before or before[-1] in ",:;–-—":
        return False
    return before[0].isupper() or "’" in before or "'" in before or bool(style.people_words.fullmatch(before))


def _bodies(text: str, title: Span, material: Material) -> Iterator[tuple[Edit, Span]]:
    """Yield the whole names of bodies that a headline gives by their letters and its report writes out."""
    document = material.documents[title.document_id]
    for found in _LETTERS.finditer(text):
        if is_inside(*found.span(), quoted_ranges(text)) or _are_letters_known(found[0], material):
            continue
        span = _written_out(found[0], document)
        if span is not None:
            yield Edit(start=found.start(), end=found.end(), words=_house_words(span, document, material)), span


def _written_out(letters: str, document: Document) -> Span | None:
    """Return where a report writes a body out before its letters in brackets: "Harbour Service of Varda (HSV)".

    Letters may stand for words of another language ("SBV"): the first, and about how many there are, must agree.
    """
    found = re.search(rf"{_WHOLE.pattern} \({letters}\)", document.text)
    begins = [word.start() for word in _CAPITAL.finditer(found[0][: -len(letters) - 2])] if found else []
    fitting = [
        (abs(len(begins) - at - len(letters)), start)
        for at, start in enumerate(begins)
        if found and found[0][start] == letters[0]
    ]
    off, start = min(fitting, default=(MOST_OFF + 1, 0))
    return document.span(found.start() + start, found.end()) if found and off <= MOST_OFF else None


def _are_letters_known(letters: str, material: Material) -> bool:
    """Tell whether the headlines of several outlets name a body by its letters alone."""
    pattern = re.compile(rf"\b{letters}\b")
    outlets = {found.source_id for found in material.documents.values() if pattern.search(found.headline)}
    return len(outlets) >= KNOWN_TO
