"""Whether what a sentence says of a day lies ahead of the document or behind it, by the nearest verb."""

import re

REACH_BACK = 120  # characters of the sentence before an expression in which a verb is looked for
REACH_ON = 100  # and after it, where none stands before
# An end that stands after no initial or short title ("a.m. Sunday", "Gen. Toll").
_SENTENCE = re.compile(r"(?<!\b\w)(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?;]\s|\n")


def lies_ahead(text: str, start: int, end: int, verbs: re.Pattern[str]) -> bool | None:
    """Tell whether the expression over [start, end) is still to come; None where no verb says so.

    ``verbs`` has the groups ``ahead`` and ``behind``. The last verb before an expression tells its time, the
    first after it where none goes before (after Strötgen and Gertz, HeidelTime, SemEval 2010).
    """
    before = _SENTENCE.split(text[max(0, start - REACH_BACK) : start])[-1]
    told = list(verbs.finditer(before))
    found = told[-1] if told else None
    if found is None:
        found = verbs.search(_SENTENCE.split(text[end : end + REACH_ON])[0])
    return None if found is None else found["ahead"] is not None
