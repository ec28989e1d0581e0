"""Numbers as texts write them: digits with separators, number words, and scales.

``numbers_in`` reads counts: what is part of a name or an ordinal ("T-72", "G7", "24th") is left out.
``all_numbers`` reads every group of digits and every number word, for comparing a passage with its evidence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dayline.text.number_words import ENGLISH, SCALES, SMALL, TENS, NumberWords

# Longest run of digits that still counts something; longer ones are identifiers.
MOST_DIGITS = 15

_MARKS = ",\u00a0\u202f\u2009"
_MONTH_BEFORE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? $"
)
_DIGITS = (
    rf"\d{{1,3}}(?:[{_MARKS}'’ ]\d{{3}})+(?![\d])(?:\.\d+(?!\d*\.\d))?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?![\d.]*\d)|\d+(?:[.,]\d+)?"
)
_SUFFIXES = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|s|x)\b|(?<=\d)['’]s\b|[-‐‑](?:ш?[йяею]|т?[аеиу]й?|го|му?|о[їйю]|ї|і?й)\b", re.IGNORECASE
)

_GOES_ON = re.compile(r"[.,:/]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number in a text, from ``start`` to ``end``; ``approximate`` for "dozens" and the like."""

    start: int
    end: int
    value: Decimal
    written: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    kind: str
    value: Decimal


class NumberReader:
    """Reads the numbers of one language: finds atoms (digits, number words), then joins neighbouring ones."""

    def __init__(self, words: NumberWords) -> None:
        self.values: dict[str, tuple[str, Decimal]] = {}
        for kind, table in (
            ("small", words.small),
            ("tens", words.tens),
            ("scale", words.scales),
            ("plural", words.plurals),
        ):
            self.values.update({word: (kind, Decimal(value)) for word, value in table.items()})
        self.values.update(
            {
                word + "s": self.values[word]
                for word in words.scales
                if words is ENGLISH and word + "s" not in self.values
            }
        )
        spelled = "|".join(sorted(map(re.escape, self.values), key=len, reverse=True)) or r"(?!)"
        self.atom = re.compile(
            rf"(?P<digits>(?<![\w.,:/])(?:{_DIGITS}))(?P<suffix>(?:k|mn|m|mln|bn|b|trn|tn)\b)?"
            rf"|(?<=\d)(?P<glued>{'|'.join(map(re.escape, words.scales)) or '(?!)'})\b"
            rf"|\b(?P<word>{spelled})(?!\w)",
            re.IGNORECASE,
        )
        joined = "|".join(map(re.escape, words.joined)) or r"(?!)"
        self.glue = re.compile(
            rf"[ \u00a0\u202f]|[-‐‑]|[ \u00a0](?P<joined>{joined})[ \u00a0]|[ \u00a0]of[ \u00a0]"
        )
        self.half_between = re.compile(r"[ \u00a0]and[ \u00a0](?:a|one)[ \u00a0-]half[ \u00a0-]")
        self.half_after = re.compile(r"[ \u00a0]and[ \u00a0]a[ \u00a0]half\b")
        prefixes = sorted(
            {**dict.fromkeys(words.articles, "1"), **words.halves}.items(), key=lambda p: -len(p[0])
        )
        self.prefixes = {name: Decimal(value) for name, value in prefixes}
        self.prefix = re.compile(
            rf"\b(?P<name>{'|'.join(re.escape(name) for name, _ in prefixes) or '(?!)'})"
            r"[ \u00a0-]$",
            re.IGNORECASE,
        )

    def _atoms(self, text: str) -> Iterator[_Atom]:
        for match in self.atom.finditer(text):
            if match["digits"]:
                yield from self._digits(text, match)
            elif match["glued"]:
                yield _Atom(match.start(), match.end(), *self.values[match["glued"].lower()])
            else:
                yield _Atom(match.start(), match.end(), *self.values[match["word"].lower()])

    @staticmethod
    def _digits(text: str, match: re.Match[str]) -> Iterator[_Atom]:
        """Yield the digits as one atom, or as two where a day of the month stands before them, or none."""
        start, written = match.start(), match["digits"]
        end = start + len(written)
        if start >= 2 and text[start - 1] in "-‐‑" and text[start - 2].isalpha():
            return
        if " " in written and _MONTH_BEFORE.search(text[max(0, start - 11) : start]):
            for part in re.finditer(r"\S+", written):
                yield _Atom(start + part.start(), start + part.end(), "digits", _value_of(part[0]))
            return
        if (
            sum(map(str.isdigit, written)) > MOST_DIGITS
            or _ORDINAL.match(text, end)
            or _GOES_ON.match(text, end)
        ):
            return
        value, suffix = _value_of(written), (match["suffix"] or "").lower()
        if suffix and (len(suffix) > 1 or suffix == "k" or text[start - 1 : start] in tuple("$€£₴₽")):
            value, end = value * _SUFFIXES[suffix], match.end()
        yield _Atom(start, end, "digits", value)

    def read(self, text: str) -> Iterator[Number]:
        """Yield the counts of a text in order."""
        chain: list[_Atom] = []
        half = Decimal(0)
        for atom in self._atoms(text):
            if chain:
                between = text[chain[-1].end : atom.start]
                if atom.kind == "scale" and not half and self.half_between.fullmatch(between):
                    half = Decimal("0.5")
                    chain.append(atom)
                    continue
                if len(between) <= 8 and self._continues(chain, atom, between):
                    chain.append(atom)
                    continue
                yield self._number(text, chain, half)
            chain, half = [atom], Decimal(0)
        if chain:
            yield self._number(text, chain, half)

    def _continues(self, chain: list[_Atom], atom: _Atom, between: str) -> bool:
        last = chain[-1]
        glue = self.glue.fullmatch(between)
        if (between and not glue) or atom.kind == "digits":
            return False
        if " of " in between:
            return last.kind == "plural" and atom.kind == "plural" and atom.value > last.value
        if last.kind == "plural":
            return between == " " and (
                (atom.kind == "plural" and last.value == 10)
                or (atom.kind == "scale" and atom.value > last.value)
            )
        if glue and glue["joined"]:
            return last.kind == "scale" and last.value != 12 and atom.kind in ("small", "tens")
        if atom.kind in ("scale", "plural"):
            return last.kind != "scale" or atom.value > last.value or any(a.value > atom.value for a in chain)
        if atom.kind == "small":
            return (last.kind == "tens" and (atom.value < 10 or last.value >= 100)) or (
                last.kind == "scale" and last.value not in (10, 12) and chain[0].kind != "digits"
            )
        if last.kind == "tens":
            return last.value >= 100 > atom.value
        return last.kind == "scale" and last.value != 12 and chain[0].kind != "digits"

    def _number(self, text: str, chain: list[_Atom], half: Decimal) -> Number:
        start, end, first = chain[0].start, chain[-1].end, chain[0].kind
        total, current = Decimal(0), Decimal(0)
        if first == "scale" and (prefix := self.prefix.search(text[max(0, start - 24) : start])):
            current = self.prefixes[prefix["name"].lower()]
            start -= len(prefix[0])
        for atom in chain:
            if atom.kind in ("small", "tens", "digits"):
                current += atom.value
                continue
            current = ((current or (Decimal(1) if not total else Decimal(0))) + half) * atom.value
            half = Decimal(0)
            if atom.value >= 1000:
                total, current = total + current, Decimal(0)
        value = total + current
        if chain[-1].kind == "scale" and (after := self.half_after.match(text, end)):
            value, end = value + chain[-1].value / 2, after.end()
        return Number(
            start=start,
            end=end,
            value=value,
            written=text[start:end],
            approximate=first == "plural"
            or (start == chain[0].start and all(atom.kind == "scale" for atom in chain)),
        )


def _value_of(written: str) -> Decimal:
    """Return the value of digits with separators; "1,5" and "1.5" have a fraction, "14.000" has not."""
    written = re.sub(rf"[{_MARKS}'’ ](?=\d{{3}}(?!\d))", "", written)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|[1-9]\d{0,2}\.000", written):
        return Decimal(written.replace(".", ""))
    return Decimal(written.replace(",", "."))


@lru_cache(maxsize=1)
def _english() -> NumberReader:
    return NumberReader(ENGLISH)


def numbers_in(text: str) -> list[Number]:
    """Return the counts of an English text in order; names and ordinals with digits are left out."""
    return list(_english().read(text))


_UNIT = "|".join(word for word in SMALL if word != "zero")
_SCALE = "|".join(SCALES)
_SCALE_RUN = rf"(?:(?:[ \u00a0-]|\b|(?<=\d))(?:{_SCALE})s?\b)"
_EVERY = re.compile(
    rf"(?P<rest>(?<=[.,])\d+)"
    rf"|(?P<digits>(?<!\d)(?:\d{{1,3}}(?:[{_MARKS}]\d{{3}}| 000)+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?))(?P<a>{_SCALE_RUN}*)"
    rf"|\b(?P<tens>{'|'.join(TENS)})(?:[- ](?P<unit>{_UNIT}))?\b(?P<b>{_SCALE_RUN}*)"
    rf"|\b(?P<small>{_UNIT})\b(?P<c>{_SCALE_RUN}*)"
    rf"|(?P<d>(?:\b|(?<=\d))(?:{_SCALE})s?\b{_SCALE_RUN}*)",
    re.IGNORECASE,
)
_ONE_SCALE = re.compile(_SCALE, re.IGNORECASE)


def all_numbers(text: str) -> list[Number]:
    """Return every number of a text, names, ordinals and dates with digits included, for comparison.

    Number words count from "one" on, with hundred, thousand, million, billion and dozen. Digits that go on
    after a point or comma that is no separator ("24.02.2022") are a number of their own below one, so that
    they are compared but never taken for a count.
    """
    found = []
    for match in _EVERY.finditer(text):
        if match["rest"]:
            value = Decimal(f"0.{match['rest']}1")  # a last 1 keeps ".0" apart from nought
        elif match["digits"]:
            value = Decimal(re.sub(rf"[{_MARKS} ]", "", match["digits"]))
        elif match["tens"]:
            value = Decimal(TENS[match["tens"].lower()] + SMALL.get((match["unit"] or "").lower(), 0))
        elif match["small"]:
            value = Decimal(SMALL[match["small"].lower()])
        else:
            value = Decimal(1)
        for scale in _ONE_SCALE.findall(match["a"] or match["b"] or match["c"] or match["d"] or ""):
            value *= SCALES[scale.lower()]
        found.append(Number(start=match.start(), end=match.end(), value=value, written=match[0]))
    return found
