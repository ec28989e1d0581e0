"""Sentence ends: what is one sentence and what are two, and laws that hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.pipeline.languages import languages
from dayline.text.languages import Language
from dayline.text.sentences import sentence_spans


def sentences_of(text: str, code: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, languages()[code])]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Koval left at 5 p.m. on Friday.", "He was tired."],
        ["She moved to the U.S. in May.", "It was cold in the U.S.", "He said so."],
        ["Gen. O. Brusk met J. K. Lind.", "They spoke."],
        ["The dam held 3.5 million tonnes.", "No. 5 gate is open.", "He said no.", "Then he left."],
        ["“Is it safe?” she asked.", "“Yes!” he said."],
        ["“We stay.”", "“We go.”"],
        ["He waited… and left.", "Wait...", "What?"],
        ["St. Velm vs. Orlen ended 2:1."],
        ["Velm's mayor resigned.", "(He gave no reason.)", "Nobody asked."],
        ["Brusk Inc. of Velm closed.", "Its staff went home."],
        ["The gate is art. 5 of the plan, fig. 2."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert sentences_of(" ".join(sentences)) == sentences


def test_blank_lines_end_sentences_and_odd_white_space_stays_outside() -> None:
    text = "  Dam holds\r\n\r\n\u00a0Water falls.\u00a0 It does.\n"
    assert sentences_of(text) == ["Dam holds", "Water falls.", "It does."]


def test_lines_that_stand_for_themselves_end_sentences_but_wrapped_lines_do_not() -> None:
    lines = ["Water rises", "Roads closed", "Trains stopped"]
    assert sentences_of("\n".join(lines)) == lines
    wrapped = "The water rose in the\nvalley of Orlen and\nin the town of Velm\nwhere roads are\nclosed until\nMonday."
    assert sentences_of(wrapped) == [wrapped]


def test_a_forgotten_space_does_not_join_two_sentences() -> None:
    assert sentences_of("It lied for decades.They still wait.") == ["It lied for decades.", "They still wait."]
    assert sentences_of("See velm.example or Censor.NET for more.") == ["See velm.example or Censor.NET for more."]


def test_ukrainian_and_russian_sentences_end_too() -> None:
    assert len(sentences_of("Вода піднялася. Дороги закрито!", "uk")) == 2
    assert len(sentences_of("Вода поднялась. Дороги закрыты?", "ru")) == 2


@given(st.text(alphabet=st.sampled_from(list("aB. !?\n\r\t\u00a0“”\"'(Mr.5…")), max_size=200) | st.text(max_size=200))
def test_every_character_but_white_space_lies_in_exactly_one_sentence(text: str) -> None:
    spans = sentence_spans(text, Language("und"))
    covered = [position for start, end in spans for position in range(start, end)]
    assert len(covered) == len(set(covered))
    assert spans == sorted(spans)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(char.isspace() for position, char in enumerate(text) if position not in set(covered))


@pytest.mark.parametrize(
    "noise", ["a" * 100_000, " " * 100_000, "a. " * 50_000, ". (" * 30_000, "\n" * 100_000, " \n" * 50_000]
)
def test_noise_costs_no_more_than_its_length(noise: str) -> None:
    covered = sum(end - start for start, end in sentence_spans(noise, languages()["en"]))
    assert covered <= len(noise)


@pytest.mark.parametrize(
    "dateline",
    [
        "TELN, May 14 (Agency) -",
        "MARSK, Keldavia (Meridian) -",
        "Sella (Valley Post) –",
        "TELN —",
        "UPPER BRENNA, May 14 --",
        "TELN/SELLA, 14 May 2031 (KNA) —",
        "SAINT ALDA, Lower Brenna, May 3, 2031 (KNA) –",
        "ТЕЛЬН, 14 мая (КНА) —",
    ],
)
def test_a_dateline_is_apart_from_the_sentence_after_it(dateline: str) -> None:
    sentence = "Authorities in Keldavia ordered 4,200 people to leave." if dateline[1].isascii() else "Вода поднялась."
    text = f"{dateline} {sentence}"
    assert sentences_of(text) == [dateline, sentence]


@pytest.mark.parametrize(
    "text",
    [
        "Teln – the lower town – is empty.",
        "Teln (the lower town) is empty.",
        "NATO - an alliance - met.",
        "Anna Lund (Teln) said that the dam holds.",
        "The dam at TELN — Orlo calls it old — leaks.",
    ],
)
def test_a_dash_in_a_sentence_is_no_dateline(text: str) -> None:
    assert sentences_of(text) == [text]
