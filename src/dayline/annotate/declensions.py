"""Declension of people's names by tables of endings: all cases of a given name, and first cases of a surname.

A rule is a line of seven endings, from the first case to the seventh, alternatives apart by strokes. Of the rules for
a name the one with the longest first ending counts; one with none is for names that end in a consonant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from dayline.text.languages import Language

Gender = Literal["men", "women"]
GENDERS: tuple[Gender, ...] = ("men", "women")
CASES = 7
NOMINATIVE, VOCATIVE = 0, 6
SHORTEST_STEM = 2  # letters of a name before its ending
VOWELS = frozenset("аеєёиіїоуыэюяьйАЕЄЁИІЇОУЫЭЮЯ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One declension: for each case the endings that it may have."""

    cases: tuple[tuple[str, ...], ...]

    @property
    def ending(self) -> str:
        """Return the ending of the first case."""
        return self.cases[NOMINATIVE][0]

    def fits(self, base: str) -> bool:
        """Tell whether a name in its first case can follow the rule."""
        if not self.ending:
            return base[-1:] not in VOWELS
        return base.endswith(self.ending)


@dataclass(frozen=True, slots=True)
class Given:
    """A given name as it stands: its first case, whose it is, and the case that this form can be of."""

    base: str
    gender: Gender
    case: int


@dataclass(frozen=True, eq=False)
class Declensions:
    """The tables of one language; ``given`` has every form of every given name that it knows.

    ``no_names`` have a capital and are no surnames; ``surnames`` are some that no ending shows;
    ``particles`` stand before surnames.
    """

    given: dict[str, list[Given]]
    family: dict[Gender, tuple[Rule, ...]]
    patronymic: dict[Gender, tuple[Rule, ...]]
    no_names: frozenset[str] = field(default_factory=frozenset)
    surnames: frozenset[str] = field(default_factory=frozenset)
    particles: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def gap(self) -> re.Pattern[str]:
        """Match what may stand between two words of a name: a space, and particles."""
        return re.compile(rf"[ \u00a0](?:(?:{'|'.join(sorted(self.particles))})[ \u00a0])*")

    def families(self, form: str, gender: Gender, case: int) -> Iterator[tuple[str, int]]:
        """Yield the surnames that a form can be in a case, with the letters that prove it, the likeliest first."""
        yield from _bases(form, case, self.family[gender])

    def forms(self, family: str, gender: Gender) -> frozenset[str]:
        """Return a surname in all its cases."""
        return frozenset(form for _, form in _forms(family, self.family[gender])) | {family}

    def patronymics(self, form: str, gender: Gender, case: int) -> Iterator[str]:
        """Yield the patronymics that a form can be in a case."""
        for base, _ in _bases(form, case, self.patronymic[gender]):
            yield base


@lru_cache(maxsize=16)
def declensions_of(language: Language) -> Declensions | None:
    """Return the compiled tables of a language; None where it has none."""
    table = language.table("declensions")
    if not table:
        return None
    given: dict[str, list[Given]] = {}
    for gender in GENDERS:
        rules = _rules(table[f"given_{gender}"])
        for base in dict.fromkeys(table[gender].split()):
            for case, form in ((NOMINATIVE, base), *_forms(base, rules)):
                reading = Given(base, gender, case)
                if reading not in given.setdefault(form, []):
                    given[form].append(reading)
        for base in table[f"still_{gender}"].split():
            given.setdefault(base, []).extend(Given(base, gender, case) for case in range(CASES))
    return Declensions(
        given=given,
        family={gender: _rules(table[f"family_{gender}"]) for gender in GENDERS},
        patronymic={gender: _rules(table[f"patronymic_{gender}"]) for gender in GENDERS},
        no_names=language.words("declensions", "no_names"),
        particles=language.words("declensions", "particles"),
        surnames=frozenset(table["surnames"].split()),
    )


def _rules(lines: Iterable[str]) -> tuple[Rule, ...]:
    """Compile rules, those with the longest first ending first."""
    rules = [Rule(tuple(tuple(ending.split("/")) for ending in line.split(" "))) for line in lines]
    return tuple(sorted(rules, key=lambda rule: -len(rule.ending)))


def _rule_for(base: str, rules: Sequence[Rule]) -> Rule | None:
    return next((rule for rule in rules if rule.fits(base)), None)


def _forms(base: str, rules: Sequence[Rule]) -> Iterator[tuple[int, str]]:
    rule = _rule_for(base, rules)
    if rule is None:
        return
    stem = base[: len(base) - len(rule.ending)]
    for case in range(CASES):
        for ending in rule.cases[case]:
            yield case, stem + ending


def _bases(form: str, case: int, rules: Sequence[Rule]) -> Iterator[tuple[str, int]]:
    found: list[tuple[int, str]] = []
    for rule in rules:
        for ending in rule.cases[case]:
            stem = form[: len(form) - len(ending)]
            base = stem + rule.ending
            if form.endswith(ending) and len(stem) >= SHORTEST_STEM and _rule_for(base, rules) is rule:
                found.append((len(ending) if ending else 0, base))
    for proof, base in sorted(found, key=lambda one: -one[0]):
        yield base, proof
