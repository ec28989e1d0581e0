"""Rule 2: quotes are sacred."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dayline.compose.gates.grounds import Evidence, Ground, Refusal, Support
from dayline.compose.gates.lexicon import Lexicon
from dayline.compose.gates.likeness import folded, plain_marks, words_of
from dayline.model.digest import Passage
from dayline.text.persons import surname_of

RULE, GATE = 2, "quotations"

_DOUBLE = re.compile(r'“(?P<a>[^”]*)”|„(?P<b>[^“”]*)[“”]|«(?P<c>[^»]*)»|"(?P<d>[^"]*)"')
_SINGLE = re.compile(r"(?<!\w)[‘'](?P<s>(?:[^‘’']|(?<=\w)[’'](?=\w))+)[’'](?!\w)")
_LONE_SINGLE = re.compile(r"(?<!\w)‘|(?<![\w’'])'(?=[A-Za-z]{2,}\s)")
_CUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
_OPEN_DOUBLE = re.compile(r'“[^”]*(?:”|\Z)|„[^“”]*(?:[“”]|\Z)|«[^»]*(?:»|\Z)|(?<!\w)"[^"]*(?:"|\Z)')
_PARAGRAPH = re.compile(r"(\n\s*\n)")
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'-]*[a-z]")
_LOWER_CASE = re.compile(r"(?<![\w’'-])[a-z][\w’'-]{2,}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks of a text; ``start`` and ``end`` (characters) take in the marks."""

    start: int
    end: int
    words: str


def quotations_in(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text: between double marks, and outside of these between single ones."""
    doubles = [_quotation(match) for match in _DOUBLE.finditer(text)]
    rest = _DOUBLE.sub(lambda match: " " * len(match[0]), text)
    singles = [_quotation(match) for match in _SINGLE.finditer(rest)]
    return tuple(sorted((*doubles, *singles), key=lambda found: found.start))


def own_voice(text: str, filler: str = "\N{BULLET}") -> str:
    """Return the text with quotations blotted out by a mark of the same length, so that positions stay."""
    for found in quotations_in(text):
        text = text[: found.start] + filler * (found.end - found.start) + text[found.end :]
    return text


def is_verbatim(quotation: str, evidence: str) -> bool:
    """Tell whether the pieces of a quotation stand in the evidence in their order, as whole words."""
    return bool(_places(quotation, plain_marks(evidence)))


def check_quotations(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse quotations that no cited text has, that quote nobody, and marks without their other half."""
    text = passage.text
    if any(mark in _DOUBLE.sub(" ", text) for mark in '“”„«»"'):
        yield _refusal("a quotation mark without its other half")
    if _LONE_SINGLE.search(own_voice(text)):
        yield _refusal("a single quotation mark without its other half")
    quotations = quotations_in(text)
    for quotation in quotations:
        grounds = [ground for ground in support.grounds if is_verbatim(quotation.words, ground.text)]
        if not grounds:
            yield _refusal(f"not in the evidence: {quotation.words}")
        elif not any(_is_quoted(quotation.words, ground, text, support.lexicon) for ground in grounds):
            yield _refusal(f"quotation marks round the reporter's own words: {quotation.words}")
    if quotations and not _has_verb(own_voice(text), support.evidence):
        yield _refusal("a quotation without a verb and a speaker")


def _has_verb(own: str, evidence: Evidence) -> bool:
    """Tell whether the words outside the marks hold a verb of saying, or any that is no link or name.

    In headlines with capitals throughout, such a word is one that some document has in lower case.
    """
    lexicon = evidence.lexicon
    if lexicon.attribution.search(own) or any(
        word not in lexicon.function_words for word in _LOWER_CASE.findall(own)
    ):
        return True
    return any(
        word.lower() in evidence.lower_case_words - lexicon.function_words
        for word in _CAPITALISED.findall(own)
    )


def _quotation(match: re.Match[str]) -> Quotation:
    return Quotation(match.start(), match.end(), next(words for words in match.groups() if words is not None))


def _refusal(detail: str) -> Refusal:
    return Refusal(rule=RULE, gate=GATE, detail=detail)


def _places(quotation: str, evidence: str) -> list[tuple[int, int]]:
    """Return where the pieces of a quotation stand in plain evidence, in order; none if one fails."""
    places: list[tuple[int, int]] = []
    for piece in filter(None, map(plain_marks, _CUT.split(quotation))):
        before = r"(?<!\w)" if piece[0].isalnum() else ""
        after = r"(?!\w)" if piece[-1].isalnum() else ""
        found = re.compile(before + re.escape(piece) + after).search(evidence, places[-1][1] if places else 0)
        if found is None:
            return []
        places.append(found.span())
    return places


def _is_quoted(quotation: str, ground: Ground, passage: str, lexicon: Lexicon) -> bool:
    """Tell whether the document has the words as somebody's: inside marks, or its named author's."""
    own, author = words_of(own_voice(passage)), ground.document.byline
    if author and (
        words_of(author) <= own or (_NAME.fullmatch(author) and folded(surname_of(author)) in own)
    ):
        return True
    speech = lexicon.speech_title.search(ground.document.headline)
    if speech and words_of(speech["speaker"]) <= own:
        return True
    span = ground.citation.span
    shown = _quoted_parts(ground.document.field(span.field), span.start, span.end)
    return all(
        any(is_verbatim(piece, part) for part in shown)
        for piece in _CUT.split(quotation)
        if plain_marks(piece)
    )


def _quoted_parts(characters: str, start: int, end: int) -> list[str]:
    """Return what stands between quotation marks of a field and touches [start, end).

    A mark that its paragraph does not close holds to the paragraph's end, as in speech over several.
    """
    parts, at = [], 0
    for paragraph in _PARAGRAPH.split(characters):
        if at < end and at + len(paragraph) > start:
            for pattern in (_OPEN_DOUBLE, _SINGLE):
                parts += [
                    match[0][1:]
                    for match in pattern.finditer(paragraph)
                    if at + match.start() < end and at + match.end() > start
                ]
        at += len(paragraph)
    return parts
