"""Whether what a sentence says of a day lies ahead of the document or behind it, by the nearest verb."""

import re

REACH_BACK = 120  # characters of the sentence before an expression in which a verb is looked for
REACH_ON = 100  # and after it, where none stands before
_AHEAD: dict[str | None, bool] = {"ahead": True, "behind": False}
# An end that stands after no initial or short title ("a.m. Sunday", "Gen. Toll").
_SENTENCE = re.compile(r"(?<!\b\w)(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?;]\s|\n")


def lies_ahead(text: str, start: int, end: int, verbs: re.Pattern[str]) -> bool | None:
    """Tell whether the expression over [start, end) is still to come; None where no verb says so.

    ``verbs`` has the groups ``ahead``, ``behind``, ``open``, ``event`` and ``infinitive``. The last verb before an
    expression tells its time, the first after it where none goes before (after Strötgen and Gertz, HeidelTime,
    SemEval 2010). A verb of the group ``open`` tells neither. An ``event`` ("after the vote on Monday") has happened
    where the verb before it lies behind, and may yet come where that lies ahead. A bare infinitive ("ministers to
    meet Monday") lies ahead where the sentence has no other verb, and nobody knows where after one that lies behind
    ("urged them to leave Monday").
    """
    before = _SENTENCE.split(text[max(0, start - REACH_BACK) : start])[-1]
    found = [match.lastgroup for match in verbs.finditer(before)]
    told = [verb for verb in found if verb != "infinitive"]
    if not told:
        after = verbs.finditer(_SENTENCE.split(text[end : end + REACH_ON])[0])
        told = [verb for match in after if (verb := match.lastgroup) not in ("infinitive", "event")][:1]
    if not told:
        return True if found else None
    if told[-1] == "event":
        return False if told[-2:-1] == ["behind"] else None
    if told[-1] == "behind" and found[-1:] == ["infinitive"]:
        return None
    return _AHEAD.get(told[-1])
