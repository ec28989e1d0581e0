"""Statements: who said what, found by the tagger and completed with speaker, role, channel and relay."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dayline.annotate.acts import act_of, act_words_of
from dayline.annotate.attributions import find_attributions
from dayline.annotate.channels import channel_in
from dayline.annotate.clauses import TELLING, noun_phrase, quoted_person
from dayline.annotate.found import Attribution
from dayline.annotate.intervals import Intervals
from dayline.annotate.names_found import NameWords, name_words_of
from dayline.annotate.quotations import find_quotations
from dayline.annotate.reading import Reading
from dayline.annotate.relays import cited_by
from dayline.annotate.speakers import Speaker, Speakers, SpeakerWords, speaker_words_of
from dayline.annotate.tagging import SpanTagger
from dayline.annotate.tree import Range, Tree
from dayline.model.claims import Statement, StatementId, StatementKind
from dayline.model.entities import BodyMention, PersonMention
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language

LONGEST_MARK = 3  # characters: a "quotation" no longer than its marks and one letter quotes nothing
QUOTE_MARKS = "\"“”„‟«»‘’'`"


def find_statements(
    reading: Reading,
    people: Sequence[PersonMention],
    bodies: Sequence[BodyMention] = (),
    *,
    language: Language,
    tagger: SpanTagger,
    tree: Tree | None = None,
) -> tuple[Statement, ...]:
    """Return the statements of one field in the order of the text; none for a language without names for speakers.

    What was done by nobody that the text names ("was announced") is none.
    """
    names = name_words_of(language)
    if names is None or not reading.text.strip():
        return ()
    tree = tree or Tree.of(reading.parsed)
    quotations = find_quotations(tree.text)
    attributions = find_attributions(
        tree,
        quotations,
        tagger,
        language.words("statements", "citing"),
        is_headline=reading.field == "title",
        is_speaker=_SpeakerTest(reading, tree, people, names, speaker_words_of(language)),
    )
    speakers = Speakers(tree, people, bodies, reading.field, speaker_words_of(language), names)
    quoted = Intervals(part for quotation in quotations for part in quotation.parts)
    found = (_complete(reading, tree, item, quoted, speakers, language) for item in attributions)
    return tuple(statement for statement in found if statement.source or statement.act != "act")


@dataclass(frozen=True, slots=True)
class _SpeakerTest:
    """Tells whether tokens name a person of the document, a role, a body or an outlet; loosely, any name."""

    reading: Reading
    tree: Tree
    people: Sequence[PersonMention]
    names: NameWords
    words: SpeakerWords

    def __call__(self, first: int, last: int, loosely: bool) -> bool:
        tree, names = self.tree, self.names
        start, end = tree.characters(first, last)
        if any(
            mention.span.field == self.reading.field and start <= mention.span.start and mention.span.end == end
            for mention in self.people
        ):
            return True
        written = tree.text[start:end]
        if written in names.speaking_bodies or written in self.words.outlets or tree.lower[last] in self.words.voices:
            return True
        if names.is_role(tree.words[last]) or (tree.lower[last] in names.bodies and tree.words[last][0].isupper()):
            return True
        capitals = all(tree.words[index][0].isupper() for index in range(first, last + 1))
        unknown = capitals and tree.lower[last] not in names.common
        return unknown and (loosely or self._looks_like_surname(written, first, last))

    def _looks_like_surname(self, written: str, first: int, last: int) -> bool:
        """Tell whether a name at the end of a headline is a person's, not the outlet's own."""
        is_own = written.lower() in self.reading.document.source_name.lower()
        surname = self.tree.tags[last] in ("NN", "NNP") and not written.isupper() and self.tree.words[last].isalpha()
        ends = self.tree.words[last] in self.words.outlet_endings
        return first > 0 and last - first <= 1 and surname and not ends and not is_own


def kind_of(text: str, content: Sequence[Range], quoted: Intervals) -> StatementKind:
    """Return "direct" for quotations from mark to mark, "mixed" for words round a quotation, else "indirect".

    ``quoted`` are the parts of the text's quotations.
    """
    whole = (content[0][0], content[-1][1])
    if _is_quoted(text, whole) and all(quoted.covers(*part) or _is_quoted(text, part) for part in content):
        return "direct"
    touched = any(end - start > LONGEST_MARK for part in content for start, end in quoted.overlapping(*part))
    return "mixed" if touched else "indirect"


def _is_quoted(text: str, part: Range) -> bool:
    """Tell whether a part begins and ends with a mark."""
    return text[part[0]] in QUOTE_MARKS and text[part[1] - 1] in QUOTE_MARKS


def _complete(
    reading: Reading,
    tree: Tree,
    found: Attribution,
    quoted: Intervals,
    speakers: Speakers,
    language: Language,
) -> Statement:
    cited = _cited(tree, found, language)
    outer = speakers.resolve(found.source[0]) if found.source else Speaker()
    speaker = speakers.resolve(cited) if cited is not None else outer
    source = (cited,) if cited is not None else found.source
    reported_by = outer.outlet if outer.outlet else _relay(tree, found, speakers)
    start, end = _surroundings(tree, found)
    channel = channel_in(tree.text, start, end, [*found.content, *source], language)
    kind = kind_of(tree.text, found.content, quoted)
    return Statement(
        id=StatementId(short_id("statement", reading.document.id, reading.field, repr(found))),
        kind=kind,
        content=tuple(reading.span(*part) for part in found.content),
        cue=tuple(reading.span(*part) for part in found.cue),
        source=tuple(reading.span(*part) for part in source),
        speaker_id=speaker.person_id,
        speaker=speaker.name,
        role=speaker.role,
        channel=channel or _channel_of_verb(tree, found, language) or speaker.document,
        reported_by=reported_by,
        anonymity=speaker.anonymity,
        act=act_of(tree, found, kind, act_words_of(language)),
    )


def _surroundings(tree: Tree, found: Attribution) -> Range:
    """Return the characters of the sentence that the cue stands in."""
    anchor = found.cue or found.source or found.content
    token = tree.token_at(anchor[0][0])
    return tree.starts[tree.firsts[token]], tree.ends[tree.lasts[token]]


def _cited(tree: Tree, found: Attribution, language: Language) -> Range | None:
    """Return the source that an outlet relays: "…, citing people familiar with the matter"."""
    if not found.cue:
        return None
    cue = tree.token_at(found.cue[-1][0])
    for index in range(tree.firsts[cue], tree.lasts[cue]):
        if tree.lower[index] not in language.words("statements", "citing"):
            continue
        if any(start <= tree.starts[index] < end for start, end in found.content):
            continue
        cited = cited_by(tree, index)
        if cited is not None:
            return cited
    return None


def _relay(tree: Tree, found: Attribution, speakers: Speakers) -> str | None:
    """Return the outlet that was told or that quotes: "told the Courier", "the Courier quoted X as saying"."""
    if not found.cue:
        return None
    cue = tree.token_at(found.cue[-1][1] - 1)
    if tree.lower[cue] in TELLING:
        return _outlet_among(tree, (kid for kid in tree.kids(cue, "dobj", "dative") if kid > cue), cue, speakers)
    if quoted_person(tree, cue) is None:
        return None
    quoting = tree.heads[tree.heads[cue]]
    by = [kid for verb in (quoting, cue) for kid in tree.kids(verb, "agent", "prep") if tree.lower[kid] == "by"]
    givers = [kid for prep in by for kid in tree.kids(prep, "pobj")]
    return _outlet_among(tree, [*tree.kids(quoting, "nsubj"), *givers], quoting, speakers)


def _outlet_among(tree: Tree, heads: Iterable[int], verb: int, speakers: Speakers) -> str | None:
    outlets = (speakers.outlet(tree.characters(*noun_phrase(tree, head, verb))) for head in heads)
    return next((outlet for outlet in outlets if outlet), None)


def _channel_of_verb(tree: Tree, found: Attribution, language: Language) -> str | None:
    verbs = language.table("statements").get("channel_verbs", {})
    for start, end in found.cue:
        for index in tree.tokens_in(start, end):
            for base, channel in verbs.items():
                if tree.lower[index].startswith(base) and tree.is_verb(index):
                    return str(channel)
    return None
