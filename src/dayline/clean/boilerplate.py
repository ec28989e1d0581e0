"""What outlets put around an article: tails of feeds, share links, cookie notices, the same text again."""

import re

from dayline.clean.page_words import Notices
from dayline.text.normalize import squeeze

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

# characters of text above which a page is an article even if it speaks of cookies or of errors
LONGEST_NO_ARTICLE = 700


def without_notices(text: str, notices: Notices) -> str:
    """Return paragraphs (apart by blank lines) without those that only lead to the outlet's other pages."""
    kept = [paragraph for paragraph in text.split("\n\n") if not _is_notice(paragraph, notices)]
    if kept:
        kept[-1] = _CUT.sub("…", notices.tail.sub("", kept[-1]))
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


def why_no_article(headline: str, text: str, notices: Notices) -> str:
    """Return what a page is that has words but no article ("consent wall", …), "" for an article."""
    if len(text) > LONGEST_NO_ARTICLE:
        return ""
    words = squeeze(f"{headline} {text}")
    return next((reason for reason, pattern in notices.no_article if pattern.search(words)), "")


def _is_notice(paragraph: str, notices: Notices) -> bool:
    return len(paragraph) <= LONGEST_NOTICE and notices.apart.fullmatch(squeeze(paragraph)) is not None


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
