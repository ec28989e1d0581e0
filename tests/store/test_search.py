"""Any string may be searched for; words, phrases and, beyond Latin, parts of words are found."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dayline.errors import ArchiveError
from dayline.model.document import Document
from dayline.model.source import RawItem
from dayline.store import Archive
from dayline.store.search import phrases_of, snippet

Receive = Callable[..., tuple[RawItem, Document]]

TEXTS = {
    "dam": "The ambassador visited the dam at Orsk. “Six houses were lost,” the mayor said.",
    "café": "A café in Velm opened its doors to the people of the valley.",
    "dam-uk": "Дамба в Орську встояла, сказала мерка. Вода в Орській долині спадає.",
    "dam-ru": "Плотина у Орска устояла, сообщил мэр. OR NOT AND NEAR",
    "mixed": "The village of Посад (Posad) was reached by boat.",
}


@pytest.fixture(scope="module")
def filled(new_archive: Callable[[], Archive], receive: Receive) -> Iterator[Archive]:
    """Give an archive with the texts, each of a day of its own."""
    with new_archive() as archive:
        for number, (item, text) in enumerate(TEXTS.items()):
            raw, document = receive(item=item, headline=f"Report {item}", text=text)
            archive.add([raw], [(document, f"2031-05-0{number + 1}")])
        yield archive


def found(archive: Archive, query: str, **options: object) -> set[str]:
    ids = [document_id for document_id, _ in archive.search(query, **options)]  # type: ignore[arg-type]
    return {archive.document(document_id).item_id.removeprefix("item-") for document_id in ids}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("dam", {"dam", "dam-uk", "dam-ru"}),
        ("DAM mayor", {"dam"}),
        ('"six houses"', {"dam"}),
        ('"houses six"', set()),
        ("assad", set()),
        ("ambassador's", set()),
        ("café", {"café"}),
        ("Орську", {"dam-uk"}),
        ("Орськ", {"dam-uk"}),
        ("орськ", {"dam-uk"}),
        ("лотин", {"dam-ru"}),
        ("Плотина устояла", {"dam-ru"}),
        ("report плотин", {"dam-ru"}),
        ("Посад posad", {"mixed"}),
        ("в", {"dam-uk"}),
        ("в дамба", {"dam-uk"}),
        ("NOT", {"dam-ru"}),
        ("houses OR", set()),
        ("dam*", {"dam", "dam-uk", "dam-ru"}),
        ("text:dam", set()),
        ("(dam", {"dam", "dam-uk", "dam-ru"}),
        ('"dam', {"dam", "dam-uk", "dam-ru"}),
        ("100%", set()),
        ("плотин%", set()),
        ("п_отин", set()),
    ],
)
def test_words_and_parts_are_found(filled: Archive, query: str, expected: set[str]) -> None:
    assert found(filled, query) == expected


def test_diacritics_do_not_matter_in_sqlite(filled: Archive) -> None:
    if filled._readers.dialect.name != "sqlite":
        pytest.skip("PostgreSQL needs its extension unaccent for this")
    assert found(filled, "cafe") == {"café"}


@pytest.mark.parametrize("query", ["", "  ", '"', '""', "***", "«»", "- + ^", "\0", "\ud800", "🜚"])
def test_a_query_without_letters_finds_nothing(filled: Archive, query: str) -> None:
    assert filled.search(query) == []


@given(
    st.text(st.characters(exclude_categories=()), max_size=30) | st.text('"*()^:-+ANDORT{}в ', max_size=20)
)
@settings(max_examples=200)
def test_any_string_may_be_searched_for(filled: Archive, query: str) -> None:
    assert len(filled.search(query, limit=3)) <= 3


def test_results_are_limited_and_within_days(filled: Archive) -> None:
    assert len(filled.search("dam", limit=2)) == 2
    assert filled.search("dam", limit=0) == []
    assert found(filled, "dam", days=("2031-05-03", "2031-05-04")) == {"dam-uk", "dam-ru"}
    with pytest.raises(ArchiveError, match="not a date"):
        filled.search("dam", days=("first", "last"))


def test_the_best_comes_first_in_sqlite(archive: Archive, receive: Receive) -> None:
    if archive._readers.dialect.name != "sqlite":
        pytest.skip("PostgreSQL gives the newest first")
    long = receive(item="long", text="The dam holds. " + "Rain is expected in the hills tonight. " * 30)
    short = receive(item="short", text="The dam, the dam, the dam.")
    archive.add([long[0], short[0]], [(long[1], ""), (short[1], "")])
    assert [document_id for document_id, _ in archive.search("dam")] == [short[1].id, long[1].id]


def test_a_document_is_found_as_soon_as_it_is_in_and_once(archive: Archive, receive: Receive) -> None:
    raw, document = receive(text="Плотина holds.")
    for _ in range(2):
        archive.add([raw], [(document, "")])
    assert archive.search("holds") == archive.search("плотина") == [(document.id, "Плотина holds.")]


def test_a_text_of_five_megabytes_is_found_by_its_beginning(archive: Archive, receive: Receive) -> None:
    raw, document = receive(text="Saltmarsh report. " + "Water and more water. " * 230_000, raw="long")
    archive.add([raw], [(document, "")])
    assert [document_id for document_id, _ in archive.search("saltmarsh")] == [document.id]


def test_phrases_are_read_from_a_query() -> None:
    assert phrases_of('dam "six houses" - isn\'t "') == ["dam", "six houses", "isn't"]
    assert len(phrases_of("word " * 1000)) == 32


def test_snippets_show_the_find_in_one_line() -> None:
    text = "Rain fell. " * 40 + "The dam\n\nat Orsk holds. " + "More rain. " * 40
    shown = snippet("Headline", text, ["dam", "orsk"])
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "The dam at Orsk holds." in shown
    assert len(shown) < 200
    assert set(shown.strip("… ").replace(".", "").split()) == {"Rain", "fell", "The", "dam", "at", "Orsk",
                                                               "holds", "More", "rain"}  # fmt: skip
    assert snippet("", "x" * 500 + "dam" + "y" * 500, ["dam"]) == f"… {'x' * 80}dam …"
    assert snippet("Dam at Orsk", "", ["dam"]) == "Dam at Orsk"
    assert snippet("Headline", "No such word.", ["dam"]) == "No such word."
