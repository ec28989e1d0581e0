"""Names in a text that the gazetteer knows: longest matches, each with what stands beside it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dayline.annotate.entities import entities_in
from dayline.annotate.place_names import (
    POSSESSIVE,
    Gazetteer,
    PlaceWords,
    Word,
    lists_in,
    longest_at,
    parts_of,
    split,
)
from dayline.annotate.reading import Reading
from dayline.model.entities import Place

TITLE_CASE = 0.6  # least share of capitalised words for a field to be a headline in capitals
_DATELINE = re.compile(r"(?:, [^\n—–:(]{2,24}?)? ?(?:\([^\n()]{2,30}\) ?)?(?:[—–]|-{1,2} |:)|,? \([A-Z]")


@dataclass(slots=True)
class Candidate:
    """A name that the gazetteer knows, with the words beside it and what the parser took it for.

    ``label`` is the entity that it lies in, ``exact`` where it is all of that; ``person`` where the same word
    stands in the full name of a person of that text; ``has_parser`` where entities were looked for at all;
    ``in_list`` where a word after several names says what they are ("Hall and Dawson counties"), ``of_kind``
    where words before it do ("the village of Bam"), ``dateline`` where it opens a line as the place of writing,
    ``cut`` where words beside it belong to a longer name that is not known ("Mount" before "Sable"), ``lowered``
    where the same word stands in small letters elsewhere in the field.
    """

    reading: Reading
    start: int
    end: int
    name: str
    places: tuple[Place, ...]
    before: Word | None
    after: Word | None
    opens: bool
    title_case: bool
    has_parser: bool
    label: str = ""
    exact: bool = False
    person: bool = False
    in_list: bool = False
    dateline: bool = False
    of_kind: bool = False
    cut: bool = False
    lowered: bool = False
    evidence: float = 0.0


class _Entities:
    """What the parser took the stretches of a text for."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.is_known = reading.parsed.has_annotation("ENT_IOB")
        self.spans = entities_in(reading.parsed) if self.is_known else []
        self.starts = [start for start, _, _ in self.spans]
        self.persons = {
            POSSESSIVE.sub("", word)
            for start, end, label in self.spans
            if label == "PERSON" and " " in self.text[start:end]
            for word in self.text[start:end].split()
        }

    def label_of(self, start: int, end: int) -> tuple[str, bool]:
        """Return the label of the entity that a name lies in, and whether it is all of that; "" for none."""
        at = bisect_right(self.starts, end - 1) - 1
        if at < 0 or self.spans[at][1] <= start:
            return "", False
        first, last, label = self.spans[at]
        if start <= first and last <= end and last - first < end - start:
            return "", False  # the name is more than the entity
        outer = self.text[first:last].removeprefix("the ").removeprefix("The ")
        return label, POSSESSIVE.sub("", outer) == self.text[start:end]


def candidates_in(reading: Reading, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Candidate]:
    """Yield the names of a field that the gazetteer knows, in order, none overlapping another."""
    text = reading.text
    found = split(text)
    title_case = sum(word.capital for word in found) > TITLE_CASE * len(found)
    entities = _Entities(reading)
    lowered = {word.low for word in found if not word.capital}
    listed = lists_in(text, found, gazetteer, words)
    index = 0
    while index < len(found):
        match = listed.get(index)
        if match is None and found[index].capital:
            match = longest_at(text, found, index, gazetteer, words)
        if match is None:
            if found[index].capital and "-" in found[index].text:
                found[index : index + 1] = parts_of(found[index])
            else:
                index += 1
            continue
        last, places, start, end = match
        if end - start > 2 or text[start:end].islower() or _is_postal(text, start, places):
            label, exact = entities.label_of(start, end)
            before, after = _neighbour(text, found, index, -1), _neighbour(text, found, last, 1)
            yield Candidate(
                reading=reading,
                start=start,
                end=end,
                name=text[start:end],
                places=places,
                before=before,
                after=after,
                opens=found[index].opens,
                title_case=title_case,
                has_parser=entities.is_known,
                label=label,
                exact=exact,
                person=text[start:end] in entities.persons,
                in_list=index in listed,
                dateline=_is_dateline(text, start, end),
                of_kind=_is_of_kind(text, found, index, words),
                lowered=start == found[index].start
                and end == found[index].end
                and found[index].low in lowered,
                cut=_is_cut(before, after, words) and index not in listed,
            )
        index = last + 1


def _is_postal(text: str, start: int, places: Sequence[Place]) -> bool:
    """Tell whether two capitals are a country's, or a state's after the name of a town ("Dallas, TX")."""
    return any(place.kind == "country" for place in places) or text[max(0, start - 2) : start] == ", "


def _is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether a name opens a line as the place of writing ("TARN — …", "Tarn, May 9 (Agency) — …")."""
    if (
        start
        and text[start - 1] != "\n"
        and not (text[start:end].isupper() and text[:start].rstrip()[-1:] in ".!?")
    ):
        return False
    match = _DATELINE.match(text, end)
    return match is not None and (text[start:end].isupper() or match[0][-1:] not in ":- ")


def _is_of_kind(text: str, found: Sequence[Word], index: int, words: PlaceWords) -> bool:
    """Tell whether a word for a sort of place stands before a name ("the village of Bam", "in the town Bam")."""
    before = index - 1
    if before > 0 and found[before].low == "of":
        before -= 1
    elif before < 1 or found[before].capital:
        return False
    return found[before].low in words.kinds and text[found[before].end : found[index].start] in (" ", " of ")


def _is_cut(before: Word | None, after: Word | None, words: PlaceWords) -> bool:
    """Tell whether a name is but part of a longer one ("Mount Sable", "Sable Ridge")."""
    return (before is not None and before.capital and before.low.rstrip(".") in words.leads) or (
        after is not None and after.capital and after.low in words.tails
    )


def _neighbour(text: str, found: Sequence[Word], index: int, step: int) -> Word | None:
    """Return the word beside, where nothing but a space or hyphen lies between."""
    other = index + step
    if not 0 <= other < len(found):
        return None
    first, second = (found[other], found[index]) if step < 0 else (found[index], found[other])
    between = text[first.end : second.start]
    return found[other] if between in (" ", "-", "’s ", "'s ", "\u00a0", "’ ", "' ", ". ") else None
