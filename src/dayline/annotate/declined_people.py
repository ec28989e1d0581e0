"""People named in languages that decline names: by known given names, by roles, and by verbs of speech; no parser.

A full name begins with a given name of the tables, or has a patronymic; its case is the one in which given name and
surname agree. A surname alone is a person's where a full name of the document has it, or where a role stands before
it or a verb of speech beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dayline.annotate.declensions import (
    CASES,
    NOMINATIVE,
    VOCATIVE,
    Declensions,
    Gender,
    Given,
    declensions_of,
)
from dayline.annotate.reading import Reading
from dayline.annotate.speech_words import SpeechWords, speech_words_of
from dayline.annotate.tree import Range
from dayline.model.document import Field
from dayline.model.entities import PersonMention, PlaceMention
from dayline.text.languages import Language
from dayline.text.persons import NameTable, person_id, person_name

OBLIQUE = 1  # any case but the first, where which one does not matter
ROLE_REACH = 120  # characters before a name in which its role begins
MOST_ROLE_WORDS = 10
SURE_PROOF = 3  # letters of a surname's ending that tell its case
OPENS, CLOSES = ("«", "“", "„", '"'), ("»", "”", "“", '"')  # marks round a name: it is a ship's or a team's
_NUMERAL = re.compile(r" [IVXІХ]+(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ\-–][^\W\d_]+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")
_CLAUSE_ENDS = re.compile(r"[.,;:!?()\n—–]")


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """A person in a text: [start, end), the full name in the first case, whose it is, the case, and the role."""

    start: int
    end: int
    name: str
    gender: Gender
    case: int
    role: Range | None = None


def declined_people(
    readings: Sequence[Reading], *, language: Language, places: Sequence[PlaceMention]
) -> dict[Field, tuple[NamedPerson, ...]]:
    """Return the people named in each field of a document, in order; none for a language without declensions."""
    tables, words = declensions_of(language), speech_words_of(language)
    if tables is None or words is None:
        return {}
    finders = {reading.field: _Finder(reading.text, tables, words) for reading in readings}
    full = {name: [*finder.full_names()] for name, finder in finders.items()}
    known = _settled(full)
    bearers = _bearers([one for found in known.values() for one in found], tables)
    taken = {(m.span.field, at) for m in places for at in range(m.span.start, m.span.end)}
    people: dict[Field, tuple[NamedPerson, ...]] = {}
    for name, finder in finders.items():
        alone = finder.surnames(bearers, known[name], {at for field, at in taken if field == name})
        people[name] = tuple(sorted((*known[name], *alone), key=lambda one: one.start))
    return people


def mentions_of(
    reading: Reading, people: Iterable[NamedPerson], table: NameTable
) -> Iterator[PersonMention]:
    """Yield the people of a field as mentions; ids are those of the names in any language."""
    for one in people:
        role = " ".join(reading.text[slice(*one.role)].split()) if one.role else None
        yield PersonMention(
            span=reading.span(one.start, one.end),
            name=one.name,
            person_id=person_id(person_name(one.name, table)),
            role=role,
        )


def _settled(full: Mapping[Field, list[list[NamedPerson]]]) -> dict[Field, list[NamedPerson]]:
    """Choose among the readings of each name: the one that a name without a doubt in the document has, else the first.
    """
    sure = {found[0].name for names in full.values() for found in names if len({one.name for one in found}) == 1}
    return {
        field: [next((one for one in found if one.name in sure), found[0]) for found in names]
        for field, names in full.items()
    }


def _bearers(people: Iterable[NamedPerson], tables: Declensions) -> dict[str, NamedPerson]:
    """Return whose surname each form is; a form of two people's is nobody's, unless it is the first case of one's."""
    found: dict[str, dict[str, NamedPerson]] = {}
    for one in people:
        family = one.name.split()[-1]
        for form in tables.forms(family, one.gender):
            found.setdefault(form, {})[one.name] = one
    named = {form: [one for one in each.values() if one.name.split()[-1] == form] for form, each in found.items()}
    return {
        form: (named[form] or list(each.values()))[0]
        for form, each in found.items()
        if len(each) == 1 or len(named[form]) == 1
    }


class _Finder:
    """Finds the people of one text."""

    def __init__(self, text: str, tables: Declensions, words: SpeechWords) -> None:
        self._text, self._tables, self._words = text, tables, words

    def full_names(self) -> Iterator[list[NamedPerson]]:
        """Yield the possible readings of each full name, the likeliest first."""
        for run in self._runs():
            last = 0
            for at, (start, end) in enumerate(run):
                if at < last:
                    continue
                readings = self._tables.given.get(self._word(start, end))
                found, used = self._full(run, at, readings) if readings else ([], at)
                if found:
                    last = used
                    yield found

    def _runs(self) -> Iterator[list[Range]]:
        """Yield runs of capitalised words with a space, or particles of surnames, between them."""
        run: list[Range] = []
        for match in _WORD.finditer(self._text):
            if run and not self._tables.gap.fullmatch(self._text, run[-1][1], match.start()):
                yield run
                run = []
            if match[0] in self._tables.particles and run:
                continue
            if match[0][0].isupper():
                run.append(match.span())
            elif run:
                yield run
                run = []
        if run:
            yield run

    def _word(self, start: int, end: int) -> str:
        return self._text[start:end].translate(_APOSTROPHES)

    def _full(self, run: list[Range], at: int, readings: list[Given]) -> tuple[list[NamedPerson], int]:
        """Return the readings of the name whose given name stands at a place of a run, and the place after it."""
        middle = at + 1 < len(run) and self._patronymics(run[at + 1], readings)
        after = at + 2 if middle else at + 1
        if after < len(run) and self._may_be_surname(run[after]):
            family, first, last = run[after], at, after
        elif at > 0 and self._may_be_surname(run[at - 1]) and self._is_before(run[at - 1], readings, middle):
            family, first, last = run[at - 1], at - 1, after - 1
        elif middle:
            family, first, last, middle = run[at + 1], at, at + 1, False
        else:
            return [], at
        if _NUMERAL.match(self._text, run[last][1]):
            return [], at
        found: list[tuple[tuple[int, bool], NamedPerson]] = []
        before = self._words.her_before.search(self._text[max(0, run[first][0] - ROLE_REACH) : run[first][0]].rstrip())
        is_late = len(readings) >= CASES or not self._opens_clause(run[first][0], run[last][1])
        for given in readings:
            patronymic = self._patronymic(run[at + 1], given) if middle else ""
            if patronymic is None or (given.case == VOCATIVE and replace(given, case=NOMINATIVE) in readings):
                continue
            bases = list(self._tables.families(self._word(*family), given.gender, given.case))[:1]
            base, proof = bases[0] if bases else (self._word(*family), -1)
            particles = " ".join(self._text[run[last - 1][1] : run[last][0]].split()) if last == after else ""
            name = " ".join(filter(None, (given.base, patronymic, particles, base)))
            one = NamedPerson(run[first][0], run[last][1], name, given.gender, given.case)
            is_hers = given.gender == "women" and before is not None
            found.append(((-proof, not is_hers and (given.case == NOMINATIVE) == is_late), one))
        found.sort(key=lambda pair: pair[0])
        best = [one for rank, one in found if rank[0] == found[0][0][0]]
        if self._text[run[first][0] - 1 : run[first][0]] in OPENS and self._text[run[last][1]] in CLOSES:
            return [], at
        role = self._role(run[first][0], run[last][1])
        return [replace(one, role=role) for one in best], last + 1

    def _opens_clause(self, start: int, end: int) -> bool:
        """Tell whether a name can be the subject: at the head of a clause, after its role, or beside a verb of speech.
        """
        before = self._text[max(0, start - 2) : start].rstrip()
        opens = not before or bool(_CLAUSE_ENDS.search(before[-1])) or self._role_before(start) is not None
        return opens or bool(self._verb_beside(start, end))

    def _patronymics(self, word: Range, readings: Iterable[Given]) -> bool:
        return any(self._patronymic(word, given) for given in readings)

    def _patronymic(self, word: Range, given: Given) -> str | None:
        return next(self._tables.patronymics(self._word(*word), given.gender, given.case), None)

    def _is_before(self, word: Range, readings: Iterable[Given], middle: bool) -> bool:
        """Tell whether a word before a given name is the surname: by its ending, or before a patronymic in its case."""
        written = self._word(*word)
        if middle and any(given.case == NOMINATIVE for given in readings):
            return True
        least = 0 if middle else SURE_PROOF
        proofs = (proof for one in readings for _, proof in self._tables.families(written, one.gender, one.case))
        return any(proof >= least for proof in proofs) and not self._words.adjectives.search(written)

    def _may_be_surname(self, word: Range) -> bool:
        written = self._word(*word)
        is_role = self._words.roles.fullmatch(written) is not None
        return not written.isupper() and written not in self._tables.no_names and not is_role

    def surnames(
        self, bearers: dict[str, NamedPerson], full: Sequence[NamedPerson], placed: set[int]
    ) -> Iterator[NamedPerson]:
        """Yield the surnames that stand alone."""
        taken = {at for one in full for at in range(one.start, one.end)}
        for match in _WORD.finditer(self._text):
            start, end = match.span()
            if not match[0][0].isupper() or start in taken:
                continue
            bearer = bearers.get(self._word(start, end))
            if bearer is not None:
                case = NOMINATIVE if self._word(start, end) == bearer.name.split()[-1] else OBLIQUE
                role = self._role(start, end)
                yield NamedPerson(start, end, bearer.name, bearer.gender, case, role)
            elif start not in placed and self._may_be_surname((start, end)) and len(match[0]) > SURE_PROOF:
                yield from self._shown(start, end)

    def _shown(self, start: int, end: int) -> Iterator[NamedPerson]:
        """Yield a surname that only a role before it or a verb of speech beside it shows."""
        written = self._word(start, end)
        following = self._text[end : end + 2]
        is_adjective = self._words.adjectives.search(written) and following[:1] == " " and following[1:].isalpha()
        before = _WORD.findall(self._text, max(0, start - ROLE_REACH), start)
        last = before[-1] if before and self._text[start - 1] == " " else ""
        is_named = last[:1].isupper() and self._words.adjectives.search(last)  # a town's name of two words
        if written in self._tables.given or is_named or self._words.not_roles.fullmatch(last.lower()):
            return
        role, after = self._role_before(start), self._role_after(end)
        verb = self._verb_beside(start, end) or (self._verb_beside(role[0], end) if role else "")
        first = self._given_before(start, role)
        if first is not None and (verb or after) and role is not None:
            name = f"{self._word(*first)} {written}"
            yield NamedPerson(first[0], end, name, "men", NOMINATIVE, (role[0], first[0] - 1))
        elif after is not None and role is None and not self._is_common(written):
            yield NamedPerson(start, end, written, "men", NOMINATIVE, after)
        elif verb and not self._words.plural.search(verb) and self._looks_like_surname(start, written):
            gender: Gender = "women" if self._words.her_verbs.search(verb) else "men"
            yield NamedPerson(start, end, written, gender, NOMINATIVE, role)
        elif role is not None and not is_adjective and self._text[start - 1] == " ":
            head = self._words.roles.match(self._text, role[0])
            gender = "women" if head and self._words.her_roles.search(head[0]) else "men"
            for case in range(CASES) if gender == "men" else (NOMINATIVE,):
                proven = [base for base, proof in self._tables.families(written, gender, case) if proof >= SURE_PROOF]
                if proven:
                    yield NamedPerson(start, end, proven[0], gender, case, role)
                    return

    def _given_before(self, start: int, role: Range | None) -> Range | None:
        """Return the unknown given name that ends a role as far as it was read: "the envoy of Velm Jakob" Merz."""
        if role is None or role[1] != start - 1:
            return None
        words = list(_WORD.finditer(self._text, role[0], role[1]))
        last = words[-1]
        is_name = len(words) > 1 and last[0][0].isupper() and self._may_be_surname(last.span())
        is_name = is_name and not self._words.adjectives.search(last[0]) and self._text[last.start() - 1] == " "
        return last.span() if is_name and last.end() == role[1] and self._words.mans_end.search(last[0]) else None

    def _looks_like_surname(self, start: int, written: str) -> bool:
        """Tell whether a word beside a verb is a surname: in the middle of a sentence, by its ending, or well known."""
        if self._is_common(written):
            return False
        opens = not self._text[max(0, start - 4) : start].rstrip(" *")[-1:].isalpha()
        follows = self._verb_beside(start, start + len(written)) == self._verb_before(start)
        ends = any(proof >= 2 for _, proof in self._tables.families(written, "men", NOMINATIVE))
        ends = ends or any(proof >= SURE_PROOF for _, proof in self._tables.families(written, "women", NOMINATIVE))
        return (not opens and not follows) or ends or written in self._tables.surnames

    def _is_common(self, written: str) -> bool:
        """Tell whether a word stands in the text in lower case too."""
        return re.search(rf"(?<!\w){re.escape(written.lower())}(?!\w)", self._text) is not None

    def _verb_beside(self, start: int, end: int) -> str:
        """Return the verb of speech right after a word or right before it."""
        after = self._words.verbs.match(self._text, end + 1) if self._text[end : end + 1] == " " else None
        if after:
            return after[0]
        return self._verb_before(start)

    def _verb_before(self, start: int) -> str:
        before = self._text[max(0, start - 24) : start]
        found = list(self._words.verbs.finditer(before))
        return found[-1][0] if found and before[found[-1].end() :] == " " else ""

    def _role(self, start: int, end: int) -> Range | None:
        return self._role_before(start) or self._role_after(end)

    def _role_before(self, start: int) -> Range | None:
        """Return where the role right before a name stands: from its head to the name, with no verb between."""
        low = max(0, start - ROLE_REACH)
        clause = low
        for match in _CLAUSE_ENDS.finditer(self._text, low, start):
            clause = match.end()
        heads = list(self._words.roles.finditer(self._text, clause, start))
        for at, head in enumerate(heads):
            if any(self._joins(self._text[head.end() : later.start()]) for later in heads[at + 1 :]):
                continue
            words = _WORD.findall(self._text, head.end(), start)
            if words and self._words.not_roles.fullmatch(words[-1]):
                return None
            if len(words) <= MOST_ROLE_WORDS and not any(map(self._acts, words)) and not self._acts(head[0]):
                end = start - len(self._text[head.start() : start]) + len(self._text[head.start() : start].rstrip(" *"))
                return (head.start(), end) if end > head.start() else None
        return None

    def _joins(self, between: str) -> bool:
        """Tell whether words between two offices end with one that begins another phrase ("and", "with")."""
        words = _WORD.findall(between)
        return bool(words) and self._words.not_roles.fullmatch(words[-1]) is not None

    def _acts(self, word: str) -> bool:
        """Tell whether a word is a verb by its ending."""
        return word.islower() and word not in self._words.not_acting and bool(self._words.acting.search(word))

    def _role_after(self, end: int) -> Range | None:
        """Return where the role stands that follows a name after a comma and ends with one."""
        if self._text[end : end + 2] != ", ":
            return None
        head = self._words.roles.match(self._text, end + 2)
        stop = _CLAUSE_ENDS.search(self._text, head.end()) if head else None
        if head is None or stop is None or len(self._text[head.start() : stop.start()].split()) > MOST_ROLE_WORDS:
            return None
        return head.start(), stop.start()
