"""Finished digests changed in one place, as a slip or a forger would: every change must be refused by the gates.

Each mutant of a passage says something that its evidence does not: another number, name, role, date or speaker,
another word within a quotation, a "not", or evidence that is not its own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dayline.compose.gates import Evidence, check
from dayline.model.digest import Citation, Digest, Passage, passages_of
from dayline.model.document import Span
from dayline.text.sentences import sentence_spans
from digest.loose_ends import loose_ends

NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
ROLES = ("president", "prime minister", "minister", "governor", "mayor", "spokesman", "spokeswoman", "commander",
         "ambassador", "secretary", "director", "general")  # fmt: skip

_DAY_OF_MONTH = rf"\b\d{{1,2}}(?= (?:{MONTHS})\b)|(?<=\b(?:March|April) )\d{{1,2}}\b"
_DIGITS = re.compile(rf"(?<![\w.,:/-])\d[\d,]*(?:\.\d+)?(?![\w:/]|-\w)(?! (?:{MONTHS})\b)")
_NAME = re.compile(r"(?<=[a-z,“] )[A-Z][a-z]+(?: [A-Z][a-z]+)+(?![\w’'-])")
_ONE_NAME = re.compile(r"(?:^|(?<=[a-z,“:] ))[A-Z][a-z]{3,}(?=(?:[’']s)? [a-z])")
_QUOTED = re.compile(r"(?P<open>“|(?<!\w)[‘'])(?P<words>[^“”‘’']+)(?P<close>”|[’'](?!\w))")
_VERB = re.compile(r"\b(?:has|have|had|was|were|is|are|will|would|could)\b(?! not\b)")
_SPEAKER = re.compile(r"(?<=[a-z,”] )[A-Z][a-z]+(?: [A-Z][a-z]+)*(?=,? (?:said|says|told|added)\b)")
_HEDGE = re.compile(
    r"\b(?:about|around|at least|up to|more than|nearly|almost|some|over) (?=\d|[a-z]+ (?:people|dead))",
    re.IGNORECASE,
)
_VOICE = re.compile(r"^[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}(?=: )")
_VOICE_AFTER = re.compile(r"(?<= – )[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}(?=\.?$)")
_SAID = re.compile(r", (?!who\b|which\b)[^,]{3,60}(?:, [^,]{3,60},)? (?:said|says)(?: on [A-Z][a-z]+day)?\.$")
_ROLE = re.compile(rf"\b(?:{'|'.join(ROLES)})\b", re.IGNORECASE)

Mutants = Callable[[Passage, "Others"], Iterator[Passage]]


class Others:
    """What stands elsewhere on the same page: names that a passage's documents do not hold, and their evidence."""

    def __init__(self, digest: Digest, evidence: Evidence) -> None:
        self.passages = [passage for _, passage in passages_of(digest)]
        self.evidence = evidence
        self._names = sorted({name for passage in self.passages for name in _NAME.findall(passage.text)})

    def name_for(self, passage: Passage) -> str | None:
        """Return a name that none of the documents behind a passage holds."""
        known = " ".join(
            f"{document.headline} {document.text}"
            for document in (self.evidence.documents[c.span.document_id] for c in passage.citations)
        )
        known = known.lower()
        return next((name for name in self._names if not any(word.lower() in known for word in name.split())), None)

    def citation_for(self, passage: Passage) -> Citation | None:
        """Return the evidence of the first passage that cites other documents and says something else."""
        own = {citation.span.document_id for citation in passage.citations}
        words = set(passage.text.split())
        return next(
            (
                other.citations[0]
                for other in self.passages
                if not own & {citation.span.document_id for citation in other.citations}
                and len(words & set(other.text.split())) < len(words) / 2
            ),
            None,
        )

    def sentence_beside(self, citation: Citation, passage: Passage) -> Span | None:
        """Return the first other sentence of a citation's document, where no other citation shows what it did."""
        document, field = self.evidence.documents[citation.span.document_id], citation.span.field
        if len(passage.citations) > 1:
            return None
        spans = (document.span(*at, field) for at in sentence_spans(document.field(field), self.evidence.language))
        return next((s for s in spans if s.end <= citation.span.start or s.start >= citation.span.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A passage changed in one way; whether the gates refuse it, and whether a look at quotations and digits does."""

    kind: str
    passage: Passage
    refused: bool
    is_loose: bool


def other_numbers(passage: Passage, others: Others) -> Iterator[Passage]:
    """Raise each number by one."""
    for found in _DIGITS.finditer(passage.text):
        whole, point, rest = found[0].partition(".")
        raised = str(int(whole.replace(",", "")) + 1)
        yield _with(passage, found, f"{int(raised):,}{point}{rest}" if "," in whole else f"{raised}{point}{rest}")
    for found in re.finditer(rf"\b(?:{'|'.join(NUMBER_WORDS[:-1])})\b", passage.text, re.IGNORECASE):
        raised = NUMBER_WORDS[NUMBER_WORDS.index(found[0].lower()) + 1]
        yield _with(passage, found, raised.capitalize() if found[0][0].isupper() else raised)


def other_names(passage: Passage, others: Others) -> Iterator[Passage]:
    """Put a name from elsewhere on the page in the place of each name, and its last word in that of the last word."""
    name = others.name_for(passage)
    for found in _NAME.finditer(passage.text) if name else ():
        assert name is not None
        yield _with(passage, found, name)
        yield _with(passage, found, f"{found[0].rpartition(' ')[0]} {name.rpartition(' ')[2]}")
    common = others.evidence.lower_case_words | others.evidence.lexicon.openers
    for found in _ONE_NAME.finditer(passage.text) if name else ():
        assert name is not None
        if found[0].lower() not in common and found[0] not in WEEKDAYS:
            yield _with(passage, found, name.rpartition(" ")[2])


def other_roles(passage: Passage, others: Others) -> Iterator[Passage]:
    """Make an office-holder a former one, and give each another office."""
    for found in _ROLE.finditer(passage.text):
        if passage.text[: found.start()].lower().endswith(("former ", "deputy ", "vice ")):
            continue
        yield _with(passage, found, f"former {found[0]}")
        cited = " ".join(_cited(passage, others)).lower()
        other = next((role for role in ROLES if role not in cited), None)
        if other is not None:
            yield _with(passage, found, other.capitalize() if found[0][0].isupper() else other)


def other_quotations(passage: Passage, others: Others) -> Iterator[Passage]:
    """Leave a word out of each quotation, turn two round, and put one in."""
    for quoted in _QUOTED.finditer(passage.text):
        words = quoted["words"].split(" ")
        if len(words) < 4:
            continue
        at = len(words) // 2
        for changed in (
            [*words[:at], *words[at + 1 :]],
            [*words[: at - 1], words[at], words[at - 1], *words[at + 1 :]],
            [*words[:at], "never", *words[at:]],
        ):
            if changed != words:
                yield _with(passage, quoted, f"{quoted['open']}{' '.join(changed)}{quoted['close']}")


def other_speakers(passage: Passage, others: Others) -> Iterator[Passage]:
    """Let somebody else say it, where the speaker stands beside the verb, before a colon or after a dash."""
    name = others.name_for(passage)
    for pattern in (_SPEAKER, _VOICE, _VOICE_AFTER) if name else ():
        assert name is not None
        yield from (_with(passage, found, name) for found in pattern.finditer(passage.text))


def other_dates(passage: Passage, others: Others) -> Iterator[Passage]:
    """Move each weekday, day of a month and day of the crisis by one."""
    for found in re.finditer(rf"\b(?:{'|'.join(WEEKDAYS)})\b", passage.text):
        yield _with(passage, found, WEEKDAYS[(WEEKDAYS.index(found[0]) + 1) % len(WEEKDAYS)])
    for found in re.finditer(_DAY_OF_MONTH, passage.text):
        yield _with(passage, found, str(int(found[0]) % 28 + 1))
    for found in re.finditer(r"(?<=\(day )\d+(?=\))", passage.text):
        yield _with(passage, found, str(int(found[0]) + 1))


def swaps(passage: Passage, others: Others) -> Iterator[Passage]:
    """Let two names, and two numbers, of a passage change places."""
    for pattern in (_NAME, _DIGITS):
        found = list(pattern.finditer(passage.text))
        for left, right in pairwise(found):
            if left[0] != right[0]:
                text = passage.text
                yield replace(passage, text="".join((
                    text[: left.start()], right[0], text[left.end() : right.start()], left[0], text[right.end() :],
                )))  # fmt: skip


def hedges(passage: Passage, others: Others) -> Iterator[Passage]:
    """Drop each hedge of a number."""
    for found in _HEDGE.finditer(passage.text):
        yield _with(passage, found, "")


def lost_speakers(passage: Passage, others: Others) -> Iterator[Passage]:
    """Drop the clause, the name before a colon, or the name after a dash, that says who said it."""
    found = _SAID.search(passage.text)
    if found and "”" not in passage.text:
        yield _with(passage, found, ".")
    if (before := _VOICE.match(passage.text)) and _speaks(before[0], passage, others):
        yield replace(passage, text=passage.text[before.end() + 2 :])
    if after := _VOICE_AFTER.search(passage.text):
        yield replace(passage, text=passage.text[: after.start() - 3] + passage.text[after.end() :])


def _speaks(name: str, passage: Passage, others: Others) -> bool:
    """Tell whether a name before a colon is a speaker's: no place's, and not the outlet's, whose report it is."""
    places = {name for term in others.evidence.crisis.terms if term.kind == "place" for name in term.names}
    return name not in places and name not in {citation.source_name for citation in passage.citations}


def denials(passage: Passage, others: Others) -> Iterator[Passage]:
    """Turn each verb round."""
    for found in _VERB.finditer(passage.text):
        yield _with(passage, found, f"{found[0]} not")


def other_citations(passage: Passage, others: Others) -> Iterator[Passage]:
    """Cite another passage's evidence, another sentence of the same document, and change the document's hash."""
    other, first = others.citation_for(passage), passage.citations[0]
    beside = others.sentence_beside(first, passage)
    if other is not None:
        yield replace(passage, citations=(other,))
    if beside is not None:
        yield _citing(passage, replace(first, span=beside))
    yield _citing(passage, replace(first, sha256=first.sha256[::-1]))


KINDS: tuple[tuple[str, Mutants], ...] = (
    ("numbers", other_numbers),
    ("names", other_names),
    ("roles", other_roles),
    ("quotations", other_quotations),
    ("speakers", other_speakers),
    ("dates", other_dates),
    ("denials", denials),
    ("swaps", swaps),
    ("hedges", hedges),
    ("lost speakers", lost_speakers),
    ("citations", other_citations),
)


def judged(digest: Digest, evidence: Evidence) -> Iterator[Mutant]:
    """Yield every mutant of a digest."""
    others = Others(digest, evidence)
    for passage in others.passages:
        for kind, mutants in KINDS:
            for mutant in mutants(passage, others):
                yield Mutant(
                    kind=kind,
                    passage=mutant,
                    refused=bool(check(mutant, evidence=evidence)),
                    is_loose=kind != "citations" and any(loose_ends(mutant, evidence)),
                )


def _with(passage: Passage, found: re.Match[str], written: str) -> Passage:
    return replace(passage, text=passage.text[: found.start()] + written + passage.text[found.end() :])


def _citing(passage: Passage, first: Citation) -> Passage:
    return replace(passage, citations=(first, *passage.citations[1:]))


def _cited(passage: Passage, others: Others) -> Sequence[str]:
    return [others.evidence.documents[c.span.document_id].quote(c.span) for c in passage.citations]
