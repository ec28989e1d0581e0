"""The register: whose a name is, over documents, spellings and days; and whose it is not."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.actors import Register, records
from dayline.model.claims import PersonId, Statement, StatementId
from dayline.model.crisis import KnownActor
from dayline.model.document import Document, DocumentId
from dayline.model.entities import Annotations, BodyMention, PersonMention, Sighting
from dayline.model.source import ItemId, SourceId
from dayline.pipeline.resources import actor_tables

DAY = date(2026, 5, 9)
AT = datetime(2026, 5, 9, 8, tzinfo=UTC)
Said = tuple[Document, Annotations]
Name = str | tuple[str, str]


def said(name: str, *people: Name, bodies: Sequence[str] = (), speaker: str | None = None) -> Said:
    """Return a document whose text are the names, each with the role that is given beside it."""
    pairs = [one if isinstance(one, tuple) else (one, "") for one in people]
    text = "\n".join([*(written for written, _ in pairs), *bodies]) or "-"
    document = Document(
        id=DocumentId(name), item_id=ItemId(name), source_id=SourceId("s"), source_name="S", headline="", text=text,
        published_at=AT, published_confidence="time", fetched_at=AT, sha256="0" * 64, raw_sha256="0" * 64,
    )  # fmt: skip

    def span(written: str) -> tuple[int, int]:
        start = text.index(written)
        return start, start + len(written)

    return document, Annotations(
        document_id=document.id,
        language="en",
        people=tuple(PersonMention(span=document.span(*span(n)), name=n, role=role or None) for n, role in pairs),
        bodies=tuple(BodyMention(span=document.span(*span(n)), name=n) for n in bodies),
        statements=(
            Statement(id=StatementId("1"), kind="indirect", content=(document.span(0, 1),), speaker=speaker),
        ) if speaker else (),
    )  # fmt: skip


def owners(*days: Sequence[Said], configured: Sequence[KnownActor] = ()) -> list[PersonId | None]:
    """Place some days, and return whose each name of the last day is, in order."""
    register = Register(actor_tables(), configured)
    for number, day in enumerate(days):
        register.place(DAY + timedelta(days=number), day)
    last = DAY + timedelta(days=len(days) - 1)
    return [owner for document, found in days[-1] for owner in register.owners(document, found, last).values()]


def test_spellings_and_middle_names_come_to_one_record() -> None:
    found = owners([said("a", "Serhiy Orlov"), said("b", "Sergei Orlov"), said("c", "Сергій Петрович Орлов")])
    assert None not in found
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Anna Koss", "Ivan Koss"), ("Vitali Klitschko", "Wladimir Klitschko"), ("Ivo J. Tarn", "Ivo P. Tarn"),
     ("Kim Sora", "Kim Jun-ho")],
)  # fmt: skip
def test_two_people_stay_two(one: str, other: str) -> None:
    found = owners([said("a", one), said("b", other)])
    assert None not in found
    assert found[0] != found[1]


def test_an_initial_is_nobody_s_for_sure() -> None:
    assert owners([said("a", "Grete Maxwell"), said("b", "G. Maxwell")])[1] is None


def test_a_bare_surname_goes_to_the_one_bearer_at_hand() -> None:
    first, bare = owners([said("a", "Olena Vell"), said("b", "Vell")])
    assert first == bare
    assert owners([said("a", "Anna Koss", "Ivan Koss"), said("b", "Koss")])[-1] is None
    assert owners([said("a", "Adam Smith"), said("b", "Smith")])[-1] is None


def test_a_bearer_of_long_ago_is_not_at_hand_unless_well_known() -> None:
    empty: list[list[Said]] = [[] for _ in range(8)]
    assert owners([said("a", "Olena Vell")], *empty, [said("b", "Vell")]) == [None]
    often = [said(str(number), "Olena Vell") for number in range(5)]
    assert None not in owners(often, *empty, [said("b", "Vell")])


def test_the_role_chooses_among_bearers_and_speaks_against_one() -> None:
    day = [
        said("a", ("Anna Koss", "mayor of Velm")), said("b", ("Ivan Koss", "nurse")), said("c", ("Koss", "Mayor")),
    ]  # fmt: skip
    anna, _, mayor = owners(day)
    assert mayor == anna
    assert owners([said("a", ("Olena Vell", "mayor")), said("b", ("Vell", "tennis player"))])[1] is None


def test_an_outstanding_bearer_takes_the_bare_surname() -> None:
    often = [said(str(number), "Dmytro Hall") for number in range(20)]
    found = owners([*often, said("x", "Tim Hall"), said("y", "Hall")])
    assert found[-1] == found[0]


def test_configured_names_and_nicknames_are_one_record() -> None:
    known = [KnownActor(kind="person", names=("Valerian Storm", "the Iron Warden", "Storm"), roles=("general",)),
             KnownActor(kind="body", names=("Lake Relief Society", "the Breadmen"))]
    day = [said("a", "Valerian Storm"), said("b", "the Iron Warden"), said("c", "Storm"),
           said("d", ("Storm", "singer")), said("e", bodies=["Lake Relief Society"]),
           said("f", bodies=["the Breadmen"])]
    found = owners(day, configured=known)
    assert found[0] is not None
    assert found[:4] == [found[0]] * 3 + [None]
    assert found[4] == found[5] is not None


def test_letters_learnt_in_one_document_serve_the_others() -> None:
    document, found = said("a", bodies=["Lake Relief Society", "LRS"])
    named = Annotations(
        document_id=document.id, language="en",
        bodies=tuple(BodyMention(span=m.span, name="Lake Relief Society") for m in found.bodies),
    )  # fmt: skip
    first, letters = owners([(document, named), said("b", bodies=["LRS"])])
    assert first == letters is not None


def test_a_plain_name_of_a_body_is_left_open() -> None:
    assert owners([said("a", bodies=["Ukrainian Defence Ministry"]), said("b", bodies=["Defence Ministry"])])[1] is None


def test_roles_keep_their_dates_and_what_was_former_does_not_overwrite() -> None:
    register = Register(actor_tables())
    seen: list[Sighting] = []
    for number, role in enumerate(["prime minister", "prime minister", "former prime minister"]):
        document = said(f"d{number}", ("Karel Vasht", role), speaker="Karel Vasht")
        seen += register.place(DAY + timedelta(days=number), [document])
    record, = records(seen, actor_tables())
    assert [(r.title, r.first, r.last, r.documents, r.document_id) for r in record.roles] == [
        ("prime minister", DAY, DAY + timedelta(days=1), 2, "d0"),
        ("former prime minister", DAY + timedelta(days=2), DAY + timedelta(days=2), 1, "d2"),
    ]
    assert (record.name, record.documents, record.statements) == ("Karel Vasht", 3, 3)


def test_speakers_bear_the_id_of_their_record() -> None:
    register = Register(actor_tables())
    full, bare = said("a", "Olena Vell", speaker="Olena Vell"), said("b", "Vell", speaker="Vell")
    register.place(DAY, [full, bare])
    ids = {register.resolve(document, found, DAY).statements[0].speaker_id for document, found in (full, bare)}
    assert len(ids) == 1
    assert None not in ids


NAMES = ["Anna Koss", "Ivan Koss", "Koss", "A. Koss", "Serhiy Orlov", "Sergei Orlov", "Orlov", "Ivo J. Tarn",
         "Ivo Tarn", "Ivo P. Tarn", "Kim Sora", "Kim"]
NAMED = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)


@given(st.lists(NAMED, min_size=1, max_size=5), st.data())
def test_the_order_of_a_day_s_documents_does_not_matter(day: list[list[str]], data: st.DataObject) -> None:
    documents = [said(str(number), *names) for number, names in enumerate(day)]
    turned = data.draw(st.permutations(documents))
    assert Register(actor_tables()).place(DAY, documents) == Register(actor_tables()).place(DAY, turned)


@given(st.lists(NAMED, min_size=2, max_size=4))
def test_a_restored_register_goes_on_as_the_one_that_was_kept(day: list[list[str]]) -> None:
    documents = [said(str(number), *names) for number, names in enumerate(day)]
    kept, restored = Register(actor_tables()), Register(actor_tables())
    restored.restore(kept.place(DAY, documents[:1]))
    later = DAY + timedelta(days=1)
    assert kept.place(later, documents[1:]) == restored.place(later, documents[1:])
