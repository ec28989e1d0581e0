import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.clean.boilerplate import once, why_no_article, without_notices
from dayline.clean.page_words import NO_WORDS
from dayline.pipeline.languages import page_words

NOTICES = page_words().notices
DAM = "The dam at Orrin broke in the night and the lower valley was flooded."
MAYOR = "Twelve people were taken to hospital, the mayor of Sella said on Monday."
LONG = f"{DAM} {MAYOR} The ministry said that four villages were cut off and that the army would bring bread by air."


@pytest.mark.parametrize(
    "notice",
    [
        "Continue reading...", "Read more", "Read more about this at The Valley Post »", "Comments (14)", "No comments",
        "The post Six dead appeared first on The Valley Post.", "Share this on Facebook", "Follow us on Telegram",
        "Читати далі", "Читайте также: Паводок в Селле", "Подробнее…", "Czytaj więcej", "You may also like...",
        "Sign up for our newsletter", "Read more: The dam that nobody watched",
        "submitted by /u/someone [link] [comments]", "Follow Radio Selle on Twitter and Instagram", "Don’t miss",
        "Filed under: Floods, Selle |", "SEE MORE: Six dead in Kell", "Have a tip? Write to tips@post.example.",
        "Get the day's big stories by e-mail.", "Updated at 1:23 p.m.", "Tell us what YOU think…",
        "Source: Orrin Press Agency", "Copyright Valley Post 2031 - ISSN 0000-0000", "© 2031 Valley Post", "3 min read",
        "™ & © 2031 Valley News Network, Inc. All rights reserved.",
        "Most read in the valley", "Click here to get more information", "Listen to Radio Selle live at noon",
        "If you enjoyed this article, we have a proposition for you: join the Post.", "Follow the author on Twitter",
        "Get The Valley Weekly delivered through your letterbox - 12 issues for 11.99.", "Tempo de leitura: 1 minuto",
        "[button link=”https://post.example” type=”big”] Send us your pictures [/button]",
    ],
)
def test_notices_go(notice: str) -> None:
    assert without_notices(f"{DAM}\n\n{notice}\n\n{MAYOR}", NOTICES) == f"{DAM}\n\n{MAYOR}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell by a tenth.", "Comments by the mayor angered the town.", "Related charges were dropped.",
        "Sign language was used at the briefing.", "More people are missing.", "Print works in Kell were flooded.",
        "Read more widely, the law may apply.", "Follow the path on the left.", "Updated figures are due on Monday.",
        "Get the children out, the latest warning said.", "Topics of the day were the dam and the bridge.",
    ],
)
def test_sentences_that_begin_like_notices_stay(sentence: str) -> None:
    assert without_notices(f"{DAM}\n\n{sentence}", NOTICES) == f"{DAM}\n\n{sentence}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{DAM} Read more", DAM),
        (f"{DAM} Continue reading →", DAM),
        (f"{DAM}\nЧитать далее...", DAM),
        ("The dam at Orrin broke in the [&hellip;]".replace("&hellip;", "…"), "The dam at Orrin broke in the…"),
        ("The dam broke [...]", "The dam broke…"),
        ("They asked what to read. Read more books, she said.", "They asked what to read. Read more books, she said."),
    ],
)
def test_tails_go(text: str, kept: str) -> None:
    assert without_notices(text, NOTICES) == kept


@pytest.mark.parametrize(
    ("paragraphs", "kept"),
    [
        ([DAM, MAYOR] * 25, [DAM, MAYOR]),
        ([DAM] * 25, [DAM]),
        (["Headline", LONG, MAYOR, "Share", LONG, MAYOR, "End"], ["Headline", LONG, MAYOR, "Share", "End"]),
        ([LONG, "Advert", "Another", "Third", "Fourth", LONG], [LONG, "Advert", "Another", "Third", "Fourth"]),
        ([" ".join([DAM] * 3)], [DAM]),
        (["No.", "No."], ["No.", "No."]),
        (["- bread", "Monday", "Tuesday", "- bread", "Monday"], ["- bread", "Monday", "Tuesday", "- bread", "Monday"]),
        ([DAM, MAYOR], [DAM, MAYOR]),
    ],
)
def test_once(paragraphs: list[str], kept: list[str]) -> None:
    assert once("\n\n".join(paragraphs)).split("\n\n") == kept


def test_many_short_lines_take_no_time() -> None:
    lines = "\n\n".join(["x"] * 100_000)
    assert once(lines) == lines


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("404", "Sorry, the page you were looking for could not be found.", "error page"),
        ("Just a moment...", "Checking your browser before you go on.", "robot check"),
        ("Post", "You need to enable JavaScript to run this app.", "empty shell of a page"),
        ("Post", "We and our 212 partners store and access information on your device.", "consent wall"),
        ("Survivors not found in Sella", DAM, ""),
        ("Access denied", LONG * 5, ""),
    ],
)
def test_why_no_article(title: str, text: str, reason: str) -> None:
    assert why_no_article(title, text, NOTICES) == reason


def test_without_words_of_any_language_nothing_is_a_notice() -> None:
    text = f"{DAM}\n\nRead more\n\n{DAM} Continue reading →"
    assert without_notices(text, NO_WORDS.notices) == text
    assert why_no_article("404", "Sorry, the page you were looking for could not be found.", NO_WORDS.notices) == ""


@given(st.lists(st.sampled_from([DAM, MAYOR, LONG, "x", "No."]), max_size=12))
def test_nothing_new_appears_and_twice_is_once(paragraphs: list[str]) -> None:
    kept = once("\n\n".join(paragraphs))
    assert set(kept.split("\n\n")) <= set(paragraphs) | {""}
    assert set(paragraphs) <= set(kept.split("\n\n"))
