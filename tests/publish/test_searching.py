"""What the search's files hold."""

import json

from dayline.model.traces import Subject
from dayline.publish.searching import (
    BLOCK,
    LETTERS,
    block_artifacts,
    block_of,
    keys_of,
    letter_of,
    search_artifacts,
)
from dayline.text.spellings import spelling_key


def test_every_word_of_every_line_is_there_with_its_place(made):
    digests = [made.full_day(6)[0], made.awkward_day(7)[0]]
    files = {file.path: json.loads(file.content) for file in block_artifacts(0, digests)}
    words = {f"search/words/0/{letter}.json" for letter in LETTERS}
    assert set(files) == words | {"search/day/6.json", "search/day/7.json"}
    for day in (6, 7):
        for place, (anchor, text, heading) in enumerate(files[f"search/day/{day}.json"]["lines"]):
            assert anchor
            for key in keys_of(f"{text} {heading}"):
                places = files[f"search/words/0/{letter_of(key)}.json"][key]
                assert (day, place) in set(zip(places[::2], places[1::2], strict=True))


def test_a_block_is_a_hundred_days():
    assert {block_of(day) for day in range(BLOCK)} == {0}
    assert block_of(BLOCK) == 1


def test_keys_are_one_for_both_scripts():
    assert keys_of("Зеленський сказав") == [spelling_key("Zelenskyi"), spelling_key("skazav")]
    assert keys_of("a «I» 9") == []
    assert letter_of(spelling_key("نهر")) == "_"
    assert letter_of(spelling_key("Щербак")) == letter_of(spelling_key("Shcherbak")) == "s"


def test_names_lead_to_pages_those_with_most_lines_first(made):
    people = [
        Subject(kind="person", id=str(n), name=f"Irena Solm {n}", first_name="Irena Solm", note="governor",
                first=1, last=2, lines=n)
        for n in (1, 3, 2)
    ]  # fmt: skip
    files = {file.path: file.content for file in search_artifacts([5, 250], people, made.CRISIS, site=made.SITE)}
    names = json.loads(files["search/names/s.json"])["solm"]
    assert [name for name, _, _ in names] == ["Irena Solm 3", "Irena Solm 2", "Irena Solm 1"]
    assert all(path.startswith("people/irena-solm-") for _, path, _ in names)
    assert json.loads(files["search/rules.json"])["blocks"] == [2, 0]
