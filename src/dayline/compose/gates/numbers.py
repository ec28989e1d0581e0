"""Rule 3 for numbers: the same value, and with the hedge that the evidence gives it."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from dayline.compose.gates.dates import backed_dates, backed_day_numbers
from dayline.compose.gates.grounds import Refusal, Support
from dayline.compose.gates.lexicon import Lexicon
from dayline.model.digest import Passage
from dayline.text.numbers import Number, all_numbers

RULE, GATE = 3, "numbers"

# characters before and after a number in which its hedge is looked for
HEDGE_REACH = 32
_COUNTED = re.compile(r" (\w+)")
_CLAUSE = re.compile(r"[.,;:!?()“”\"—–](?:\s|$)")


def check_numbers(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse numbers that the evidence does not hold with this value, or hedges otherwise."""
    text = passage.text
    for start, end in (*backed_dates(text, support), *backed_day_numbers(text, support)):
        text = text[:start] + " " * (end - start) + text[end:]
    backed = {number.value for number in all_numbers("\n".join((*support.texts, support.background)))}
    told, titled = _hedges_in(support.texts, support.lexicon), _hedges_in(support.headlines, support.lexicon)
    for number, hedge in hedged_numbers(text, support.lexicon):
        counted = number.value, _next_word(text, number)
        if number.value not in backed and number.written.lower() != "one":
            yield Refusal(rule=RULE, gate=GATE, detail=f"not in the evidence: {number.written}")
            continue
        hedges = next(
            (found[key] for found in (told, titled) for key in (counted, (number.value, "")) if key in found), None
        )
        if hedges and hedge not in hedges:
            says = " or ".join(sorted(kind or "no hedge" for kind in hedges))
            yield Refusal(
                rule=RULE, gate=GATE, detail=f"{number.written}: {hedge or 'no hedge'}, evidence has {says}"
            )


def hedged_numbers(text: str, lexicon: Lexicon) -> Iterator[tuple[Number, str]]:
    """Yield every number of a text with the class of its hedge ("about", "at least", …), "" for none."""
    numbers = all_numbers(text)
    for number in numbers:
        yield number, _hedge_of(text, number, lexicon)


def _hedge_of(text: str, number: Number, lexicon: Lexicon) -> str:
    before = text[max(0, number.start - HEDGE_REACH) : number.start]
    before = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
    for kind, pattern in lexicon.hedges:
        if pattern.search(before):
            return kind
    after = text[number.end : number.end + HEDGE_REACH]
    cut = _CLAUSE.search(after)
    after = after[: cut.start()] if cut else after
    return next((kind for kind, pattern in lexicon.hedges_after if pattern.search(after)), "")


def _hedges_in(texts: Iterable[str], lexicon: Lexicon) -> dict[tuple[Decimal, str], set[str]]:
    """Return the classes of hedge ("" for none) with which each value is told, before each word and ("") any."""
    found: dict[tuple[Decimal, str], set[str]] = {}
    for text in texts:
        for number, hedge in hedged_numbers(text, lexicon):
            for word in {_next_word(text, number), ""}:
                found.setdefault((number.value, word), set()).add(hedge)
    return found


def _next_word(text: str, number: Number) -> str:
    """Return the word that a number counts ("six people"), "" at the end of a clause."""
    found = _COUNTED.match(text, number.end)
    return found[1].lower() if found else ""
