"""Pages of a large archive and of an empty one: parts, folds, bars, charts, letters, failures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dayline.model.crisis import Crisis
from dayline.model.document import DocumentId
from dayline.model.entities import Actor, Role
from dayline.model.review import Artifact
from dayline.model.traces import Evidence, FigurePoint, Line, Saying, SourceCited, Subject
from dayline.publish.calendars import index_artifacts
from dayline.publish.corrections import corrections_page
from dayline.publish.indexes import MOST_LISTED, list_pages
from dayline.publish.links import Site
from dayline.publish.subjects import PART, subject_page

LINES = 3 * PART
ROLES = tuple(Role(title=f"governor, {n}", documents=1, first=date(2026, 5, 9), last=None) for n in range(9))


def line(day: int) -> Line:
    """Make a line."""
    evidence = (Evidence(source_name="Valley Post", document_id=DocumentId("abc"), paragraph=2),)
    return Line(text=f"Line of day {day}.", kind="quote", anchor="l1", heading=f"Heading {day}", thread="t",
                evidence=evidence)  # fmt: skip


def subject(kind: str, name: str, lines: int) -> Subject:
    """Make a subject."""
    return Subject(kind=kind, id=name, name=name, first_name=name, note="a note", first=1, last=lines, lines=lines)  # type: ignore[arg-type]


def pages(crisis: Crisis, site: Site) -> Iterator[Artifact]:
    """Yield the pages, each under a plain path."""
    person = subject("person", "Irena Solm", LINES)
    said = [
        (day, Saying(subject="solm", name="Irena Solm", line=line(day), role="governor", channel=f"way {day % 9}"))
        for day in range(1, LINES + 1)
    ]
    actor = Actor(id="solm", kind="person", name="Irena Solm", roles=ROLES)
    newest = subject_page(person, 0, said[2 * PART :], crisis, site=site, actor=actor)
    yield replace(newest, path="people/solm/index.html")
    yield replace(subject_page(person, 1, said[:PART], crisis, site=site), path="people/solm/1.html")
    claims = [
        (day, FigurePoint(subject="k", name="killed", of="killed", line=line(day), claimant=f"claimant {day % 7}",
                          low=day, high=day + day % 2))
        for day in range(1, 30)
    ]  # fmt: skip
    killed = subject("figure", "killed", 29)
    yield replace(subject_page(killed, 0, claims, crisis, site=site), path="figures/killed/index.html")
    cited = [(day, SourceCited(subject="p", name="Post", line=line(day), headline="A headline")) for day in range(1, 9)]
    failures = [(day, "timed out") for day in range(1, 50)]
    post = subject("source", "Post", 8)
    yield replace(subject_page(post, 0, cited, crisis, site=site, failures=failures), path="sources/post/index.html")
    people = [subject("person", f"{chr(65 + n % 26)} {n}", 1 + n % 7) for n in range(MOST_LISTED + 9)]
    yield from list_pages("person", people, site=site)
    yield from list_pages("source", [post], site=site, failures={"Post": failures}, unprinted=["Radio Teln"])
    yield from index_artifacts([], crisis, site=site)
    yield corrections_page([], crisis, site=site)
