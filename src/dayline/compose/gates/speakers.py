"""Rules 4, 7 and 9: who speaks is said, and is one; and what rests on nobody's name is known to."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dayline.compose.gates.deeds import deeds_of, stem_of
from dayline.compose.gates.grounds import Evidence, Ground, Refusal, Support
from dayline.compose.gates.likeness import folded, words_of
from dayline.compose.gates.names import name_runs
from dayline.compose.gates.quotations import own_voice, quotations_in
from dayline.model.claims import Statement
from dayline.model.digest import Passage
from dayline.model.document import Document
from dayline.text.persons import same_person

_SENTENCE_END = re.compile(r"[.!?…]['’”\"»)]*\s+(?=[\"“„«‘'\[(]?[^\W\d_a-z])")


# "… – General Staff", as headlines name who says so
_NAMED_AT_THE_END = re.compile(r"\s[-–—]\s?(?:the )?[A-Z][\w’'.-]*(?: [\w’'.-]+){0,4}\.?$")
# "… – ambassador", as only headlines do
_OFFICE_AT_THE_END = re.compile(r"\s[-–—]\s(?P<office>[a-z][\w’'.-]*(?: [\w’'.-]+){0,3}?)\.?$")
_OFFICE_WORD = re.compile(r"[\w’'-]+")
# The time that an outlet hangs on its headline.
_STAMP = re.compile(r"\s+\(\d{1,2}\.\d.*$")
# Words of a speaker in the last clause, and words that may follow or stand before a verb of saying.
LAST_SPEAKER, AFTER_SAID = 9, 6
# Kinds of source that publish what they themselves say, and not what others said.
OWN_VOICES = frozenset({"statements", "telegram"})
# "Azov Detachment: …", before anything else
_NAMED_BEFORE = re.compile(r"(?P<name>[^\W\d_a-z][\w.’'-]*(?: [\w.’'-]+){0,6}): ")
# a word of a name
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*")
# "Harbour minister Ada Roe: …", "Ada Roe, the harbour minister: …"
_INTRODUCED_BEFORE = re.compile(r"(?P<name>[^\W\d_][^:“”]{5,120}): ")
# "… – harbour minister Ada Roe"
_INTRODUCED_AFTER = re.compile(r"\s–\s(?P<name>[^:–“”]{5,120}?)\.?$")
# … and what stands there and may be none
_TOPIC = re.compile(r"[^:“”]{3,60}(?=: )")
# Small words inside such a name.
_TIES = frozenset({"of", "the", "and", "for", "at"})


def check_one_speaker(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse two speakers' quotations run together in one passage."""
    speakers: list[str] = []
    for sentence in sentences_of(passage.text):
        if quotations_in(sentence):
            own = own_voice(sentence)
            for match in support.lexicon.attribution.finditer(own):
                name = _name_beside(own, match.span(), support)
                if name and not any(same_person(name, other) for other in speakers):
                    speakers.append(name)
    if len(speakers) > 1:
        yield Refusal(
            rule=4, gate="speakers", detail=f"quotations of {' and of '.join(speakers)} run together"
        )


def check_attributed_losses(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse losses, deeds of war and what the other side does, unattributed, where all sources speak for one side.

    So are crimes that somebody only speaks of ("informed the envoy about the crimes of"): they are held for facts.
    """
    sides = {_side_of(document, support.evidence) for document in support.documents}
    own, lexicon = own_voice(passage.text), support.lexicon
    if len(sides) != 1 or "" in sides or _told_by_name(own, support):
        return
    side, crisis = sides.pop(), support.evidence.crisis
    is_told = _NAMED_AT_THE_END.search(own) or _ends_in_office(passage, own, support)
    found = None if is_told else _held_for_fact(own, support)
    if not found and not is_attributed(passage, own, support):
        others = stem_of(tuple(other for other in crisis.sides if other != side))
        found = lexicon.losses.search(own) or re.match(rf"(?:The )?(?:{others})\w*", own)
    if found:
        yield Refusal(rule=9, gate="losses", detail=f"{found[0]!r} rests on {side} sources, and is not attributed")


def _held_for_fact(own: str, support: Support) -> re.Match[str] | None:
    """Return the crimes that somebody only speaks of, or the other's deed as a topic ("Raids on Teln: …")."""
    deeds, topic = deeds_of(support.evidence.language, support.evidence.crisis.sides), _TOPIC.match(own)
    found = deeds.done.search(topic[0]) if topic and not voice_before(own, support) else None
    return found or deeds.briefed.search(own)


def check_side_labels(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse a side's names for the other ("the enemy") without attribution where all the sources speak for it."""
    sides = {_side_of(document, support.evidence) for document in support.documents}
    own, lexicon = own_voice(passage.text), support.lexicon
    attributed = _told_by_name(own, support) or lexicon.attribution.search(own)
    found = lexicon.labels.search(own)
    if found and len(sides) == 1 and "" not in sides and not attributed:
        yield Refusal(rule=14, gate="labels", detail=f"{found[0]!r} is a word of {sides.pop()} for the other side")


def check_kept_attribution(passage: Passage, support: Support) -> Iterator[Refusal]:
    """Refuse what the evidence gives as somebody's words, and the passage as fact."""
    own, lexicon = own_voice(passage.text), support.lexicon
    for ground in support.grounds:
        named = _headline_speaker(ground, support) or _last_speaker(ground, support)
        if named and not words_of(named) <= words_of(passage.text):
            yield Refusal(rule=4, gate="attribution", detail=f"{named!r} of the evidence is left out")
    for name, verb in _moved_speakers(own, support):
        yield Refusal(rule=4, gate="attribution", detail=f"{name!r} does not stand before {verb!r} in the evidence")
    if _told_by_name(own, support) or lexicon.attribution.search(own) or _NAMED_AT_THE_END.search(own):
        return
    for ground in support.grounds:
        found = lexicon.attribution.search(own_voice(ground.text))
        if found:
            yield Refusal(rule=4, gate="attribution", detail=f"{found[0]!r} of the evidence is left out")
            return
        if _is_own_word(ground, support) and not _ends_in_office(passage, own, support):
            yield Refusal(rule=4, gate="attribution", detail=f"{ground.document.source_name} does not say who says so")
            return


def is_attributed(passage: Passage, own: str, support: Support) -> bool:
    """Tell whether a passage says in its own voice (``own``) who says so: a name, a verb of saying, an office."""
    said = support.lexicon.attribution.search(own) or _NAMED_AT_THE_END.search(own)
    return bool(said) or _told_by_name(own, support) or _ends_in_office(passage, own, support)


def _told_by_name(own: str, support: Support) -> bool:
    """Tell whether a source's or speaker's name and a colon open a passage, or one of the headings of a title."""
    names = "|".join(re.escape(document.source_name) for document in support.documents)
    if re.search(rf"(?:^|[;,] )(?:{names}): ", own) is not None:
        return True
    neutral = "|".join(re.escape(d.source_name) for d in support.documents if not _side_of(d, support.evidence))
    if neutral and re.search(rf"\(day \d+\): (?:{neutral}): ", own) is not None:
        return True
    ending = _INTRODUCED_AFTER.search(own)
    if ending is not None and _is_introduced(ending["name"], support):
        return True
    return any(voice_before(part, support) for part in (own, *re.split(r"[;,] ", own)))


def voice_before(text: str, support: Support) -> int:
    """Return the length of "NAME: " before a text where NAME is a source, or whom a cited headline names as speaker.

    No place is a speaker: "Kolm: 12 killed" says where.
    """
    for document in support.documents:
        if text.startswith(f"{document.source_name}: "):
            return len(document.source_name) + 2
    found = _speaker_before(text, support)
    names = {found["name"], support.without_owner(found["name"])} if found else set()
    if found is not None and any(_is_headline_speaker(name, support) for name in names):
        return found.end()
    opening = _INTRODUCED_BEFORE.match(text)
    return opening.end() if opening and _is_introduced(opening["name"], support) else 0


def _is_headline_speaker(name: str, support: Support) -> bool:
    """Tell whether a cited headline names somebody as its speaker: before a colon or a verb, or at its end."""
    name = re.escape(folded(name))
    said = re.compile(rf"(?:^|: ){name}(?: on [^:]+)?: |[-–—:] ?(?:the )?{name}\W*(?:$|\(|«)")
    says = re.compile(rf"^{name} (?={support.lexicon.attribution.pattern})", re.IGNORECASE)
    headlines = [folded(headline) for headline in support.headlines]
    return any(said.search(each) or says.match(each) for each in headlines)


def _is_introduced(words: str, support: Support) -> bool:
    """Tell whether words are all of a citation, and somebody stands in it whom a cited headline has as its speaker."""
    if all(words_of(words) != words_of(text) for text in support.texts):
        return False
    names = (name for name in _NAME.findall(words) if name.lower() not in support.lexicon.offices)
    return any(_is_headline_speaker(name, support) for name in names)


def _speaker_before(text: str, support: Support) -> re.Match[str] | None:
    """Return the name, or an office's ("Harbour ministry"), and the colon that open a text; None for a place's."""
    found = _NAMED_BEFORE.match(text)
    if found is None or _is_place(found["name"], support):
        return None
    small = {word for word in found["name"].split() if word[0].islower()} - _TIES
    return found if small <= support.lexicon.offices else None


def _headline_speaker(ground: Ground, support: Support) -> str:
    """Return the name before a colon or after a dash by which a cited headline says who says so; "" for none."""
    told = own_voice(ground.text)
    if ground.citation.span.field != "title":
        return ""
    before, after = _speaker_before(told, support), _NAMED_AT_THE_END.search(told)
    return before["name"] if before else after[0] if after else ""


def _last_speaker(ground: Ground, support: Support) -> str:
    """Return who says so in the last clause of what is cited ("…, the envoy said"); "" for nobody."""
    told = own_voice(ground.text).rstrip(" .")
    clause = told.rpartition(", ")[2] if ", " in told else ""
    said = support.lexicon.attribution.search(clause)
    if said is None or re.match(r"(?:who|which|that|and|but)\b", clause):
        return ""
    who, rest = clause[: said.start()].strip(), clause[said.end() :]
    return who if len(who.split()) <= LAST_SPEAKER and len(rest.split()) <= AFTER_SAID else ""


def _moved_speakers(own: str, support: Support) -> Iterator[tuple[str, str]]:
    """Yield (name, verb) where a name right before a verb of saying stands nowhere before it in the evidence.

    A name that another citation gives for a "he" is no evidence of the verb, and passes.
    """
    for match in support.lexicon.attribution.finditer(own):
        name = _name_beside(_without_weekdays(own, support), match.span(), support, before=True)
        if not name:
            continue
        last = re.escape(folded(name.split()[-1]))
        pattern = re.compile(rf"(?<!\w){last}(?:\W+\w+){{0,{AFTER_SAID}}}?\W+{re.escape(folded(match[0]))}(?!\w)")
        told = [folded(text) for text in support.texts]
        naming = [text for text in told if re.search(rf"(?<!\w){last}(?!\w)", text)]
        saying = [text for text in naming if re.search(rf"(?<!\w){re.escape(folded(match[0]))}(?!\w)", text)]
        headlines = [folded(headline) for headline in support.headlines]
        if saying and saying == naming and not any(pattern.search(text) for text in (*saying, *headlines)):
            yield name, match[0]


def _without_weekdays(own: str, support: Support) -> str:
    """Return a text with weekdays, and a small word before them ("on Monday"), blotted out by spaces."""
    pattern = rf"(?:\b[a-z]+ )?{support.lexicon.weekday.pattern}"
    return re.sub(pattern, lambda found: " " * len(found[0]), own)


def _is_own_word(ground: Ground, support: Support) -> bool:
    """Tell whether what is cited is a body's or channel's own word, or stands under a side's headline with a speaker.

    Nothing in it says so: the reader must be told.
    """
    source = support.evidence.sources.get(ground.document.source_id)
    if source is None:
        return False
    if source.kind in OWN_VOICES:
        return True
    headline = _STAMP.sub("", ground.document.headline.strip())
    said, before = support.lexicon.attribution.search(own_voice(headline)), _speaker_before(headline, support)
    is_named = said or before or ends_in_speaker(headline)
    return bool(source.side and ground.citation.span.field == "text" and is_named)


def ends_in_speaker(headline: str) -> bool:
    """Tell whether a headline names at its end who says so ("… – General Staff", "… – ambassador")."""
    return bool(_NAMED_AT_THE_END.search(headline) or _OFFICE_AT_THE_END.search(headline))


def _is_place(name: str, support: Support) -> bool:
    places = (term.names for term in support.evidence.crisis.terms if term.kind == "place")
    last = name.rpartition(" ")[2].lower()
    return last in support.lexicon.place_words or any(name in names for names in places)


def _ends_in_office(passage: Passage, own: str, support: Support) -> bool:
    """Tell whether a headline names the office of its speaker at its end ("… – ambassador")."""
    found = _OFFICE_AT_THE_END.search(own)
    rests_on_headlines = all(citation.span.field == "title" for citation in passage.citations)
    named = _OFFICE_WORD.findall(found["office"].lower()) if found else ()
    return rests_on_headlines and not support.lexicon.offices.isdisjoint(named)


def anonymous_only(statements: Sequence[Statement]) -> bool:
    """Tell whether all of the statements, and at least one, come from sources without a name."""
    return bool(statements) and all(statement.anonymity is not None for statement in statements)


def _side_of(document: Document, evidence: Evidence) -> str:
    source = evidence.sources.get(document.source_id)
    return source.side if source else ""


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a passage."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def _name_beside(own: str, cue: tuple[int, int], support: Support, *, before: bool = False) -> str:
    """Return the name that ends right before a verb of saying or begins right after it; "" for none.

    With ``before``, only the first is looked for.
    """
    for run in name_runs(own):
        words = [found.word for found in run if found.word.lower() not in support.lexicon.openers]
        if set(words) & {*support.lexicon.weekdays, *support.lexicon.months}:
            continue
        start, end = run[0].start, run[-1].end
        gap = own[end : cue[0]] if end <= cue[0] else own[cue[1] : start]
        if words and not gap.strip() and (end <= cue[0] or not before):
            return " ".join(words)
    return ""
