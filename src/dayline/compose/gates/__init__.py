"""The editorial rules as checks that fail closed: what cannot be shown is not printed.

``check`` leads one passage through every gate; ``gates.whole.check_digest`` does so with a whole page, and
looks at what only the page shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dayline.compose.form import MOST_CHARACTERS
from dayline.compose.gates.dates import check_dates
from dayline.compose.gates.disputed import check_blame, check_certainty, check_disputed
from dayline.compose.gates.evidence import check_evidence
from dayline.compose.gates.grounds import Evidence, Refusal, Support
from dayline.compose.gates.names import check_names
from dayline.compose.gates.numbers import check_numbers
from dayline.compose.gates.quotations import check_quotations
from dayline.compose.gates.sentences import check_form
from dayline.compose.gates.speakers import (
    check_attributed_losses,
    check_kept_attribution,
    check_one_speaker,
    check_side_labels,
)
from dayline.compose.gates.voice import check_judgement, check_loaded_verbs
from dayline.compose.gates.wording import check_wording
from dayline.model.digest import Passage

__all__ = ["GATES", "Evidence", "Gate", "Refusal", "check"]


@dataclass(frozen=True, slots=True)
class Gate:
    """One check of passages, and the editorial rule that it keeps."""

    name: str
    rule: int
    check: Callable[[Passage, Support], Iterator[Refusal]]


GATES = (
    Gate("evidence", 1, check_evidence),
    Gate("form", 1, check_form),
    Gate("wording", 1, check_wording),
    Gate("quotations", 2, check_quotations),
    Gate("numbers", 3, check_numbers),
    Gate("names", 3, check_names),
    Gate("speakers", 4, check_one_speaker),
    Gate("attribution", 4, check_kept_attribution),
    Gate("loaded verbs", 5, check_loaded_verbs),
    Gate("disputed", 6, check_disputed),
    Gate("certainty", 6, check_certainty),
    Gate("losses", 9, check_attributed_losses),
    Gate("dates", 11, check_dates),
    Gate("judgement", 14, check_judgement),
    Gate("blame", 14, check_blame),
    Gate("labels", 14, check_side_labels),
)


def check(passage: Passage, *, evidence: Evidence) -> tuple[Refusal, ...]:
    """Return why a passage must not be printed; nothing where every gate lets it through."""
    if len(passage.text) > MOST_CHARACTERS:
        return (Refusal(rule=1, gate="form", detail="too long"),)
    support = Support.of(passage, evidence)
    return tuple(refusal for gate in GATES for refusal in gate.check(passage, support))
