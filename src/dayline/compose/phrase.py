"""Wording of passages: a sentence of the evidence with names, dates and spelling set right, and nothing added."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dayline.compose.candidates import Candidate
from dayline.compose.charges import tells_deed, without_blame, without_clause, without_motive
from dayline.compose.gates.lexicon import lexicon_of
from dayline.compose.gates.speakers import OWN_VOICES
from dayline.compose.grammar import mended
from dayline.compose.headings import title_span
from dayline.compose.introductions import introduced
from dayline.compose.leaning import nameless_pronoun
from dayline.compose.material import Draft, Material, published_date
from dayline.compose.mentions import with_short_names
from dayline.compose.namings import best_naming
from dayline.compose.offices import with_country, with_owner
from dayline.compose.speakers import headline_speaker, with_speakers_named
from dayline.compose.style import Style
from dayline.compose.weekdays import weekdays_of
from dayline.compose.wording import (
    OTHER_DAY,
    closed,
    outside_quotes,
    resolve_relative_days,
    respelled,
    typographic,
    with_dashes,
    with_dates,
    with_labels_replaced,
    without_side_adjectives,
    without_today,
)
from dayline.model.document import Document, Span
from dayline.model.source import Source

# The tier of sources that nothing speaks for.
LAST_TIER = 3
# Sentences of a teaser: under a headline that names its speaker, all of them are that speaker's words. Of 60 first
# sentences that were most unlike such a headline (days 5 to 40), the only ones of another speaker told of this one.
TEASER = 3
# "Ukraine’s ministry", which takes no article
_OWNER = re.compile(r"[’']s ")
# "Water ministry: …": what stands before the colon says who says so, and needs no outlet before it.
_LED = re.compile(r"[^\W\d_a-z][^:“‘\"]{2,40}: (?=\S)")


def sentence_drafts(
    candidate: Candidate, material: Material, style: Style, before: str | None = None, told_on: date | None = None
) -> Iterator[Draft]:
    """Yield wordings of a sentence, the fullest first; the last changes nothing but marks and spelling.

    ``before`` is the text of the section so far, None outside a section, where nobody is named in full; ``told_on`` the
    day whose weekday needs no date, the digest's where none is given. A body's own words are never the digest's: what
    it states without an attribution stands after the name of the speaker whom the headline names, or after its own.
    """
    voices = tuple(voices_of(candidate, material, style))
    with_names, spans = with_speakers_named(candidate, material, style, before or "")
    shorter = with_short_names(with_names, candidate, material, before or "")
    texts = {shorter: spans, with_names: spans, candidate.text: (candidate.span,)}
    for text, evidence in texts.items():
        if nameless_pronoun(text, style) is not None:
            continue
        published = published_date(candidate.document)
        dated = with_dates(text, weekdays_of(candidate, text, material, style), style, told_on or material.date)
        if published == (told_on or material.date):
            dated = without_today(dated, style.perfect_today)
        dated = with_owner(resolve_relative_days(dated, published, style), candidate.span, material)
        plainer = _in_plain_words(dated, candidate.document, material)
        for wording in dict.fromkeys((mended(plainer, style), plainer, dated, without_today(text), text)):
            if OTHER_DAY.search(outside_quotes(wording)):
                continue
            draft = Draft(text=_finished(wording, evidence, candidate.document, material), spans=evidence)
            if voices:
                surnames = (name for name, at in voices if at and " " not in name)
                named = next((name for name in surnames if before is not None and name not in before), None)
                naming = best_naming(named, candidate.document, material) if named else None
                if naming is not None:
                    yield _said_by_name(draft, naming.span, material, style)
                if (office := office_of(candidate, material, style)) is not None:
                    yield _said_by(draft, office, material, style)
                claims = ((name, spans, _as_claim(draft, spans, material)) for name, spans in voices)
                told = (
                    _told_by(claim, name, *spans) for name, spans, claim in claims if spans or _may_say(claim, material)
                )
                title = title_span(candidate.document, style) if told_on is None else None
                yield from _with_introductions(told, title, material, style, before or "") if title else told
            else:
                is_own = told_on is None and _names_nobody(candidate, material)
                yield from _plain_or_told(draft, material, is_own=is_own)


def voices_of(candidate: Candidate, material: Material, style: Style) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield whose words a sentence is where it does not say so, and where that is written; nothing where it does."""
    document = candidate.document
    speaker = headline_speaker(document, material, style)
    is_told = speaker is not None and _is_said_by(candidate, speaker, material, style)
    if not _speaks_for_itself(candidate, material, style, is_told=is_told):
        return
    if speaker is not None and is_told:
        name = respelled(typographic(document.quote(speaker)), material.crisis.spelling, document.headline)
        yield with_country(name[0].upper() + name[1:], candidate.span, material, style), (speaker,)
    yield document.source_name, ()


def office_of(candidate: Candidate, material: Material, style: Style) -> Span | None:
    """Return where a headline names by office alone ("… – Teln mayor") who says a sentence; None elsewhere."""
    document = candidate.document
    title = title_span(document, style)
    found = re.search(str(style.table.get("office_named", "(?!)")), document.quote(title)) if title else None
    if title is None or found is None:
        return None
    start, end = found.span("office")
    span = document.span(title.start + start, title.start + end, "title")
    is_told = _is_said_by(candidate, span, material, style)
    return span if is_told and _speaks_for_itself(candidate, material, style, is_told=True) else None


def _is_said_by(candidate: Candidate, speaker: Span, material: Material, style: Style) -> bool:
    """Tell whether a sentence is the words of its headline's speaker: the first, or in a teaser, and not about them."""
    document = candidate.document
    name = document.quote(speaker).rpartition(" ")[2]
    if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", candidate.text):
        return False
    before = document.text[: candidate.span.start]
    if style.content_words(before) <= style.content_words(document.headline):
        return True
    sentences = [s for s in material.annotations[document.id].sentences if s.span.field == "text" and s.has_verb]
    return len(sentences) <= TEASER and not lexicon_of(material.language).attribution.search(before)


def _speaks_for_itself(candidate: Candidate, material: Material, style: Style, *, is_told: bool) -> bool:
    """Tell whether a sentence is a body's or a channel's own claim, said by nobody in it.

    So is what an outlet of a side tells under a headline that names who says so, where the sentence does not; where the
    whole is told by that speaker (``is_told``), a deed of somebody else's is, too.
    """
    source = material.source_of(candidate.document)
    if source is None:
        return False
    title = title_span(candidate.document, style)
    if source.side and title and (is_told or style.headline_speaker.search(candidate.document.quote(title))):
        said = lexicon_of(material.language).attribution.search(outside_quotes(candidate.text)) is not None
        return not (said if is_told else is_said(candidate, material))
    spoken = (s for s in candidate.statements if s.act == "speech")
    return source.kind in OWN_VOICES and not any(part.is_within(candidate.span) for s in spoken for part in s.source)


def _names_nobody(candidate: Candidate, material: Material) -> bool:
    """Tell whether a sentence names no person and no body, and gives its words to nobody: they are the outlet's own."""
    held = material.annotations[candidate.document.id]
    spans = (*(person.span for person in held.people), *(body.span for body in held.bodies))
    return not any(span.is_within(candidate.span) for span in spans) and not is_said(candidate, material)


def is_said(candidate: Candidate, material: Material) -> bool:
    """Tell whether a sentence hands its words to somebody: with a verb of saying, or to a person by name."""
    people = {mention.name for mention in material.annotations[candidate.document.id].people}
    own = outside_quotes(candidate.text)
    return lexicon_of(material.language).attribution.search(own) is not None or any(
        statement.speaker in people or (statement.act != "attitude" and " " in (statement.speaker or ""))
        for statement in candidate.statements
        if any(part.is_within(candidate.span) for part in statement.source)
    )


def headline_drafts(span: Span, material: Material, style: Style, before: str | None = None) -> Iterator[Draft]:
    """Yield wordings of a headline as a line of its own.

    ``before`` is the text of the section so far, "" outside of one: whom it does not name is named with the office.
    None where the headline stays as it is.
    """
    document = material.documents[span.document_id]
    text = style.recased(document, document.quote(span))
    text = with_country(resolve_relative_days(text, published_date(document), style), span, material, style)
    text = with_owner(text, span, material)
    for wording in dict.fromkeys((_in_plain_words(text, document, material), text)):
        draft = Draft(text=_finished(wording, (span,), document, material), spans=(span,))
        drafts = _as_headline(draft, material, style)
        yield from drafts if before is None else _with_introductions(drafts, span, material, style, before)


@lru_cache(maxsize=8)
def _label(style: Style) -> re.Pattern[str]:
    """Return the pattern of headlines that head no section."""
    return style.any_of("heading_label")


def heading_drafts(span: Span, material: Material, style: Style) -> Iterator[Draft]:
    """Yield wordings of a headline as a heading: house spelling, no full stop; none of one that is a label."""
    document = material.documents[span.document_id]
    if _label(style).search(document.quote(span)):
        return
    text = style.recased(document, document.quote(span))
    dated = resolve_relative_days(text, published_date(document), style)
    backing = f"{document.headline} {document.quote(span)}"
    text = respelled(with_dashes(typographic(dated)), material.crisis.spelling, backing).removesuffix(".")
    text = with_owner(with_country(text, span, material, style), span, material)
    for wording in dict.fromkeys((_in_plain_words(text, document, material), text)):
        drafts = _as_headline(Draft(text=wording, spans=(span,)), material, style)
        yield from _with_introductions(drafts, span, material, style, "")


def _with_introductions(
    drafts: Iterator[Draft], title: Span, material: Material, style: Style, before: str
) -> Iterator[Draft]:
    """Yield drafts of a headline, each after the one that says who those are whom it names bare."""
    for draft in drafts:
        if (longer := introduced(draft, title, material, style, before)) is not None:
            yield longer
        yield draft


def _in_plain_words(text: str, document: Document, material: Material) -> str:
    """Return a text without a side's adjectives and names for the other; as it is where then nobody knows who acts."""
    lexicon = lexicon_of(material.language)
    text = without_blame(text, material)
    plain = without_side_adjectives(text, lexicon.label_adjective)
    if lexicon.label_actor.search(outside_quotes(text)) and not _names_other_side(plain, document, material):
        return text
    plain = with_labels_replaced(plain, lexicon.label_nouns, lexicon.label_stands_for)
    return plain[0].upper() + plain[1:] if text[:1].isupper() else plain


def _names_other_side(text: str, document: Document, material: Material) -> bool:
    """Tell whether a text names a side that its outlet does not speak for ("Russia", "Russian")."""
    source = material.source_of(document)
    others = [side for side in material.crisis.sides if source is None or side != source.side]
    return any(re.search(rf"\b{re.escape(side[:-1])}", text) for side in others)


def _as_headline(draft: Draft, material: Material, style: Style) -> Iterator[Draft]:
    """Yield a headline's wordings; one of a body or channel that names nobody who says so stands after its name."""
    source = material.source_of(material.documents[draft.spans[0].document_id])
    if source is not None and source.kind in OWN_VOICES and not style.headline_speaker.search(draft.text):
        yield _told_by(draft, source.name)
    else:
        yield from _plain_or_told(draft, material)


def _plain_or_told(draft: Draft, material: Material, *, is_own: bool = False) -> Iterator[Draft]:
    """Yield a draft, then without a clause of its writer's own, then after its outlet's name.

    The outlet is named where it speaks for a side or itself, or tells a deed. What that of a side says in its own words
    alone (``is_own``) stands after its name only. A side's names for the other are left to those who speak: an outlet's
    own are not repeated.
    """
    source = material.source_of(material.documents[draft.spans[0].document_id])
    if not (is_own and source is not None and source.side):
        yield draft
        if (shorter := without_clause(draft.text, material)) is not None:
            yield replace(draft, text=shorter)
    labels = lexicon_of(material.language).labels.search(outside_quotes(draft.text))
    if source is None or labels or _LED.match(draft.text) or _is_outspoken(source, material):
        return
    if source.side or source.kind in OWN_VOICES or tells_deed(draft.text, material):
        yield _told_by(_as_claim(draft, (), material), source.name)


def _may_say(draft: Draft, material: Material) -> bool:
    """Tell whether an outlet's name may stand before a text: only who speaks for itself calls the other side names."""
    source = material.source_of(material.documents[draft.spans[0].document_id])
    labels = lexicon_of(material.language).labels.search(outside_quotes(draft.text))
    return labels is None or (source is not None and source.kind in OWN_VOICES)


def _is_outspoken(source: Source, material: Material) -> bool:
    """Tell whether an outlet of the last tier would speak for a side that a better source speaks for."""
    better = (other.side for other in material.crisis.sources if other.tier < LAST_TIER)
    return source.tier == LAST_TIER and source.kind not in OWN_VOICES and source.side in set(filter(None, better))


def _as_claim(draft: Draft, speaker: tuple[Span, ...], material: Material) -> Draft:
    """Return a draft as its outlet's name can stand before it: without why others did what it says they did."""
    return draft if speaker else replace(draft, text=without_motive(draft.text, material))


def _told_by(draft: Draft, name: str, *named_at: Span) -> Draft:
    return Draft(text=f"{name}: {draft.text}", spans=(*draft.spans, *named_at))


def _said_by(draft: Draft, office: Span, material: Material, style: Style) -> Draft:
    words = material.documents[office.document_id].quote(office)
    speaker = words if words.endswith("s") or _OWNER.search(words) else style.words_for("office", office=words)
    text = style.words_for("told_said", sentence=draft.text.removesuffix("."), speaker=speaker)
    return Draft(text=text, spans=(*draft.spans, office))


def _said_by_name(draft: Draft, naming: Span, material: Material, style: Style) -> Draft:
    document = material.documents[naming.document_id]
    words = typographic(document.quote(naming))
    words = respelled(words, material.crisis.spelling, f"{document.headline} {words}")
    speaker = style.words_for("office", office=words) if words[0].islower() else words
    speaker += "," if "," in words else ""
    text = style.words_for("told_said", sentence=draft.text.removesuffix("."), speaker=speaker)
    return Draft(text=text, spans=(*draft.spans, naming))


def speech_draft(candidate: Candidate, speaker: Span, material: Material, style: Style) -> Draft:
    """Set a sentence of a speech as a quotation of the speaker whom the speech's title names."""
    words = typographic(candidate.text).replace("“", "‘").replace("”", "’")
    name = respelled(
        typographic(candidate.document.quote(speaker)), material.crisis.spelling, candidate.document.headline
    )
    lower = name[0].lower() + name[1:] if name.startswith("The ") else name
    text = style.words_for("quote_said", quote=f"“{words.removesuffix('.')}”", speaker=lower)
    return Draft(text=text, spans=(candidate.span, speaker))


def _finished(text: str, evidence: tuple[Span, ...], document: Document, material: Material) -> str:
    """Return the text in the house's form; a name is backed by the cited spans and the document's headline."""
    backing = " ".join([document.headline, *(material.documents[s.document_id].quote(s) for s in evidence)])
    finished = closed(respelled(with_dashes(typographic(text)), material.crisis.spelling, backing))
    return finished[0].upper() + finished[1:] if finished[:1].islower() else finished
