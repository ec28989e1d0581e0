"""What the finders of speech give: which characters say what, by which word, from whom."""

from dataclasses import dataclass

from dayline.annotate.tree import Range

Ranges = tuple[Range, ...]


@dataclass(frozen=True, slots=True, order=True)
class Attribution:
    """``content``, ``cue`` and ``source`` as [start, end) in the field's text; source and cue may be missing."""

    content: Ranges
    cue: Ranges = ()
    source: Ranges = ()
