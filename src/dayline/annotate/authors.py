"""Documents that speak: who gave them out, and what they are called ("the ministry's joint statement")."""

from dayline.annotate.clauses import noun_phrase
from dayline.annotate.tree import Range, Tree

GIVING = ("by", "from", "of")  # before who gave a document out
OWNERS = ("poss", "compound", "nmod")
NAMES = ("NNP", "NNPS")


def author_of(tree: Tree, document: int, source: Range) -> Range | None:
    """Return whom a document in a source is from: "a statement by X", "X's statement", "the X statement"."""
    givers = [
        kid
        for prep in tree.kids(document, "prep", "agent")
        if tree.lower[prep] in GIVING
        for kid in tree.kids(prep, "pobj")
    ]
    owners = [kid for kid in tree.kids(document, *OWNERS) if tree.deps[kid] == "poss" or tree.tags[kid] in NAMES]
    for head in (*givers, *owners):
        start, end = tree.characters(*_without_owner_mark(tree, *noun_phrase(tree, head, document)))
        if source[0] <= start < end <= source[1] and tree.tags[head] != "PRP$":
            return start, end
    return None


def title_of(tree: Tree, document: int) -> str:
    """Return what a document is called, by the words right before it: "joint statement"."""
    first = document
    while first > tree.firsts[document] and tree.deps[first - 1] in ("amod", "compound") and (
        tree.heads[first - 1] == document and tree.tags[first - 1] not in NAMES
    ):
        first -= 1
    start, end = tree.characters(first, document)
    return " ".join(tree.text[start:end].split())


def _without_owner_mark(tree: Tree, first: int, last: int) -> tuple[int, int]:
    return first, last - 1 if last > first and tree.tags[last] == "POS" else last
