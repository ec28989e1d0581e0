"""Deeds that are denied, or only somebody's word, are not told as fact."""

from dataclasses import replace

import pytest

from dayline.compose.gates import Evidence, check
from dayline.model.crisis import Crisis
from dayline.model.digest import Passage
from dayline.model.document import Document, DocumentId
from dayline.pipeline.languages import languages

from .conftest import TODAY, build, cite

DENIAL = build(
    "courier",
    "Karst denies that one of its boats rammed the ferry off Teln.",
    headline="Two versions of a wreck",
)


def _gates(crisis: Crisis, text: str, document: Document, *others: Document) -> set[str]:
    evidence = Evidence(
        documents={DocumentId(each.id): each for each in (document, *others)},
        crisis=replace(crisis, sides=("Karst", "Varda")),
        date=TODAY,
        language=languages()["en"],
    )
    field = "text" if document.text and text != document.headline + "." else "title"
    passage = Passage(text=text, kind="report", citations=(cite(document, document.field(field), field),))  # type: ignore[arg-type]
    return {refusal.gate for refusal in check(passage, evidence=evidence)}


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("A Karst boat rammed the ferry off Teln.", True),
        ("A Karst boat rammed the ferry off Teln, the harbour watch said.", False),
        ("Post: A Karst boat rammed the ferry off Teln.", False),
        ("A Karst boat rammed the ferry off Teln, which Karst denies.", False),
        ("The ferry off Teln went down.", False),
        ("Karst boats raided a mill of Hallin, while one of the ferry crews rammed a pier off Teln.", False),
        ("A Karst boat apparently rammed the ferry off Teln.", False),
        ("The minister said trade will go on after a Karst boat rammed the ferry off Teln.", True),
        (
            "The minister said trade will go on after the watch said a Karst boat rammed the ferry off Teln.",
            False,
        ),
        ("After a Karst boat rammed the ferry off Teln, the minister said trade will go on.", True),
        ("The minister said a Karst boat rammed the ferry off Teln.", False),
    ],
)
def test_a_deed_that_is_denied_is_attributed(text: str, is_refused: bool, crisis: Crisis) -> None:
    document = build("post", text.removeprefix("Post: "))
    assert ("disputed" in _gates(crisis, text, document, DENIAL)) is is_refused
    assert "disputed" not in _gates(crisis, text, document)


@pytest.mark.parametrize(
    ("headline", "is_refused"),
    [
        ("Karst says it used heavy rockets on the salt works", True),
        ("Heavy rockets hit the salt works – Vardan army", True),
        ("Heavy rockets hit the salt works", False),
        ("Envoy condemns heavy rockets that hit the salt works", False),
        ("Karst says its salt is the best of the valley", False),
        ("Council says heavy rockets hit a school", False),
    ],
)
def test_a_sentence_is_no_surer_of_a_deed_than_its_headline(
    headline: str, is_refused: bool, crisis: Crisis
) -> None:
    text = "Karst launches rockets and targets the salt works of Varda."
    document = build("post", text, headline=headline)
    assert ("certainty" in _gates(crisis, text, document)) is is_refused
    assert "certainty" not in _gates(crisis, f"Post: {text}", document)


@pytest.mark.parametrize(
    ("headline", "text", "is_refused"),
    [
        (
            "Karst crews hacked the ferry office",
            "Karst crews hacked the ferry office of Teln, its owner said.",
            True,
        ),
        ("Karst crews hacked the ferry office", "The owner said Karst crews hacked the ferry office.", True),
        ("Karst crews hacked the ferry office", "Karst crews hacked the ferry office, Karst said.", False),
        ("Karst crews hacked the ferry office", "Karst crews hacked the ferry office on Monday.", False),
        (
            "Karst crews hacked two ferry offices",
            "Karst crews hacked two ferry offices, an owner said.",
            False,
        ),
        (
            "Karst crews hacked the ferry office",
            "Crews came in the night, and the owner closed, he said.",
            False,
        ),
        ("Mayor of Teln resigns", "The mayor has reportedly resigned.", True),
        ("Mayor of Teln resigns", "The mayor, who reportedly fell ill, resigned.", False),
        ("Mayor who gave up his seat is found", "The mayor, who reportedly gave up, was found.", False),
    ],
)
def test_a_headline_is_no_surer_than_the_first_sentence_below_it(
    headline: str, text: str, is_refused: bool, crisis: Crisis
) -> None:
    document = build("post", text, headline=headline)
    assert ("certainty" in _gates(crisis, f"{headline}.", document)) is is_refused
    assert "certainty" not in _gates(crisis, f"{headline}: harbour watch.", document)


@pytest.mark.parametrize(
    ("word", "is_refused"), [("Karst-provoked", True), ("devastating", True), ("Karst-built", False)]
)
def test_nobody_is_blamed_in_a_word_of_our_own(word: str, is_refused: bool, crisis: Crisis) -> None:
    text = f"The envoy spoke of a {word} wreck off Teln on Monday, and of the ferry."
    assert ("blame" in _gates(crisis, text, build("post", text))) is is_refused
    quoted = f"“We mourn the {word} wreck,” the envoy said."
    assert "blame" not in _gates(crisis, quoted, build("post", quoted))


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("Karst general Ida Rell killed near Teln.", True),
        ("Karst's naval officers were captured off the mill.", True),
        ("Karst general Ida Rell killed near Teln – Harbour Police.", False),
        ("Karst general Ida Rell was killed near Teln, the harbour police said.", False),
        ("Karst general Ida Rell reportedly killed near Teln.", False),
        ("Karst soldiers killed two ferrymen near Teln, the harbour police said.", False),
        ("Harbour officer Ida Rell killed near Teln.", False),
    ],
)
def test_a_side_s_losses_are_somebody_s_word(text: str, is_refused: bool, crisis: Crisis) -> None:
    assert ("certainty" in _gates(crisis, text, build("post", text))) is is_refused
