from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dayline.model.document import Document
from dayline.rank.abroad import told_abroad
from dayline.text.fingerprints import document_id, item_id, sha256_hex

Make = Callable[..., Document]


def test_names_and_numbers_join_what_two_languages_tell(make_document: Make) -> None:
    stories = [
        [make_document("Orrin dam bursts, says Hanna Brask of Tarn"), make_document("Brask: Orrin dam gone")],
        [make_document("Saltmere harbour closes to grain of the Kestrel fleet")],
        [make_document("Zapora Orrinu pękła", "Burmistrz Tarnu Hanna Brask wezwała do ucieczki.")],
        [make_document("Flota Kestrel nie zabierze zboża", "Port w Saltmere zamknięto.")],
        [make_document("Pogoda w górach", "Śnieg nad Velmem.")],
    ]
    assert told_abroad(stories, is_read=[True, True, False, False, False]) == {0: [2], 1: [3]}


def test_one_name_alone_joins_nothing(make_document: Make) -> None:
    stories = [
        [make_document("Brask opens the choir fair")],
        [make_document("Saltmere harbour closes")],
        [make_document("Co dalej, pani Brask?")],
    ]
    assert told_abroad(stories, is_read=[True, True, False]) == {}


def test_what_every_story_names_joins_nothing(make_document: Make) -> None:
    stories = [
        [make_document("Kell of Velm: flood money comes")],
        [make_document("Velm school opens, Kell there")],
        [make_document("Kell i Velm bez wody")],
    ]
    assert told_abroad(stories, is_read=[True, True, False]) == {}


def test_where_nothing_is_read_nothing_is_told(make_document: Make) -> None:
    stories = [[make_document("Zapora Orrinu pękła w Tarnie")], [make_document("Orrin: zapora w Tarnie")]]
    assert told_abroad(stories, is_read=[False, False]) == {}
    assert told_abroad([], is_read=[]) == {}


@given(
    st.lists(
        st.tuples(
            st.booleans(), st.lists(st.sampled_from(["Orrin", "Brask", "Tarn", "Velm", "400"]), max_size=4)
        ),
        max_size=6,
    )
)
def test_what_is_told_is_read_and_each_other_counts_once(drawn: list[tuple[bool, list[str]]]) -> None:
    stories = [[_headline(f"{number} {' '.join(names)}")] for number, (_, names) in enumerate(drawn)]
    is_read = [known for known, _ in drawn]
    found = told_abroad(stories, is_read=is_read)
    others = [other for told in found.values() for other in told]
    assert all(is_read[number] for number in found)
    assert not any(is_read[other] for other in others)
    assert len(others) == len(set(others))


def _headline(headline: str) -> Document:
    moment = datetime(2031, 4, 10, tzinfo=UTC)
    return Document(
        id=document_id("wire", headline, headline, ""), item_id=item_id("wire", headline), source_id="wire",  # type: ignore[arg-type]
        source_name="wire", url="", headline=headline, text="", language="", published_at=moment,
        published_confidence="time", fetched_at=moment, sha256=sha256_hex(b""), raw_sha256=sha256_hex(b""),
    )  # fmt: skip
