"""Rule 6: what somebody denies, or what its report gives as somebody's word, is not told as fact."""

import re
from collections.abc import Iterator

from dayline.compose.gates.deeds import Deeds, deeds_of
from dayline.compose.gates.grounds import Ground, Refusal, Support
from dayline.compose.gates.quotations import own_voice
from dayline.compose.gates.speakers import ends_in_speaker, is_attributed, sentences_of
from dayline.model.digest import Passage
from dayline.text.number_words import SMALL, TENS

RULE, GATE = 6, "disputed"
# Content words that a sentence and an attributed headline have in common from which they tell the same deed.
SAME_DEED = 2
# Share of a headline's content words that the first sentence below it has, from which it tells the same.
TOLD_SHARE = 0.6
# Characters of a text within which its first sentence ends.
OPENING = 600
# Words after a "reportedly" that may be what is not certain.
SURMISED_REACH = 3
# "a rifleman who hid in the mill", of whom something else is told
_RELATIVE = re.compile(r"\b(?:who|which|that)\b.*")
# "… in Kolm: harbour police"
_SPEAKER_AFTER_COLON = re.compile(r"[\w’”\"']: (?:the )?[\w.’' -]{4,40}$")


def check_disputed(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse a side's deed told as fact that a document denies, alone or in a clause beside what somebody says."""
    own, deeds = own_voice(passage.text), _deeds(support)
    if not deeds.done.search(own) or any(each.search(own) for each in (deeds.denial, deeds.weighed, deeds.hedge)):
        return
    told = own
    if _says_who(passage, own, support):
        clause = flat_clause(own, deeds, support.lexicon.attribution)
        told = own[slice(*clause)] if clause else ""
    found = deeds.done.search(told)
    if found and support.evidence.denials.covers(_part_at(told, *found.span())):
        yield Refusal(rule=RULE, gate=GATE, detail=f"{found[0]!r} is denied by another report")


def check_certainty(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse a deed told as fact where its document's headline, or the first sentence below it, gives it as a word.

    So are a side's losses, whoever tells them.
    """
    own = own_voice(passage.text)
    lost = _deeds(support).lost.search(own)
    if lost and not (_is_weighed(own, support) or _says_who(passage, own, support)):
        yield Refusal(rule=9, gate="certainty", detail=f"{lost[0]!r} is nobody's word")
        return
    for ground in support.grounds:
        is_headline = ground.citation.span.field == "title"
        if _is_surer_than_text(ground, support) if is_headline else _is_surer_than_headline(ground, own, support):
            if not (_is_weighed(own, support) or _says_who(passage, own, support)):
                detail = f"{ground.document.source_name} gives it as somebody's word"
                yield Refusal(rule=RULE, gate="certainty", detail=detail)
            return


def check_blame(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse who is to blame in a word of our own before a noun ("a Northern-provoked clash")."""
    for found in _deeds(support).blame.finditer(own_voice(passage.text)):
        yield Refusal(rule=14, gate="blame", detail=found[0].strip())


def flat_clause(own: str, deeds: Deeds, said: re.Pattern[str]) -> tuple[int, int] | None:
    """Return where a clause beside what somebody says tells a side's deed, and not who says so; None for none.

    ``said`` finds verbs of saying; ``own`` is a sentence without what stands in quotation marks.
    """
    for start, end in _clauses(own, deeds):
        clause, rest = own[start:end], own[:start] + own[end:]
        if deeds.done.search(clause) and not said.search(clause) and said.search(rest):
            return start, end
    return None


def _clauses(text: str, deeds: Deeds) -> Iterator[tuple[int, int]]:
    """Yield where a clause opens a sentence, up to its comma, or ends it ("After the raid, …", "… after the raid")."""
    for found in deeds.opening.finditer(text):
        if found.start():
            yield found.start(), len(text.rstrip(" ."))
        elif (comma := text.find(", ")) > 0:
            yield 0, comma + 2


def _part_at(text: str, start: int, end: int) -> str:
    """Return what stands between the commas round a place of a text."""
    comma = text.find(", ", end)
    return text[text.rfind(", ", 0, start) + 1 : comma if comma > 0 else len(text)]


def _is_weighed(own: str, support: Support) -> bool:
    """Tell whether a text says itself that what it tells is a charge, or not certain."""
    return any(pattern.search(own) for pattern in (support.lexicon.surmise, _deeds(support).weighed))


def _says_who(passage: Passage, own: str, support: Support) -> bool:
    return is_attributed(passage, own, support) or _SPEAKER_AFTER_COLON.search(own.rstrip(".")) is not None


def _deeds(support: Support) -> Deeds:
    return deeds_of(support.evidence.language, support.evidence.crisis.sides)


def _is_surer_than_headline(ground: Ground, own: str, support: Support) -> bool:
    """Tell whether a sentence tells a deed that the headline above it gives as somebody's word."""
    deeds, headline = _deeds(support), own_voice(ground.document.headline)
    is_claim = deeds.claim.search(headline) or ends_in_speaker(headline)
    if not (is_claim and deeds.deed.search(own) and deeds.deed.search(headline)):
        return False
    words_of = support.evidence.style.content_words
    sides = re.compile(deeds.side)
    shared = words_of(sides.sub(" ", ground.text)) & words_of(sides.sub(" ", headline))
    return len(shared) >= SAME_DEED


def _is_surer_than_text(ground: Ground, support: Support) -> bool:
    """Tell whether a headline tells a deed that the first sentence below it gives as somebody's word, or as likely."""
    sentences = sentences_of(ground.document.text[:OPENING].strip())
    first = own_voice(sentences[0]) if sentences else ""
    return _is_hedged(ground.text, first, support) or _is_said(ground.text, first, support)


def _is_hedged(headline: str, first: str, support: Support) -> bool:
    """Tell whether right after a word of surmise a sentence has a word that its headline has without one."""
    hedge, style = _deeds(support).hedge, support.evidence.style
    if support.lexicon.surmise.search(headline) or hedge.search(headline):
        return False
    main = _RELATIVE.sub(" ", own_voice(headline))
    told = {style.endings.sub("", word) for word in style.content_words(main)}
    for found in hedge.finditer(first):
        clause = re.split(r"[,;:]", first[found.end() :])[0]
        following = " ".join(clause.split()[:SURMISED_REACH])
        if any(style.endings.sub("", word) in told for word in style.content_words(following)):
            return True
    return False


def _is_said(headline: str, first: str, support: Support) -> bool:
    """Tell whether a sentence says what its headline says of a side's deed, by the word of another than that side."""
    done = _deeds(support).done.search(own_voice(headline))
    words = support.evidence.style.content_words(headline)
    told = support.evidence.style.content_words(first)
    said = support.lexicon.attribution.search(first)
    if done is None or said is None or len(words & told) < TOLD_SHARE * len(words) or _counts(headline):
        return False
    _, comma, last = first.rpartition(", ")
    covering = last if comma and support.lexicon.attribution.search(last) else first[: said.start()]
    doer = done["side"] or done["agent"] or ""
    return bool(covering.strip()) and not (doer and doer in covering)


def _counts(headline: str) -> bool:
    """Tell whether a headline has a number: the day's figures say who claims it."""
    return any(
        word.isdigit() or word in SMALL or word in TENS for word in re.findall(r"\w+", headline.lower())
    )
