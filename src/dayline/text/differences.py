"""What one version of a text has that another has not."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def difference(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs in which two versions differ, each with "-" (in the old one) or "+" (in the new one)."""
    for kind, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (("-", paragraph) for paragraph in old[old_start:old_end])
            yield from (("+", paragraph) for paragraph in new[new_start:new_end])
