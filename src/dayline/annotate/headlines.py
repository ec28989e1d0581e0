"""The forms of speech that only headlines have: "KOVAL: dam will hold", "Dam will hold: Koval"."""

from collections.abc import Callable, Sequence

from dayline.annotate.clauses import Tokens
from dayline.annotate.found import Attribution
from dayline.annotate.intervals import Intervals
from dayline.annotate.quotations import Quotation
from dayline.annotate.tree import Tree

LONGEST_NAME = 8  # tokens of a speaker before or after the colon
SHORTEST_CONTENT = 3  # tokens
DIVIDERS = frozenset({":", "–", "—", "―", "--", "-", "|"})
FINITE = ("VBD", "VBZ", "VBP", "MD")
IsSpeaker = Callable[[int, int, bool], bool]


def find_in_headline(
    tree: Tree, last: int, quotations: Sequence[Quotation], is_speaker: IsSpeaker
) -> Attribution | None:
    """Return what a headline, the tokens 0 to ``last``, ascribes by a colon or dash.

    ``is_speaker(first, last, loosely)`` tells whether tokens name somebody or something that speaks; loosely,
    where a quotation on the other side makes it likely.
    """
    dividers = [
        index
        for index in range(1, last)
        if tree.words[index] in DIVIDERS and _stands_free(tree, index) and not _inside(tree.starts[index], quotations)
    ]
    if not dividers:
        return None
    first = dividers[0]
    quoted = Intervals(part for quotation in quotations for part in quotation.parts)
    loosely = first < last and quoted.touches(*tree.characters(first + 1, first + 1))
    if tree.words[first] == ":" and _is_name(tree, 0, first - 1) and is_speaker(0, first - 1, loosely):
        return _found(tree, (first + 1, last), first, (0, first - 1))
    final = dividers[-1]
    loosely = quoted.touches(*tree.characters(0, 0))
    if tree.words[final] != "|" and _is_name(tree, final + 1, last) and is_speaker(final + 1, last, loosely):
        return _found(tree, (0, final - 1), final, (final + 1, last))
    return None


def _stands_free(tree: Tree, index: int) -> bool:
    """Tell whether a mark is no hyphen: a colon, a long dash, or white space before it."""
    return tree.words[index] not in ("-", "--", "–") or tree.text[tree.starts[index] - 1].isspace()


def _inside(position: int, quotations: Sequence[Quotation]) -> bool:
    return any(quotation.start < position < quotation.end for quotation in quotations)


def _is_name(tree: Tree, first: int, last: int) -> bool:
    """Tell whether tokens are few and hold neither a finite verb nor another divider."""
    return 0 <= last - first < LONGEST_NAME and not any(
        tree.tags[index] in FINITE or tree.words[index] in DIVIDERS - {"-"} for index in range(first, last + 1)
    )


def _found(tree: Tree, content: Tokens, divider: int, source: Tokens) -> Attribution | None:
    first, last = content
    while last > first and tree.words[last] in (".", ",", ";"):
        last -= 1
    if last - first + 1 < SHORTEST_CONTENT:
        return None
    return Attribution(
        (tree.characters(first, last),), (tree.characters(divider, divider),), (tree.characters(*source),)
    )
