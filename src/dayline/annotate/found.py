"""What the finders of quoted and reported speech give: spans, with the tokens they rest on."""

from dataclasses import dataclass

from dayline.annotate.clauses import Tokens
from dayline.annotate.tree import Tree

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution with its cue verb's token (-1 for none); ``quoted`` where its content is quotations."""

    content: Ranges
    cue: Ranges
    source: Ranges
    verb: int
    quoted: bool = False

    @property
    def anchor(self) -> int:
        """Return the first character of any part."""
        return min(start for part in (self.content, self.cue, self.source) for start, _ in part)

    @property
    def end(self) -> int:
        """Return the end of the last part."""
        return max(end for part in (self.content, self.cue, self.source) for _, end in part)


def one_range(tree: Tree, tokens: Tokens | None) -> Ranges:
    """Return a run of tokens as characters; nothing for none."""
    return (tree.characters(*tokens),) if tokens is not None else ()
