"""What attributions tell of: cues and contents beside speech, attitude or act."""

from typing import Literal

import pytest

from dayline.annotate.acts import act_of, act_words_of
from dayline.annotate.found import Attribution
from dayline.annotate.inflections import base_forms
from dayline.annotate.intervals import Intervals
from dayline.annotate.parsing import parse
from dayline.annotate.quotations import find_quotations
from dayline.annotate.statements import kind_of
from dayline.annotate.tree import Tree
from dayline.pipeline import resources
from dayline.pipeline.languages import languages

ENGLISH = languages()["en"]
CASES: list[tuple[str, str, str, Literal["speech", "attitude", "act"]]] = [
    ("Tarn said the dam would hold.", "said", "the dam would hold", "speech"),
    ("Nine people died, according to police.", "according to", "Nine people died", "speech"),
    ("Koss denied the report.", "denied", "the report", "speech"),
    ("Koss urged villagers to leave.", "urged", "villagers to leave", "speech"),
    ("Tarn made a statement on the flood.", "made a statement on", "the flood", "speech"),
    ("KOVAL: dam will hold", ":", "dam will hold", "speech"),
    ("Tarn wants the gates closed.", "wants", "the gates closed", "attitude"),
    ("Koss is convinced that the wall is weak.", "is convinced", "that the wall is weak", "attitude"),
    ("Koss has no doubt that the wall is weak.", "has no doubt", "that the wall is weak", "attitude"),
    ("Villagers feared that the wall would fall.", "feared", "that the wall would fall", "attitude"),
    ("Koss planned to leave on Monday.", "planned", "to leave on Monday", "attitude"),
    ("Koss is lukewarm about the wall.", "is lukewarm about", "the wall", "attitude"),
    ("The council voted to close the gates.", "voted", "to close the gates", "act"),
    ("The envoys discussed a truce.", "discussed", "a truce", "act"),
    ("The mill declined to comment.", "declined", "to comment", "act"),
    ("Koss is trying to explain the delay.", "is trying to explain", "the delay", "speech"),
    ("Ravenia announced aid of two million crowns.", "announced", "aid of two million crowns", "act"),
    ("Ravenia announced that aid would come.", "announced", "that aid would come", "speech"),
    ("Koss agreed to pay half.", "agreed", "to pay half", "act"),
    ("The study found that the lake was poisoned.", "found", "that the lake was poisoned", "speech"),
    ("Divers found a bell.", "found", "a bell", "act"),
    ("Tarn fears “a winter without bread or coal”.", "fears", "“a winter without bread or coal”", "speech"),
    ("Villagers murbled that the wall was weak.", "murbled", "that the wall was weak", "speech"),
    ("Villagers murbled the wall.", "murbled", "the wall", "act"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "content", "act"), CASES)
def test_act(text: str, cue: str, content: str, act: str) -> None:
    tree = Tree.of(next(parse(resources.parser(), [text], ENGLISH)))
    quoted = Intervals(part for quotation in find_quotations(text) for part in quotation.parts)

    def range_of(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    found = Attribution(content=(range_of(content),), cue=(range_of(cue),))
    assert act_of(tree, found, kind_of(text, found.content, quoted), act_words_of(ENGLISH)) == act


def test_no_word_tells_two_things() -> None:
    table = ENGLISH.table("acts")
    lists = [table[name] for name in ("speech", "attitude", "act", "telling", "light")]
    words = [word for each in lists for word in each]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("said", "say"),
        ("denies", "deny"),
        ("planning", "plan"),
        ("admitted", "admit"),
        ("hoping", "hope"),
        ("is", "be"),
    ],
)
def test_base_forms_of_cues(word: str, base: str) -> None:
    words = act_words_of(ENGLISH)
    assert words.base_of(word) == base
    assert word == base or base in words.irregular.values() or base in set(base_forms(word, words.endings))
