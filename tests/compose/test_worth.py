"""Worth your time: pieces and programmes with their guests, and no report."""

from dataclasses import replace

import pytest

from dayline.compose.desk import Desk as Composing
from dayline.compose.worth import MOST_WORTH, worth_lines
from dayline.model.claims import Sentence
from dayline.model.crisis import Term
from dayline.model.entities import PersonMention


def lines_of(desk, *documents) -> list[tuple[str, str]]:
    """Return (line, source) of what is worth the time among documents, each a story of its own."""
    stories = [desk.story(document.id, [document]) for document in documents]
    material = desk.material(*stories)
    crisis = replace(material.crisis, terms=(Term(names=("Varda", "Karst dam")),))
    composing = Composing(replace(material, crisis=crisis))
    lines = worth_lines(composing, tuple(stories))
    return [(line.text, line.citations[0].source_name) for line in lines]


def guests(desk, document, *named: tuple[str, str]) -> None:
    """Mark people with their roles."""
    held = desk.annotations[document.id]
    people = []
    for name, role in named:
        at = document.text.index(name)
        people.append(PersonMention(span=document.span(at, at + len(name)), name=name, role=role))
    desk.annotations[document.id] = replace(held, people=tuple(people))


@pytest.mark.parametrize(
    ("headline", "url"),
    [
        ("How the Karst dam came to leak", ""),
        ("Why nobody left Varda in time", ""),
        ("Explainer: the gates of the Karst dam", ""),
        ("Five lessons from the Varda flood of 1931", ""),
        ("The last ferry across the Varda", "https://post.example/long-reads/ferry"),
        ("Nights on the Varda dyke", "https://post.example/podcasts/nights"),
    ],
)
def test_pieces_are_listed_by_their_title(desk, headline: str, url: str) -> None:
    document = desk.document("d", headline, "The river rose.")
    document = replace(document, url=url or document.url)
    desk.documents[document.id] = document
    assert lines_of(desk, document) == [(f"{headline}.", "Post")]


@pytest.mark.parametrize(
    ("headline", "url"),
    [
        ("Karst dam leaks, the ministry says", ""),
        ("Six dead as the Varda rises", "https://post.example/videos/varda"),
        ("Watch: how the Varda rose", ""),
        ("How the Varda rose – in pictures", ""),
        ("How the castle at Sorn was built", ""),
        ("How to help the people of Varda", ""),
        ("Why the Varda rose: opinion", "https://post.example/opinion/why"),
        ("Varda flood live: how the day went", "https://post.example/live/varda"),
        ("Who will pay for the Karst dam?", ""),
    ],
)
def test_news_and_what_is_off_the_matter_or_asks_are_not(desk, headline: str, url: str) -> None:
    document = desk.document("d", headline, "The river rose.")
    document = replace(document, url=url or document.url)
    desk.documents[document.id] = document
    assert lines_of(desk, document) == []


def test_a_whole_statement_is_no_piece_by_its_address_alone(desk) -> None:
    told = "The flood breaks the Varda at last"
    document = desk.document("d", told, "The river rose.")
    document = replace(document, url="https://post.example/analysis/flood")
    desk.documents[document.id] = document
    span = document.span(0, len(told), "title")
    held = desk.annotations[document.id]
    for has_verb, lines in ((True, []), (False, [(f"{told}.", "Post")])):
        sentence = Sentence(span=span, index=0, has_verb=has_verb)
        desk.annotations[document.id] = replace(held, sentences=(sentence, *held.sentences))
        assert lines_of(desk, document) == lines


def programme(desk, text: str, headline: str = "“It will hold”: engineer on the Karst dam"):
    document = desk.document("d", headline, text)
    document = replace(document, url="https://post.example/videos/dam")
    desk.documents[document.id] = document
    return document


@pytest.mark.parametrize(
    "text",
    [
        "Post's Lida Marr speaks with engineer Emil Karas about the Karst dam.",
        "Engineer Emil Karas joins Post to talk about the Karst dam.",
        "Engineer Emil Karas talks to Post's Lida Marr about the Karst dam.",
    ],
)
def test_a_programme_is_listed_with_its_guest(desk, text: str) -> None:
    document = programme(desk, text, "Engineer on the Karst dam and its gates")
    guests(desk, document, ("Emil Karas", "engineer" if "engineer" in text else "Engineer"))
    role = "engineer" if "engineer" in text else "Engineer"
    assert lines_of(desk, document) == [
        (f"Engineer on the Karst dam and its gates. With Emil Karas ({role}).", "Post")
    ]


def test_a_list_of_guests_below_its_announcement_is_read(desk) -> None:
    text = (
        "Rudi Kass talks about the Karst dam on Wednesday with his guests:\n\n"
        "Ilse Morvan, professor of hydraulics; Jonas Bereth, mayor of Sorn."
    )
    document = programme(desk, text, "The Evening Table: who owns a river?")
    guests(desk, document, ("Ilse Morvan", "professor of hydraulics"), ("Jonas Bereth", "mayor of Sorn"))
    assert lines_of(desk, document) == [
        ("The Evening Table. With Ilse Morvan (professor of hydraulics); Jonas Bereth (mayor of Sorn).", "Post")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Emil Karas speaks with engineer Anna Lund about the Karst dam.",
        "Post's Lida Marr reports on the Karst dam and on engineer Anna Lund.",
        "Post's Lida Marr speaks with Countess Mara, the former partner of engineer Anna Lund, about the Karst dam.",
    ],
)
def test_whom_others_talk_to_is_no_guest(desk, text: str) -> None:
    document = programme(desk, text)
    guests(desk, document, ("Anna Lund", "engineer"))
    assert lines_of(desk, document) == []


def test_a_role_cut_inside_a_compound_is_not_printed(desk) -> None:
    document = programme(desk, "Post speaks to River/Dam Watch head Anna Lund about the Karst dam.")
    guests(desk, document, ("Anna Lund", "Dam Watch head"))
    assert lines_of(desk, document) == []


def test_no_outlet_stands_twice_in_a_row_where_there_is_a_choice(desk) -> None:
    titles = (
        "How the gates of the Varda work",
        "Why engineers left Varda early",
        "What ferries cost on a Varda in flood",
        "Where bridges over the Varda were never built",
        "Who taught at the sunken Varda school",
        "Inside a bakery that Varda kept open",
        "How cellars under Varda were dug",
        "Why old maps of Varda lie",
    )
    documents = [
        desk.document(f"d{n}", title, "The river rose.", source="agency" if n > 5 else "post")
        for n, title in enumerate(titles)
    ]
    sources = [source for _, source in lines_of(desk, *documents)]
    assert len(sources) == MOST_WORTH
    assert sources[:4] == ["Post", "Agency", "Post", "Agency"]


def test_the_same_piece_is_listed_once(desk) -> None:
    first = desk.document("a", "How the Karst dam came to leak", "The river rose.")
    second = desk.document("b", "How the Karst dam came to leak so soon", "The river rose.", source="agency")
    assert len(lines_of(desk, first, second)) == 1


def test_a_piece_keeps_the_topic_without_which_it_says_nothing(desk) -> None:
    kept = desk.document("a", "Varda refugees: Why so few came", "The river rose.")
    told = desk.document("b", "Varda invasion: Why the Varda invasion of pike came early", "The river rose.")
    assert [line for line, _ in lines_of(desk, kept)] == ["Varda refugees: Why so few came."]
    assert [line for line, _ in lines_of(desk, told)] == ["Why the Varda invasion of pike came early."]
