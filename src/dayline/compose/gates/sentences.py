"""Rule 1, the form of what has evidence: a sentence, whole and clean; a heading may be less than one."""

import re
from collections.abc import Iterator

from dayline.compose.form import faults
from dayline.compose.gates.grounds import Refusal, Support
from dayline.model.digest import Passage

_TITLE_HEAD = re.compile(r"^Day \d+: ")


def check_form(passage: Passage, _support: Support) -> Iterator[Refusal]:
    """Refuse what is clipped, broken, marked up, or about the outlet."""
    headline = passage.kind in ("heading", "title")
    found = list(faults(_TITLE_HEAD.sub("", passage.text) if headline else passage.text, headline=headline))
    if passage.text != " ".join(passage.text.split()):
        found.append("white space that is not one space")
    for detail in found:
        yield Refusal(rule=1, gate="form", detail=detail)
