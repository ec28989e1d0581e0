"""Later mentions: who was introduced in a section goes by surname after that."""

import re

from dayline.compose.candidates import Candidate
from dayline.compose.material import Material
from dayline.compose.wording import Edit, apply_edits, is_inside, quoted_ranges
from dayline.model.entities import PersonMention
from dayline.text.persons import HYPHENS, PersonName, name_table_of, person_name
from dayline.text.spellings import spelling_key

_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w’'-]*(?: [A-ZÀ-ÞĀ-Ž][\w’'-]*)*")
# Words of a name that is shortened, at most: a longer run is hardly one name.
LONGEST = 4


def with_short_names(text: str, candidate: Candidate, material: Material, before: str) -> str:
    """Return a sentence in which those named in full in ``before``, the section so far, go by surname, without role.

    Whoever shares the surname with somebody else there keeps the full name, and so does a name in a quotation or with a
    role that is somebody's ("his home state's governor …").
    """
    table = name_table_of(material.language)
    known = [name for run in _NAME.findall(before) for name in _names_in(run.split())]
    owner = re.compile(material.language.table("digest")["owner_before"])
    ranges, edits = quoted_ranges(text), []
    for mention in material.annotations[candidate.document.id].people:
        written = candidate.document.quote(mention.span)
        name = person_name(written, table) if mention.span.is_within(candidate.span) else None
        if name is None or not name.is_full or not _is_introduced(written, name, known):
            continue
        surname = next((w for w in written.split() if spelling_key(HYPHENS.split(w)[-1]) == name.family), None)
        found = _in_full(mention, written).search(text)
        if surname and found and not is_inside(*found.span(), ranges) and not owner.search(text, 0, found.start()):
            edits.append(Edit(start=found.start(), end=found.end(), words=surname))
    return apply_edits(text, list({edit.start: edit for edit in edits}.values()))


def _names_in(words: list[str]) -> list[tuple[str, ...]]:
    """Return the runs of two words and more that stand in a run of capitalised words, by keys."""
    keys = tuple(spelling_key(HYPHENS.sub("", word)) for word in words)
    return [keys[a:b] for a in range(len(keys)) for b in range(a + 2, min(a + LONGEST, len(keys)) + 1)]


def _is_introduced(written: str, name: PersonName, known: list[tuple[str, ...]]) -> bool:
    """Tell whether a name was printed in full, and nobody else of that surname."""
    own = tuple(spelling_key(HYPHENS.sub("", word)) for word in written.split())
    others = (run for run in known if len(run) == len(own) == 2 and run[-1] == own[-1] == name.family)
    return own in known and all(run == own for run in others)


def _in_full(mention: PersonMention, written: str) -> re.Pattern[str]:
    """Return the pattern of a name with the role right before it and the party behind it.

    A name that its country ("of Karst") or its role follows stays whole.
    """
    role = rf"(?:(?:[Tt]he )?{re.escape(mention.role)} )?" if mention.role else ""
    party = r"(?: \([A-Z](?:-[A-Z][\w.]*)?\))?"
    behind = "|".join(["(?:of )[A-Z]", *([re.escape(mention.role)] if mention.role else [])])
    return re.compile(rf"(?<![\w-]){role}{re.escape(written)}{party}(?![\w-]|,? (?:the )?(?:{behind})|, [A-Z])")
