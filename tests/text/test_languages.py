"""Language records: what a mapping gives, and what is missing."""

from dayline.pipeline.languages import languages
from dayline.text.languages import Language


def test_every_table_stays_reachable() -> None:
    language = Language.from_mapping("en", {"sentences": {"titles": ["Mr."]}, "figures": {"dozen": 12}})
    assert language.titles == {"Mr."}
    assert language.table("figures") == {"dozen": 12}


def test_a_missing_table_is_an_empty_one() -> None:
    language = Language("und")
    assert not language.table("sentences")
    assert language.words("people", "he") == frozenset()


def test_months_come_in_order_from_a_list_or_a_mapping() -> None:
    assert Language.from_mapping("xx", {"dates": {"months": ["jan", "feb"]}}).months == ("jan", "feb")
    assert Language.from_mapping("xx", {"dates": {"months": {"feb": 2, "jan": 1}}}).months == ("jan", "feb")


def test_english_knows_its_verbs_of_saying_and_its_pronouns() -> None:
    english = languages()["en"]
    assert {"he", "she", "they"} <= english.pronouns
    assert "Gen." in english.titles
