"""Statements of texts without a parser: who says what in the reported forms, and whom "he" or "the minister" means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dayline.annotate.declensions import NOMINATIVE, Gender
from dayline.annotate.declined_bodies import NamedBody
from dayline.annotate.declined_people import NamedPerson
from dayline.annotate.intervals import Intervals
from dayline.annotate.quotations import find_quotations
from dayline.annotate.reading import Reading
from dayline.annotate.reported_forms import Reported, covered, reported_in, sentences_in
from dayline.annotate.speech_words import SpeechWords, speech_words_of
from dayline.annotate.statements import kind_of
from dayline.annotate.tree import Range
from dayline.model.claims import Statement, StatementId
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language
from dayline.text.persons import NameTable, person_id, person_name

MOST_WORDS = 8  # words of a speaker who is neither a name nor an office ("residents of the upper town")
HEAD_STEM = 5  # letters by which an office is known again
_WORDS = re.compile(r"[^\W\d_]+(?:['’ʼ\-–][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Actor:
    """Who may speak at [start, end): a person, a body, a pronoun's gender, an office, or words."""

    start: int
    end: int
    person: NamedPerson | None = None
    body: NamedBody | None = None
    gender: Gender | None = None
    kind: str = "words"


@dataclass(frozen=True, slots=True, eq=False)
class _Tables:
    he: re.Pattern[str]
    she: re.Pattern[str]
    they: re.Pattern[str]
    his: re.Pattern[str]
    her: re.Pattern[str]
    attitudes: re.Pattern[str]
    inside: re.Pattern[str]
    anonymous: re.Pattern[str]
    channels: re.Pattern[str]
    no_speakers: re.Pattern[str]
    groups: re.Pattern[str]
    oblique: re.Pattern[str]


@lru_cache(maxsize=16)
def _tables_of(language: Language) -> _Tables:
    table = language.table("speech")

    def words(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?i:{'|'.join(table[name])})(?!\w)")

    return _Tables(
        he=words("he"), she=words("she"), they=words("they"),
        his=words("his"), her=words("her"), attitudes=words("attitudes"),
        inside=re.compile(rf"\s*(?:{'|'.join(table['inside'])})\s"), no_speakers=words("no_speakers"),
        groups=re.compile(table["groups"]), oblique=re.compile(table["oblique_roles"]),
        anonymous=re.compile(rf"(?<!\w)(?i:{'|'.join(table['anonymous'])})\w*"), channels=words("channels"),
    )  # fmt: skip


def reported_statements(
    reading: Reading,
    people: Sequence[NamedPerson],
    bodies: Sequence[NamedBody],
    *,
    language: Language,
    names: NameTable,
) -> tuple[Statement, ...]:
    """Return the statements of one field in the order of the text; none for a language without words of speech."""
    words = speech_words_of(language)
    if words is None or not reading.text.strip():
        return ()
    return tuple(_Speech(reading, people, bodies, language, words, names).statements())


class _Speech:
    """Finds the statements of one text, remembering who spoke."""

    def __init__(
        self, reading: Reading, people: Sequence[NamedPerson], bodies: Sequence[NamedBody],
        language: Language, words: SpeechWords, names: NameTable,
    ) -> None:  # fmt: skip
        self._reading, self._people, self._bodies, self._names = reading, people, bodies, names
        self._words, self._tables, self._language = words, _tables_of(language), language
        quotations = find_quotations(reading.text)
        self._quoted = Intervals(part for quotation in quotations for part in quotation.parts)
        self._text = covered(reading.text, quotations)
        self._spoke: list[NamedPerson] = []

    def statements(self) -> Iterator[Statement]:
        """Yield the statements in order."""
        sentences = list(sentences_in(self._text))
        for one in reported_in(self._text, sentences, self._language):
            actor = self._actor(one)
            if actor is not None:
                yield self._statement(one, actor, sentences)

    def _actor(self, one: Reported) -> _Actor | None:
        """Return who speaks: named before the verb or after it; by words alone only where the form proves speech."""
        verb = self._text[slice(*one.cue)]
        if one.form == "according":
            pronoun = self._pronoun(*one.cue, any_case=True)
            return pronoun or self._named(one.after, any_case=True) or self._plain(one.after, "")
        if one.form in ("signed", "dashed", "led"):
            place = one.after or one.before
            actor = self._named(place)
            if actor is None or place is None or not self._fills(actor, place):
                return None
            in_title = self._reading.field == "title"
            return actor if in_title or (actor.kind != "office" and one.form != "dashed") else None
        apposed = self._apposed(one.cue[0])
        after = self._named(one.after) if one.form != "colon" or not self._named(one.before) else None
        before = self._named(one.before)
        if one.form in ("that", "colon"):
            nameless = self._nameless(one.before) or self._plain(one.before, verb) or self._plain(one.after, verb)
            return apposed or before or after or nameless
        return after or before or apposed or self._plain(one.after, verb) or self._plain(one.before, verb)

    def _fills(self, actor: _Actor, place: Range) -> bool:
        """Tell whether a name, with its office, is all that stands at a place."""
        rest = self._text[place[0] : actor.start] + self._text[actor.end : place[1]]
        return not _WORDS.search(rest) and (actor.kind != "pronoun")

    def _apposed(self, verb: int) -> _Actor | None:
        """Return the person whose office, between commas, ends before a verb: "Danilov, the secretary, said"."""
        comma = len(self._text[:verb].rstrip()) - 1
        if self._text[comma : comma + 1] != ",":
            return None
        found = (one for one in self._people if one.role and one.role[0] >= one.end and one.role[1] == comma)
        person = next(found, None)
        return _Actor(person.start, comma + 1, person, kind="person") if person else None

    def _named(self, place: Range | None, *, any_case: bool = False) -> _Actor | None:
        """Return the first person, body, pronoun or office within a place that can be the subject."""
        if place is None:
            return None
        start, end = place
        found: list[_Actor] = []
        for person in self._people:
            if start <= person.start and person.end <= end and (any_case or person.case == NOMINATIVE):
                begins = person.role[0] if person.role and start <= person.role[0] < person.start else person.start
                found.append(_Actor(begins, person.end, person, kind="person"))
        for body in self._bodies:
            if start <= body.start and body.end <= end:
                found.append(_Actor(body.start, body.end, body=body, kind="body"))
        pronoun = self._pronoun(start, end, any_case=any_case)
        if pronoun is not None:
            found.append(pronoun)
        office = self._words.roles.search(self._text, start, end)
        if office is not None and (any_case or not self._tables.oblique.search(office[0])):
            stop = self._phrase_end(office.end(), end)
            held = [one for one in found if one.kind == "person" and office.start() <= one.start <= stop]
            if not held and not any(one.kind == "person" and one.start <= office.start() < one.end for one in found):
                found.append(_Actor(office.start(), stop, kind="office"))
        people = [one for one in found if one.kind == "person"]
        return min(people or found, key=lambda one: (one.start, -one.end), default=None)

    def _phrase_end(self, at: int, end: int) -> int:
        """Return where an office's words end: at a verb, a preposition of place, or with the place searched."""
        for match in _WORDS.finditer(self._text, at, end):
            if self._words.verbs.fullmatch(match[0]) or self._tables.inside.match(self._text, match.start() - 1):
                return len(self._text[: match.start()].rstrip())
        return len(self._text[:end].rstrip())

    def _pronoun(self, start: int, end: int, *, any_case: bool = False) -> _Actor | None:
        """Return the pronoun within a place: "he", and in any case "by his words"."""
        his = self._tables.his, self._tables.her
        he, she = his if any_case else (self._tables.he, self._tables.she)
        genders: tuple[tuple[re.Pattern[str], Gender], ...] = ((he, "men"), (she, "women"))
        for pattern, gender in genders:
            match = pattern.search(self._text, start, end)
            if match:
                return _Actor(match.start(), match.end(), gender=gender, kind="pronoun")
        match = self._tables.they.search(self._text, start, end)
        return _Actor(match.start(), match.end(), kind="pronoun") if match else None

    def _nameless(self, place: Range | None) -> _Actor | None:
        """Return a source without a name and all that is told of it: "a source in the government"."""
        found = self._tables.anonymous.search(self._text, *place) if place else None
        return _Actor(found.start(), len(self._text[: place[1]].rstrip())) if found and place else None

    def _plain(self, place: Range | None, verb: str) -> _Actor | None:
        """Return the words that stand where a speaker does: "residents", "in the town hall" after a plural."""
        if place is None:
            return None
        start, end = place
        inside = self._tables.inside.match(self._text, start, end)
        if inside:
            if not self._words.plural.search(verb):
                return None
            start = inside.end()
        words = list(_WORDS.finditer(self._text, start, end))
        if not 0 < len(words) <= MOST_WORDS or any(self._tables.no_speakers.fullmatch(word[0]) for word in words):
            return None
        is_many = bool(self._words.plural.search(verb)) and bool(self._tables.groups.search(words[0][0]))
        is_name = words[0][0].isascii() or (inside is not None and words[0][0][0].isupper())
        if verb and not (is_many or is_name or inside):
            return None
        stop = self._phrase_end(words[0].end(), end)
        return _Actor(words[0].start(), max(stop, words[0].end()))

    def _statement(self, one: Reported, actor: _Actor, sentences: Sequence[Range]) -> Statement:
        reading = self._reading
        person = actor.person or self._meant(actor)
        if person is not None:
            self._spoke.append(person)
        phrase = " ".join(reading.text[actor.start : actor.end].split())
        anonymous = phrase if self._tables.anonymous.search(phrase) and person is None else None
        name = person.name if person else actor.body.name if actor.body else None
        is_role = actor.kind in ("office", "words") and not anonymous and person is None
        role = self._role_of(person) or (phrase if is_role else None)
        kind = kind_of(reading.text, one.content, self._quoted)
        thinks = kind != "direct" and bool(self._tables.attitudes.fullmatch(self._text[slice(*one.cue)]))
        return Statement(
            id=StatementId(short_id("statement", reading.document.id, reading.field, repr(one))),
            kind=kind,
            content=tuple(reading.span(*part) for part in one.content),
            cue=(reading.span(*one.cue),),
            source=(reading.span(actor.start, actor.end),),
            speaker_id=person_id(person_name(person.name, self._names)) if person else None,
            speaker=name,
            role=role,
            channel=self._channel(one, sentences),
            anonymity=anonymous,
            act="attitude" if thinks else "speech",
        )

    def _role_of(self, person: NamedPerson | None) -> str | None:
        if person is None:
            return None
        known = person.role or next((one.role for one in self._people if one.name == person.name and one.role), None)
        return " ".join(self._reading.text[slice(*known)].split()) if known else None

    def _meant(self, actor: _Actor) -> NamedPerson | None:
        """Return whom a pronoun or an office means: the last who spoke and fits, else the last named before."""
        before = [one for one in self._people if one.end <= actor.start]
        if actor.kind == "pronoun" and actor.gender is not None:
            spoke = [one for one in self._spoke if one.gender == actor.gender]
            named = [one for one in before if one.gender == actor.gender]
            subjects = [one for one in named if one.case == NOMINATIVE]
            fitting = spoke or subjects or named
            return fitting[-1] if fitting else None
        if actor.kind == "office":
            head = self._text[actor.start : actor.end].split()[0].lower()[:HEAD_STEM]
            holders = [one for one in before if one.role and self._text[slice(*one.role)].lower().startswith(head)]
            alone = len(_WORDS.findall(self._text[actor.start : actor.end])) == 1
            return holders[-1] if holders and alone else None
        return None

    def _channel(self, one: Reported, sentences: Sequence[Range]) -> str | None:
        start, end = next((each for each in sentences if each[0] <= one.cue[0] < each[1]), one.cue)
        for match in self._tables.channels.finditer(self._text, start, end):
            if not any(first < match.end() and match.start() < last for first, last in one.content):
                return " ".join(match[0].split())
        return None
