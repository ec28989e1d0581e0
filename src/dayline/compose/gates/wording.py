"""Rule 1, second half: the words of a passage are the evidence's words, and put together as there.

Outside quotation marks every word must be a word of the cited text, unless it ties others together, is a word
of the digest's templates, or belongs to a date or number (which have gates of their own). Neighbouring words
must follow one another in one cited text, so that nobody's deed becomes another's; and a word under a "not",
a "may" or an "if" keeps it, and gets none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from dayline.compose.gates.dates import month_days
from dayline.compose.gates.grounds import Refusal, Support
from dayline.compose.gates.lexicon import Lexicon
from dayline.compose.gates.likeness import folded
from dayline.compose.gates.quotations import own_voice
from dayline.compose.gates.speakers import sentences_of, voice_before
from dayline.model.digest import Passage
from dayline.text.number_words import SMALL, TENS

RULE, GATE = 1, "wording"

# words that may have been left out of the evidence between two neighbouring words of a passage
LEFT_OUT = 6
# a word that ties others together, in the place of one that is not the evidence's
PLACEHOLDER = "the"
# words before a word in which a "not" or "may" changes it
OPERATOR_REACH = 3
_TOKEN = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[ \u00a0]+|['’ʼ.\-‐‑/&+]")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f\u2009](?=\d{3}\b)")
_ASIDE = re.compile(r"\([^()]*\)")
_DAY_NUMBER = re.compile(r"\bday \d+\b", re.IGNORECASE)
_FIGURES = {word: str(value) for word, value in {**SMALL, **TENS}.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: folded, whether with a capital or a number, and the number of its clause."""

    form: str
    capital: bool
    number: bool
    clause: int


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of one text in order."""

    words: tuple[Word, ...]

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Return where each folded word stands."""
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            found.setdefault(word.form, []).append(index)
        return found

    def operators_at(self, index: int, operators: Mapping[str, str]) -> frozenset[str]:
        """Return the groups of operators among the words right before one in its clause."""
        reach = self.words[max(0, index - OPERATOR_REACH) : index]
        return frozenset(
            operators[word.form]
            for word in reach
            if word.clause == self.words[index].clause and word.form in operators
        )


def wording_of(text: str, spellings: Mapping[str, str]) -> Wording:
    """Return the words of a text, ``spellings`` replaced; a mark between two of them begins a clause."""
    words: list[Word] = []
    clause, last = 0, 0
    plain = _THOUSANDS.sub("", text)
    for match in _TOKEN.finditer(plain):
        gap = plain[last : match.start()]
        if words and not _JOINED.fullmatch(gap):
            clause += 1
        last, form = match.end(), folded(match[0])
        form = _FIGURES.get(form, spellings.get(form, form))
        words.append(Word(form, match[0][0].isupper(), form[0].isdigit(), clause))
    return Wording(tuple(words))


def check_wording(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse words that the evidence has not, in another order than it has them, or without their "not"."""
    lexicon = support.lexicon
    text = own_voice(support.without_owner(_without_sources(passage.text, support)))
    spoken = _read(_with_labels_passed_over(text, support), support)
    cited = [_read(text, support) for text in support.texts]
    told = [*cited, *(_read(text, support) for text in support.headlines)]
    plainer = (lexicon.label_adjective.sub("", text) for text in (*support.texts, *support.headlines))
    told += [_read(text, support) for text in plainer]
    for detail in (
        *_foreign_words(spoken, cited, support),
        *_strange_pairs(spoken, told, lexicon),
        *_turned_words(spoken, cited, lexicon),
        *_swapped_names(passage, told, support),
    ):
        yield Refusal(rule=RULE, gate=GATE, detail=detail)


def _without_sources(text: str, support: Support) -> str:
    """Return a passage, or the headings of a title, without the names of the sources before them."""
    for document in support.documents:
        name = re.escape(document.source_name)
        text = re.sub(rf"(?:^|(?<=[;,] )){name}: ", "", text)
    return text


def _with_labels_passed_over(own: str, support: Support) -> str:
    """Return a passage with a small word for the editor's own, if the evidence has a side's name for the other."""
    has_label = any(support.lexicon.label_nouns.search(text) for text in support.texts)
    return own.replace(support.lexicon.label_stands_for, PLACEHOLDER) if has_label else own


def _read(text: str, support: Support) -> Wording:
    """Return the words of a text but for dates, weekdays and day numbers, aliases in one spelling."""
    lexicon = support.lexicon
    spans = [(found.start, found.end) for found in month_days(text, lexicon)]
    spans += [match.span() for pattern in (_DAY_NUMBER, lexicon.weekday) for match in pattern.finditer(text)]
    for start, end in spans:
        text = text[:start] + "\N{BULLET}" * (end - start) + text[end:]
    return wording_of(text, support.spellings)


def _foreign_words(spoken: Wording, cited: Sequence[Wording], support: Support) -> Iterator[str]:
    lexicon = support.lexicon
    free = lexicon.function_words | lexicon.template_words
    for word in spoken.words:
        named = word.capital and (word.form in support.words or word.form in lexicon.openers)
        if not (word.number or named or word.form in free or any(word.form in text.places for text in cited)):
            yield f"not in the evidence: {word.form}"


def _strange_pairs(spoken: Wording, told: Sequence[Wording], lexicon: Lexicon) -> Iterator[str]:
    """Yield neighbouring words that no text has in this order and about as near."""
    previous: int | None = None
    for index, word in enumerate(spoken.words):
        if word.form in lexicon.function_words or word.form in lexicon.operators:
            continue
        if word.form in lexicon.template_words:
            previous = None
            continue
        if previous is not None and spoken.words[previous].clause == word.clause:
            before = spoken.words[previous]
            near = index - previous
            loose = 0 if before.number or (before.capital and word.capital) else LEFT_OUT
            if not any(_follows(text, before.form, word, near, near + loose) for text in told):
                yield f"not put together in the evidence: {before.form} … {word.form}"
        previous = index


def _follows(told: Wording, before: str, after: Word, near: int, far: int) -> bool:
    """Tell whether a text has one word after another: ``near`` words on, or where ``far`` is more, up to that.

    No number is left out on the way to another.
    """
    places = told.places.get(after.form, [])
    for here in told.places.get(before, ()):
        earliest = here + (near if near == far else 1)
        at = bisect_left(places, earliest)
        if at >= len(places) or places[at] > here + far:
            continue
        if not (after.number and any(word.number for word in told.words[here + 1 : places[at]])):
            return True
    return False


def _turned_words(spoken: Wording, cited: Sequence[Wording], lexicon: Lexicon) -> Iterator[str]:
    """Yield words that stand under a "not", "may" or "if" where no evidence has them so, or lack one."""
    for form, places in spoken.places.items():
        if form in lexicon.operators and len(places) > sum(len(text.places.get(form, ())) for text in cited):
            yield f"{form}: more often than in the evidence"
    for index, word in enumerate(spoken.words):
        if word.form in lexicon.operators or word.form in lexicon.function_words | lexicon.template_words:
            continue
        under = spoken.operators_at(index, lexicon.operators)
        told = {
            text.operators_at(place, lexicon.operators)
            for text in cited
            for place in text.places.get(word.form, ())
        }
        if told and under not in told:
            evidence = " or ".join(sorted(map(_shown, told)))
            yield f"{word.form}: {_shown(under)}, evidence has {evidence}"


def _swapped_names(passage: Passage, told: Sequence[Wording], support: Support) -> Iterator[str]:
    """Yield names and numbers of a sentence that the texts have together, and only the other way round.

    A clause with a verb of saying may have been moved ("A hit B, C said"; "C said A hit B"), unless that verb has its
    speaker and listener on either side ("A told B"). The headings of a title, the source or the speaker before a colon
    and a role in brackets stand where the digest puts them.
    """
    text = support.without_owner(passage.text[voice_before(passage.text, support) :])
    for sentence in sentences_of(_ASIDE.sub(" ", text)) if passage.kind != "title" else ():
        for before, after in combinations(_telling(_read(own_voice(sentence), support), support.lexicon), 2):
            orders = [
                wording.places[before][0] < wording.places[after][-1]
                for wording in told
                if before != after and before in wording.places and after in wording.places
            ]
            if orders and not any(orders):
                yield f"in another order than in the evidence: {before}, {after}"


def _telling(spoken: Wording, lexicon: Lexicon) -> list[str]:
    """Return the names and numbers of a sentence in order, but for clauses that may have been moved."""
    free = lexicon.function_words | lexicon.template_words | lexicon.openers
    moved = {word.clause for word in spoken.words if word.form in lexicon.template_words - lexicon.addressing}
    return [
        word.form
        for word in spoken.words
        if (word.capital or word.number) and word.form not in free and word.clause not in moved
    ]


def _shown(groups: frozenset[str]) -> str:
    return " and ".join(sorted(groups)) or "no condition"
