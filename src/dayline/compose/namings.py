"""How reports name people whole: with the office before the name, or after it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.headings import is_title_case
from dayline.compose.material import Material, published_date
from dayline.model.document import Document, DocumentId, Span
from dayline.model.entities import PersonMention
from dayline.text.languages import Language
from dayline.text.spellings import spelling_key

# Words of an office before a name, and of one after it, that a line has room for.
MOST_BEFORE, MOST_AFTER = 7, 9
# Days of which an office is still taken to be held.
LATELY = 14
# Characters before a name in which its office is sought.
REACH = 120
# A run of capitalised words with small ones between them, up to a name: "Minister of Harbours of Varda".
_RUN = re.compile(r"(?:[A-Z][\w.’'-]*(?: (?:of|for|the|and))* )+$")
_TIES = frozenset({"of", "for", "the", "and"})
# Where an office has its head: "Secretary | of State", "adviser | to the mayor".
_AFTER_HEAD = re.compile(r" (?:of|for|to|in|at|on) ")

@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Where a report names somebody whole, with the office before the name or, if it ``follows``, after it.

    The least ``rank`` is best: the office before the name, whose it is, in the same report, short.
    """

    span: Span
    follows: bool
    rank: tuple[bool, bool, bool, int]


def best_naming(name: str, document: Document, material: Material) -> Naming | None:
    """Return how the reports of the day, or else of the days before, name somebody best whom a report names in short.

    None where they tell no office, or know two people of that name.
    """
    return _best(name, document, _of_the_day(document, material), material) or _best(
        name, document, _of_late(material), material
    )


def _best(name: str, document: Document, ids: Iterable[DocumentId], material: Material) -> Naming | None:
    written, held = _key(name), material.annotations
    named = [(material.documents[id_], each) for id_ in ids if id_ in held for each in held[id_].people]
    named = [(other, each) for other, each in named if " " in each.name and _key(each.name)[-len(written) :] == written]
    # under one record somebody may be named in several spellings
    records = {_key(each.name): each.person_id for _, each in named if each.person_id}
    bearers = [(other, each, records.get(_key(each.name), _key(each.name))) for other, each in named]
    people = {bearer for other, _, bearer in bearers if other.id == document.id}
    people = people or {bearer for _, _, bearer in bearers}
    if len(people) != 1:
        return None
    found = (
        _naming(each, other, material, is_own=other.id == document.id)
        for other, each, bearer in bearers
        if bearer in people
    )
    return min(filter(None, found), key=lambda naming: naming.rank, default=None)


def _of_the_day(document: Document, material: Material) -> Iterable[DocumentId]:
    return dict.fromkeys((document.id, *(id_ for story in material.stories for id_ in story.documents)))


def _of_late(material: Material) -> Iterator[DocumentId]:
    """Yield the documents of the last days: who held an office long ago may not hold it now."""
    for id_, document in material.documents.items():
        published = published_date(document)
        if published is not None and 0 <= (material.date - published).days <= LATELY:
            yield id_


def _key(name: str) -> tuple[str, ...]:
    return tuple(map(spelling_key, name.split()))


def _naming(mention: PersonMention, document: Document, material: Material, *, is_own: bool) -> Naming | None:
    """Return a whole name with the office right beside it; None where there is none or it is long."""
    if mention.span.field != "text" or " " not in document.quote(mention.span):
        return None
    start, end, most = _start_of_office(mention, document, material), mention.span.end, MOST_BEFORE
    follows = start is None
    if start is None:
        start, end, most = mention.span.start, _end_of_office(mention, document) or 0, MOST_AFTER
    if end < mention.span.end:
        return None
    span = document.span(start, end)
    words = len(document.quote(span).split()) - len(document.quote(mention.span).split())
    rank = (follows, not _tells_whose(span, document, material), not is_own, words)
    return Naming(span=span, follows=follows, rank=rank) if words <= most else None


def _tells_whose(span: Span, document: Document, material: Material) -> bool:
    """Tell whether words name a side of the crisis ("Vardan") or a place: an outlet leaves out its own country."""
    sides = "|".join(re.escape(side[:-1]) for side in material.crisis.sides if " " not in side)
    places = material.annotations[document.id].places
    return bool(re.search(rf"\b(?:{sides or '(?!)'})", document.quote(span))) or any(
        found.span.is_within(span) for found in places
    )


def _start_of_office(mention: PersonMention, document: Document, material: Material) -> int | None:
    """Return where an office begins that stands right before a name: the one that was read, else a capitalised run."""
    start = mention.span.start
    before = document.text[max(0, start - REACH) : start]
    if mention.role is not None and before.endswith(f"{mention.role} "):
        role, is_whole = mention.role, not before.removesuffix(f"{mention.role} ").endswith("-")
    else:
        role, is_whole = _capitalised_run(before, mention, document, material), True
    role = _own_office(role, material)
    return start - len(role) - 1 if is_whole and _is_office(role, material) else None


def _own_office(role: str, material: Material) -> str:
    """Return a role less another one: of "head of the office of President" before a name, "President" alone is its own.

    Nothing is left where that cannot be told: "adviser to the President".
    """
    *others, last = _AFTER_HEAD.split(role)
    if not others or not _is_office(last, material):
        return role
    return "" if last.startswith("the ") else last


def _capitalised_run(before: str, mention: PersonMention, document: Document, material: Material) -> str:
    """Return the capitalised words before a name from the name before it on, without an opener such as "On".

    In title case every word has a capital, and none is returned.
    """
    run = _RUN.search(before)
    if run is None or is_title_case(document.text[mention.span.end : mention.span.end + REACH]):
        return ""
    people = material.annotations[document.id].people
    ends = (other.span.end for other in people if other.span.field == "text" and other.span.end < mention.span.start)
    begins = max(run.start(), max(ends, default=0) - mention.span.start + len(before))
    words = before[begins:].split()
    while words and words[0].lower() in lexicon_of(material.language).openers | _TIES:
        words = words[1:]
    return " ".join(words)


def _is_office(text: str, material: Material) -> bool:
    """Tell whether words are an office: what stands before their first "of" or "for" ends with a word for one."""
    head = _AFTER_HEAD.split(text)[0].split()
    days = lexicon_of(material.language).weekday.search(text)
    return bool(head) and days is None and head[-1].lower().rstrip(".") in _office_words(material.language)


@lru_cache(maxsize=8)
def _office_words(language: Language) -> frozenset[str]:
    return language.words("people", "roles")


def _end_of_office(mention: PersonMention, document: Document) -> int | None:
    """Return where an office ends that stands after a name and a comma, up to the next mark; None for none."""
    if mention.role is None:
        return None
    after = re.compile(rf", (?:(?:the|an?) )?{re.escape(mention.role)}(?=[,.\n]| [–-]|$)")
    found = after.match(document.text, mention.span.end)
    return found.end() if found else None
