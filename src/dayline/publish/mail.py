"""The newsletter: a day as a mail, in plain text and in HTML with its style inline; only the way out differs.

Nothing in it is fetched: no picture, no style sheet, no address that tells who has read it.
"""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any
from urllib.parse import quote

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest, FigureClaim, Passage
from dayline.model.review import Decision
from dayline.publish.corrections import in_words
from dayline.publish.feeds import permanent_id
from dayline.publish.links import ALSO, LINE, WORTH, Site, day_path, story_anchor
from dayline.publish.rendering import encoded, fragment
from dayline.publish.spelling import spell_date, spell_figure, spell_groups, spell_number
from dayline.publish.views import drawn_from, unseen

# Signs on a line of the plain text.
WIDTH = 72
# Characters of a subject, so that mail programs do not cut it where it matters.
LONGEST_SUBJECT = 160
# What stands in the place of the recipient's address in the address for leaving.
RECIPIENT = "{address}"
MAILTO = "mailto:"

_HOST = re.compile(r"[^a-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A day as a mail, before it is addressed; ``at`` is when the day was issued."""

    day: int
    crisis_id: str
    permanent: str
    subject: str
    text: str
    html: str
    at: datetime
    archive: str


def letter_of(
    digest: Digest,
    crisis: Crisis,
    *,
    site: Site,
    at: datetime,
    corrections: Sequence[tuple[int, Decision]] = (),
) -> Letter:
    """Return the letter of a day; ``corrections`` are those of other days since the letter before."""
    told = [*((digest.day, each) for each in digest.corrections), *corrections]
    page = site.address_of(day_path(digest.day))
    values = _values(digest, site, [f"Day {day}. {in_words(each)}" for day, each in told])
    return Letter(
        day=digest.day,
        crisis_id=crisis.id,
        permanent=permanent_id(crisis, f"day {digest.day}").rpartition(":")[2],
        subject=shortened(subject_of(digest.title.text)),
        text="\n\n".join(_blocks(values, page)),
        html=fragment("mail.html", values),
        at=at,
        archive=site.address,
    )


def message_of(
    letter: Letter, *, sender: Address, recipient: Address, unsubscribe: str = "", is_list: bool = False
) -> bytes:
    """Return the mail to one recipient, in ASCII with lines as SMTP has them; equal arguments give equal bytes.

    ``unsubscribe`` is an address of the web, or a mailto, in which "{address}" stands for the recipient's. A list
    server (``is_list``) tells of the list itself, and of how to leave it.
    """
    leave = unsubscribe.replace(RECIPIENT, quote(recipient.addr_spec, safe=""))
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"], message["To"], message["Subject"] = sender, recipient, letter.subject
    message["Date"] = letter.at
    # the same for all recipients and at every attempt, so that a mailbox that got it twice can tell
    message["Message-ID"] = f"<day-{letter.day}.{letter.permanent}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    shown = "" if is_list else leave
    message.set_content(_whole(letter.text + _leaving(shown)), cte="quoted-printable")
    page = fragment("letter.html", {"subject": letter.subject, "body": letter.html, "leave": shown})
    message.add_alternative(_whole(page), subtype="html", cte="quoted-printable")
    message.set_boundary(f"day-{letter.day}-{letter.permanent}")
    head = "" if is_list else "".join(f"{line}\r\n" for line in _list_headers(letter, sender, leave))
    return head.encode("ascii") + message.as_bytes()


def _list_headers(letter: Letter, sender: Address, leave: str) -> Iterator[str]:
    """Yield the headers of a mailing list, each on one line: addresses must not be folded, as the library would."""
    name = _HOST.sub("-", letter.crisis_id.lower()).strip("-") or "days"
    yield f"List-Id: <{name}.{sender.domain}>"
    if leave:
        yield f"List-Unsubscribe: <{leave}>"
    if leave.startswith("https:"):
        yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    if letter.archive:
        yield f"List-Archive: <{letter.archive}>"


def subject_of(text: str) -> str:
    """Return words fit for a subject: on one line, and nothing in them that is decoded into something else."""
    return plain(text).replace("=?", "= ?")


def plain(text: str) -> str:
    """Return words on one line, without what cannot be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def shortened(text: str) -> str:
    """Return the beginning of a long subject, cut between words."""
    return textwrap.shorten(text, LONGEST_SUBJECT, placeholder=" …") if len(text) > LONGEST_SUBJECT else text


def _whole(text: str) -> str:
    return encoded(text).decode() + "\n"


def _leaving(leave: str) -> str:
    return f"\n\nTo get no more of these letters: {leave.removeprefix(MAILTO)}" if leave else ""


def _values(digest: Digest, site: Site, corrections: Sequence[str]) -> dict[str, Any]:
    """Return what both forms of a letter show."""
    number = 0
    sections = []
    page = site.address_of(day_path(digest.day))
    for section in digest.sections:
        lines = []
        for passage in section.passages:
            number += 1
            lines.append(_line(passage, page, f"{LINE}{number}"))
        sections.append({
            "heading": section.heading.text,
            "href": page and f"{page}#{story_anchor(section.story_id)}",
            "lines": lines,
            "background": [_line(passage, page, story_anchor(section.story_id)) for passage in section.background],
        })  # fmt: skip
    return {
        "site": site.title,
        "address": site.address,
        "page": page,
        "day": digest.day,
        "date": spell_date(digest.date),
        "title": digest.title.text.partition(": ")[2],
        "lede": " ".join(passage.text for passage in digest.lede),
        "corrections": corrections,
        "sections": sections,
        "figures": [
            _claim(of, claim)
            for of, group in zip(spell_groups(digest.figures), digest.figures, strict=True)
            for claim in group.claims
        ],
        "also": [
            _line(passage, page, f"{ALSO}{place}") for place, passage in enumerate(digest.also, start=1)
        ],
        "worth": [
            _line(passage, page, f"{WORTH}{place}") for place, passage in enumerate(digest.worth, start=1)
        ],
        "drawn": drawn_from(digest.coverage),
        "unseen": [view.text for view in unseen(digest.coverage)],
    }


def _line(passage: Passage, page: str, anchor: str) -> dict[str, str]:
    sources = dict.fromkeys(citation.source_name for citation in passage.citations)
    return {"text": passage.text, "sources": ", ".join(sources), "href": page and f"{page}#{anchor}"}


def _claim(of: str, claim: FigureClaim) -> dict[str, str]:
    before = ""
    if claim.previous is not None and claim.previous_day is not None:
        before = f"{spell_number(claim.previous)} on day {claim.previous_day}"
    return {
        "of": of,
        "number": spell_figure(claim.figure, label=of),
        "claimant": claim.claimant,
        "before": before,
    }


def _blocks(values: dict[str, Any], page: str) -> Iterator[str]:
    """Yield the blocks of the plain text."""
    yield _filled(f"{values['site']}\nDay {values['day']} · {values['date']}")
    yield _filled(values["title"])
    if values["lede"]:
        yield _filled(values["lede"])
    if values["corrections"]:
        yield _headed("Corrections")
        yield from (_filled(each) for each in values["corrections"])
    for section in values["sections"]:
        yield _headed(section["heading"])
        yield from (_cited(line) for line in section["lines"])
        yield from (textwrap.indent(_cited(line), "  ") for line in section["background"])
    if values["figures"]:
        yield _headed("Figures of the day")
        yield "\n".join(_filled(_counted(claim), "- ") for claim in values["figures"])
    for name, lines in (("Also reported", values["also"]), ("Worth your time", values["worth"])):
        if lines:
            yield _headed(name)
            yield "\n".join(_cited(line, "- ") for line in lines)
    yield _headed("What we could not see")
    yield _filled(f"{values['drawn']}.")
    yield from (_filled(each) for each in values["unseen"])
    if page:
        yield f"The day with the evidence of every line:\n{page}"


def _counted(claim: dict[str, str]) -> str:
    before = f" (was {claim['before']})" if claim["before"] else ""
    return f"{claim['of']}: {claim['number']}, {claim['claimant']}{before}"


def _cited(line: dict[str, str], mark: str = "") -> str:
    return _filled(f"{line['text']} ({line['sources']})", mark)


def _headed(heading: str) -> str:
    filled = _filled(heading)
    return f"{filled}\n{'-' * min(WIDTH, max(map(len, filled.splitlines()), default=1))}"


def _filled(text: str, mark: str = "") -> str:
    """Return words in lines; each line of the text begins one."""
    lines = [plain(line) for line in text.splitlines()]
    return "\n".join(
        textwrap.fill(line, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False,
                      break_on_hyphens=False) for line in lines
    )  # fmt: skip
