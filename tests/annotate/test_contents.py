"""Contents after the tagger: signed quotations, and parts in other paragraphs."""

import pytest

from dayline.annotate.contents import settled
from dayline.annotate.found import Attribution
from dayline.annotate.quotations import find_quotations

SIGNED = "“We carried the piano down before the water came up.”"


def ranges(text: str, *words: str) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(each), text.index(each) + len(each)) for each in words)


def written(text: str, found: list[Attribution]) -> list[tuple[list[str], list[str], list[str]]]:
    def quotes(parts: tuple[tuple[int, int], ...]) -> list[str]:
        return [text[slice(*part)] for part in parts]

    return [(quotes(each.content), quotes(each.cue), quotes(each.source)) for each in found]


@pytest.mark.parametrize("dash", [" — ", " - ", "\n– ", " ― "])
def test_a_quotation_signed_after_a_dash_has_its_speaker(dash: str) -> None:
    text = f"The flood in words:\n\n{SIGNED}{dash}Mira Toll, pianist\n\nThe river fell."
    (found,) = settled(text, (), find_quotations(text))
    assert written(text, [found]) == [([SIGNED], [dash.strip()], ["Mira Toll, pianist"])]


def test_what_is_tagged_across_a_signature_goes_and_what_is_said_within_stays() -> None:
    text = f"“Tarn said the wall would hold, and then it fell.” — Ada Koss\n\n{SIGNED} — Mira Toll"
    across = Attribution(content=ranges(text, "it fell.” — Ada Koss"), cue=ranges(text, "then"))
    within = Attribution(
        content=ranges(text, "the wall would hold"), cue=ranges(text, "said"), source=ranges(text, "Tarn")
    )
    found = settled(text, (across, within), find_quotations(text))
    assert within in found
    assert across not in found
    assert [each[2] for each in written(text, found)] == [["Tarn"], ["Ada Koss"], ["Mira Toll"]]


@pytest.mark.parametrize("text", [f"{SIGNED} - it rained.", f"{SIGNED} - The end of the tale.", "“Yes.” — Mira Toll"])
def test_a_dash_alone_signs_nothing(text: str) -> None:
    assert settled(text, (), find_quotations(text)) == []


def test_words_of_another_paragraph_are_no_part() -> None:
    text = "“It rained,” Toll said. “It rained again.”\n\n“Nobody came,” Koss added."
    found = Attribution(
        content=ranges(text, "“It rained,”", "“It rained again.”", "“Nobody came,”"), cue=ranges(text, "said")
    )
    (kept,) = settled(text, (found,), find_quotations(text))
    assert written(text, [kept])[0][0] == ["“It rained,”", "“It rained again.”"]


def test_one_quotation_runs_on_over_paragraphs() -> None:
    text = "Toll spoke. “It rained.\n\n“It rained again.”"
    found = Attribution(content=ranges(text, "“It rained.", "“It rained again.”"), cue=ranges(text, "spoke"))
    assert settled(text, (found,), find_quotations(text)) == [found]


def test_of_parts_that_all_stand_elsewhere_the_next_is_kept() -> None:
    text = "“One.”\n\nToll said this:\n\n“Two.”"
    found = Attribution(content=ranges(text, "“One.”", "“Two.”"), cue=ranges(text, "said"))
    (kept,) = settled(text, (found,), find_quotations(text))
    assert written(text, [kept])[0][0] == ["“Two.”"]
