"""Score people and bodies: names of one record and of two, records over documents, and mentions found.

Records are judged by BCubed over the marked mentions: what was not found, or was left open, stands alone.
"""

import json
import re
import tomllib
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counting import Tally, overlap, pairs
from dayline.actors import Register
from dayline.annotate import Tools, annotate_many
from dayline.model.document import Document
from dayline.model.entities import ActorKind, Annotations, BodyMention, PersonMention
from dayline.pipeline.resources import actor_tables, new_register
from documents import gold_document
from marked import unmarked
from sample import CORPUS as SAMPLE
from sample import sample_run
from scores import HERE, PARSER_SLACK, Corpus, Score
from stories.score_stories import bcubed

STAGE = "people"
OWN = Corpus(name="own", section="own", files=(HERE / "people" / "gold.toml",))
DECLINED = {
    code: Corpus(name=f"own {name}", section="own", files=(HERE / "people" / f"gold.{code}.toml",))
    for code, name in (("uk", "Ukrainian"), ("ru", "Russian"))
}
FIRST_DAY = date(2026, 5, 9)
# in re3d, what is marked as a person or body though it is no name: pronouns, callings, "we"
NAMED = re.compile(r"[A-ZА-Я]")
SMALL = re.compile(
    r"^(?:(?:the|a|an|our|its|their|his|her|i|we|he|she|they|it|you|us|them|my|who|this|these)\b\s*)+", re.I
)
_CAPITALISED = re.compile(r"\b[^\W\d_a-zа-яіїєґ][\w’'-]+(?: [^\W\d_a-zа-яіїєґ][\w’'-]+)*")
_CAPITALS = "capitals"
_SAME_WORDS = "last word alike"

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A marked mention: where, and of whom."""

    start: int
    end: int
    who: str


def own_scores(tools: Tools) -> list[Score]:
    """Measure names, the marked days, the people of the sample, and names in their cases."""
    gold = _gold()
    declined = (_declined_score(code, tools) for code in DECLINED)
    return [*_name_scores(gold), *_day_scores(gold, tools), *_sample_scores(gold), *declined]


def _declined_score(code: str, tools: Tools) -> Score:
    """Measure how many names in any case are found whole and brought to their first case."""
    ours, trivial = Tally(), Tally()
    for document, wanted, found in _declined(code, tools):
        given = {Mention(m.span.start, m.span.end, m.name) for m in found.people}
        plain = {Mention(*match.span(), match[0]) for match in _CAPITALISED.finditer(document.text) if " " in match[0]}
        for tally, some in ((ours, given), (trivial, plain)):
            tally.add(len(some & wanted), len(some), len(wanted))
    return Score(stage=STAGE, corpus=DECLINED[code], measure="names in their cases: whole and right F1", ours=ours.f1,
                 trivial=trivial.f1, trivially=_CAPITALS)  # fmt: skip


def _declined(code: str, tools: Tools) -> Iterator[tuple[Document, set[Mention], Annotations]]:
    texts = tomllib.loads(DECLINED[code].files[0].read_text(encoding="utf-8"))["people"]["texts"]
    marked = [unmarked(text) for text in texts]
    documents = [gold_document(f"declined {code} {at}", text, language=code) for at, (text, _) in enumerate(marked)]
    for document, (_, marks), found in zip(documents, marked, annotate_many(documents, tools=tools), strict=True):
        yield document, {Mention(m.start, m.end, m.label) for m in marks}, found


def _gold() -> Mapping[str, Any]:
    return tomllib.loads(OWN.files[0].read_text(encoding="utf-8"))


def _name_scores(gold: Mapping[str, Any]) -> list[Score]:
    scores = []
    for table, kind in (("people", "person"), ("bodies", "body")):
        ours, trivial = Tally(), Tally()
        for one, other, same in _name_pairs(gold[table]):
            joined = _joined(one, other, "person" if kind == "person" else "body")
            alike = one.casefold().split()[-1] == other.casefold().split()[-1]
            for tally, found in ((ours, joined), (trivial, alike)):
                tally.add(int(found and same), int(found), int(same))
        for measure, mine, theirs in (
            ("joined F1", ours.f1, trivial.f1),
            ("joined precision", ours.precision, trivial.precision),
        ):
            scores.append(
                Score(stage=STAGE, corpus=OWN, measure=f"names of {table}: {measure}", ours=mine,
                      trivial=theirs, trivially=_SAME_WORDS)
            )  # fmt: skip
    return scores


def _name_pairs(table: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    for key in ("same", "apart"):
        for one, other in table[key]:
            yield one, other, key == "same"


def _joined(one: str, other: str, kind: ActorKind) -> bool:
    """Tell whether two names, each alone in a document of one day, come to one record."""
    documents = [(document := gold_document(f"{kind} {name}", name), _mentioned(document, kind))
                 for name in (one, other)]
    register = new_register(sample_run().settings.crisis)
    register.place(FIRST_DAY, documents)
    ids = [_owner(register, document, found, kind) for document, found in documents]
    return ids[0] is not None and ids[0] == ids[1]


def _mentioned(document: Document, kind: ActorKind) -> Annotations:
    span, name = document.span(0, len(document.text)), document.text
    people = (PersonMention(span=span, name=name),) if kind == "person" else ()
    bodies = (BodyMention(span=span, name=name),) if kind == "body" else ()
    return Annotations(document_id=document.id, language="en", people=people, bodies=bodies)


def _owner(register: Register, document: Document, found: Annotations, kind: ActorKind) -> str | None:
    owners = register.owners(document, found, FIRST_DAY)
    return owners.get((kind, document.text))


def _day_scores(gold: Mapping[str, Any], tools: Tools) -> list[Score]:
    register = new_register(sample_run().settings.crisis)
    tallies = {"people": Tally(), "bodies": Tally()}
    trivial = {"people": Tally(), "bodies": Tally()}
    truth: dict[str, Hashable] = {}
    ours: dict[str, Hashable] = {}
    plain: dict[str, Hashable] = {}
    for number, day in enumerate(gold["days"]):
        on = FIRST_DAY + timedelta(days=number)
        marked = [(gold_document(f"people {number} {at}", text), [Mention(m.start, m.end, m.label) for m in marks])
                  for at, (text, marks) in enumerate(map(unmarked, day["texts"]))]
        annotated = list(annotate_many([document for document, _ in marked], tools=tools))
        register.place(on, [(document, found) for (document, _), found in zip(marked, annotated, strict=True)])
        for (document, mentions), found in zip(marked, annotated, strict=True):
            owners = register.owners(document, found, on)
            for kind, is_body in (("people", False), ("bodies", True)):
                wanted = [m for m in mentions if m.who.startswith("b-") == is_body]
                given = _given(found, is_body)
                matched = _matched([range_ for range_, _ in given], wanted)
                tallies[kind].add(len(matched), len(given), len(wanted))
                capitals = [match.span() for match in _CAPITALISED.finditer(document.text)]
                trivial[kind].add(len(_matched(capitals, wanted)), len(capitals), len(wanted))
                names = dict(given)
                kept: ActorKind = "body" if is_body else "person"
                owner_of = {m: owners.get((kept, names[range_])) for range_, m in matched}
                for mention in wanted:
                    key = f"{document.id} {mention.start}"
                    alone = f"alone {key}"
                    truth[key] = alone if mention.who.startswith("?") else mention.who
                    ours[key] = owner_of.get(mention) or alone
                    plain[key] = document.text[mention.start : mention.end].split()[-1]
    return [
        *_found_scores(OWN, tallies, trivial),
        *_cluster_scores(OWN, ours, truth, plain),
    ]


def _given(found: Annotations, is_body: bool) -> list[tuple[Range, str]]:
    mentions: Sequence[PersonMention | BodyMention] = found.bodies if is_body else found.people
    return [((m.span.start, m.span.end), m.name) for m in mentions if m.span.field == "text"]


def _matched(found: Sequence[Range], wanted: Sequence[Mention]) -> list[tuple[Range, Mention]]:
    return pairs(found, wanted, lambda one, other: overlap(one, (other.start, other.end)))


def _sample_scores(gold: Mapping[str, Any]) -> list[Score]:
    run, people = sample_run(), gold["sample"]["people"]
    who = {name: names[0] for names in people for name in names}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, who), key=len, reverse=True))})\b")
    tally, trivial = Tally(), Tally()
    truth: dict[str, Hashable] = {}
    ours: dict[str, Hashable] = {}
    plain: dict[str, Hashable] = {}
    register = new_register(run.settings.crisis)
    for day in run.days:
        on = run.settings.crisis.date_of(day.number)
        documents = [(d, run.annotations[d.id]) for d in day.documents if d.id in run.annotations]
        register.place(on, documents)
        for document, found in documents:
            owners = register.owners(document, found, on)
            wanted = [Mention(*m.span(), who[m[0]]) for m in pattern.finditer(document.text)]
            given = _given(found, is_body=False)
            matched = _matched([range_ for range_, _ in given], wanted)
            tally.add(len(matched), len(given), len(wanted))
            capitals = [match.span() for match in _CAPITALISED.finditer(document.text)]
            trivial.add(len(_matched(capitals, wanted)), len(capitals), len(wanted))
            names = dict(given)
            owner_of = {m: owners.get(("person", names[range_])) for range_, m in matched}
            for mention in wanted:
                key = f"{document.id} {mention.start}"
                truth[key] = mention.who
                ours[key] = owner_of.get(mention) or f"alone {key}"
                plain[key] = document.text[mention.start : mention.end]
    return [
        *_found_scores(SAMPLE, {"people": tally}, {"people": trivial}),
        *_cluster_scores(SAMPLE, ours, truth, plain),
    ]


def _found_scores(corpus: Corpus, ours: Mapping[str, Tally], trivial: Mapping[str, Tally]) -> list[Score]:
    return [
        Score(stage=STAGE, corpus=corpus, measure=f"{kind} found {name}", ours=getattr(ours[kind], attribute),
              trivial=getattr(trivial[kind], attribute), trivially=_CAPITALS, slack=PARSER_SLACK)
        for kind in ours
        for name, attribute in (("F1", "f1"), ("precision", "precision"))
    ]  # fmt: skip


def _cluster_scores(
    corpus: Corpus, ours: Mapping[str, Hashable], truth: Mapping[str, Hashable], plain: Mapping[str, Hashable]
) -> list[Score]:
    mine, theirs = bcubed(ours, truth), bcubed(plain, truth)
    return [
        Score(stage=STAGE, corpus=corpus, measure=f"records BCubed {name}", ours=mine[at], trivial=theirs[at],
              trivially="same last word" if corpus == OWN else "same words", slack=PARSER_SLACK)
        for at, name in ((2, "F1"), (0, "precision"))
    ]  # fmt: skip


def public_scores(folder: Path, tools: Tools) -> list[Score]:
    """Measure mentions found on re3d: names only, the innermost of nested ones, bodies that are no states."""
    files = tuple(sorted((folder / "entities" / "re3d").glob("*/*.json")))
    corpus = Corpus(name="re3d", section="public", files=files)
    cases = list(_re3d(folder / "entities" / "re3d", tools))
    ours = {"people": Tally(), "bodies": Tally()}
    trivial = {"people": Tally(), "bodies": Tally()}
    annotated = annotate_many([document for document, _, _ in cases], tools=tools)
    for (document, people, bodies), found in zip(cases, annotated, strict=True):
        capitals = [match.span() for match in _CAPITALISED.finditer(document.text)]
        for kind, wanted in (("people", people), ("bodies", bodies)):
            given = [range_ for range_, _ in _given(found, kind == "bodies")]
            ours[kind].add(len(_matched(given, wanted)), len(given), len(wanted))
            trivial[kind].add(len(_matched(capitals, wanted)), len(capitals), len(wanted))
    return _found_scores(corpus, ours, trivial)


def _re3d(folder: Path, tools: Tools) -> Iterator[tuple[Document, list[Mention], list[Mention]]]:
    for part in sorted(path.parent for path in folder.glob("*/documents.json")):
        rows = [json.loads(line) for line in (part / "entities.json").read_text(encoding="utf-8").splitlines()]
        for line in (part / "documents.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            own = [entity for entity in rows if entity["documentId"] == row["_id"]]
            places = {(e["begin"], e["end"]) for e in own if e["type"] == "Location"}
            people = _names(row["text"], (e for e in own if e["type"] == "Person"))
            bodies = _names(row["text"], (e for e in own if e["type"] == "Organisation"))
            roles = actor_tables().roles
            people = [m for m in people if not _only_role(row["text"][m.start : m.end], roles.offices)]
            bodies = [m for m in bodies if (m.start, m.end) not in places
                      and not _is_state(row["text"][m.start : m.end], tools)]
            yield gold_document(row["_id"], row["text"], language="en"), people, bodies


def _names(text: str, entities: Iterable[Mapping[str, Any]]) -> list[Mention]:
    """Return the marked names: with a capital past the article, none with another within."""
    ranges = sorted({(e["begin"], e["end"]) for e in entities})
    named = [(s, e) for s, e in ranges if NAMED.search(SMALL.sub("", text[s:e]))]
    inner = [one for one in named
             if not any(other != one and one[0] <= other[0] and other[1] <= one[1] for other in named)]
    return [Mention(start, end, "") for start, end in inner]


def _only_role(text: str, offices: frozenset[str]) -> bool:
    words = re.findall(r"[A-Z][\w-]*", text)
    return bool(words) and all(word.casefold() in offices or word in ("Foreign", "Prime", "Defense", "State", "Press")
                               for word in words)


def _is_state(text: str, tools: Tools) -> bool:
    name = SMALL.sub("", text).strip(" .")
    return any(place.kind == "country" for place in tools.gazetteer.lookup(name))


def differences(tools: Tools) -> Iterator[str]:
    """Yield a line for each pair of names that is joined or kept apart against gold, each name missed or made up."""
    gold = _gold()
    for table, kind in (("people", "person"), ("bodies", "body")):
        for one, other, same in _name_pairs(gold[table]):
            if _joined(one, other, "person" if kind == "person" else "body") != same:
                yield f"{'-' if same else '+'} {one} = {other}"
    texts = [unmarked(text) for day in gold["days"] for text in day["texts"]]
    documents = [gold_document(f"people {at}", text) for at, (text, _) in enumerate(texts)]
    for (text, marks), found in zip(texts, annotate_many(documents, tools=tools), strict=True):
        for is_body in (False, True):
            wanted = [Mention(m.start, m.end, m.label) for m in marks if m.label.startswith("b-") == is_body]
            given = [range_ for range_, _ in _given(found, is_body)]
            matched = _matched(given, wanted)
            yield from (f"- {text[m.start : m.end]!r}: {text!r}" for m in wanted if m not in [w for _, w in matched])
            yield from (f"+ {text[s:e]!r}: {text!r}" for s, e in given if (s, e) not in [r for r, _ in matched])
    for code in DECLINED:
        for document, whole, found in _declined(code, tools):
            names = {Mention(m.span.start, m.span.end, m.name) for m in found.people}
            for sign, some in (("-", whole - names), ("+", names - whole)):
                yield from (f"{sign} {m.who!r}: {document.text!r}" for m in sorted(some, key=lambda m: m.start))
