import tomllib
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from dayline.model.document import Document
from dayline.text.genres import genre_of
from dayline.text.languages import Language

NOW = datetime(2031, 4, 10, tzinfo=UTC)
TABLES = tomllib.loads((files("dayline") / "languages" / "en.stories.toml").read_text(encoding="utf-8"))
LANGUAGES = {"en": Language.from_mapping("en", TABLES)}


def genre(
    headline: str, text: str = "", url: str = "", labels: tuple[str, ...] = (), language: str = "en"
) -> str:
    document = Document(
        id="d",
        item_id="i",
        source_id="s",
        source_name="s",
        url=url,
        headline=headline,
        text=text or "Text.",
        language=language,
        published_at=NOW,
        published_confidence="time",
        fetched_at=NOW,
        sha256="0" * 64,
        raw_sha256="0" * 64,
        labels=labels,
    )
    return genre_of(document, LANGUAGES)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Orrin flood at a glance: what we know on day 12", "round-up"),
        ("Orrin flood live: Velm evacuated; governor resigns", "round-up"),
        ("Valley live updates: rain returns", "round-up"),
        ("Pumps fail as rain returns – live", "round-up"),
        ("Orrin flood: list of key events, day 12", "round-up"),
        ("Your Thursday Briefing: rain returns", "round-up"),
        ("Monday briefing: the dam and the vote", "round-up"),
        ("Flood latest: governor resigns", "round-up"),
        ("The valley's evening report — rain returns", "round-up"),
        ("The dam was a warning | Opinion", "opinion"),
        ("The dam was a warning | Jon Aker", "opinion"),
        ("The Star view on dams: mend them", "opinion"),
        ("Letters: mend the dams", "opinion"),
        ("Letter: mend the dams", "opinion"),
        ("The River Sings review – a flood of song", "leisure"),
        ("How the dam came to burst", "feature"),
        ("Who built the dam?", "feature"),
        ("Watch: boats reach Tarn", "feature"),
        ("Boats reach Tarn – in pictures", "feature"),
        ("Five takeaways from the dam hearing", "feature"),
        ("Governor opens live ammunition range", "report"),
        ("Nine killed as dam bursts", "report"),
        ("Minister says briefing on dam was late", "report"),
        ("Review of dam rules ordered", "report"),
        ("", "report"),
    ],
)
def test_genres_by_headline(headline: str, expected: str) -> None:
    assert genre(headline) == expected


@pytest.mark.parametrize(
    ("url", "labels", "expected"),
    [
        ("https://star.example/news/live/2031/dam", (), "round-up"),
        ("https://star.example/opinion/dams", (), "opinion"),
        ("https://star.example/sport/2031/cup", (), "leisure"),
        ("https://star.example/world/dam", ("Opinion",), "opinion"),
        ("https://star.example/world/dam", ("Opinion polls",), "report"),
        ("https://star.example/world/dam", ("Explainer",), "feature"),
    ],
)
def test_genres_by_address_and_label(url: str, labels: tuple[str, ...], expected: str) -> None:
    assert genre("Dam bursts", url=url, labels=labels) == expected


def test_a_language_without_patterns_is_read_by_those_of_english() -> None:
    assert genre("Orrin flood live: rain", language="xx") == "round-up"
