"""A flood that never was: documents, evidence and passages for the tests of the gates."""

import calendar
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from dayline.compose.gates import Evidence
from dayline.compose.gates.lexicon import Lexicon, lexicon_of
from dayline.model.crisis import Crisis
from dayline.model.digest import Citation, Passage, PassageKind
from dayline.model.document import Document, DocumentId, Field
from dayline.model.source import ItemId, Source, SourceId
from dayline.text.fingerprints import sha256_hex
from dayline.text.languages import Language

TODAY = date(2026, 5, 14)  # a Thursday, day 6

POST = (
    "The governor arrived at noon with the head of the emergency service. “Nobody should be sleeping below that "
    "wall tonight,” the governor of Varda region, Irena Solm, said at a briefing on Thursday. The order covers "
    "about 4,200 people in Upper Brenna, Lower Brenna and Teln, the regional emergency service said in a Telegram "
    "post. Nine people died in Lower Brenna and 14 were missing, police said."
)
COURIER = (
    "“All five gates answer to command,” the deputy minister for water, Tomas Rell, said on television. No gate "
    "has failed, Rell said. The second gate had not closed since Wednesday evening, an engineer said. Rescuers "
    "moved at least 600 people on Wednesday, and nearly 90 stayed. Parliament will hear the minister on Friday."
)
AGENCY = (
    "The ministry called the dam “stable at every gauge” on Tuesday. Police in Teln closed the bridge yesterday. "
    "Former mayor Anton Vesk left the town. The rail line was cut on Monday, 11 May."
)


def build(
    name: str, text: str, *, headline: str = "", published: datetime | None = None, **more: object
) -> Document:
    """Build a document whose id is its name."""
    fields: dict[str, object] = {
        "id": DocumentId(name),
        "item_id": ItemId(name),
        "source_id": SourceId(name),
        "source_name": name.title(),
        "url": f"https://{name}.example/1",
        "headline": headline,
        "text": text,
        "published_at": published,
        "published_confidence": "time" if published else "low",
        "fetched_at": datetime(2026, 5, 14, 20, tzinfo=UTC),
        "sha256": sha256_hex(text.encode(errors="replace")),
        "raw_sha256": "0" * 64,
        **more,
    }
    return Document(**fields)  # type: ignore[arg-type]


def language_of_tests() -> Language:
    """Return English with the tables that the gates read."""
    voice = tomllib.loads(files("dayline.languages").joinpath("en.voice.toml").read_text(encoding="utf-8"))
    names = {"months": list(calendar.month_name)[1:], "weekdays": list(calendar.day_name)}
    return Language.from_mapping("en", {**voice, "digest": names})


@pytest.fixture(scope="session")
def language() -> Language:
    """Return English as the gates need it."""
    return language_of_tests()


@pytest.fixture(scope="session")
def lexicon(language: Language) -> Lexicon:
    """Return the words that the gates judge by."""
    return lexicon_of(language)


@pytest.fixture(scope="session")
def crisis() -> Crisis:
    """Return the flood: day 1 is 9 May 2026."""
    sources = (
        Source(id=SourceId("service"), name="Emergency Service", side="Varda"),
        Source(id=SourceId("given"), name="Valley Herald", addresses=("https://herald.example/feed",)),
    )
    return Crisis(
        id="varda",
        name="Varda flood",
        first_day=date(2026, 5, 9),
        zone=ZoneInfo("Europe/Vienna"),
        sources=sources,
    )


@pytest.fixture(scope="session")
def documents() -> dict[DocumentId, Document]:
    """Return the three reports of the day and the day before."""
    made = (
        build(
            "post",
            POST,
            headline="Leave by nightfall, governor tells villages below the dam",
            published=datetime(2026, 5, 14, 11, 42, tzinfo=UTC),
        ),
        build(
            "courier",
            COURIER,
            headline="No gate has failed, water ministry says",
            published=datetime(2026, 5, 14, 9, tzinfo=UTC),
        ),
        build("agency", AGENCY, headline="Dam called stable", published=datetime(2026, 5, 13, 8, tzinfo=UTC)),
    )
    return {document.id: document for document in made}


@pytest.fixture(scope="session")
def evidence(documents: dict[DocumentId, Document], crisis: Crisis, language: Language) -> Evidence:
    """Return what the gates may look at on day 6."""
    return Evidence(documents=documents, crisis=crisis, date=TODAY, language=language)


def cite(document: Document, words: str, field: Field = "text") -> Citation:
    """Return the citation of words of a document."""
    start = document.field(field).index(words)
    return Citation(
        span=document.span(start, start + len(words), field),
        url=document.url,
        source_name=document.source_name,
        retrieved_at=document.fetched_at,
        sha256=document.sha256,
    )


Composer = Callable[..., Passage]


@pytest.fixture(scope="session")
def passage(documents: dict[DocumentId, Document]) -> Composer:
    """Return a maker of passages: the text, then "document: words" that it cites."""

    def make(text: str, *cited: str, kind: PassageKind = "report", field: Field = "text") -> Passage:
        pairs = [entry.split(": ", 1) for entry in cited]
        citations = tuple(cite(documents[DocumentId(name)], words, field) for name, words in pairs)
        return Passage(text=text, kind=kind, citations=citations)

    return make


@pytest.fixture(scope="session")
def one_document(
    crisis: Crisis, language: Language
) -> Callable[..., tuple[Evidence, Callable[..., Passage]]]:
    """Return a maker of evidence of a single document, with a maker of passages that cite all of its text."""

    def make(text: str, **more: object) -> tuple[Evidence, Callable[..., Passage]]:
        published = more.pop("published", datetime(2026, 5, 14, 9, tzinfo=UTC))
        aliases, on = more.pop("aliases", ()), more.pop("on", TODAY)
        document = build("post", text, published=published, **more)  # type: ignore[arg-type]
        evidence = Evidence(
            documents={document.id: document},
            crisis=crisis,
            date=on,  # type: ignore[arg-type]
            language=language,
            aliases=aliases,
        )  # type: ignore[arg-type]

        def compose(words: str, kind: PassageKind = "report") -> Passage:
            field: Field = "text" if text else "title"
            return Passage(text=words, kind=kind, citations=(cite(document, document.field(field), field),))

        return evidence, compose

    return make
