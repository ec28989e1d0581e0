"""The form of a sentence fit to print: whole, clean, and about the news rather than the outlet.

``faults`` looks at the text alone. It is a gate for passages, and the composer's way to choose sentences.
"""

import re

# words that a sentence may have: of 15,600 sentences of real feeds and speeches that had no other fault, 99 % had
# at most 46, and most of those above 60 were a headline and a sentence run together
MOST_WORDS = 60
# characters beyond which a text is not looked at any closer
MOST_CHARACTERS = 2_000
# words below which a sentence, or a headline, is a label
LEAST_WORDS = 4
LEAST_HEADLINE_WORDS = 3

# What an outlet says of itself (regular expressions, whole words, any case).
PROMOTION = (
    "continue reading", "read (?:more|also|the full|our|on)", "click (?:here|on|to|the)", "sign up",
    "subscri(?:be|ption)", "follow (?:our|us|live|along)", "see all (?:of )?(?:our|the)",
    r"(?:our|full|live) (?:\w+ )?(?:live ?blog|newsletter|podcast)", "get (?:our|the latest)",
    "download (?:our|the) app", "(?:watch|listen)(?: the)?(?: full)? (?:video|live|now|here)",
    "(?:watch|listen):", "view (?:news|gallery|photos?|original|all)", "latest (?:news )?updates?",
    "live updates?", "breaking news", "as it happened", "what we know on day", "photos?:", "video:",
    "getty images", "shutterstock", "screenshot via", "file photo", "handout via", "photo (?:by|courtesy)",
    "photograph:", "the post .{1,120} appeared first on", "all rights reserved", "advertisement", "cookies?",
    "privacy policy", "this (?:article|story|page) (?:was|is|has been|originally|first)",
    "(?:reporting|editing|writing) by (?-i:[A-Z])[^ ]*", "join (?:our|us on)", "share (?:this|on)",
    "scroll (?:down|for)", "more to follow", "more on this story",
)  # fmt: skip
# Words that end no sentence, nor a headline.
DANGLING = (
    "a|an|the|of|at|from|to|into|onto|and|or|but|nor|as|than|which|whose|because|while|between|among|towards?|"
    "including|amid|via|per|mr|mrs|ms|dr|gen|col|lt|sen|rep|gov|st|such"
)
# Words that may end a sentence ("the fight goes on"), but nothing that has no full stop.
DANGLING_OPEN = (
    "its|their|his|her|in|on|by|for|with|are|was|were|has|have|had|will|would|"
    "could|may|might|should|under|against"
)
# Words that begin a sentence: one of them in the middle, before a small letter, begins a second one.
SECOND_BEGINNINGS = (
    "He|She|They|It|His|Her|Their|Its|But|And|When|While|After|In|On|At|As|There|This|These|Those|For|If|Many|Some|"
    "However|Meanwhile|Since|During|Before|Despite|Although|Because|Plus|The|An|A|By|With|From|To|How|Why|What|Who"
)

# Words before which a title or a name may begin with one of those ("in The Hague", "told The Courier").
NO_END = (
    "to|in|of|on|from|for|by|at|with|told|as|and|or|but|via|like|after|before|that|be|became|called|titled|named|"
    "both|it|said|into|near|over|about|than|is|was|read|watch|play|film|films|movie|book|series|show|newspaper|"
    "magazine|podcast|network|outlet|website|group|band|song"
)
# words that a lead and the text after it have at least, where they were run together without a mark between them
LEAST_LEAD, LEAST_REST = 6, 8

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_PARAGRAPHS = re.compile(r"\S\s*\n\s*\n\s*\S")
_TERMINAL = re.compile(r"[.!?][\"”’'»)\]]*$")
_BEGINNING = re.compile(r"[\"“„«‘'(\[]{0,2}(?:[^\W_]|[$€£]\d)")
_SMALL_BEGINNING = re.compile(r"\W*[^\W\d_]")
_ODD_CAPITAL = re.compile(r"\W*[a-z]+[A-Z]")  # iPhone, eBay
_PROMOTION = re.compile("|".join(rf"(?<!\w)(?:{words})(?!\w)" for words in PROMOTION), re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?:|\bwww\.|\b[\w.-]+@[\w-]+\.\w|\b[\w-]+\.(?:com|org|net|info|co\.uk)/|\bpic\.twitter|\bt\.me/|(?<!\w)[@#]\w",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"&(?:[a-z][a-z0-9]{1,12}|#\d{1,7}|#x[0-9a-f]{1,6});|</?[a-z!][^<>]*>|\*\*|(?<!\w)__\w|`|\[[^\]]*\]\("
    r"|^#{1,6} |^[*•–—-] |\]\]|\[\[|\{\{|\}\}",
    re.IGNORECASE,
)
_DAMAGED = re.compile(
    "\ufffd|[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\u200b\u200c\u2060\ufeff\u00ad]|Ã[\x80-\xbf©¨]|â€|Â[\xa0\xa3\xb7»«]"
)
_TEASER_END = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[\"”’'»)\]\s]*$")
_CLOSING = r"[,;:]?[.!?]?[\"”’'»)]*$"
_DANGLING = re.compile(rf"\b(?:{DANGLING}){_CLOSING}", re.IGNORECASE)
_DANGLING_OPEN = re.compile(rf"\b(?:{DANGLING_OPEN})$", re.IGNORECASE)
_RUN_TOGETHER = re.compile(rf"(?<=[^\W\d_A-Z]) (?:{SECOND_BEGINNINGS}) (?=[a-z])")
_LEAD_AND_TEXT = re.compile(rf"(?<=[a-z]{{2}}) (?=(?:{SECOND_BEGINNINGS}) (?:[A-Za-z][a-z]|[A-Z]{{2,}} [a-z]))")
_NO_END = re.compile(NO_END)
_STUCK = re.compile(r"[a-zа-я]{2}[.!?][”\"]?[A-ZА-Я][a-zа-я]|\b[a-z]{4,}[A-Z][a-z]{3,} [a-z]|[a-z][,;:][A-Za-z]{2}")
_BYLINE = re.compile(
    r"By [A-Z][\w’'-]+ [A-Z][\w’'-]+(?: and [A-Z]|,|$)"
    r"|[A-Z][A-Z .,'’-]{3,}(?:, ?[A-Z]\w+)?\s*(?:\([^)]{2,24}\))?\s*[-–—]+ "
)


def faults(text: str, *, headline: bool = False) -> tuple[str, ...]:
    """Return what makes a text unfit to print; a headline needs no full stop and may begin small."""
    if len(text) > MOST_CHARACTERS:
        return ("too long",)
    words = len(_WORD.findall(text))
    checks = (
        ("more than one paragraph", bool(_PARAGRAPHS.search(text))),
        ("markup or an entity", bool(_MARKUP.search(text))),
        ("damaged characters", bool(_DAMAGED.search(text))),
        ("an address", bool(_ADDRESS.search(text))),
        ("the outlet's own promotion", bool(_PROMOTION.search(text))),
        ("a byline or dateline", bool(_BYLINE.match(text))),
        ("too short", words < (LEAST_HEADLINE_WORDS if headline else LEAST_WORDS)),
        ("too long", words > MOST_WORDS),
        ("clipped at its beginning", not _begins_well(text, headline=headline)),
        ("clipped at its end", not _ends_well(text, headline=headline)),
        ("brackets without their other half", not _is_balanced(text)),
        ("sentences run together", bool(_STUCK.search(text)) or not (headline or _is_one(text))),
    )
    return tuple(fault for fault, found in checks if found)


def _begins_well(text: str, *, headline: bool) -> bool:
    if not _BEGINNING.match(text):
        return False
    first = _SMALL_BEGINNING.match(text)
    return headline or not first or not first[0][-1].islower() or bool(_ODD_CAPITAL.match(text))


def _ends_well(text: str, *, headline: bool) -> bool:
    if _TEASER_END.search(text) or _DANGLING.search(text) or text[-1:] in ",;:-–—/|&":
        return False
    return bool(_TERMINAL.search(text)) or (headline and not _DANGLING_OPEN.search(text))


def _is_one(text: str) -> bool:
    return not _RUN_TOGETHER.search(text) and second_beginning(text) == 0


def second_beginning(text: str) -> int:
    """Return where a text begins that stands behind its own lead without a mark between them; 0 where none does."""
    for found in _LEAD_AND_TEXT.finditer(text):
        lead, rest = text[: found.start()].split(), text[found.end() :].split()
        if len(lead) >= LEAST_LEAD and len(rest) >= LEAST_REST and not _NO_END.fullmatch(lead[-1]):
            return found.end()
    return 0


def _is_balanced(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in ("()", "[]"))
