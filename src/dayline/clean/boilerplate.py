"""What outlets put around an article: tails of feeds, share links, cookie notices, the same text again."""

import re

from dayline.text.normalize import squeeze

_MORE = (
    r"(?:continue reading|read (?:more|on|the full (?:story|article|report)|full (?:story|article))|full story|"
    r"more here|view (?:full|entire) (?:post|article)|see more|learn more|keep reading|"
    r"читать (?:далее|дальше|полностью)|подробнее|читати (?:далі|більше|повністю)|детальніше|докладніше|"
    r"czytaj (?:więcej|dalej)|więcej|lire la suite|weiterlesen|leer más)"
)
_APPEARED = r"(?:appeared first|first appeared|was first published|originally appeared)"
# a whole paragraph that is no part of the article
_APART = re.compile(
    rf"(?i)(?:{_MORE}(?: (?:on|at|about) .{{1,60}})?\W*"
    rf"|(?:the )?(?:post|article|entry) .{{1,300}} {_APPEARED} (?:on|at|in) .{{1,120}}"
    r"|(?:add |leave a |post a |\d+ |no )?comments?\W*(?:\(\d+\)|\d+)?"
    r"|(?:please )?(?:share|tweet|pin|e-?mail|print)(?: (?:this|it|on|via|with|to|by) .{0,60})?\W*"
    r"|(?:follow|like|join|find) (?:\S+ ){1,4}(?:on|at) (?:twitter|facebook|instagram|telegram|x|youtube)\b.{0,120}"
    r"|(?:follow|like|join|find) us (?:on|at) .{1,120}"
    r"|(?:filed under|posted in|tagged(?: with)?|categories|topics)\s*:.{1,200}"
    r"|don['’]t miss\W*|(?:have|got) a (?:news )?tip\?.{0,300}"
    r"|(?:updated|first published) (?:at|on) [^.!?]{1,40}(?:[ap]\.m\.)?"
    r"|get (?:the |all the )?(?:latest|day['’]s|biggest|top) .{1,80}\b(?:inbox|newsletters?|e-?mail)\b.{0,200}"
    r"|(?:tell us|let us know) what you think\W*|\[button [^\]]{1,200}\].{0,200}"
    r"|(?:sign up|subscribe|register) (?:for|to|here|now|today)\b.{0,200}"
    r"|(?:related|see also|read also|also read)(?: (?:stories|articles|news|coverage|topics))?\W*"
    r"|(?:(?:read|see) (?:more|also|next)|more on this|related)\s*:.{1,200}"
    r"|(?:article url|comments url): \S+|points: \d+|# comments: \d+"
    r"|submitted by .{1,80}|\[link\](?: \[comments\])?"
    r"|(?:you (?:may|might) (?:also )?like|(?:most (?:read|popular)|popular stories|trending(?: now)?)"
    r"(?: (?:in|on) .{1,40})?)\W*"
    r"|(?:source|sources|quelle|fonte|fuente|źródło|джерело|источник)\s*:\s*[^.!?]{1,60}"
    r"|(?:™ ?(?:&|and) ?)?(?:copyright(?: ©| \(c\))?(?! (?:laws?|rules?|reform|office)\b)|©|\(c\)) ?"
    r"(?:\S+ ){0,4}\d{4}\b[^!?]{0,120}"
    r"|more\W*|something to consider\W*|click to tweet\W*"
    r"|\d{1,2} min(?:ute)?s?(?: of)? read(?:ing)?\W*"
    r"|(?:reading time|tempo de leitura|lesezeit|tiempo de lectura|время чтения|час читання)\W*.{0,20}"
    r"|click here (?:to|for) .{1,120}"
    r"|if you (?:enjoyed?|liked?|value) (?:this|our|what you) (?:\S+ ){0,2}"
    r"(?:article|story|reporting|journalism|read)\b.{0,300}"
    r"|(?:get|unlock) .{1,160}\b(?:subscriptions?|\d+ issues|delivered (?:to|through) your|membership|free trial)\b"
    r".{0,300}"
    r"|follow (?:him|her|them|the author|\S+['’]s (?:full )?coverage) (?:on|of|at) .{1,200}"
    r"|(?:listen to|watch|tune in to) .{1,60} live (?:at|on|here|online|weekdays)\b.{0,150}"
    r"|advertisement|реклама|advert|sponsored content"
    r"|(?:читайте|смотрите|дивіться|слідкуйте) (?:также|також|ещё|за нами)\b.{0,200}"
    r"|(?:подписаться|подпишись|підписатися|підписуйтесь|підпишись)\b.{0,120})"
)
# the end of a last paragraph that says where the rest is
_TAIL = re.compile(
    rf"(?i)(?:(?<=[.!?…\]»”\"'])|(?<=\.\.\.)|\n)\s*(?:{_MORE}\b[^.!?\n]{{0,40}}(?:\.\.\.|…|→|»|>+)?|\(more…\))\s*$"
)
_CUT = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\(\s*(?:\.\.\.|…)\s*\))\s*$")

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")

# characters of the longest paragraph that can be such a notice
LONGEST_NOTICE = 400
# words from which on what follows on itself is a repetition, not a refrain or a row of a table
REPEATED_WORDS = 8
# share of the paragraphs between a block and its repetition that the block must make up: all but a share box
REPEATED_SHARE = 0.8
# words from which on whole sentences that come again anywhere are a repetition, headings among them
REPEATED_FAR_WORDS = 40
# characters of the shortest piece that counts as repeated when a paragraph is nothing but it again and again
SHORTEST_PERIOD = 60

_NO_ARTICLE = (
    ("error page", re.compile(
        r"(?i)\b(?:page|story|article|site) (?:was |could |can |is )?(?:not|n't|cannot be) (?:be )?found\b"
        r"|\berror 404\b|\b404\b.{0,20}\bnot found\b|\bpage (?:you (?:are|were) looking for|no longer exists)"
        r"|\b(?:access denied|403 forbidden|forbidden|service unavailable|bad gateway|internal server error)\b")),
    ("empty shell of a page", re.compile(
        r"(?i)\b(?:enable|turn on|activate|requires?) (?:java ?script|cookies)\b"
        r"|java ?script is (?:disabled|required)")),
    ("robot check", re.compile(
        r"(?i)\b(?:verify|confirm|prove)(?:ing)? (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot)"
        r"|checking your browser|just a moment\.\.\.|unusual traffic|are you a robot|captcha")),
    ("consent wall", re.compile(
        r"(?i)\bwe (?:and our (?:\d+ )?partners )?(?:use|store|value your privacy).{0,80}\b(?:cookies|privacy|device)\b"
        r"|\b(?:accept|manage|reject) (?:all )?(?:cookies|options|choices)\b|before you continue to")),
)
# characters of text above which a page is an article even if it speaks of cookies or of errors
LONGEST_NO_ARTICLE = 700


def without_notices(text: str) -> str:
    """Return paragraphs (apart by blank lines) without those that only lead to the outlet's other pages."""
    kept = [paragraph for paragraph in text.split("\n\n") if not _is_notice(paragraph)]
    if kept:
        kept[-1] = _CUT.sub("…", _TAIL.sub("", kept[-1]))
    return "\n\n".join(paragraph for paragraph in kept if paragraph)


def once(text: str) -> str:
    """Return paragraphs without repetition: blocks of them that come again, and pieces within one.

    A block that follows on itself goes, and one of whole sentences wherever it comes again: menus, refrains
    and lists repeat single lines with reason.
    """
    units = [_period(paragraph) for paragraph in text.split("\n\n")]
    plain = [squeeze(unit) for unit in units]
    last: dict[str, int] = {}
    kept: list[str] = []
    place = 0
    while place < len(units):
        run, is_repetition = _repeated(plain, place, last.get(plain[place]))
        for one in range(place, place + run):
            last[plain[one]] = one
        if not is_repetition:
            kept += units[place : place + run]
        place += run
    return "\n\n".join(kept)


def _repeated(plain: list[str], place: int, before: int | None) -> tuple[int, bool]:
    """Return how many paragraphs from ``place`` on stand from ``before`` on too, and whether to drop them.

    At least one paragraph is counted, so that every one is looked at once.
    """
    if before is None:
        return 1, False
    lag = place - before
    end = place
    while end < len(plain) and plain[end] == plain[end - lag]:
        end += 1
    run = end - place
    block = plain[place : place + min(run, lag)]
    counts = [(len(paragraph.split()), _SENTENCE_END.search(paragraph)) for paragraph in block]
    words = sum(count for count, _ in counts)
    prose = sum(count for count, ends in counts if ends)
    follows = run >= REPEATED_SHARE * lag and words >= REPEATED_WORDS
    return run, follows or prose >= max(REPEATED_FAR_WORDS, REPEATED_SHARE * words)


def why_no_article(headline: str, text: str) -> str:
    """Return what a page is that has words but no article ("consent wall", …), "" for an article."""
    if len(text) > LONGEST_NO_ARTICLE:
        return ""
    words = squeeze(f"{headline} {text}")
    return next((reason for reason, pattern in _NO_ARTICLE if pattern.search(words)), "")


def _is_notice(paragraph: str) -> bool:
    return len(paragraph) <= LONGEST_NOTICE and _APART.fullmatch(squeeze(paragraph)) is not None


def _period(paragraph: str) -> str:
    """Return the piece that a paragraph repeats from end to end, the paragraph itself where it does not."""
    if len(paragraph) < 2 * SHORTEST_PERIOD:
        return paragraph
    for joint in (" ", "", "\n"):
        ring = paragraph + joint
        period = (ring + ring).find(ring, 1)
        if SHORTEST_PERIOD <= period < len(ring):
            return paragraph[: period - len(joint)]
    return paragraph
