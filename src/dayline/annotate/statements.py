"""Statements: who said what, found by rule on the parse and completed with speaker, role, channel and relay."""

from collections.abc import Sequence

from dayline.annotate.attributions import Attribution, find_attributions
from dayline.annotate.channels import channel_in
from dayline.annotate.clauses import noun_phrase
from dayline.annotate.cues import cue_words
from dayline.annotate.names_found import name_words_of
from dayline.annotate.quotations import Quotation, find_quotations
from dayline.annotate.reading import Reading
from dayline.annotate.speakers import Speaker, Speakers, speaker_words_of
from dayline.annotate.tree import Range, Tree
from dayline.model.claims import Statement, StatementId, StatementKind
from dayline.model.entities import PersonMention
from dayline.text.fingerprints import short_id
from dayline.text.languages import Language

VERSION = "1"
QUOTE_MARKS = "\"“”„‟«»‘’'`"


def find_statements(
    reading: Reading, people: Sequence[PersonMention], *, language: Language, tree: Tree | None = None
) -> tuple[Statement, ...]:
    """Return the statements of one field in the order of the text; none for a language without cue words."""
    words, names = cue_words(language), name_words_of(language)
    if words is None or names is None or not reading.text.strip():
        return ()
    tree = tree or Tree.of(reading.parsed)
    quotations = find_quotations(tree.text)
    attributions = find_attributions(tree, quotations, words)
    speakers = Speakers(tree, people, reading.field, speaker_words_of(language), names)
    return tuple(_complete(reading, tree, item, quotations, speakers, language) for item in attributions)


def kind_of(text: str, content: Sequence[Range], quotations: Sequence[Quotation]) -> StatementKind:
    """Return "direct" for quotations from mark to mark, "mixed" for words round a quotation, else "indirect"."""
    if all(_is_quoted(text, part) for part in content):
        return "direct"
    quoted = any(
        start < quotation.end and quotation.start < end and quotation.end - quotation.start > 3
        for quotation in quotations
        for start, end in content
    )
    return "mixed" if quoted else "indirect"


def _is_quoted(text: str, part: Range) -> bool:
    """Tell whether a part begins with an opening and ends with a closing mark, or goes on in the next part."""
    return text[part[0]] in QUOTE_MARKS and text[part[1] - 1] in QUOTE_MARKS


def _complete(
    reading: Reading,
    tree: Tree,
    found: Attribution,
    quotations: Sequence[Quotation],
    speakers: Speakers,
    language: Language,
) -> Statement:
    cited = _cited(tree, found, language)
    outer = speakers.resolve(found.source[0]) if found.source else Speaker()
    speaker = speakers.resolve(cited) if cited is not None else outer
    source = (cited,) if cited is not None else found.source
    reported_by = outer.outlet if outer.outlet else _relay(tree, found, speakers, language)
    start, end = _surroundings(tree, found)
    parts = [(part.start, part.end) for spans in () for part in spans] or [*found.content]
    return Statement(
        id=StatementId(short_id("statement", reading.document.id, reading.field, repr(found.content), repr(found.cue))),
        kind=kind_of(tree.text, found.content, quotations),
        content=tuple(reading.span(*part) for part in found.content),
        cue=tuple(reading.span(*part) for part in found.cue),
        source=tuple(reading.span(*part) for part in source),
        speaker_id=speaker.person_id,
        speaker=speaker.name,
        role=speaker.role,
        channel=channel_in(tree.text, start, end, [*parts, *source], language) or _channel_of_verb(tree, found, language),
        reported_by=reported_by,
        anonymity=speaker.anonymity,
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
        if tree.lower[index] not in language.words("statements", "citing") or tree.tags[index] != "VBG":
            continue
        if any(start <= tree.starts[index] < end for start, end in found.content):
            continue
        head = tree.kid(index, "dobj")
        if head is not None and head > index:
            return tree.characters(*noun_phrase(tree, head, index))
    return None


def _relay(tree: Tree, found: Attribution, speakers: Speakers, language: Language) -> str | None:
    """Return the outlet that was told: "told the Courier"."""
    if not found.cue:
        return None
    cue = tree.token_at(found.cue[-1][1] - 1)
    if tree.lower[cue] not in ("told", "tells", "telling", "tell"):
        return None
    heads = [kid for kid in tree.kids(cue, "dobj", "dative") if kid > cue]
    return speakers.resolve(tree.characters(*noun_phrase(tree, heads[0], cue))).outlet if heads else None


def _channel_of_verb(tree: Tree, found: Attribution, language: Language) -> str | None:
    verbs = language.table("statements").get("channel_verbs", {})
    for start, end in found.cue:
        for index in tree.tokens_in(start, end):
            for base, channel in verbs.items():
                if tree.lower[index].startswith(base) and tree.is_verb(index):
                    return str(channel)
    return None
