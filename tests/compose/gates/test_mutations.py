"""Well-formed passages pass every gate; each of them, changed in one place, is refused."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from dayline.compose.gates import Evidence, check
from dayline.compose.gates.quotations import quotations_in
from dayline.model.digest import Passage

QUOTE = (
    "“Nobody should be sleeping below that wall tonight,” the governor of Varda region, Irena Solm, said at a "
    "briefing on Thursday."
)
ORDER = (
    "The order covers about 4,200 people in Upper Brenna, Lower Brenna and Teln, the regional emergency service said "
    "in a Telegram post."
)
TOLL = "Nine people died in Lower Brenna and 14 were missing, police said."
DENIAL = "“All five gates answer to command,” the deputy minister for water, Tomas Rell, said on television."
GATE = "The second gate had not closed since Wednesday evening, an engineer said."
ORIGINALS = {
    "quotation": (QUOTE, f"post: {QUOTE}"),
    "hedged figure": (ORDER, f"post: {ORDER}"),
    "toll": (TOLL, f"post: {TOLL}"),
    "denial": (DENIAL, f"courier: {DENIAL}"),
    "negation": (GATE, f"courier: {GATE}"),
    "resolved date": (
        "Rescuers moved at least 600 people on Wednesday, 13 May, and nearly 90 stayed.",
        "courier: Rescuers moved at least 600 people on Wednesday, and nearly 90 stayed.",
    ),
    "background": (
        "From Wednesday, 13 May (day 5): "
        "The ministry called the dam “stable at every gauge” on Tuesday.",
        "agency: The ministry called the dam “stable at every gauge” on Tuesday.",
    ),
    "two citations": (
        "Tomas Rell, the deputy minister for water, said no gate has failed.",
        "courier: the deputy minister for water, Tomas Rell, said on television",
        "courier: No gate has failed, Rell said.",
    ),
}

Maker = Callable[..., Passage]
WORD_AT = re.compile(r"(?<![\w’])[A-Za-z]")


def outside_quotes(text: str, start: int) -> bool:
    return not any(found.start <= start < found.end for found in quotations_in(text))


def substitutions(text: str, changes: dict[str, str]) -> Iterator[str]:
    """Yield the text with one occurrence of one of the words changed."""
    for old, new in changes.items():
        for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text):
            yield text[: found.start()] + new + text[found.end() :]


def changed_numbers(text: str) -> Iterator[str]:
    yield from substitutions(
        text, {"Nine": "Ten", "five": "four", "14": "15", "4,200": "4,300", "600": "650", "90": "19"}
    )
    yield from substitutions(
        text, {"4,200": "42,00", "600": "600 million", "14": "14 thousand", "Nine": "Twenty-nine"}
    )
    if "Nine" in text:
        yield text.replace("Nine", "14", 1).replace("and 14", "and nine")


def changed_names(text: str) -> Iterator[str]:
    yield from substitutions(
        text,
        {
            "Solm": "Vesk",
            "Irena": "Marta",
            "Tomas": "Irena",
            "Rell": "Solm",
            "Varda": "Karst",
            "Teln": "Kolm",
            "Upper": "Outer",
            "Brenna": "Brenta",
            "Telegram": "Facebook",
        },
    )


def changed_words(text: str) -> Iterator[str]:
    yield from substitutions(
        text,
        {
            "governor": "mayor",
            "minister": "president",
            "deputy": "acting",
            "died": "drowned",
            "missing": "wounded",
            "police": "army",
            "service": "ministry",
            "closed": "opened",
            "moved": "abandoned",
            "stayed": "fled",
            "ministry": "governor",
            "dam": "bridge",
            "engineer": "official",
            "failed": "opened",
            "regional": "national",
            "region": "city",
            "briefing": "rally",
            "television": "radio",
            "second": "first",
            "people": "children",
        },
    )


def added_words(text: str) -> Iterator[str]:
    """Yield the text with a word put before each of its words outside quotation."""
    for added in ("former", "not", "Marek Holt", "several", "allegedly", "17"):
        for found in WORD_AT.finditer(text):
            if found.start() and outside_quotes(text, found.start()):
                yield f"{text[: found.start()]}{added} {text[found.start() :]}"


def changed_quotations(text: str) -> Iterator[str]:
    for found in quotations_in(text):
        words = found.words.split()
        for index in range(1, len(words) - 1):
            left_out = words[:index] + words[index + 1 :]
            swapped = [*words[:index], *reversed(words[index : index + 2]), *words[index + 2 :]]
            for mutant in (left_out, swapped, [*words[:index], "really", *words[index:]]):
                yield text.replace(found.words, " ".join(mutant))
        for mark in "“”":
            yield text.replace(mark, "", 1)


def dropped_hedges(text: str) -> Iterator[str]:
    yield from substitutions(
        text,
        {
            "about 4": "4",
            "at least ": "",
            "nearly ": "",
            "about": "at least",
            "at least": "up to",
            "nearly": "more than",
            "14": "about 14",
            "Nine": "At least nine",
            "not ": "",
            "no ": "",
        },
    )


def changed_days(text: str) -> Iterator[str]:
    yield from substitutions(
        text,
        {
            "Thursday": "Friday",
            "Wednesday": "Monday",
            "Tuesday": "Sunday",
            "13 May": "12 May",
            "May": "June",
            "day 5": "day 4",
            "Wednesday evening": "yesterday",
        },
    )
    yield text.removesuffix(".") + " on 2 May."


def quoted_paraphrases(text: str) -> Iterator[str]:
    own = [match.span() for match in re.finditer(r"[A-Za-z]{2,} [A-Za-z]+ [a-z]{2,}", text)]
    yield from (
        f"{text[:start]}“{text[start:end]}”{text[end:]}" for start, end in own if outside_quotes(text, start)
    )


TEXT_MUTATORS = (
    changed_numbers,
    changed_names,
    changed_words,
    added_words,
    changed_quotations,
    dropped_hedges,
    changed_days,
    quoted_paraphrases,
)


@pytest.mark.parametrize("original", ORIGINALS)
def test_originals_pass(original: str, passage: Maker, evidence: Evidence) -> None:
    assert check(passage(*ORIGINALS[original]), evidence=evidence) == ()


@pytest.mark.parametrize("original", ORIGINALS)
@pytest.mark.parametrize("mutate", TEXT_MUTATORS)
def test_changed_texts_are_refused(
    mutate: Callable[[str], Iterator[str]], original: str, passage: Maker, evidence: Evidence
) -> None:
    text, *cited = ORIGINALS[original]
    passed = [
        mutant
        for mutant in mutate(text)
        if mutant != text and not check(passage(mutant, *cited), evidence=evidence)
    ]
    assert passed == []


def test_every_mutator_changes_something() -> None:
    texts = [text for text, *_ in ORIGINALS.values()]
    counts = {
        mutate.__name__: sum(mutant != text for text in texts for mutant in mutate(text))
        for mutate in TEXT_MUTATORS
    }
    assert min(counts.values()) >= 6, sorted(counts.items())


@pytest.mark.parametrize("original", ORIGINALS)
def test_changed_citations_are_refused(original: str, passage: Maker, evidence: Evidence) -> None:
    good = passage(*ORIGINALS[original])
    first, *others = good.citations
    span = first.span
    other = "courier" if span.document_id != "courier" else "post"
    mutants = [
        replace(first, sha256="0" * 64),
        replace(first, source_name="Another Paper"),
        replace(first, url="https://another.example/1"),
        replace(first, span=replace(span, document_id="nowhere")),
        replace(first, span=replace(span, document_id=other)),
        replace(first, span=replace(span, end=span.end + 100_000)),
        replace(first, span=replace(span, field="title", start=0, end=8)),
        replace(first, span=replace(span, start=span.start + 9, end=span.end + 9)),
        replace(first, span=replace(span, end=(span.start + span.end) // 2)),
        replace(first, span=replace(span, start=span.start + 2)),
    ]
    passed = [
        mutant
        for mutant in mutants
        if not check(replace(good, citations=(mutant, *others)), evidence=evidence)
    ]
    assert passed == []
