"""The digest as a whole: every passage through its gates, the title's form, and nothing said twice."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from dayline.compose.gates import check
from dayline.compose.gates.grounds import Evidence, Refusal
from dayline.compose.gates.likeness import resemblance, words_of
from dayline.model.digest import Digest, Passage, Section, passages_of

# Jaccard of word sets above which two passages, or two headings, say the same; the traceability measure's bar
SAME = 0.7
_TITLE = re.compile(r"^Day (?P<day>\d+): (?P<headlines>\S.*)$", re.DOTALL)


def check_digest(digest: Digest, *, evidence: Evidence) -> tuple[tuple[str, Refusal], ...]:
    """Return (where, why) for everything that must not be printed; ``where`` is a path like "lede[0]"."""
    found = [
        (where, refusal)
        for where, passage in passages_of(digest)
        for refusal in (*check(passage, evidence=evidence), *_later_than_cutoff(passage, digest, evidence))
    ]
    return (*title_faults(digest, evidence=evidence), *found, *_repetitions(digest), *_empty_sections(digest))


def title_faults(digest: Digest, *, evidence: Evidence) -> Iterator[tuple[str, Refusal]]:
    """Yield ("title", why) for what is wrong with the title alone."""
    form, crisis = _TITLE.match(digest.title.text), evidence.crisis
    if not form or int(form["day"]) != digest.day:
        yield "title", _refusal(f"not of the form 'Day {digest.day}: …'")
        return
    if crisis.is_paused(digest.date) or crisis.number_of(digest.date) != digest.day:
        yield "title", _refusal(f"{digest.date} is not day {digest.day}")
    yield from (
        ("title", refusal)
        for refusal in check(replace(digest.title, text=form["headlines"]), evidence=evidence)
    )


def _later_than_cutoff(passage: Passage, digest: Digest, evidence: Evidence) -> Iterator[Refusal]:
    for citation in passage.citations:
        document = evidence.documents.get(citation.span.document_id)
        if (
            document is not None
            and document.published_at is not None
            and document.published_at >= digest.cutoff
        ):
            yield Refusal(
                rule=11, gate="cut-off", detail=f"{document.id} was published after the digest closed"
            )


def _repetitions(digest: Digest) -> Iterator[tuple[str, Refusal]]:
    printed = [
        (where, words_of(passage.text))
        for where, passage in passages_of(digest)
        if not where.startswith("figures")
    ]
    headings = [each for each in printed if each[0].endswith("heading")]
    body = [each for each in printed if not each[0].endswith("heading")]
    for group in (headings, body):
        for (one, left), (other, right) in combinations(group, 2):
            if resemblance(left, right) > SAME:
                yield other, Refusal(rule=13, gate="repetition", detail=f"says what {one} says")


def _empty_sections(digest: Digest) -> Iterator[tuple[str, Refusal]]:
    for at, section in enumerate(digest.sections):
        if not section.background and all(_repeats_heading(section, passage) for passage in section.passages):
            yield f"sections[{at}]", _refusal("says nothing beyond its heading")


def _repeats_heading(section: Section, passage: Passage) -> bool:
    heading, words = words_of(section.heading.text), words_of(passage.text)
    return words <= heading or resemblance(heading, words) > SAME


def _refusal(detail: str) -> Refusal:
    return Refusal(rule=1, gate="form", detail=detail)
